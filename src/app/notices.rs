//! What concerns every page: no network, a service that asks to wait, a sign-in that is about to end, an unknown environment.

use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::window;
use crate::config::Service;
use crate::page::Console;
use crate::route::{Route, SettingsTab, environment_in};
use crate::ui::element::{Element, Entry, classed, element, keyed, live, nothing, text};
use crate::ui::{Derived, IconName, countdown, format, icon};

pub(super) fn notices(console: Console) -> Element {
    let online = RwSignal::new(window::is_online());
    window::on_network(move |is_online| online.set(is_online));
    let offline = live(move || {
        if online.get() {
            return nothing();
        }
        banner(
            IconName::Offline,
            text(
                "You are offline. What is shown may be out of date; pages go on when the network is back.",
            ),
        )
    });
    let unknown = Derived::new(move |_| unknown_environment(console));
    let unknown = live(move || match unknown.get() {
        Some(words) => banner(IconName::Warning, text(&words)),
        None => nothing(),
    });
    classed("div", "shell-banners")
        .attribute("role", "status")
        .with(offline)
        .with(unknown)
        .with(lines(console, waits(console), wait))
        .with(lines(console, endings(console), ending))
}

fn banner(name: IconName, content: Element) -> Element {
    classed("p", "banner").with(icon(name)).with(content)
}

fn unknown_environment(console: Console) -> Option<String> {
    let key = environment_in(&console.location.get().query)?;
    let config = console.config();
    config.environment(&key).is_none().then(|| {
        format!(
            "There is no environment “{key}” here. This is “{}”.",
            config.first().name
        )
    })
}

/// The services that a list names, each with a time.
type Times = Vec<(Service, f64)>;

/// A banner for each service of a list, made anew only when its own time is another.
fn lines(
    console: Console,
    times: Derived<Times>,
    line: fn(Console, Service, f64) -> Element,
) -> Element {
    keyed(move || {
        let entry = |(service, until): (Service, f64)| -> Entry {
            let key = ((until as u64) << 2) | service as u64;
            (key, Rc::new(move || line(console, service, until)))
        };
        times.get().into_iter().map(entry).collect()
    })
}

/// Services that asked to wait.
fn waits(console: Console) -> Derived<Times> {
    let (all, now) = (console.http.waits(), console.now);
    Derived::new(move |_| {
        let (environment, now) = (console.here().environment(), now.get());
        all.with(|waits| -> Times {
            let until = |service| {
                let mut waits = waits.iter();
                let place = (environment.key.clone(), service);
                waits
                    .find(|(known, _)| *known == place)
                    .map(|(_, until)| *until)
            };
            environment
                .services()
                .filter_map(|service| Some((service, until(service)?)))
                .filter(|(_, until)| *until > now)
                .collect()
        })
    })
}

/// A service that asked to wait, with a countdown.
fn wait(console: Console, service: Service, until: f64) -> Element {
    let label = format!("{} asks to wait. Going on in", service.name());
    banner(IconName::Clock, countdown(&label, until, console.now))
}

/// Sign-ins that end soon.
fn endings(console: Console) -> Derived<Times> {
    Derived::new(move |_| -> Times {
        let (here, now) = (console.here(), console.now.get());
        let until = |service| {
            let state = here.sign_in(service);
            state.sign_in().filter(|held| held.ends_soon(now))?.until
        };
        here.environment()
            .services()
            .filter_map(|service| Some((service, until(service)?)))
            .collect()
    })
}

/// A sign-in that ends soon, with the way to a new one.
fn ending(console: Console, service: Service, until: f64) -> Element {
    let words = format!(
        "Your sign-in to {} ends at {}.",
        service.name(),
        format::time(until)
    );
    let settings = move || {
        console
            .here()
            .address(&Route::Settings(SettingsTab::Services))
    };
    let anew = element("a")
        .attribute_live("href", move || Some(settings()))
        .text("Sign in anew");
    banner(IconName::Key, text(&words).beside(anew))
}
