//! The self-check: whether server and browser give the console what it relies on, in plain words, and as a report to copy.

mod facts;
pub(crate) mod headers;
pub(crate) mod policy;
mod report;
mod rules;

use leptos::prelude::*;
use leptos::task::spawn_local;

use facts::{gather, heading};
use report::report;
use rules::{Finding, findings, summary, verdict};

use super::panel;
use crate::browser::clipboard;
use crate::page::Here;
use crate::ui::element::{Element, classed, element, live};
use crate::ui::{IconName, SkeletonShape, Tone, button, mark_with_icon, skeleton, use_toasts};

pub(super) fn self_check(here: Here) -> Element {
    let (found, checking) = (RwSignal::new(Vec::<Finding>::new()), RwSignal::new(false));
    let check = move || {
        if checking.get_untracked() {
            return;
        }
        checking.set(true);
        spawn_local(async move {
            let facts = gather(here).await;
            // The user may have gone elsewhere meanwhile.
            found.try_set(findings(&facts));
            checking.try_set(false);
        });
    };
    check();
    let told = move || match checking.get() {
        true => "Checking…".to_owned(),
        false => found.with(|found| summary(found)),
    };
    let again = button("Check again")
        .icon(IconName::Refresh)
        .busy(move || checking.get())
        .on_press(check);
    let head = classed("div", "cluster panel-body")
        .with(element("p").attribute("role", "status").text_live(told))
        .with(
            classed("div", "toolbar-end")
                .with(again)
                .with(copy_button(here, found)),
        );
    panel("self-check", "Self-check")
        .with(head)
        .with(live(move || match found.with(Vec::is_empty) {
            true => skeleton(SkeletonShape::Lines(8), "Looking at server and browser"),
            false => found.with(|found| table(found)),
        }))
}

fn copy_button(here: Here, found: RwSignal<Vec<Finding>>) -> Element {
    let toasts = use_toasts();
    button("Copy report")
        .icon(IconName::Copy)
        .busy(move || found.with(Vec::is_empty))
        .on_press(move || {
            let text = found.with_untracked(|found| report(&heading(here), found));
            let toasts = toasts.clone();
            spawn_local(async move {
                match clipboard::copy(&text).await {
                true => toasts.show(
                    Tone::Good,
                    "The report is copied. It holds no token, and of services only where they are.",
                ),
                false => toasts.show(Tone::Bad, "The browser did not allow to copy the report."),
            }
            });
        })
}

fn table(findings: &[Finding]) -> Element {
    let heading = |words: &str| element("th").attribute("scope", "col").text(words);
    let rows = findings.iter().map(|finding| {
        let remedy =
            (!finding.remedy.is_empty()).then(|| classed("p", "muted").text(finding.remedy));
        let told = element("td")
            .with(mark_with_icon(finding.tone, verdict(finding.tone)))
            .with(element("p").text(&finding.words))
            .maybe(remedy);
        element("tr")
            .with(element("th").attribute("scope", "row").text(finding.what))
            .with(told)
    });
    classed("table", "table stored self-check")
        .with(classed("caption", "visually-hidden").text("What was found"))
        .with(element("thead").with(element("tr").with(heading("What")).with(heading("Found"))))
        .with(element("tbody").children(rows))
}
