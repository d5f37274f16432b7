//! The state of the list of imports that stands in its address.

use super::query_text::Pairs;

/// What the list of imports shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportList {
    /// Text that name, GUID or task id must contain; empty for all.
    pub text: String,
    /// The name of a group of states; empty for all.
    pub state: String,
}

impl ImportList {
    pub(super) fn parse(query: &Pairs) -> Self {
        // An address must not make the page work without end.
        let text = |name: &str, most: usize| -> String {
            let value = query.get(name).unwrap_or_default();
            value.chars().take(most).collect()
        };
        Self {
            text: text("q", 200),
            state: text("state", 40),
        }
    }

    pub(super) fn print(&self, query: &mut Pairs) {
        query.add_if("q", &self.text);
        query.add_if("state", &self.state);
    }
}
