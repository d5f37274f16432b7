//! The page `/customers`: all customers that the app may see.

use leptos::ev;
use leptos::prelude::*;

use super::calls::watch_permitted;
use super::directories::{Directories, Handle};
use super::follow::follow_address;
use super::loader::Loader;
use super::row::cells;
use super::toolbar::Toolbar;
use crate::browser::{address, document};
use crate::config::Service;
use crate::page::{Faces, Freshness, Here, PageHeader, SignedIn, here};
use crate::query::Query;
use crate::route::{CustomerList, CustomerSort, Route};
use crate::services::optconnect::customers::{CustomerId, PermittedCustomers};
use crate::ui::{
    Appearance, Button, Column, Derived, EmptyState, IconName, Notice, RowTarget, SkeletonShape,
    Sort, SortDirection, Tone, WindowedTable, badge, dynamic, effect, format,
};

/// All customers.
#[component]
pub fn CustomersPage() -> impl IntoView {
    let here = here()?;
    Some(view! {
        <div class={"page page-fill"}>
            <SignedIn
                service=Service::OptConnect
                shape=SkeletonShape::Rows(12)
                title="Customers"
            >
                <Customers here=here/>
            </SignedIn>
        </div>
    })
}

#[component]
fn Customers(here: Here) -> impl IntoView {
    let permitted = watch_permitted(here);
    let app = Derived::new(move |_| {
        permitted
            .load()
            .value()
            .and_then(|known| known.app_id.clone())
    });
    let badges = move || {
        move || {
            app.get()
                .map(|app| badge(Tone::Neutral, format!("App {app}")))
        }
    };
    let actions =
        move || view! { <Freshness query=permitted label="Refresh the list of customers"/> };
    view! {
        <PageHeader title="Customers" badges=badges actions=actions/>
        <Faces
            query=permitted
            shape=SkeletonShape::Rows(12)
            label="Loading customers"
            ready=move |_| {
                view! { <Directory here permitted/> }.into_any()
            }
        />
    }
}

#[component]
fn Directory(here: Here, permitted: Query<PermittedCustomers>) -> impl IntoView {
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
    view! {
        {move || {
            (unreadable.get() > 0)
                .then(|| {
                    view! {
                        <Notice
                            tone=Tone::Warning
                            title=format!(
                                "{} of the service's list could not be read as ids and are left out.",
                                format::counted(unreadable.get(), "entry", "entries")
                            )
                        />
                    }
                })
        }}
        {dynamic(move || {
            if nobody.get() {
                                let actions = move || {
                    view! {
                        <Button
                            icon=IconName::Refresh
                            on_press=Callback::new(move |()| permitted.refresh())
                        >
                            {"Ask again"}
                        </Button>
                    }
                };
                view! {
                    <EmptyState
                        title="Your app may not see any customer"
                        text="OptConnect permits customers to each app. Ask OptConnect to permit the customers that you work with, then ask again."
                        icon=IconName::Customers
                        actions=actions
                    />
                }
                    .into_any()
            } else {
                view! { <Table here handle loader list/> }
                    .into_any()
            }
        })}
    }
}

#[component]
fn Table(
    here: Here,
    handle: Handle,
    loader: Loader,
    list: RwSignal<CustomerList>,
) -> impl IntoView {
    let search = NodeRef::<leptos::html::Input>::new();
    let shortcut = window_event_listener(ev::keydown, move |event| {
        let plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
        if event.key() == "/" && plain && !document::is_typing() {
            event.prevent_default();
            if let Some(input) = search.get_untracked() {
                let _ = input.focus();
                input.select();
            }
        }
    });
    on_cleanup(move || shortcut.remove());

    let by_history = address::arrived_by_history();
    // Going back finds the row that was opened; any other way begins at the top.
    let target = handle
        .get()
        .opened()
        .filter(|_| by_history)
        .and_then(|id| untrack(|| handle.get().position(id)))
        .map(|row| RowTarget { row, focus: true });
    let initial_scroll = if by_history {
        handle.get().scroll()
    } else {
        0.0
    };

    let row_count = Derived::new(move |_| handle.get().shown_count());
    let on_visible_range = Callback::new(move |range| {
        handle
            .get()
            .change(|directory| directory.set_in_view(range));
        loader.go_on();
    });
    let open = Callback::new(move |id: CustomerId| {
        handle.get().set_opened(id);
        let route = Route::Customer {
            id: id.to_string(),
            list: list.get_untracked(),
        };
        here.location().go(&here.address(&route));
    });
    let no_match = Derived::new(move |_| row_count.get() == 0);
    let missing = Derived::new(move |_| {
        let progress = handle.get().progress();
        progress.total.saturating_sub(progress.settled)
    });
    view! {
        <Toolbar handle loader=loader list search/>
        {dynamic(move || {
            no_match
                .get()
                .then(|| view! { <NoMatch list missing/> })
        })}
        <div class={"table-place"} class:hidden=move || no_match.get()>
            <WindowedTable
                caption="Customers"
                columns=columns()
                row_count=row_count
                row_key=move |position| handle.get().shown(position)
                render_row=move |id| cells(here, handle, loader, list, id)
                sort=Derived::new(move |_| sort_of(&list.get()))
                on_sort=Callback::new(move |(column, direction): Sort| {
                    list.update(|list| {
                        list.sort = CustomerSort::from_key(column);
                        list.descending = direction == SortDirection::Descending;
                    });
                })
                on_visible_range=on_visible_range
                on_enter=open
                initial_scroll=initial_scroll
                on_scroll_settled=Callback::new(move |scroll| handle.get().set_scroll(scroll))
                scroll_to_row=RwSignal::new(target)
            />
        </div>
    }
}

#[component]
fn NoMatch(list: RwSignal<CustomerList>, missing: Derived<usize>) -> impl IntoView {
    let text = Signal::derive(move || match missing.get() {
        0 => "Change the filter, or take it away.".to_owned(),
        missing => format!(
            "{} not loaded yet, and only their ids can be searched. Load all to search their names, too.",
            match missing {
                1 => "1 customer is".to_owned(),
                many => format!("{} customers are", format::count(many)),
            }
        ),
    });
    let actions = move || {
        let clear = Callback::new(move |()| {
            list.update(|list| {
                list.text.clear();
                list.level.clear();
            });
        });
        view! { <Button appearance=Appearance::Secondary on_press=clear>{"Take the filter away"}</Button> }
    };
    view! { <EmptyState title="No customer matches" text=text icon=IconName::Search actions=actions/> }
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
