//! A sign-in that is held: whose, since and until when, and the ways to end, check and replace it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::config::Service;
use crate::page::{Checked, Here, Moment, Until, check_again};
use crate::services;
use crate::session::{SignIn, State};
use crate::ui::{
    Appearance, Button, Derived, IconName, Notice, Size, Tone, badge, description, dynamic,
    use_toasts,
};

#[component]
pub(super) fn HeldSignIn(
    here: Here,
    service: Service,
    state: Derived<State>,
    on_replace: Callback<()>,
) -> impl IntoView {
    let toasts = use_toasts();
    let (shown, leaving) = (here, here);
    let facts = move || {
        let sign_in = state.with(|state| state.sign_in().cloned())?;
        Some(view! { <Facts here=shown service sign_in/> })
    };
    let sign_out = Callback::new(move |()| {
        let (session, environment) = (leaving.session(), leaving.environment().clone());
        let token = session.token(&environment, service);
        session.sign_out(&environment, service);
        toasts.show(
            Tone::Good,
            format!("Signed out of {}, in all tabs.", service.name()),
        );
        if let Some(token) = token {
            let http = leaving.http();
            spawn_local(async move {
                services::sign_out(http, &environment, service, token).await;
            });
        }
    });
    let unchecked = Derived::new(move |_| {
        state.with(|state| state.sign_in().is_some_and(|sign_in| !sign_in.checked))
    });
    view! {
        {move || unchecked.get().then(|| view! { <NotChecked here=here service/> })}
        {dynamic(facts)}
        <div class={"cluster"}>
            <Button icon=IconName::SignOut on_press=sign_out>{"Sign out"}</Button>
            <Button appearance=Appearance::Quiet icon=IconName::Key on_press=on_replace>
                {"Replace the token"}
            </Button>
        </div>
    }
}

#[component]
fn Facts(here: Here, service: Service, sign_in: SignIn) -> impl IntoView {
    let now = here.now();
    let base_url = here
        .environment()
        .service(service)
        .map(|settings| settings.base_url.clone());
    let who = match sign_in.who.clone() {
        Some(who) => view! { <span dir={"auto"}>{who}</span> }.into_any(),
        None => muted("The service does not say"),
    };
    let since = sign_in.since;
    let checked = if sign_in.checked {
        format!("{} accepts it", service.name())
    } else {
        "Not checked".to_owned()
    };
    let kept = if sign_in.kept {
        "Kept for this tab, until it is closed"
    } else {
        "In memory only; other open tabs share it"
    };
    let until = match sign_in.until {
        Some(at) => {
            let ends_soon = Derived::new(move |_| sign_in.ends_soon(now.get()));
            view! {
                <span class={"cluster"}>
                    <Until at now/>
                    {dynamic(move || {
                        ends_soon.get().then(|| badge(Tone::Warning, "Ends soon"))
                    })}
                </span>
            }
            .into_any()
        }
        None => muted("The token does not say"),
    };
    view! {
        <dl class={"descriptions"}>
            {description("As", "", view! { {who} }.into_any())}
            {description("Since", "", view! { <Moment at=since now/> }.into_any())}
            {description("Until", "", view! { {until} }.into_any())}
            {description("Token", "", view! { {checked} }.into_any())}
            {description("Stored", "", view! { {kept} }.into_any())}
            {description("Base URL", "", view! { <code>{base_url}</code> }.into_any())}
        </dl>
    }
}

fn muted(text: &'static str) -> AnyView {
    view! { <span class={"muted"}>{text}</span> }.into_any()
}

/// The service could not be asked about the token.
#[component]
fn NotChecked(here: Here, service: Service) -> impl IntoView {
    let toasts = use_toasts();
    let (busy, problem) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let check = Callback::new(move |()| {
        busy.set(true);
        let (here, toasts) = (here, toasts.clone());
        spawn_local(async move {
            let name = service.name();
            match check_again(here, service).await {
                Some(Checked::Accepted) => {
                    toasts.show(Tone::Good, format!("{name} accepts the token."));
                }
                Some(Checked::Refused) => {
                    toasts.show(Tone::Bad, format!("{name} does not accept the token."));
                }
                Some(Checked::NotChecked(fault)) => {
                    toasts.announce(format!("Not checked: {}", fault.title()));
                    let _ = problem.try_set(Some(fault.title()));
                }
                None => {}
            }
            let _ = busy.try_set(false);
        });
    });
    let title = Signal::derive(move || {
        let why = problem.get();
        let why = why.unwrap_or_else(|| format!("{} could not be asked", service.name()));
        format!("Not checked: {why}")
    });
    let actions = move || {
        view! {
            <Button size=Size::Small icon=IconName::Refresh busy=busy on_press=check>
                {"Check now"}
            </Button>
        }
    };
    view! {
        <Notice tone=Tone::Warning title actions=actions>
            <p>{"The token is used as it is."}</p>
        </Notice>
    }
}
