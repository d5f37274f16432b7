//! How old what is shown is, whether a newer answer is on its way, and why none came.

use super::fault_panel::moment;
use super::here::here;
use crate::query::{AnyQuery, Load};
use crate::ui::element::{Element, classed, element, live, nothing};
use crate::ui::{Derived, IconName, Tone, button, mark};

/// The age of a read, and a button that refreshes it and what is shown with it (`also`). `label` is for screen readers:
/// "Refresh customers".
pub fn freshness(query: AnyQuery, label: &'static str, also: impl Fn() + 'static) -> Element {
    let now = here().map(|here| here.now());
    let at = Derived::new(move |_| match query.load() {
        Load::Ready(loaded) => Some(loaded.at),
        Load::Loading | Load::Failed { .. } => None,
    });
    let fault = Derived::new(move |_| match query.load() {
        Load::Ready(loaded) => loaded.fault,
        Load::Loading | Load::Failed { .. } => None,
    });
    let refreshing = move || matches!(query.load(), Load::Ready(loaded) if loaded.refreshing);
    let refresh = button("Refresh")
        .quiet()
        .small()
        .icon(IconName::Refresh)
        .named(label)
        .busy(refreshing)
        .on_press(move || {
            query.refresh();
            also();
        });
    classed("span", "freshness")
        .with(live(move || match fault.get() {
            Some(fault) => element("span")
                .attribute("title", &fault.details())
                .with(mark(
                    Tone::Warning,
                    &format!("Not refreshed: {}", fault.title()),
                )),
            None => nothing(),
        }))
        .with(live(move || match at.get().zip(now) {
            Some((at, now)) => moment(at, now),
            None => nothing(),
        }))
        .with(refresh)
}
