//! Terms and their values: what a record holds. Functions, not components: there are many of them on a page, and a call of a
//! component weighs two kilobytes.

use super::element::{Element, classed, element};

/// A list of terms and values, in as many columns as there is room for.
pub fn terms(items: impl IntoIterator<Item = Element>) -> Element {
    classed("dl", "descriptions").children(items)
}

/// One term and its value. `wire_name` is what the service calls it; nothing where it is empty.
pub fn term(name: &str, wire_name: &str, value: Element) -> Element {
    let wire_name = (!wire_name.is_empty()).then(|| classed("code", "wire-name").text(wire_name));
    classed("div", "description")
        .with(element("dt").text(name).text(" ").maybe(wire_name))
        .with(element("dd").with(value))
}

/// One term and a long value, which takes the whole width.
pub fn term_wide(name: &str, value: Element) -> Element {
    term(name, "", value).class_if("description-wide", true)
}
