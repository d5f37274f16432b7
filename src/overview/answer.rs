//! Whether a service can be reached: how its last call ended, when, and after how long.

use leptos::prelude::*;

use crate::config::Service;
use crate::page::{Here, Moment, OutcomeBadge};
use crate::ui::{Derived, dynamic, format};

#[component]
pub(super) fn LastAnswer(here: Here, service: Service) -> impl IntoView {
    let now = here.now();
    let last = Derived::new(move |_| here.http().journal().last(&here.environment().key, service));
    dynamic(move || match last.get() {
        None => view! { <p class={"muted"}>{"Not asked yet"}</p> }.into_any(),
        Some(call) => {
            let took = match call.tries {
                1 => format::duration(call.duration),
                tries => format!("{} in {tries} tries", format::duration(call.duration)),
            };
            view! {
                <p><OutcomeBadge outcome=call.outcome/></p>
                <p class={"muted small"}>
                    <Moment at=call.at now/>
                    {format!(", took {took}")}
                </p>
            }
            .into_any()
        }
    })
}
