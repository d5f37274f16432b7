//! What the form holds: one value that is the truth, the fields that show it, and what it was opened with.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use super::field::FormField;
use crate::form::{DraftKey, Keeper, Problem as Listed};
use crate::operator_accounts::lookups;
use crate::operator_accounts::rules::{FieldKey, FormValues, Mode, ParameterInput};
use crate::page::Here;
use crate::query::Query;
use crate::services::airvantage::accounts::Account;
use crate::services::airvantage::connections::{Connection, ConnectionPage};
use crate::services::airvantage::sms_accounts::SmsAccountPage;

/// What a form is opened with.
pub(super) struct Opening {
    /// The account to edit.
    pub(super) loaded: Option<Arc<Account>>,
    /// The form as it opens.
    pub(super) base: FormValues,
    /// With what a draft holds.
    pub(super) values: FormValues,
    /// The description of the connection, where it is here already.
    pub(super) description: Option<Arc<Connection>>,
    /// The secrets that have to be entered again.
    pub(super) asked: Vec<String>,
    /// The key of its draft.
    pub(super) draft: DraftKey,
}

/// How it stands with the description of the chosen connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Standing {
    /// No connection is chosen, or none that AirVantage knows.
    #[default]
    Absent,
    /// On its way.
    Loading,
    /// It could not be read.
    Failed,
    /// Here.
    Known,
}

/// What the form holds.
pub(super) struct Inner {
    pub(super) loaded: RefCell<Option<Arc<Account>>>,
    pub(super) also_required: RefCell<Vec<String>>,
    pub(super) values: RefCell<FormValues>,
    pub(super) base: RefCell<FormValues>,
    /// The description that the fields stand on.
    pub(super) description: RwSignal<Option<Arc<Connection>>>,
    pub(super) standing: RwSignal<Standing>,
    /// Told when fields come or go.
    pub(super) shape: Trigger,
    /// Name, connection, SMS account.
    pub(super) own: [Rc<FormField>; 3],
    /// Parameters, then types.
    pub(super) described: RefCell<Vec<Rc<FormField>>>,
    /// What the summary lists.
    pub(super) summary: RwSignal<Vec<Listed>>,
    /// What another connection had no place for.
    pub(super) dropped: RwSignal<Vec<String>>,
    /// What narrows down the parameters.
    pub(super) filter: RwSignal<String>,
    pub(super) only_required: RwSignal<bool>,
    pub(super) keeper: Keeper,
    /// The secrets that an earlier draft left out.
    pub(super) asked: RefCell<Vec<String>>,
    pub(super) free: Cell<bool>,
    pub(super) connections: Option<Query<ConnectionPage>>,
    pub(super) sms_accounts: Query<SmsAccountPage>,
}

impl Inner {
    /// What a form holds at first.
    pub(super) fn new(here: Here, opening: Opening) -> Self {
        let Opening {
            loaded,
            base,
            values,
            description,
            asked,
            draft,
        } = opening;
        let field = |key: FieldKey, id: &str, text: &str| {
            Rc::new(FormField::new(key, id.to_owned(), text.to_owned()))
        };
        let chosen = |uid: &Option<String>| uid.clone().unwrap_or_default();
        let own = [
            field(FieldKey::Name, "account-name", &values.name),
            field(
                FieldKey::Connection,
                "account-connection",
                &chosen(&values.connection),
            ),
            field(
                FieldKey::SmsAccount,
                "account-sms-account",
                &chosen(&values.sms_account),
            ),
        ];
        // What has no description any more can be edited all the same.
        let standing = if loaded.is_some() || description.is_some() {
            Standing::Known
        } else {
            Standing::Absent
        };
        Self {
            connections: loaded.is_none().then(|| lookups::connections(here)),
            loaded: RefCell::new(loaded),
            also_required: RefCell::default(),
            values: RefCell::new(values),
            base: RefCell::new(base),
            description: RwSignal::new(description),
            standing: RwSignal::new(standing),
            shape: Trigger::new(),
            own,
            described: RefCell::default(),
            summary: RwSignal::new(Vec::new()),
            dropped: RwSignal::new(Vec::new()),
            filter: RwSignal::new(String::new()),
            only_required: RwSignal::new(false),
            keeper: Keeper::new(draft),
            asked: RefCell::new(asked),
            free: Cell::new(false),
            sms_accounts: lookups::sms_accounts(here),
        }
    }

    /// The description of the chosen connection.
    pub(super) fn known(&self) -> Option<Arc<Connection>> {
        let known = self.standing.get_untracked() == Standing::Known;
        self.description.get_untracked().filter(|_| known)
    }

    /// Looks at the form as the rules see it.
    pub(super) fn with_mode<T>(
        &self,
        look: impl FnOnce(&FormValues, Option<&Connection>, Mode<'_>) -> T,
    ) -> T {
        let (known, loaded) = (self.known(), self.loaded.borrow().clone());
        let also_required = self.also_required.borrow();
        let mode = match &loaded {
            Some(loaded) => Mode::Edit {
                loaded,
                also_required: &also_required,
            },
            None => Mode::Create,
        };
        look(&self.values.borrow(), known.as_deref(), mode)
    }

    /// All fields, in the order of the page.
    pub(super) fn fields(&self) -> Vec<Rc<FormField>> {
        let described = self.described.borrow();
        self.own.iter().chain(described.iter()).cloned().collect()
    }

    /// The field of that key.
    pub(super) fn field(&self, key: &FieldKey) -> Option<Rc<FormField>> {
        let described = self.described.borrow();
        let mut all = self.own.iter().chain(described.iter());
        all.find(|field| field.key == *key).cloned()
    }

    /// A new form without a value is as good as an untouched one, whatever fields it has; in an edit a blank is a change.
    pub(super) fn is_dirty(&self) -> bool {
        let (values, base) = (self.values.borrow(), self.base.borrow());
        if self.loaded.borrow().is_some() {
            return *values != *base;
        }
        values.name != base.name
            || values.connection != base.connection
            || values.sms_account != base.sms_account
            || filled(&values) != filled(&base)
            || listed(&values) != listed(&base)
    }
}

fn filled(values: &FormValues) -> Vec<(&str, &str)> {
    let texts = values
        .parameters
        .iter()
        .filter_map(|(name, input)| match input {
            ParameterInput::Typed(text) if !text.is_empty() => Some((name.as_str(), text.as_str())),
            _ => None,
        });
    texts.collect()
}

fn listed(values: &FormValues) -> Vec<&(String, Vec<String>)> {
    let lists = values.types.iter();
    lists.filter(|(_, list)| !list.is_empty()).collect()
}
