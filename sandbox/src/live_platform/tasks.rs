//! Import tasks: in progress for a while, then ended.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Number of the first task, as published.
const FIRST: usize = 185_510;

/// All tasks since the start or the last reset.
#[derive(Debug)]
pub struct Tasks {
    list: Vec<Task>,
    duration: Duration,
}

#[derive(Clone, Copy, Debug)]
struct Task {
    started: Instant,
    fails: bool,
}

impl Tasks {
    /// No task yet; each will be in progress for this long.
    pub fn new(duration: Duration) -> Self {
        Self {
            list: Vec::new(),
            duration,
        }
    }

    /// From now on tasks, those in progress included, last this long after their start.
    pub fn set_duration(&mut self, duration: Duration) {
        self.duration = duration;
    }

    /// Starts a task and gives its id.
    pub fn start(&mut self, fails: bool, now: Instant) -> String {
        self.list.push(Task {
            started: now,
            fails,
        });
        id(self.list.len() - 1)
    }

    /// The state of a task.
    pub fn get(&self, wanted: &str, now: Instant) -> Option<Value> {
        let number: usize = wanted.strip_prefix("tsk_")?.parse().ok()?;
        let place = number
            .checked_sub(FIRST)
            .filter(|place| id(*place) == wanted)?;
        let task = self.list.get(place)?;
        let (status, messages) = match (
            now.saturating_duration_since(task.started) >= self.duration,
            task.fails,
        ) {
            (false, _) => ("InProgress", json!([])),
            (true, false) => ("CompletedSuccess", json!([])),
            (true, true) => (
                "Failed",
                json!([{ "level": "Error", "message": "Import failed" }]),
            ),
        };
        Some(json!({
            "id": wanted,
            "status": status,
            "details": [null],
            "executionMessages": messages,
            "outputData": {},
            "createTime": "0001-01-01T00:00:00",
            "completeTime": null,
            "cancellationRequested": null,
        }))
    }
}

fn id(place: usize) -> String {
    format!("tsk_{}", FIRST + place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_is_in_progress_then_ends() {
        let (mut tasks, start) = (Tasks::new(Duration::from_secs(8)), Instant::now());
        assert_eq!(
            (tasks.start(false, start), tasks.start(true, start)),
            ("tsk_185510".to_owned(), "tsk_185511".to_owned())
        );
        let status = |tasks: &Tasks, id: &str, seconds| {
            tasks
                .get(id, start + Duration::from_secs(seconds))
                .map(|task| task["status"].clone())
        };
        assert_eq!(status(&tasks, "tsk_185510", 7), Some(json!("InProgress")));
        assert_eq!(
            status(&tasks, "tsk_185510", 8),
            Some(json!("CompletedSuccess"))
        );
        assert_eq!(status(&tasks, "tsk_185511", 8), Some(json!("Failed")));
        for unknown in ["tsk_185512", "tsk_1", "tsk_0185510", "185510", "tsk_x"] {
            assert_eq!(status(&tasks, unknown, 8), None, "{unknown}");
        }
        tasks.set_duration(Duration::ZERO);
        assert_eq!(
            status(&tasks, "tsk_185510", 0),
            Some(json!("CompletedSuccess"))
        );
    }
}
