//! What the panels of an account are made of.

use crate::ui::element::{Element, classed, element};
use crate::ui::{Tone, copy_button, mark};

/// A panel under a heading of that id; `beside` stands at the end of the heading's line.
pub(super) fn panel(id: &str, title: &str, beside: Option<Element>, body: Element) -> Element {
    let heading = element("h2").attribute("id", id).text(title);
    classed("section", "panel")
        .attribute("aria-labelledby", id)
        .with(classed("div", "panel-header").with(heading).maybe(beside))
        .with(classed("div", "panel-body").with(body))
}

/// A name that a description gives, what is said of it, and its value: one line of a list.
pub(super) fn fact(name: &str, said: Element, value: Element) -> Element {
    classed("div", "fact")
        .with(
            element("dt")
                .with(element("code").attribute("dir", "auto").text(name))
                .with(classed("span", "fact-said").with(said)),
        )
        .with(element("dd").with(value))
}

/// Such lines, in as many columns as there is room for.
pub(super) fn facts(lines: impl IntoIterator<Item = Element>) -> Element {
    classed("dl", "facts").children(lines)
}

/// Words of whatever script.
pub(super) fn automatic(words: &str) -> Element {
    element("span").attribute("dir", "auto").text(words)
}

pub(super) fn muted(words: &str) -> Element {
    classed("span", "muted").text(words)
}

/// There is no value; marked where there must be one.
pub(super) fn not_set(required: bool) -> Element {
    if required {
        mark(Tone::Warning, "Not set")
    } else {
        muted("Not set")
    }
}

/// An id with a button that copies it; `what` names it in a sentence.
pub(super) fn copyable_id(id: &str, what: &str) -> Element {
    classed("span", "copyable")
        .with(classed("span", "id").text(id))
        .with(copy_button(id, what))
}
