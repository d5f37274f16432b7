//! What the summary of a form's errors says: each problem once, in the order of the fields.

/// The heading of the summary.
pub const SUMMARY_HEADING: &str = "There is a problem";

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The id of the control in the page, to which the summary leads; `None` for what is about no single field.
    pub field: Option<String>,
    /// What to do, as at the field itself.
    pub message: String,
}

/// The problems of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    problems: Vec<Problem>,
}

impl Summary {
    /// The summary of these problems: first what is about no field that the form has, then by the form's fields. A field that
    /// has several shows the first.
    pub fn new(found: Vec<Problem>, fields: &[&str]) -> Self {
        let place = |problem: &Problem| {
            let field = problem.field.as_deref()?;
            fields.iter().position(|known| *known == field)
        };
        let (mut problems, mut by_place) = (Vec::new(), vec![None; fields.len()]);
        for problem in found {
            match place(&problem).and_then(|place| by_place.get_mut(place)) {
                Some(taken @ None) => *taken = Some(problem),
                Some(Some(_)) => {}
                None if problems.contains(&problem) => {}
                None => problems.push(problem),
            }
        }
        problems.extend(by_place.into_iter().flatten());
        Self { problems }
    }

    /// The problems, as they are listed.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    /// What is wrong with that field.
    pub fn message(&self, field: &str) -> Option<&str> {
        let problem = self
            .problems
            .iter()
            .find(|problem| problem.field.as_deref() == Some(field));
        problem.map(|problem| problem.message.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::{Problem, Summary};

    fn problem(field: Option<&str>, message: &str) -> Problem {
        Problem {
            field: field.map(str::to_owned),
            message: message.to_owned(),
        }
    }

    #[test]
    fn problems_are_listed_once_in_the_order_of_the_form() {
        let summary = Summary::new(
            vec![
                problem(Some("types"), "Add a type"),
                problem(Some("name"), "Enter a name"),
                problem(None, "The service refused it"),
                problem(Some("name"), "Shorten the name"),
                problem(None, "The service refused it"),
                problem(Some("gone"), "Not in the form"),
            ],
            &["name", "connection", "types"],
        );
        let listed: Vec<&str> = summary
            .problems()
            .iter()
            .map(|problem| problem.message.as_str())
            .collect();
        assert_eq!(
            listed,
            [
                "The service refused it",
                "Not in the form",
                "Enter a name",
                "Add a type"
            ]
        );
        assert_eq!(summary.message("name"), Some("Enter a name"));
        assert_eq!(summary.message("connection"), None);
        assert!(!summary.is_empty());
        assert!(Summary::new(Vec::new(), &["name"]).is_empty());
    }
}
