//! Saving what the list finds as a file: every page of it, one after another, and no secret value.

mod gather;
mod sheet;

use futures_util::future::{AbortHandle, abortable};
use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use wasm_bindgen_futures::spawn_local;

use self::gather::{Gathered, gather};
use crate::browser::{clock, download};
use crate::exchange::file_name;
use crate::http::Fault;
use crate::page::{Here, fault_text, new_version};
use crate::route::AccountList;
use crate::ui::element::{Element, classed, element, live, nothing};
use crate::ui::{
    Derived, IconName, Progress, Toasts, Tone, button, format, icon, menu, notice, progress_bar,
    use_toasts,
};

/// Begins it; its code is loaded when it is first needed.
#[wasm_split(export, wasm_split_path = leptos::wasm_split, fallible)]
fn gather_and_save(export: Export, format: Format) -> Result<(), SplitLoaderError> {
    export.run(format);
    Ok(())
}

/// The form of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Csv,
    Json,
}

impl Format {
    /// What the file's name ends with, and its media type.
    const fn file(self) -> (&'static str, &'static str) {
        match self {
            Self::Csv => ("csv", "text/csv"),
            Self::Json => ("json", "application/json"),
        }
    }
}

/// How far an export is.
#[derive(Clone, Debug, PartialEq)]
enum Stage {
    Idle,
    Running,
    Failed(Format, Fault),
}

/// The export of a list, for as long as its page is there. A handle that is copied.
#[derive(Clone, Copy)]
pub(super) struct Export {
    here: Here,
    list: Derived<AccountList>,
    stage: RwSignal<Stage>,
    progress: RwSignal<Progress>,
    running: StoredValue<Option<AbortHandle>>,
    toasts: StoredValue<Toasts>,
}

impl Export {
    /// An export that has not begun. Leaving the page ends it.
    pub(super) fn new(here: Here, list: Derived<AccountList>) -> Self {
        let export = Self {
            here,
            list,
            stage: RwSignal::new(Stage::Idle),
            progress: RwSignal::new(Progress::default()),
            running: StoredValue::new(None),
            toasts: StoredValue::new(use_toasts()),
        };
        let (running, toasts) = (export.running, use_toasts());
        on_cleanup(move || {
            if let Some(handle) = running.try_update_value(Option::take).flatten() {
                handle.abort();
                toasts.show(
                    Tone::Warning,
                    "The export has ended because you left the list. Nothing was saved.",
                );
            }
        });
        export
    }

    /// The menu that begins it; `count` is how many accounts the list finds.
    pub(super) fn menu(self, count: impl Fn() -> Option<usize> + Copy + 'static) -> Element {
        let hint = classed("p", "menu-list").text_live(move || match count() {
            Some(count) if count > 0 => format!(
                "All {} of this list. Secret parameters are left out.",
                format::counted(count, "account", "accounts")
            ),
            _ => "There is nothing to export.".to_owned(),
        });
        let blocked = move || match self.stage.get() {
            Stage::Running => Some("An export is under way".to_owned()),
            _ if count().unwrap_or(0) == 0 => Some("There is nothing to export".to_owned()),
            _ => None,
        };
        let item = |words: &str, format: Format| {
            classed("button", "menu-item")
                .attribute("type", "button")
                .text(words)
                .blocked(blocked)
                .on_press(move || self.begin(format))
        };
        let panel = hint
            .beside(item("CSV, for spreadsheets", Format::Csv))
            .beside(item("JSON", Format::Json));
        let words = element("span").text("Export");
        let whole = menu(icon(IconName::Download).beside(words), panel);
        let own = whole.clone();
        // A choice closes the menu; its button keeps the focus.
        whole.on("click", move |event| {
            use wasm_bindgen::JsCast;
            let target = event
                .target()
                .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
            let chosen = target.and_then(|target| target.closest(".menu-item").ok().flatten());
            if chosen.is_some() {
                own.set("open", None);
                let button = own
                    .as_node::<web_sys::Element>()
                    .query_selector("summary")
                    .ok()
                    .flatten();
                if let Some(button) =
                    button.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok())
                {
                    _ = button.focus();
                }
            }
        })
    }

    /// How far it is, or why it has ended.
    pub(super) fn progress(self) -> Element {
        live(move || match self.stage.get() {
            Stage::Idle => nothing(),
            Stage::Running => untrack(|| self.running()),
            Stage::Failed(format, fault) => untrack(|| self.failed(format, &fault)),
        })
    }

    fn running(self) -> Element {
        let progress = Derived::new(move |_| self.progress.get());
        let cancel = button("Cancel")
            .small()
            .icon(IconName::Stop)
            .named("Cancel the export")
            .on_press(move || {
                self.stop();
                self.stage.set(Stage::Idle);
                self.tell(
                    Tone::Neutral,
                    "The export was cancelled. Nothing was saved.",
                );
            });
        classed("div", "account-export")
            .with(progress_bar("Exporting", progress))
            .with(cancel)
    }

    fn failed(self, format: Format, fault: &Fault) -> Element {
        let again = button("Try again")
            .icon(IconName::Refresh)
            .named("Try the export again")
            .on_press(move || self.begin(format));
        let dismiss = button("Dismiss")
            .quiet()
            .on_press(move || self.stage.set(Stage::Idle));
        let title = format!(
            "The export has failed and nothing was saved: {}",
            fault.title()
        );
        let body = fault_text(fault);
        let actions = again.beside(dismiss);
        let words = crate::ui::element::text(&title);
        classed("div", "stack").with(notice(Tone::Bad, words, Some(body), Some(actions)))
    }

    fn stop(self) {
        if let Some(handle) = self.running.try_update_value(Option::take).flatten() {
            handle.abort();
        }
    }

    fn tell(self, tone: Tone, words: &str) {
        if let Some(toasts) = self.toasts.try_get_value() {
            toasts.show(tone, words);
        }
    }

    fn begin(self, format: Format) {
        self.stop();
        self.progress.set(Progress {
            words: "Asking for the first page".to_owned(),
            ..Progress::default()
        });
        self.stage.set(Stage::Running);
        spawn_local(async move {
            if gather_and_save(self, format).await.is_err()
                && self.stage.try_set(Stage::Idle).is_none()
            {
                self.tell(
                    Tone::Bad,
                    "The code of the export could not be loaded. Check the connection and try again, or reload the page: a new version may have taken its place.",
                );
                new_version::look();
            }
        });
    }

    fn run(self, format: Format) {
        let list = self.list.get_untracked();
        let (work, handle) = abortable(gather(self.here, list, self.progress));
        self.running.set_value(Some(handle));
        spawn_local(async move {
            let Ok(outcome) = work.await else { return };
            // The page may have gone in this very moment.
            if self.running.try_set_value(None).is_some() {
                return;
            }
            match outcome {
                Ok(gathered) => {
                    self.stage.set(Stage::Idle);
                    self.save(format, &gathered);
                }
                Err(fault) => {
                    if let Some(toasts) = self.toasts.try_get_value() {
                        toasts.interrupt("The export has failed");
                    }
                    self.stage.set(Stage::Failed(format, fault));
                }
            }
        });
    }

    fn save(self, format: Format, gathered: &Gathered) {
        let (ending, media_type) = format.file();
        let text = match format {
            Format::Csv => sheet::csv(&gathered.accounts, &gathered.connections),
            Format::Json => sheet::json(&gathered.accounts, &gathered.connections),
        };
        let what = format!("operator-accounts-{}", self.here.environment().key);
        let name = file_name(&what, &clock::day(clock::now()), ending);
        if !download::offer(&name, media_type, &text) {
            self.tell(Tone::Bad, "The browser did not allow to save the file.");
            return;
        }
        let saved = format!(
            "Saved {} as {name}.",
            format::counted(
                gathered.accounts.len(),
                "operator account",
                "operator accounts"
            )
        );
        match gathered.remarks().as_str() {
            "" => self.tell(Tone::Good, &saved),
            remarks => self.tell(Tone::Warning, &format!("{saved} {remarks}")),
        }
    }
}
