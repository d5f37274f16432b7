//! The heading of a page, which is also the title of the tab and takes the focus when the page opens.

use leptos::children::ViewFnOnce;
use leptos::prelude::*;

use crate::browser::document;
use crate::ui::effect;

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
