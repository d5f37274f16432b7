//! The frame of every page, and what there is once for all of them.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::header::header;
use super::navigation::navigation;
use super::notices::notices;
use super::routes::pages;
use crate::browser::address::Location;
use crate::browser::{boot, clipboard, clock, document};
use crate::config::Config;
use crate::customers::Directories;
use crate::form::drafts;
use crate::http::Http;
use crate::imports;
use crate::operator_accounts;
use crate::page::{Console, new_version, own_page};
use crate::query::Queries;
use crate::route::{Route, environment_in};
use crate::services::airvantage::session::Consent;
use crate::session::{Ending, Session, State};
use crate::ui::element::{Element, classed, several};
use crate::ui::{CopyRequest, CopyText, Derived, IconSprite, effect, provide_toasts, toast_region};
use crate::work::Register;

/// The console.
pub(super) fn shell(config: Arc<Config>, base: Arc<str>, consent: Option<Consent>) -> Element {
    provide_context(IconSprite(boot::icons()));
    provide_toasts();
    provide_context(CopyText(Callback::new(|request: CopyRequest| {
        spawn_local(async move {
            let copied = clipboard::copy(&request.text).await;
            request.done.run(copied);
        });
    })));
    let console = console_of(config, base);
    let directories = Directories::default();
    forget_when_signed_out(console, &directories);
    provide_context(directories);
    provide_context(console);
    provide_context(Register::open());
    own_page();
    imports::watch_when_needed(console);
    new_version::look_on_return();
    focus_each_new_page(console.location);
    let skip = classed("a", "skip-link")
        .attribute("href", "#main")
        .attribute("rel", "external")
        .text("Skip to content")
        .on("click", |event| {
            event.prevent_default();
            document::focus("main h1");
        });
    let frame = classed("div", "shell")
        .with(header(console))
        .with(notices(console))
        .with(navigation(console))
        .with(
            classed("main", "shell-main")
                .attribute("id", "main")
                .with(pages(console, consent)),
        );
    several([skip, frame, toast_region()])
}

fn console_of(config: Arc<Config>, base: Arc<str>) -> Console {
    let session = Session::start(config.clone());
    let location = Location::follow(&base);
    let route = {
        let base = base.clone();
        Derived::new(move |_| {
            let address = location.get();
            Route::parse(&base, &address.path, &address.query)
        })
    };
    let environment = {
        let config = config.clone();
        Derived::new(move |_| {
            let key = environment_in(&location.get().query).unwrap_or_default();
            let mut environments = config.environments();
            environments
                .position(|environment| environment.key == key)
                .unwrap_or(0)
        })
    };
    let now = RwSignal::new(clock::now());
    // The beat ends with the page.
    StoredValue::new_local(clock::every(1_000, move || {
        now.set(clock::now());
        new_version::look_sometimes();
    }));
    Console::new(
        (config, base),
        (session, Http::new(session), Queries::start()),
        (location, route, environment),
        now,
    )
}

/// What a service told must not outlive the sign-in; what the list has loaded stays for the same user to go on with, unless
/// that user signed out.
fn forget_when_signed_out(console: Console, directories: &Directories) {
    let (queries, directories) = (console.queries, *directories);
    console.session.on_change(move |place, state| {
        if let State::SignedOut(ending) = state {
            queries.forget(place);
            if *ending == Some(Ending::SignedOut) {
                directories.forget(place);
                operator_accounts::forget();
                drafts::remove_for(&place.0, place.1);
            }
        }
    });
}

/// Moves the focus to the heading of each new page, which also reads it out. The first page keeps the browser's own start.
fn focus_each_new_page(location: Location) {
    let mut before = None::<String>;
    effect(move || {
        let path = location.get().path;
        if before.as_ref().is_some_and(|before| *before != path) {
            request_animation_frame(|| {
                // Nothing is taken from under the fingers of who is quick.
                if !(document::is_typing() && document::has_focus_in("main")) {
                    document::focus_in_place("main h1");
                }
            });
        }
        before = Some(path);
    });
}
