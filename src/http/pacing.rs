//! The paces of all services of this tab, the calls that wait for their turn, and the word to the other tabs.

use std::cell::RefCell;
use std::rc::Rc;

use futures_channel::oneshot;
use futures_util::future::{Either, select};
use leptos::prelude::*;

use super::pace::{Pace, Turn};
use crate::browser::clock;
use crate::browser::tabs::Channel;
use crate::config::{Environment, PaceLimits, Service};
use crate::session::Place;

/// Services that asked to wait, with the time until which (milliseconds since 1970).
pub type Waits = Vec<(Place, f64)>;

pub(super) struct Pacing {
    shared: Rc<Shared>,
    channel: Channel,
}

#[derive(Default)]
struct Shared {
    services: RefCell<Vec<(Place, Waiting)>>,
    waits: ArcRwSignal<Waits>,
}

struct Waiting {
    pace: Pace,
    queue: Vec<oneshot::Sender<()>>,
}

/// What tabs tell each other about their calls: event, time, service, environment, parted by blanks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Event {
    Begun,
    Ended,
    Slow { until: f64 },
}

impl Event {
    pub(crate) fn to_text(self, place: &Place) -> String {
        let (event, until) = match self {
            Event::Begun => ("begun", 0),
            Event::Ended => ("ended", 0),
            Event::Slow { until } => ("slow", until as u64),
        };
        format!("{event} {until} {} {}", place.1.member(), place.0)
    }

    pub(crate) fn from_text(text: &str) -> Option<(Self, Place)> {
        let mut words = text.splitn(4, ' ');
        let (event, until) = (words.next()?, words.next()?.parse::<u64>().ok()?);
        let service = Service::from_member(words.next()?)?;
        let environment = words.next()?.to_owned();
        let event = match event {
            "begun" => Event::Begun,
            "ended" => Event::Ended,
            "slow" => Event::Slow {
                until: until as f64,
            },
            _ => return None,
        };
        Some((event, (environment, service)))
    }
}

impl Pacing {
    pub(super) fn start() -> Self {
        let shared = Rc::new(Shared::default());
        let hearing = shared.clone();
        let channel = Channel::join("switchboard-pace", move |text| {
            if let Some((event, place)) = Event::from_text(&text) {
                hearing.hear(event, &place);
            }
        });
        Self { shared, channel }
    }

    pub(super) fn waits(&self) -> ArcRwSignal<Waits> {
        self.shared.waits.clone()
    }

    /// Waits for a call's turn. The answer is the turn itself: dropped, it makes room for the next.
    pub(super) async fn turn(&self, environment: &Environment, service: Service) -> Place {
        let place = (environment.key.clone(), service);
        let limits = environment
            .service(service)
            .map_or_else(PaceLimits::default, |settings| settings.pace);
        loop {
            let now = clock::now();
            let (turn, called) = self.shared.with(&place, limits, |waiting| {
                let turn = waiting.pace.ask(now);
                if turn == Turn::Now {
                    waiting.pace.begin(now);
                    return (turn, None);
                }
                let (call, called) = oneshot::channel();
                waiting.queue.push(call);
                (turn, Some(called))
            });
            match (turn, called) {
                (Turn::At(later), Some(called)) => {
                    let pause = std::pin::pin!(clock::sleep(later - now));
                    if let Either::Left(_) = select(called, pause).await {
                        continue;
                    }
                }
                (Turn::AfterAnother, Some(called)) => {
                    // Woken when a call ends; a sender that went away is as good.
                    let _ = called.await;
                }
                _ => break,
            }
        }
        self.tell(&place, Event::Begun);
        place
    }

    /// A call has ended: the next may begin.
    pub(super) fn end(&self, place: &Place) {
        self.shared.change(place, |waiting| waiting.pace.end());
        self.tell(place, Event::Ended);
    }

    /// The service asked to wait for so many milliseconds.
    pub(super) fn slow_down(&self, place: &Place, wait: f64) {
        let until = clock::now() + wait;
        self.shared.slow_down(place, until);
        self.tell(place, Event::Slow { until });
    }

    fn tell(&self, place: &Place, event: Event) {
        self.channel.send(&event.to_text(place));
    }
}

impl Shared {
    fn with<T>(
        &self,
        place: &Place,
        limits: PaceLimits,
        change: impl FnOnce(&mut Waiting) -> T,
    ) -> T {
        let mut services = self.services.borrow_mut();
        if let Some((_, waiting)) = services.iter_mut().find(|(known, _)| known == place) {
            return change(waiting);
        }
        let mut waiting = Waiting {
            pace: Pace::new(limits),
            queue: Vec::new(),
        };
        let changed = change(&mut waiting);
        services.push((place.clone(), waiting));
        changed
    }

    /// Changes the pace of a service that this tab has asked already, and wakes whoever waits for it.
    fn change(&self, place: &Place, change: impl FnOnce(&mut Waiting)) {
        let woken = {
            let mut services = self.services.borrow_mut();
            let Some((_, waiting)) = services.iter_mut().find(|(known, _)| known == place) else {
                return;
            };
            change(waiting);
            std::mem::take(&mut waiting.queue)
        };
        for call in woken {
            let _ = call.send(());
        }
    }

    fn slow_down(&self, place: &Place, until: f64) {
        let now = clock::now();
        self.change(place, |waiting| waiting.pace.slow_down(now, until));
        self.waits.update(|waits| {
            let before = waits.iter().find(|(known, _)| known == place);
            let until = before.map_or(until, |(_, before)| before.max(until));
            waits.retain(|(known, until)| known != place && *until > now);
            waits.push((place.clone(), until));
        });
    }

    fn hear(&self, event: Event, place: &Place) {
        let now = clock::now();
        match event {
            Event::Begun => self.change(place, |waiting| waiting.pace.begin_elsewhere(now)),
            Event::Ended => self.change(place, |waiting| waiting.pace.end_elsewhere()),
            // No tab may hold up another for longer than a service could have asked.
            Event::Slow { until } => self.slow_down(place, until.min(now + 60_000.0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Event;
    use crate::config::Service;

    #[test]
    fn what_one_tab_tells_another_understands() {
        let place = ("sandbox-other-origin".to_owned(), Service::LivePlatform);
        for event in [
            Event::Begun,
            Event::Ended,
            Event::Slow {
                until: 1_800_000_000_000.0,
            },
        ] {
            let text = event.to_text(&place);
            assert_eq!(
                Event::from_text(&text),
                Some((event, place.clone())),
                "{text}"
            );
        }
        for text in [
            "",
            "begun",
            "begun x optconnect test",
            "begun 0 nobody test",
            "shout 0 optconnect test",
        ] {
            assert_eq!(Event::from_text(text), None, "{text}");
        }
    }
}
