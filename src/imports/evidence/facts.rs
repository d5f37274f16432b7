//! A service customer as facts with names, and the differences between two looks at it.

use crate::services::live_platform::service_customers::{ServiceCustomer, Site, license_words};

/// Something that the service tells of a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is, for people.
    pub label: &'static str,
    /// What the service calls it.
    pub wire_name: &'static str,
    /// Its value in words; `None` where it is not reported.
    pub value: Option<String>,
}

/// A fact that is another one than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it is, for people.
    pub label: &'static str,
    /// Its value before the import was sent.
    pub before: Option<String>,
    /// Its value now.
    pub now: Option<String>,
}

/// All that is told of a customer but its GUID.
pub fn facts(customer: &ServiceCustomer) -> Vec<Fact> {
    let number = |number: Option<i64>| number.map(|number| number.to_string());
    let sites: Vec<String> = customer.sites.iter().map(site_words).collect();
    [
        (
            "Short name",
            "CustomerShortName",
            customer.short_name.clone(),
        ),
        ("Full name", "CustomerFullName", customer.full_name.clone()),
        (
            "License",
            "LicenseType",
            customer
                .license_type
                .map(|license| license_words(Some(license))),
        ),
        ("Microsoft tenant", "MsTenantId", customer.tenant.clone()),
        (
            "Licensed users",
            "LicensedUsersCount",
            number(customer.licensed_users),
        ),
        (
            "Active users",
            "ActiveUserCount",
            number(customer.active_users),
        ),
        (
            "Live Hub active users",
            "LiveHubActiveUsersCount",
            number(customer.hub_active_users),
        ),
        (
            "Live Hub simple users",
            "LiveHubSimpleUsersCount",
            number(customer.hub_simple_users),
        ),
        (
            "Default domain",
            "MsDefaultDomain",
            customer.default_domain.clone(),
        ),
        (
            "Sites",
            "SiteLocation",
            (!sites.is_empty()).then(|| sites.join("; ")),
        ),
    ]
    .into_iter()
    .map(|(label, wire_name, value)| Fact {
        label,
        wire_name,
        value,
    })
    .collect()
}

/// A site in one line.
pub fn site_words(site: &Site) -> String {
    let name = site.name.as_deref().or(site.id.as_deref());
    let sbc = site.sbc.map(|sbc| format!("SBC {sbc}"));
    let more: Vec<&str> = [
        site.configuration_type.as_deref(),
        site.deployment_state.as_deref(),
        sbc.as_deref(),
    ]
    .into_iter()
    .flatten()
    .collect();
    let name = name.unwrap_or("Without a name");
    if more.is_empty() {
        return name.to_owned();
    }
    format!("{name} ({})", more.join(", "))
}

/// Where a customer differs from what it was.
pub fn differences(before: &ServiceCustomer, now: &ServiceCustomer) -> Vec<Difference> {
    facts(before)
        .into_iter()
        .zip(facts(now))
        .filter(|(before, now)| before.value != now.value)
        .map(|(before, now)| Difference {
            label: now.label,
            before: before.value,
            now: now.value,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Difference, differences, facts};
    use crate::services::live_platform::service_customers::{ServiceCustomer, Site};

    fn customer() -> ServiceCustomer {
        ServiceCustomer {
            guid: "g".into(),
            short_name: Some("s".into()),
            license_type: Some(2),
            active_users: Some(0),
            sites: vec![
                Site {
                    name: Some("sip".into()),
                    sbc: Some(1),
                    deployment_state: Some("Deployed".into()),
                    configuration_type: Some("Byoc".into()),
                    ..Site::default()
                },
                Site::default(),
            ],
            ..ServiceCustomer::default()
        }
    }

    #[test]
    fn every_fact_has_words_or_none() {
        let told = facts(&customer());
        let value = |label: &str| {
            let fact = told.iter().find(|fact| fact.label == label);
            fact.unwrap().value.clone()
        };
        assert_eq!(value("License").as_deref(), Some("Hosted Pro"));
        assert_eq!(value("Active users").as_deref(), Some("0"));
        assert_eq!(value("Full name"), None);
        assert_eq!(
            value("Sites").as_deref(),
            Some("sip (Byoc, Deployed, SBC 1); Without a name")
        );
        assert!(
            facts(&ServiceCustomer::default())
                .iter()
                .all(|fact| fact.value.is_none())
        );
    }

    #[test]
    fn only_what_differs_is_told() {
        let before = customer();
        assert_eq!(differences(&before, &before), []);
        let mut now = customer();
        now.active_users = Some(3);
        now.tenant = Some("t".into());
        now.sites.pop();
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(
            differences(&before, &now),
            [
                Difference {
                    label: "Microsoft tenant",
                    before: None,
                    now: text("t")
                },
                Difference {
                    label: "Active users",
                    before: text("0"),
                    now: text("3")
                },
                Difference {
                    label: "Sites",
                    before: text("sip (Byoc, Deployed, SBC 1); Without a name"),
                    now: text("sip (Byoc, Deployed, SBC 1)")
                },
            ]
        );
    }
}
