//! How good or bad the news is that a badge, notice or toast brings.

use super::icon::IconName;

/// The kind of news. A tone is never told by colour alone: its icon and its words differ too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Neither good nor bad.
    #[default]
    Neutral,
    /// Worth knowing.
    Information,
    /// It worked.
    Good,
    /// It works, but look at it.
    Warning,
    /// It failed.
    Bad,
}

impl Tone {
    /// The class that sets the colours of this tone.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "tone-neutral",
            Self::Information => "tone-information",
            Self::Good => "tone-good",
            Self::Warning => "tone-warning",
            Self::Bad => "tone-bad",
        }
    }

    /// The icon that says the same as the colour.
    #[must_use]
    pub const fn icon(self) -> IconName {
        match self {
            Self::Neutral | Self::Information => IconName::Information,
            Self::Good => IconName::Success,
            Self::Warning => IconName::Warning,
            Self::Bad => IconName::Failure,
        }
    }
}
