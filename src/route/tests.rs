//! Every address, printed and read back.

use super::{
    AccountColumn, AccountList, CustomerList, CustomerSort, ImportList, Route, SettingsTab, Site,
    company_in, environment_in,
};

fn all() -> Vec<Route> {
    let list = CustomerList {
        text: "Acme & Söhne / 50%".into(),
        level: "Premium".into(),
        sort: Some(CustomerSort::BillingId),
        descending: true,
    };
    vec![
        Route::Overview,
        Route::SignInAirVantage,
        Route::Customers(CustomerList::default()),
        Route::Customers(list.clone()),
        Route::Customer {
            id: "1649".into(),
            list: CustomerList::default(),
        },
        Route::Customer {
            id: "a/b?c".into(),
            list,
        },
        Route::Imports(ImportList::default()),
        Route::Imports(ImportList {
            text: "ac me&".to_owned(),
            state: "running".to_owned(),
        }),
        Route::ImportNew {
            customer: String::new(),
            name: String::new(),
        },
        Route::ImportNew {
            customer: "27aa5123-9b59-4574-bc89-834a9e536f24".to_owned(),
            name: "Ac me & Söhne".to_owned(),
        },
        Route::ImportBulk,
        Route::ImportTask("tsk_185510".into()),
        Route::OperatorAccounts(AccountList::default()),
        Route::OperatorAccounts(AccountList {
            name: "tel".into(),
            connection: "c1".into(),
            operator: "ATT".into(),
            uid: "u1".into(),
            sort: Some(AccountColumn::SmsAccount),
            descending: true,
            page: 2,
            size: 200,
            hidden: vec![AccountColumn::Types, AccountColumn::Uid],
        }),
        Route::OperatorAccountsBulk,
        Route::OperatorAccountNew {
            connection: String::new(),
            from: String::new(),
        },
        Route::OperatorAccountNew {
            connection: "c1".into(),
            from: "u1".into(),
        },
        Route::OperatorAccount {
            uid: "4f20a1cdd3494f19b8959d00e230d91a".into(),
            compare: String::new(),
        },
        Route::OperatorAccount {
            uid: "a".into(),
            compare: "b".into(),
        },
        Route::OperatorAccountEdit("acd3494f19b8959d11e230d4f20a1cd".into()),
        Route::Settings(SettingsTab::Services),
        Route::Settings(SettingsTab::Activity),
        Route::Settings(SettingsTab::SelfCheck),
    ]
}

#[test]
fn every_address_reads_back_as_it_was_printed() {
    for base in ["/", "/admin/", "/a/b/"] {
        for (environment, company) in [(None, None), (Some("sandbox-other-origin"), Some("c&1"))] {
            let site = Site {
                base: base.into(),
                environment: environment.map(Into::into),
                company: company.map(Into::into),
            };
            for route in all() {
                let address = route.address(&site);
                let (path, query) = address.split_once('?').unwrap_or((&address, ""));
                assert_eq!(Route::parse(base, path, query), Some(route), "{address}");
                assert_eq!(environment_in(query).as_deref(), environment, "{address}");
                assert_eq!(company_in(query).as_deref(), company, "{address}");
            }
        }
    }
}

#[test]
fn the_addresses_are_those_that_others_rely_on() {
    let site = Site {
        base: "/".into(),
        environment: None,
        company: None,
    };
    let addresses: Vec<String> = all().iter().map(|route| route.address(&site)).collect();
    assert_eq!(
        addresses,
        [
            "/",
            "/sign-in/airvantage",
            "/customers",
            "/customers?q=Acme%20%26%20S%C3%B6hne%20%2F%2050%25&level=Premium&sort=-nsid",
            "/customers/1649",
            "/customers/a%2Fb%3Fc?q=Acme%20%26%20S%C3%B6hne%20%2F%2050%25&level=Premium&sort=-nsid",
            "/imports",
            "/imports?q=ac%20me%26&state=running",
            "/imports/new",
            "/imports/new?customer=27aa5123-9b59-4574-bc89-834a9e536f24&name=Ac%20me%20%26%20S%C3%B6hne",
            "/imports/bulk",
            "/imports/tasks/tsk_185510",
            "/operator-accounts",
            "/operator-accounts?name=tel&connection=c1&operator=ATT&uid=u1&sort=-smsAccount&page=3&size=200&hide=types%2Cuid",
            "/operator-accounts/bulk",
            "/operator-accounts/new",
            "/operator-accounts/new?connection=c1&from=u1",
            "/operator-accounts/4f20a1cdd3494f19b8959d00e230d91a",
            "/operator-accounts/a?compare=b",
            "/operator-accounts/acd3494f19b8959d11e230d4f20a1cd/edit",
            "/settings",
            "/settings?tab=activity",
            "/settings?tab=self-check",
        ]
    );
}

#[test]
fn foreign_addresses_are_no_page() {
    for (base, path) in [
        ("/", "/nowhere"),
        ("/", "/customers/1/2"),
        ("/", "/customers/%ZZ"),
        ("/", "/customers/.."),
        ("/", "/operator-accounts/%2E/edit"),
        ("/admin/", "/customers"),
        ("/admin/", "/administrator"),
    ] {
        assert_eq!(Route::parse(base, path, ""), None, "{path}");
    }
    assert_eq!(Route::parse("/admin/", "/admin", ""), Some(Route::Overview));
    assert_eq!(
        Route::parse("/", "/customers/", ""),
        Some(Route::Customers(CustomerList::default()))
    );
}

#[test]
fn an_address_holds_no_more_than_a_call_can() {
    let long = "a".repeat(1_000);
    for path in ["customers", "imports/tasks", "operator-accounts"] {
        assert_eq!(Route::parse("/", &format!("/{path}/{long}"), ""), None);
    }
    let company = company_in(&format!("company={long}"));
    assert_eq!(company.map(|company| company.len()), Some(200));
    assert_eq!(environment_in("environment=&company=a"), None);
}

#[test]
fn a_broken_query_is_read_as_far_as_it_goes() {
    let parsed = Route::parse("/", "/customers", "q=%FF&level=Base&sort=-nothing&=&x");
    assert_eq!(
        parsed,
        Some(Route::Customers(CustomerList {
            level: "Base".into(),
            ..CustomerList::default()
        }))
    );
}
