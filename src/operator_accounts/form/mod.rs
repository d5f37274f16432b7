//! The form of an operator account: new, a copy, or an edit; checked before anything is sent.

mod account_part;
mod checking;
mod connection_part;
mod draft_content;
mod drafts_part;
mod field;
mod inner;
mod keeping;
mod leaving;
mod opening;
mod page;
mod parameter_control;
mod parameters_part;
mod state;
mod summary;
mod types_part;
mod view;

use crate::ui::element::{Element, classed, element};
use crate::ui::unique_id;

pub use page::account_form_page;
pub(super) use state::FormState;

/// A part of the form under its heading.
fn section(title: &str, body: Element) -> Element {
    let heading = unique_id("part");
    classed("section", "panel")
        .attribute("aria-labelledby", &heading)
        .with(
            classed("div", "panel-header")
                .with(element("h2").attribute("id", &heading).text(title)),
        )
        .with(classed("div", "panel-body stack").with(body))
}
