//! What was found on a deployed site, one line each.

use std::fmt::{self, Display, Formatter};
use std::process::ExitCode;

use crate::tally::Tally;

/// How one look at the site came out.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// As it should be: what was found.
    Good(String),
    /// Not as it should be.
    Failed {
        found: String,
        wanted: String,
        remedy: &'static str,
    },
    /// Worth knowing, and no mistake.
    Notice(String),
    /// Not looked at, and why.
    Skipped(&'static str),
}

/// One look at the site.
#[derive(Debug)]
pub struct Line {
    /// The path that was asked for.
    pub place: String,
    /// What was looked at: a header, a directive, the status.
    pub subject: String,
    pub outcome: Outcome,
}

/// All that was looked at, in order.
#[derive(Default)]
pub struct Report(Vec<Line>);

/// What a look expects, and what to do where it is not met.
pub struct Rule {
    pub wanted: &'static str,
    pub remedy: &'static str,
}

impl Report {
    /// Judges what was found by a rule.
    pub fn judge(
        &mut self,
        place: &str,
        subject: &str,
        found: impl Into<String>,
        holds: bool,
        rule: Rule,
    ) -> bool {
        let found = shortened(found.into());
        let outcome = if holds {
            Outcome::Good(found)
        } else {
            Outcome::Failed {
                found,
                wanted: rule.wanted.to_owned(),
                remedy: rule.remedy,
            }
        };
        self.add(place, subject, outcome);
        holds
    }

    /// Adds a line as it is.
    pub fn add(&mut self, place: &str, subject: &str, outcome: Outcome) {
        self.0.push(Line {
            place: place.to_owned(),
            subject: subject.to_owned(),
            outcome,
        });
    }

    /// The lines so far.
    pub fn lines(&self) -> &[Line] {
        &self.0
    }

    /// The lines that say more than that all is well.
    pub fn remarkable(&self) -> String {
        let lines = self.lines().iter();
        let lines = lines.filter(|line| !matches!(line.outcome, Outcome::Good(_)));
        lines.map(|line| format!("{line}\n")).collect()
    }

    /// How many looks were good, and how many failed.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for line in &self.0 {
            match line.outcome {
                Outcome::Good(_) => tally += Tally::PASSED,
                Outcome::Failed { .. } => tally += Tally::FAILED,
                Outcome::Notice(_) | Outcome::Skipped(_) => {}
            }
        }
        tally
    }

    /// Success when nothing failed and something was looked at.
    pub fn exit_code(&self) -> ExitCode {
        let tally = self.tally();
        if tally.failed == 0 && tally.passed > 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}

impl Display for Report {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        for line in self.lines() {
            writeln!(formatter, "{line}")?;
        }
        let tally = self.tally();
        write!(formatter, "\n{} ok, {} failed", tally.passed, tally.failed)
    }
}

impl Display for Line {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let Self { place, subject, .. } = self;
        match &self.outcome {
            Outcome::Good(found) => write!(formatter, "ok      {place} {subject}: {found}"),
            Outcome::Failed {
                found,
                wanted,
                remedy,
            } => write!(
                formatter,
                "FAILED  {place} {subject}: found {found}; wanted {wanted}. {remedy}"
            ),
            Outcome::Notice(text) => write!(formatter, "notice  {place} {subject}: {text}"),
            Outcome::Skipped(reason) => write!(formatter, "skipped {place} {subject}: {reason}"),
        }
    }
}

/// What a server sends may be anything: one line of bounded length, without control characters.
fn shortened(text: String) -> String {
    const LONGEST: usize = 300;
    let mut line: String = text
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .take(LONGEST)
        .collect();
    if line.len() < text.len() {
        line.push('…');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_says_what_was_found_wanted_and_what_to_do() {
        let mut report = Report::default();
        let rule = || Rule {
            wanted: "nosniff",
            remedy: "Send it.",
        };
        report.judge("/", "x-content-type-options", "nosniff", true, rule());
        assert_eq!(report.exit_code(), ExitCode::SUCCESS);
        report.judge(
            "/a.js",
            "x-content-type-options",
            "no\nheader",
            false,
            rule(),
        );
        assert_eq!(report.exit_code(), ExitCode::FAILURE);
        assert_eq!(
            report.to_string(),
            "ok      / x-content-type-options: nosniff\n\
             FAILED  /a.js x-content-type-options: found no header; wanted nosniff. Send it.\n\n1 ok, 1 failed"
        );
    }

    #[test]
    fn nothing_looked_at_is_no_success() {
        assert_eq!(Report::default().exit_code(), ExitCode::FAILURE);
    }
}
