//! The page: the sign-in that it needs, what its address asks for, and the draft that it opens with.

use leptos::prelude::*;

use super::draft::{Content, page_of};
use super::form::ImportForm;
use super::view::view;
use crate::config::Service;
use crate::form::{Draft, DraftKey, drafts};
use crate::imports::rules::ImportValues;
use crate::page::{Here, here, page_header_of, signed_in};
use crate::route::{ImportList, Route};
use crate::ui::element::{Element, classed, element, live, nothing, text};
use crate::ui::{
    Derived, IconName, SkeletonShape, Tone, button, format, link, link_button, notice,
};

const TITLE: &str = "Import customer";

/// `/imports/new`.
pub fn import_new_page() -> Element {
    let Some(here) = here() else {
        return nothing();
    };
    let route = here.route();
    // Another customer in the address is another form; while the next page is being made, this one keeps what it has.
    let addressed = Derived::new(move |before: Option<&(String, String)>| match route.get() {
        Some(Route::ImportNew { customer, name }) => (customer.trim().to_owned(), name),
        _ => before.cloned().unwrap_or_default(),
    });
    classed("div", "page page-narrow").with(live(move || {
        let (customer, name) = addressed.get();
        untrack(|| {
            signed_in(
                Service::LivePlatform,
                SkeletonShape::Descriptions(6),
                TITLE,
                move || page(here, &customer, &name),
            )
        })
    }))
}

fn page(here: Here, customer: &str, name: &str) -> Element {
    let list = here.address(&Route::Imports(ImportList::default()));
    let back = classed("nav", "breadcrumb")
        .attribute("aria-label", "Breadcrumb")
        .with(link("Imports", &list).icon(IconName::ArrowStart));
    let many = link_button("Import many", &here.address(&Route::ImportBulk));
    let header = page_header_of("Imports", || TITLE.to_owned(), None, Some(many));
    back.beside(header).with(begin(here, customer, name))
}

/// The form, made anew when its draft is discarded.
fn begin(here: Here, customer: &str, name: &str) -> Element {
    let restart = RwSignal::new(0_u32);
    let key = DraftKey {
        environment: here.environment().key.clone(),
        service: Service::LivePlatform,
        company: None,
        page: page_of(customer, name),
    };
    let base = ImportValues {
        guid: customer.to_owned(),
        ..ImportValues::default()
    };
    let name = name.to_owned();
    live(move || {
        restart.track();
        untrack(|| {
            let draft = drafts::get(&key);
            let content = draft
                .as_ref()
                .map(|draft| Content::from_json(draft.content()));
            let form = ImportForm::new(here, base.clone(), content, key.clone());
            let above = draft.map_or_else(nothing, |draft| draft_shown(form, &draft, restart));
            view(form, &name, above)
        })
    })
}

/// Says that a draft is shown, and lets it be discarded.
fn draft_shown(form: ImportForm, draft: &Draft, restart: RwSignal<u32>) -> Element {
    let title = format!("Your draft of {} is shown", format::date_time(draft.at));
    let discard = button("Discard draft").small().on_press(move || {
        if let Some(inner) = form.inner() {
            inner.keeper.discard();
        }
        restart.update(|times| *times += 1);
    });
    let about = element("p").attribute("dir", "auto").text(&draft.title);
    notice(Tone::Information, text(&title), Some(about), Some(discard))
}
