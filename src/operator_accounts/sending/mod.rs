//! Sending an account: the review, and what comes of it.

use super::form::FormState;
use crate::ui::element::{Element, nothing};

pub(super) fn start(form: FormState) {
    _ = form;
}

pub(super) fn panel(form: FormState) -> Element {
    _ = form;
    nothing()
}
