//! The page `/imports`: every import that this browser knows. It holds no secret, so it is shown without a sign-in too.

use std::sync::Arc;

use leptos::prelude::*;

use super::follow::follow_dialog;
use super::row::{Shown, table};
use super::tools::{followed_by, tools};
use super::words::{Group, fits};
use crate::config::Service;
use crate::imports::ledger::{Entry, Ledger, ledger};
use crate::page::{Here, here, page_header_of, sign_in_panel};
use crate::route::{ImportList, Route};
use crate::session::State;
use crate::ui::element::{Element, classed, element, live, nothing, text};
use crate::ui::{
    Derived, Field, IconName, SkeletonShape, Tone, button, effect, empty, format, key_of_text,
    link_button, notice, search_field, select_field, skeleton,
};

/// All imports.
pub fn imports_page() -> Element {
    let Some(here) = here() else {
        return nothing();
    };
    let ledger = ledger(here);
    let following = RwSignal::new(false);
    let new = here.address(&Route::ImportNew {
        customer: String::new(),
        name: String::new(),
    });
    let actions = nothing()
        .with(button("I have a task id").on_press(move || following.set(true)))
        .with(link_button(
            "Import many",
            &here.address(&Route::ImportBulk),
        ))
        .with(link_button("New import", &new).primary());
    let asking =
        Derived::new(move |_| matches!(here.sign_in(Service::LivePlatform), State::Asking));
    // Both at once: what is read already must not move down for the sign-in.
    let body = live(move || {
        let asking = asking.get();
        untrack(|| match asking {
            true => skeleton(
                SkeletonShape::Rows(8),
                "Looking for a sign-in in your other tabs",
            ),
            false => sign_in(here).beside(content(here, ledger)),
        })
    });
    classed("div", "page page-fill")
        .with(page_header_of(
            "",
            || "Imports".to_owned(),
            None,
            Some(actions),
        ))
        .with(follow_dialog(here, ledger, following))
        .with(body)
}

fn sign_in(here: Here) -> Element {
    let signed_out =
        Derived::new(move |_| matches!(here.sign_in(Service::LivePlatform), State::SignedOut(_)));
    live(move || {
        if signed_out.get() {
            untrack(|| sign_in_panel(Service::LivePlatform))
        } else {
            nothing()
        }
    })
}

fn content(here: Here, ledger: Ledger) -> Element {
    let route = here.route();
    let wanted = Derived::new(move |before: Option<&ImportList>| match route.get() {
        Some(Route::Imports(list)) => list,
        // The next page is being made while this one is still there.
        _ => before.cloned().unwrap_or_default(),
    });
    let shown: Shown = Derived::new(move |_| {
        let wanted = wanted.get();
        let entries = ledger.entries().into_iter();
        let entries = entries.filter(|entry| fits(entry, &wanted.text, &wanted.state));
        Arc::new(entries.map(keyed).collect())
    });
    let face = Derived::new(move |_| {
        let (loaded, none) = (ledger.is_loaded(), ledger.entries().is_empty());
        match (loaded, none, shown.with(|shown| shown.is_empty())) {
            (false, true, _) => Face::Loading,
            (true, true, _) => Face::None,
            (_, _, true) => Face::NoMatch,
            _ => Face::Rows,
        }
    });
    let set_aside = Derived::new(move |_| ledger.set_aside());
    let not_kept = Derived::new(move |_| ledger.not_kept().map(|why| why.sentence()));
    let notices = nothing()
        .with(live(move || aside(set_aside.get())))
        .with(live(move || match not_kept.get() {
            Some(why) => notice(
                Tone::Bad,
                text("The last change could not be kept in this browser"),
                Some(text(&format!(
                    "{why} What is shown is right, but it is forgotten when this page is closed. Export it as JSON, or remove ended imports."
                ))),
                None,
            ),
            None => nothing(),
        }));
    let body = live(move || {
        let face = face.get();
        untrack(|| match face {
            Face::Loading => skeleton(SkeletonShape::Rows(8), "Reading the register"),
            Face::None => empty(
                IconName::Imports,
                "No import yet",
                text(
                    "What you import is written down here before it is sent, and followed until its task has ended. It stays in this browser, also after you sign out. Begin with “New import”, or follow a task whose id you have.",
                ),
                None,
            ),
            Face::NoMatch => {
                let clear = button("Take the filter away")
                    .on_press(move || amend(here, ImportList::default()));
                let words = text("Change the filter, or take it away.");
                empty(IconName::Search, "No import matches", words, Some(clear))
            }
            Face::Rows => table(here, shown),
        })
    });
    notices
        .with(attention(here, ledger, wanted))
        .with(filter(here, wanted, ledger))
        .with(
            classed("div", "import-bar")
                .with(
                    element("span")
                        .attribute("role", "status")
                        .text_live(move || {
                            let (shown, all) =
                                (shown.with(|shown| shown.len()), ledger.entries().len());
                            in_words(shown, all)
                        }),
                )
                .with(followed_by(here, ledger))
                .with(tools(ledger)),
        )
        .with(body)
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Face {
    #[default]
    Loading,
    None,
    NoMatch,
    Rows,
}

fn keyed(entry: Arc<Entry>) -> (u64, Arc<Entry>) {
    (key_of_text(&entry.id), entry)
}

fn in_words(shown: usize, all: usize) -> String {
    match (shown, all) {
        (_, 0) => String::new(),
        (shown, all) if shown == all => format::counted(all, "import", "imports"),
        (shown, all) => format!(
            "{} of {}",
            format::count(shown),
            format::counted(all, "import", "imports")
        ),
    }
}

fn aside(number: usize) -> Element {
    if number == 0 {
        return nothing();
    }
    let words = format!(
        "{} kept by another version of this console cannot be read here. Nothing was removed.",
        format::counted(number, "import", "imports")
    );
    notice(Tone::Warning, text(&words), None, None)
}

/// What somebody has to look at comes first, unless the list shows it already.
fn attention(here: Here, ledger: Ledger, wanted: Derived<ImportList>) -> Element {
    let many = Derived::new(move |_| {
        let shown = wanted.with(|wanted| wanted.state == Group::Attention.key());
        let entries = ledger.entries();
        let to_look_at = entries
            .iter()
            .filter(|entry| Group::of(&entry.state) == Group::Attention);
        if shown { 0 } else { to_look_at.count() }
    });
    live(move || match many.get() {
        0 => nothing(),
        many => {
            let words = format!(
                "{} to look at: failed, ended otherwise, of unknown outcome, or watched no longer",
                format::counted(many, "import", "imports")
            );
            let show = button("Show them").on_press(move || {
                amend(
                    here,
                    ImportList {
                        state: Group::Attention.key().to_owned(),
                        ..ImportList::default()
                    },
                );
            });
            notice(Tone::Warning, text(&words), None, Some(show))
        }
    })
}

fn filter(here: Here, wanted: Derived<ImportList>, ledger: Ledger) -> Element {
    let first = wanted.get_untracked();
    let (search, state) = (RwSignal::new(first.text), RwSignal::new(first.state));
    // Back and forward change the address; what is typed changes it too.
    effect(move || {
        let now = wanted.get();
        if search.with_untracked(|text| *text != now.text) {
            search.set(now.text);
        }
        if state.with_untracked(|state| *state != now.state) {
            state.set(now.state);
        }
    });
    effect(move || {
        let list = ImportList {
            text: search.get(),
            state: state.get(),
        };
        untrack(|| amend(here, list));
    });
    let options = move || {
        let entries = ledger.entries();
        let of = |group: Group| {
            let members = entries
                .iter()
                .filter(|entry| Group::of(&entry.state) == group);
            let words = format!("{} ({})", group.label(), format::count(members.count()));
            (group.key().to_owned(), words)
        };
        let all = (
            String::new(),
            format!("All ({})", format::count(entries.len())),
        );
        std::iter::once(all).chain(Group::ALL.map(of)).collect()
    };
    classed("div", "toolbar")
        .with(search_field(
            "Search imports",
            "Customer, GUID or task id",
            Some("/"),
            search,
        ))
        .with(select_field(Field::new("State"), options, state))
}

/// Changes the state in place: the history has one entry for it.
fn amend(here: Here, list: ImportList) {
    let at = here.route().get_untracked();
    if matches!(at, Some(Route::Imports(at)) if at != list) {
        here.location().amend(&here.address(&Route::Imports(list)));
    }
}
