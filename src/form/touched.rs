//! When a field's message shows: not while its value is first typed, on leaving it once changed, with each key as long as it
//! is being put right, and everywhere when the form is sent.

/// How far the user has come with a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Touched {
    /// Not changed, or left in order: nothing is said.
    #[default]
    Calm,
    /// Being typed into: nothing is said yet.
    Typing,
    /// Its message was shown: from now on each key counts.
    Told,
}

impl Touched {
    /// Its value was changed.
    pub fn changed(self) -> Self {
        match self {
            Touched::Calm => Touched::Typing,
            other => other,
        }
    }

    /// The field was left, with a value that is valid or not.
    pub fn left(self, valid: bool) -> Self {
        match self {
            Touched::Calm => Touched::Calm,
            Touched::Typing | Touched::Told if valid => Touched::Calm,
            Touched::Typing | Touched::Told => Touched::Told,
        }
    }

    /// The form was to be sent, or the service has spoken of the field.
    pub fn submitted(self, valid: bool) -> Self {
        if valid { Touched::Calm } else { Touched::Told }
    }

    /// Whether its message shows, if its value is not valid.
    pub fn tells(self) -> bool {
        self == Touched::Told
    }
}

#[cfg(test)]
mod tests {
    use super::Touched;

    /// What a user does: `a` types something wrong, `b` something right, `.` leaves the field, `!` sends the form.
    fn shown_after(actions: &str) -> bool {
        let (mut touched, mut valid) = (Touched::default(), false);
        for action in actions.chars() {
            touched = match action {
                'a' | 'b' => {
                    valid = action == 'b';
                    touched.changed()
                }
                '.' => touched.left(valid),
                '!' => touched.submitted(valid),
                other => panic!("{other}"),
            };
        }
        touched.tells() && !valid
    }

    #[test]
    fn a_message_shows_when_it_helps() {
        for (actions, shown) in [
            ("", false),
            // Going through a form with the tab key says nothing.
            (".", false),
            ("a", false),
            ("aaa", false),
            ("a.", true),
            // Put right, and spoiled again, with each key.
            ("a.b", false),
            ("a.ba", true),
            // Left in order, it is like new.
            ("b.", false),
            ("b.a", false),
            ("a.b.", false),
            ("a.b.a", false),
            ("a.b.a.", true),
            // Sending tells all, also what was never touched.
            ("!", true),
            ("a!", true),
            ("!b", false),
            ("!ba", true),
            ("b!a", false),
        ] {
            assert_eq!(shown_after(actions), shown, "{actions}");
        }
    }
}
