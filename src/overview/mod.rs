//! The first page: where the user is signed in, which services answer, and what the user may see there.

mod answer;
mod seen;
mod sign_in;

use answer::last_answer;
use seen::seen;
use sign_in::sign_in_state;

use crate::config::Service;
use crate::page::{Here, here, page_header};
use crate::route::{AccountList, CustomerList, ImportList, Route};
use crate::ui::element::{Element, classed, element, nothing};
use crate::ui::{IconName, link_button};

/// One row per service.
pub fn overview_page() -> Element {
    let Some(here) = here() else {
        return nothing();
    };
    let environment = here.environment();
    let headings = ["Service", "Sign-in", "Last answer", "You may see", "Go to"];
    let headings = headings.map(|heading| {
        with_role("th", "columnheader")
            .attribute("scope", "col")
            .text(heading)
    });
    let rows = environment
        .services()
        .map(|service| service_row(here, service));
    let caption = format!("Services of the environment {}", environment.name);
    // The roles are said, because the narrow form takes the table's layout away.
    let table = with_role("table", "table")
        .attribute("class", "table overview")
        .with(classed("caption", "visually-hidden").text(&caption))
        .with(with_role("thead", "rowgroup").with(with_role("tr", "row").children(headings)))
        .with(with_role("tbody", "rowgroup").children(rows));
    classed("div", "page")
        .with(page_header("Overview", ""))
        .with(classed("div", "panel overview-box").with(table))
}

fn with_role(tag: &str, role: &str) -> Element {
    element(tag).attribute("role", role)
}

fn service_row(here: Here, service: Service) -> Element {
    let (icon, part, route) = match service {
        Service::OptConnect => (
            IconName::Customers,
            "Customers",
            Route::Customers(CustomerList::default()),
        ),
        Service::LivePlatform => (
            IconName::Imports,
            "Imports",
            Route::Imports(ImportList::default()),
        ),
        Service::AirVantage => (
            IconName::OperatorAccounts,
            "Operator accounts",
            Route::OperatorAccounts(AccountList::default()),
        ),
    };
    let heading = with_role("th", "rowheader")
        .attribute("scope", "row")
        .text(service.name());
    let cell = |class: &str, content: Element| {
        with_role("td", "cell")
            .attribute("class", class)
            .with(content)
    };
    let go = link_button(part, &here.address(&route)).icon(icon);
    with_role("tr", "row")
        .with(heading)
        .with(cell("overview-sign-in", sign_in_state(here, service)))
        .with(cell("overview-answer", last_answer(here, service)))
        .with(cell("overview-seen", seen(here, service)))
        .with(cell("overview-part", go))
}
