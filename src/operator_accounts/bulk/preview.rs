//! What a dry run shows: how far it is, what would become of each account, and the way to do it.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use super::dry_run::{Counts, DryRun, Tried};
use super::lines::{Line, lines};
use crate::config::Service;
use crate::operator_accounts::lookups::{known_rights, rights};
use crate::page::{Here, problems_only, tally};
use crate::ui::element::{Element, classed, element, live, nothing, text};
use crate::ui::{
    Derived, IconName, Progress, Tone, ask, button, format, mark, notice, progress_bar,
};

/// A dry run as its page holds it. A handle that is copied.
type Handle = StoredValue<Rc<DryRun>, LocalStorage>;

/// A dry run; `start` is called when the user wants it done.
pub(super) fn preview(here: Here, run: Rc<DryRun>, start: Rc<dyn Fn()>) -> Element {
    let run: Handle = StoredValue::new_local(run);
    on_cleanup(move || {
        if let Some(run) = run.try_get_value() {
            run.stop();
        }
    });
    let counts = Derived::new(move |_| {
        run.try_get_value()
            .map_or_else(Counts::default, |run| run.counts())
    });
    let only_problems = RwSignal::new(false);
    let places = Derived::new(move |_| {
        let only = only_problems.get();
        run.try_get_value()
            .map_or_else(Vec::new, |run| run.places(only))
    });
    let line = move |place| {
        let (found, tried) = run.try_get_value()?.row(place)?;
        let (tone, words, detail) = told(tried);
        Some(Line {
            uid: found.uid,
            name: found.name,
            tone,
            words,
            detail,
            ..Line::default()
        })
    };
    let problems = Derived::new(move |_| counts.with(|counts| counts.impossible + counts.unread));
    let table = lines(
        here,
        "Accounts tried",
        places,
        Arc::new(line),
        Rc::new(|_, _| {}),
    );
    classed("section", "stack bulk-result")
        .attribute("aria-label", "Dry run")
        .with(head(here, run, counts, start))
        .with(problems_only(only_problems, problems))
        .with(table)
}

fn told(tried: Tried) -> (Tone, &'static str, String) {
    match tried {
        Tried::Waiting => (Tone::Neutral, "", String::new()),
        Tried::Reading => (Tone::Neutral, "Reading", String::new()),
        Tried::Changes(before, after) => (
            Tone::Information,
            "Will change",
            format!("{before} → {after}"),
        ),
        Tried::Same => (Tone::Neutral, "Already so", String::new()),
        Tried::Impossible(why) => (Tone::Bad, "Not possible", why),
        Tried::Unread(why) => (Tone::Warning, "Cannot be read", why),
    }
}

fn head(here: Here, run: Handle, counts: Derived<Counts>, start: Rc<dyn Fn()>) -> Element {
    let goes =
        Derived::new(move |_| counts.with(|counts| counts.settled < counts.all && !counts.stopped));
    live(move || {
        let start = start.clone();
        if goes.get() {
            reading(run, counts)
        } else {
            untrack(|| read(here, run, counts, start))
        }
    })
}

fn reading(run: Handle, counts: Derived<Counts>) -> Element {
    let progress = Derived::new(move |_| {
        let counts = counts.get();
        Progress {
            done: counts.settled,
            of: counts.all,
            words: format!(
                "{} of {}",
                format::count(counts.settled),
                format::count(counts.all)
            ),
        }
    });
    let stop = button("Cancel")
        .icon(IconName::Stop)
        .on_press(move || run.with_value(|run| run.stop()));
    classed("div", "bulk-head")
        .with(progress_bar("Reading the accounts", progress))
        .with(stop)
}

fn read(here: Here, run: Handle, counts: Derived<Counts>, start: Rc<dyn Fn()>) -> Element {
    let Counts {
        all,
        settled,
        changes,
        same,
        impossible,
        unread,
        ..
    } = counts.get_untracked();
    let badges = tally(&[
        (Tone::Information, "will change", changes),
        (Tone::Neutral, "already so", same),
        (Tone::Bad, "not possible", impossible),
        (Tone::Warning, "cannot be read", unread),
        (Tone::Neutral, "not looked at", all - settled),
    ]);
    let again = (settled < all || unread > 0).then(|| {
        let words = if settled < all {
            "Read on"
        } else {
            "Read again"
        };
        button(words)
            .icon(IconName::Refresh)
            .on_press(move || run.with_value(DryRun::resume))
    });
    let words = format!("Change {}", format::counted(changes, "account", "accounts"));
    let rights = rights(here);
    let asking = RwSignal::new(false);
    let begin = (changes > 0).then(|| {
        button(&words)
            .primary()
            .blocked(move || known_rights(rights).edit_blocked().map(str::to_owned))
            .on_press(move || asking.set(true))
    });
    let confirm = words.clone();
    let question = ask(
        &format!("{words}?"),
        asking,
        move || button(&confirm).primary(),
        move || consequences(here, run, all - changes),
        move || {
            asking.set(false);
            start();
        },
    );
    let nothing_to_do = (changes == 0 && settled == all).then(|| {
        let words = "No account would change, so there is nothing to run.";
        notice(Tone::Information, text(words), None, None)
    });
    classed("div", "stack")
        .with(
            classed("div", "bulk-head")
                .with(badges)
                .with(classed("div", "cluster").maybe(again).maybe(begin)),
        )
        .maybe(nothing_to_do)
        .with(question)
}

/// What the user is asked to confirm.
fn consequences(here: Here, run: Handle, left_out: usize) -> Element {
    let environment = here.environment();
    let (change, changes) = run.with_value(|run| (run.change(), run.targets().len()));
    let place = element("span")
        .attribute("dir", "auto")
        .text(&environment.name);
    let production = environment
        .is_production()
        .then(|| mark(Tone::Warning, "Production"));
    let company = match here.company() {
        Some(company) => classed("span", "id").text(&company),
        None => text("Your own"),
    };
    let term = |name: &str, value: Element| crate::ui::term(name, "", value);
    let terms = crate::ui::terms([
        term(
            "Change",
            element("span")
                .attribute("dir", "auto")
                .text(&change.words()),
        ),
        term("Accounts", text(&format::count(changes))),
        term(
            "Environment",
            classed("span", "cluster").with(place).maybe(production),
        ),
        term("Company", company),
        term("Service", text(Service::AirVantage.name())),
    ]);
    let left_out = (left_out > 0).then(|| {
        let words = format!(
            "{} of the selection stay as they are.",
            format::count(left_out)
        );
        element("p").text(&words)
    });
    let how = "Each account is read again right before it is written. One that somebody has changed in the meantime is left alone.";
    terms.beside(nothing().maybe(left_out).with(element("p").text(how)))
}
