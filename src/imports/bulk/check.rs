//! The dry run: each row by the rules of the form, against what is known of the service customers and of earlier imports,
//! and against the other rows.

use super::mapping::RowValues;
use crate::imports::rules::{Member, Problem, problems, warnings};

/// Texts with the place of what they stand for, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index(Vec<(String, usize)>);

impl Index {
    /// An index of GUIDs, whatever their letter case.
    pub(crate) fn new<'a>(guids: impl Iterator<Item = &'a str>) -> Self {
        let mut all: Vec<(String, usize)> = guids
            .enumerate()
            .map(|(place, guid)| (plain(guid), place))
            .collect();
        all.sort_unstable();
        Self(all)
    }

    /// The first place of a GUID.
    pub(crate) fn find(&self, guid: &str) -> Option<usize> {
        let guid = plain(guid);
        let at = self.0.partition_point(|(known, _)| *known < guid);
        self.0
            .get(at)
            .filter(|(known, _)| *known == guid)
            .map(|(_, place)| *place)
    }
}

fn plain(guid: &str) -> String {
    guid.trim().to_ascii_lowercase()
}

/// What the rows are held against.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    /// The service customers and what they are called; `None` where they could not be loaded.
    pub(crate) customers: Option<(Index, Vec<String>)>,
    /// Those with an import that has not ended, or whose outcome is unknown.
    pub(crate) unfinished: Index,
    /// Those with an import that ended well.
    pub(crate) succeeded: Index,
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It can be imported.
    #[default]
    Ready,
    /// It can be imported; something is to be told.
    Warned,
    /// It was imported before, and is left out unless the user says otherwise.
    ImportedBefore,
    /// It cannot be imported.
    Wrong,
}

/// A row that was tried.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tried {
    pub(crate) verdict: Verdict,
    /// What the service customer is called, where that is known.
    pub(crate) name: String,
    /// What is wrong, by member.
    pub(crate) problems: Vec<Problem>,
    /// What is to be told beyond.
    pub(crate) notes: Vec<String>,
}

/// Tries one row by itself; `first` is the line of the row that had the GUID before.
pub(crate) fn try_row(row: &RowValues, known: &Known, first: Option<usize>) -> Tried {
    let guid = row.values.guid.as_str();
    let mut tried = Tried {
        problems: problems(&row.values),
        ..Tried::default()
    };
    let mut wrong = |member: Member, message: String| {
        tried.problems.push(Problem { member, message });
    };
    if let Some(written) = &row.odd_flag {
        wrong(Member::AllowSbcIdUpdate, not_a_flag(written.clone()));
    }
    if !tried
        .problems
        .iter()
        .any(|problem| problem.member == Member::Guid)
    {
        let mut wrong = |message: String| {
            let member = Member::Guid;
            tried.problems.push(Problem { member, message });
        };
        if let Some((index, names)) = &known.customers {
            match index.find(guid) {
                Some(place) => tried.name = names.get(place).cloned().unwrap_or_default(),
                None => wrong("Live Platform has no service customer with this GUID".to_owned()),
            }
        }
        if let Some(first) = first {
            wrong(format!("Row {first} has the same GUID"));
        }
        if known.unfinished.find(guid).is_some() {
            wrong("An import of this customer has not ended, or its outcome is unknown".to_owned());
        }
    }
    let told = warnings(&row.values);
    tried.notes = told
        .into_iter()
        .map(|told| format!("{}: {}", told.member.label(), told.message))
        .collect();
    if row.surplus > 0 {
        tried
            .notes
            .push("It has more cells than there are columns".to_owned());
    }
    let before = known.succeeded.find(guid).is_some();
    if before {
        tried
            .notes
            .push("An import of this customer has succeeded before".to_owned());
    }
    tried.verdict = match (tried.problems.is_empty(), before, tried.notes.is_empty()) {
        (false, ..) => Verdict::Wrong,
        (true, true, _) => Verdict::ImportedBefore,
        (true, false, false) => Verdict::Warned,
        (true, false, true) => Verdict::Ready,
    };
    tried
}

/// What is wrong with a flag that is none.
pub(crate) fn not_a_flag(written: String) -> String {
    format!("Write true or false, or leave it empty; “{written}” is neither")
}

/// Rows that are being tried, some at a time.
pub(crate) struct Checking {
    index: Index,
    tried: Vec<Tried>,
}

impl Checking {
    pub(crate) fn new(rows: &[RowValues]) -> Self {
        Self {
            index: Index::new(rows.iter().map(|row| row.values.guid.as_str())),
            tried: Vec::with_capacity(rows.len()),
        }
    }

    /// Tries that many more. `false` once all were tried.
    pub(crate) fn step(&mut self, rows: &[RowValues], known: &Known, many: usize) -> bool {
        let from = self.tried.len();
        for (place, row) in rows.iter().enumerate().skip(from).take(many) {
            let first = self
                .index
                .find(&row.values.guid)
                .filter(|first| *first < place)
                .and_then(|first| Some(rows.get(first)?.line));
            self.tried.push(try_row(row, known, first));
        }
        self.tried.len() < rows.len()
    }

    pub(crate) fn into_tried(self) -> Vec<Tried> {
        self.tried
    }
}

/// How many rows of each verdict there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) ready: usize,
    pub(crate) warned: usize,
    pub(crate) before: usize,
    pub(crate) wrong: usize,
}

impl Counts {
    pub(crate) fn of(tried: &[Tried]) -> Self {
        let mut counts = Self::default();
        for row in tried {
            *match row.verdict {
                Verdict::Ready => &mut counts.ready,
                Verdict::Warned => &mut counts.warned,
                Verdict::ImportedBefore => &mut counts.before,
                Verdict::Wrong => &mut counts.wrong,
            } += 1;
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::{Checking, Counts, Index, Known, Tried, Verdict, try_row};
    use crate::imports::bulk::mapping::RowValues;
    use crate::imports::rules::{ImportValues, Member};

    fn guid(number: usize) -> String {
        format!("27aa5123-9b59-4574-bc89-{number:012x}")
    }

    fn row(guid: &str) -> RowValues {
        RowValues {
            values: ImportValues {
                guid: guid.to_owned(),
                customer_type: "TENANT_TYPE".to_owned(),
                ..ImportValues::default()
            },
            ..RowValues::default()
        }
    }

    fn known() -> Known {
        let index = |numbers: &[usize]| {
            let guids: Vec<String> = numbers.iter().map(|number| guid(*number)).collect();
            Index::new(guids.iter().map(String::as_str))
        };
        Known {
            customers: Some((
                index(&[9, 1, 2, 3]),
                ["nine", "one", "two", "three"].map(str::to_owned).to_vec(),
            )),
            unfinished: index(&[2]),
            succeeded: index(&[3]),
        }
    }

    fn wrong(tried: &Tried) -> Vec<Member> {
        tried
            .problems
            .iter()
            .map(|problem| problem.member)
            .collect()
    }

    #[test]
    fn a_row_is_held_against_what_is_known() {
        let known = known();
        let tried = try_row(&row(&guid(1).to_uppercase()), &known, None);
        assert_eq!(
            (tried.verdict, tried.name.as_str()),
            (Verdict::Ready, "one")
        );
        for (number, first, verdict) in [
            (1, Some(0), Verdict::Wrong),
            (2, None, Verdict::Wrong),
            (3, None, Verdict::ImportedBefore),
            (4, None, Verdict::Wrong),
        ] {
            assert_eq!(
                try_row(&row(&guid(number)), &known, first).verdict,
                verdict,
                "{number}"
            );
        }
        // Where the list could not be loaded nobody can say.
        let blind = Known {
            customers: None,
            ..known
        };
        assert_eq!(
            try_row(&row(&guid(4)), &blind, None).verdict,
            Verdict::Ready
        );
    }

    #[test]
    fn the_rules_of_the_form_count_and_the_flag() {
        let mut odd = row("nonsense");
        odd.values.customer_type = "tenant_type".to_owned();
        odd.odd_flag = Some("perhaps".to_owned());
        let tried = try_row(&odd, &known(), None);
        assert_eq!(
            wrong(&tried),
            [Member::Guid, Member::CustomerType, Member::AllowSbcIdUpdate]
        );
        let mut tenant = row(&guid(1));
        tenant.values.tenant = "acme.onmicrosoft.com".to_owned();
        assert_eq!(try_row(&tenant, &known(), None).verdict, Verdict::Warned);
        let mut long = row(&guid(1));
        long.surplus = 1;
        assert_eq!(try_row(&long, &known(), None).verdict, Verdict::Warned);
    }

    #[test]
    fn ten_thousand_rows_in_slices_find_each_duplicate() {
        let mut rows: Vec<RowValues> = (0..9_999).map(|number| row(&guid(number))).collect();
        rows.push(row(&guid(5).to_uppercase()));
        for (place, row) in rows.iter_mut().enumerate() {
            row.line = place * 2;
        }
        let mut checking = Checking::new(&rows);
        let mut slices = 1;
        let known = Known::default();
        while checking.step(&rows, &known, 500) {
            slices += 1;
        }
        let tried = checking.into_tried();
        assert_eq!((slices, tried.len()), (20, 10_000));
        let counts = Counts::of(&tried);
        assert_eq!((counts.ready, counts.wrong), (9_999, 1));
        let last = tried
            .last()
            .map(|row| row.problems.clone())
            .unwrap_or_default();
        assert_eq!(
            last.first().map(|problem| problem.message.as_str()),
            Some("Row 10 has the same GUID")
        );
    }
}
