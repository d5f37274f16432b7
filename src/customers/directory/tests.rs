//! Which row is asked for next, and which rows are shown.

use super::{CustomerId, CustomerList, CustomerSort, Directory, Fault, Kind, RowState, Summary};
use crate::config::Service;

fn id(number: i64) -> CustomerId {
    CustomerId::new(number)
}

fn directory(count: i64) -> Directory {
    let mut directory = Directory::default();
    directory.set_ids(&(1..=count).map(id).collect::<Vec<_>>());
    directory
}

fn summary(billing_id: &str, name: &str, level: &str) -> Result<Summary, Fault> {
    Ok(Summary::new(
        Some(billing_id.to_owned()),
        Some(name.to_owned()),
        Ok(Some(level.to_owned())),
    ))
}

fn fault(kind: Kind) -> Fault {
    Fault::new(kind, Service::OptConnect, "Customer profile")
}

fn shown(directory: &Directory) -> Vec<String> {
    (0..)
        .map_while(|position| directory.shown(position))
        .map(|id| id.to_string())
        .collect()
}

fn list(text: &str, level: &str, sort: Option<CustomerSort>, descending: bool) -> CustomerList {
    CustomerList {
        text: text.into(),
        level: level.into(),
        sort,
        descending,
    }
}

fn filled() -> Directory {
    let mut directory = directory(6);
    directory.settle(id(1), summary("900", "beta Corp", "Premium"));
    directory.settle(id(2), summary("80", "Acme ATM", "None"));
    directory.settle(id(3), summary("x7", "Äcme Süd", "Base"));
    directory.settle(id(4), summary("1000", "acme north", "Gold"));
    directory.settle(id(5), Err(fault(Kind::ServiceFailed)));
    directory
}

#[test]
fn rows_in_view_come_first_and_none_twice() {
    let mut directory = directory(10);
    assert_eq!(directory.next(), None, "nothing is wanted yet");
    directory.set_in_view(4..6);
    assert_eq!(
        (directory.next(), directory.next(), directory.next()),
        (Some(id(5)), Some(id(6)), None)
    );
    directory.set_loading_all(true);
    assert_eq!(directory.next(), Some(id(1)));
    directory.set_in_view(8..10);
    assert_eq!(directory.next(), Some(id(9)), "what is looked at overtakes");
    let rest: Vec<_> = std::iter::from_fn(|| directory.next()).collect();
    assert_eq!(rest.len(), 6);
    assert!(!directory.progress().loading_all, "all have been asked for");
}

#[test]
fn a_view_beyond_the_end_asks_for_nothing() {
    let mut directory = directory(3);
    directory.set_in_view(2..90);
    assert_eq!((directory.next(), directory.next()), (Some(id(3)), None));
    directory.set_in_view(50..60);
    assert_eq!(directory.next(), None);
}

#[test]
fn a_row_given_up_or_retried_is_asked_for_again() {
    let mut directory = directory(2);
    directory.set_in_view(0..2);
    assert_eq!(directory.next(), Some(id(1)));
    directory.release(id(1));
    assert_eq!(directory.next(), Some(id(1)));
    directory.settle(id(1), Err(fault(Kind::TimedOut)));
    assert_eq!(directory.next(), Some(id(2)));
    directory.release(id(1));
    assert_eq!(directory.next(), Some(id(1)));
}

#[test]
fn progress_counts_each_row_once() {
    let mut directory = filled();
    let progress = directory.progress();
    assert_eq!(
        (progress.total, progress.settled, progress.failed),
        (6, 5, 1)
    );
    directory.settle(id(5), summary("5", "five", "Base"));
    assert_eq!(directory.progress().failed, 0);
    directory.settle(
        id(5),
        Ok(Summary::new(None, None, Err(fault(Kind::TimedOut)))),
    );
    assert_eq!(
        (directory.progress().settled, directory.progress().failed),
        (5, 1)
    );
    directory.release_failed();
    assert_eq!(
        (directory.progress().settled, directory.progress().failed),
        (4, 0)
    );
}

#[test]
fn failed_rows_are_asked_for_again_without_those_that_are_not_permitted_or_never_asked() {
    let mut directory = directory(3);
    directory.settle(id(1), Err(fault(Kind::NotPermitted)));
    directory.settle(id(2), Err(fault(Kind::TimedOut)));
    directory.release_failed();
    assert_eq!((directory.next(), directory.next()), (Some(id(2)), None));
}

#[test]
fn the_filter_looks_into_id_billing_id_and_name() {
    let mut directory = filled();
    for (text, level, expected) in [
        ("", "", vec!["1", "2", "3", "4", "5", "6"]),
        (" ACME ", "", vec!["2", "4"]),
        ("äcme s", "", vec!["3"]),
        ("90", "", vec!["1"]),
        ("6", "", vec!["6"]),
        ("", "premium", vec!["1"]),
        ("acme", "None", vec!["2"]),
        ("acme", "Premium", vec![]),
        ("<script>", "", vec![]),
    ] {
        directory.set_list(list(text, level, None, false));
        assert_eq!(shown(&directory), expected, "{text:?} {level:?}");
        assert_eq!(directory.progress().shown, expected.len());
    }
}

#[test]
fn the_order_keeps_what_is_not_known_last() {
    let mut directory = filled();
    for (sort, descending, expected) in [
        (CustomerSort::Id, true, ["6", "5", "4", "3", "2", "1"]),
        (
            CustomerSort::BillingId,
            false,
            ["2", "1", "4", "3", "5", "6"],
        ),
        (
            CustomerSort::BillingId,
            true,
            ["3", "4", "1", "2", "5", "6"],
        ),
        (CustomerSort::Name, false, ["2", "4", "1", "3", "5", "6"]),
        (CustomerSort::Name, true, ["3", "1", "4", "2", "5", "6"]),
        (CustomerSort::Level, false, ["2", "3", "1", "4", "5", "6"]),
        (CustomerSort::Level, true, ["4", "1", "3", "2", "5", "6"]),
    ] {
        directory.set_list(list("", "", Some(sort), descending));
        assert_eq!(shown(&directory), expected, "{sort:?} {descending}");
    }
}

#[test]
fn new_ids_keep_what_is_loaded() {
    let mut directory = filled();
    directory.set_ids(&[id(7), id(2), id(1)]);
    assert_eq!(shown(&directory), ["7", "2", "1"]);
    assert!(matches!(directory.state(id(2)), Some(RowState::Known(_))));
    assert_eq!(directory.state(id(3)), None);
    assert_eq!(directory.progress().settled, 2);
    assert_eq!(directory.position(id(1)), Some(2));
    directory.settle(id(3), summary("1", "late", "Base"));
    assert_eq!(
        directory.progress().settled,
        2,
        "an answer for a row that is gone changes nothing"
    );
}

#[test]
fn levels_that_nobody_published_are_offered() {
    assert_eq!(filled().other_levels(), ["Gold"]);
}
