//! The pages of the form: a new account, a copy of one, an edit of one. What has to be there first is loaded here.

use std::sync::Arc;

use leptos::prelude::*;

use super::draft_content::page_of;
use super::drafts_part::{asked, draft_shown, other_drafts};
use super::opening::{Source, opening};
use super::state::FormState;
use super::view::view;
use crate::config::Service;
use crate::form::{DraftKey, drafts};
use crate::http::Kind;
use crate::operator_accounts::lookups;
use crate::page::{Here, faces, here, page_header_of, signed_in};
use crate::query::{Load, Query};
use crate::route::{AccountList, Route};
use crate::services::airvantage::accounts::Account;
use crate::services::airvantage::connections::Connection;
use crate::ui::element::{Element, classed, live, nothing, text};
use crate::ui::{Derived, IconName, SkeletonShape, Tone, effect, empty, link, link_button, notice};

const SHAPE: SkeletonShape = SkeletonShape::Descriptions(8);
const NEW: &str = "New operator account";

/// `/operator-accounts/new` and `/operator-accounts/{uid}/edit`.
pub fn account_form_page() -> Element {
    let Some(here) = here() else {
        return nothing();
    };
    let route = here.route();
    // Another account to copy or edit is another form; while the next page is being made, this one keeps what it has.
    let addressed = Derived::new(move |before: Option<&Option<Route>>| {
        let form = route.get().filter(|route| {
            matches!(
                route,
                Route::OperatorAccountNew { .. } | Route::OperatorAccountEdit(_)
            )
        });
        form.or_else(|| before.cloned().flatten())
    });
    classed("div", "page page-narrow").with(live(move || {
        let Some(route) = addressed.get() else {
            return nothing();
        };
        let title = match &route {
            Route::OperatorAccountEdit(_) => "Edit operator account",
            _ => NEW,
        };
        untrack(|| {
            signed_in(Service::AirVantage, SHAPE, title, move || {
                page(here, &route)
            })
        })
    }))
}

fn page(here: Here, route: &Route) -> Element {
    match route {
        Route::OperatorAccountEdit(uid) => of_account(here, route, uid, true),
        Route::OperatorAccountNew { from, .. } if !from.is_empty() => {
            of_account(here, route, from, false)
        }
        _ => {
            let list = here.address(&Route::OperatorAccounts(AccountList::default()));
            let header = page_header_of("Operator accounts", || NEW.to_owned(), None, None);
            back("Operator accounts", &list).beside(header).with(begin(
                here,
                route.clone(),
                Source::Nothing,
                None,
            ))
        }
    }
}

fn back(words: &str, address: &str) -> Element {
    classed("nav", "breadcrumb")
        .attribute("aria-label", "Breadcrumb")
        .with(link(words, address).icon(IconName::ArrowStart))
}

/// The form of an account that is loaded first, and of the connection that it names.
fn of_account(here: Here, route: &Route, uid: &str, editing: bool) -> Element {
    let (asked, route) = (uid.to_owned(), route.clone());
    let account = lookups::account(here, move || Some(asked.clone()));
    let connection = lookups::connection(here, move || {
        let account = account.get()?;
        account.connection.as_ref().map(|own| own.uid.clone())
    });
    let name = Derived::new(move |_| {
        account
            .get()
            .and_then(|account| account.name.clone())
            .filter(|name| !name.trim().is_empty())
    });
    let title = move || match (editing, name.get()) {
        (true, Some(name)) => format!("Edit {name}"),
        (true, None) => "Edit operator account".to_owned(),
        (false, Some(name)) => format!("{NEW}, a copy of {name}"),
        (false, None) => NEW.to_owned(),
    };
    let detail = here.address(&Route::OperatorAccount {
        uid: uid.to_owned(),
        compare: String::new(),
    });
    let all = here.address(&Route::OperatorAccounts(AccountList::default()));
    let absent = Derived::new(move |_| {
        let load = account.load();
        load.fault()
            .is_some_and(|fault| fault.kind == Kind::NotFound)
    });
    let uid = uid.to_owned();
    let content = live(move || {
        if absent.get() {
            return empty(
                IconName::Search,
                "There is no such operator account",
                text(&format!(
                    "AirVantage knows no operator account with the uid {uid}. Check the uid and the company you act in; the account may have been removed."
                )),
                Some(link_button("To all operator accounts", &all).primary()),
            );
        }
        let route = route.clone();
        untrack(|| {
            faces(account, SHAPE, "Loading the account", move || {
                let (route, account_now) = (route.clone(), account);
                with_connection(account, connection, move |account, connection| {
                    let source = match editing {
                        true => Source::Edit(account, connection),
                        false => Source::Copy(account, connection),
                    };
                    begin(here, route.clone(), source, Some(account_now))
                })
            })
        })
    });
    back("The account", &detail)
        .beside(page_header_of("Operator accounts", title, None, None))
        .with(content)
}

/// Goes on when the description of the account's connection is here, or when it is certain that there is none.
fn with_connection(
    account: Query<Account>,
    connection: Query<Connection>,
    next: impl Fn(Arc<Account>, Option<Arc<Connection>>) -> Element + Clone + 'static,
) -> Element {
    let without = Derived::new(move |before: Option<&bool>| {
        // Once decided it stays: the form does not change under the user's hands.
        before == Some(&true)
            || account
                .get()
                .is_some_and(|account| account.connection.is_none())
            || matches!(connection.load(), Load::Failed { fault, .. } if fault.kind == Kind::NotFound)
    });
    live(move || {
        let without = without.get();
        let next = next.clone();
        untrack(|| {
            let Some(account) = account.get() else {
                return nothing();
            };
            if !without {
                return faces(
                    connection,
                    SHAPE,
                    "Loading what the connection asks for",
                    move || next(account.clone(), connection.get()),
                );
            }
            notice(
                Tone::Warning,
                text("The connection of this account could not be found"),
                Some(text(
                    "Without its description nothing but the name is checked, and every parameter counts as a secret.",
                )),
                None,
            )
            .beside(next(account, None))
        })
    })
}

/// The form, made anew when its draft is discarded. `now` is the account as it is read again.
fn begin(here: Here, route: Route, source: Source, now: Option<Query<Account>>) -> Element {
    let restart = RwSignal::new(0_u32);
    let key = DraftKey {
        environment: here.environment().key.clone(),
        service: Service::AirVantage,
        company: here.company().map(|company| company.to_string()),
        page: page_of(&route),
    };
    live(move || {
        restart.track();
        untrack(|| {
            let draft = drafts::get(&key);
            let (opening, copied) = opening(&route, &source, draft.as_ref(), key.clone());
            let form = FormState::new(here, opening);
            effect(move || {
                if let Some(account) = now.and_then(Query::get) {
                    form.follow(account);
                }
            });
            let mut above = nothing();
            if let Some(draft) = &draft {
                above = above.with(draft_shown(form, draft, restart));
            } else if let Some(copied) = asked(&copied) {
                let title = text("A copy has no secrets");
                above = above.with(notice(Tone::Information, title, Some(copied), None));
            }
            if matches!(source, Source::Nothing) {
                above = above.with(other_drafts(here, &key));
            }
            view(form, above)
        })
    })
}
