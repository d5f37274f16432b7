//! A token that can become a header and nothing else.

use std::fmt;

/// No server takes a longer header.
const LONGEST: usize = 16_000;

/// A bearer token. Not printed, not compared in a view, not sent anywhere but in an `Authorization` header.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessToken(String);

impl AccessToken {
    /// Reads what was pasted: blanks around it and a leading `Bearer` are left out. `None` where nothing is left, or where
    /// it is longer than a header may be or holds what none may carry.
    pub fn from_pasted(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = match text.split_once(char::is_whitespace) {
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("bearer") => rest.trim_start(),
            _ => text,
        };
        let sound = !text.is_empty()
            && text.len() <= LONGEST
            && !text.eq_ignore_ascii_case("bearer")
            && text.chars().all(|character| character.is_ascii_graphic());
        sound.then(|| Self(text.to_owned()))
    }

    /// The value of the `Authorization` header.
    pub fn authorization(&self) -> String {
        format!("Bearer {}", self.0)
    }

    /// Lends the text to one function: for decoding claims, for the log-out call that wants it in the query, and for the
    /// hand-over between tabs. What comes back must not hold the token.
    pub(crate) fn with_text<T>(&self, read: impl FnOnce(&str) -> T) -> T {
        read(&self.0)
    }

    /// Replaces every occurrence of the token in a text that is about to be shown or written down.
    pub fn removed_from(&self, text: &str) -> String {
        text.replace(&self.0, "[token]")
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("AccessToken")
    }
}

#[cfg(test)]
mod tests {
    use super::AccessToken;

    fn authorization(pasted: &str) -> Option<String> {
        AccessToken::from_pasted(pasted).map(|token| token.authorization())
    }

    #[test]
    fn what_is_pasted_is_cleaned() {
        for pasted in [
            "abc.def",
            "  abc.def\n",
            "Bearer abc.def",
            "bearer   abc.def ",
        ] {
            assert_eq!(
                authorization(pasted).as_deref(),
                Some("Bearer abc.def"),
                "{pasted:?}"
            );
        }
        for pasted in [
            "",
            "   ",
            "two words",
            "Bearer ",
            "line\nbreak",
            "schlüssel",
            "\u{0}",
        ] {
            assert_eq!(authorization(pasted), None, "{pasted:?}");
        }
        assert!(authorization(&"a".repeat(16_000)).is_some());
        assert_eq!(authorization(&"a".repeat(16_001)), None);
    }

    #[test]
    fn a_token_is_not_printed() {
        let token = AccessToken::from_pasted("secret-canary").unwrap();
        assert_eq!(format!("{token:?}"), "AccessToken");
        assert_eq!(token.removed_from("?t=secret-canary!"), "?t=[token]!");
    }
}
