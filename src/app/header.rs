//! The bar at the top: the product, the environment, where the user is signed in, and the look.

use leptos::prelude::*;

use super::company::company_menu;
use crate::browser::storage::Area;
use crate::config::Service;
use crate::page::{Console, Here};
use crate::route::{Route, SettingsTab};
use crate::session::State;
use crate::ui::element::{Element, classed, effect_now, element, live, nothing};
use crate::ui::{
    Field, IconName, ThemeChoice, Tone, format, icon, link, mark, menu, select_field_with,
    theme_select,
};

pub(super) fn header(console: Console) -> Element {
    let production = move || console.here().environment().is_production();
    let home = classed("a", "product")
        .attribute("aria-label", "Switchboard, overview")
        .attribute_live("href", move || {
            Some(console.here().address(&Route::Overview))
        })
        .with(icon(IconName::Switchboard))
        .with(classed("span", "product-name").text("Switchboard"));
    let theme = ThemeChoice::from_name(&Area::Browser.get("theme").unwrap_or_default());
    let tools = classed("div", "shell-header-tools")
        .with(live(move || {
            if production() {
                mark(Tone::Bad, "Production")
            } else {
                nothing()
            }
        }))
        .with(environment_switch(console))
        .with(company_menu(console))
        .with(sign_ins(console))
        .with(theme_select(theme, |choice| {
            choice.apply();
            Area::Browser.set("theme", choice.name());
        }));
    classed("header", "shell-header")
        .class_live("production", production)
        .with(home)
        .with(tools)
}

/// The environment; another one is another address.
fn environment_switch(console: Console) -> Element {
    let options: Vec<(String, String)> = console
        .config()
        .environments()
        .map(|environment| (environment.key.clone(), environment.name.clone()))
        .collect();
    if let [(_, alone)] = options.as_slice() {
        return classed("span", "environment-name").text(alone);
    }
    let chosen = RwSignal::new(String::new());
    effect_now(move || chosen.set(console.here().environment().key.clone()));
    let switch = move || {
        if let Some(there) = console.here_in(&chosen.get_untracked()) {
            let route = console
                .route
                .get_untracked()
                .map_or(Route::Overview, Route::in_another_environment);
            console.location.go(&there.address(&route));
        }
    };
    select_field_with(
        Field::new("Environment").label_hidden().on_change(switch),
        move || options.clone(),
        chosen,
        |boxed| boxed.class_if("select-quiet", true),
    )
}

/// Where the user is signed in, with the way to the place where that changes.
fn sign_ins(console: Console) -> Element {
    let summary = move || {
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
    };
    let rows = live(move || {
        let here = console.here();
        let mut list = classed("ul", "menu-list");
        for service in here.environment().services() {
            let words = format!("{}: {}", service.name(), sign_in_in_words(here, service));
            list = list.with(element("li").text(&words));
        }
        let settings = here.address(&Route::Settings(SettingsTab::Services));
        list.beside(
            link("Sign in and out", &settings)
                .class_if("menu-item", true)
                .icon(IconName::Settings),
        )
    });
    let words = classed("span", "button-words").text_live(summary);
    menu(icon(IconName::User).beside(words), rows)
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
