//! The form: one handle for all that its parts share.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use super::draft::Content;
use super::field::FormField;
use super::prefill::Prefill;
use super::sending::Stage;
use crate::form::{DraftKey, Keeper, Problem as Listed};
use crate::imports::ledger::{Ledger, ledger};
use crate::imports::lookups;
use crate::imports::rules::{ImportValues, Member};
use crate::page::Here;
use crate::query::Query;
use crate::services::live_platform::service_customers::{
    ServiceCustomer, ServiceList, is_guid, same_guid,
};
use crate::ui::{Field, Requirement, Toasts, use_toasts};

/// The form. A handle that is copied; it lives as long as its part of the page.
#[derive(Clone, Copy)]
pub(super) struct ImportForm(StoredValue<Rc<Inner>, LocalStorage>);

/// What it holds.
pub(super) struct Inner {
    pub(super) here: Here,
    pub(super) ledger: Ledger,
    pub(super) toasts: Toasts,
    /// In the order of [`Member::ALL`].
    pub(super) fields: [Rc<FormField>; 6],
    /// What the summary lists.
    pub(super) summary: RwSignal<Vec<Listed>>,
    /// What may be wrong with the tenant.
    pub(super) warning: RwSignal<Option<String>>,
    /// How the form opened: a draft is what differs.
    pub(super) base: ImportValues,
    pub(super) prefill: RefCell<Prefill>,
    pub(super) keeper: Keeper,
    pub(super) stage: RwSignal<Stage, LocalStorage>,
    pub(super) customers: Query<ServiceList>,
    pub(super) picked: Query<ServiceCustomer>,
}

impl ImportForm {
    /// A form that opens with `base`, or with what a draft holds.
    pub(super) fn new(
        here: Here,
        base: ImportValues,
        draft: Option<Content>,
        key: DraftKey,
    ) -> Self {
        let (values, prefill) = match draft {
            Some(content) => {
                let prefill = content.prefill();
                (content.values, prefill)
            }
            None => (base.clone(), Prefill::default()),
        };
        let fields =
            Member::ALL.map(|member| Rc::new(FormField::new(member, text(&values, member))));
        let [guid, ..] = &fields;
        let guid = guid.text;
        let picked = lookups::customer(here, move || Some(guid.get()).filter(|guid| is_guid(guid)));
        Self(StoredValue::new_local(Rc::new(Inner {
            here,
            ledger: ledger(here),
            toasts: use_toasts(),
            fields,
            summary: RwSignal::new(Vec::new()),
            warning: RwSignal::new(None),
            base,
            prefill: RefCell::new(prefill),
            keeper: Keeper::new(key),
            stage: RwSignal::new_local(Stage::Idle),
            customers: lookups::customers(here),
            picked,
        })))
    }

    /// What it holds; `None` once its part of the page is gone.
    pub(super) fn inner(self) -> Option<Rc<Inner>> {
        self.0.try_get_value()
    }

    /// The name, message and events of a field.
    pub(super) fn about(self, field: &Rc<FormField>, requirement: Requirement) -> Field {
        let (own, left, message) = (field.clone(), field.clone(), field.message);
        Field::new(field.member.label())
            .id(field.id.clone())
            .requirement(requirement)
            .error(move || message.get())
            .on_change(move || self.changed(&own))
            .on_leave(move || self.left(&left))
    }

    /// Picks a service customer, as if it was chosen in its field.
    pub(super) fn pick(self, guid: &str) {
        let Some(inner) = self.inner() else {
            return;
        };
        let field = inner.field(Member::Guid);
        field.text.set(guid.to_owned());
        self.changed(field);
    }

    /// Puts a tenant into the form, as if it was typed.
    pub(super) fn take_tenant(self, tenant: &str) {
        if let Some(inner) = self.inner() {
            let field = inner.field(Member::Tenant);
            field.text.set(tenant.to_owned());
            self.changed(field);
            self.left(field);
        }
    }

    /// Puts the tenant of the picked service customer into the form, where the user has entered none. Reads what decides it.
    pub(super) fn propose_tenant(self) {
        let Some(inner) = self.inner() else {
            return;
        };
        let own = inner.field(Member::Guid).text;
        let guid = own.get();
        // Under the list's own spelling its name is shown.
        if let Some(listed) = inner.listed(&guid).filter(|listed| listed.guid != guid) {
            own.set(listed.guid);
            return;
        }
        let known = inner.known_tenant(&guid);
        let field = inner.field(Member::Tenant);
        let current = field.text.get_untracked();
        let known = known.as_ref().map(Option::as_deref);
        let next = inner.prefill.borrow_mut().step(&guid, known, &current);
        if let Some(text) = next {
            untrack(|| self.take_tenant(&text));
        }
    }
}

impl Inner {
    /// The field of a member.
    pub(super) fn field(&self, member: Member) -> &Rc<FormField> {
        let [guid, customer_type, source, tenant, lc_customer, allow] = &self.fields;
        match member {
            Member::Guid => guid,
            Member::CustomerType => customer_type,
            Member::CustomerSource => source,
            Member::Tenant => tenant,
            Member::LcCustomer => lc_customer,
            Member::AllowSbcIdUpdate => allow,
        }
    }

    /// What is entered, as it stands.
    pub(super) fn values(&self) -> ImportValues {
        let text = |member| {
            let text = self.field(member).text;
            text.try_get_untracked().unwrap_or_default()
        };
        ImportValues {
            guid: text(Member::Guid),
            customer_type: text(Member::CustomerType),
            customer_source: text(Member::CustomerSource),
            tenant: text(Member::Tenant),
            lc_customer: text(Member::LcCustomer),
            allow_sbc_id_update: match text(Member::AllowSbcIdUpdate).as_str() {
                "true" => Some(true),
                "false" => Some(false),
                _ => None,
            },
        }
    }

    /// The picked service customer as the list tells of it.
    pub(super) fn listed(&self, guid: &str) -> Option<ServiceCustomer> {
        let list = self.customers.get()?;
        let mut customers = list.customers.iter();
        customers
            .find(|known| same_guid(&known.guid, guid))
            .cloned()
    }

    /// The picked service customer in detail. An answer about another one is none.
    pub(super) fn detail(&self, guid: &str) -> Option<Arc<ServiceCustomer>> {
        self.picked
            .get()
            .filter(|known| same_guid(&known.guid, guid))
    }

    /// The tenant of a service customer; `None` while nobody knows whether it has one.
    pub(super) fn known_tenant(&self, guid: &str) -> Option<Option<String>> {
        if let Some(detail) = self.detail(guid) {
            return Some(detail.tenant.clone());
        }
        self.listed(guid)?.tenant.map(Some)
    }

    /// What the picked service customer is called; its GUID where nobody knows more.
    pub(super) fn label(&self, guid: &str) -> String {
        let detail = self.detail(guid).map(|known| known.label().to_owned());
        detail
            .or_else(|| self.listed(guid).map(|known| known.label().to_owned()))
            .unwrap_or_else(|| guid.trim().to_owned())
    }
}

/// What stands in the control of a member.
fn text(values: &ImportValues, member: Member) -> String {
    match member {
        Member::Guid => values.guid.clone(),
        Member::CustomerType => values.customer_type.clone(),
        Member::CustomerSource => values.customer_source.clone(),
        Member::Tenant => values.tenant.clone(),
        Member::LcCustomer => values.lc_customer.clone(),
        Member::AllowSbcIdUpdate => values
            .allow_sbc_id_update
            .map(|allow| allow.to_string())
            .unwrap_or_default(),
    }
}
