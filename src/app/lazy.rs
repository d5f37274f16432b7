//! Which page of the console belongs to which part that is loaded later. The splitting is the business of
//! `cargo xtask build`.

use leptos::prelude::request_animation_frame;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use crate::browser::document;
use crate::customers;
use crate::imports;
use crate::operator_accounts;
use crate::overview;
use crate::page::{Loading, Made, lazy_page};
use crate::settings;
use crate::ui::element::Element;

/// A page whose code is loaded when it is first opened.
#[derive(Clone, Copy)]
pub(super) struct LazyPage {
    load: fn() -> Loading,
    make: fn() -> Made,
}

/// One page of one part. The parts are named by the first word; pages of the same part are loaded together.
macro_rules! lazy_pages {
    ($($name:ident, $part:ident, $load:ident, $split:ident, $page:path;)*) => {
        $(
            #[wasm_split($part, wasm_split_path = leptos::wasm_split, fallible, preload($load))]
            fn $split() -> Result<Element, SplitLoaderError> {
                Ok($page())
            }

            pub(super) const $name: LazyPage = LazyPage {
                load: || Box::pin($load()),
                make: || Box::pin($split()),
            };
        )*
    };
}

lazy_pages! {
    OVERVIEW, overview, load_overview, make_overview, overview::overview_page;
    CUSTOMERS, customers, load_customers, make_customers, customers::customers_page;
    CUSTOMER, customers, load_customer, make_customer, customers::customer_page;
    IMPORTS, imports, load_imports, make_imports, imports::imports_page;
    IMPORT_TASK, imports, load_import_task, make_import_task, imports::import_task_page;
    IMPORT_NEW, import_new, load_import_new, make_import_new, imports::import_new_page;
    IMPORT_BULK, import_bulk, load_import_bulk, make_import_bulk, imports::import_bulk_page;
    OPERATOR_ACCOUNTS, accounts, load_accounts, make_accounts, operator_accounts::operator_accounts_page;
    OPERATOR_ACCOUNT, account, load_account, make_account, operator_accounts::operator_account_page;
    OPERATOR_ACCOUNT_FORM, account_form, load_form, make_form, operator_accounts::account_form_page;
    OPERATOR_ACCOUNTS_BULK, accounts_bulk, load_bulk, make_bulk, operator_accounts::bulk_page;
    SETTINGS, settings, load_settings, make_settings, settings::settings_page;
}

/// The page, as soon as its code is here. One that had to be waited for takes the focus, as others do, unless the console
/// starts with it, or the user is in the page already.
pub(super) fn lazy(page: LazyPage, starting: bool) -> Element {
    let arrived = move || {
        if !starting {
            request_animation_frame(|| {
                if !document::has_focus_in("main") {
                    document::focus_in_place("main h1");
                }
            });
        }
    };
    lazy_page(page.load, page.make, arrived)
}
