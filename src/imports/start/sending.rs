//! Sending the import: once, by way of the register, which records it first and follows its task.

use std::rc::Rc;

use futures_util::future::{Either, select};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::form::{ImportForm, Inner};
use crate::browser::clock;
use crate::browser::document;
use crate::browser::storage::NotKept;
use crate::http::Fault;
use crate::imports::ledger::{Plan, Sent};
use crate::imports::lookups::customer_key;
use crate::imports::rules::body;
use crate::route::Route;
use crate::services::live_platform::service_customers;
use crate::ui::Tone;

/// The id of what tells how the sending ended.
pub(super) const OUTCOME: &str = "import-outcome";
/// What is known of the customer counts as "before" when it is not older, in milliseconds.
const FRESH: f64 = 30_000.0;
/// The import does not wait longer for the look at the customer, in milliseconds.
const LOOK_AT_MOST: f64 = 4_000.0;

/// How far the sending has come.
#[derive(Clone, Default)]
pub(super) enum Stage {
    /// Nothing is being sent.
    #[default]
    Idle,
    /// The user looks at what will be sent.
    Review,
    /// It is on its way; the review stays in view.
    Working,
    /// The browser does not keep the record: whether it is sent all the same is asked.
    NotRecorded(NotKept),
    /// The service, or the way to it, failed before anything was started.
    Failed(Fault),
    /// The service said no, in these words.
    Refused(String),
}

impl Stage {
    /// Whether nothing is under way and nothing is asked.
    pub(super) fn rests(&self) -> bool {
        matches!(self, Stage::Idle | Stage::Failed(_) | Stage::Refused(_))
    }

    /// Whether the review is in view.
    pub(super) fn reviews(&self) -> bool {
        matches!(self, Stage::Review | Stage::Working)
    }
}

impl ImportForm {
    /// What the confirm button does. A second press does nothing.
    pub(super) fn confirmed(self) {
        self.send_from(|stage| matches!(stage, Stage::Review), false);
    }

    /// The user sends it although the browser keeps no record of it.
    pub(super) fn send_unrecorded(self) {
        self.send_from(|stage| matches!(stage, Stage::NotRecorded(_)), true);
    }

    fn send_from(self, begins: fn(&Stage) -> bool, unrecorded: bool) {
        let Some(inner) = self.inner() else {
            return;
        };
        if inner.stage.with_untracked(begins) {
            inner.stage.set(Stage::Working);
            // It goes on when the form is left: the register has it, and follows its task.
            spawn_local(send(inner, unrecorded));
        }
    }
}

async fn send(inner: Rc<Inner>, unrecorded: bool) {
    let values = inner.values();
    let guid = values.guid.trim().to_owned();
    let plan = Plan {
        name: untrack(|| inner.label(&guid)),
        body: body(&values),
        run: None,
        before: before(&inner, &guid).await,
        guid,
    };
    let sent = inner.ledger.send(plan, unrecorded).await;
    if let Sent::Started { .. } = &sent {
        // The form may be gone when the answer comes.
        inner.keeper.discard();
    }
    if inner.stage.try_get_untracked().is_none() {
        return;
    }
    match sent {
        Sent::Started { task, .. } => {
            inner.stage.set(Stage::Idle);
            inner.toasts.show(Tone::Good, "The import is started.");
            let here = inner.here;
            here.location().go(&here.address(&Route::ImportTask(task)));
        }
        Sent::Refused { message, .. } => inner.ended(Stage::Refused(message)),
        Sent::Failed { fault, .. } => inner.ended(Stage::Failed(fault)),
        // What is known of it stands above the form, from the register.
        Sent::Unknown { .. } => inner.ended(Stage::Idle),
        Sent::NotRecorded(reason) => inner.stage.set(Stage::NotRecorded(reason)),
        // The form is about to give way to the sign-in; its draft brings it back.
        Sent::SignInNeeded => inner.stage.set(Stage::Idle),
    }
}

/// The customer's details as they are before the import, to compare with later. The import does not depend on them.
async fn before(inner: &Inner, guid: &str) -> Option<serde_json::Value> {
    let (here, asked) = (inner.here, guid.to_owned());
    let queries = here.queries();
    let look = queries.fetch(customer_key(here, guid), clock::now() - FRESH, move || {
        let guid = asked.clone();
        async move { service_customers::get(here.http(), &here.environment(), &guid).await }
    });
    let look = std::pin::pin!(look);
    let limit = std::pin::pin!(clock::sleep(LOOK_AT_MOST));
    let seen = match select(look, limit).await {
        Either::Left((Ok(seen), _)) => Some(seen),
        Either::Left((Err(_), _)) | Either::Right(_) => None,
    };
    // An older look is better than none.
    let known = seen.or_else(|| untrack(|| inner.detail(guid)));
    known.map(|customer| customer.to_json())
}

impl Inner {
    /// It has ended otherwise than it was meant to: what is told of it takes the focus.
    fn ended(&self, stage: Stage) {
        self.stage.set(stage);
        request_animation_frame(|| _ = document::focus(&format!("#{OUTCOME}")));
    }
}
