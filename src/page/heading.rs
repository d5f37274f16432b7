//! The heading of a page, which is also the title of the tab and takes the focus when the page opens.

use crate::browser::document;
use crate::ui::element::{Element, classed, effect_now, element};

/// The first heading of a page that shows one thing. `part_of` comes behind the title in the tab: the list that the page
/// belongs to; empty for none.
pub fn page_header(title: &str, part_of: &'static str) -> Element {
    let title = title.to_owned();
    page_header_of(part_of, move || title.clone(), None, None)
}

/// The first heading of a page, which is also the title of the tab; with badges beside it, and what can be done on the page.
pub fn page_header_of(
    part_of: &'static str,
    title: impl Fn() -> String + Clone + 'static,
    badges: Option<Element>,
    actions: Option<Element>,
) -> Element {
    let shown = title.clone();
    effect_now(move || {
        let parts = [title(), part_of.to_owned(), "Switchboard".to_owned()];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        document::set_title(&parts.join(" · "));
    });
    let heading = element("h1").attribute("tabindex", "-1").text_live(shown);
    classed("header", "page-header")
        .with(classed("div", "page-title").with(heading).maybe(badges))
        .maybe(actions.map(|actions| classed("div", "cluster").with(actions)))
}
