//! A box to tick.

use leptos::{html, prelude::*};

use super::dynamic::changing;
use super::dynamic::dynamic;
use super::field::{FieldError, FieldIds};

/// A native checkbox with its words behind it.
#[component]
pub fn Checkbox(
    /// What ticking it means.
    #[prop(into)]
    label: String,
    /// Whether it is ticked.
    checked: RwSignal<bool>,
    /// The id of the box; a fresh one where nothing links to it.
    #[prop(optional, into)]
    id: Option<String>,
    /// What follows from ticking it.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with the choice.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Called with the new state.
    #[prop(optional, into)]
    on_change: Option<Callback<bool>>,
    /// The box, to move the focus to it.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let ids = FieldIds::new(id);
    let (hint_id, error_id) = ids.part_ids();
    let has_hint = hint.is_some();
    let control = ids.control.clone();
    let take = move |event| {
        let ticked = event_target_checked(&event);
        checked.set(ticked);
        if let Some(on_change) = on_change {
            on_change.run(ticked);
        }
    };
    view! {
        <div class={"field checkbox"} class:field-invalid=move || error.with(Option::is_some)>
            <input
                node_ref=node_ref
                id=control.clone()
                type="checkbox"
                autocomplete="off"
                aria-invalid=changing(move || error.with(Option::is_some).then_some("true"))
                aria-describedby=changing(move || ids.described_by(has_hint, error.with(Option::is_some)))
                prop:checked=checked
                on:change=take
            />
            <label for=control>{label}</label>
            {hint.map(|hint| view! { <p class={"field-hint"} id=hint_id>{hint}</p> })}
            {dynamic(move || error.get().map(|error| view! { <FieldError id=error_id.clone() error/> }))}
        </div>
    }
}
