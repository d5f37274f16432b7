//! What can be done with the register as a whole: saved, read, tidied, and whether the browser notifies.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::HtmlInputElement;

use crate::browser::notifications::{self, Permission};
use crate::browser::schema::Unread;
use crate::browser::{clock, download, file};
use crate::config::Service;
use crate::exchange::file_name;
use crate::imports::ledger::{Ledger, Taken};
use crate::page::Here;
use crate::session::State;
use crate::ui::element::{Element, classed, element, live_text, nothing};
use crate::ui::{IconName, Tone, ask, button, format, icon, menu};

/// A register of ten thousand imports is about five megabytes.
const MOST_BYTES: f64 = 20_000_000.0;

/// Who asks for the tasks: this tab, another one, or nobody.
pub(super) fn followed_by(here: Here, ledger: Ledger) -> Element {
    let words = move || {
        let signed_in = matches!(here.sign_in(Service::LivePlatform), State::SignedIn(_));
        match (signed_in, ledger.polls_here()) {
            (true, true) => "This tab checks the tasks for all tabs.",
            (true, false) => "Another tab checks the tasks.",
            (false, _) => "Signed out: this tab checks no task.",
        }
    };
    classed("span", "muted").with(live_text(move || words().to_owned()))
}

/// The menu.
pub(super) fn tools(ledger: Ledger) -> Element {
    let asking = RwSignal::new(false);
    let input = element("input")
        .attribute("type", "file")
        .attribute("accept", ".json,application/json")
        .attribute("aria-label", "Register to read")
        .attribute("tabindex", "-1")
        .class_if("hidden", true);
    let node: HtmlInputElement = input.as_node();
    let chosen = node.clone();
    let input = input.on("change", move |_| {
        let chosen = chosen.clone();
        spawn_local(async move { read(ledger, &chosen).await });
    });
    let item = |words: &str| {
        classed("button", "menu-item")
            .attribute("type", "button")
            .text(words)
    };
    let none = move || {
        ledger
            .entries()
            .is_empty()
            .then(|| "There is no import".to_owned())
    };
    let ended = move || ledger.removable();
    let save = item("Export as JSON")
        .blocked(none)
        .on_press(move || save(ledger));
    let load = item("Import from JSON…").on_press(move || node.click());
    let tidy = item("Remove ended imports…")
        .blocked(move || {
            (ended() == 0).then(|| {
                "No import has ended, or runs that are kept report on all of them".to_owned()
            })
        })
        .on_press(move || asking.set(true));
    let panel = save.beside(load).beside(tidy).beside(notify(ledger));
    let words = element("span").text("Register");
    let question = ask(
        "Remove ended imports?",
        asking,
        || button("Remove them").danger(),
        move || {
            let words = format!(
                "{} leave this browser's register. What was imported stays as it is, and so do the imports of runs that are kept. Export the register first to keep a record.",
                format::counted(untrack(ended), "ended import", "ended imports")
            );
            element("p").text(&words)
        },
        move || {
            asking.set(false);
            let removed = ledger.remove_ended();
            let words = format!("{} removed.", format::counted(removed, "import", "imports"));
            ledger.toasts().show(Tone::Good, words);
        },
    );
    menu(icon(IconName::Settings).beside(words), panel)
        .beside(input)
        .beside(question)
}

fn save(ledger: Ledger) {
    let name = file_name("imports", &clock::day(clock::now()), "json");
    if !download::offer(&name, "application/json", &ledger.export()) {
        ledger
            .toasts()
            .show(Tone::Bad, "The browser did not take the file.");
    }
}

async fn read(ledger: Ledger, input: &HtmlInputElement) {
    let (tone, words) = match file::chosen(input, MOST_BYTES).await {
        Err(reason) => (Tone::Bad, reason.sentence().to_owned()),
        Ok(file) => match ledger.import(&file.text).await {
            Ok(taken) => taken_in_words(taken),
            Err(Unread::Newer) => (
                Tone::Bad,
                "A newer version of this console wrote the file. Reload the page to get that version.".to_owned(),
            ),
            Err(Unread::Broken) => (
                Tone::Bad,
                "This is no register of imports. Choose a file that was exported here.".to_owned(),
            ),
        },
    };
    ledger.toasts().show(tone, words);
}

fn taken_in_words(taken: Taken) -> (Tone, String) {
    let mut words = format!(
        "{} added",
        format::counted(taken.added, "import", "imports")
    );
    let mut add = |number: usize, what: &str| {
        if number > 0 {
            words.push_str(&format!(", {} {what}", format::count(number)));
        }
    };
    add(taken.known, "known already");
    add(
        taken.unreadable,
        "left out: not readable, or of another environment",
    );
    add(
        taken.not_kept,
        "not stored: this browser's storage is full or blocked",
    );
    words.push('.');
    let bad = taken.unreadable + taken.not_kept > 0;
    (if bad { Tone::Warning } else { Tone::Good }, words)
}

/// The choice of desktop notifications.
fn notify(ledger: Ledger) -> Element {
    let wanted = RwSignal::new(notifications::is_wanted());
    let words = move || match wanted.get() {
        true => "Turn desktop notifications off",
        false => "Notify me when an import ends…",
    };
    let press = move || {
        if wanted.get_untracked() {
            notifications::want(false);
            wanted.set(false);
            return;
        }
        spawn_local(async move {
            let told = match notifications::ask().await {
                Permission::Granted if notifications::want(true) => {
                    let _ = wanted.try_set(true);
                    (
                        Tone::Good,
                        "You are notified when an import ends while this page is hidden.",
                    )
                }
                Permission::Granted => (
                    Tone::Bad,
                    "This browser keeps nothing for this site, so the choice is lost.",
                ),
                Permission::Denied => (
                    Tone::Bad,
                    "The browser does not let this site notify you. Allow it in the browser's settings for this site.",
                ),
                Permission::NotAsked => (Tone::Warning, "Nothing was chosen."),
                Permission::Absent => (
                    Tone::Bad,
                    "This browser has no notifications for this site.",
                ),
            };
            ledger.toasts().show(told.0, told.1);
        });
    };
    nothing().with(
        classed("button", "menu-item")
            .attribute("type", "button")
            .text_live(move || words().to_owned())
            .on_press(press),
    )
}
