//! Starts the console in the page.

use leptos::prelude::*;

fn main() {
    mount_to_body(switchboard::app::App);
}
