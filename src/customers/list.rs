//! The page `/customers`: all customers that the app may see.

use std::rc::Rc;

use leptos::prelude::*;

use super::calls::watch_permitted;
use super::directories::{Directories, Handle};
use super::follow::{follow_address, write_address};
use super::loader::Loader;
use super::row::cells;
use super::toolbar::toolbar;
use crate::browser::address;
use crate::config::Service;
use crate::page::{Here, faces, freshness, here, page_header_of, signed_in};
use crate::query::Query;
use crate::route::{CustomerList, CustomerSort, Route};
use crate::services::optconnect::customers::{CustomerId, PermittedCustomers};
use crate::ui::element::{Element, classed, live, live_text, nothing, text};
use crate::ui::{
    Column, Derived, IconName, RowTarget, Rows, SkeletonShape, Sort, SortDirection, Tone, button,
    effect, empty, format, mark, notice, windowed_table,
};

const SHAPE: SkeletonShape = SkeletonShape::Rows(12);

/// All customers.
pub fn customers_page() -> Element {
    let Some(here) = here() else {
        return nothing();
    };
    classed("div", "page page-fill").with(signed_in(
        Service::OptConnect,
        SHAPE,
        "Customers",
        move || customers(here),
    ))
}

fn customers(here: Here) -> Element {
    let permitted = watch_permitted(here);
    let app = Derived::new(move |_| {
        permitted
            .load()
            .value()
            .and_then(|known| known.app_id.clone())
    });
    let badges = live(move || match app.get() {
        Some(app) => mark(Tone::Neutral, &format!("App {app}")),
        None => nothing(),
    });
    let actions = freshness(permitted.erased(), "Refresh the list of customers", || {});
    page_header_of("", || "Customers".to_owned(), Some(badges), Some(actions)).beside(faces(
        permitted,
        SHAPE,
        "Loading customers",
        move || directory(here, permitted),
    ))
}

fn directory(here: Here, permitted: Query<PermittedCustomers>) -> Element {
    let directories = use_context::<Directories>().unwrap_or_default();
    let handle = directories.of((here.environment().key.clone(), Service::OptConnect));
    let loader = Loader::new(here, handle);
    let list = follow_address(here);

    // Filter first, so that the rows in view are those of the filter.
    effect(move || {
        let list = list.get();
        handle.get().arrange(|directory| directory.set_list(list));
    });
    effect(move || {
        if let Some(known) = permitted.get() {
            handle.get().set_app(known.app_id.as_deref());
            handle.get().arrange(|directory| {
                directory.set_ids(&known.ids);
                directory.set_list(list.get_untracked());
            });
            loader.go_on();
        }
    });

    let unreadable = Derived::new(move |_| permitted.get().map_or(0, |known| known.unreadable));
    let nobody = Derived::new(move |_| permitted.get().is_some_and(|known| known.ids.is_empty()));
    let left_out = live(move || match unreadable.get() {
        0 => nothing(),
        many => notice(
            Tone::Warning,
            text(&format!(
                "{} of the service's list could not be read as ids and are left out.",
                format::counted(many, "entry", "entries")
            )),
            None,
            None,
        ),
    });
    left_out.beside(live(move || {
        if !nobody.get() {
            return untrack(|| table(here, handle, loader, list));
        }
        let again = button("Ask again")
            .icon(IconName::Refresh)
            .on_press(move || permitted.refresh());
        empty(
            IconName::Customers,
            "Your app may not see any customer",
            text(
                "OptConnect permits customers to each app. Ask OptConnect to permit the customers that you work with, then ask again.",
            ),
            Some(again),
        )
    }))
}

fn table(here: Here, handle: Handle, loader: Loader, list: RwSignal<CustomerList>) -> Element {
    let by_history = address::arrived_by_history();
    // Going back finds the row that was opened; any other way begins at the top.
    let target = handle
        .get()
        .opened()
        .filter(|_| by_history)
        .and_then(|id| untrack(|| handle.get().position(id)))
        .map(|row| RowTarget { row, focus: true });
    let count = Derived::new(move |_| handle.get().shown_count());
    let open = move |key: u64| {
        let id = CustomerId::from_key(key);
        handle.get().set_opened(id);
        let list = list.get_untracked();
        write_address(here, &list);
        let route = Route::Customer {
            id: id.to_string(),
            list,
        };
        here.location().go(&here.address(&route));
    };
    let sort = move |(column, direction): Sort| {
        list.update(|list| {
            list.sort = CustomerSort::from_key(column);
            list.descending = direction == SortDirection::Descending;
        });
    };
    let in_view = move |range| {
        handle
            .get()
            .change(|directory| directory.set_in_view(range));
        loader.go_on();
    };
    let rows = Rows {
        sort: Derived::new(move |_| sort_of(&list.get())),
        on_sort: Some(Rc::new(sort)),
        on_visible: Some(Rc::new(in_view)),
        on_enter: Some(Rc::new(open)),
        initial_scroll: if by_history {
            handle.get().scroll()
        } else {
            0.0
        },
        on_scroll_settled: Some(Rc::new(move |scroll| handle.get().set_scroll(scroll))),
        scroll_to: RwSignal::new(target),
        ..Rows::new(
            "Customers",
            columns(),
            count,
            move |position| handle.get().shown(position).map(CustomerId::key),
            move |key| cells(here, handle, loader, list, CustomerId::from_key(key)),
        )
    };
    let nothing_matches = Derived::new(move |_| count.get() == 0);
    let missing = Derived::new(move |_| {
        let progress = handle.get().progress();
        progress.total.saturating_sub(progress.settled)
    });
    let no_match = live(move || {
        if nothing_matches.get() {
            no_match(list, missing)
        } else {
            nothing()
        }
    });
    let place = classed("div", "table-place")
        .class_live("hidden", move || nothing_matches.get())
        .with(windowed_table(rows));
    toolbar(handle, loader, list).beside(no_match).with(place)
}

fn no_match(list: RwSignal<CustomerList>, missing: Derived<usize>) -> Element {
    let words = live_text(move || match missing.get() {
        0 => "Change the filter, or take it away.".to_owned(),
        missing => format!(
            "{} not loaded yet, and only their ids can be searched. Load all to search their names, too.",
            match missing {
                1 => "1 customer is".to_owned(),
                many => format!("{} customers are", format::count(many)),
            }
        ),
    });
    let clear = button("Take the filter away").on_press(move || {
        list.update(|list| {
            list.text.clear();
            list.level.clear();
        });
    });
    empty(IconName::Search, "No customer matches", words, Some(clear))
}

fn columns() -> Vec<Column> {
    vec![
        Column::new(CustomerSort::Id.key(), "Id")
            .sortable()
            .class("numeric column-narrow"),
        Column::new(CustomerSort::BillingId.key(), "Billing id")
            .sortable()
            .class("numeric column-medium column-secondary"),
        Column::new(CustomerSort::Name.key(), "Name")
            .sortable()
            .class("column-wide"),
        Column::new(CustomerSort::Level.key(), "Enrollment level")
            .sortable()
            .class("column-medium"),
    ]
}

fn sort_of(list: &CustomerList) -> Option<Sort> {
    let direction = if list.descending {
        SortDirection::Descending
    } else {
        SortDirection::Ascending
    };
    list.sort.map(|sort| (sort.key(), direction))
}
