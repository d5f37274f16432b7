//! Two accounts side by side.

use std::sync::Arc;

use leptos::prelude::*;

use super::Place;
use super::panel::{automatic, muted};
use super::record::{Description, Record};
use crate::http::Kind;
use crate::operator_accounts::rules::compare::compare;
use crate::operator_accounts::rules::{Change, FieldKey, Known, Shown};
use crate::page::faces;
use crate::route::Route;
use crate::services::airvantage::accounts::Account;
use crate::ui::element::{Element, classed, element, live, nothing, text};
use crate::ui::{
    Derived, IconName, SkeletonShape, Tone, button, checkbox, effect, empty, format, link,
    link_button, mark, skeleton, use_toasts, value_chip,
};

/// The comparison with the account that the address names.
pub(super) fn comparison(place: &Place, record: Record) -> Element {
    let own = place.clone();
    let other_uid = place.other;
    live(move || {
        let other = other_uid.get();
        untrack(|| {
            if other == own.uid {
                same_account(&own)
            } else {
                side_by_side(&own, record, &other)
            }
        })
    })
}

fn same_account(place: &Place) -> Element {
    empty(
        IconName::Search,
        "An account does not differ from itself",
        text("Choose another account to compare this one with."),
        Some(choose(place).beside(end(place))),
    )
}

fn choose(place: &Place) -> Element {
    let choosing = place.choosing;
    button("Choose another").on_press(move || choosing.set(true))
}

fn end(place: &Place) -> Element {
    link_button("End comparing", &place.beside(""))
}

fn side_by_side(place: &Place, record: Record, uid: &str) -> Element {
    let wanted = uid.to_owned();
    let other = Record::watch(place.here, move || Some(wanted.clone()));
    let unknown = Derived::new(move |_| {
        let load = other.account.load();
        load.fault()
            .is_some_and(|fault| fault.kind == Kind::NotFound)
    });
    let only = RwSignal::new(false);
    let swap = place.here.address(&Route::OperatorAccount {
        uid: uid.to_owned(),
        compare: place.uid.clone(),
    });
    let heading = element("h2")
        .attribute("id", "comparison")
        .text("Comparison");
    let actions = classed("div", "cluster")
        .with(checkbox("Only differences", "", only))
        .with(link_button("Swap", &swap))
        .with(choose(place))
        .with(end(place));
    let (own, uid) = (place.clone(), uid.to_owned());
    let body = live(move || {
        let unknown = unknown.get();
        untrack(|| {
            if unknown {
                return empty(
                    IconName::Search,
                    "No such operator account",
                    text(&format!("AirVantage knows no operator account “{uid}”.")),
                    None,
                );
            }
            let (own, uid) = (own.clone(), uid.clone());
            let shape = SkeletonShape::Lines(6);
            faces(
                other.account,
                shape,
                "Loading the other account",
                move || both(&own, &uid, (record, other), only),
            )
        })
    });
    classed("section", "panel")
        .attribute("aria-labelledby", "comparison")
        .with(classed("div", "panel-header").with(heading).with(actions))
        .with(body)
}

/// Both accounts and what is known of their descriptions.
#[derive(Clone, Default, PartialEq)]
struct Both(Option<[(Arc<Account>, Description); 2]>);

fn both(
    place: &Place,
    uid: &str,
    (record, other): (Record, Record),
    only: RwSignal<bool>,
) -> Element {
    let settled = move |record: Record| {
        let description = record.description.get();
        // Without it secrets would be told as such only after a moment.
        let is_known = description != Description::Loading;
        Some((record.shown.get()?, description)).filter(|_| is_known)
    };
    let both = Derived::new(move |_| {
        let (one, two) = (settled(record), settled(other));
        Both(one.zip(two).map(|(one, two)| [one, two]))
    });
    let toasts = use_toasts();
    effect(move || {
        if let Some([one, two]) = both.get().0 {
            toasts.announce(summary(&changes(&one, &two)));
        }
    });
    let other_address = place.here.address(&Route::OperatorAccount {
        uid: uid.to_owned(),
        compare: String::new(),
    });
    live(move || {
        let Some([one, two]) = both.get().0 else {
            return skeleton(SkeletonShape::Lines(6), "Loading the descriptions");
        };
        let only = only.get();
        untrack(|| {
            let undescribed = [&one, &two]
                .into_iter()
                .any(|(_, description)| description.connection().is_none());
            let undescribed = undescribed.then(|| {
                classed("p", "muted comparison-note").text(
                    "A description could not be loaded. Nobody can tell which parameters are restricted, so no value of a parameter is shown.",
                )
            });
            let changes = changes(&one, &two);
            let count = classed("p", "muted comparison-note").text(&summary(&changes));
            let shown = changes.iter().filter(|change| change.differs || !only);
            let names = [&one, &two].map(|(account, _)| account.name.clone());
            nothing()
                .with(count)
                .maybe(undescribed)
                .with(table(names, &other_address, shown))
        })
    })
}

type Side = (Arc<Account>, Description);

fn changes(one: &Side, two: &Side) -> Vec<Change> {
    fn known(description: &Description) -> Known<'_> {
        Known {
            connection: description.connection(),
            sms_accounts: &[],
        }
    }
    compare(&one.0, known(&one.1), &two.0, known(&two.1))
}

/// "7 of 12 fields differ"
fn summary(changes: &[Change]) -> String {
    let different = changes.iter().filter(|change| change.differs).count();
    if different == 0 {
        return "No field differs".to_owned();
    }
    format!(
        "{} of {} differ",
        format::count(different),
        format::counted(changes.len(), "field", "fields")
    )
}

fn table<'a>(
    [one, two]: [Option<String>; 2],
    other: &str,
    changes: impl Iterator<Item = &'a Change>,
) -> Element {
    let header = |content: Element| element("th").attribute("scope", "col").with(content);
    let one = one.unwrap_or_else(|| "This account".to_owned());
    let two = two.unwrap_or_else(|| "The other account".to_owned());
    let head = element("tr")
        .with(header(text("Field")))
        .with(header(automatic(&one)))
        .with(header(link(&two, other).attribute("dir", "auto")));
    classed("table", "table comparison")
        .with(element("thead").with(head))
        .with(element("tbody").children(changes.map(row)))
}

fn row(change: &Change) -> Element {
    let kind = match change.field {
        FieldKey::Parameter(_) => Some("parameter"),
        FieldKey::Type(_) => Some("type"),
        FieldKey::Name | FieldKey::Connection | FieldKey::SmsAccount => None,
    };
    let said = if change.differs {
        mark(Tone::Warning, "Different")
    } else {
        muted("same")
    };
    let label = match kind {
        None => element("span"),
        Some(_) => element("code").attribute("dir", "auto"),
    };
    let field = element("th")
        .attribute("scope", "row")
        .with(label.text(change.field.label()))
        .with(
            classed("span", "comparison-said")
                .maybe(kind.map(muted))
                .with(said),
        );
    element("tr")
        .class_if("different", change.differs)
        .with(field)
        .with(element("td").with(value(&change.before)))
        .with(element("td").with(value(&change.after)))
}

fn value(shown: &Shown) -> Element {
    match shown {
        Shown::Text(text) => automatic(text),
        Shown::Values(values) => {
            let chip = |value: &String| value_chip(value).attribute("dir", "auto");
            classed("span", "cluster").children(values.iter().map(chip))
        }
        Shown::Nothing | Shown::Secret(_) => muted(&shown.words()),
    }
}
