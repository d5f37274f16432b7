//! What concerns every page: no network, a service that asks to wait, a sign-in that is about to end, an unknown environment.

use leptos::prelude::*;

use crate::browser::window;
use crate::config::Service;
use crate::page::{Console, console};
use crate::route::{Route, SettingsTab, environment_in};
use crate::ui::{Countdown, Derived, Icon, IconName, dynamic, format};

#[component]
pub(super) fn Notices() -> impl IntoView {
    let console = console()?;
    let online = RwSignal::new(window::is_online());
    window::on_network(move |is_online| online.set(is_online));
    let offline = move || {
        (!online.get()).then(|| {
            banner(
                IconName::Offline,
                "You are offline. What is shown may be out of date; pages go on when the network is back.".into_any(),
            )
        })
    };
    let unknown_environment = move || {
        let key = environment_in(&console.location.get().query)?;
        let config = console.config();
        config.environment(&key).is_none().then(|| {
            let text = format!(
                "There is no environment “{key}” here. This is “{}”.",
                config.first().name
            );
            banner(IconName::Warning, text.into_any())
        })
    };
    Some(view! {
        <div class={"shell-banners"} role={"status"}>
            {dynamic(offline)}
            {dynamic(unknown_environment)}
            {waits(console)}
            {endings(console)}
        </div>
    })
}

fn banner(icon: IconName, text: AnyView) -> AnyView {
    view! { <p class={"banner"}><Icon name=icon/>{text}</p> }.into_any()
}

/// The services that a list names, each with a time.
type Times = Vec<(Service, f64)>;

/// Services that asked to wait, with a countdown.
fn waits(console: Console) -> impl IntoView {
    let (all, now) = (console.http.waits(), console.now);
    let waiting = Derived::new(move |_| {
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
    });
    dynamic(move || {
        let lines = waiting.get().into_iter().map(|(service, until)| {
            let label = format!("{} asks to wait. Going on in", service.name());
            banner(
                IconName::Clock,
                view! { <Countdown label until now/> }.into_any(),
            )
        });
        lines.collect_view()
    })
}

/// Sign-ins that end soon.
fn endings(console: Console) -> impl IntoView {
    let ending = Derived::new(move |_| -> Times {
        let (here, now) = (console.here(), console.now.get());
        let until = |service| {
            let state = here.sign_in(service);
            state.sign_in().filter(|held| held.ends_soon(now))?.until
        };
        here.environment()
            .services()
            .filter_map(|service| Some((service, until(service)?)))
            .collect()
    });
    dynamic(move || {
        let settings = console
            .here()
            .address(&Route::Settings(SettingsTab::Services));
        let lines = ending.get().into_iter().map(|(service, until)| {
            let text = format!(
                "Your sign-in to {} ends at {}.",
                service.name(),
                format::time(until)
            );
            let link = view! { {text} <a href=settings.clone()>{"Sign in anew"}</a> };
            banner(IconName::Key, link.into_any())
        });
        lines.collect_view()
    })
}
