//! Which column of a sheet holds which member of an import.

use crate::browser::words::folded;
use crate::imports::rules::{ImportValues, Member};

/// The column of each member, in the order of [`Member::ALL`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mapping([Option<usize>; 6]);

/// The values of a row, and its flag as it was written where it is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RowValues {
    pub(crate) values: ImportValues,
    /// A flag that is neither yes nor no.
    pub(crate) odd_flag: Option<String>,
    /// The line of the sheet on which it begins.
    pub(crate) line: usize,
    /// So many of its cells stand under no column.
    pub(crate) surplus: usize,
}

/// Other names for the members, folded and without blanks and marks.
fn names(member: Member) -> &'static [&'static str] {
    match member {
        Member::Guid => &[
            "customerguid",
            "guid",
            "umpcustomerguid",
            "servicecustomer",
            "customerid",
            "id",
        ],
        Member::CustomerType => &["customertype", "type"],
        Member::CustomerSource => &["customersource", "source"],
        Member::Tenant => &[
            "customermstenantid",
            "mstenantid",
            "tenantid",
            "tenant",
            "microsofttenant",
        ],
        Member::LcCustomer => &["lccustomerid", "lccustomer", "operationcentercustomer"],
        Member::AllowSbcIdUpdate => &["allowsbcidupdateforovoc", "allowsbcidupdate", "allow"],
    }
}

fn place(member: Member) -> usize {
    Member::ALL
        .into_iter()
        .position(|known| known == member)
        .unwrap_or(0)
}

impl Mapping {
    /// The columns whose names say what they hold.
    pub(crate) fn guess(header: &[String]) -> Self {
        let plain: Vec<String> = header
            .iter()
            .map(|name| {
                folded(name)
                    .chars()
                    .filter(char::is_ascii_alphanumeric)
                    .collect()
            })
            .collect();
        let column = |member: Member| {
            let mut names = names(member).iter();
            names.find_map(|name| plain.iter().position(|column| column == name))
        };
        Self(Member::ALL.map(column))
    }

    /// The column of a member.
    pub(crate) fn column(&self, member: Member) -> Option<usize> {
        self.0.get(place(member)).copied().flatten()
    }

    /// The user says which column it is.
    pub(crate) fn set(&mut self, member: Member, column: Option<usize>) {
        if let Some(known) = self.0.get_mut(place(member)) {
            *known = column;
        }
    }

    /// The members without which no row can be imported, and that have no column.
    pub(crate) fn lacking(&self) -> Vec<Member> {
        let needed = [Member::Guid, Member::CustomerType].into_iter();
        needed
            .filter(|member| self.column(*member).is_none())
            .collect()
    }

    /// The values of a row on a line, below so many columns.
    pub(crate) fn values(&self, cells: &[String], line: usize, columns: usize) -> RowValues {
        let cell = |member: Member| {
            let cell = self.column(member).and_then(|column| cells.get(column));
            cell.map(|cell| cell.trim().to_owned()).unwrap_or_default()
        };
        let written = cell(Member::AllowSbcIdUpdate);
        let flag = flag(&written);
        RowValues {
            values: ImportValues {
                guid: cell(Member::Guid),
                customer_type: cell(Member::CustomerType),
                customer_source: cell(Member::CustomerSource),
                tenant: cell(Member::Tenant),
                lc_customer: cell(Member::LcCustomer),
                allow_sbc_id_update: flag.flatten(),
            },
            odd_flag: flag.is_none().then_some(written),
            line,
            surplus: cells
                .iter()
                .skip(columns)
                .filter(|cell| !cell.trim().is_empty())
                .count(),
        }
    }
}

/// A flag as people write it; `Some(None)` where it is not set, `None` where it means nothing.
fn flag(written: &str) -> Option<Option<bool>> {
    match folded(written).as_str() {
        "" => Some(None),
        "true" | "yes" | "1" => Some(Some(true)),
        "false" | "no" | "0" => Some(Some(false)),
        _ => None,
    }
}

/// A flag as a sheet has it.
pub(crate) fn flag_text(flag: Option<bool>) -> &'static str {
    match flag {
        None => "",
        Some(true) => "true",
        Some(false) => "false",
    }
}

#[cfg(test)]
mod tests {
    use super::{Mapping, flag};
    use crate::imports::rules::Member;

    fn header(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn columns_are_found_in_any_order_and_spelling() {
        let mapping = Mapping::guess(&header(&[
            "Note",
            "LC_Customer-Id",
            "customertype ",
            "Ump Customer GUID",
            "id",
        ]));
        for (member, column) in [
            (Member::Guid, Some(3)),
            (Member::CustomerType, Some(2)),
            (Member::CustomerSource, None),
            (Member::Tenant, None),
            (Member::LcCustomer, Some(1)),
            (Member::AllowSbcIdUpdate, None),
        ] {
            assert_eq!(mapping.column(member), column, "{member:?}");
        }
        assert_eq!(mapping.lacking(), []);
        let mut other = Mapping::guess(&header(&["x", "y"]));
        assert_eq!(other.lacking(), [Member::Guid, Member::CustomerType]);
        other.set(Member::Guid, Some(1));
        assert_eq!(other.lacking(), [Member::CustomerType]);
        let row = other.values(&header(&["a", " g "]), 2, 2);
        assert_eq!(row.values.guid, "g");
    }

    #[test]
    fn a_short_row_has_empty_values_and_an_odd_flag_is_told() {
        let mapping = Mapping::guess(&header(&["guid", "type", "allow"]));
        let short = mapping.values(&header(&["g"]), 7, 3);
        assert_eq!(
            (
                short.values.customer_type.as_str(),
                short.line,
                short.surplus
            ),
            ("", 7, 0)
        );
        let long = mapping.values(&header(&["g", "t", "", " ", "x"]), 2, 3);
        assert_eq!(long.surplus, 1);
        let odd = mapping.values(&header(&["g", "t", "perhaps"]), 2, 3);
        assert_eq!(odd.odd_flag.as_deref(), Some("perhaps"));
        assert_eq!(odd.values.allow_sbc_id_update, None);
        for (written, expected) in [
            ("", Some(None)),
            ("TRUE", Some(Some(true))),
            ("Yes", Some(Some(true))),
            ("0", Some(Some(false))),
            ("2", None),
        ] {
            assert_eq!(flag(written), expected, "{written}");
        }
    }
}
