//! The bar at the top: the product, the environment, where the user is signed in, and the look.

use leptos::prelude::*;

use crate::browser::storage::Area;
use crate::config::Service;
use crate::page::{Console, Here, console};
use crate::route::{Route, SettingsTab};
use crate::session::State;
use crate::ui::{
    Derived, Icon, IconName, Menu, SelectField, ThemeChoice, ThemeSelect, Tone, badge, changing,
    dynamic, effect, format,
};

#[component]
pub(super) fn Header() -> impl IntoView {
    let console = console()?;
    let production = move || console.here().environment().is_production();
    Some(view! {
        <header class={"shell-header"} class:production=production>
            <a
                class={"product"}
                href=changing(move || console.here().address(&Route::Overview))
                aria-label={"Switchboard, overview"}
            >
                <Icon name=IconName::Switchboard/>
                <span class={"product-name"}>{"Switchboard"}</span>
            </a>
            <div class={"shell-header-tools"}>
                {dynamic(move || production().then(|| badge(Tone::Bad, "Production")))}
                <EnvironmentSwitch console/>
                <SignIns console/>
                <ThemeSelect
                    choice=ThemeChoice::from_name(&Area::Browser.get("theme").unwrap_or_default())
                    on_change=Callback::new(|choice: ThemeChoice| {
                        choice.apply();
                        Area::Browser.set("theme", choice.name());
                    })
                />
            </div>
        </header>
    })
}

/// The environment; another one is another address.
#[component]
fn EnvironmentSwitch(console: Console) -> impl IntoView {
    let options: Vec<(String, String)> = console
        .config()
        .environments()
        .map(|environment| (environment.key.clone(), environment.name.clone()))
        .collect();
    if let [(_, alone)] = options.as_slice() {
        return view! { <span class={"environment-name"}>{alone.clone()}</span> }.into_any();
    }
    let chosen = RwSignal::new(String::new());
    effect(move || chosen.set(console.here().environment().key.clone()));
    let switch = Callback::new(move |key: String| {
        if let Some(there) = console.here_in(&key) {
            let route = console
                .route
                .get_untracked()
                .map_or(Route::Overview, Route::in_another_environment);
            console.location.go(&there.address(&route));
        }
    });
    view! {
        <SelectField
            label="Environment"
            label_hidden=true
            quiet=true
            options=Derived::fixed(options)
            value=chosen
            on_change=switch
        />
    }
    .into_any()
}

/// Where the user is signed in, with the way to the place where that changes.
#[component]
fn SignIns(console: Console) -> impl IntoView {
    let summary = Signal::derive(move || {
        let here = console.here();
        let (mut held, mut all) = (0, 0);
        for service in here.environment().services() {
            all += 1;
            held += usize::from(here.sign_in(service).sign_in().is_some());
        }
        match held {
            0 => "Not signed in".to_owned(),
            held if held == all => "Signed in".to_owned(),
            held => format!("Signed in to {held} of {all}"),
        }
    });
    let rows = move || {
        let here = console.here();
        let services: Vec<_> = here
            .environment()
            .services()
            .map(|service| {
                let words = format!("{}: {}", service.name(), sign_in_in_words(here, service));
                view! { <li>{words}</li> }
            })
            .collect();
        view! {
            <ul class={"menu-list"}>{services}</ul>
            <a class={"menu-item"} href=here.address(&Route::Settings(SettingsTab::Services))>
                <Icon name=IconName::Settings/>
                {"Sign in and out"}
            </a>
        }
    };
    view! { <Menu label=summary icon=IconName::User>{dynamic(rows)}</Menu> }
}

fn sign_in_in_words(here: Here, service: Service) -> String {
    match here.sign_in(service) {
        State::Asking => "…".to_owned(),
        State::SignedOut(_) => "not signed in".to_owned(),
        State::SignedIn(sign_in) => {
            let who = sign_in.who.as_deref().unwrap_or("signed in");
            match sign_in.until {
                Some(until) => format!("{who}, until {}", format::time(until)),
                None => who.to_owned(),
            }
        }
    }
}
