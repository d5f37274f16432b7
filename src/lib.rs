//! Switchboard: a browser console for administrators at telecom and IoT service providers.

pub mod app;
