//! Begins a bulk change. It is driven as soon as the code for that is here, whatever page is shown then.

use std::rc::Rc;

use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::driver::Driver;
use super::dry_run::DryRun;
use super::job::Job;
use super::kept;
use crate::browser::{clock, token_text};
use crate::page::Here;
use crate::ui::{Toasts, Tone};

/// Begins what was tried dry; tells its id.
pub(super) fn start(here: Here, toasts: &Toasts, run: &DryRun) -> String {
    let id = token_text::unguessable().unwrap_or_else(|| format!("{}", clock::now() as u64));
    let company = here.company().map(|company| company.to_string());
    let job = Job::new(
        id.clone(),
        (here.environment().key.clone(), company),
        clock::now(),
        run.change(),
        run.targets(),
    );
    kept::begin(job);
    let (begun, toasts) = (id.clone(), toasts.clone());
    spawn_local(async move {
        let driven = drive(here, toasts.clone(), begun.clone()).await;
        if driven.is_err() && kept::is_begun(&begun) {
            toasts.show(
                Tone::Bad,
                "Nothing was changed yet: a part of the console could not be loaded.".to_owned(),
            );
        }
    });
    id
}

#[wasm_split(bulk_running, wasm_split_path = leptos::wasm_split, fallible)]
fn drive(here: Here, toasts: Toasts, id: String) -> Result<(), SplitLoaderError> {
    drive_begun(here, &toasts, &id);
    Ok(())
}

/// Drives the one of that id, where it waits for that.
pub(super) fn drive_begun(here: Here, toasts: &Toasts, id: &str) -> Option<Rc<Driver>> {
    let job = kept::take_begun(id)?;
    let driver = Driver::new(here, toasts.clone(), job);
    kept::take_new(&driver);
    driver.resume();
    Some(driver)
}
