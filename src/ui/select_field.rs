//! A field with a closed list of values.

use leptos::prelude::*;
use web_sys::HtmlSelectElement;

use super::derived::Derived;
use super::dynamic::changing;
use super::dynamic::dynamic;
use super::element::{Element, classed, element, value_of};
use super::field::Field;
use super::field::{FieldFrame, FieldIds, Requirement, has_error};
use super::icon::icon;
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

/// A labelled native select. `options` are value and words of each, in order, read as a signal.
pub fn select_field(
    field: Field,
    options: impl Fn() -> Vec<(String, String)> + 'static,
    value: RwSignal<String>,
) -> Element {
    select_field_with(field, options, value, |boxed| boxed)
}

/// The same; `more` adds to the box around it what only this one needs.
pub fn select_field_with(
    field: Field,
    options: impl Fn() -> Vec<(String, String)> + 'static,
    value: RwSignal<String>,
    more: impl FnOnce(Element) -> Element,
) -> Element {
    let changed = field.clone();
    let select = classed("select", "input select")
        .attribute("autocomplete", "off")
        .on("change", move |event| {
            value.set(value_of(&event));
            changed.tell_change();
        });
    let filled: HtmlSelectElement = select.as_node();
    let list = select.clone();
    super::element::effect_now(move || {
        list.set_text("");
        for (option, words) in options() {
            let _ = list
                .clone()
                .with(element("option").attribute("value", &option).text(&words));
        }
        // A value set while its option is not there yet would be lost.
        filled.set_value(&value.get());
    });
    let boxed = classed("div", "input-box select-box")
        .with(select.clone())
        .with(icon(IconName::ChevronDown));
    field.around(select, more(boxed))
}
