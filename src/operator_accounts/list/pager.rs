//! Which rows are shown, the way to the others, and how many a page has.

use leptos::prelude::*;

use super::Listing;
use crate::route::{AccountList, PAGE_SIZES};
use crate::ui::element::{Element, classed, effect_now, element};
use crate::ui::{Field, IconName, effect, format, icon, select_field};

pub(super) fn pager(page: Listing) -> Element {
    let words = move || {
        page.shown.with(|found| {
            let Some(found) = found else {
                return String::new();
            };
            let (first, last) = found.places();
            format!(
                "Rows {} to {} of {}",
                format::count(first),
                format::count(last),
                format::count(found.page.count)
            )
        })
    };
    let at = move || page.list.with(|list| list.page);
    let last = move || {
        let count = page.count().unwrap_or(0);
        page.list.with(|list| list.last_page(count))
    };
    let links = classed("nav", "cluster pager-links")
        .attribute("aria-label", "Pages")
        .with(step(page, "First", "First page", move || {
            (at() > 0).then_some(0)
        }))
        .with(
            step(page, "Previous", "Previous page", move || {
                at().checked_sub(1)
            })
            .icon(IconName::ChevronStart),
        )
        .with(
            step(page, "Next", "Next page", move || {
                (at() < last()).then(|| at() + 1)
            })
            .with(icon(IconName::ChevronEnd)),
        )
        .with(step(page, "Last", "Last page", move || {
            (at() < last()).then(last)
        }));
    classed("div", "pager")
        .with(
            element("p")
                .attribute("aria-live", "polite")
                .attribute("aria-atomic", "true")
                .text_live(words),
        )
        .with(links)
        .with(sizes(page))
}

/// A link to a page; it stays in its place, with the focus, where there is none.
fn step(
    page: Listing,
    words: &str,
    name: &'static str,
    target: impl Fn() -> Option<usize> + 'static,
) -> Element {
    let link = classed("a", "button button-small")
        .attribute("aria-label", name)
        .with(element("span").text(words));
    let own = link.clone();
    let target: Box<dyn Fn() -> Option<usize>> = Box::new(target);
    effect_now(move || {
        let address = target().map(|target| {
            page.address(AccountList {
                page: target,
                ..page.list.get()
            })
        });
        let missing = address.is_none();
        own.set("role", missing.then_some("link"));
        own.set("aria-disabled", missing.then_some("true"));
        own.set("href", address.as_deref());
    });
    link
}

/// How many rows a page has. Another size keeps the first row in view.
fn sizes(page: Listing) -> Element {
    let size = RwSignal::new(String::new());
    let resize = move || {
        let list = page.list.get_untracked();
        let chosen = size.get_untracked();
        let chosen = PAGE_SIZES
            .into_iter()
            .find(|size| size.to_string() == chosen);
        if let Some(size) = chosen {
            page.amend(AccountList {
                page: list.offset() / size.max(1),
                size,
                ..list
            });
        }
    };
    let options = || {
        let option = |size: usize| (size.to_string(), format!("{size} rows"));
        PAGE_SIZES.into_iter().map(option).collect()
    };
    size.set(page.list.get_untracked().size.to_string());
    effect(move || {
        let now = page.list.with(|list| list.size.to_string());
        if size.get_untracked() != now {
            size.set(now);
        }
    });
    let field = Field::new("Rows on a page").label_hidden();
    select_field(field.on_change(resize), options, size)
}
