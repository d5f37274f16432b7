//! Edits of two people: what one typed, and what another changed since the form was loaded, field by field. The service
//! knows no versions, so this is done before an edit is sent.

use serde_json::Value;

use super::field::FieldKey;
use super::form_values::{FormValues, ParameterInput, find};
use super::scalar;
use super::sent;
use super::shown::{Known, SecretState, Shown, names_of_both};
use crate::services::airvantage::accounts::Account;

/// Both edits in one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The form, now to be taken as loaded from the later account: kept parameters are those of that one. Where there is a
    /// conflict it holds what was typed.
    pub values: FormValues,
    /// Fields that both changed, to different things.
    pub conflicts: Vec<Conflict>,
    /// Fields that only the other changed: taken over.
    pub taken: Vec<FieldKey>,
}

/// A field that both changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The field.
    pub field: FieldKey,
    /// What the form was loaded with.
    pub base: Shown,
    /// What it is now.
    pub theirs: Shown,
    /// What was typed.
    pub mine: Shown,
}

/// Whose value of a conflict is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// What was typed.
    Mine,
    /// What the account has now.
    Theirs,
}

/// Merges what was typed into a form that was loaded from `base` with the account as it is now.
pub fn merge(base: &Account, theirs: &Account, mine: &FormValues, known: Known<'_>) -> Merge {
    let mut merge = Merge {
        values: mine.clone(),
        conflicts: Vec::new(),
        taken: Vec::new(),
    };
    merge.name(base, theirs, mine);
    merge.sms_account(base, theirs, mine, known);
    for name in names_of_both(&mine.parameters, &theirs.parameters) {
        merge.parameter(name, base, theirs, mine, known);
    }
    for name in names_of_both(&mine.types, &theirs.types) {
        merge.custom_type(name, base, theirs, mine);
    }
    merge
}

/// Settles a conflict in the merged form.
pub fn resolve(values: &mut FormValues, field: &FieldKey, theirs: &Account, keep: Keep) {
    if keep == Keep::Theirs {
        take(values, field, theirs);
    }
}

/// Puts the later account's value of a field into the form.
fn take(values: &mut FormValues, field: &FieldKey, theirs: &Account) {
    match field {
        FieldKey::Name => values.name = theirs.name.clone().unwrap_or_default(),
        FieldKey::Connection => {}
        FieldKey::SmsAccount => {
            values.sms_account = theirs.sms_account.as_ref().map(|sms| sms.uid.clone());
        }
        FieldKey::Parameter(name) => values.set_parameter(name, ParameterInput::Kept),
        FieldKey::Type(name) => {
            values.set_type(name, find(&theirs.types, name).cloned().unwrap_or_default());
        }
    }
}

/// Which of the two changed a field.
struct Changed {
    mine: bool,
    theirs: bool,
    /// Whether both now say the same.
    alike: bool,
}

impl Merge {
    fn settle(
        &mut self,
        field: FieldKey,
        changed: &Changed,
        theirs: &Account,
        shown: &dyn Fn() -> [Shown; 3],
    ) {
        if !changed.theirs || changed.alike {
            return;
        }
        if changed.mine {
            let [base, theirs, mine] = shown();
            self.conflicts.push(Conflict {
                field,
                base,
                theirs,
                mine,
            });
        } else {
            take(&mut self.values, &field, theirs);
            self.taken.push(field);
        }
    }

    fn name(&mut self, base: &Account, theirs: &Account, mine: &FormValues) {
        // A name that is not reported has not been taken away.
        let Some(now) = theirs.name.as_deref() else {
            return;
        };
        let was = base.name.as_deref().unwrap_or_default();
        let typed = mine.name.trim();
        let changed = Changed {
            mine: typed != was.trim(),
            theirs: now != was,
            alike: typed == now.trim(),
        };
        self.settle(FieldKey::Name, &changed, theirs, &|| {
            [was, now, typed].map(|name| Shown::name(Some(name)))
        });
    }

    fn sms_account(
        &mut self,
        base: &Account,
        theirs: &Account,
        mine: &FormValues,
        known: Known<'_>,
    ) {
        let records = [base.sms_account.as_ref(), theirs.sms_account.as_ref()];
        let [was, now] = records.map(|record| record.map(|sms| sms.uid.as_str()));
        let typed = mine.sms_account.as_deref();
        let changed = Changed {
            mine: typed != was,
            theirs: now != was,
            alike: typed == now,
        };
        self.settle(FieldKey::SmsAccount, &changed, theirs, &|| {
            [was, now, typed].map(|uid| known.sms_account(uid, &records))
        });
    }

    fn parameter(
        &mut self,
        name: &str,
        base: &Account,
        theirs: &Account,
        mine: &FormValues,
        known: Known<'_>,
    ) {
        let (was, now) = (find(&base.parameters, name), find(&theirs.parameters, name));
        // A restricted value that is no longer returned is hidden, not removed.
        let is_hidden = now.is_none_or(scalar::is_blank) && known.is_restricted(name);
        let typed = match mine.parameter(name) {
            Some(ParameterInput::Typed(text)) => Some(Value::from(text.trim())),
            Some(ParameterInput::Kept) | None => None,
        };
        let changed = Changed {
            mine: typed.is_some() && !says(typed.as_ref(), was),
            theirs: !scalar::say_the_same(was, now) && !is_hidden,
            alike: typed.is_some() && says(typed.as_ref(), now),
        };
        if mine.parameter(name).is_none() {
            self.values.set_parameter(name, ParameterInput::Kept);
        }
        let field = FieldKey::Parameter(name.to_owned());
        self.settle(field, &changed, theirs, &|| {
            let mut shown = [was, now, typed.as_ref()].map(|value| known.value(name, value));
            if known.is_secret(name) {
                for (place, shown) in shown.iter_mut().enumerate() {
                    match shown {
                        Shown::Secret(state) if place > 0 && was.is_some() => {
                            *state = SecretState::Changed;
                        }
                        Shown::Nothing if place > 0 => {
                            *shown = Shown::Secret(SecretState::Removed);
                        }
                        _ => {}
                    }
                }
            }
            shown
        });
    }

    fn custom_type(&mut self, name: &str, base: &Account, theirs: &Account, mine: &FormValues) {
        let (was, now) = (find(&base.types, name), find(&theirs.types, name));
        let typed = mine.type_values(name);
        let changed = Changed {
            mine: !same_values(typed, was),
            theirs: Shown::values(was) != Shown::values(now),
            alike: same_values(typed, now),
        };
        let field = FieldKey::Type(name.to_owned());
        self.settle(field, &changed, theirs, &|| {
            let typed = sent::type_values(typed, was);
            [was, now, Some(&typed)].map(Shown::values)
        });
    }
}

/// Whether a trimmed text says the same as a value that came, whose outer blanks do not count either.
fn says(typed: Option<&Value>, came: Option<&Value>) -> bool {
    match came {
        Some(Value::String(text)) => scalar::say_the_same(typed, Some(&Value::from(text.trim()))),
        other => scalar::say_the_same(typed, other),
    }
}

fn same_values(typed: &[String], came: Option<&Vec<String>>) -> bool {
    let came = came.map_or(&[][..], Vec::as_slice);
    typed == came || sent::type_values(typed, None) == sent::type_values(came, None)
}

#[cfg(test)]
mod tests;
