//! Whether a service can be reached: how its last call ended, when, and after how long.

use crate::config::Service;
use crate::page::{Here, moment, outcome_mark};
use crate::ui::element::{Element, classed, element, live};
use crate::ui::{Derived, format};

pub(super) fn last_answer(here: Here, service: Service) -> Element {
    let now = here.now();
    let last = Derived::new(move |_| here.http().journal().last(&here.environment().key, service));
    live(move || {
        let Some(call) = last.get() else {
            return classed("p", "muted").text("Not asked yet");
        };
        let took = match call.tries {
            1 => format::duration(call.duration),
            tries => format!("{} in {tries} tries", format::duration(call.duration)),
        };
        let when = classed("p", "muted small")
            .with(moment(call.at, now))
            .text(&format!(", took {took}"));
        element("p").with(outcome_mark(call.outcome)).beside(when)
    })
}
