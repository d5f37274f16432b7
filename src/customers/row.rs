//! One row of the list.

use leptos::prelude::*;

use super::directories::Handle;
use super::directory::{RowState, Summary};
use super::loader::Loader;
use crate::http::{Fault, Kind};
use crate::page::{FaultLine, Here};
use crate::route::{CustomerList, Route};
use crate::services::optconnect::customers::CustomerId;
use crate::services::optconnect::profile::PUBLISHED_LEVELS;
use crate::ui::{Derived, Tone, badge, dynamic};

/// The cells of a customer.
pub(super) fn cells(
    here: Here,
    handle: Handle,
    loader: Loader,
    list: RwSignal<CustomerList>,
    id: CustomerId,
) -> AnyView {
    let state = Derived::new(move |_| handle.get().state(id).unwrap_or(RowState::NotAsked));
    let address = Signal::derive(move || {
        here.address(&Route::Customer {
            id: id.to_string(),
            list: list.get(),
        })
    });
    let open = move || handle.get().set_opened(id);
    let rest = move || match state.get() {
        RowState::NotAsked | RowState::Asking => view! {
            <td class={"numeric column-secondary"}><span class={"cell-waiting"}></span></td>
            <td><span class={"cell-waiting"}></span></td>
            <td><span class={"cell-waiting"}></span></td>
        }
        .into_any(),
        RowState::Known(summary) => known(summary, address, open, loader, id),
        RowState::Failed(fault) => failed(fault, loader, id),
    };
    view! {
        <th scope="row" class={"numeric"}>
            <a href=address class={"id"} on:click=move |_| open()>{id.to_string()}</a>
        </th>
        {dynamic(rest)}
    }
    .into_any()
}

fn known(
    summary: Summary,
    address: Signal<String>,
    open: impl Fn() + 'static,
    loader: Loader,
    id: CustomerId,
) -> AnyView {
    let billing_id = summary.billing_id.unwrap_or_else(|| "–".to_owned());
    let name = match summary.name {
        // The id's link leads there already, so this one is for the pointer alone.
        Some(name) => {
            let whole = name.clone();
            view! {
                <a href=address tabindex="-1" dir={"auto"} title=whole on:click=move |_| open()>
                    {name}
                </a>
            }
            .into_any()
        }
        None => view! { <span class={"muted"}>{"No name reported"}</span> }.into_any(),
    };
    let level = match summary.level {
        Ok(Some(level)) => {
            let published = PUBLISHED_LEVELS.contains(&level.as_str());
            view! { <LevelBadge level published/> }.into_any()
        }
        Ok(None) => view! { <span class={"muted"}>{"Not reported"}</span> }.into_any(),
        Err(fault) => retry(fault, loader, id),
    };
    view! {
        <td class={"numeric id column-secondary"}>{billing_id}</td>
        <td>{name}</td>
        <td>{level}</td>
    }
    .into_any()
}

fn failed(fault: Fault, loader: Loader, id: CustomerId) -> AnyView {
    let content = if fault.kind == Kind::NotPermitted {
        view! {
            <span title=fault.explanation()>
                {badge(Tone::Warning, "Not permitted")}
            </span>
        }
        .into_any()
    } else {
        retry(fault, loader, id)
    };
    view! { <td colspan="3">{content}</td> }.into_any()
}

fn retry(fault: Fault, loader: Loader, id: CustomerId) -> AnyView {
    let on_retry = Callback::new(move |()| loader.retry(id));
    view! { <FaultLine fault on_retry label=format!("Retry customer {id}")/> }.into_any()
}

/// A level as a badge; one that is not among the published ones is marked.
#[component]
pub(super) fn LevelBadge(
    /// The level's name.
    level: String,
    /// Whether the service publishes it.
    published: bool,
) -> impl IntoView {
    let tone = match level.as_str() {
        "Premium" => Tone::Good,
        "Base" => Tone::Information,
        _ if published => Tone::Neutral,
        _ => Tone::Warning,
    };
    let mark = (!published).then(|| {
        view! { <span class={"muted"}>{" not a published level"}</span> }
    });
    view! { <span class={"level"}>{badge(tone, level)}{mark}</span> }
}
