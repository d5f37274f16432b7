//! The task of an import (contracts/README.md, 2.3).

mod read;
mod state;

use serde_json::Value;

use super::call;
use crate::config::Environment;
use crate::http::{Fault, Http, segment};

pub use super::messages::TaskMessage;
pub use read::read;
pub use state::{TaskState, state_of};

/// A task, as it stood when it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// Its id, where the answer names it.
    pub id: Option<String>,
    /// Its status as it came.
    pub status: String,
    /// What the status means.
    pub state: TaskState,
    /// Remarks.
    pub details: Vec<String>,
    /// Messages, said to be for debugging.
    pub messages: Vec<TaskMessage>,
    /// Result values; `None` where there are none.
    pub output: Option<Value>,
    /// When it was asked for, as it came: without a zone. `None` also for the zero date, which means "not reported".
    pub created: Option<String>,
    /// When it ended, likewise.
    pub completed: Option<String>,
    /// Said to have no use on Live Platform.
    pub cancellation_requested: Option<bool>,
}

const GET: &str = "Task";

/// Reads a task.
///
/// # Errors
/// A `Fault`; `Kind::Unreadable` where no status came.
pub async fn get(http: Http, environment: &Environment, id: &str) -> Result<Task, Fault> {
    let request = call::get(GET, format!("/api/v2/task/{}", segment(id.trim())));
    let answer = http.send(environment, request).await?;
    read(&answer.text)
}
