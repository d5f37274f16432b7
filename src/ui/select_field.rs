//! A field with a closed list of values.

use leptos::prelude::*;

use super::derived::Derived;
use super::dynamic::changing;
use super::dynamic::dynamic;
use super::field::{FieldFrame, FieldIds, Requirement, has_error};
use super::icon::{Icon, IconName};

/// A labelled native select.
#[component]
pub fn SelectField(
    /// What it is called.
    #[prop(into)]
    label: String,
    /// Value and words of each option, in order.
    options: Derived<Vec<(String, String)>>,
    /// The value of the chosen option.
    value: RwSignal<String>,
    /// The id of the select; a fresh one where nothing links to it.
    #[prop(optional, into)]
    id: Option<String>,
    /// Said before anything is chosen.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with the value.
    #[prop(optional, into)]
    error: Option<Signal<Option<String>>>,
    /// Whether something must be chosen.
    #[prop(optional)]
    requirement: Requirement,
    /// Leaves the label to screen readers.
    #[prop(optional)]
    label_hidden: bool,
    /// No border until it is pointed at: for the header bar.
    #[prop(optional)]
    quiet: bool,
    /// Before the chosen words.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// Called with the value that was chosen.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let ids = FieldIds::new(id);
    let control = ids.clone();
    let has_hint = hint.is_some();
    let choose = move |event| {
        let chosen = event_target_value(&event);
        value.set(chosen.clone());
        if let Some(on_change) = on_change {
            on_change.run(chosen);
        }
    };
    // Each option knows whether it is chosen: a value set on the select is lost while its options are not there yet.
    let listed = move || {
        options
            .get()
            .into_iter()
            .map(|(option, words)| {
                let own = option.clone();
                view! {
                    <option value=option prop:selected=move || value.with(|value| *value == own)>
                        {words}
                    </option>
                }
            })
            .collect_view()
    };
    view! {
        <FieldFrame ids label label_hidden requirement hint error>
            <div class={"input-box select-box"} class:select-quiet=quiet>
                {icon.map(|name| view! { <Icon name/> })}
                <select
                    class={"input select"}
                    id=control.control.clone()
                    autocomplete="off"
                    aria-required=requirement.aria()
                    aria-invalid=changing(move || has_error(error).then_some("true"))
                    aria-describedby=move || {
                        control.described_by(has_hint, has_error(error))
                    }
                    on:change=choose
                >
                    {dynamic(listed)}
                </select>
                <Icon name=IconName::ChevronDown/>
            </div>
        </FieldFrame>
    }
}
