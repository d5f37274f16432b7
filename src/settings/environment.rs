//! The environment and where its services are, and where the look is chosen. Nothing is edited here.

use leptos::prelude::*;

use crate::config::{Kind, Service};
use crate::page::Here;
use crate::ui::{Tone, badge, description, description_wide, format};

#[component]
pub(super) fn EnvironmentPanel(here: Here) -> impl IntoView {
    let environment = here.environment();
    let (tone, kind) = match environment.kind {
        Kind::Test => (Tone::Neutral, "Test"),
        Kind::Production => (Tone::Bad, "Production"),
    };
    let services = Service::ALL
        .into_iter()
        .map(|service| {
            let place = match environment.service(service) {
                Some(settings) => {
                    let base_url = settings.base_url.clone();
                    view! {
                        <p>{leads_to(&base_url)}</p>
                        <code class={"muted"}>{base_url}</code>
                    }
                    .into_any()
                }
                None => {
                    view! { <p class={"muted"}>{"Not part of this environment"}</p> }.into_any()
                }
            };
            description_wide(service.name(), place.into_any())
        })
        .collect_view();
    let idle = format!(
        "After {} without a key or a click",
        format::counted(
            here.config().idle_minutes.round() as usize,
            "minute",
            "minutes"
        )
    );
    view! {
        <section class={"panel"} aria-labelledby={"environment"}>
            <div class={"panel-header"}><h2 id={"environment"}>{"Environment"}</h2></div>
            <div class={"panel-body stack"}>
                <dl class={"descriptions"}>
                    {description("Name", "", view! { {environment.name.clone()} }.into_any())}
                    {description("Kind", "", badge(tone, kind).into_any())}
                    {services}
                    {description_wide("Sign-ins end", view! { {idle} }.into_any())}
                </dl>
                <p class={"page-text"}>
                    {"All of this comes from the file "} <code>{"config.json"}</code>
                    {" beside the page. Whoever runs this console changes it there; a reload takes the change over."}
                </p>
            </div>
        </section>
    }
}

/// Where a base URL leads, in words.
fn leads_to(base_url: &str) -> String {
    let host = base_url
        .split_once("://")
        .and_then(|(_, rest)| rest.split('/').next());
    match host {
        Some(host) => format!("Directly to {host}"),
        None => "Through this site's own address".to_owned(),
    }
}

#[component]
pub(super) fn AppearancePanel() -> impl IntoView {
    view! {
        <section class={"panel"} aria-labelledby={"appearance"}>
            <div class={"panel-header"}><h2 id={"appearance"}>{"Appearance"}</h2></div>
            <div class={"panel-body"}>
                <p>
                    {"Light, dark, or as your system is set: choose the theme at the end of the bar above, on any page. This browser remembers it."}
                </p>
            </div>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::leads_to;

    #[test]
    fn a_base_url_is_said_in_words() {
        for (base_url, words) in [
            ("/optconnect", "Through this site's own address"),
            (
                "https://api.example.com/tenantui",
                "Directly to api.example.com",
            ),
            ("https://eu.airvantage.net", "Directly to eu.airvantage.net"),
            (
                "http://127.0.0.1:8081/airvantage",
                "Directly to 127.0.0.1:8081",
            ),
        ] {
            assert_eq!(leads_to(base_url), words);
        }
    }
}
