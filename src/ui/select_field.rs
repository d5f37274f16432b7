//! A field with a closed list of values.

use leptos::prelude::*;
use web_sys::HtmlSelectElement;

use super::element::{Element, classed, element, value_of};
use super::field::Field;
use super::icon::IconName;
use super::icon::icon;

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
    let (select, boxed) = select_box(&field, Box::new(options), value);
    field.around(select, more(boxed))
}

/// The select and the box around it; one body for all of them.
fn select_box(
    field: &Field,
    options: Box<dyn Fn() -> Vec<(String, String)>>,
    value: RwSignal<String>,
) -> (Element, Element) {
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
    (select, boxed)
}
