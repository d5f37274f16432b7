//! Sending one call: with its token, in its turn, within its time, again where that is safe, and into the journal.

use futures_util::future::{Either, select};
use gloo_net::http::RequestBuilder;
use web_sys::{AbortController, RequestCache, RequestCredentials};

use super::Http;
use super::fault::{Fault, Kind, kind_of};
use super::journal::{Outcome, Record};
use super::request::{Answer, Authorization, Method, Request, Unauthorized};
use super::retry::{self, Next, Try};
use super::under_way::UnderWay;
use crate::browser::{clock, window};
use crate::config::Environment;
use crate::session::{AccessToken, Ending, Place};

/// No honest answer of these services is larger, in bytes.
const LARGEST: usize = 8_000_000;

impl Http {
    /// Sends a call and waits for its outcome. Dropping the future gives the call up: the request is aborted.
    ///
    /// # Errors
    /// One `Fault`, whatever went wrong.
    pub async fn send(self, environment: &Environment, request: Request) -> Result<Answer, Fault> {
        let inner = self.inner();
        let service = request.service;
        let fail = |kind| Err(Fault::new(kind, service, request.call));
        let Some(settings) = environment.service(service) else {
            return fail(Kind::NotConfigured);
        };
        let token = match &request.authorization {
            Authorization::Session => match inner.session.token(environment, service) {
                Some(token) => token,
                None => return fail(Kind::SignInNeeded),
            },
            Authorization::Pasted(token) | Authorization::InQuery(token) => token.clone(),
        };
        let _under_way = (request.method != Method::Get).then(UnderWay::begin);
        let mut entry = Entry {
            http: self,
            written: false,
            record: Record {
                number: 0,
                at: clock::now(),
                environment: environment.key.clone(),
                service,
                call: request.call,
                method: request.method.name(),
                address: token.removed_from(&format!(
                    "{}{}",
                    settings.base_url,
                    request.shown_address()
                )),
                outcome: Outcome::Cancelled,
                duration: 0.0,
                tries: 0,
            },
        };
        let address = format!("{}{}", settings.base_url, request.address());
        let (ended, text) = loop {
            if !window::is_online() {
                break (Ended::Offline, String::new());
            }
            let place = inner.pacing.turn(environment, service).await;
            let turn = TurnTaken { http: self, place };
            entry.record.tries += 1;
            if entry.record.tries == 1 {
                // The wait for a turn is ours, not the service's.
                entry.record.at = clock::now();
            }
            let (ended, text) = one_try(&request, &address, &token).await;
            let next = retry::next(
                request.method,
                request.patient,
                ended,
                entry.record.tries,
                clock::random(),
            );
            if let Next::AgainWhenTold(wait) = next {
                inner.pacing.slow_down(&turn.place, wait);
            } else if let Try::Answered(429, wait) = ended {
                inner
                    .pacing
                    .slow_down(&turn.place, wait.unwrap_or(5_000.0).min(60_000.0));
            }
            drop(turn);
            match next {
                Next::Settle => break (Ended::Tried(ended), text),
                Next::Again(pause) => clock::sleep(pause).await,
                // The pace holds the next try back for as long as the service asked.
                Next::AgainWhenTold(_) => {}
            }
        };
        let began_at = entry.record.at;
        let outcome = outcome(&request, ended, text, began_at);
        entry.write(match (&outcome, ended) {
            (_, Ended::Tried(Try::Answered(status, _))) => Outcome::Status(status),
            (Err(fault), _) => Outcome::Failed(fault.kind),
            (Ok(answer), _) => Outcome::Status(answer.status),
        });
        if let Err(fault) = &outcome
            && fault.kind == Kind::Unauthorized
            && request.unauthorized == Unauthorized::EndsSession
            && matches!(request.authorization, Authorization::Session)
        {
            self.end_if_still(environment, &request, &token);
        }
        outcome
    }

    /// Ends the sign-in whose token was refused, unless another one has taken its place meanwhile.
    fn end_if_still(self, environment: &Environment, request: &Request, refused: &AccessToken) {
        let session = self.session();
        if session.token(environment, request.service).as_ref() == Some(refused) {
            session.end(environment, request.service, Ending::Refused);
        }
    }
}

/// How all tries of a call ended.
#[derive(Clone, Copy)]
enum Ended {
    Offline,
    Tried(Try),
}

fn outcome(request: &Request, ended: Ended, text: String, began_at: f64) -> Result<Answer, Fault> {
    let fault = |kind| {
        Fault::new(kind, request.service, request.call).with(|facts| {
            facts.began_at = began_at;
            facts.sent = matches!(ended, Ended::Tried(_));
        })
    };
    match ended {
        Ended::Offline => Err(fault(Kind::Offline)),
        Ended::Tried(Try::Lost) => Err(fault(if window::is_online() {
            Kind::Unreachable
        } else {
            Kind::Offline
        })),
        Ended::Tried(Try::TimedOut) => Err(fault(Kind::TimedOut)),
        Ended::Tried(Try::TooLarge) => Err(fault(Kind::TooLarge)),
        Ended::Tried(Try::Answered(status @ 200..=299, _)) => Ok(Answer { status, text }),
        Ended::Tried(Try::Answered(status, wait)) => {
            let kind = if status == 503 && wait.is_some() {
                Kind::RateLimited
            } else {
                kind_of(status)
            };
            Err(fault(kind).with(|facts| {
                facts.status = Some(status);
                facts.told = (request.read_error)(&text);
                facts.retry_at = wait.map(|wait| clock::now() + wait);
            }))
        }
    }
}

/// Aborts the request when it is dropped; an abort after the end does nothing.
struct InFlight(AbortController);

impl Drop for InFlight {
    fn drop(&mut self) {
        // Without a reason of ours: the library cannot take one that is no Error.
        self.0.abort();
    }
}

async fn one_try(request: &Request, address: &str, token: &AccessToken) -> (Try, String) {
    let Ok(controller) = AbortController::new() else {
        return (Try::Lost, String::new());
    };
    let in_flight = InFlight(controller);
    let limit = match (request.patient, request.method) {
        (false, _) => retry::CHECK_LIMIT,
        (true, Method::Get) => retry::READ_LIMIT,
        (true, Method::Post | Method::Put) => retry::WRITE_LIMIT,
    };
    let exchange = std::pin::pin!(exchange(request, address, token, &in_flight.0));
    let limit = std::pin::pin!(clock::sleep(limit));
    match select(exchange, limit).await {
        Either::Left((ended, _)) => ended,
        Either::Right(_) => (Try::TimedOut, String::new()),
    }
}

async fn exchange(
    request: &Request,
    address: &str,
    token: &AccessToken,
    controller: &AbortController,
) -> (Try, String) {
    let lost = (Try::Lost, String::new());
    let mut builder = RequestBuilder::new(address)
        .method(match request.method {
            Method::Get => gloo_net::http::Method::GET,
            Method::Post => gloo_net::http::Method::POST,
            Method::Put => gloo_net::http::Method::PUT,
        })
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::Omit)
        .abort_signal(Some(&controller.signal()))
        .header("Accept", "application/json, */*");
    if !matches!(request.authorization, Authorization::InQuery(_)) {
        builder = builder.header("Authorization", &token.authorization());
    }
    let built = match &request.body {
        Some(body) => builder
            .header("Content-Type", "application/json")
            .body(body.as_str()),
        None => builder.build(),
    };
    let Ok(built) = built else {
        return lost;
    };
    let Ok(response) = built.send().await else {
        return lost;
    };
    let header = |name: &str| response.headers().get(name);
    let too_large = header("Content-Length")
        .and_then(|length| length.parse::<usize>().ok())
        .is_some_and(|length| length > LARGEST);
    if too_large {
        return (Try::TooLarge, String::new());
    }
    let wait = header("Retry-After").and_then(|value| {
        retry::wait_in(&value, clock::now(), |date| {
            Some(js_sys::Date::parse(date)).filter(|at| at.is_finite())
        })
    });
    match response.text().await {
        Ok(text) if text.len() > LARGEST => (Try::TooLarge, String::new()),
        Ok(text) => (Try::Answered(response.status(), wait), text),
        Err(_) => lost,
    }
}

/// A turn at a service's pace, given back when it is dropped.
struct TurnTaken {
    http: Http,
    place: Place,
}

impl Drop for TurnTaken {
    fn drop(&mut self) {
        self.http.inner().pacing.end(&self.place);
    }
}

/// A line of the journal that is written however the call ends, also when it is given up.
struct Entry {
    http: Http,
    record: Record,
    written: bool,
}

impl Entry {
    fn write(&mut self, outcome: Outcome) {
        self.record.outcome = outcome;
        self.record.duration = clock::now() - self.record.at;
        self.written = true;
        self.http.inner().journal.write(self.record.clone());
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        // A call that never left is no call.
        if !self.written && self.record.tries > 0 {
            self.write(Outcome::Cancelled);
        }
    }
}
