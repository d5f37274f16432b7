//! One call in the activity.

use std::sync::Arc;

use leptos::prelude::*;

use crate::http::Record;
use crate::page::{Here, OutcomeBadge};
use crate::ui::format;

#[component]
pub(super) fn CallRow(here: Here, call: Arc<Record>) -> impl IntoView {
    let elsewhere = (call.environment != here.environment().key).then(|| {
        let name = here
            .config()
            .environment(&call.environment)
            .map_or_else(|| call.environment.clone(), |other| other.name.clone());
        view! { <span class={"muted"}>{format!(" in {name}")}</span> }
    });
    let request = format!("{} {}", call.method, call.address);
    let full = request.clone();
    view! {
        <tr role={"row"}>
            <td role={"cell"} class={"activity-time numeric"}>
                <time datetime=format::machine_time(call.at) title=format::date_time(call.at)>
                    {format::time(call.at)}
                </time>
            </td>
            <td role={"cell"} class={"activity-service"}>{call.service.name()} {elsewhere}</td>
            <th role={"rowheader"} scope={"row"} class={"activity-call"}>{call.call}</th>
            <td role={"cell"} class={"activity-request"}>
                <code class={"truncate"} title=full>{request}</code>
            </td>
            <td role={"cell"} class={"activity-outcome"}><OutcomeBadge outcome=call.outcome/></td>
            <td role={"cell"} class={"activity-duration numeric"}>{format::duration(call.duration)}</td>
            <td role={"cell"} class={"activity-tries numeric"}>{call.tries}</td>
        </tr>
    }
}
