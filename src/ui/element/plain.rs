//! A text as it is put into the page: without what would turn round the words beside it.

use std::borrow::Cow;

/// Shows the characters that change the direction of all that follows as what they are, characters that cannot be shown. A
/// name from outside may hold them, and what is said of it would read backwards.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if text.contains(turns) {
        Cow::Owned(text.replace(turns, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Overrides, embeddings and isolates. Marks that only say on which side a sign stands are harmless, and scripts need them.
fn turns(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn nothing_turns_the_words_beside_it_round() {
        for (text, shown) in [
            ("Acme ATM", "Acme ATM"),
            ("invoice\u{202e}fdp.exe", "invoice\u{fffd}fdp.exe"),
            ("\u{2066}\u{2067}a\u{2069}", "\u{fffd}\u{fffd}a\u{fffd}"),
            // Arabic with a mark, and a family: both as they came.
            ("\u{627}\u{628}\u{200f}!", "\u{627}\u{628}\u{200f}!"),
            ("\u{1f468}\u{200d}\u{1f469}", "\u{1f468}\u{200d}\u{1f469}"),
        ] {
            assert_eq!(plain(text), shown);
        }
    }
}
