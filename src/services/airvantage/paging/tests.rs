use serde_json::{Value, json};

use super::{Gathered, Page, RawPage};
use crate::http::{Fault, Kind};
use crate::services::json;

fn uid(value: &Value) -> Option<String> {
    json::filled_member(value, "uid")
}

fn read(text: &str) -> Result<Page<String>, Fault> {
    Page::read("Find", text, 7, uid)
}

#[test]
fn loose_pages_are_read() {
    // Body, then items, count, offset, unreadable.
    for (body, items, count, offset, unreadable) in [
        (
            r#"{"items":[{"uid":"a"}],"count":1,"size":1,"offset":0}"#,
            vec!["a"],
            1,
            0,
            0,
        ),
        (
            r#"{"Items":[{"Uid":5},{"name":"x"},null],"Count":"40","offset":10}"#,
            vec!["5"],
            40,
            10,
            2,
        ),
        // A count smaller than what is here, none at all, or one that means nothing.
        (
            r#"{"items":[{"uid":"a"},{"uid":"b"}],"count":1,"offset":0}"#,
            vec!["a", "b"],
            2,
            0,
            0,
        ),
        (r#"{"items":[{"uid":"a"}]}"#, vec!["a"], 8, 7, 0),
        (
            r#"{"items":[{"uid":"a"}],"count":-3,"offset":null}"#,
            vec!["a"],
            8,
            7,
            0,
        ),
        // Beyond the end: the count is as it was told.
        (
            r#"{"items":[],"count":3,"size":0,"offset":900}"#,
            vec![],
            3,
            900,
            0,
        ),
        (r#"{"items":null,"count":0}"#, vec![], 0, 7, 0),
        (r#"{"count":0}"#, vec![], 0, 7, 0),
        (r#"[{"uid":"a"}]"#, vec!["a"], 1, 0, 0),
        ("[]", vec![], 0, 0, 0),
    ] {
        let page = read(body).unwrap();
        assert_eq!(
            (page.items, page.count, page.offset, page.unreadable),
            (
                items.into_iter().map(str::to_owned).collect(),
                count,
                offset,
                unreadable
            ),
            "{body}"
        );
    }
}

#[test]
fn what_means_nothing_names_its_place() {
    for (body, place) in [
        ("{}", "`items` is missing"),
        (r#"{"items":null,"count":3}"#, "`items` is missing"),
        ("5", "`items` is missing"),
        ("null", "`items` is missing"),
        (r#"{"items":{"uid":"a"}}"#, "`items` is no list"),
        (
            r#"{"items":[{"name":"x"}],"count":1}"#,
            "`items` holds nothing with a `uid`",
        ),
        ("", "the body is empty"),
    ] {
        let fault = read(body).unwrap_err();
        assert_eq!(
            (fault.kind, fault.place.as_deref()),
            (Kind::Unreadable, Some(place)),
            "{body}"
        );
    }
}

fn page(uids: &[&str], count: Option<usize>) -> RawPage {
    RawPage {
        items: uids.iter().map(|uid| json!({ "uid": uid })).collect(),
        count,
        offset: None,
    }
}

#[test]
fn pages_are_gathered_until_the_last() {
    type Pages<'a> = &'a [(&'a [&'a str], Option<usize>, bool)];
    let cases: [Pages<'_>; 5] = [
        &[(&["a", "b"], Some(2), true)],
        // Shorter pages than were asked for.
        &[
            (&["a"], Some(3), false),
            (&["b"], Some(3), false),
            (&["c"], Some(3), true),
        ],
        // The count shrinks, or the rest does not come.
        &[(&["a"], Some(9), false), (&[], Some(9), true)],
        // No count: an empty page ends it, or the same one again.
        &[
            (&["a"], None, false),
            (&["b"], None, false),
            (&[], None, true),
        ],
        &[(&["a", "b"], None, false), (&["a", "b"], None, true)],
    ];
    for pages in cases {
        let mut gathered = Gathered::default();
        for (uids, count, last) in pages {
            assert_eq!(
                gathered.add("Find", page(uids, *count)),
                Ok(*last),
                "{pages:?}"
            );
        }
        let mut uids: Vec<_> = gathered.items.iter().filter_map(uid).collect();
        let all = uids.len();
        uids.dedup();
        assert_eq!(uids.len(), all, "{pages:?}");
    }
}

#[test]
fn the_same_page_again_is_no_whole_list() {
    let mut gathered = Gathered::default();
    assert_eq!(gathered.add("Find", page(&["a", "b"], Some(5))), Ok(false));
    let fault = gathered
        .add("Find", page(&["a", "b"], Some(5)))
        .unwrap_err();
    assert_eq!(fault.kind, Kind::Unreadable);
}
