//! The form as a whole: its parts in order, its buttons, and what happens on sending.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::account_part::account_part;
use super::checking::SUMMARY;
use super::inner::{Inner, Standing};
use super::leaving::asks_on_leaving;
use super::parameters_part::parameters_part;
use super::state::FormState;
use super::types_part::types_part;
use crate::operator_accounts::lookups::{known_rights, rights};
use crate::operator_accounts::sending;
use crate::page::{Here, error_summary};
use crate::route::{AccountList, Route};
use crate::ui::element::{Element, classed, element, key_of, live, nothing, text};
use crate::ui::{Derived, Tone, button, link_button, mark, notice};

/// The form; `above` stands between its notices and its first part.
pub(super) fn view(form: FormState, above: Element) -> Element {
    let Some(inner) = form.inner() else {
        return nothing();
    };
    form.keep_on_leaving();
    let editing = inner.loaded.borrow().is_some();
    let rights = rights(form.here());
    let reason = Derived::new(move |_| {
        let rights = known_rights(rights);
        match editing {
            true => rights.edit_blocked(),
            false => rights.create_blocked(),
        }
    });
    let blocked = live(move || {
        match reason.get() {
        Some(reason) => notice(
            Tone::Warning,
            text(reason),
            Some(element("p").text(
                "You can read the form, but not send it. Ask your AirVantage administrator for the right.",
            )),
            None,
        ),
        None => nothing(),
    }
    });
    let (account, instead) = account_part(form, &inner);
    let submit = move || {
        if reason.get_untracked().is_none() {
            form.submit();
        }
    };
    let by_key = submit;
    let whole = classed("form", "account-form")
        .flag("novalidate", true)
        .on("submit", move |event| {
            event.prevent_default();
            submit();
        })
        .on("keydown", move |event| {
            let keys: &web_sys::KeyboardEvent = event.unchecked_ref();
            if key_of(&event) == "Enter" && (keys.ctrl_key() || keys.meta_key()) {
                event.prevent_default();
                by_key();
            }
        })
        .with(error_summary(SUMMARY, inner.summary))
        .with(account)
        .with(instead)
        .with(described(form, &inner))
        .with(end(form, editing, reason));
    classed("div", "stack")
        .with(blocked)
        .with(inner.keeper.not_kept())
        .with(above)
        .with(sending::panel(form))
        .with(whole)
        .with(asks_on_leaving(form))
}

/// The fields that the connection describes, made anew when they are others.
fn described(form: FormState, inner: &Inner) -> Element {
    let (standing, shape, dropped) = (inner.standing, inner.shape, inner.dropped);
    let known = Derived::new(move |_| standing.get() == Standing::Known);
    let lost = live(move || match dropped.get().as_slice() {
        [] => nothing(),
        names => notice(
            Tone::Warning,
            text("This connection has no place for some of your values"),
            Some(element("p").attribute("dir", "auto").text(&format!(
                "Left behind: {}. They had a value for the connection that was chosen before.",
                names.join(", ")
            ))),
            None,
        ),
    });
    let fields = live(move || {
        shape.track();
        let known = known.get();
        let Some(inner) = form.inner() else {
            return nothing();
        };
        // The fields that were here are gone, and their signals with them.
        inner.described.take();
        if !known {
            return nothing();
        }
        untrack(|| {
            let (mut fields, parameters) = parameters_part(form, &inner);
            let (lists, types) = types_part(form, &inner);
            fields.extend(lists);
            inner.described.replace(fields);
            parameters.beside(types)
        })
    });
    classed("div", "stack form-described")
        .with(
            classed("div", "form-status")
                .attribute("role", "status")
                .with(lost),
        )
        .with(fields)
}

/// The buttons, and where the account will be.
fn end(form: FormState, editing: bool, reason: Derived<Option<&'static str>>) -> Element {
    let here = form.here();
    let back = match form.uid() {
        Some(uid) => Route::OperatorAccount {
            uid,
            compare: String::new(),
        },
        None => Route::OperatorAccounts(AccountList::default()),
    };
    let words = match editing {
        true => "Review changes",
        false => "Review and create",
    };
    let send = button(words)
        .primary()
        .submits()
        .attribute("aria-keyshortcuts", "Control+Enter Meta+Enter")
        // The field that is left may get a message, which would move the button away from under the press.
        .on("mousedown", |event| event.prevent_default())
        .blocked(move || reason.get().map(str::to_owned));
    classed("div", "form-end").with(place(here)).with(
        classed("div", "cluster")
            .with(send)
            .with(link_button("Cancel", &here.address(&back))),
    )
}

fn place(here: Here) -> Element {
    let environment = here.environment();
    let company = match here.company() {
        Some(company) => format!("the company {company}"),
        None => "your own company".to_owned(),
    };
    let words = format!(
        "You act in {company}, in the environment “{}”.",
        environment.name
    );
    classed("p", "cluster page-text")
        .maybe(
            environment
                .is_production()
                .then(|| mark(Tone::Bad, "Production")),
        )
        .with(element("span").text(&words))
}
