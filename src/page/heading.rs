//! The heading of a page, which is also the title of the tab and takes the focus when the page opens.

use leptos::children::ViewFnOnce;
use leptos::prelude::*;

use crate::browser::document;
use crate::ui::effect;
use crate::ui::element::{Element, classed, effect_now, element};

/// The first heading of a page, with what can be done on it.
#[component]
pub fn PageHeader(
    /// What the page shows.
    #[prop(into)]
    title: Signal<String>,
    /// What comes behind the title in the tab: the list that the page belongs to.
    #[prop(optional, into)]
    part_of: Option<&'static str>,
    /// Badges beside the title.
    #[prop(optional, into)]
    badges: Option<ViewFnOnce>,
    /// Buttons and links.
    #[prop(optional, into)]
    actions: Option<ViewFnOnce>,
) -> impl IntoView {
    effect(move || {
        let parts = [
            Some(title.get()),
            part_of.map(str::to_owned),
            Some("Switchboard".to_owned()),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        document::set_title(&parts.join(" · "));
    });
    view! {
        <header class={"page-header"}>
            <div class={"page-title"}>
                <h1 tabindex={"-1"}>{title}</h1>
                {badges.map(|badges| badges.run())}
            </div>
            {actions.map(|actions| view! { <div class={"cluster"}>{actions.run()}</div> })}
        </header>
    }
}

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
