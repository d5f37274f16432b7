//! What a task's status means. The list of statuses is not published, so it is read by its words (contracts/README.md, 2.3).

use crate::browser::words;

/// Where a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskState {
    /// Not at its end, as far as one knows: every unknown status counts as this.
    Running,
    /// Ended well.
    Succeeded,
    /// Ended with an error.
    Failed,
    /// Ended, but neither well nor with an error.
    EndedOtherwise,
}

/// The meaning of a status. Blanks, `_`, `-` and letter case do not matter.
pub fn state_of(status: &str) -> TaskState {
    let bare: String = status
        .chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '_' | '-'))
        .collect();
    let bare = words::folded(&bare);
    if bare == "completedsuccess" {
        TaskState::Succeeded
    } else if bare.contains("fail") || bare.contains("error") {
        TaskState::Failed
    } else if bare.starts_with("completed") || bare.contains("cancel") {
        TaskState::EndedOtherwise
    } else {
        TaskState::Running
    }
}

#[cfg(test)]
mod tests {
    use super::{TaskState, state_of};

    #[test]
    fn a_status_is_read_by_its_words() {
        for (status, state) in [
            ("CompletedSuccess", TaskState::Succeeded),
            ("Completed Success", TaskState::Succeeded),
            ("COMPLETED_SUCCESS", TaskState::Succeeded),
            (" completed-success ", TaskState::Succeeded),
            ("Failed", TaskState::Failed),
            ("FAILURE", TaskState::Failed),
            ("CompletedFailure", TaskState::Failed),
            ("CompletedWithErrors", TaskState::Failed),
            ("Error", TaskState::Failed),
            ("Completed", TaskState::EndedOtherwise),
            ("CompletedPartially", TaskState::EndedOtherwise),
            ("CompletedSuccessWithWarnings", TaskState::EndedOtherwise),
            ("Cancelled", TaskState::EndedOtherwise),
            ("Canceled", TaskState::EndedOtherwise),
            ("InProgress", TaskState::Running),
            ("In Progress", TaskState::Running),
            ("Queued", TaskState::Running),
            ("NotCompleted", TaskState::Running),
            ("?", TaskState::Running),
        ] {
            assert_eq!(state_of(status), state, "{status}");
        }
    }
}
