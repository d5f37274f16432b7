//! Elements of the page, made at once by plain calls.
//!
//! Leptos' `view!` builds rendering code for every type of view and every closure in one: about a third of a kilobyte each, in
//! a page that counts kilobytes. An [`Element`] has one type whatever it holds; signals, effects, owners and context are
//! Leptos' own.

mod child;
mod events;
mod live;
mod plain;

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::Node;

pub use events::{is_ticked, key_of, value_of};
pub use live::{Entry, effect, effect_now, keyed, live, live_text, mount};

/// An element, a text, or several of them side by side, in the page or about to be put there.
#[derive(Clone, Debug)]
#[must_use = "an element is seen only once it is somebody's child"]
pub struct Element(Node);

/// A new element without attributes or children.
pub fn element(tag: &str) -> Element {
    document()
        .create_element(tag)
        .map_or_else(|_| nothing(), |made| Element(made.into()))
}

/// A new element of that class.
pub fn classed(tag: &str, class: &str) -> Element {
    element(tag).attribute("class", class)
}

/// A new element of a drawing.
pub fn drawing(tag: &str) -> Element {
    document()
        .create_element_ns(Some("http://www.w3.org/2000/svg"), tag)
        .map_or_else(|_| nothing(), |made| Element(made.into()))
}

/// A text.
pub fn text(text: &str) -> Element {
    Element(document().create_text_node(&plain::plain(text)).into())
}

/// Nothing at all; its children stand where it is put.
pub fn nothing() -> Element {
    Element(document().create_document_fragment().into())
}

/// Several side by side.
pub fn several(parts: impl IntoIterator<Item = Element>) -> Element {
    parts.into_iter().fold(nothing(), Element::with)
}

impl Element {
    /// Sets an attribute.
    pub fn attribute(self, name: &str, value: &str) -> Self {
        self.set(name, Some(value));
        self
    }

    /// Sets an attribute where there is a value for it.
    pub fn attribute_if(self, name: &str, value: Option<&str>) -> Self {
        if value.is_some() {
            self.set(name, value);
        }
        self
    }

    /// Sets an attribute that has no value, where it applies.
    pub fn flag(self, name: &str, applies: bool) -> Self {
        self.attribute_if(name, applies.then_some(""))
    }

    /// Adds a class where it applies.
    pub fn class_if(self, class: &str, applies: bool) -> Self {
        if applies {
            self.switch_class(class, true);
        }
        self
    }

    /// An attribute that follows what it reads; absent for `None`.
    pub fn attribute_live(
        self,
        name: &'static str,
        value: impl Fn() -> Option<String> + 'static,
    ) -> Self {
        self.attribute_boxed(name, Box::new(value));
        self
    }

    fn attribute_boxed(&self, name: &'static str, value: Box<dyn Fn() -> Option<String>>) {
        let own = self.clone();
        effect_now(move || own.set(name, value().as_deref()));
    }

    /// A class that is there while what it reads says so.
    pub fn class_live(self, class: &'static str, applies: impl Fn() -> bool + 'static) -> Self {
        self.class_boxed(class, Box::new(applies));
        self
    }

    fn class_boxed(&self, class: &'static str, applies: Box<dyn Fn() -> bool>) {
        let own = self.clone();
        effect_now(move || own.switch_class(class, applies()));
    }

    /// A property of its style that follows what it reads, by way of the object model: the page's policy allows no other.
    pub fn style_live(self, name: &'static str, value: impl Fn() -> String + 'static) -> Self {
        let style = self.0.unchecked_ref::<web_sys::HtmlElement>().style();
        effect_now(move || _ = style.set_property(name, &value()));
        self
    }

    /// A text at its end.
    pub fn text(self, content: &str) -> Self {
        self.with(text(content))
    }

    /// A text at its end that follows what it reads.
    pub fn text_live(self, content: impl Fn() -> String + 'static) -> Self {
        self.with(live_text(content))
    }

    /// Its node, as whatever kind of element the caller made it.
    pub fn as_node<T: JsCast>(&self) -> T {
        self.0.clone().unchecked_into()
    }

    /// Sets or removes an attribute.
    pub fn set(&self, name: &str, value: Option<&str>) {
        let element = self.0.unchecked_ref::<web_sys::Element>();
        _ = match value {
            Some(value) => element.set_attribute(name, value),
            None => element.remove_attribute(name),
        };
    }

    /// Replaces all that it holds by a text.
    pub fn set_text(&self, content: &str) {
        self.0.set_text_content(Some(&plain::plain(content)));
    }

    /// Takes it out of the page.
    pub fn take_out(&self) {
        if let Some(parent) = self.0.parent_node() {
            _ = parent.remove_child(&self.0);
        }
    }

    /// Moves the focus to it.
    pub fn focus(&self) {
        _ = self.0.unchecked_ref::<web_sys::HtmlElement>().focus();
    }

    /// Adds or removes a class.
    pub fn switch_class(&self, class: &str, applies: bool) {
        let classes = self.0.unchecked_ref::<web_sys::Element>().class_list();
        _ = classes.toggle_with_force(class, applies);
    }
}
