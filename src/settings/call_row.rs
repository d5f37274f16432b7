//! One call in the activity.

use crate::http::Record;
use crate::page::{Here, outcome_mark};
use crate::ui::element::{Element, classed, element};
use crate::ui::format;

pub(super) fn call_row(here: Here, call: &Record) -> Element {
    let elsewhere = (call.environment != here.environment().key).then(|| {
        let config = here.config();
        let name = config
            .environment(&call.environment)
            .map_or(&call.environment, |other| &other.name);
        classed("span", "muted").text(&format!(" in {name}"))
    });
    let request = format!("{} {}", call.method, call.address);
    let cell = |class: &str| classed("td", class).attribute("role", "cell");
    let time = element("time")
        .attribute_if("datetime", format::machine_time(call.at).as_deref())
        .attribute("title", &format::date_time(call.at))
        .text(&format::time(call.at));
    let name = classed("th", "activity-call")
        .attribute("role", "rowheader")
        .attribute("scope", "row")
        .text(call.call);
    let address = classed("code", "truncate")
        .attribute("title", &request)
        .text(&request);
    element("tr")
        .attribute("role", "row")
        .with(cell("activity-time numeric").with(time))
        .with(
            cell("activity-service")
                .text(call.service.name())
                .maybe(elsewhere),
        )
        .with(name)
        .with(cell("activity-request").with(address))
        .with(cell("activity-outcome").with(outcome_mark(call.outcome)))
        .with(cell("activity-duration numeric").text(&format::duration(call.duration)))
        .with(cell("activity-tries numeric").text(&call.tries.to_string()))
}
