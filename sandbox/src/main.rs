//! Starts the sandbox from the command line.
fn main() {}
