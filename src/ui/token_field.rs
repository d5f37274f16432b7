//! A field for several values in an order: typed one by one, or pasted as a list.

use std::rc::Rc;

use leptos::prelude::*;

use super::button::icon_button;
use super::element::{Element, Entry, classed, element, key_of, keyed, live, nothing};
use super::field::Field;
use super::icon::IconName;

/// A labelled list of values with an input at its end. A value that is there already is refused, in words; what stands in
/// the input is taken over on Enter, on a comma, and on leaving it.
pub fn token_field(field: Field, values: RwSignal<Vec<String>>) -> Element {
    let typed = RwSignal::new(String::new());
    let refused = RwSignal::new(Vec::<String>::new());
    let changed = {
        let field = field.clone();
        Rc::new(move || field.tell_change())
    };
    let take: Rc<dyn Fn(&str)> = {
        let changed = changed.clone();
        Rc::new(move |text: &str| {
            let mut all = values.get_untracked();
            let before = all.len();
            let twice = add(&mut all, text);
            refused.set(twice);
            typed.set(String::new());
            if all.len() > before {
                values.set(all);
                changed();
            }
        })
    };
    let (at_key, at_paste, at_leave) = (take.clone(), take.clone(), take);
    let removed = changed.clone();
    let input = classed("input", "token-input")
        .attribute("type", "text")
        .attribute("autocomplete", "off")
        .attribute("autocapitalize", "none")
        .attribute("spellcheck", "false")
        .bound(typed)
        .on("keydown", move |event| {
            let text = typed.get_untracked();
            match key_of(&event).as_str() {
                "Enter" | "," if !text.trim().is_empty() => {
                    event.prevent_default();
                    at_key(&text);
                }
                "," => event.prevent_default(),
                "Backspace" if text.is_empty() && !values.with_untracked(Vec::is_empty) => {
                    values.update(|values| _ = values.pop());
                    changed();
                }
                _ => {}
            }
        })
        .on("paste", move |event| {
            use wasm_bindgen::JsCast;
            let event: web_sys::ClipboardEvent = event.unchecked_into();
            let pasted = event
                .clipboard_data()
                .and_then(|data| data.get_data("text").ok());
            if let Some(pasted) = pasted.filter(|pasted| pasted.contains(PARTS)) {
                event.prevent_default();
                let text = format!("{}{pasted}", typed.get_untracked());
                at_paste(&text);
            }
        })
        .on("blur", move |_| {
            let text = typed.get_untracked();
            if !text.trim().is_empty() {
                at_leave(&text);
            }
        });
    let label = field.label().to_owned();
    let focus = input.clone();
    let tokens = keyed(move || {
        let token = |value: String| -> Entry {
            let key = key_of_text(&value);
            let (removed, focus) = (removed.clone(), focus.clone());
            let make = move || {
                let (own, removed, focus) = (value.clone(), removed.clone(), focus.clone());
                classed("li", "chip token")
                    .with(element("span").attribute("dir", "auto").text(&value))
                    .with(
                        icon_button(IconName::Close, &format!("Remove {value}"))
                            .quiet()
                            .small()
                            .on_press(move || {
                                values.update(|values| values.retain(|value| *value != own));
                                removed();
                                focus.focus();
                            }),
                    )
            };
            (key, Rc::new(make))
        };
        values.get().into_iter().map(token).collect()
    });
    let list = classed("ul", "token-list")
        .attribute("aria-label", &label)
        .with(tokens);
    let boxed = classed("div", "input-box token-box")
        .with(list)
        .with(input.clone());
    let note = element("p").attribute("role", "status").with(live(move || {
        let refused = refused.get();
        if refused.is_empty() {
            return nothing();
        }
        classed("span", "field-note").text(&format!("Already in the list: {}.", refused.join(", ")))
    }));
    field.around(input, boxed.beside(note))
}

/// What parts the values of a pasted list.
const PARTS: [char; 5] = ['\n', '\r', '\t', ',', ';'];

/// Adds the values of a text; those that were there already are answered.
fn add(values: &mut Vec<String>, text: &str) -> Vec<String> {
    let mut twice = Vec::new();
    for part in text
        .split(PARTS)
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        if values.iter().any(|value| value == part) {
            twice.push(part.to_owned());
        } else {
            values.push(part.to_owned());
        }
    }
    twice
}

/// FNV-1a: values are unique in their list, so their nodes are told apart by it.
pub fn key_of_text(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::{add, key_of_text};

    #[test]
    fn a_list_is_parted_and_what_is_there_is_refused() {
        let mut values = vec!["PP1".to_owned()];
        assert_eq!(
            add(&mut values, " PP2, PP1;PP3\r\nPP2\tPP 4 ,,"),
            ["PP1", "PP2"]
        );
        assert_eq!(values, ["PP1", "PP2", "PP3", "PP 4"]);
    }

    #[test]
    fn texts_have_keys_of_their_own() {
        assert_ne!(key_of_text("PP1"), key_of_text("PP2"));
        assert_eq!(key_of_text("PP1"), key_of_text("PP1"));
    }
}
