//! AirVantage's operator accounts. Not built yet: the page says what will be here.

use leptos::prelude::*;

use crate::page::PageHeader;
use crate::ui::{EmptyState, IconName};

/// What will be here.
#[component]
pub fn OperatorAccountsPage() -> impl IntoView {
    view! {
        <div class={"page"}>
            <PageHeader title="Operator accounts"/>
            <EmptyState
                title="Operator accounts are not part of this version"
                text="Here you will find, read, create and edit the accounts that link your company to the services of mobile operators."
                icon=IconName::OperatorAccounts
            />
        </div>
    }
}
