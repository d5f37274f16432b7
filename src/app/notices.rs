//! What concerns every page: no network, a service that asks to wait, a sign-in that is about to end, an unknown environment.

use leptos::prelude::*;

use crate::browser::window;
use crate::page::{Console, Here, console};
use crate::route::{Route, SettingsTab, environment_in};
use crate::session::State;
use crate::ui::{Countdown, Icon, IconName, format};

/// A sign-in is warned of this long before its end, in milliseconds.
const WARNED_BEFORE: f64 = 5.0 * 60_000.0;

#[component]
pub(super) fn Notices() -> impl IntoView {
    let console = console()?;
    let online = RwSignal::new(window::is_online());
    window::on_network(move |is_online| online.set(is_online));
    let offline = move || {
        (!online.get()).then(|| {
            view! {
                <p class={"banner"}>
                    <Icon name=IconName::Offline/>
                    {"You are offline. What is shown may be out of date; pages go on when the network is back."}
                </p>
            }
        })
    };
    Some(view! {
        <div class={"shell-banners"}>
            <div role={"status"}>{offline}</div>
            <UnknownEnvironment console=console.clone()/>
            <Waits console=console.clone()/>
            <Endings console/>
        </div>
    })
}

#[component]
fn UnknownEnvironment(console: Console) -> impl IntoView {
    move || {
        let key = environment_in(&console.location.get().query)?;
        console.config.environment(&key).is_none().then(|| {
            view! {
                <p class={"banner"} role={"status"}>
                    <Icon name=IconName::Warning/>
                    {format!(
                        "There is no environment “{key}” here. This is “{}”.",
                        console.config.first().name
                    )}
                </p>
            }
        })
    }
}

#[component]
fn Waits(console: Console) -> impl IntoView {
    let (waits, now) = (console.http.waits(), console.now);
    let waiting = Memo::new(move |_| {
        let environment = console.environment.get();
        let now = now.get();
        waits.with(|waits| {
            environment
                .services()
                .filter_map(|service| {
                    let until = *waits.get(&(environment.key.clone(), service))?;
                    (until > now).then_some((service, until))
                })
                .collect::<Vec<_>>()
        })
    });
    view! {
        <div role={"status"}>
            <For each=move || waiting.get() key=|(service, _)| *service let((service, _))>
                <p class={"banner"}>
                    <Icon name=IconName::Clock/>
                    <Countdown
                        label=format!("{} asks to wait. Going on in", service.name())
                        until=Signal::derive(move || {
                            waiting
                                .get()
                                .iter()
                                .find(|(waiting, _)| *waiting == service)
                                .map_or(0.0, |(_, until)| *until)
                        })
                        now=now
                    />
                </p>
            </For>
        </div>
    }
}

#[component]
fn Endings(console: Console) -> impl IntoView {
    let now = console.now;
    let ending = {
        let console = console.clone();
        Memo::new(move |_| {
            let environment = console.environment.get();
            let now = now.get();
            environment
                .services()
                .filter_map(
                    |service| match console.session.state(&environment, service) {
                        State::SignedIn(sign_in) => sign_in
                            .until
                            .filter(|until| *until - now < WARNED_BEFORE && *until > now)
                            .map(|until| (service, until)),
                        State::Asking | State::SignedOut(_) => None,
                    },
                )
                .collect::<Vec<_>>()
        })
    };
    let settings = move || {
        Here::new(console.clone(), console.environment.get())
            .address(&Route::Settings(SettingsTab::Services))
    };
    view! {
        <div role={"status"}>
            <For each=move || ending.get() key=|(service, until)| (*service, until.to_bits()) let((service, until))>
                <p class={"banner"}>
                    <Icon name=IconName::Key/>
                    {format!(
                        "Your sign-in to {} ends at {}.",
                        service.name(),
                        format::time(until)
                    )}
                    <a href=settings.clone()>{"Sign in anew"}</a>
                </p>
            </For>
        </div>
    }
}
