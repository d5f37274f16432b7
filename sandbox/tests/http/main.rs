//! The sandbox over HTTP: every test starts its own on free ports.

mod airvantage;
mod airvantage_accounts;
mod airvantage_finds;
mod control;
mod cross_origin;
mod faults;
mod live_platform;
mod optconnect;
mod page;
mod support;
mod tokens;
