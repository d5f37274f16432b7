//! The sandbox: a stand-in for the three services, and the server of the built page.
