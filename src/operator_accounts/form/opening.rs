//! What a form opens with: nothing, a copy, an account; and what a draft holds beyond that.

use std::sync::Arc;

use super::draft_content::restored;
use super::inner::Opening;
use crate::form::{Draft, DraftKey};
use crate::operator_accounts::rules::FormValues;
use crate::operator_accounts::rules::constraints::utf16_length;
use crate::operator_accounts::rules::copying::secrets_to_ask;
use crate::operator_accounts::rules::validate::NAME_LENGTH;
use crate::route::Route;
use crate::services::airvantage::accounts::Account;
use crate::services::airvantage::connections::Connection;

/// What a form starts from.
#[derive(Clone)]
pub(super) enum Source {
    /// Nothing at all.
    Nothing,
    /// A copy of that account, and its connection.
    Copy(Arc<Account>, Option<Arc<Connection>>),
    /// That account, and its connection.
    Edit(Arc<Account>, Option<Arc<Connection>>),
}

/// What the form is opened with; and the secrets that a copy asks for.
pub(super) fn opening(
    route: &Route,
    source: &Source,
    draft: Option<&Draft>,
    key: DraftKey,
) -> (Opening, Vec<String>) {
    let (base, loaded, description, copied) = match source {
        Source::Nothing => {
            let connection = match route {
                Route::OperatorAccountNew { connection, .. } => connection.clone(),
                _ => String::new(),
            };
            let base = FormValues {
                connection: Some(connection).filter(|uid| !uid.is_empty()),
                ..FormValues::default()
            };
            (base, None, None, Vec::new())
        }
        Source::Copy(account, connection) => {
            let mut base = FormValues::copying(account, connection.as_deref());
            base.name = name_of_copy(&base.name);
            let copied = secrets_to_ask(account, connection.as_deref());
            (base, None, connection.clone(), copied)
        }
        Source::Edit(account, connection) => {
            let base = FormValues::editing(account, connection.as_deref());
            (base, Some(account.clone()), connection.clone(), Vec::new())
        }
    };
    let values = match draft {
        Some(draft) => restored(base.clone(), draft.content()),
        None => base.clone(),
    };
    // A draft may have been left at another connection than the one that is here.
    let fits = values.connection == base.connection;
    let opening = Opening {
        loaded,
        base,
        values,
        description: description.filter(|_| fits),
        asked: draft.map_or_else(Vec::new, |draft| draft.left_out().to_vec()),
        draft: key,
    };
    (opening, copied)
}

/// The name of a copy says so, where there is room.
fn name_of_copy(name: &str) -> String {
    let copy = format!("{name} (copy)");
    if name.trim().is_empty() || utf16_length(&copy) > NAME_LENGTH {
        return name.to_owned();
    }
    copy
}

#[cfg(test)]
mod tests {
    use super::name_of_copy;

    #[test]
    fn a_copy_is_called_so_where_there_is_room() {
        assert_eq!(name_of_copy("A"), "A (copy)");
        assert_eq!(name_of_copy(""), "");
        let (fits, long) = ("x".repeat(43), "x".repeat(44));
        assert_eq!(name_of_copy(&fits), format!("{fits} (copy)"));
        assert_eq!(name_of_copy(&long), long);
    }
}
