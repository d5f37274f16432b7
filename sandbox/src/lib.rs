//! The sandbox: a stand-in for the three services, and the server of the built page.
//!
//! Written from the contracts alone: it shares no code with the console, so that agreement between the two proves
//! something. State lives in memory and starts from a fixed seed.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`options`] | the command line |
//! | [`server`] | binding both ports, starting and stopping |
//! | [`connection`] | one TCP connection, and breaking it |
//! | [`shared`] | the state that all requests share, and its reset |
//! | [`service`] | the three services: names, addresses, error forms |
//! | [`door`] | what every service call passes: log, CORS, faults, token |
//! | [`caller`] | tokens and what their holders may do |
//! | [`throttle`] | the rate limit of one token |
//! | [`optconnect`], [`live_platform`], [`airvantage`] | the services |
//! | [`fault`] | failures on request |
//! | [`requests`] | the log of service calls |
//! | [`control`] | the requests under `/sandbox/` |
//! | [`config`] | the `config.json` of the page |
//! | [`cross_origin`] | CORS |
//! | [`page`] | the built page and its headers |
//! | [`query`], [`random`], [`words`] | query parameters; seeded numbers and names |

pub mod airvantage;
pub mod caller;
pub mod config;
pub mod connection;
pub mod control;
pub mod cross_origin;
pub mod door;
pub mod fault;
pub mod live_platform;
pub mod optconnect;
pub mod options;
pub mod page;
pub mod query;
pub mod random;
pub mod requests;
pub mod server;
pub mod service;
pub mod shared;
pub mod throttle;
pub mod words;

pub use options::Options;
pub use server::{Running, StartError, start};
