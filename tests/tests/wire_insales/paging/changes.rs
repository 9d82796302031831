//! By time of change: always the first page, behind the last element read.

use tradewire::Tolerance;
use tradewire::testing::{Scripted, SetClock};
use tradewire::{Cursor, ErrorKind, Operation, Strategy};
use tradewire_insales::{clients, collections, orders, products};

use super::{by_change, by_page, catalogue, listed, product, read};
use crate::support::client;

const SINCE: &str = "2026-01-31T00:00:00+03:00";

#[tokio::test]
async fn changes_are_read_on_from_time_and_id_of_the_last_element() {
    let server = catalogue(4, by_change);
    let ids = read(
        client(&server, &SetClock::new())
            .products()
            .list_changes(SINCE)
            .per_page(10),
    )
    .await;
    assert!(ids.into_iter().eq(1..=23));
    let requests = server.requests();
    let asked: Vec<_> = requests
        .iter()
        .map(|request| (request.query("updated_since"), request.query("from_id")))
        .collect();
    let from = |time: &str, id: Option<&str>| (Some(time.to_owned()), id.map(str::to_owned));
    assert_eq!(
        asked,
        [
            from(SINCE, None),
            from("2026-01-31T10:10:00.000+03:00", Some("10")),
            from("2026-01-31T10:20:00.000+03:00", Some("20")),
            from("2026-01-31T10:23:00.000+03:00", Some("23")),
        ]
    );
    let third = requests[2].query_text();
    assert!(
        third.contains("updated_since=2026-01-31T10%3A20%3A00.000%2B03%3A00"),
        "a bare `+` is a space: {third}"
    );
}

#[test]
fn four_resources_can_be_read_by_time_of_change() {
    fn moves<O: Operation>() -> bool {
        let strategy = O::meta().paging.map(|paging| &paging.strategy);
        matches!(
            strategy,
            Some(Strategy::Keyset {
                set: [("updated_since", "updated_at"), ("from_id", "id")]
            })
        )
    }
    assert!(moves::<clients::ListClientChanges>());
    assert!(moves::<collections::ListCollectionChanges>());
    assert!(moves::<orders::ListOrderChanges>());
    assert!(moves::<products::ListProductChanges>());
    assert!(!moves::<products::ListProducts>(), "a listing by page moves by page");
}

/// As an importer does: read a while, store the cursor as text, go on in another process.
#[tokio::test]
async fn changes_are_resumed_behind_the_last_element_handed_out() {
    let first = catalogue(3, by_change);
    let mut items = client(&first, &SetClock::new())
        .products()
        .list_changes(SINCE)
        .per_page(10)
        .items();
    let mut seen = Vec::new();
    for _ in 0..13 {
        seen.push(items.next().await.expect("more").expect("a product").id);
    }
    let stored = items.cursor().expect("a place").to_string();

    let second = catalogue(3, by_change);
    let cursor: Cursor = stored.parse().expect("a cursor");
    assert_eq!(cursor.operation(), "products.list_changes");
    let call = client(&second, &SetClock::new())
        .products()
        .list_changes(SINCE)
        .per_page(10);
    seen.extend(read(call.resume_from(cursor)).await);
    assert!(seen.into_iter().eq(1..=23), "none twice, none lost");
    let first = &second.requests()[0];
    assert_eq!(first.query("from_id").as_deref(), Some("13"));
    assert_eq!(
        first.query("updated_since").as_deref(),
        Some("2026-01-31T10:13:00.000+03:00")
    );
}

#[tokio::test]
async fn a_cursor_of_another_listing_is_refused() {
    let server = catalogue(1, by_page);
    let client = client(&server, &SetClock::new());
    let mut pages = client.products().list().per_page(10).pages();
    let page = pages.next().await.expect("a page").expect("a page");
    let cursor = page.next.expect("a second page");
    let mut changes = client.products().list_changes(SINCE).resume_from(cursor).pages();
    let error = changes.next().await.expect("an answer").expect_err("refused");
    assert_eq!(error.kind(), ErrorKind::Build);
    assert_eq!(server.requests().len(), 1);
}

/// The next page of changes starts behind the last element of the reply, also if that one cannot be read.
#[tokio::test]
async fn changes_go_on_behind_a_broken_element() {
    let broken = r#"{"id":"nine","updated_at":"2026-01-31T10:09:00.000+03:00"}"#;
    let server = Scripted::new()
        .reply(200, listed(1..=10).replace(&product(9), broken))
        .reply(200, listed(11..=12))
        .reply(200, "[]");
    let ids = read(
        client(&server, &SetClock::new())
            .products()
            .list_changes(SINCE)
            .tolerance(Tolerance::Skip)
            .per_page(10),
    )
    .await;
    assert!(ids.into_iter().eq((1..=8).chain(10..=12)));
    assert_eq!(server.requests()[1].query("from_id").as_deref(), Some("10"));
}
