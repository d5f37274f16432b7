//! Who is signed in where. The only holder of tokens: they live in memory, go from tab to tab over a channel of this
//! origin, and into the tab's own storage only where the user chose that.

pub(crate) mod message;
pub(crate) mod rules;
mod token;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::clock::{self, Beat};
use crate::browser::storage::Area;
use crate::browser::tabs::Channel;
use crate::browser::{token_text, window};
use crate::config::{Config, Environment, Service};

use message::{Message, Slip};
pub use rules::{Ending, SignIn, State};
pub use token::AccessToken;

/// How long a new tab waits for the others to hand over their session.
const ASKING: f64 = 200.0;
/// How often a sign-in is checked for its end.
const CHECK_EVERY: u64 = 5_000;
/// How often activity is told to the other tabs, at most.
const TELL_ACTIVITY_EVERY: f64 = 15_000.0;

/// Where a tab keeps its sign-ins: keys in `Area::Tab` that begin so.
pub const KEPT_KEYS: &str = "session.";
/// Where it is noted when the user signed out: keys in `Area::Browser` that begin so. They hold a time and no token, and must
/// outlive all else, or a tab that slept would go on with what the user has ended.
pub const SIGNED_OUT_KEYS: &str = "signed-out.";

/// One sign-in: an environment's key and a service.
pub type Place = (String, Service);

type Listener = Box<dyn Fn(&Place, &State)>;

/// The sign-ins of this browser, by environment and service. A handle that is copied, made once for the life of the page.
#[derive(Clone, Copy)]
pub struct Session(StoredValue<Rc<Inner>, LocalStorage>);

struct Inner {
    config: Arc<Config>,
    states: ArcRwSignal<Vec<(Place, State)>>,
    asking: ArcRwSignal<bool>,
    channel: RefCell<Option<Channel>>,
    active_at: Cell<f64>,
    told_active_at: Cell<f64>,
    listeners: RefCell<Vec<Listener>>,
    beat: RefCell<Option<Beat>>,
}

impl Session {
    /// Takes what this tab has kept, asks the other tabs for theirs, and watches for the end of each sign-in.
    pub fn start(config: Arc<Config>) -> Self {
        let session = Self(StoredValue::new_local(Rc::new(Inner {
            config,
            states: ArcRwSignal::new(Vec::new()),
            asking: ArcRwSignal::new(true),
            channel: RefCell::new(None),
            active_at: Cell::new(clock::now()),
            told_active_at: Cell::new(0.0),
            listeners: RefCell::new(Vec::new()),
            beat: RefCell::new(None),
        })));
        session.take_kept();
        session.listen();
        let asking = session.inner().asking.clone();
        wasm_bindgen_futures::spawn_local(async move {
            clock::sleep(ASKING).await;
            asking.set(false);
        });
        session
    }

    /// What is known of a sign-in; told again when it changes.
    pub fn state(&self, environment: &Environment, service: Service) -> State {
        let found = self
            .inner()
            .states
            .with(|states| find(states, &place(environment, service)).cloned());
        match found {
            Some(state) => state,
            None if self.inner().asking.get() => State::Asking,
            None => State::SignedOut(None),
        }
    }

    /// The token to send with a call of that service, if one is held.
    pub fn token(&self, environment: &Environment, service: Service) -> Option<AccessToken> {
        self.inner().states.with_untracked(|states| {
            match find(states, &place(environment, service)) {
                Some(State::SignedIn(sign_in)) => Some(sign_in.token.clone()),
                _ => None,
            }
        })
    }

    /// Holds a new sign-in and hands it to the other tabs.
    pub fn sign_in(&self, environment: &Environment, service: Service, sign_in: SignIn) {
        let place = place(environment, service);
        self.inner().active_at.set(clock::now());
        self.keep(&place, &sign_in);
        self.tell(Message::session(&place, &sign_in));
        self.set(place, State::SignedIn(Arc::new(sign_in)));
    }

    /// Learns more about a sign-in that is held already, such as whose it is.
    pub fn learn(&self, environment: &Environment, service: Service, who: Option<String>) {
        let place = place(environment, service);
        let held = self
            .inner()
            .states
            .with_untracked(|states| find(states, &place).cloned());
        if let Some(State::SignedIn(sign_in)) = held {
            let mut known = (*sign_in).clone();
            known.checked = true;
            known.who = who.or(known.who);
            if known != *sign_in {
                self.keep(&place, &known);
                self.set(place, State::SignedIn(Arc::new(known)));
            }
        }
    }

    /// Drops the token because the service, the clock or the idle limit ended it. Other tabs find out for themselves.
    pub fn end(&self, environment: &Environment, service: Service, ending: Ending) {
        self.drop_token(place(environment, service), ending);
    }

    /// Signs out in every tab, also in those that sleep now.
    pub fn sign_out(&self, environment: &Environment, service: Service) {
        let place = place(environment, service);
        Area::Browser.set(&mark_key(&place), &(clock::now() as u64 + 1).to_string());
        self.tell(Message::SignedOut {
            environment: place.0.clone(),
            service: place.1.member().to_owned(),
        });
        self.drop_token(place, Ending::SignedOut);
    }

    /// Drops every token, as "Remove everything from this browser" does. Places where this tab holds none are signed out
    /// of, too: another tab, or one that is brought back later, may hold one.
    pub fn sign_out_everywhere(&self) {
        let config = self.inner().config.clone();
        for environment in config.environments() {
            for service in environment.services() {
                self.sign_out(environment, service);
            }
        }
    }

    /// Calls whenever a sign-in begins or ends.
    pub fn on_change(&self, listener: impl Fn(&Place, &State) + 'static) {
        self.inner().listeners.borrow_mut().push(Box::new(listener));
    }

    fn inner(self) -> Rc<Inner> {
        self.0.get_value()
    }

    fn set(&self, place: Place, state: State) {
        self.inner().states.update(|states| {
            states.retain(|(known, _)| *known != place);
            states.push((place.clone(), state.clone()));
        });
        for listener in self.inner().listeners.borrow().iter() {
            listener(&place, &state);
        }
    }

    fn drop_token(&self, place: Place, ending: Ending) {
        Area::Tab.remove(&kept_key(&place));
        let told = self
            .inner()
            .states
            .with_untracked(|states| match find(states, &place) {
                Some(State::SignedIn(_)) => true,
                // Who signs out after an idle end, here or in another tab, wants what was kept for going on to go, too.
                Some(State::SignedOut(before)) => {
                    ending == Ending::SignedOut && *before != Some(ending)
                }
                Some(State::Asking) | None => false,
            });
        if told {
            self.set(place, State::SignedOut(Some(ending)));
        }
    }

    fn keep(&self, place: &Place, sign_in: &SignIn) {
        if sign_in.kept {
            let kept = Slip::of(sign_in, self.inner().active_at.get());
            Area::Tab.set(&kept_key(place), &kept.to_text());
        }
    }

    fn take_kept(&self) {
        let now = clock::now();
        let config = self.inner().config.clone();
        for environment in config.environments() {
            for service in environment.services() {
                let place = place(environment, service);
                let Some(text) = Area::Tab.get(&kept_key(&place)) else {
                    continue;
                };
                let live = Slip::from_text(&text)
                    .filter(|kept| now - kept.at() <= self.idle_limit())
                    .and_then(|kept| kept.sign_in(true))
                    .filter(|sign_in| !rules::has_ended(sign_in, now, signed_out_at(&place)));
                match live {
                    Some(sign_in) => self.set(place, State::SignedIn(Arc::new(sign_in))),
                    None => Area::Tab.remove(&kept_key(&place)),
                }
            }
        }
    }

    fn listen(&self) {
        let hearing = *self;
        let channel = Channel::join("switchboard", move |text| {
            if let Some(message) = Message::from_text(&text) {
                hearing.hear(message);
            }
        });
        channel.send(&Message::Ask.into_text());
        *self.inner().channel.borrow_mut() = Some(channel);

        let active = *self;
        window::on_activity(move || active.note_activity());
        let returned = *self;
        window::on_return(move || returned.check());
        let checked = *self;
        *self.inner().beat.borrow_mut() = clock::every(CHECK_EVERY, move || checked.check());
    }

    fn hear(&self, message: Message) {
        match message {
            Message::Ask => {
                let held: Vec<Message> = self.inner().states.with_untracked(|states| {
                    states
                        .iter()
                        .filter_map(|(place, state)| match state {
                            State::SignedIn(sign_in) => Some(Message::session(place, sign_in)),
                            State::Asking | State::SignedOut(_) => None,
                        })
                        .collect()
                });
                for message in held {
                    self.tell(message);
                }
            }
            Message::Session(handed) => {
                let Some((place, sign_in)) = handed.handed(&self.inner().config) else {
                    return;
                };
                let newer =
                    self.inner()
                        .states
                        .with_untracked(|states| match find(states, &place) {
                            Some(State::SignedIn(held)) => held.since < sign_in.since,
                            _ => true,
                        });
                if newer && !rules::has_ended(&sign_in, clock::now(), signed_out_at(&place)) {
                    self.set(place, State::SignedIn(Arc::new(sign_in)));
                }
            }
            Message::SignedOut {
                environment,
                service,
            } => {
                if let Some(service) = Service::from_member(&service) {
                    self.drop_token((environment, service), Ending::SignedOut);
                }
            }
            Message::Active { at } => {
                // A clock that runs ahead must not keep a session alive for ever.
                let at = at.min(clock::now());
                self.inner()
                    .active_at
                    .set(self.inner().active_at.get().max(at));
            }
        }
    }

    fn tell(&self, message: Message) {
        if let Some(channel) = self.inner().channel.borrow().as_ref() {
            channel.send(&message.into_text());
        }
    }

    fn idle_limit(&self) -> f64 {
        self.inner().config.idle_minutes * 60_000.0
    }

    fn note_activity(&self) {
        let now = clock::now();
        // The first key after a long rest must meet the end of the session, not lengthen it.
        if now - self.inner().active_at.get() > self.idle_limit() {
            self.check();
        }
        self.inner().active_at.set(now);
        if now - self.inner().told_active_at.get() > TELL_ACTIVITY_EVERY {
            self.inner().told_active_at.set(now);
            self.tell(Message::Active { at: now });
            let held = self.inner().states.get_untracked();
            for (place, state) in &held {
                if let State::SignedIn(sign_in) = state {
                    self.keep(place, sign_in);
                }
            }
        }
    }

    /// Ends what has run out since the last look.
    fn check(&self) {
        let now = clock::now();
        let idle = now - self.inner().active_at.get() > self.idle_limit();
        for (place, state) in self.inner().states.get_untracked() {
            let State::SignedIn(sign_in) = state else {
                continue;
            };
            if idle {
                self.drop_token(place, Ending::Idle);
            } else if sign_in.until.is_some_and(|until| until <= now) {
                self.drop_token(place, Ending::Expired);
            } else if rules::has_ended(&sign_in, now, signed_out_at(&place)) {
                self.drop_token(place, Ending::SignedOut);
            }
        }
    }
}

/// When a pasted token says that it ends, and whose it says that it is: the claims of a JWT, not verified.
pub fn read_claims(token: &AccessToken) -> rules::Claims {
    token
        .with_text(token_text::claims)
        .map(|text| rules::Claims::from_json(&text))
        .unwrap_or_default()
}

fn place(environment: &Environment, service: Service) -> Place {
    (environment.key.clone(), service)
}

/// A handful of places: looking at each is smaller than a map.
fn find<'a>(states: &'a [(Place, State)], place: &Place) -> Option<&'a State> {
    let mut states = states.iter();
    states
        .find(|(known, _)| known == place)
        .map(|(_, state)| state)
}

fn kept_key(place: &Place) -> String {
    format!("{KEPT_KEYS}{}.{}", place.0, place.1.member())
}

fn mark_key(place: &Place) -> String {
    format!("{SIGNED_OUT_KEYS}{}.{}", place.0, place.1.member())
}

fn signed_out_at(place: &Place) -> Option<f64> {
    let milliseconds: u64 = Area::Browser.get(&mark_key(place))?.parse().ok()?;
    Some(milliseconds as f64)
}
