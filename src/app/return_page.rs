//! Where AirVantage's sign-in page comes back to. The token has left the address before this page is made.

use leptos::prelude::*;

use crate::page::{PageHeader, Returned, console, return_from_consent};
use crate::route::Route;
use crate::services::airvantage::session::Consent;
use crate::ui::{Appearance, EmptyState, IconName, Size, Spinner, dynamic, link_class};

#[component]
pub(super) fn ReturnPage(consent: Option<Consent>) -> impl IntoView {
    let console = console()?;
    let location = console.location;
    let home = untrack(|| console.here()).address(&Route::Overview);
    let returned = match consent {
        Some(consent) => return_from_consent(console, consent, move |address| {
            location.amend(&address);
        }),
        None => RwSignal::new(Returned::Nobody),
    };
    Some(view! {
        <div class={"page"}>
            <PageHeader title="AirVantage sign-in"/>
            {dynamic(move || {
                let home = home.clone();
                match returned.get() {
                    Returned::Telling => {
                        view! { <Spinner label="Handing the sign-in over"/> }.into_any()
                    }
                    Returned::Taken => {
                        view! {
                            <EmptyState
                                title="The console has taken the sign-in"
                                text="You can close this window."
                                icon=IconName::Success
                            />
                        }
                            .into_any()
                    }
                    Returned::Nobody => {
                        let actions = move || {
                            view! {
                                <a href=home class=link_class(Appearance::Primary, Size::Medium)>
                                    {"To the overview"}
                                </a>
                            }
                        };
                        view! {
                            <EmptyState
                                title="No tab is waiting for this sign-in"
                                text="Nothing was kept. Go to the settings and start the sign-in there."
                                icon=IconName::Warning
                                actions=actions
                            />
                        }
                            .into_any()
                    }
                }
            })}
        </div>
    })
}
