//! A fault as the user meets it: what happened, whose matter it is, what to do, and the way on.

use leptos::prelude::*;

use super::here::here;
use super::sign_in::{SignInPanel, sign_in_panel};
use crate::http::{Fault, Kind};
use crate::ui::element::{Element, classed, element, live, nothing, text};
use crate::ui::{
    Appearance, Button, Countdown, Derived, Icon, IconName, Notice, Size, Tone, button, countdown,
    dynamic, format, icon, notice,
};

/// A fault in place of what it kept from being shown.
#[component]
pub fn FaultPanel(
    /// The fault.
    fault: Derived<Option<Fault>>,
    /// Whether it is being tried again.
    #[prop(optional, into)]
    retrying: Signal<bool>,
    /// Tries again.
    on_retry: Callback<()>,
) -> impl IntoView {
    // The panel stays the same, with its button and its focus, while the same thing goes wrong again.
    let shown = Derived::new(move |before: Option<&Option<Fault>>| {
        fault.get().or_else(|| before.cloned().flatten())
    });
    let kind = Derived::new(move |_| shown.with(|fault| fault.as_ref().map(|fault| fault.kind)));
    dynamic(move || {
        kind.get()?;
        let fault = shown.get_untracked()?;
        if fault.wants_sign_in() {
            return Some(view! { <SignInPanel service=fault.service/> }.into_any());
        }
        let tone = match fault.kind {
            Kind::Offline | Kind::RateLimited | Kind::NotOffered => Tone::Warning,
            _ => Tone::Bad,
        };
        let title = fault.title();
        let actions = move || {
            view! {
                <Button
                    icon=IconName::Refresh
                    appearance=Appearance::Secondary
                    busy=retrying
                    on_press=on_retry
                >
                    {"Try again"}
                </Button>
            }
        };
        let body = move || {
            shown
                .get()
                .map(|fault| view! { <FaultText fault/> }.into_any())
        };
        Some(view! { <Notice tone title actions=actions>{dynamic(body)}</Notice> }.into_any())
    })
}

#[component]
fn FaultText(fault: Fault) -> impl IntoView {
    let now = here().map(|here| here.now());
    let told = fault.told.message.clone().map(|message| {
        view! { <p>{format!("{} says: “{message}”", fault.service.name())}</p> }
    });
    let wait = fault.retry_at.zip(now).map(|(until, now)| {
        view! {
            <p>
                <Countdown label="The service takes requests again in" until now=now/>
            </p>
        }
    });
    let link =
        fault.told.link.clone().map(
            |address| view! { <p><SafeLink address text="What the service says about it"/></p> },
        );
    view! {
        <p>{fault.explanation()}</p>
        {told}
        <p>{fault.remedy()}</p>
        {wait}
        {link}
        <p class={"fault-details"}>{fault.details()}</p>
    }
}

/// A fault in a row or beside a button: its title, more on asking, and a way to try again.
#[component]
pub fn FaultLine(
    /// The fault.
    fault: Fault,
    /// Tries again.
    on_retry: Callback<()>,
    /// What is tried again, for screen readers: "Retry customer 1649".
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let explained = format!("{} {}", fault.explanation(), fault.details());
    view! {
        <span class={"fault-line"} title=explained>
            <Icon name=IconName::Warning/>
            <span>{fault.title()}</span>
            <Button
                appearance=Appearance::Quiet
                size=Size::Small
                icon=IconName::Refresh
                label
                on_press=on_retry
            >
                {"Retry"}
            </Button>
        </span>
    }
}

/// An address that came as data: a link where it is https, else only text. It leaves the console in a tab of its own.
#[component]
pub fn SafeLink(
    /// The address as it came.
    address: String,
    /// What it leads to.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    if is_safe_address(&address) {
        view! {
            <a href=address.clone() target="_blank" rel="noopener noreferrer external" class={"link-external"}>
                {text}
                <span class={"visually-hidden"}>{" (opens in a new tab)"}</span>
                <Icon name=IconName::External/>
            </a>
        }
        .into_any()
    } else {
        view! { <span>{format!("{text}: {address}")}</span> }.into_any()
    }
}

/// Whether an address from outside may become a link: https, with a host, and nothing that hides where it goes.
fn is_safe_address(address: &str) -> bool {
    address.strip_prefix("https://").is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        !host.is_empty()
            && !host.contains(['@', '\\', '%'])
            && address
                .chars()
                .all(|character| !character.is_whitespace() && !character.is_control())
    }) && address.len() <= 2_000
}

/// A moment of the past in words, with the exact time on asking.
#[component]
pub fn Moment(
    /// The moment (milliseconds since 1970).
    at: f64,
    /// The time now.
    now: RwSignal<f64>,
) -> impl IntoView {
    view! {
        <time datetime=format::machine_time(at) title=format::date_time(at)>
            {dynamic(move || format::age(at, now.get()))}
        </time>
    }
}

/// A fault in place of what it kept from being shown.
pub fn fault_panel(
    fault: Derived<Option<Fault>>,
    retrying: impl Fn() -> bool + Clone + 'static,
    retry: impl Fn() + Clone + 'static,
) -> Element {
    // The panel stays the same, with its button and its focus, while the same thing goes wrong again.
    let shown = Derived::new(move |before: Option<&Option<Fault>>| {
        fault.get().or_else(|| before.cloned().flatten())
    });
    let kind = Derived::new(move |_| shown.with(|fault| fault.as_ref().map(|fault| fault.kind)));
    live(move || {
        let kind = kind.get();
        let Some(fault) = kind.and_then(|_| shown.get_untracked()) else {
            return nothing();
        };
        if fault.wants_sign_in() {
            return untrack(|| sign_in_panel(fault.service));
        }
        let tone = match fault.kind {
            Kind::Offline | Kind::RateLimited | Kind::NotOffered => Tone::Warning,
            _ => Tone::Bad,
        };
        let again = button("Try again")
            .icon(IconName::Refresh)
            .busy(retrying.clone())
            .on_press(retry.clone());
        let body = live(move || match shown.get() {
            Some(fault) => fault_text(&fault),
            None => nothing(),
        });
        notice(tone, text(&fault.title()), Some(body), Some(again))
    })
}

/// What happened, what the service says, and what to do about it.
pub fn fault_text(fault: &Fault) -> Element {
    let now = here().map(|here| here.now());
    let told = fault.told.message.as_ref();
    let told = told
        .map(|message| element("p").text(&format!("{} says: “{message}”", fault.service.name())));
    let wait = fault.retry_at.zip(now);
    let wait = wait.map(|(until, now)| {
        element("p").with(countdown("The service takes requests again in", until, now))
    });
    let link = fault.told.link.as_ref();
    let link =
        link.map(|address| element("p").with(safe_link(address, "What the service says about it")));
    nothing()
        .with(element("p").text(&fault.explanation()))
        .maybe(told)
        .with(element("p").text(fault.remedy()))
        .maybe(wait)
        .maybe(link)
        .with(classed("p", "fault-details").text(&fault.details()))
}

/// A fault in a row or beside a button: its title, more on asking, and a way to try again, which screen readers call `label`.
pub fn fault_line(fault: &Fault, label: &str, retry: impl Fn() + 'static) -> Element {
    let explained = format!("{} {}", fault.explanation(), fault.details());
    classed("span", "fault-line")
        .attribute("title", &explained)
        .with(icon(IconName::Warning))
        .with(element("span").text(&fault.title()))
        .with(
            button("Retry")
                .quiet()
                .small()
                .icon(IconName::Refresh)
                .named(label)
                .on_press(retry),
        )
}

/// An address that came as data: a link where it is https, else only text. It leaves the console in a tab of its own.
pub fn safe_link(address: &str, words: &str) -> Element {
    if !is_safe_address(address) {
        return element("span").text(&format!("{words}: {address}"));
    }
    classed("a", "link-external")
        .attribute("href", address)
        .attribute("target", "_blank")
        .attribute("rel", "noopener noreferrer external")
        .text(words)
        .with(classed("span", "visually-hidden").text(" (opens in a new tab)"))
        .with(icon(IconName::External))
}

/// A moment of the past (milliseconds since 1970) in words, with the exact time on asking.
pub fn moment(at: f64, now: RwSignal<f64>) -> Element {
    element("time")
        .attribute_if("datetime", format::machine_time(at).as_deref())
        .attribute("title", &format::date_time(at))
        .text_live(move || format::age(at, now.get()))
}

#[cfg(test)]
mod tests {
    use super::is_safe_address;

    #[test]
    fn only_plain_https_becomes_a_link() {
        assert!(is_safe_address(
            "https://github.com/grantvictor/Partner-API-V1-Documentation/wiki"
        ));
        for address in [
            "http://example.com",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            " https://example.com",
            "https://",
            "https:///path",
            "https://example.com@evil.example",
            "https://exa mple.com",
            "https://example.com\\@evil.example",
            "data:text/html,x",
            "//example.com",
            "",
        ] {
            assert!(!is_safe_address(address), "{address}");
        }
    }
}
