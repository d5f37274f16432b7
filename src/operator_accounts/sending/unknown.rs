//! New accounts of which nobody knows whether they were created: what is known, the evidence there is, and the way on.
//! They come from a lost answer, and from a page that was closed or crashed while one was on its way.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::intent;
use crate::config::Service;
use crate::http::Fault;
use crate::page::{Here, fault_text, moment};
use crate::route::Route;
use crate::services::airvantage::accounts::{self, Account, AccountBody};
use crate::ui::element::{Element, Entry, classed, element, keyed, live, nothing, text};
use crate::ui::{Tone, button, key_of_text, link, mark, notice, spinner};
use crate::work::{Intent, Register};

use std::rc::Rc;

/// What looking for the account has brought.
#[derive(Clone, Default)]
enum Evidence {
    #[default]
    Looking,
    Found(Vec<Account>),
    NotKnown(Fault),
}

/// Whether a name and the uid of a connection are those of the form.
type Fits = dyn Fn(&str, &str) -> bool;

/// The form from which a new account can be sent again.
#[derive(Clone)]
pub(in crate::operator_accounts) struct Again {
    /// Changes when another attempt has ended.
    pub settled: RwSignal<u32>,
    /// Whether the form holds an account of that name and connection.
    pub fits: Rc<Fits>,
    /// Sends what the form holds now.
    pub send: Rc<dyn Fn()>,
    /// What the form holds was created.
    pub found: Rc<dyn Fn()>,
}

/// That account is sent anew: it takes the place of the earlier ones of which nobody knows.
pub(super) async fn supersede(here: Here, register: Register, body: &AccountBody) {
    let (name, company) = (body.name.trim(), here.company());
    let connection = body.connection.clone().unwrap_or_default();
    for known in register.look(&here.environment().key).await.intents {
        let (its_name, its_connection) = intent::wanted(&known);
        let same = its_name == name && its_connection == connection;
        if same && intent::is_open(&known, company.as_deref()) {
            let _ = register.supersede(&known);
        }
    }
}

/// Every new account of this place with an unknown outcome. On a form it can be sent again from there.
pub(in crate::operator_accounts) fn unknown_writes(here: Here, again: Option<Again>) -> Element {
    let register = use_context::<Register>().unwrap_or_else(Register::open);
    let intents = RwSignal::new(Vec::<Intent>::new());
    let look = move || {
        spawn_local(async move {
            let list = register.look(&here.environment().key).await;
            let company = here.company();
            let open = list.intents.into_iter();
            let open = open.filter(|known| intent::is_open(known, company.as_deref()));
            // None: the page has gone meanwhile.
            let _ = intents.try_set(open.collect());
        });
    };
    // At once, and after each attempt.
    let settled = again.as_ref().map(|again| again.settled);
    crate::ui::element::effect_now(move || {
        if let Some(settled) = settled {
            settled.track();
        }
        look();
    });
    keyed(move || {
        let entry = |known: Intent| -> Entry {
            let again = again.clone();
            let key = key_of_text(&known.id);
            (
                key,
                Rc::new(move || unknown_write(here, register, known.clone(), again.clone(), look)),
            )
        };
        intents.get().into_iter().map(entry).collect()
    })
}

fn unknown_write(
    here: Here,
    register: Register,
    known: Intent,
    again: Option<Again>,
    changed: impl Fn() + Copy + 'static,
) -> Element {
    let evidence = RwSignal::new_local(Evidence::Looking);
    let known = Arc::new(known);
    let look = {
        let known = known.clone();
        move || {
            evidence.set(Evidence::Looking);
            let (name, connection) = intent::wanted(&known);
            spawn_local(async move {
                let company = here.company();
                let found = accounts::exact_matches(
                    here.http(),
                    &here.environment(),
                    company.as_deref(),
                    &name,
                    &connection,
                )
                .await;
                let _ = evidence.try_set(match found {
                    Ok(found) => Evidence::Found(found),
                    Err(fault) => Evidence::NotKnown(fault),
                });
            });
        }
    };
    look();
    let title = text("It is not known whether this was done: ")
        .beside(element("span").attribute("dir", "auto").text(&known.what));
    let told = element("p")
        .text("Sent ")
        .with(moment(known.at, here.now()))
        .text(&format!(". {}", sentence(intent::why(&known))));
    let (shown, noted) = (known.clone(), again.clone());
    let body = told.beside(live(move || match evidence.get() {
        Evidence::Looking => {
            spinner("Looking for the account").beside(text(" Looking for the account…"))
        }
        Evidence::Found(found) => {
            forget(here);
            found_accounts(here, register, &shown, &found, &noted, changed)
        }
        Evidence::NotKnown(fault) => fault_text(&fault),
    }));
    let actions = live(move || {
        let look_again = button("Look again").on_press(look.clone());
        match evidence.get() {
            Evidence::Looking => nothing(),
            Evidence::NotKnown(_) => look_again,
            Evidence::Found(found) => {
                let new = found.iter().any(|account| may_be(&known, account));
                look_again.beside(give_up(register, &known, &again, new, changed))
            }
        }
    });
    notice(Tone::Warning, title, Some(body), Some(actions))
}

/// The list may show what this one has made.
fn forget(here: Here) {
    let place = (here.environment().key.clone(), Service::AirVantage);
    untrack(|| here.queries().invalidate(&place, accounts::KEY));
}

fn sentence(why: &str) -> String {
    match why {
        "" => String::new(),
        why if why.ends_with('.') => why.to_owned(),
        why => format!("{why}."),
    }
}

/// Whether this may be the account that was to be created.
fn may_be(known: &Intent, account: &Account) -> bool {
    !known.known_before.contains(&account.uid)
}

fn found_accounts(
    here: Here,
    register: Register,
    known: &Arc<Intent>,
    found: &[Account],
    again: &Option<Again>,
    changed: impl Fn() + Copy + 'static,
) -> Element {
    if found.is_empty() {
        return element("p").text(
            "There is no account of exactly this name and connection. It may still appear: look again in a moment before you send it once more.",
        );
    }
    let entry = |account: &Account| {
        let address = here.address(&Route::OperatorAccount {
            uid: account.uid.clone(),
            compare: String::new(),
        });
        let (known, uid, again) = (known.clone(), account.uid.clone(), again.clone());
        let (new, looked) = (may_be(&known, account), intent::looked(&known));
        let open = link(
            &format!("Open {}", account.name.as_deref().unwrap_or_default()),
            &address,
        );
        let open = if new {
            // Opened, it is taken for what was sent.
            open.on_press(move || {
                let _ = register.complete(&known, &uid);
                if let Some(again) = again.as_ref().filter(|again| again.fits(&known)) {
                    (again.found)();
                }
                changed();
            })
        } else {
            open
        };
        let state = match (new, looked) {
            (true, true) => mark(Tone::Good, "New since it was sent"),
            (true, false) => mark(Tone::Neutral, "Nobody looked before it was sent"),
            (false, _) => mark(Tone::Neutral, "Was there before"),
        };
        element("li").with(
            classed("span", "cluster")
                .with(open)
                .with(state)
                .with(classed("span", "id").text(&account.uid)),
        )
    };
    element("p")
        .text("Accounts of exactly this name and connection:")
        .beside(element("ul").children(found.iter().map(entry)))
}

/// Sending again, where the form still holds it, or leaving it: only after the evidence has been seen. It stays until the
/// next attempt goes out.
fn give_up(
    register: Register,
    known: &Arc<Intent>,
    again: &Option<Again>,
    found: bool,
    changed: impl Fn() + Copy + 'static,
) -> Element {
    let fitting = again.as_ref().filter(|again| !found && again.fits(known));
    let send = fitting.map(|again| {
        let send = again.send.clone();
        button("Send again").on_press(move || send())
    });
    let known = known.clone();
    let leave = button("Leave it at that").on_press(move || {
        let _ = register.supersede(&known);
        changed();
    });
    nothing().maybe(send).with(leave)
}

impl Again {
    fn fits(&self, known: &Intent) -> bool {
        let (name, connection) = intent::wanted(known);
        (self.fits)(&name, &connection)
    }
}
