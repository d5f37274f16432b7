//! The customers before and after this one, within the filter and order of the list.

use leptos::prelude::*;

use super::calls::watch_permitted;
use super::directories::Directories;
use crate::config::Service;
use crate::page::Here;
use crate::route::{CustomerList, Route};
use crate::services::optconnect::customers::CustomerId;
use crate::ui::{Appearance, Derived, Icon, IconName, Size, dynamic, effect, format, link_class};

#[component]
pub(super) fn Neighbours(here: Here, id: CustomerId, list: CustomerList) -> impl IntoView {
    let handle = use_context::<Directories>()
        .unwrap_or_default()
        .of((here.environment().key.clone(), Service::OptConnect));
    // A deep link comes here before any list.
    let permitted = watch_permitted(here);
    let wanted = list.clone();
    effect(move || {
        if let Some(known) = permitted.load().value() {
            handle.get().set_app(known.app_id.as_deref());
            handle.get().arrange(|directory| {
                directory.set_ids(&known.ids);
                directory.set_list(wanted.clone());
            });
        }
    });
    let around = Derived::new(move |_| {
        let position = handle.get().position(id)?;
        Some((
            position
                .checked_sub(1)
                .and_then(|before| handle.get().shown(before)),
            handle.get().shown(position + 1),
            position + 1,
            handle.get().shown_count(),
        ))
    });
    let link = move |target: Option<CustomerId>, icon: IconName, name: &'static str| {
        let class = link_class(Appearance::Secondary, Size::Small);
        match target {
            Some(target) => {
                let address = here.address(&Route::Customer {
                    id: target.to_string(),
                    list: list.clone(),
                });
                view! {
                    <a href=address class=class aria-label=format!("{name} customer, {target}")>
                        <Icon name=icon/>
                    </a>
                }
                .into_any()
            }
            None => view! {
                <a role="link" aria-disabled="true" class=class aria-label=format!("{name} customer, there is none")>
                    <Icon name=icon/>
                </a>
            }
            .into_any(),
        }
    };
    dynamic(move || {
        around.get().map(|(previous, next, number, count)| {
            view! {
                <nav class={"cluster"} aria-label={"Customers of the list"}>
                    <span class={"muted"}>
                        {format!("{} of {}", format::count(number), format::count(count))}
                    </span>
                    {link(previous, IconName::ChevronStart, "Previous")}
                    {link(next, IconName::ChevronEnd, "Next")}
                </nav>
            }
        })
    })
}
