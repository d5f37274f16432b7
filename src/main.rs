//! Starts the console in the page.

fn main() {
    switchboard::app::start();
}
