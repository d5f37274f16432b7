//! What every account has: its name, its connection, its SMS account.

use super::connection_part::{about, connection_part};
use super::inner::Inner;
use super::state::FormState;
use crate::operator_accounts::lookups;
use crate::page::{choices_of, not_listed, section};
use crate::ui::element::{Element, classed};
use crate::ui::{Choice, Requirement, TextKind, combobox, text_field_with};

/// The first part of the form; and what stands in place of the next one while there is none.
pub(super) fn account_part(form: FormState, inner: &Inner) -> (Element, Element) {
    let [name, _, sms] = &inner.own;
    let (connection, instead) = connection_part(form, inner);
    let named = text_field_with(
        about(form, name, Requirement::Required).hint("At most 50 characters."),
        TextKind::Plain,
        name.text,
        |input| input.attribute("dir", "auto"),
    );
    let loaded = inner.loaded.borrow();
    let linked = loaded
        .as_ref()
        .and_then(|account| account.sms_account.as_ref());
    let linked = linked.map(|sms| Choice {
        value: sms.uid.clone(),
        label: sms.label().to_owned(),
        detail: String::new(),
    });
    let choices = choices_of(inner.sms_accounts, lookups::sms_account_choices, linked);
    let sms_account = combobox(
        about(form, sms, Requirement::Optional)
            .hint("Through which the operator's messages are sent. Clear it for none."),
        choices,
        sms.text,
        "None",
    );
    let retry = not_listed(inner.sms_accounts.erased(), "Load the SMS accounts again");
    let fields = classed("div", "stack")
        .with(connection)
        .with(name.framed(named))
        .with(sms_account.beside(retry));
    (section("Account", fields), instead)
}
