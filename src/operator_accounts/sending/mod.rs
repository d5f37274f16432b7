//! Sending the form of an operator account: reviewed, sent once, and followed until it is known what came of it.
//!
//! The service knows no versions and no repeated writes (contracts/README.md, 3.4), so a new account is recorded before it is
//! sent, and an edit is merged with the account as it is right before.

mod answers;
mod ask_first;
mod conflicts;
mod create;
mod edit;
mod intent;
mod left;
mod review;
mod stage;
mod unknown;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures_util::future::{AbortHandle, LocalBoxFuture, abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

pub(super) use stage::Stage;
use unknown::{Again, unknown_writes};

use super::form::FormState;
use super::rules::{Change, FieldKey, Known, Mode, body, difference};
use crate::browser::document;
use crate::page::{Here, Made, fault_text, lazy};
use crate::services::airvantage::accounts::{Account, AccountBody, Reference};
use crate::ui::element::{Element, classed, live, nothing, text};
use crate::ui::{SkeletonShape, Toasts, Tone, button, notice, use_toasts};
use crate::work::Register;

/// What is being sent, and how far it has come. A handle that is copied; it lives as long as its form.
#[derive(Clone, Copy)]
pub(super) struct Sending {
    form: FormState,
    stage: RwSignal<Stage, LocalStorage>,
    /// What has to be looked for again: unknown outcomes are shown anew when this changes.
    settled: RwSignal<u32>,
    fixed: StoredValue<Fixed, LocalStorage>,
}

#[derive(Clone)]
struct Fixed {
    register: Register,
    toasts: Toasts,
    /// What is under way.
    running: Rc<RefCell<Option<AbortHandle>>>,
}

/// The id of what tells how the sending ended.
const OUTCOME: &str = "account-outcome";

#[derive(Clone, Copy)]
struct Place {
    /// Whether the code of sending is needed.
    wanted: RwSignal<bool>,
    sending: Option<Sending>,
    /// The form was submitted before the code was here.
    pressed: bool,
}

thread_local! {
    /// A page has one form.
    static CURRENT: Cell<Option<Place>> = const { Cell::new(None) };
}

/// Everything of sending that stands in the page of this form. Its code is loaded when the form is first submitted, or at once
/// where something was sent before.
pub(super) fn panel(form: FormState) -> Element {
    let wanted = RwSignal::new(may_be_unknown(form.here()));
    CURRENT.set(Some(Place {
        wanted,
        sending: None,
        pressed: false,
    }));
    live(move || {
        if !wanted.get() {
            return nothing();
        }
        untrack(|| {
            let make = move || -> Made { Box::pin(make_sending(form)) };
            lazy(
                SkeletonShape::Lines(1),
                || Box::pin(load_sending()),
                make,
                || {},
            )
        })
    })
}

/// Whether there is a record of something that was sent.
pub(super) fn may_be_unknown(here: Here) -> bool {
    let environment = &here.environment().key;
    use_context::<Register>().is_none_or(|register| register.has_records(environment))
}

/// Shows what will be sent. The form has no problems of its own any more.
pub(super) fn start() {
    let Some(mut place) = CURRENT.get() else {
        return;
    };
    match place.sending.filter(|sending| sending.is_here()) {
        Some(sending) => sending.start(),
        None => {
            place.pressed = true;
            CURRENT.set(Some(place));
            // None: the form is gone.
            let _ = place.wanted.try_set(true);
        }
    }
}

#[wasm_split(sending, wasm_split_path = leptos::wasm_split, fallible, preload(load_sending))]
fn make_sending(form: FormState) -> Result<Element, SplitLoaderError> {
    let sending = Sending::new(form);
    let panel = sending.panel();
    if let Some(mut place) = CURRENT.get() {
        let pressed = std::mem::take(&mut place.pressed);
        place.sending = Some(sending);
        CURRENT.set(Some(place));
        if pressed {
            sending.start();
        }
    }
    Ok(panel)
}

/// New accounts with an unknown outcome, above the list.
pub(super) fn unknown_above_list(here: Here) -> Element {
    if !may_be_unknown(here) {
        return nothing();
    }
    let make = move || -> Made { Box::pin(make_unknown(here)) };
    lazy(
        SkeletonShape::Lines(1),
        || Box::pin(load_unknown()),
        make,
        || {},
    )
}

#[wasm_split(sending, wasm_split_path = leptos::wasm_split, fallible, preload(load_unknown))]
fn make_unknown(here: Here) -> Result<Element, SplitLoaderError> {
    Ok(unknown_writes(here, None))
}

impl Sending {
    /// Sending this form; nothing is sent yet.
    fn new(form: FormState) -> Self {
        Self {
            form,
            stage: RwSignal::new_local(Stage::Idle),
            settled: RwSignal::new(0),
            fixed: StoredValue::new_local(Fixed {
                register: use_context::<Register>().unwrap_or_else(Register::open),
                toasts: use_toasts(),
                running: Rc::default(),
            }),
        }
    }

    /// Shows what will be sent. The form has no problems of its own any more.
    fn start(self) {
        // A second press while something is under way is none.
        if !self.stage.with_untracked(Stage::rests) {
            return;
        }
        self.review(Vec::new());
    }

    /// Shows what will be sent, and what somebody else has changed meanwhile.
    fn review(self, taken: Vec<FieldKey>) {
        let changes = self.changes();
        if self.form.uid().is_some() && !changes.iter().any(|change| change.differs) {
            self.stage.set(Stage::Idle);
            self.toasts().show(
                Tone::Information,
                "Nothing has changed, so there is nothing to send.",
            );
            return;
        }
        self.stage.set(Stage::Review { changes, taken });
    }

    fn changes(self) -> Vec<Change> {
        self.with_known(|known| {
            let loaded = self.form.loaded();
            difference::review(&self.body(), loaded.as_deref(), known)
        })
    }

    /// Everything of sending that stands in the page: what went wrong, what is unknown, and the dialogs.
    fn panel(self) -> Element {
        let failed = live(move || {
            let fault = self.stage.with(|stage| match stage {
                Stage::Failed(fault) => Some(fault.clone()),
                _ => None,
            });
            let Some(fault) = fault else {
                return nothing();
            };
            let again = button("Send again").on_press(move || self.start_anew());
            let words = fault_text(&fault);
            notice(
                Tone::Bad,
                text(&format!("Nothing was changed: {}", fault.title())),
                Some(words),
                Some(again),
            )
        });
        let here = self.form.here();
        let again = self.form.uid().is_none().then(|| Again {
            settled: self.settled,
            fits: Rc::new(move |name, connection| {
                let values = self.form.values();
                values.name.trim() == name && values.connection.as_deref() == Some(connection)
            }),
            send: Rc::new(move || self.start_anew()),
            found: Rc::new(move || {
                self.form.discard_draft();
                self.form.leave_freely();
            }),
        });
        let outcome = classed("div", "stack outcome")
            .attribute("id", OUTCOME)
            .attribute("role", "status")
            .attribute("tabindex", "-1")
            .attribute("aria-label", "What came of it")
            .with(failed)
            .with(edit::lost_edit(self))
            .with(unknown_writes(here, again));
        outcome
            .beside(review::dialog(self))
            .beside(conflicts::dialog(self))
            .beside(ask_first::dialog(self))
    }

    /// As if the form's own button was pressed: what is missing by now is said.
    fn start_anew(self) {
        self.stage.set(Stage::Idle);
        self.form.submit();
    }

    /// It has ended otherwise than it was meant to: what is told of it takes the focus.
    fn ended(self, stage: Stage) {
        self.stage.set(stage);
        request_animation_frame(|| _ = document::focus(&format!("#{OUTCOME}")));
    }

    /// What the confirm button of the review does.
    fn confirmed(self) {
        if self.form.uid().is_some() {
            self.run(Box::pin(edit::send(self)));
        } else {
            self.run(Box::pin(create::check_then_send(self)));
        }
    }

    /// It goes on when the form is left: what has been sent is followed to its end, and recorded.
    fn run(self, work: LocalBoxFuture<'static, ()>) {
        let (work, abort) = abortable(work);
        self.fixed().running.replace(Some(abort));
        spawn_local(async move {
            if work.await.is_err() && self.is_here() {
                self.stopped();
            }
        });
    }

    /// Waits no longer for a service that has asked to wait.
    fn stop(self) {
        if let Some(abort) = self.fixed().running.take() {
            abort.abort();
        }
    }

    /// What had been sent once may still have been taken, whatever the service said.
    fn stopped(self) {
        let sent = self
            .stage
            .with_untracked(|stage| matches!(stage, Stage::Working { sent: true, .. }));
        match (sent, self.form.uid().is_some()) {
            (false, _) => self.stage.set(Stage::Idle),
            (true, true) => edit::gave_up(self),
            (true, false) => {
                self.settled.update(|times| *times += 1);
                self.ended(Stage::Idle);
            }
        }
    }

    fn body(self) -> AccountBody {
        let (loaded, also) = (self.form.loaded(), self.form.also_required());
        body(&self.form.values(), mode(loaded.as_deref(), &also))
    }

    /// What the review needs to know to name things and to hide secrets.
    fn with_known<R>(self, look: impl FnOnce(Known<'_>) -> R) -> R {
        let connection = untrack(|| self.form.connection());
        let loaded = self.form.loaded();
        let mut sms: Vec<Reference> = Vec::new();
        if let Some(uid) = self.form.values().sms_account {
            let name = Some(self.form.sms_account_label(&uid));
            sms.push(Reference { uid, name });
        }
        sms.extend(loaded.and_then(|loaded| loaded.sms_account.clone()));
        look(Known {
            connection: connection.as_deref(),
            sms_accounts: &sms,
        })
    }

    fn fixed(self) -> Fixed {
        self.fixed.get_value()
    }

    fn toasts(self) -> Toasts {
        self.fixed().toasts
    }

    fn register(self) -> Register {
        self.fixed().register
    }

    /// Whether the form is still in the page.
    fn is_here(self) -> bool {
        self.stage.try_get_untracked().is_some()
    }
}

fn mode<'a>(loaded: Option<&'a Account>, also_required: &'a [String]) -> Mode<'a> {
    match loaded {
        Some(loaded) => Mode::Edit {
            loaded,
            also_required,
        },
        None => Mode::Create,
    }
}
