//! The page `/operator-accounts`: the accounts page by page, as the service finds and orders them.

mod bar;
mod column_chooser;
mod columns;
mod filter;
mod found;
mod marked;
mod memory;
mod pager;
mod row;
mod table;

use std::sync::Arc;

use leptos::prelude::*;

pub(super) use self::columns::find_of;
use self::found::{Found, Rows};
use self::marked::Marked;
use super::export::Export;
use super::sending::unknown_above_list;
use super::{lookups, selection};
use crate::browser::address;
use crate::config::Service;
use crate::http::Kind;
use crate::page::{Here, fault_panel, freshness, here, page_header_of, signed_in};
use crate::query::{Load, Query};
use crate::route::{AccountList, Route};
use crate::services::airvantage::accounts::Find;
use crate::services::airvantage::user::Rights;
use crate::ui::element::{Element, classed, live, nothing, text};
use crate::ui::{
    Derived, IconName, SkeletonShape, Tone, button, effect, empty, format, link_button, notice,
    skeleton,
};

pub(super) const SERVICE: Service = Service::AirVantage;
const TITLE: &str = "Operator accounts";
const SHAPE: SkeletonShape = SkeletonShape::Rows(12);

/// All accounts that the service finds.
pub fn list_page() -> Element {
    let Some(here) = here() else {
        return nothing();
    };
    classed("div", "page page-fill").with(signed_in(SERVICE, SHAPE, TITLE, move || {
        accounts(Listing::new(here))
    }))
}

/// Forgets what going back would find again, and the selection: it is another user's now.
pub fn forget() {
    memory::forget();
    selection::forget();
}

/// What the parts of the page share. A handle that is copied.
#[derive(Clone, Copy)]
struct Listing {
    here: Here,
    /// The state that stands in the address.
    list: Derived<AccountList>,
    /// What it asks for.
    wanted: Derived<Find>,
    query: Query<Found>,
    /// The answer that is shown, while a newer one may be on its way.
    shown: Derived<Option<Arc<Found>>>,
    rows: Derived<Rows>,
    marked: RwSignal<Marked>,
    rights: Query<Rights>,
    /// Whether it is known how to ask for a descending order.
    both_ways: bool,
}

impl Listing {
    fn new(here: Here) -> Self {
        let route = here.route();
        let list = Derived::new(move |before: Option<&AccountList>| match route.get() {
            Some(Route::OperatorAccounts(list)) => list,
            // The next page is being made while this one is still there.
            _ => before.cloned().unwrap_or_default(),
        });
        let both_ways = here
            .environment()
            .airvantage_settings
            .order_direction
            .is_some();
        let wanted =
            Derived::new(move |_| find_of(&list.get(), here.company().as_deref(), both_ways));
        let query = found::watch(here, wanted);
        let shown = found::shown(query);
        let rows = Derived::new(move |before: Option<&Rows>| {
            let columns = columns::shown(&list.get());
            let found = shown.get();
            found.map_or_else(Rows::default, |found| Rows::of(&found, columns, before))
        });
        // Going back finds the selection that was left; any other way begins without one.
        let now = here.address(&Route::OperatorAccounts(list.get_untracked()));
        let marked = match address::arrived_by_history() {
            true => memory::of(&now).marked,
            false => Marked::default(),
        };
        Self {
            here,
            list,
            wanted,
            query,
            shown,
            rows,
            marked: RwSignal::new(marked),
            rights: lookups::rights(here),
            both_ways,
        }
    }

    fn address(self, list: AccountList) -> String {
        self.here.address(&Route::OperatorAccounts(list))
    }

    /// Changes the state in place: the history has one entry for it.
    fn amend(self, list: AccountList) {
        let route = self.here.route().get_untracked();
        if matches!(route, Some(Route::OperatorAccounts(at)) if at != list) {
            self.here.location().amend(&self.address(list));
        }
    }

    /// How many accounts the filter finds.
    fn count(self) -> Option<usize> {
        self.shown
            .with(|found| found.as_ref().map(|found| found.page.count))
    }

    /// Whether other rows than those shown are on their way.
    fn is_pending(self) -> bool {
        let wanted = self.wanted.get();
        self.shown
            .with(|found| found.as_ref().is_some_and(|found| found.find != wanted))
    }
}

/// What stands in the place of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Face {
    #[default]
    Loading,
    Rows,
    /// The service has no account at all.
    None,
    NoMatch,
    /// The service counts accounts here, and sends none.
    Missing,
    Failed,
}

fn accounts(page: Listing) -> Element {
    let face = Derived::new(move |_| match page.query.load() {
        Load::Failed { .. } => Face::Failed,
        Load::Loading | Load::Ready(_) => page.shown.with(|found| match found {
            None => Face::Loading,
            Some(found) if !found.page.items.is_empty() => Face::Rows,
            Some(found) if found.page.count > 0 => Face::Missing,
            Some(found) if finds_all(&found.find) => Face::None,
            Some(_) => Face::NoMatch,
        }),
    });
    // Rows that were removed meanwhile, or an address from somewhere else.
    effect(move || {
        let instead = page.query.get().and_then(|found| found.page_instead());
        if let Some(instead) = instead {
            let list = page.list.get_untracked();
            page.amend(AccountList {
                page: instead,
                ..list
            });
        }
    });
    let export = Export::new(page.here, page.list);
    let actions = freshness(page.query.erased(), "Refresh the operator accounts", || {})
        .beside(new_account(page));
    page_header_of("", || TITLE.to_owned(), None, Some(actions))
        .beside(unknown_above_list(page.here))
        .beside(filter::filter(page))
        .beside(bar::bar(page, export))
        .beside(export.progress())
        .beside(unreadable(page))
        .beside(live(move || {
            let face = face.get();
            untrack(|| part(page, face))
        }))
}

fn finds_all(find: &Find) -> bool {
    [&find.name, &find.connection, &find.operator, &find.uid]
        .into_iter()
        .all(Option::is_none)
}

fn part(page: Listing, face: Face) -> Element {
    match face {
        Face::Loading => skeleton(SHAPE, "Loading operator accounts"),
        Face::Rows => table::table(page).beside(pager::pager(page)),
        Face::None => empty(
            IconName::OperatorAccounts,
            "No operator account yet",
            text(
                "An operator account links your company to the services of a mobile operator. Create the first one.",
            ),
            Some(new_account(page)),
        ),
        Face::NoMatch => {
            let clear = button("Take the filter away")
                .on_press(move || page.amend(page.list.get_untracked().without_filter()));
            empty(
                IconName::Search,
                "No operator account matches",
                text("Change the filter, or take it away."),
                Some(clear),
            )
        }
        Face::Missing => {
            let again = button("Ask again")
                .icon(IconName::Refresh)
                .on_press(move || page.query.refresh());
            empty(
                IconName::Empty,
                "The service sent no account for this page",
                text("It counts accounts here, but its answer holds none."),
                Some(again),
            )
        }
        Face::Failed => failed(page),
    }
}

fn failed(page: Listing) -> Element {
    let query = page.query;
    let fault = Derived::new(move |_| query.load().fault().cloned());
    let retrying = move || matches!(query.load(), Load::Failed { retrying: true, .. });
    let lacks = live(move || {
        let forbidden = fault.with(|fault| {
            let kind = fault.as_ref().map(|fault| fault.kind);
            kind == Some(Kind::Forbidden)
        });
        let reason = lookups::known_rights(page.rights).view_blocked();
        match reason.filter(|_| forbidden) {
            Some(reason) => classed("p", "page-text").text(reason).text("."),
            None => nothing(),
        }
    });
    fault_panel(fault, retrying, move || query.refresh()).beside(lacks)
}

fn unreadable(page: Listing) -> Element {
    let many = Derived::new(move |_| {
        page.shown
            .with(|found| found.as_ref().map_or(0, |found| found.page.unreadable))
    });
    live(move || match many.get() {
        0 => nothing(),
        many => notice(
            Tone::Warning,
            text(&format!(
                "{} of this page cannot be read as an operator account and {} left out.",
                format::counted(many, "entry", "entries"),
                if many == 1 { "is" } else { "are" }
            )),
            None,
            None,
        ),
    })
}

/// The way to create an account; with the connection that the list is filtered by.
fn new_account(page: Listing) -> Element {
    let blocked = move || lookups::known_rights(page.rights).create_blocked();
    let address = move || {
        page.here.address(&Route::OperatorAccountNew {
            connection: page.list.with(|list| list.connection.clone()),
            from: String::new(),
        })
    };
    // Without its address it leads nowhere, however it is pressed.
    link_button("New operator account", "")
        .primary()
        .blocked(move || blocked().map(str::to_owned))
        .attribute_live("href", move || blocked().is_none().then(address))
        .attribute_live("role", move || blocked().map(|_| "link".to_owned()))
        .attribute_live("tabindex", move || blocked().map(|_| "0".to_owned()))
}
