//! The enrollment level of a customer: asked of the service, which does not offer it yet, and read from the profile.

use leptos::prelude::*;
use serde_json::Value;

use super::row::level_mark;
use crate::config::Service;
use crate::http::Kind;
use crate::page::{FaultPanel, Here, RawValue, SafeLink};
use crate::query::{Load, Query};
use crate::services::optconnect::profile::{self, PUBLISHED_LEVELS, Profile};
use crate::ui::{Derived, Skeleton, SkeletonShape, description, descriptions, dynamic};

#[derive(Clone, PartialEq, Default)]
enum Face {
    #[default]
    Loading,
    Answered(Value),
    NotOffered {
        says: Option<String>,
        link: Option<String>,
    },
    Failed,
}

#[component]
pub(super) fn EnrollmentPanel(
    here: Here,
    level: Query<Value>,
    profile: Query<Profile>,
) -> impl IntoView {
    // The levels are constants of the service: asked for once, and the published ones count until they come.
    let levels: Query<Vec<String>> = here.watch(
        Service::OptConnect,
        || Some(("levels".to_owned(), ())),
        |here: Here, ()| async move { profile::levels(here.http(), &here.environment()).await },
    );
    let face = Derived::new(move |_| match level.load() {
        Load::Loading => Face::Loading,
        Load::Ready(loaded) => Face::Answered((*loaded.value).clone()),
        Load::Failed { fault, .. } if fault.kind == Kind::NotOffered => Face::NotOffered {
            says: fault.told.message.clone(),
            link: fault.told.link.clone(),
        },
        Load::Failed { .. } => Face::Failed,
    });
    let service_says = move || {
        match face.get() {
        Face::Loading => {
            view! { <Skeleton shape=SkeletonShape::Lines(2) label="Asking for the enrollment level"/> }
                .into_any()
        }
        Face::Answered(value) => {
            // The body of a success is not documented, so it is shown as it came.
            view! { <p>{"The service answers: "}<RawValue value/></p> }.into_any()
        }
        Face::NotOffered { says, link } => view! {
            <p>
                {"The service does not offer this yet (status 501)"}
                {says.map(|says| format!(": “{says}”"))}
                {" The level above is the one in the profile."}
            </p>
            {link.map(|address| view! { <p><SafeLink address text="OptConnect's documentation"/></p> })}
        }
        .into_any(),
        Face::Failed => {
            view! {
                <FaultPanel
                    fault=Derived::new(move |_| level.load().fault().cloned())
                    retrying=Signal::derive(move || {
                        matches!(level.load(), Load::Failed { retrying: true, .. })
                    })
                    on_retry=Callback::new(move |()| level.refresh())
                />
            }
            .into_any()
        }
    }
    };
    let in_profile = description(
        "Level in the profile",
        "ocpenrollmentlast",
        view! { <ProfileLevel profile levels/> }.into_any(),
    );
    view! {
        <section class={"panel"} aria-labelledby={"enrollment"}>
            <div class={"panel-header"}><h2 id={"enrollment"}>{"Enrollment level"}</h2></div>
            <div class={"panel-body stack stack-small"}>
                {descriptions(vec![in_profile])}
                {dynamic(service_says)}
            </div>
        </section>
    }
}

#[component]
fn ProfileLevel(profile: Query<Profile>, levels: Query<Vec<String>>) -> impl IntoView {
    let level = Derived::new(move |_| match profile.load() {
        Load::Loading => None,
        Load::Ready(loaded) => Some(Ok(loaded.value.level())),
        Load::Failed { fault, .. } => Some(Err(fault.title())),
    });
    let known = Derived::new(move |_| match levels.load().value() {
        Some(levels) if !levels.is_empty() => levels.to_vec(),
        _ => PUBLISHED_LEVELS.map(str::to_owned).to_vec(),
    });
    dynamic(move || match level.get() {
        None => view! { <span class={"muted"}>{"…"}</span> }.into_any(),
        Some(Ok(Some(level))) => {
            let published = known.get().contains(&level);
            AnyView::from(level_mark(&level, published))
        }
        Some(Ok(None)) => view! { <span class={"muted"}>{"Not reported"}</span> }.into_any(),
        Some(Err(why)) => {
            view! { <span class={"muted"}>{format!("Not known: {why}")}</span> }.into_any()
        }
    })
}
