//! A box to tick.

use leptos::prelude::*;

use super::dynamic::changing;
use super::dynamic::dynamic;
use super::element::{Element, classed, element};
use super::field::{FieldError, FieldIds, has_error};

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
    error: Option<Signal<Option<String>>>,
    /// Called with the new state.
    #[prop(optional, into)]
    on_change: Option<Callback<bool>>,
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
        <div class={"field checkbox"} class:field-invalid=move || has_error(error)>
            <input
                id=control.clone()
                type="checkbox"
                autocomplete="off"
                aria-invalid=changing(move || has_error(error).then_some("true"))
                aria-describedby=changing(move || ids.described_by(has_hint, has_error(error)))
                prop:checked=checked
                on:change=take
            />
            <label for=control>{label}</label>
            {hint.map(|hint| view! { <p class={"field-hint"} id=hint_id>{hint}</p> })}
            {dynamic(move || error.and_then(|error| error.get()).map(|error| view! { <FieldError id=error_id.clone() error/> }))}
        </div>
    }
}

/// A native checkbox with its words behind it.
pub fn checkbox(label: &str, hint: &str, checked: RwSignal<bool>) -> Element {
    let ids = FieldIds::new(None);
    let (hint_id, _) = ids.part_ids();
    let has_hint = !hint.is_empty();
    let control = element("input")
        .attribute("id", &ids.control)
        .attribute("type", "checkbox")
        .attribute("autocomplete", "off")
        .attribute_if(
            "aria-describedby",
            ids.described_by(has_hint, false).as_deref(),
        )
        .ticked(checked);
    classed("div", "field checkbox")
        .with(control)
        .with(element("label").attribute("for", &ids.control).text(label))
        .maybe(has_hint.then(|| {
            classed("p", "field-hint")
                .attribute("id", &hint_id)
                .text(hint)
        }))
}
