//! The form of a bulk change: what is done to the selected accounts.

use std::rc::Rc;

use leptos::prelude::*;

use super::change::Change;
use super::choices::{self, Control};
use crate::browser::document;
use crate::services::airvantage::connections::Connection;
use crate::ui::element::{Element, classed, element, live};
use crate::ui::{
    Choice, Field, IconName, TextKind, button, combobox, select_field, text_field, token_field,
};

const ADD: &str = "add";
const REMOVE: &str = "remove";
const SET: &str = "set";

const NAME_ID: &str = "bulk-name";
const VALUE_ID: &str = "bulk-value";

/// What was entered. It outlives the end of a sign-in, but for a secret.
#[derive(Clone, Copy)]
pub(super) struct Setup {
    what: RwSignal<String>,
    custom: RwSignal<String>,
    values: RwSignal<Vec<String>>,
    parameter: RwSignal<String>,
    value: RwSignal<String>,
    /// Whether what is missing is told.
    told: RwSignal<bool>,
}

impl Setup {
    /// Nothing entered.
    pub(super) fn new() -> Self {
        let text = |text: &str| RwSignal::new(text.to_owned());
        Self {
            what: text(ADD),
            custom: text(""),
            values: RwSignal::new(Vec::new()),
            parameter: text(""),
            value: text(""),
            told: RwSignal::new(false),
        }
    }

    /// Forgets the value that was typed: it may be a secret.
    pub(super) fn forget_value(self) {
        self.value.set(String::new());
    }

    /// Follows everything that was entered.
    pub(super) fn track(self) {
        for text in [self.what, self.custom, self.parameter, self.value] {
            text.track();
        }
        self.values.track();
    }

    fn name(self) -> RwSignal<String> {
        if self.what.get_untracked() == SET {
            self.parameter
        } else {
            self.custom
        }
    }

    fn change(self, connections: &[Connection]) -> Result<Change, &'static str> {
        let name = self.name().get_untracked();
        if name.is_empty() {
            return Err(NAME_ID);
        }
        let what = self.what.get_untracked();
        if what == SET {
            let value = self.value.get_untracked();
            if value.trim().is_empty() {
                return Err(VALUE_ID);
            }
            let secret = choices::is_secret(connections, &name);
            return Ok(Change::Set {
                name,
                value,
                secret,
            });
        }
        let values = self.values.get_untracked();
        if values.is_empty() {
            return Err(VALUE_ID);
        }
        Ok(if what == REMOVE {
            Change::Remove(name, values)
        } else {
            Change::Add(name, values)
        })
    }

    fn error(self, is_wrong: impl Fn() -> bool, words: &str) -> Option<String> {
        (self.told.get() && is_wrong()).then(|| words.to_owned())
    }
}

/// The form over the descriptions of the connections involved; `begin` is called with what was entered. Once there is a
/// result, the way on is there.
pub(super) fn setup_form(
    setup: Setup,
    connections: Rc<Vec<Connection>>,
    has_result: impl Fn() -> bool + 'static,
    begin: impl Fn(Change) + 'static,
) -> Element {
    let what = select_field(
        Field::new("Change"),
        || {
            [
                (ADD, "Add values to a type"),
                (REMOVE, "Remove values from a type"),
                (SET, "Set a parameter"),
            ]
            .map(|(value, words)| (value.to_owned(), words.to_owned()))
            .to_vec()
        },
        setup.what,
    );
    let described = connections.clone();
    let fields = live(move || {
        if setup.what.get() == SET {
            untrack(|| parameter_fields(setup, &described))
        } else {
            untrack(|| type_fields(setup, &described))
        }
    });
    classed("form", "form bulk-form")
        .attribute("aria-label", "Change")
        .on("submit", move |event| {
            event.prevent_default();
            match setup.change(&connections) {
                Ok(change) => {
                    setup.told.set(false);
                    begin(change);
                }
                Err(field) => {
                    setup.told.set(true);
                    document::focus(&format!("#{field}"));
                }
            }
        })
        .with(what)
        .with(fields)
        .with(
            element("div").with(
                button("Dry run")
                    .class_live("button-primary", move || !has_result())
                    .icon(IconName::Search)
                    .submits(),
            ),
        )
}

fn named(label: &str, setup: Setup, name: RwSignal<String>, choices: Vec<Choice>) -> Element {
    let words = format!("Choose a {}", crate::browser::words::folded(label));
    let choices = Rc::new(choices);
    let field = Field::new(label)
        .id(NAME_ID)
        .error(move || setup.error(|| name.with(String::is_empty), &words));
    combobox(field, Rc::new(move || choices.clone()), name, "Search")
}

fn type_fields(setup: Setup, connections: &[Connection]) -> Element {
    let field = Field::new("Values")
        .id(VALUE_ID)
        .hint("One or more; a list can be pasted.")
        .error(move || {
            setup.error(
                || setup.values.with(Vec::is_empty),
                "Enter at least one value",
            )
        });
    named("Type", setup, setup.custom, choices::types(connections))
        .beside(token_field(field, setup.values))
}

fn parameter_fields(setup: Setup, connections: &Rc<Vec<Connection>>) -> Element {
    let described = connections.clone();
    let value = live(move || {
        let control = choices::control(&described, &setup.parameter.get());
        untrack(|| value_field(setup, control))
    });
    let choices = choices::parameters(connections);
    named("Parameter", setup, setup.parameter, choices).beside(value)
}

fn value_field(setup: Setup, control: Control) -> Element {
    // A value of one parameter is none of another.
    setup.forget_value();
    let field = Field::new("Value").id(VALUE_ID).error(move || {
        let is_blank = || setup.value.with(|value| value.trim().is_empty());
        setup.error(is_blank, "Enter a value")
    });
    match control {
        Control::Secret => {
            let field = field.hint("A secret: it is neither shown nor kept in this browser.");
            text_field(field, TextKind::Secret, setup.value)
        }
        Control::OneOf(values) => {
            let options = move || {
                let mut options = vec![(String::new(), "Choose".to_owned())];
                options.extend(values.iter().cloned());
                options
            };
            select_field(field, options, setup.value)
        }
        Control::Text(hint) => text_field(field.hint(hint), TextKind::Plain, setup.value),
    }
}
