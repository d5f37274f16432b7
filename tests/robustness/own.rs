//! What tabs tell each other and what this browser has stored: another version may have written it, or anybody.

use proptest::prelude::*;
use serde_json::{Value, json};
use switchboard::decoders::{Decoder, OWN, is_put_off, pace_told_again};
use switchboard::services::live_platform::imports::ImportBody;
use switchboard::services::live_platform::service_customers::ServiceCustomer;
use switchboard::work::{Intent, Phase, Run};

use crate::cases;
use crate::spoiling::{near, near_text};

/// One text that each decoder takes, in the order of `OWN`.
pub fn good() -> Vec<(&'static str, Decoder, Value)> {
    let run = r#"{"schema":1,"atOnce":2,"patience":5,"halt":"failures","items":[["a","done"],["b","failed","why"],["c","running"]]}"#;
    let import = json!({
        "schema": 1, "id": "i-1", "kind": "import-customer", "environment": "test", "company": null, "at": 1,
        "what": "Import", "knownBefore": [], "state": "done", "uid": "tsk_1", "changedAt": 2,
        "facts": { "guid": "g", "name": "n", "who": "w", "body": { "customerType": "TENANT_TYPE" }, "run": "r", "row": 2 },
        "progress": {
            "polls": 3, "polledAt": 5, "status": "CompletedSuccess", "details": ["d"], "messages": [["Error", "no"]],
            "output": {}, "outcome": "succeeded", "watched": 9
        },
    });
    let mut record = import.clone();
    record["tab"] = "t".into();
    record["beat"] = 4.into();
    let texts = [
        json!({
            "kind": "session", "environment": "test", "service": "optconnect", "token": "t", "since": 1, "until": 2,
            "who": "w", "checked": true, "at": 3
        }),
        json!({ "token": "t", "since": 1, "until": null, "who": null, "checked": false, "at": 3 }),
        json!({ "token": "t", "life": 86399.0 }),
        json!({ "environment": "test", "back": "/settings", "keep": true }),
        json!({ "exp": 1_800_000_000, "name": "Ada", "sub": "x" }),
        json!({
            "schema": 1, "environment": "test", "service": "airvantage", "company": "c", "page": "operator-account/new",
            "title": "New", "at": 1, "content": {}, "leftOut": ["password"]
        }),
        json!("operator-account/u%2B1/edit"),
        json!({ "name": "A", "parameters": [["user", "u"]], "types": [["Plan", ["P"]]], "smsAccount": null }),
        json!({ "customerGuid": "g", "customerType": "TENANT_TYPE", "allowSbcIdUpdateForOvoc": true }),
        record,
        json!({
            "schema": 1, "id": "1", "environment": "test", "company": null, "at": 1,
            "change": { "do": "set", "to": "user", "values": ["minnie"] },
            "targets": [["A", "", "x"], ["B", "note"], ["C", ""]], "ran": [1], "run": run
        }),
        json!({
            "schema": 1, "id": "1", "environment": "test", "at": 1, "run": run,
            "rows": [
                ["n", "g", "TENANT_TYPE", "", "", "", "true", "2"],
                ["n", "h", "TENANT_TYPE", "", "", "", "", "3"],
                ["n", "i", "TENANT_TYPE", "", "", "", "false", "4"]
            ]
        }),
        import.clone(),
        json!({ "schema": 1, "kind": "switchboard-imports", "environment": "test", "exportedAt": 1, "entries": [import] }),
        json!("slow 1800000000000 livePlatform test-eu"),
    ];
    assert_eq!(texts.len(), OWN.len());
    let decoders = OWN.iter().zip(texts);
    decoders
        .map(|((name, decode), text)| (*name, *decode, text))
        .collect()
}

/// A text as it is stored or said: JSON, but for the page of a draft and the pace of a tab, which are bare.
pub fn stored(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

#[test]
fn every_decoder_takes_what_was_stored() {
    for (name, decode, text) in good() {
        assert!(decode(&stored(&text)), "{name}: {text}");
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_text_is_understood_or_set_aside(
        text in near(good().into_iter().map(|(_, _, text)| text).collect())
    ) {
        for (_, decode) in OWN {
            decode(&text);
        }
    }

    #[test]
    fn a_run_that_is_read_waits_to_be_resumed(text in near(vec![json!({
        "schema": 1, "atOnce": 2, "patience": 5, "halt": null,
        "items": [["a", "running"], ["b", "waiting"], ["c", "conflict", "why"]]
    })])) {
        let Ok(run) = Run::from_text(&text) else { return Ok(()) };
        let waits = matches!(run.phase(), Phase::Paused(_) | Phase::Ended);
        prop_assert!(waits, "{:?}", run.phase());
        let totals = run.totals();
        prop_assert_eq!(totals.running, 0);
        let again = Run::from_text(&run.to_text());
        prop_assert_eq!(again.map(|run| run.totals()).ok(), Some(totals));
    }

    #[test]
    fn an_intent_that_is_read_is_the_same_when_it_is_kept_again(text in near(vec![json!({
        "id": "1", "kind": "create-account", "environment": "test", "at": 1, "what": "Create", "knownBefore": ["u"],
        "state": "unknown", "why": "lost", "changedAt": 2, "facts": { "name": "A" }, "progress": null
    })])) {
        let Ok(value) = serde_json::from_str::<Value>(&text) else { return Ok(()) };
        let _ = ImportBody::from_json(&value);
        let _ = ServiceCustomer::from_json(&value);
        let Ok(intent) = Intent::from_json(&value) else { return Ok(()) };
        let again = Intent::from_json(&Value::Object(intent.members()));
        prop_assert_eq!(again.map(|intent| intent.id), Ok(intent.id));
    }

    #[test]
    fn what_a_tab_tells_of_its_calls_means_the_same_when_it_is_told_again(text in near_text(&[
        "begun 0 optconnect test",
        "ended 0 airvantage production-eu",
        "slow 1800000000000 livePlatform a b",
    ])) {
        let Some(again) = pace_told_again(&text) else { return Ok(()) };
        prop_assert_eq!(pace_told_again(&again), Some(again));
    }

    #[test]
    fn no_kept_text_puts_a_version_off_for_longer_than_an_hour(
        kept in near_text(&["1795000000000 1.2.0", "1795003600000 1.3.0 beta"]),
        now in 1_794_990_000_000_f64..1_795_010_000_000.0,
    ) {
        let Some((_, version)) = kept.split_once(' ') else { return Ok(()) };
        let later = now + 60.0 * 60_000.0;
        prop_assert!(!(is_put_off(&kept, version, now) && is_put_off(&kept, version, later)));
        let other = format!("{version}1");
        prop_assert!(!is_put_off(&kept, &other, now));
    }
}
