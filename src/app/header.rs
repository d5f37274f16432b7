//! The bar at the top: the product, the environment, where the user is signed in, and the look.

use leptos::prelude::*;

use crate::browser::storage::Area;
use crate::config::Service;
use crate::page::{Console, Here, console};
use crate::route::{Route, SettingsTab, Site};
use crate::session::State;
use crate::ui::{Badge, Icon, IconName, Menu, SelectField, ThemeChoice, ThemeSelect, Tone, format};

#[component]
pub(super) fn Header() -> impl IntoView {
    let console = console()?;
    let (home, production) = (console.clone(), console.environment);
    let address = move || Here::new(home.clone(), home.environment.get()).address(&Route::Overview);
    Some(view! {
        <header class={"shell-header"} class:production=move || production.get().is_production()>
            <a class={"product"} href=address aria-label={"Switchboard, overview"}>
                <Icon name=IconName::Switchboard/>
                <span class={"product-name"}>{"Switchboard"}</span>
            </a>
            <div class={"shell-header-tools"}>
                <EnvironmentSwitch console=console.clone()/>
                <SignIns console=console.clone()/>
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
    let chosen = RwSignal::new(console.environment.get_untracked().key.clone());
    let followed = console.environment;
    Effect::new(move |_| chosen.set(followed.get().key.clone()));
    let options: Vec<(String, String)> = console
        .config
        .environments()
        .map(|environment| (environment.key.clone(), environment.name.clone()))
        .collect();
    let alone = options.len() == 1;
    let switching = console.clone();
    let switch = Callback::new(move |key: String| {
        let first = &switching.config.first().key;
        // The same page in the other environment, where its filters mean the same.
        let route = match switching.route.get_untracked() {
            Some(Route::Customers(list)) => Route::Customers(list),
            Some(Route::Customer { list, .. }) => Route::Customers(list),
            Some(Route::Settings(tab)) => Route::Settings(tab),
            Some(Route::Imports | Route::ImportNew | Route::ImportBulk | Route::ImportTask(_)) => {
                Route::Imports
            }
            Some(
                Route::OperatorAccounts
                | Route::OperatorAccountNew
                | Route::OperatorAccount(_)
                | Route::OperatorAccountEdit(_),
            ) => Route::OperatorAccounts,
            Some(Route::Overview | Route::SignInAirVantage) | None => Route::Overview,
        };
        let site = Site {
            base: switching.base.clone(),
            environment: (*first != key).then(|| key.as_str().into()),
        };
        switching.location.go(&route.address(&site));
    });
    let production = console.environment;
    view! {
        {move || {
            production
                .get()
                .is_production()
                .then(|| view! { <Badge tone=Tone::Bad text="Production"/> })
        }}
        {if alone {
            view! { <span class={"environment-name"}>{move || followed.get().name.clone()}</span> }
                .into_any()
        } else {
            view! {
                <SelectField
                    label="Environment"
                    label_hidden=true
                    quiet=true
                    options=options
                    value=chosen
                    on_change=switch
                />
            }
                .into_any()
        }}
    }
}

/// Where the user is signed in, with the way to the place where that changes.
#[component]
fn SignIns(console: Console) -> impl IntoView {
    let summary = {
        let console = console.clone();
        Signal::derive(move || {
            let environment = console.environment.get();
            let (mut held, mut all) = (0, 0);
            for service in environment.services() {
                all += 1;
                if let State::SignedIn(_) = console.session.state(&environment, service) {
                    held += 1;
                }
            }
            match held {
                0 => "Not signed in".to_owned(),
                held if held == all => "Signed in".to_owned(),
                held => format!("Signed in to {held} of {all}"),
            }
        })
    };
    let rows = move || {
        let environment = console.environment.get();
        let here = Here::new(console.clone(), environment.clone());
        let services: Vec<_> = environment
            .services()
            .map(|service| {
                view! { <li>{service.name()}{": "}{sign_in_in_words(&here, service)}</li> }
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
    view! { <Menu label=summary icon=IconName::User>{rows}</Menu> }
}

fn sign_in_in_words(here: &Here, service: Service) -> String {
    match here.sign_in(service) {
        State::Asking => "…".to_owned(),
        State::SignedOut(_) => "not signed in".to_owned(),
        State::SignedIn(sign_in) => {
            let who = sign_in
                .who
                .clone()
                .unwrap_or_else(|| "signed in".to_owned());
            match sign_in.until {
                Some(until) => format!("{who}, until {}", format::time(until)),
                None => who,
            }
        }
    }
}
