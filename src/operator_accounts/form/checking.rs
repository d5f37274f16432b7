//! What happens when a field is changed, when it is left, and when the form is sent: which messages show.

use std::sync::Arc;

use leptos::prelude::*;

use super::field::FormField;
use super::inner::{Inner, Standing};
use super::state::FormState;
use crate::browser::document;
use crate::form::{Problem as Listed, Summary, Touched};
use crate::operator_accounts::rules::form_values::outer_blanks;
use crate::operator_accounts::rules::validate::UNKNOWN_CONNECTION;
use crate::operator_accounts::rules::{FieldKey, ParameterInput, Problem, problem_of};
use crate::operator_accounts::sending;
use crate::services::airvantage::connections::Connection;

/// The id of the summary.
pub(super) const SUMMARY: &str = "account-problems";

impl FormState {
    /// The user has changed a field. Runs with each key, so it looks at this field alone.
    pub(super) fn changed(self, field: &FormField) {
        let Some(inner) = self.inner() else {
            return;
        };
        inner.take(field);
        field.told.set(false);
        field.touched.set(field.touched.get().changed());
        let tells = field.touched.get().tells();
        inner.show(field, inner.problem(field).filter(|_| tells));
        field.keep_note(inner.has_blanks(field));
        self.plan_draft();
    }

    /// The focus has left a field.
    pub(super) fn left(self, field: &FormField) {
        let Some(inner) = self.inner().filter(|_| !field.told.get()) else {
            return;
        };
        let problem = inner.problem(field);
        field
            .touched
            .set(field.touched.get().left(problem.is_none()));
        let tells = field.touched.get().tells();
        inner.show(field, problem.filter(|_| tells));
        field.note_blanks(inner.has_blanks(field));
    }

    /// Checks everything; sends the form where nothing is wrong.
    pub(in crate::operator_accounts) fn submit(self) {
        // What is typed into a field of several values is taken over when the field is left.
        document::settle_typing();
        let found = self.problems();
        if found.is_empty() {
            self.list(Vec::new(), false);
            sending::start();
            return;
        }
        let found = found.into_iter();
        self.list(
            found
                .map(|problem| (Some(problem.field), problem.message))
                .collect(),
            false,
        );
    }

    /// Shows what the service says of the form, at the fields that it means and in the summary, which takes the focus.
    pub(in crate::operator_accounts) fn show_problems(
        self,
        problems: Vec<(Option<FieldKey>, String)>,
    ) {
        self.list(problems, true);
    }

    fn list(self, problems: Vec<(Option<FieldKey>, String)>, told: bool) {
        let Some(inner) = self.inner() else {
            return;
        };
        let fields = inner.fields();
        for field in &fields {
            let own = |(key, _): &&(Option<FieldKey>, String)| key.as_ref() == Some(&field.key);
            let message = problems
                .iter()
                .find(own)
                .map(|(_, message)| message.clone());
            let valid = message.is_none();
            field.told.set(told && !valid);
            field.touched.set(field.touched.get().submitted(valid));
            field.show(message);
        }
        let id_of = |key: Option<FieldKey>| {
            let key = key?;
            let field = fields.iter().find(|field| field.key == key)?;
            Some(field.id.clone())
        };
        let found = problems.into_iter().map(|(key, message)| Listed {
            field: id_of(key),
            message,
        });
        let ids: Vec<&str> = fields.iter().map(|field| field.id.as_str()).collect();
        let summary = Summary::new(found.collect(), &ids);
        let none = summary.is_empty();
        inner.summary.set(summary.problems().to_vec());
        if !none {
            // A field that the filter hides could not be reached from the summary.
            inner.filter.set(String::new());
            inner.only_required.set(false);
            request_animation_frame(|| _ = document::focus(&format!("#{SUMMARY}")));
        }
    }

    /// The description of the chosen connection has arrived: the fields become its own, and keep what fits.
    pub(super) fn describe(self, description: Arc<Connection>) {
        let Some(inner) = self.inner() else {
            return;
        };
        let before = inner.description.get_untracked();
        inner.standing.set(Standing::Known);
        if before.as_ref() != Some(&description) {
            inner.stand_on(before.as_deref(), description);
        }
        // What was said while it was on its way no longer holds.
        let [_, connection, _] = &inner.own;
        if !connection.told.get() {
            inner.show(connection, inner.problem(connection));
        }
    }

    /// The description of the chosen connection does not come.
    pub(super) fn not_described(self, standing: Standing) {
        let Some(inner) = self.inner() else {
            return;
        };
        inner.standing.set(standing);
        let [_, connection, _] = &inner.own;
        // A link or a draft may name a connection that is not there any more: nobody need send the form to learn it.
        if standing == Standing::Absent {
            connection.touched.set(Touched::Told);
        }
        // What was said while it was on its way no longer holds.
        if connection.touched.get().tells() && !connection.told.get() {
            inner.correct(connection, inner.problem(connection));
        }
    }
}

impl Inner {
    fn stand_on(&self, before: Option<&Connection>, description: Arc<Connection>) {
        let (values, left) = self.values.borrow().change_connection(before, &description);
        self.values.replace(values);
        let names = left.iter().map(|key| key.label().to_owned());
        self.dropped.set(names.collect());
        self.description.set(Some(description));
        self.shape.notify();
    }

    /// Takes over what stands in the control.
    fn take(&self, field: &FormField) {
        let text = || field.text.get_untracked();
        let chosen = || Some(text()).filter(|uid| !uid.is_empty());
        let mut values = self.values.borrow_mut();
        match &field.key {
            FieldKey::Name => values.name = text(),
            FieldKey::Connection => values.connection = chosen(),
            FieldKey::SmsAccount => values.sms_account = chosen(),
            FieldKey::Parameter(name) => {
                let kept = field.kept.is_some_and(|kept| kept.get_untracked());
                let text = text();
                let input = if kept || field.before.as_ref() == Some(&text) {
                    ParameterInput::Kept
                } else {
                    ParameterInput::Typed(text)
                };
                values.set_parameter(name, input);
            }
            FieldKey::Type(name) => {
                let list = field.list.map(|list| list.get_untracked());
                values.set_type(name, list.unwrap_or_default());
            }
        }
    }

    /// Shows the message of a field; what is put right leaves the summary, too.
    fn show(&self, field: &FormField, message: Option<String>) {
        let listed = |problem: &Listed| problem.field.as_ref() == Some(&field.id);
        if message.is_none() && self.summary.with_untracked(|all| all.iter().any(listed)) {
            self.summary
                .update(|all| all.retain(|problem| !listed(problem)));
        }
        field.show(message);
    }

    /// Shows another message of a field in the place of the one that no longer holds, in the summary, too.
    fn correct(&self, field: &FormField, message: Option<String>) {
        if let Some(message) = &message {
            let stale = |problem: &Listed| {
                problem.field.as_ref() == Some(&field.id) && problem.message != *message
            };
            if self.summary.with_untracked(|all| all.iter().any(stale)) {
                self.summary.update(|all| {
                    for problem in all.iter_mut().filter(|problem| stale(problem)) {
                        problem.message.clone_from(message);
                    }
                });
            }
        }
        self.show(field, message);
    }

    /// What is wrong with a field.
    fn problem(&self, field: &FormField) -> Option<String> {
        let mut problem = self.with_mode(|values, connection, mode| {
            problem_of(&field.key, values, connection, mode)
        })?;
        self.reword(&mut problem);
        Some(problem.message)
    }

    /// As long as the description is not here, nobody can say that the connection is unknown.
    pub(super) fn reword(&self, problem: &mut Problem) {
        if problem.code != UNKNOWN_CONNECTION {
            return;
        }
        let message = match self.standing.get_untracked() {
            Standing::Loading => "Wait until the description of this connection is here",
            Standing::Failed => {
                "Load the description of this connection again, or choose another one"
            }
            Standing::Absent | Standing::Known => return,
        };
        problem.message = message.to_owned();
    }

    fn has_blanks(&self, field: &FormField) -> bool {
        match &field.key {
            FieldKey::Name => {
                let loaded = self.loaded.borrow();
                let before = loaded.as_ref().and_then(|account| account.name.as_deref());
                field
                    .text
                    .with_untracked(|text| before != Some(text.as_str()) && outer_blanks(text))
            }
            FieldKey::Parameter(_) => field
                .text
                .with_untracked(|text| field.before.as_ref() != Some(text) && outer_blanks(text)),
            _ => false,
        }
    }
}
