//! Addresses from anywhere: parsed without a panic, and printed as they were understood.

use std::sync::Arc;

use proptest::prelude::*;
use switchboard::route::{
    AccountColumn, AccountList, CustomerList, CustomerSort, ImportList, PAGE_SIZES, Route,
    SettingsTab, Site, company_in, decode, environment_in,
};
use switchboard::services::airvantage::session::Consent;
use switchboard::session::AccessToken;

use crate::cases;
use crate::spoiling::near_text;

const ADDRESSES: &[&str] = &[
    "/",
    "/customers",
    "/customers?q=acme%20atm&level=Gold&sort=-name",
    "/customers/1649?q=a",
    "/imports?q=x&state=failed",
    "/imports/new?customer=27aa5123-9b59-4574-bc89-834a9e536f24&name=Acme",
    "/imports/bulk",
    "/imports/tasks/tsk_185510",
    "/operator-accounts?name=a&connection=b&operator=c&uid=d&sort=-types&page=3&size=100&hide=uid,types",
    "/operator-accounts/new?connection=c&from=f",
    "/operator-accounts/4f20a1cdd3494f19b8959d00e230d91a?compare=u&company=c&environment=e",
    "/operator-accounts/u%2F1/edit",
    "/operator-accounts/bulk",
    "/settings?tab=activity",
    "/sign-in/airvantage",
    "/admin/customers",
    "/customers/%F0%9F%98%80?q=%e2%82",
    "//evil.example/customers",
];

fn id() -> impl Strategy<Value = String> {
    prop_oneof!["[ -~]{1,12}", "\\PC{1,8}", "[/%?#&=+.\\\\ ]{1,6}"]
        // Nothing, and a name that is a page of its own, are no ids; neither are dots, which a browser takes for folders.
        .prop_filter("no id", |id| {
            !["", ".", "..", "new", "bulk"].contains(&id.as_str()) && !id.ends_with('/')
        })
}

fn text(most: usize) -> impl Strategy<Value = String> {
    any::<String>().prop_map(move |text| text.chars().take(most).collect())
}

fn customers() -> impl Strategy<Value = CustomerList> {
    let sort = prop::option::of(prop::sample::select(CustomerSort::ALL.to_vec()));
    (text(200), text(80), sort, any::<bool>()).prop_map(|(text, level, sort, descending)| {
        CustomerList {
            text,
            level,
            sort,
            descending: descending && sort.is_some(),
        }
    })
}

fn accounts() -> impl Strategy<Value = AccountList> {
    let column = || prop::sample::select(AccountColumn::ALL.to_vec());
    let hidden = prop::sample::subsequence(AccountColumn::ALL[1..].to_vec(), 0..=4);
    let texts = (text(200), text(200), text(200), text(200));
    let place = (
        0_usize..1_000_000,
        prop::sample::select(PAGE_SIZES.to_vec()),
    );
    (
        texts,
        prop::option::of(column()),
        any::<bool>(),
        place,
        hidden,
    )
        .prop_map(
            |((name, connection, operator, uid), sort, descending, (page, size), hidden)| {
                AccountList {
                    name,
                    connection,
                    operator,
                    uid,
                    sort,
                    descending: descending && sort.is_some(),
                    page,
                    size,
                    hidden,
                }
            },
        )
}

fn route() -> impl Strategy<Value = Route> {
    prop_oneof![
        Just(Route::Overview),
        Just(Route::SignInAirVantage),
        customers().prop_map(Route::Customers),
        (id(), customers()).prop_map(|(id, list)| Route::Customer { id, list }),
        (text(200), text(40)).prop_map(|(text, state)| Route::Imports(ImportList { text, state })),
        (text(200), text(200)).prop_map(|(customer, name)| Route::ImportNew { customer, name }),
        Just(Route::ImportBulk),
        id().prop_map(Route::ImportTask),
        accounts().prop_map(Route::OperatorAccounts),
        Just(Route::OperatorAccountsBulk),
        (text(200), text(200))
            .prop_map(|(connection, from)| Route::OperatorAccountNew { connection, from }),
        (id(), text(200)).prop_map(|(uid, compare)| Route::OperatorAccount { uid, compare }),
        id().prop_map(Route::OperatorAccountEdit),
        Just(Route::Settings(SettingsTab::Services)),
        Just(Route::Settings(SettingsTab::Activity)),
    ]
}

fn site(base: &str) -> Site {
    Site {
        base: base.into(),
        environment: None,
        company: None,
    }
}

fn parsed(base: &str, address: &str) -> Option<Route> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    Route::parse(base, path, query)
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn every_route_is_read_as_it_was_printed(
        route in route(),
        base in prop::sample::select(vec!["/", "/admin/", "/a/b/"]),
        company in prop::option::of("\\PC{1,9}"),
        environment in prop::option::of("[a-z-]{1,9}"),
    ) {
        let site = Site {
            environment: environment.as_deref().map(Arc::from),
            company: company.as_deref().map(Arc::from),
            ..site(base)
        };
        let address = route.address(&site);
        let plain = address.chars().all(|character| character.is_ascii_graphic());
        prop_assert!(plain && address.starts_with(base.trim_end_matches('/')), "{}", address);
        prop_assert_eq!(parsed(base, &address), Some(route), "{}", address);
        let query = address.split_once('?').map_or("", |(_, query)| query);
        prop_assert_eq!(environment_in(query), environment);
        prop_assert_eq!(company_in(query), company);
    }

    #[test]
    fn any_address_is_a_page_or_none_and_printed_it_is_the_same_page(address in near_text(ADDRESSES)) {
        for base in ["/", "/admin/"] {
            let Some(route) = parsed(base, &address) else { continue };
            let printed = route.address(&site(base));
            // It leads nowhere else, whatever stood in it.
            prop_assert!(printed.starts_with(base.trim_end_matches('/')) && !printed.starts_with("//"), "{}", printed);
            prop_assert!(printed.len() < 9 * address.len() + 60, "{}", printed);
            prop_assert_eq!(parsed(base, &printed), Some(route), "{} from {}", printed, address);
        }
    }

    #[test]
    fn any_fragment_is_an_answer_or_none(fragment in near_text(&[
        "access_token=430ad00a&token_type=bearer&expires_in=86399&scope=&state=s1",
        "error=access_denied&error_description=not%20today&state=s1",
    ])) {
        let _ = Consent::from_fragment(&fragment, decode);
        let _ = decode(&fragment);
    }

    #[test]
    fn any_pasted_text_is_a_header_or_no_token(pasted in near_text(&[
        "Bearer abc.def-ghi",
        "  sandbox-admin\n",
        "eyJhbGciOiJub25lIn0.eyJleHAiOjE4MDAwMDAwMDB9.x",
    ])) {
        let Some(token) = AccessToken::from_pasted(&pasted) else { return Ok(()) };
        let header = token.authorization();
        let value = header.strip_prefix("Bearer ").unwrap_or_default();
        prop_assert!(!value.is_empty() && value.chars().all(|character| character.is_ascii_graphic()));
        prop_assert_eq!(format!("{token:?}"), "AccessToken");
        let shown = token.removed_from(&format!("<{value}>"));
        prop_assert!(!shown.contains(value) || "[token]".contains(value));
    }
}
