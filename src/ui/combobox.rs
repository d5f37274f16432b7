//! A field with a long list of values that is searched by typing (the combobox pattern of ARIA APG, list autocomplete).

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::button::icon_button;
use super::element::{Element, classed, effect_now, element, key_of, live, nothing, several};
use super::field::Field;
use super::icon::{IconName, icon};
use super::identity::unique_id;
use crate::browser::words::folded;

/// How many matches are listed at most: beyond that one types more.
const MOST: usize = 100;

/// One value that can be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The value.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// What tells it from others of that name, also searched; may be empty.
    pub detail: String,
}

/// The values that can be chosen, read as a signal.
pub type Choices = Rc<dyn Fn() -> Rc<Vec<Choice>>>;

/// What a text that was typed stands for, beside the choices that fit it.
pub type Meant = Rc<dyn Fn(&str) -> Option<Choice>>;

/// The state of one combobox.
#[derive(Clone)]
struct Combobox {
    choices: Choices,
    meant: Option<Meant>,
    value: RwSignal<String>,
    typed: RwSignal<String>,
    open: RwSignal<bool>,
    active: RwSignal<usize>,
    list: String,
    field: Field,
}

/// A labelled input whose value is one of `choices`, or empty where nothing is chosen. What is typed and fits no choice is
/// never taken over: on leaving, the chosen one stands there again.
pub fn combobox(
    field: Field,
    choices: Choices,
    value: RwSignal<String>,
    placeholder: &str,
) -> Element {
    open_combobox(field, choices, None, value, placeholder)
}

/// The same, where what is typed may also stand for a value that is not among the choices, as `meant` says.
pub fn open_combobox(
    field: Field,
    choices: Choices,
    meant: Option<Meant>,
    value: RwSignal<String>,
    placeholder: &str,
) -> Element {
    let combobox = Combobox {
        choices,
        meant,
        value,
        typed: RwSignal::new(String::new()),
        open: RwSignal::new(false),
        active: RwSignal::new(0),
        list: unique_id("choices"),
        field: field.clone(),
    };
    let input = combobox.input(placeholder);
    let popup = combobox.popup();
    let clear = combobox.clear_button(&input);
    let boxed = classed("div", "input-box combobox")
        .with(input.clone())
        .with(clear)
        .with(icon(IconName::ChevronDown))
        .with(popup);
    field.around(input, boxed)
}

impl Combobox {
    fn input(&self, placeholder: &str) -> Element {
        let (own, pressed, keys, left) = (self.clone(), self.clone(), self.clone(), self.clone());
        let (typed, open, active, list) = (self.typed, self.open, self.active, self.list.clone());
        self.follow_value();
        classed("input", "input")
            .attribute("type", "text")
            .attribute("role", "combobox")
            .attribute("autocomplete", "off")
            .attribute("autocapitalize", "none")
            .attribute("spellcheck", "false")
            .attribute("placeholder", placeholder)
            .attribute("aria-autocomplete", "list")
            .attribute("aria-controls", &self.list)
            .attribute_live("aria-expanded", move || Some(open.get().to_string()))
            .attribute_live("aria-activedescendant", move || {
                open.get().then(|| format!("{list}-{}", active.get()))
            })
            .bound(typed)
            .on("input", move |_| own.search())
            .on("click", move |_| pressed.open.set(true))
            .on("keydown", move |event| {
                let with: &web_sys::KeyboardEvent = event.unchecked_ref();
                // With these keys Enter is for the form, and chooses nothing.
                let alone = !with.ctrl_key() && !with.meta_key();
                if alone && keys.press(&key_of(&event)) {
                    event.prevent_default();
                }
            })
            .on("blur", move |_| left.leave())
    }

    /// The input says what is chosen, also when it is chosen elsewhere or its name arrives later.
    fn follow_value(&self) {
        let own = self.clone();
        effect_now(move || {
            let label = own.chosen_label();
            if !own.open.get_untracked() {
                own.typed.set(label);
            }
        });
    }

    fn chosen_label(&self) -> String {
        let value = self.value.get();
        let choices = (self.choices)();
        let known = choices.iter().find(|choice| choice.value == value);
        known.map_or(value, |choice| choice.label.clone())
    }

    fn search(&self) {
        self.active.set(0);
        self.open.set(true);
    }

    /// Everything, until something else than the chosen one's name is typed.
    fn matches(&self) -> Vec<Choice> {
        let typed = self.typed.get();
        let all = typed.trim().is_empty() || typed == untrack(|| self.chosen_label());
        let wanted = folded(typed.trim());
        let fits = |choice: &&Choice| {
            all || [&choice.label, &choice.detail, &choice.value]
                .into_iter()
                .any(|text| folded(text).contains(&wanted))
        };
        let mut found: Vec<Choice> = (self.choices)()
            .iter()
            .filter(fits)
            .take(MOST + 1)
            .cloned()
            .collect();
        if !all
            && let Some(meant) = self.meant(&typed)
            && !found.iter().any(|choice| choice.value == meant.value)
        {
            found.insert(0, meant);
        }
        found
    }

    fn meant(&self, typed: &str) -> Option<Choice> {
        self.meant.as_ref().and_then(|meant| meant(typed.trim()))
    }

    fn press(&self, key: &str) -> bool {
        let open = self.open.get_untracked();
        let matches = || untrack(|| self.matches());
        match key {
            "ArrowDown" | "ArrowUp" if !open => self.search(),
            "ArrowDown" => {
                let last = matches().len().min(MOST).saturating_sub(1);
                self.active
                    .update(|active| *active = (*active + 1).min(last));
            }
            "ArrowUp" => self
                .active
                .update(|active| *active = active.saturating_sub(1)),
            "Enter" if open => {
                if let Some(choice) = matches().get(self.active.get_untracked()) {
                    self.choose(&choice.value);
                }
            }
            "Escape" if open => self.close(),
            _ => return false,
        }
        true
    }

    fn choose(&self, value: &str) {
        self.open.set(false);
        let other = self.value.with_untracked(|before| before != value);
        self.value.set(value.to_owned());
        if other {
            self.field.tell_change();
        }
    }

    fn close(&self) {
        self.open.set(false);
        self.typed.set(untrack(|| self.chosen_label()));
    }

    fn leave(&self) {
        if !self.open.get_untracked() {
            return;
        }
        let typed = self.typed.get_untracked();
        if let Some(meant) = untrack(|| self.meant(&typed)) {
            self.choose(&meant.value);
            self.typed.set(untrack(|| self.chosen_label()));
            return;
        }
        let exact = untrack(|| self.matches());
        let exact: Vec<_> = exact
            .iter()
            .filter(|choice| choice.label == typed.trim())
            .collect();
        match exact.as_slice() {
            [only] => self.choose(&only.value),
            _ => self.close(),
        }
    }

    fn clear_button(&self, input: &Element) -> Element {
        let (own, input) = (self.clone(), input.clone());
        let label = format!("Clear {}", self.field.label());
        live(move || {
            if own.value.with(String::is_empty) {
                return nothing();
            }
            let (own, input) = (own.clone(), input.clone());
            icon_button(IconName::Close, &label)
                .quiet()
                .small()
                .on_press(move || {
                    own.choose("");
                    input.focus();
                })
        })
    }

    fn popup(&self) -> Element {
        let own = self.clone();
        let list = classed("ul", "choices")
            .attribute("role", "listbox")
            .attribute("id", &self.list)
            .attribute("aria-label", self.field.label())
            .class_live("hidden", {
                let open = self.open;
                move || !open.get()
            });
        list.with(live(move || {
            if !own.open.get() {
                return nothing();
            }
            let matches = own.matches();
            if matches.is_empty() {
                return classed("li", "choice-none")
                    .attribute("role", "presentation")
                    .text("Nothing matches.");
            }
            let more = matches.len() > MOST;
            let shown = matches.into_iter().take(MOST).enumerate();
            let options = several(shown.map(|(place, choice)| own.option(place, &choice)));
            options.maybe(more.then(|| {
                classed("li", "choice-none")
                    .attribute("role", "presentation")
                    .text("Type more to see the rest.")
            }))
        }))
    }

    fn option(&self, place: usize, choice: &Choice) -> Element {
        let (own, value, active) = (self.clone(), choice.value.clone(), self.active);
        let selected = self.value.with_untracked(|chosen| *chosen == choice.value);
        let option = classed("li", "choice")
            .attribute("role", "option")
            .attribute("id", &format!("{}-{place}", self.list))
            .attribute("aria-selected", if selected { "true" } else { "false" })
            .class_live("choice-active", move || active.get() == place)
            .with(element("span").text(&choice.label))
            .maybe(
                (!choice.detail.is_empty())
                    .then(|| classed("span", "choice-detail").text(&choice.detail)),
            );
        let node: web_sys::Element = option.as_node();
        effect_now(move || {
            if active.get() == place {
                let options = web_sys::ScrollIntoViewOptions::new();
                options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                node.scroll_into_view_with_scroll_into_view_options(&options);
            }
        });
        // Before the input would lose the focus.
        option.on("mousedown", move |event| {
            event.prevent_default();
            own.choose(&value);
        })
    }
}
