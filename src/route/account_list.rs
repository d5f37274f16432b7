//! The state of the operator accounts' list that stands in its address.

use super::query_text::Pairs;

/// Filter, order, page and columns of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountList {
    /// Text that the name must contain; empty for all.
    pub name: String,
    /// Uid of the connection; empty for all.
    pub connection: String,
    /// The operator; empty for all.
    pub operator: String,
    /// Uid of the account; empty for all.
    pub uid: String,
    /// By which column; `None` keeps the service's own order.
    pub sort: Option<AccountColumn>,
    /// From the end of that order.
    pub descending: bool,
    /// Which page, from 0.
    pub page: usize,
    /// Rows on a page: one of [`PAGE_SIZES`].
    pub size: usize,
    /// The columns that are not shown.
    pub hidden: Vec<AccountColumn>,
}

/// How many rows a page may have.
pub const PAGE_SIZES: [usize; 4] = [25, 50, 100, 200];

const DEFAULT_SIZE: usize = 50;

/// The columns of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AccountColumn {
    /// Name; always shown.
    #[default]
    Name,
    /// The operator connection.
    Connection,
    /// The SMS account.
    SmsAccount,
    /// Custom types.
    Types,
    /// Uid.
    Uid,
}

impl AccountColumn {
    /// All of them, in the order in which they stand.
    pub const ALL: [Self; 5] = [
        Self::Name,
        Self::Connection,
        Self::SmsAccount,
        Self::Types,
        Self::Uid,
    ];

    /// Its member on the wire, also its name in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Connection => "connection",
            Self::SmsAccount => "smsAccount",
            Self::Types => "types",
            Self::Uid => "uid",
        }
    }

    /// What its header says.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Connection => "Connection",
            Self::SmsAccount => "SMS account",
            Self::Types => "Types",
            Self::Uid => "Uid",
        }
    }

    /// The column of that name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.key() == key)
    }
}

impl Default for AccountList {
    fn default() -> Self {
        Self {
            name: String::new(),
            connection: String::new(),
            operator: String::new(),
            uid: String::new(),
            sort: None,
            descending: false,
            page: 0,
            size: DEFAULT_SIZE,
            hidden: Vec::new(),
        }
    }
}

impl AccountList {
    pub(super) fn parse(query: &Pairs) -> Self {
        // An address must not make the page work without end.
        let text = |name: &str| -> String {
            let value = query.get(name).unwrap_or_default();
            value.chars().take(200).collect()
        };
        let number = |name: &str| query.get(name).and_then(|text| text.parse::<usize>().ok());
        let order = query.get("sort").unwrap_or_default();
        let sort = AccountColumn::from_key(order.trim_start_matches('-'));
        let hidden = query.get("hide").unwrap_or_default();
        let hidden = hidden.split(',').filter_map(AccountColumn::from_key);
        Self {
            name: text("name"),
            connection: text("connection"),
            operator: text("operator"),
            uid: text("uid"),
            sort,
            descending: order.starts_with('-') && sort.is_some(),
            // Pages count from 1 for people.
            page: number("page").map_or(0, |page| page.clamp(1, 1_000_000) - 1),
            size: number("size")
                .filter(|size| PAGE_SIZES.contains(size))
                .unwrap_or(DEFAULT_SIZE),
            hidden: hidden
                .filter(|column| *column != AccountColumn::Name)
                .collect(),
        }
    }

    pub(super) fn print(&self, query: &mut Pairs) {
        let texts = [
            ("name", &self.name),
            ("connection", &self.connection),
            ("operator", &self.operator),
            ("uid", &self.uid),
        ];
        for (name, text) in texts {
            if !text.is_empty() {
                query.add(name, text);
            }
        }
        if let Some(sort) = self.sort {
            let sign = if self.descending { "-" } else { "" };
            query.add("sort", &format!("{sign}{}", sort.key()));
        }
        if self.page > 0 {
            query.add("page", &(self.page + 1).to_string());
        }
        if self.size != DEFAULT_SIZE {
            query.add("size", &self.size.to_string());
        }
        if !self.hidden.is_empty() {
            let hidden: Vec<&str> = self.hidden.iter().map(|column| column.key()).collect();
            query.add("hide", &hidden.join(","));
        }
    }

    /// Whether every account is found.
    pub fn finds_all(&self) -> bool {
        [&self.name, &self.connection, &self.operator, &self.uid]
            .into_iter()
            .all(|text| text.trim().is_empty())
    }

    /// The same without its filter, from the first page.
    #[must_use]
    pub fn without_filter(&self) -> Self {
        Self {
            sort: self.sort,
            descending: self.descending,
            size: self.size,
            hidden: self.hidden.clone(),
            ..Self::default()
        }
    }

    /// How many items stand before its page.
    pub fn offset(&self) -> usize {
        self.page.saturating_mul(self.size)
    }

    /// The last page of so many items, from 0.
    pub fn last_page(&self, count: usize) -> usize {
        count.saturating_sub(1) / self.size.max(1)
    }
}
