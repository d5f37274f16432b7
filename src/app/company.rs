//! The company in which the user acts at AirVantage: chosen in the header, kept in the address.
//!
//! `company` is documented for finding and creating accounts (contracts/README.md, 3.1). No request lists the companies, so a
//! uid is pasted, or taken from those that were chosen before.

use leptos::prelude::*;

use crate::browser::storage::Area;
use crate::config::Service;
use crate::page::{Console, Here};
use crate::route::Route;
use crate::ui::element::{Element, classed, element, live, live_text, nothing, several};
use crate::ui::{Field, IconName, TextKind, button, icon, menu, text_field};

/// How many companies are remembered.
const REMEMBERED: usize = 8;

pub(super) fn company_menu(console: Console) -> Element {
    live(move || {
        let here = console.here();
        let shown = here.environment().service(Service::AirVantage).is_some()
            && here.sign_in(Service::AirVantage).sign_in().is_some();
        if !shown {
            return nothing();
        }
        untrack(|| {
            let words = move || match here.company() {
                Some(company) => format!("Company {company}"),
                None => "Own company".to_owned(),
            };
            let summary = icon(IconName::Customers)
                .beside(classed("span", "button-words company-name").with(live_text(words)));
            menu(summary, panel(console, here))
        })
    })
}

fn panel(console: Console, here: Here) -> Element {
    let environment = here.environment().key.clone();
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(None::<&'static str>);
    let go = move |company: &str| {
        let route = console.route.get_untracked();
        let route = route.map_or(Route::Overview, Route::in_another_environment);
        here.location()
            .go(&console.here_as(company).address(&route));
    };
    let choose = {
        let environment = environment.clone();
        move || {
            let company = typed.get_untracked().trim().to_owned();
            if company.is_empty() {
                error.set(Some("Enter the uid of a company."));
                return;
            }
            remember(&environment, &company);
            go(&company);
        }
    };
    let field = Field::new("Uid of the company")
        .hint("Operator accounts are then found and created in this company.")
        .error(move || error.get().map(str::to_owned))
        .on_change(move || error.set(None));
    let form = classed("form", "form")
        .on("submit", move |event| {
            event.prevent_default();
            choose();
        })
        .with(text_field(field, TextKind::Identifier, typed))
        .with(element("div").with(button("Act in this company").primary().submits()));
    let entry = move |words: &str, company: &str| {
        let company = company.to_owned();
        classed("button", "menu-item")
            .attribute("type", "button")
            .text(words)
            .on_press(move || go(&company))
    };
    let own = here.company().map(|_| entry("Back to my own company", ""));
    let current = here.company();
    let before = remembered(&environment)
        .into_iter()
        .filter(|company| current.as_deref() != Some(company))
        .map(|company| entry(&company, &company).class_if("id", true));
    form.beside(nothing().maybe(own)).with(several(before))
}

fn key(environment: &str) -> String {
    format!("companies.{environment}")
}

fn remembered(environment: &str) -> Vec<String> {
    let kept = Area::Browser.get(&key(environment)).unwrap_or_default();
    kept.lines()
        .filter(|line| !line.is_empty())
        .take(REMEMBERED)
        .map(str::to_owned)
        .collect()
}

fn remember(environment: &str, company: &str) {
    let mut all = remembered(environment);
    all.retain(|known| known != company);
    all.insert(0, company.to_owned());
    all.truncate(REMEMBERED);
    // Where the browser refuses, it is pasted again next time.
    Area::Browser.set(&key(environment), &all.join("\n"));
}
