//! The form as a whole: its parts in order, its buttons, and what happens on sending.

use wasm_bindgen::JsCast;

use super::checking::SUMMARY;
use super::fields::fields;
use super::form::ImportForm;
use super::outcome::outcome;
use super::picked::picked;
use super::picker::picker;
use super::review::dialogs;
use crate::page::{Here, error_summary, section};
use crate::route::{ImportList, Route};
use crate::ui::element::{Element, classed, effect_now, element, key_of, nothing};
use crate::ui::{Tone, button, link_button, mark};

/// The form; `above` stands before its first part, `name` is what a link calls the customer.
pub(super) fn view(form: ImportForm, name: &str, above: Element) -> Element {
    let Some(inner) = form.inner() else {
        return nothing();
    };
    form.keep_on_leaving();
    effect_now(move || form.propose_tenant());
    let whole = classed("form", "account-form")
        .flag("novalidate", true)
        .on("submit", move |event| {
            event.prevent_default();
            form.submit();
        })
        .on("keydown", move |event| {
            let keys: &web_sys::KeyboardEvent = event.unchecked_ref();
            if key_of(&event) == "Enter" && (keys.ctrl_key() || keys.meta_key()) {
                event.prevent_default();
                form.submit();
            }
        })
        .with(error_summary(SUMMARY, inner.summary))
        .with(section("Customer", picker(form, &inner, name)))
        .with(picked(form, &inner))
        .with(fields(form, &inner))
        .with(end(inner.here));
    classed("div", "stack")
        .with(inner.keeper.not_kept())
        .with(above)
        .with(outcome(form, &inner))
        .with(whole)
        .with(dialogs(form, &inner))
}

/// The buttons, and where the import will be.
fn end(here: Here) -> Element {
    let environment = here.environment();
    let place = classed("p", "cluster page-text")
        .maybe(
            environment
                .is_production()
                .then(|| mark(Tone::Bad, "Production")),
        )
        .with(element("span").text(&format!(
            "You act in the environment “{}”. Nothing is sent before you have reviewed it.",
            environment.name
        )));
    let send = button("Review the import")
        .primary()
        .submits()
        .attribute("aria-keyshortcuts", "Control+Enter Meta+Enter")
        // The field that is left may get a message, which would move the button away from under the press.
        .on("mousedown", |event| event.prevent_default());
    let back = here.address(&Route::Imports(ImportList::default()));
    classed("div", "form-end").with(place).with(
        classed("div", "cluster")
            .with(send)
            .with(link_button("Cancel", &back)),
    )
}
