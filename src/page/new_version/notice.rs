//! Asks the server for its version, and tells of a new one until the user has decided.

use std::cell::{Cell, RefCell};

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::rules;
use crate::browser::storage::Area;
use crate::browser::{boot, clock, window};
use crate::http::is_writing;
use crate::page::{Console, console};
use crate::ui::element::{Element, element, live, live_text, nothing};
use crate::ui::{Tone, button, notice, show_above_toasts, use_toasts};

/// Where the tab keeps which version it does not tell of. No token.
pub const PUT_OFF_KEY: &str = "version-put-off";

/// Names the version that the server has now.
const FILE: &str = "version.json";
/// While a write is under way, it is looked so often whether it has ended, in milliseconds: longer than runs take to be stored.
const PAUSE: f64 = 600.0;

const READY: &str = "A new version of Switchboard is ready";
const WAITING: &str = "A change is being sent. The page reloads when it has ended.";
const KEPT: &str = "Forms that you have begun are kept as drafts, without secret values. The register of imports is kept, and runs can be resumed. What is lost: a sheet, and a bulk change, whose run has not begun.";
const LOST: &str = "This browser keeps nothing for this site, or has no room left: what you have typed is lost with a reload.";

/// What is known of a new version.
#[derive(Clone, Copy)]
struct Known {
    console: Option<Console>,
    /// The version that the server has and this page is not. `None` where there is none, or the user has put it off.
    ready: RwSignal<Option<String>>,
    /// Whether the page is loaded anew as soon as no write is under way.
    waiting: RwSignal<bool>,
}

thread_local! {
    static KNOWN: Cell<Option<Known>> = const { Cell::new(None) };
    /// How often the server was asked: an answer that comes after that of a later question says nothing.
    static ASKED: Cell<u32> = const { Cell::new(0) };
    /// What is stored under `PUT_OFF_KEY`, for a browser that stores nothing.
    static PUT_OFF: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Asks the server. What is no answer says nothing: the page goes on as it is.
pub(super) fn ask() {
    // A page that does not know its own version asks for no other.
    let Some(own) = boot::version() else {
        return;
    };
    let known = KNOWN.get().unwrap_or_else(open);
    KNOWN.set(Some(known));
    let toasts = use_toasts();
    let asked = ASKED.get().wrapping_add(1);
    ASKED.set(asked);
    spawn_local(async move {
        let Some(version) = on_server().await else {
            return;
        };
        if ASKED.get() != asked {
            return;
        }
        let kept = Area::Tab.get(PUT_OFF_KEY);
        let kept = kept.unwrap_or_else(|| PUT_OFF.with_borrow(Clone::clone));
        let is_silent = version == own || rules::is_put_off(&kept, &version, clock::now());
        let ready = (!is_silent).then_some(version);
        if known.ready.get_untracked() != ready {
            match &ready {
                Some(_) => toasts.announce(format!("{READY}.")),
                // The server has the old one again: nothing is left to reload for.
                None => known.waiting.set(false),
            }
            known.ready.set(ready);
        }
    });
}

/// The version that the server has now.
pub async fn on_server() -> Option<String> {
    let file = boot::file(FILE).await;
    let is_there = file.status == 200;
    is_there.then(|| rules::named_in(&file.text)).flatten()
}

/// What is kept of the user's work when the page is loaded anew, in words.
pub fn after_a_reload() -> &'static str {
    match Area::Browser.refused() {
        None => KEPT,
        Some(_) => LOST,
    }
}

fn open() -> Known {
    let known = Known {
        console: console(),
        ready: RwSignal::new(None),
        waiting: RwSignal::new(false),
    };
    show_above_toasts(live(move || match known.ready.with(Option::is_some) {
        true => view(known),
        false => nothing(),
    }));
    known
}

fn view(known: Known) -> Element {
    let waiting = known.waiting;
    let title = live_text(move || if waiting.get() { WAITING } else { READY }.to_owned());
    let sign_ins = live(move || {
        match held_here_alone(known.console).as_slice() {
        [] => nothing(),
        names => element("p").text(&format!(
            "Your sign-in to {} is in this page’s memory alone: sign in again afterwards, unless another open tab of Switchboard hands it over.",
            names.join(" and ")
        )),
    }
    });
    let words = element("p").text(after_a_reload()).beside(sign_ins);
    let actions = button("Reload now")
        .primary()
        .busy(move || waiting.get())
        .on_press(move || known.reload())
        .beside(button("Later").on_press(move || known.later()));
    notice(Tone::Information, title, Some(words), Some(actions))
}

impl Known {
    /// Loads the page anew: at once, or as soon as no write is under way.
    fn reload(self) {
        if is_writing() {
            self.waiting.set(true);
            spawn_local(self.reload_between_writes());
        } else {
            self.reload_now();
        }
    }

    /// Says nothing of this version for a while, and reloads no more by itself.
    fn later(self) {
        self.waiting.set(false);
        self.put_off(rules::AFTER_LATER);
        self.ready.set(None);
    }

    async fn reload_between_writes(self) {
        // One of many writes is followed by the next: twice at rest is at rest.
        let mut at_rest = 0;
        while at_rest < 2 {
            clock::sleep(PAUSE).await;
            if !self.waiting.get_untracked() {
                return;
            }
            at_rest = if is_writing() { 0 } else { at_rest + 1 };
        }
        self.reload_now();
    }

    fn reload_now(self) {
        self.put_off(rules::AFTER_RELOAD);
        window::reload();
    }

    fn put_off(self, time: f64) {
        if let Some(version) = self.ready.get_untracked() {
            let until = clock::now() + time;
            let put_off = rules::put_off(&version, until);
            Area::Tab.set(PUT_OFF_KEY, &put_off);
            PUT_OFF.set(put_off);
        }
    }
}

/// The services whose token a reload would take away.
fn held_here_alone(console: Option<Console>) -> Vec<&'static str> {
    let mut names = Vec::new();
    let Some(console) = console else {
        return names;
    };
    for environment in console.config().environments() {
        for service in environment.services() {
            let state = console.session.state(environment, service);
            let alone = state.sign_in().is_some_and(|held| !held.kept);
            if alone && !names.contains(&service.name()) {
                names.push(service.name());
            }
        }
    }
    names
}
