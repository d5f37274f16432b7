//! Whether the user is signed in to a service: as whom, until when, or why not any more and where to sign in.

use leptos::prelude::*;

use crate::config::Service;
use crate::page::{Here, Until};
use crate::route::{Route, SettingsTab};
use crate::session::{Ending, SignIn, State};
use crate::ui::{Appearance, Derived, Icon, IconName, Size, Tone, badge, dynamic, link_class};

#[component]
pub(super) fn SignInState(here: Here, service: Service) -> impl IntoView {
    let asked = here;
    let state = Derived::new(move |_| asked.sign_in(service));
    dynamic(move || match state.get() {
        State::Asking => {
            view! { <p class={"muted"}>{"Looking for a sign-in in your other tabs"}</p> }.into_any()
        }
        State::SignedIn(sign_in) => {
            view! { <Held here=here sign_in=(*sign_in).clone()/> }.into_any()
        }
        State::SignedOut(ending) => view! { <Missing here=here service ending/> }.into_any(),
    })
}

#[component]
fn Held(here: Here, sign_in: SignIn) -> impl IntoView {
    let now = here.now();
    let (who, until, checked) = (sign_in.who.clone(), sign_in.until, sign_in.checked);
    let ends_soon = Derived::new(move |_| sign_in.ends_soon(now.get()));
    view! {
        <p class={"cluster"}>
            {badge(Tone::Good, "Signed in")}
            {(!checked).then(|| badge(Tone::Warning, "Not checked"))}
            {dynamic(move || ends_soon.get().then(|| badge(Tone::Warning, "Ends soon")))}
        </p>
        {who.map(|who| view! { <p class={"overview-who"} dir={"auto"}>{who}</p> })}
        {until
            .map(|at| {
                view! {
                    <p class={"muted small"} class:warned=move || ends_soon.get()>
                        {"Until "}
                        <Until at now/>
                    </p>
                }
            })}
    }
}

#[component]
fn Missing(here: Here, service: Service, ending: Option<Ending>) -> impl IntoView {
    let settings = here.address(&Route::Settings(SettingsTab::Services));
    // That the user has signed out is said by the badge already.
    let why = ending
        .filter(|ending| *ending != Ending::SignedOut)
        .map(Ending::sentence);
    view! {
        <p class={"cluster"}>
            {badge(Tone::Neutral, "Not signed in")}
            <a href=settings class=link_class(Appearance::Quiet, Size::Small)>
                <Icon name=IconName::SignIn/>
                {"Sign in"}
                <span class={"visually-hidden"}>{format!(" to {}", service.name())}</span>
            </a>
        </p>
        {why.map(|why| view! { <p class={"muted small"}>{why}</p> })}
    }
}
