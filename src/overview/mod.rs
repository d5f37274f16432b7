//! The first page: where the user is signed in, which services answer, and what the user may see there.

mod answer;
mod seen;
mod sign_in;

use leptos::prelude::*;

use answer::LastAnswer;
use seen::Seen;
use sign_in::SignInState;

use crate::config::Service;
use crate::page::{Here, PageHeader, here};
use crate::route::{AccountList, CustomerList, Route};
use crate::ui::{Appearance, Icon, IconName, Size, link_class};

/// One row per service.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let here = here()?;
    let rows = here
        .environment()
        .services()
        .map(|service| view! { <ServiceRow here=here service/> })
        .collect_view();
    let caption = format!("Services of the environment {}", here.environment().name);
    let headings = ["Service", "Sign-in", "Last answer", "You may see", "Go to"]
        .map(|heading| view! { <th role={"columnheader"} scope={"col"}>{heading}</th> });
    Some(view! {
        <div class={"page"}>
            <PageHeader title="Overview"/>
            <div class={"panel overview-box"}>
                // The roles are said, because the narrow form takes the table's layout away.
                <table class={"table overview"} role={"table"}>
                    <caption class={"visually-hidden"}>{caption}</caption>
                    <thead role={"rowgroup"}>
                        <tr role={"row"}>{headings.into_iter().collect_view()}</tr>
                    </thead>
                    <tbody role={"rowgroup"}>{rows}</tbody>
                </table>
            </div>
        </div>
    })
}

#[component]
fn ServiceRow(here: Here, service: Service) -> impl IntoView {
    let (icon, part, route) = match service {
        Service::OptConnect => (
            IconName::Customers,
            "Customers",
            Route::Customers(CustomerList::default()),
        ),
        Service::LivePlatform => (IconName::Imports, "Imports", Route::Imports),
        Service::AirVantage => (
            IconName::OperatorAccounts,
            "Operator accounts",
            Route::OperatorAccounts(AccountList::default()),
        ),
    };
    let address = here.address(&route);
    view! {
        <tr role={"row"}>
            <th role={"rowheader"} scope={"row"}>{service.name()}</th>
            <td role={"cell"} class={"overview-sign-in"}>
                <SignInState here=here service/>
            </td>
            <td role={"cell"} class={"overview-answer"}>
                <LastAnswer here=here service/>
            </td>
            <td role={"cell"} class={"overview-seen"}>
                <Seen here service/>
            </td>
            <td role={"cell"} class={"overview-part"}>
                <a href=address class=link_class(Appearance::Secondary, Size::Medium)>
                    <Icon name=icon/>
                    {part}
                </a>
            </td>
        </tr>
    }
}
