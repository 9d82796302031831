use tradewire::testing::Scripted;
use tradewire_paging::Client;
use tradewire_paging::things::*;

use crate::support::{client, run, sent};

/// Reads a whole listing; gives the ids and what was asked for.
macro_rules! read_all {
    ($replies:expr, $call:expr) => {{
        let server = $replies.into_iter().fold(Scripted::new(), |server, reply: &str| {
            server.reply(200, reply.to_owned())
        });
        let client: Client = client(&server);
        let call = $call(&client);
        let mut items = call.items();
        let mut ids = Vec::new();
        while let Some(item) = run(items.next()) {
            ids.push(item.expect("an element").id);
        }
        assert_eq!(server.steps_left(), 0, "all pages were asked for");
        (
            ids,
            server
                .requests()
                .iter()
                .map(sent)
                .map(|line| line.replace("%5B", "[").replace("%5D", "]"))
                .collect::<Vec<_>>(),
        )
    }};
}

#[test]
fn a_short_page_ends_a_listing() {
    let replies = [r#"[{"id":1},{"id":2}]"#, r#"[{"id":3}]"#];
    let (ids, sent) = read_all!(replies, |client: &Client| client.things().list_short().per_page(2));
    assert_eq!(ids, [1, 2, 3]);
    assert!(sent[1].contains("page=2"), "{sent:?}");
}

#[test]
fn totals_end_a_listing() {
    let replies = [
        r#"{"pagination":{"totalPageCount":2,"currentPage":1},"things":[{"id":1}]}"#,
        r#"{"pagination":{"totalPageCount":2,"currentPage":2},"things":[{"id":2}]}"#,
    ];
    let (ids, sent) = read_all!(replies, |client: &Client| client.things().list_totals());
    assert_eq!(ids, [1, 2]);
    assert!(sent[1].contains("page=2"), "{sent:?}");
}

#[test]
fn parts_have_a_fixed_size() {
    let replies = [r#"{"things":[{"id":1},{"id":2}]}"#, r#"{"things":[{"id":3}]}"#];
    let (ids, sent) = read_all!(replies, |client: &Client| client.things().list_part());
    assert_eq!(ids, [1, 2, 3]);
    assert!(sent[1].contains("part=2"), "{sent:?}");
}

#[test]
fn changes_are_read_on_from_the_last_element() {
    let replies = [
        r#"[{"id":1,"updated_at":"a"},{"id":2,"updated_at":"b"}]"#,
        r#"[{"id":3,"updated_at":"c"}]"#,
        "[]",
    ];
    let (ids, sent) = read_all!(replies, |client: &Client| client
        .things()
        .list_changes()
        .per_page(2)
        .updated_since("x"));
    assert_eq!(ids, [1, 2, 3]);
    assert!(
        sent[1].contains("updated_since=b") && sent[1].contains("from_id=2"),
        "{sent:?}"
    );
}

#[test]
fn history_is_read_on_from_an_id() {
    let replies = [
        r#"{"data":{"history":[{"id":5}],"other":[]}}"#,
        r#"{"data":{"history":[]}}"#,
    ];
    let filter = || HistoryFilter::new().start_date("2026-01-01");
    let (ids, sent) = read_all!(replies, |client: &Client| client
        .things()
        .list_history()
        .limit(1)
        .filter(filter()));
    assert_eq!(ids, [5]);
    assert!(sent[0].contains("filter[startDate]=2026-01-01"), "{sent:?}");
    assert!(
        sent[1].contains("filter[sinceId]=5") && !sent[1].contains("startDate"),
        "{sent:?}"
    );
}

#[test]
fn cursors_are_followed() {
    let replies = [
        r#"{"things":{"a":{"id":1}},"next":"n2"}"#,
        r#"{"things":{"b":{"id":2}},"next":null}"#,
    ];
    let (ids, sent) = read_all!(replies, |client: &Client| client.things().list_cursor());
    assert_eq!(ids, [1, 2]);
    assert!(sent[1].contains("cursor=n2"), "{sent:?}");
}
