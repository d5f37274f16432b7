//! How a call ended, in one or two words.

use crate::http::{Kind, Outcome};
use crate::ui::element::Element;
use crate::ui::{Tone, mark, mark_with_icon};

fn tone(outcome: Outcome) -> Tone {
    match outcome {
        Outcome::Status(429 | 501) | Outcome::Failed(Kind::Offline) => Tone::Warning,
        Outcome::Cancelled => Tone::Neutral,
        other if other.is_failure() => Tone::Bad,
        _ => Tone::Good,
    }
}

fn in_words(outcome: Outcome) -> String {
    let status = match outcome {
        Outcome::Status(status) => status,
        Outcome::Cancelled => return "Given up".to_owned(),
        Outcome::Failed(kind) => {
            return match kind {
                Kind::Offline => "Offline",
                Kind::TimedOut => "No answer in time",
                Kind::TooLarge => "Answer too large",
                _ => "No answer",
            }
            .to_owned();
        }
    };
    let says = match status {
        200..=299 => "OK",
        401 => "not accepted",
        403 => "not allowed",
        404 | 410 => "not found",
        408 | 504 => "too slow",
        429 => "asked to wait",
        501 => "not offered",
        502 | 503 => "not available",
        500.. => "service failed",
        _ => "refused",
    };
    format!("{status} {says}")
}

/// How a call ended: its status and what that says, or why there is none.
pub fn outcome_mark(outcome: Outcome) -> Element {
    let (tone, words) = (tone(outcome), in_words(outcome));
    if outcome.is_failure() {
        mark_with_icon(tone, &words)
    } else {
        mark(tone, &words)
    }
}

#[cfg(test)]
mod tests {
    use super::{in_words, tone};
    use crate::http::{Kind, Outcome};
    use crate::ui::Tone;

    #[test]
    fn every_outcome_has_words_and_a_tone() {
        for (outcome, words, expected) in [
            (Outcome::Status(200), "200 OK", Tone::Good),
            (Outcome::Status(204), "204 OK", Tone::Good),
            (Outcome::Status(400), "400 refused", Tone::Bad),
            (Outcome::Status(401), "401 not accepted", Tone::Bad),
            (Outcome::Status(429), "429 asked to wait", Tone::Warning),
            (Outcome::Status(500), "500 service failed", Tone::Bad),
            (Outcome::Status(501), "501 not offered", Tone::Warning),
            (Outcome::Status(503), "503 not available", Tone::Bad),
            (Outcome::Failed(Kind::Offline), "Offline", Tone::Warning),
            (Outcome::Failed(Kind::Unreachable), "No answer", Tone::Bad),
            (
                Outcome::Failed(Kind::TimedOut),
                "No answer in time",
                Tone::Bad,
            ),
            (Outcome::Cancelled, "Given up", Tone::Neutral),
        ] {
            assert_eq!(in_words(outcome), words);
            assert_eq!(tone(outcome), expected, "{outcome:?}");
        }
    }
}
