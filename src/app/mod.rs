//! Starts the console: what must happen before the first view, then the shell, or the page that says why there is none.

mod company;
mod config_fault;
mod header;
mod lazy;
mod navigation;
mod notices;
mod pages;
mod return_page;
mod routes;
mod shell;

use std::sync::Arc;

use leptos::prelude::document;
use wasm_bindgen::JsCast;
// The framework's own way to start a task works only once something is mounted.
use wasm_bindgen_futures::spawn_local;

use crate::browser::storage::Area;
use crate::browser::{address, boot, window};
use crate::config;
use crate::route::{self, Route};
use crate::services::airvantage::session::Consent;
use crate::ui::ThemeChoice;
use crate::ui::element::{Element, mount};

/// Starts the console. Called once, by `main`.
pub fn start() {
    std::panic::set_hook(Box::new(|panic| {
        // The message names a place in the code, and never data: nothing in the console formats data into a panic.
        boot::stop(&panic.to_string());
    }));
    let base = boot::base();
    let consent = take_consent(&base);
    if let Some(choice) = Area::Browser.get("theme") {
        ThemeChoice::from_name(&choice).apply();
    }
    spawn_local(async move {
        let file = boot::config_file().await;
        let Some(root) = emptied_root() else {
            return;
        };
        mount(root, move || view_of(&file, &base, consent));
    });
}

fn view_of(file: &boot::PageFile, base: &str, consent: Option<Consent>) -> Element {
    if file.status != 200 {
        return config_fault::no_config(file.status);
    }
    match config::read(&file.text) {
        Ok(config) => shell::shell(Arc::new(config), base.into(), consent),
        Err(problem) => config_fault::bad_config(&problem),
    }
}

/// Takes the token out of the address before anything else can see it there.
fn take_consent(base: &str) -> Option<Consent> {
    let at = address::current();
    let here = Route::parse(base, &at.path, &at.query);
    if here != Some(Route::SignInAirVantage) {
        return None;
    }
    Consent::from_fragment(&window::take_fragment()?, route::decode)
}

fn emptied_root() -> Option<web_sys::HtmlElement> {
    let root = document().get_element_by_id("app")?;
    root.set_text_content(None);
    root.dyn_into().ok()
}
