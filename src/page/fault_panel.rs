//! A fault as the user meets it: what happened, whose matter it is, what to do, and the way on.

use leptos::prelude::*;

use super::here::here;
use super::sign_in::sign_in_panel;
use crate::http::{Fault, Kind};
use crate::ui::element::{Element, classed, element, live, nothing, text};
use crate::ui::{Derived, IconName, Tone, button, countdown, format, icon, notice};

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
