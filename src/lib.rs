//! Switchboard: a browser console for administrators at telecom and IoT service providers.
//!
//! The map. A module may use those below it in this list, never one above it (`route` is for all but `ui`):
//!
//! - [`app`]: the shell: header, navigation, which page stands at which address
//! - [`overview`], [`customers`], [`imports`], [`operator_accounts`], [`settings`]: the features; none knows another, they
//!   meet in [`route`]
//! - [`page`]: what every page is made of: the faces of a load, the fault panel, sign-in in place
//! - [`form`]: when a field's message shows, the summary of a form's errors, drafts
//! - [`work`]: writes: recorded intents, unknown outcomes, many writes one after another
//! - [`exchange`]: CSV and JSON in and out
//! - [`query`]: cached reads
//! - [`services`]: one module per vendor: wire types, calls, its errors in plain words
//! - [`http`]: the one door to the network
//! - [`session`]: who is signed in where; the only holder of tokens
//! - [`config`]: `config.json` as checked facts
//! - [`browser`]: the only user of the browser's own services
//! - [`ui`]: buttons, fields, tables; knows no service, no fault, no address
//!
//! Not in the page: `decoders`, all that reads what comes from outside, for the tests with arbitrary input.

pub mod app;
pub mod browser;
pub mod config;
pub mod customers;
#[cfg(not(target_arch = "wasm32"))]
#[doc(hidden)]
pub mod decoders;
pub mod exchange;
pub mod form;
pub mod http;
pub mod imports;
pub mod operator_accounts;
pub mod overview;
pub mod page;
pub mod query;
pub mod route;
pub mod services;
pub mod session;
pub mod settings;
pub mod ui;
pub mod work;
