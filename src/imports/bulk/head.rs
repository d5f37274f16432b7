//! The head of a run: how far it is, and the buttons that are of use now.

use std::rc::Rc;

use leptos::prelude::*;

use super::driver::Driver;
use super::report::{Handle, of};
use crate::page::{Here, discard_button, moment, tally, totals_bar};
use crate::ui::element::{Element, classed, element, live, nothing, text};
use crate::ui::{Derived, IconName, Tone, button, format, notice};
use crate::work::{Halt, Phase, Totals};

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

pub(super) fn head(here: Here, handle: Handle, anew: Rc<dyn Fn()>) -> Element {
    let (many, at) = of(handle, |_, job| (job.rows.len(), job.at));
    let what = classed("p", "bulk-what")
        .with(element("strong").text(&format!(
            "Import {}",
            format::counted(many, "customer", "customers")
        )))
        .with(
            classed("span", "muted")
                .text("begun ")
                .with(moment(at, here.now())),
        );
    let totals = Derived::new(move |_| of(handle, |_, job| job.run.totals()));
    let face = Derived::new(move |_| {
        of(handle, |driver, job| match job.run.phase() {
            _ if driver.is_elsewhere() => Face::Elsewhere,
            Phase::Going => Face::Goes,
            Phase::Stopping => Face::Stops,
            Phase::Paused(halt) => Face::Paused(Some(halt)),
            Phase::Ended => Face::Ended,
        })
    });
    let actions = live(move || {
        let face = face.get();
        untrack(|| actions(handle, face, totals, anew.clone()))
    });
    let not_kept = Derived::new(move |_| {
        of(handle, |driver, _| {
            driver.not_kept().map(|why| why.sentence())
        })
    });
    let not_kept = live(move || match not_kept.get() {
        Some(why) => notice(
            Tone::Warning,
            text("This run is not kept in this browser"),
            Some(text(&format!(
                "{why} It can go on all the same, but then a reload or a crash loses what was sent, task ids too. Keep this tab open and save the report."
            ))),
            None,
        ),
        None => nothing(),
    });
    let tally = live(move || {
        let totals = totals.get();
        let counts = [
            (Tone::Neutral, "waiting", totals.waiting),
            (Tone::Information, "running", totals.running),
            (Tone::Good, "succeeded", totals.done + totals.unchanged),
            (Tone::Bad, "failed", totals.failed),
            (Tone::Warning, "unknown or not ended", totals.unknown),
            (Tone::Warning, "not sent", totals.conflict),
            (Tone::Neutral, "left out", totals.skipped),
        ];
        tally(&counts)
    });
    classed("div", "stack")
        .with(what)
        .with(not_kept)
        .with(totals_bar(totals))
        .with(tally)
        .with(actions)
}

fn act(handle: Handle, act: fn(&Rc<Driver>)) -> impl Fn() + Clone + 'static {
    move || {
        if let Some(driver) = handle.try_get_value() {
            act(&driver);
        }
    }
}

fn actions(handle: Handle, face: Face, totals: Derived<Totals>, anew: Rc<dyn Fn()>) -> Element {
    let stop = || {
        button("Stop after the current ones")
            .icon(IconName::Stop)
            .on_press(act(handle, Driver::stop))
    };
    match face {
        Face::Elsewhere => notice(
            Tone::Information,
            text("Another tab drives this run"),
            Some(text(
                "It can be followed here. To go on with it in this tab, close the other one.",
            )),
            None,
        ),
        Face::Goes => classed("div", "cluster")
            .with(button("Pause").on_press(act(handle, |driver| driver.pause())))
            .with(stop()),
        Face::Stops => element("p").text("Stopping once the imports that run have ended."),
        Face::Paused(halt) => {
            let (tone, title, words) = match halt {
                Some(Halt::Failures) => (
                    Tone::Bad,
                    "Stopped: too many imports in a row failed",
                    "Look at why before you go on.",
                ),
                Some(Halt::Reloaded) => (
                    Tone::Warning,
                    "The page was loaded anew, so the run is paused",
                    "Tasks that run are followed. What was on its way is of unknown outcome and is not sent again by itself: look at those rows.",
                ),
                _ => (
                    Tone::Information,
                    "Paused",
                    "Nothing more is sent until you resume. Tasks that run go on.",
                ),
            };
            let resume = button("Resume")
                .primary()
                .on_press(act(handle, Driver::resume));
            let all = resume.beside(stop()).beside(discard(handle, true, anew));
            notice(tone, text(title), Some(text(words)), Some(all))
        }
        Face::Ended => {
            let failed = totals.with_untracked(|totals| totals.failed);
            let retry = (failed > 0).then(|| {
                button(&format!("Retry {} failed", format::count(failed)))
                    .icon(IconName::Refresh)
                    .on_press(act(handle, Driver::retry_failed))
            });
            let again = anew.clone();
            classed("div", "cluster")
                .maybe(retry)
                .with(button("New run").on_press(move || again()))
                .with(discard(handle, false, anew))
        }
    }
}

/// The way to remove it from this browser.
fn discard(handle: Handle, open: bool, anew: Rc<dyn Fn()>) -> Element {
    let gone = move || {
        if let Some(driver) = handle.try_get_value() {
            driver.discard();
        }
        anew();
    };
    discard_button(
        "Discard this run?",
        "What was sent stays in the register and goes on. The rest is not imported, and the report is removed from this browser.",
        open,
        Rc::new(gone),
    )
}
