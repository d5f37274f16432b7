//! Two edits of one account.

use serde_json::json;

use super::*;
use crate::operator_accounts::rules::samples::{account, connection, list, reference, typed};
use crate::operator_accounts::rules::{Mode, body};

fn merged(base: &Account, theirs: &Account, mine: &FormValues) -> Merge {
    let connection = connection();
    let merge = merge(
        base,
        theirs,
        mine,
        Known {
            connection: Some(&connection),
            sms_accounts: &[],
        },
    );
    assert!(!format!("{:?} {:?}", merge.conflicts, merge.taken).contains("canary"));
    merge
}

fn form() -> FormValues {
    FormValues::editing(&account(), Some(&connection()))
}

fn words(conflict: &Conflict) -> [String; 3] {
    [&conflict.base, &conflict.theirs, &conflict.mine].map(Shown::words)
}

fn set(account: &mut Account, name: &str, value: Value) {
    account.parameters.retain(|(own, _)| own != name);
    account.parameters.push((name.to_owned(), value));
}

#[test]
fn nothing_changed_stays_as_it_is() {
    let mut theirs = account();
    set(&mut theirs, "port", json!(null));
    theirs.types.push(("CityCode".to_owned(), Vec::new()));
    assert_eq!(
        merged(&account(), &theirs, &form()),
        Merge {
            values: form(),
            conflicts: Vec::new(),
            taken: Vec::new()
        }
    );
}

#[test]
fn what_only_one_changed_is_kept() {
    let mut theirs = account();
    theirs.name = Some("Theirs".to_owned());
    set(&mut theirs, "password", json!("canary2"));
    set(&mut theirs, "extra", json!(1));
    theirs.types = vec![("CityCode".to_owned(), list(&["CC1"]))];
    let mut mine = form();
    mine.sms_account = None;
    mine.set_parameter("port", typed("80"));
    mine.set_parameter("user", typed(" mickey "));
    let merge = merged(&account(), &theirs, &mine);
    assert_eq!(merge.conflicts, []);
    assert_eq!(
        merge.taken,
        [
            FieldKey::Name,
            FieldKey::Parameter("password".to_owned()),
            FieldKey::Parameter("extra".to_owned()),
            FieldKey::Type("PricePlan".to_owned()),
            FieldKey::Type("CityCode".to_owned()),
        ]
    );
    let sent = body(&merge.values, Mode::edit(&theirs));
    assert_eq!(sent.name, "Theirs");
    let pair = |name: &str, value: Value| (name.to_owned(), value);
    assert_eq!(
        sent.parameters,
        [
            pair("user", json!("mickey")),
            pair("password", json!("canary2")),
            pair("port", json!("80")),
            pair("extra", json!(1))
        ]
    );
    assert_eq!(sent.types, [("CityCode".to_owned(), list(&["CC1"]))]);
}

#[test]
fn what_both_changed_alike_is_no_conflict() {
    let mut theirs = account();
    theirs.name = Some("New".to_owned());
    theirs.sms_account = None;
    set(&mut theirs, "port", json!(80));
    theirs.types = vec![("PricePlan".to_owned(), list(&["PP2"]))];
    let mut mine = form();
    mine.name = " New".to_owned();
    mine.sms_account = None;
    mine.set_parameter("port", typed("80"));
    mine.set_type("PricePlan", list(&[" PP2"]));
    let merge = merged(&account(), &theirs, &mine);
    assert_eq!((merge.conflicts, merge.taken), (Vec::new(), Vec::new()));
    assert_eq!(merge.values, mine);
}

#[test]
fn what_both_changed_differently_is_asked() {
    let mut theirs = account();
    theirs.name = Some("Theirs".to_owned());
    theirs.sms_account = Some(reference("d1", "Theirs"));
    set(&mut theirs, "user", json!("minnie"));
    set(&mut theirs, "password", json!("canary2"));
    theirs.types = vec![("PricePlan".to_owned(), list(&["PP2"]))];
    let mut mine = form();
    mine.name = "Mine".to_owned();
    mine.sms_account = None;
    mine.set_parameter("user", typed(""));
    mine.set_parameter("password", typed("canary3"));
    mine.set_type("PricePlan", list(&["PP1", "PP3"]));
    let merge = merged(&account(), &theirs, &mine);
    assert_eq!(merge.taken, []);
    let told: Vec<(&str, [String; 3])> = merge
        .conflicts
        .iter()
        .map(|conflict| (conflict.field.label(), words(conflict)))
        .collect();
    let expected = [
        ("Name", ["My Operator Account", "Theirs", "Mine"]),
        ("SMS account", ["MySmsAccount", "Theirs", "not set"]),
        ("user", ["mickey", "minnie", "not set"]),
        ("password", ["set", "changed", "changed"]),
        ("PricePlan", ["PP1", "PP2", "PP1, PP3"]),
    ]
    .map(|(field, words)| (field, words.map(str::to_owned)));
    assert_eq!(told, expected);
    let mut kept = merge.values.clone();
    let mut taken = merge.values;
    for conflict in &merge.conflicts {
        resolve(&mut kept, &conflict.field, &theirs, Keep::Mine);
        resolve(&mut taken, &conflict.field, &theirs, Keep::Theirs);
    }
    assert_eq!(kept, mine);
    assert_eq!(taken, FormValues::editing(&theirs, Some(&connection())));
}

#[test]
fn removing_meets_changing() {
    let mut theirs = account();
    theirs.parameters.retain(|(name, _)| name != "user");
    theirs.types.clear();
    let mut mine = form();
    mine.set_parameter("user", typed("minnie"));
    mine.set_type("PricePlan", list(&["PP9"]));
    let merge = merged(&account(), &theirs, &mine);
    let told: Vec<[String; 3]> = merge.conflicts.iter().map(words).collect();
    assert_eq!(
        told,
        [["mickey", "not set", "minnie"], ["PP1", "not set", "PP9"]]
            .map(|words| words.map(str::to_owned))
    );
}

#[test]
fn what_was_not_reported_was_not_removed() {
    let mut theirs = account();
    theirs.name = None;
    assert_eq!(
        merged(&account(), &theirs, &form()).values.name,
        "My Operator Account"
    );
    let mut hidden = account();
    hidden.parameters.retain(|(name, _)| name != "password");
    let mut mine = FormValues::editing(&hidden, Some(&connection()));
    mine.set_parameter("password", typed("canary2"));
    let merge = merged(&hidden, &hidden, &mine);
    assert_eq!(merge.conflicts, []);
    assert_eq!(merge.values.parameter("password"), Some(&typed("canary2")));
    let mut mine = form();
    mine.set_parameter("password", typed("canary2"));
    for mine in [form(), mine] {
        let merge = merged(&account(), &hidden, &mine);
        assert_eq!(
            merge,
            Merge {
                values: mine,
                conflicts: Vec::new(),
                taken: Vec::new()
            }
        );
    }
}
