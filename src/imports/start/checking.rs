//! What happens when a field is changed, when it is left, and when the form is sent: which messages show.

use leptos::prelude::*;

use super::field::FormField;
use super::form::{ImportForm, Inner};
use super::sending::Stage;
use crate::browser::document;
use crate::form::{Problem as Listed, Summary};
use crate::imports::rules::{Member, problem_of, problems, warnings};

/// The id of the summary.
pub(super) const SUMMARY: &str = "import-problems";

impl ImportForm {
    /// The user has changed a field.
    pub(super) fn changed(self, field: &FormField) {
        let Some(inner) = self.inner() else {
            return;
        };
        field.touched.set(field.touched.get().changed());
        let tells = field.touched.get().tells();
        inner.show(field, inner.problem(field).filter(|_| tells));
        // A warning may go while one types, but does not come before the field is left.
        if field.member == Member::Tenant && inner.tenant_warning().is_none() {
            inner.warning.set(None);
        }
        self.plan_draft();
    }

    /// The focus has left a field.
    pub(super) fn left(self, field: &FormField) {
        let Some(inner) = self.inner() else {
            return;
        };
        let problem = inner.problem(field);
        field
            .touched
            .set(field.touched.get().left(problem.is_none()));
        let tells = field.touched.get().tells();
        inner.show(field, problem.filter(|_| tells));
        if field.member == Member::Tenant {
            inner.warning.set(inner.tenant_warning());
        }
    }

    /// Checks everything; shows what will be sent where nothing is wrong.
    pub(super) fn submit(self) {
        // What is typed into the picker is taken over when it is left.
        document::settle_typing();
        let Some(inner) = self.inner() else {
            return;
        };
        // A second press while something is under way is none.
        if !inner.stage.with_untracked(Stage::rests) {
            return;
        }
        if inner.list() {
            inner.stage.set(Stage::Review);
        }
    }
}

impl Inner {
    fn problem(&self, field: &FormField) -> Option<String> {
        problem_of(field.member, &self.values())
    }

    fn tenant_warning(&self) -> Option<String> {
        let found = warnings(&self.values()).into_iter();
        let mut found = found.filter(|problem| problem.member == Member::Tenant);
        found.next().map(|problem| problem.message)
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

    /// Shows everything that is wrong, at its field and in the summary, which takes the focus. Answers whether nothing is.
    fn list(&self) -> bool {
        let found = problems(&self.values());
        for field in &self.fields {
            let own = found.iter().find(|problem| problem.member == field.member);
            field
                .touched
                .set(field.touched.get().submitted(own.is_none()));
            field.show(own.map(|problem| problem.message.clone()));
        }
        self.warning.set(self.tenant_warning());
        let listed = found.into_iter().map(|problem| Listed {
            field: Some(self.field(problem.member).id.clone()),
            message: problem.message,
        });
        let ids = self.fields.each_ref().map(|field| field.id.as_str());
        let summary = Summary::new(listed.collect(), &ids);
        let none = summary.is_empty();
        self.summary.set(summary.problems().to_vec());
        if !none {
            request_animation_frame(|| _ = document::focus(&format!("#{SUMMARY}")));
        }
        none
    }
}
