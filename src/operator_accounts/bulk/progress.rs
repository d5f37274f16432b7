//! A bulk change under way: what is done with it, how far it is, and what can be done about it.

use std::rc::Rc;

use leptos::prelude::*;

use super::driver::Driver;
use super::job::Job;
use crate::operator_accounts::selection::{Selected, hand_over};
use crate::page::{Here, discard_button, moment, tally, totals_bar};
use crate::ui::element::{Element, classed, effect_now, element, live, nothing, text};
use crate::ui::{Derived, Field, IconName, TextKind, Tone, button, format, notice, text_field};
use crate::work::{Halt, Phase, Totals};

/// A bulk change as its page holds it. A handle that is copied.
pub(super) type Handle = StoredValue<Rc<Driver>, LocalStorage>;

/// Looks at a bulk change; the default once its page is gone.
pub(super) fn of<T: Default>(handle: Handle, look: impl FnOnce(&Driver, &Job) -> T) -> T {
    handle
        .try_get_value()
        .map(|driver| driver.with(|job| look(&driver, job)))
        .unwrap_or_default()
}

fn act(handle: Handle, act: fn(&Rc<Driver>)) -> impl Fn() + Clone + 'static {
    move || {
        if let Some(driver) = handle.try_get_value() {
            act(&driver);
        }
    }
}

/// Which face the head has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Face {
    #[default]
    Elsewhere,
    Goes,
    Stops,
    Paused(Option<Halt>),
    Ended,
}

/// What it does, how far it is, and the buttons that are of use now. `anew` begins another one.
pub(super) fn head(here: Here, handle: Handle, anew: Rc<dyn Fn()>) -> Element {
    let (words, at) = of(handle, |_, job| (job.change.words(), job.at));
    let what = classed("p", "bulk-what")
        .with(element("strong").attribute("dir", "auto").text(&words))
        .with(
            classed("span", "muted")
                .text("begun ")
                .with(moment(at, here.now())),
        );
    let totals = Derived::new(move |_| of(handle, |driver, job| job.totals(driver.is_elsewhere())));
    let face = Derived::new(move |_| {
        of(handle, |driver, job| match job.run.phase() {
            _ if driver.is_elsewhere() => Face::Elsewhere,
            Phase::Going => Face::Goes,
            Phase::Stopping => Face::Stops,
            Phase::Paused(halt) => Face::Paused(Some(halt)),
            Phase::Ended => Face::Ended,
        })
    });
    let lacks = Derived::new(move |_| of(handle, |_, job| job.change.lacks_value()));
    let actions = live(move || {
        let (face, lacks) = (face.get(), lacks.get());
        untrack(|| actions(handle, face, lacks, totals, anew.clone()))
    });
    let not_kept = Derived::new(move |_| {
        of(handle, |driver, _| {
            driver.not_kept().map(|why| why.sentence())
        })
    });
    let not_kept = live(move || match not_kept.get() {
        Some(why) => notice(
            Tone::Warning,
            text("This bulk change is not kept in this browser"),
            Some(text(&format!(
                "{why} It can go on all the same, but what it has done is forgotten when the page is loaded anew."
            ))),
            None,
        ),
        None => nothing(),
    });
    classed("div", "stack")
        .with(what)
        .with(not_kept)
        .with(totals_bar(totals))
        .with(live(move || {
            let totals = totals.get();
            tally(&[
                (Tone::Neutral, "waiting", totals.waiting),
                (Tone::Information, "running", totals.running),
                (Tone::Good, "done", totals.done),
                (Tone::Neutral, "already so", totals.unchanged),
                (Tone::Bad, "failed", totals.failed),
                (Tone::Warning, "unknown", totals.unknown),
                (Tone::Warning, "in conflict", totals.conflict),
                (Tone::Neutral, "left out", totals.skipped),
            ])
        }))
        .with(actions)
}

fn actions(
    handle: Handle,
    face: Face,
    lacks: bool,
    totals: Derived<Totals>,
    anew: Rc<dyn Fn()>,
) -> Element {
    let stop = || {
        button("Stop")
            .icon(IconName::Stop)
            .on_press(act(handle, Driver::stop))
    };
    let discard = || discard(handle, anew.clone());
    match face {
        Face::Elsewhere => notice(
            Tone::Information,
            text("Another tab has this bulk change in hand"),
            Some(text(
                "It can be followed here. To go on with it in this tab, close the other one.",
            )),
            None,
        ),
        Face::Goes => classed("div", "cluster")
            .with(button("Pause").on_press(act(handle, |driver| driver.pause())))
            .with(stop()),
        Face::Stops => element("p").text("Stopping once what runs has ended."),
        Face::Paused(halt) => paused(handle, halt, lacks, stop().beside(discard())),
        Face::Ended => {
            let failed = totals.with(|totals| totals.failed);
            // After a reload, or the end of a sign-in, the secret is no longer known.
            let retry = (failed > 0).then(|| {
                let words = format!("Retry {} failed", format::count(failed));
                if lacks {
                    secret_form(handle, &words, |driver, secret| {
                        driver.type_secret(secret);
                        driver.retry_failed();
                    })
                } else {
                    button(&words)
                        .icon(IconName::Refresh)
                        .on_press(act(handle, Driver::retry_failed))
                }
            });
            let again = anew.clone();
            classed("div", "cluster")
                .maybe(retry)
                .maybe(select_rest(handle, anew.clone()))
                .with(button("New bulk change").on_press(move || again()))
                .with(discard())
        }
    }
}

/// The way to try those again that were not written.
fn select_rest(handle: Handle, anew: Rc<dyn Fn()>) -> Option<Element> {
    let rest = of(handle, |_, job| job.not_written());
    (!rest.is_empty()).then(|| {
        let words = format!("Select the {} not written", format::count(rest.len()));
        button(&words).on_press(move || {
            hand_over(Selected::Chosen(rest.clone()));
            anew();
        })
    })
}

fn paused(handle: Handle, halt: Option<Halt>, lacks: bool, others: Element) -> Element {
    let (tone, title, words) = match halt {
        Some(Halt::Failures) => (
            Tone::Bad,
            "Stopped: five accounts in a row failed",
            "Look at why before you go on.",
        ),
        Some(Halt::Reloaded) => (
            Tone::Warning,
            "The page was loaded anew, so the run is paused",
            "What was being written then is unknown: look at those accounts.",
        ),
        _ => (
            Tone::Information,
            "Paused",
            "Nothing more is sent until you resume.",
        ),
    };
    let resume = if lacks {
        secret_form(handle, "Resume", |driver, secret| {
            driver.type_secret(secret);
            driver.resume();
        })
    } else {
        button("Resume")
            .primary()
            .on_press(act(handle, Driver::resume))
    };
    let lost = lacks.then(|| {
        let words = "The secret value is not kept, so it has to be typed again. Whether somebody has changed it since the dry run cannot be told any more.";
        element("p").text(words)
    });
    notice(
        tone,
        text(title),
        Some(element("p").text(words).beside(nothing().maybe(lost))),
        Some(resume.beside(others)),
    )
}

/// Asks for the secret again, and goes on with it.
fn secret_form(handle: Handle, words: &str, go: fn(&Rc<Driver>, &str)) -> Element {
    let name = of(handle, |_, job| job.change.field().label().to_owned());
    let (typed, told) = (RwSignal::new(String::new()), RwSignal::new(false));
    let is_blank = move || typed.with(|typed| typed.trim().is_empty());
    let field = Field::new(format!("New value of {name}"))
        .error(move || (told.get() && is_blank()).then(|| "Enter the value again".to_owned()));
    classed("form", "form bulk-secret")
        .on("submit", move |event| {
            event.prevent_default();
            told.set(true);
            if let (false, Some(driver)) = (untrack(is_blank), handle.try_get_value()) {
                go(&driver, &typed.get_untracked());
                typed.set(String::new());
            }
        })
        .with(text_field(field, TextKind::Secret, typed))
        .with(element("div").with(button(words).primary().submits()))
}

/// The way to remove it from this browser.
fn discard(handle: Handle, anew: Rc<dyn Fn()>) -> Element {
    let open = of(handle, |_, job| job.run.phase() != Phase::Ended);
    let gone = move || {
        if let Some(driver) = handle.try_get_value() {
            driver.discard();
        }
        anew();
    };
    discard_button(
        "Discard this bulk change?",
        "What is written stays written. The rest is not done, and the report is removed from this browser.",
        open,
        Rc::new(gone),
    )
}

/// Tells the page once the bulk change is gone, for example discarded in another tab.
pub(super) fn when_gone(handle: Handle, gone: Rc<dyn Fn()>) {
    let is_gone = Derived::new(move |_| of(handle, |driver, _| driver.is_discarded()));
    effect_now(move || {
        if is_gone.get() {
            untrack(|| gone());
        }
    });
}
