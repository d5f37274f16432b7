//! The rules, case by case.

use super::{
    CUSTOMER_SOURCES, CUSTOMER_TYPES, ImportValues, Member, as_json, body, problems, sent, warnings,
};

const GUID: &str = "27aa5123-9b59-4574-bc89-834a9e536f24";

/// Makes a right value wrong.
type Change = fn(&mut ImportValues);

fn values() -> ImportValues {
    ImportValues {
        guid: GUID.into(),
        customer_type: "TENANT_TYPE".into(),
        ..ImportValues::default()
    }
}

fn told(values: &ImportValues) -> Vec<(Member, String)> {
    problems(values)
        .into_iter()
        .map(|problem| (problem.member, problem.message))
        .collect()
}

#[test]
fn the_least_and_the_most_are_right() {
    assert_eq!(told(&values()), []);
    for (customer_type, _) in CUSTOMER_TYPES {
        for customer_source in CUSTOMER_SOURCES
            .map(|(source, _)| source)
            .into_iter()
            .chain([""])
        {
            let whole = ImportValues {
                guid: format!(" {} ", GUID.to_uppercase()),
                customer_type: format!(" {customer_type}"),
                customer_source: customer_source.into(),
                tenant: "any".into(),
                lc_customer: " 01317092 ".into(),
                allow_sbc_id_update: Some(true),
            };
            assert_eq!(told(&whole), [], "{customer_type} {customer_source}");
        }
    }
}

#[test]
fn each_member_has_its_problems() {
    let cases: [(Member, Change, &str); 12] = [
        (
            Member::Guid,
            |values| values.guid = " ".into(),
            "Pick a service customer",
        ),
        (
            Member::Guid,
            |values| values.guid = "27aa".into(),
            "Enter a GUID",
        ),
        (
            Member::CustomerType,
            |values| values.customer_type = " ".into(),
            "Choose a customer type",
        ),
        (
            Member::CustomerType,
            |values| values.customer_type = "tenant_type".into(),
            "Did you mean TENANT_TYPE?",
        ),
        (
            Member::CustomerType,
            |values| values.customer_type = "Tenant_Type_GW".into(),
            "Did you mean TENANT_TYPE_GW?",
        ),
        (
            Member::CustomerType,
            |values| values.customer_type = "TENANT".into(),
            "Use TENANT_TYPE, IPGROUP_TYPE or TENANT_TYPE_GW",
        ),
        (
            Member::CustomerSource,
            |values| values.customer_source = "ltc".into(),
            "Did you mean LTC?",
        ),
        (
            Member::CustomerSource,
            |values| values.customer_source = "X".into(),
            "Use LTC or OC",
        ),
        (
            Member::LcCustomer,
            |values| values.lc_customer = "13 17".into(),
            "Use digits only",
        ),
        (
            Member::LcCustomer,
            |values| values.lc_customer = "-1".into(),
            "Use digits only",
        ),
        (
            Member::LcCustomer,
            |values| values.lc_customer = "١٢".into(),
            "Use digits only",
        ),
        (
            Member::LcCustomer,
            |values| values.lc_customer = "1".repeat(21),
            "Use at most 20 digits",
        ),
    ];
    for (member, change, message) in cases {
        let mut wrong = values();
        change(&mut wrong);
        let told = told(&wrong);
        assert!(
            matches!(told.as_slice(), [(at, words)] if *at == member && words.contains(message)),
            "{member:?} {message}: {told:?}"
        );
    }
}

#[test]
fn problems_come_in_the_order_of_the_members() {
    let wrong = ImportValues {
        customer_source: "X".into(),
        lc_customer: "x".into(),
        ..ImportValues::default()
    };
    let members: Vec<Member> = problems(&wrong)
        .into_iter()
        .map(|found| found.member)
        .collect();
    assert_eq!(
        members,
        [
            Member::Guid,
            Member::CustomerType,
            Member::CustomerSource,
            Member::LcCustomer
        ]
    );
}

#[test]
fn a_tenant_in_another_form_is_warned_of() {
    for (tenant, warned) in [
        ("", false),
        (" ", false),
        (GUID, false),
        (" 27AA5123-9B59-4574-BC89-834A9E536F24 ", false),
        ("contoso.example", true),
    ] {
        let mut values = values();
        values.tenant = tenant.into();
        let members: Vec<Member> = warnings(&values)
            .into_iter()
            .map(|found| found.member)
            .collect();
        assert_eq!(members.contains(&Member::Tenant), warned, "{tenant}");
        assert_eq!(told(&values), [], "{tenant}");
    }
}

#[test]
fn the_body_is_trimmed_and_leaves_out_what_is_not_set() {
    assert_eq!(
        body(&values()).to_json(),
        r#"{"customerType":"TENANT_TYPE"}"#
    );
    let whole = ImportValues {
        guid: GUID.into(),
        customer_type: " IPGROUP_TYPE ".into(),
        customer_source: " LTC".into(),
        tenant: " 4bf50a33-a383-4d3f-9403-220c898bc1b2 ".into(),
        lc_customer: " 1317092\n".into(),
        allow_sbc_id_update: Some(false),
    };
    assert_eq!(
        body(&whole).to_json(),
        r#"{"customerType":"IPGROUP_TYPE","customerSource":"LTC","customerMsTenantId":"4bf50a33-a383-4d3f-9403-220c898bc1b2","lcCustomerId":"1317092","allowSbcIdUpdateForOvoc":false}"#
    );
}

#[test]
fn what_is_not_sent_says_nothing() {
    let said = |values: &ImportValues| -> Vec<Option<String>> {
        let body = body(values);
        let all = Member::ALL.into_iter();
        all.map(|member| sent(&body, member)).collect()
    };
    let text = |text: &str| Some(text.to_owned());
    let least = [None, text("TENANT_TYPE"), None, None, None, None];
    assert_eq!(said(&values()), least);
    let whole = ImportValues {
        customer_source: "OC".into(),
        tenant: " t ".into(),
        lc_customer: "5".into(),
        allow_sbc_id_update: Some(false),
        ..values()
    };
    let most = [
        None,
        text("TENANT_TYPE"),
        text("OC"),
        text("t"),
        text("5"),
        text("No"),
    ];
    assert_eq!(said(&whole), most);
    // The type comes first, as it is sent; by their names it would be the source.
    assert!(as_json(&body(&whole)).starts_with("{\n  \"customerType\": \"TENANT_TYPE\",\n"));
}
