//! The page `/imports/tasks/{id}`: one import, what its task says, and what can be done about it.

use std::sync::Arc;

use leptos::prelude::*;

use super::answers::{Heard, answers, muted};
use super::row::{state_mark, took};
use super::sent::sent_panel;
use super::unknown::{stranger, unknown};
use crate::config::Service;
use crate::imports::ledger::{Entry, EntryState, Ledger, ledger};
use crate::page::{Here, here, moment, page_header_of, section, sign_in_panel, signed_in};
use crate::route::{ImportList, Route};
use crate::session::State;
use crate::ui::element::{Element, classed, element, live, live_text, nothing, text};
use crate::ui::{
    Derived, IconName, SkeletonShape, Tone, ask, button, copy_button, format, link, link_button,
    notice, skeleton, term, terms,
};

const SERVICE: Service = Service::LivePlatform;

/// One import.
pub fn import_task_page() -> Element {
    let Some(here) = here() else {
        return nothing();
    };
    let (route, ledger) = (here.route(), ledger(here));
    let id = Derived::new(move |before: Option<&String>| match route.get() {
        Some(Route::ImportTask(id)) => id,
        // The next page is being made while this one is still there.
        _ => before.cloned().unwrap_or_default(),
    });
    // Which of them it is; what is known of it changes while the page stays.
    let known = Derived::new(move |_| {
        let loaded = ledger.is_loaded();
        let entry = ledger.entry(&id.get());
        (loaded, entry.map(|entry| entry.id.clone()))
    });
    let signed_out = Derived::new(move |_| matches!(here.sign_in(SERVICE), State::SignedOut(_)));
    // One that is not known is asked for, which asks to sign in by itself.
    let sign_in = live(move || {
        if signed_out.get() && known.with(|(_, own)| own.is_some()) {
            untrack(|| sign_in_panel(SERVICE))
        } else {
            nothing()
        }
    });
    let all = here.address(&Route::Imports(ImportList::default()));
    let back = classed("nav", "breadcrumb")
        .attribute("aria-label", "Breadcrumb")
        .with(link("Imports", &all).icon(IconName::ArrowStart));
    classed("div", "page")
        .with(back)
        .with(live(move || {
            let (loaded, own) = known.get();
            let asked = id.get();
            untrack(|| match own {
                Some(own) => import(here, ledger, &own),
                None if !loaded => skeleton(SkeletonShape::Descriptions(8), "Reading the register"),
                None => {
                    let title = format!("Task {asked}");
                    signed_in(SERVICE, SkeletonShape::Descriptions(4), title, move || {
                        stranger(here, ledger, &asked)
                    })
                }
            })
        }))
        .with(sign_in)
}

/// What is shown of an import, read as a signal.
type Own = Derived<Option<Arc<Entry>>>;

fn import(here: Here, ledger: Ledger, id: &str) -> Element {
    let id = id.to_owned();
    let own: Own = {
        let id = id.clone();
        Derived::new(move |_| ledger.entry(&id))
    };
    let title = move || {
        own.get()
            .map_or_else(String::new, |entry| entry.label().to_owned())
    };
    let state = Derived::new(move |_| {
        own.get()
            .map(|entry| entry.state.clone())
            .unwrap_or_default()
    });
    let badge = live(move || state.with(state_mark));
    let actions = live({
        let id = id.clone();
        move || {
            let state = state.get();
            untrack(|| actions(here, ledger, &id, &state, own))
        }
    });
    let said = live({
        move || {
            let state = state.get();
            untrack(|| said(here, ledger, own, &state))
        }
    });
    let heard = Derived::new(move |_| {
        own.with(|entry| {
            let followed = entry.as_ref().map(|entry| &entry.followed);
            followed.map(Heard::of).unwrap_or_default()
        })
    });
    let first = own.get_untracked();
    let sent = first.as_deref().map(|entry| sent_panel(here, entry));
    page_header_of("Imports", title, Some(badge), Some(actions))
        .beside(
            classed("div", "outcome")
                .attribute("role", "status")
                .with(said),
        )
        .beside(section("Task", task_panel(here, own)))
        .beside(live(move || {
            let heard = heard.get();
            untrack(|| answers(&heard))
        }))
        .beside(nothing().maybe(sent))
}

fn actions(here: Here, ledger: Ledger, id: &str, state: &EntryState, own: Own) -> Element {
    let id = id.to_owned();
    let (again, stop, gone) = (id.clone(), id.clone(), id);
    let mut all = nothing();
    if *state == EntryState::Paused {
        all = all.with(
            button("Watch again")
                .primary()
                .icon(IconName::Refresh)
                .on_press(move || ledger.resume(&again)),
        );
    }
    if *state == EntryState::Running {
        all = all.with(
            button("Stop watching")
                .icon(IconName::Stop)
                .on_press(move || ledger.pause(&stop)),
        );
    }
    let Some(entry) = own.get_untracked() else {
        return all;
    };
    if !state.has_ended() && !ledger.is_removable(&entry) {
        return all;
    }
    let guid = entry.guid.clone();
    if state.has_ended() && !guid.is_empty() {
        let address = here.address(&Route::ImportNew {
            customer: guid,
            name: String::new(),
        });
        all = all.with(link_button("Import again", &address));
    }
    let asking = RwSignal::new(false);
    let list = here.address(&Route::Imports(ImportList::default()));
    let question = ask(
        "Remove this import from the register?",
        asking,
        || button("Remove it").danger(),
        || element("p").text("What was imported stays as it is; this browser forgets it."),
        move || {
            asking.set(false);
            if ledger.remove(&gone) {
                here.location().go(&list);
            }
        },
    );
    all.with(
        button("Remove…")
            .icon(IconName::Delete)
            .blocked(move || {
                let removable = own.with(|entry| {
                    let entry = entry.as_ref();
                    entry.is_none_or(|entry| ledger.is_removable(entry))
                });
                (!removable)
                    .then(|| "A run that is kept reports on it: discard the run first".to_owned())
            })
            .on_press(move || asking.set(true)),
    )
    .with(question)
}

/// What the state means, and the way on.
fn said(here: Here, ledger: Ledger, own: Own, state: &EntryState) -> Element {
    let Some(entry) = own.get_untracked() else {
        return nothing();
    };
    let why = live_text(move || {
        own.get()
            .map_or_else(String::new, |entry| entry.why().to_owned())
    });
    let tell = |tone, title: &str| notice(tone, text(title), Some(why.clone()), None);
    let unkept = (!entry.kept).then(|| {
        notice(
            Tone::Warning,
            text("This import is known to this page alone"),
            Some(text(
                "The browser did not keep it. Note the task id before you close the page.",
            )),
            None,
        )
    });
    let said = match state {
        EntryState::Unknown(_) => unknown(here, ledger, &entry),
        EntryState::Paused => tell(Tone::Warning, "It is watched no longer, and had not ended"),
        EntryState::Refused => tell(Tone::Bad, "It was not started"),
        EntryState::Failed => tell(
            Tone::Bad,
            "The import has failed. What Live Platform says of it stands below",
        ),
        EntryState::EndedOtherwise => tell(
            Tone::Warning,
            "The task has ended in a way that is not documented. Its status stands below",
        ),
        EntryState::Superseded => tell(
            Tone::Information,
            "Nobody knows what became of it. It was left at that, or another import took its place",
        ),
        EntryState::Running => live(move || {
            let why = own
                .get()
                .map(|entry| entry.why().to_owned())
                .unwrap_or_default();
            if why.is_empty() {
                return nothing();
            }
            let title = text("The last check did not get through. It is tried again by itself");
            notice(Tone::Warning, title, Some(text(&why)), None)
        }),
        EntryState::Sending | EntryState::Succeeded => nothing(),
    };
    nothing().maybe(unkept).with(said)
}

fn task_panel(here: Here, own: Own) -> Element {
    let now = here.now();
    let of = move |look: fn(&Entry) -> Option<String>, none: &'static str| {
        let value = Derived::new(move |_| own.with(|entry| look(entry.as_ref()?)));
        live(
            move || match value.get().filter(|value| !value.is_empty()) {
                Some(value) => element("span").attribute("dir", "auto").text(&value),
                None => muted(none),
            },
        )
    };
    let task = Derived::new(move |_| own.with(|entry| entry.as_ref()?.task.clone()));
    let task = live(move || match task.get() {
        Some(task) => untrack(|| {
            classed("span", "copyable")
                .with(classed("span", "id").text(&task))
                .with(copy_button(&task, "task id"))
        }),
        None => muted("None came back"),
    });
    let took = live(move || {
        let took = own.with(|entry| Some(took(entry.as_ref()?, now.get())));
        match took.filter(|took| !took.is_empty()) {
            Some(took) => text(&took),
            None => muted("Not known"),
        }
    });
    let polls = Derived::new(move |_| {
        own.with(|entry| {
            let followed = entry.as_ref().map(|entry| &entry.followed);
            followed.map_or((0, None), |followed| (followed.polls, followed.polled_at))
        })
    });
    let polls = live(move || {
        let (polls, at) = polls.get();
        let words = format::counted(polls as usize, "check", "checks");
        match at {
            Some(at) => untrack(|| text(&format!("{words}, last ")).beside(moment(at, now))),
            None => muted("Not checked yet"),
        }
    });
    let (begun, by_hand) = own
        .get_untracked()
        .map_or((0.0, false), |entry| (entry.at, entry.by_hand));
    // When somebody else sent it is not known here.
    let since = if by_hand { "Followed since" } else { "Sent" };
    let cancelled = |entry: &Entry| {
        entry
            .followed
            .cancellation_requested
            .map(|flag| if flag { "Yes" } else { "No" }.to_owned())
    };
    terms([
        term("Task", "id", task),
        term(
            "Status",
            "status",
            of(|entry| Some(entry.followed.status.clone()), "Not reported"),
        ),
        term(since, "", moment(begun, now)),
        term("Took", "", took),
        term("Checked", "", polls),
        term(
            "Created",
            "createTime",
            of(|entry| entry.followed.created.clone(), "Not reported"),
        ),
        term(
            "Completed",
            "completeTime",
            of(|entry| entry.followed.completed.clone(), "Not reported"),
        ),
        term(
            "Cancellation requested",
            "cancellationRequested",
            of(cancelled, "Not reported")
                .beside(muted(" (documented as not relevant for Live Platform)")),
        ),
    ])
}
