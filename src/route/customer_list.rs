//! The state of the customers' list that stands in its address.

use super::query_text::Pairs;

/// Filter and order of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomerList {
    /// Text that id, billing id or name must contain; empty for all.
    pub text: String,
    /// The enrollment level; empty for all.
    pub level: String,
    /// By which column; `None` keeps the service's own order.
    pub sort: Option<CustomerSort>,
    /// From the end of that order.
    pub descending: bool,
}

/// The columns by which the list can be sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CustomerSort {
    /// OCP id.
    Id,
    /// Id in the billing system.
    BillingId,
    /// Name.
    Name,
    /// Enrollment level.
    Level,
}

impl CustomerSort {
    /// All of them, as they stand in the table.
    pub const ALL: [Self; 4] = [Self::Id, Self::BillingId, Self::Name, Self::Level];

    /// Its name in addresses, also the id of its column.
    pub fn key(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::BillingId => "nsid",
            Self::Name => "name",
            Self::Level => "level",
        }
    }

    /// The column of that name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.key() == key)
    }
}

impl CustomerList {
    pub(super) fn parse(query: &Pairs) -> Self {
        let order = query.get("sort").unwrap_or_default();
        let (descending, column) = match order.strip_prefix('-') {
            Some(column) => (true, column),
            None => (false, order),
        };
        let sort = CustomerSort::from_key(column);
        Self {
            // An address must not make the page work without end.
            text: query
                .get("q")
                .unwrap_or_default()
                .chars()
                .take(200)
                .collect(),
            level: query
                .get("level")
                .unwrap_or_default()
                .chars()
                .take(80)
                .collect(),
            sort,
            descending: descending && sort.is_some(),
        }
    }

    pub(super) fn print(&self, query: &mut Pairs) {
        if !self.text.is_empty() {
            query.add("q", &self.text);
        }
        if !self.level.is_empty() {
            query.add("level", &self.level);
        }
        if let Some(sort) = self.sort {
            let sign = if self.descending { "-" } else { "" };
            query.add("sort", &format!("{sign}{}", sort.key()));
        }
    }

    /// Whether it shows every customer.
    pub fn shows_all(&self) -> bool {
        self.text.trim().is_empty() && self.level.is_empty()
    }
}
