//! An import in words: its state, the groups that the list is filtered by, and how long it has taken.

use crate::browser::words::folded;
use crate::imports::ledger::{Entry, EntryState};
use crate::ui::Tone;

/// States that are looked at together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    /// On its way, or at work.
    Running,
    /// Somebody has to look at it: unknown, failed, ended otherwise, or watched no longer.
    Attention,
    /// Ended well.
    Succeeded,
    /// Not started, or replaced by another one.
    NotStarted,
}

impl Group {
    pub(super) const ALL: [Self; 4] = [
        Self::Running,
        Self::Attention,
        Self::Succeeded,
        Self::NotStarted,
    ];

    /// Its name in addresses.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Attention => "attention",
            Self::Succeeded => "succeeded",
            Self::NotStarted => "not-started",
        }
    }

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Running => "Running",
            Self::Attention => "To look at",
            Self::Succeeded => "Succeeded",
            Self::NotStarted => "Not started",
        }
    }

    pub(super) fn of(state: &EntryState) -> Self {
        match state {
            EntryState::Sending | EntryState::Running => Self::Running,
            EntryState::Unknown(_)
            | EntryState::Paused
            | EntryState::Failed
            | EntryState::EndedOtherwise => Self::Attention,
            EntryState::Succeeded => Self::Succeeded,
            EntryState::Refused | EntryState::Superseded => Self::NotStarted,
        }
    }
}

/// A state in a word or two.
pub(super) fn state_words(state: &EntryState) -> (Tone, &'static str) {
    match state {
        EntryState::Sending => (Tone::Information, "Sending"),
        EntryState::Unknown(_) => (Tone::Warning, "Outcome unknown"),
        EntryState::Running => (Tone::Information, "Running"),
        EntryState::Paused => (Tone::Warning, "Watching paused"),
        EntryState::Succeeded => (Tone::Good, "Succeeded"),
        EntryState::Failed => (Tone::Bad, "Failed"),
        EntryState::EndedOtherwise => (Tone::Warning, "Ended otherwise"),
        EntryState::Refused => (Tone::Bad, "Not started"),
        EntryState::Superseded => (Tone::Neutral, "Superseded"),
    }
}

/// Whether an import is what the list looks for: a text in name, GUID or task id, and a group by its key (all for none).
pub(super) fn fits(entry: &Entry, text: &str, group: &str) -> bool {
    let in_group = group.is_empty() || Group::of(&entry.state).key() == group;
    let wanted = folded(text.trim());
    in_group
        && (wanted.is_empty()
            || [
                entry.name.as_str(),
                &entry.guid,
                entry.task.as_deref().unwrap_or_default(),
            ]
            .into_iter()
            .any(|known| folded(known).contains(&wanted)))
}

/// How long it has taken so far, or until it was seen to have ended (milliseconds); never less than nothing, whatever was
/// done to the clock.
pub(super) fn elapsed(entry: &Entry, now: f64) -> f64 {
    let until = match entry.state {
        _ if entry.followed.ended_at.is_some() => entry.followed.ended_at,
        EntryState::Sending | EntryState::Running => Some(now),
        _ => entry.followed.polled_at,
    };
    until.map_or(0.0, |until| (until - entry.at).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::{Group, elapsed, fits};
    use crate::imports::ledger::EntryState;
    use crate::imports::ledger::samples::entry;

    #[test]
    fn the_list_finds_by_text_and_group() {
        let entry = entry("acme", EntryState::Running);
        for (text, group, found) in [
            ("", "", true),
            (" ACME ", "running", true),
            ("acme", "succeeded", false),
            ("27AA5123", "", true),
            ("185510", "", true),
            ("other", "", false),
            ("", "nonsense", false),
        ] {
            assert_eq!(fits(&entry, text, group), found, "{text} {group}");
        }
    }

    #[test]
    fn every_state_is_in_one_group() {
        for (state, group) in [
            (EntryState::Sending, Group::Running),
            (EntryState::Unknown(String::new()), Group::Attention),
            (EntryState::Paused, Group::Attention),
            (EntryState::EndedOtherwise, Group::Attention),
            (EntryState::Failed, Group::Attention),
            (EntryState::Succeeded, Group::Succeeded),
            (EntryState::Refused, Group::NotStarted),
            (EntryState::Superseded, Group::NotStarted),
        ] {
            assert_eq!(Group::of(&state), group, "{state:?}");
        }
    }

    #[test]
    fn a_clock_that_was_set_back_takes_no_time_away() {
        let mut entry = entry("acme", EntryState::Running);
        let at = entry.at;
        assert!((elapsed(&entry, at + 5_000.0) - 5_000.0).abs() < 1e-9);
        assert!(elapsed(&entry, at - 3_600_000.0).abs() < 1e-9);
        entry.followed.ended_at = Some(at + 2_000.0);
        assert!((elapsed(&entry, at + 9_000.0) - 2_000.0).abs() < 1e-9);
    }
}
