//! Listings: every kind, resuming, and that each one ends.

mod client_support;

use client_support::listing::{drain, endless, numbers};
use client_support::{ListChanges, ListCursor, ListPages, ListTotals, builder, run, scripted, secs};
use proptest::prelude::*;
use tradewire::Cursor;
use tradewire::Tolerance;
use tradewire::testing::{Captured, Scripted, SetClock};

#[test]
fn pages_by_number_end_on_a_short_page() {
    let server = Scripted::new()
        .reply(200, r#"{"items":[1,2]}"#)
        .reply(200, r#"{"items":[3,4]}"#)
        .reply(200, "[5]");
    let (server, _, client) = scripted(server);
    assert_eq!(run(drain(client.call(ListPages::default()))).unwrap(), [1, 2, 3, 4, 5]);
    let queries: Vec<_> = server.requests().iter().map(|r| r.query_text().to_owned()).collect();
    assert_eq!(queries, ["", "page=2", "page=3"]);
}

#[test]
fn a_listing_that_starts_later_goes_on_from_there() {
    let server = Scripted::new()
        .reply(200, r#"{"items":[1,2,3]}"#)
        .reply(200, r#"{"items":[]}"#);
    let (server, _, client) = scripted(server);
    let call = client.call(ListPages {
        page: Some(7),
        size: Some(3),
    });
    assert_eq!(run(drain(call)).unwrap(), [1, 2, 3]);
    assert_eq!(server.last_request().query_text(), "page=8&size=3");
}

#[test]
fn totals_end_a_listing_without_a_further_request() {
    let page = |items: &str| format!(r#"{{"items":[{items}],"pages":2,"total":3}}"#);
    let (server, _, client) = scripted(Scripted::new().reply(200, page("1,2")).reply(200, page("3")));
    assert_eq!(run(drain(client.call(ListTotals::default()))).unwrap(), [1, 2, 3]);
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn keysets_move_on_from_the_last_element_and_drop_the_page() {
    let server = Scripted::new()
        .reply(200, r#"{"items":[{"id":3},{"id":8}]}"#)
        .reply(200, r#"{"items":[{"id":9}]}"#);
    let (server, _, client) = scripted(server);
    let call = client.call(ListChanges {
        page: Some(1),
        size: None,
    });
    assert_eq!(run(drain(call)).unwrap(), [3, 8, 9]);
    let queries: Vec<_> = server.requests().iter().map(|r| r.query_text().to_owned()).collect();
    assert_eq!(queries, ["page=1", "filter[since]=8"]);
}

#[test]
fn an_element_that_cannot_be_read_still_counts_for_the_page() {
    // Two elements make a full page, though one of them is broken.
    let server = Scripted::new()
        .reply(200, r#"{"items":[1,{"broken":true}]}"#)
        .reply(200, r#"{"items":[3]}"#);
    let (server, _, client) = scripted(server);
    let call = client.call(ListPages::default()).tolerance(Tolerance::Skip);
    assert_eq!(run(drain(call)).unwrap(), [1, 3]);
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn cursors_are_followed_until_none_comes() {
    for last in [
        r#"{"items":[3]}"#,
        r#"{"items":[3],"next":""}"#,
        r#"{"items":[3],"next":null}"#,
        r#"{"items":[3],"next":"a"}"#,
    ] {
        let server = Scripted::new()
            .reply(200, r#"{"items":[1,2],"next":"a"}"#)
            .reply(200, last);
        let (server, _, client) = scripted(server);
        assert_eq!(
            run(drain(client.call(ListCursor::default()))).unwrap(),
            [1, 2, 3],
            "{last}"
        );
        assert_eq!(server.last_request().query_text(), "cursor=a");
    }
}

#[test]
fn an_error_keeps_what_came_before_and_tells_where_to_go_on() {
    let server = Scripted::new()
        .reply(200, r#"{"items":[1,2]}"#)
        .reply(400, "")
        .reply(200, r#"{"items":[3]}"#);
    let (server, _, client) = scripted(server);
    let mut items = client.call(ListPages::default()).items();
    let mut seen = Vec::new();
    let error = loop {
        match run(items.next()) {
            Some(Ok(item)) => seen.push(item),
            Some(Err(error)) => break error,
            None => panic!("the error was lost"),
        }
    };
    assert_eq!(
        (numbers(&seen), error.status().map(|s| s.as_u16())),
        (vec![1, 2], Some(400))
    );
    assert!(run(items.next()).is_none(), "a stream ends after its error");
    let stored = items.cursor().expect("a place to go on").to_string();
    let cursor: Cursor = stored.parse().unwrap();
    assert_eq!(
        run(drain(client.call(ListPages::default()).resume_from(cursor))).unwrap(),
        [3]
    );
    assert_eq!(server.last_request().query_text(), "page=2");
}

#[test]
fn a_cursor_within_a_page_hands_out_the_rest_of_it() {
    let page = r#"{"items":[1,2]}"#;
    let (_, _, client) = scripted(
        Scripted::new()
            .reply(200, page)
            .reply(200, page)
            .reply(200, r#"{"items":[3]}"#),
    );
    let mut items = client.call(ListPages::default()).items();
    run(items.next()).unwrap().unwrap();
    let cursor = items.cursor().unwrap();
    assert_eq!(
        run(drain(client.call(ListPages::default()).resume_from(cursor))).unwrap(),
        [2, 3]
    );
}

#[test]
fn a_cursor_of_another_operation_is_refused() {
    let (server, _, client) = scripted(Scripted::new().reply(200, r#"{"items":[1,2]}"#));
    let mut items = client.call(ListPages::default()).items();
    run(items.next()).unwrap().unwrap();
    let cursor = items.cursor().unwrap();
    let error = run(drain(client.call(ListCursor::default()).resume_from(cursor))).unwrap_err();
    assert!(error.to_string().contains("things.list"), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn reading_ahead_asks_for_the_next_page_early() {
    let server = Scripted::new()
        .reply(200, r#"{"items":[1,2]}"#)
        .reply(200, r#"{"items":[3]}"#);
    let (server, _, client) = scripted(server);
    let mut items = client.call(ListPages::default()).read_ahead().items();
    run(items.next()).unwrap().unwrap();
    assert_eq!(
        server.requests().len(),
        2,
        "the second page was asked for while the first is consumed"
    );
    assert_eq!(
        numbers(&[run(items.next()).unwrap().unwrap(), run(items.next()).unwrap().unwrap()]),
        [2, 3]
    );
    assert!(run(items.next()).is_none());
}

#[test]
fn pages_carry_metadata_and_the_next_place() {
    let server = Scripted::new()
        .reply_with_headers(200, [("x-request-id", "r1")], r#"{"items":[1,2]}"#)
        .reply(200, r#"{"items":[]}"#);
    let (_, _, client) = scripted(server);
    let mut pages = client.call(ListPages::default()).pages();
    let page = run(pages.next()).unwrap().unwrap();
    assert_eq!(
        (
            page.value.len(),
            page.metadata.request_id.as_deref(),
            page.next.is_some()
        ),
        (2, Some("r1"), true)
    );
    let page = run(pages.next()).unwrap().unwrap();
    assert_eq!((page.value.len(), page.next), (0, None));
    assert!(run(pages.next()).is_none() && pages.cursor().is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever a server repeats, shrinks or leaves out, a listing ends within its cap; if early, then with an error that says why.
    #[test]
    fn every_listing_ends(
        sizes in prop::collection::vec(0_usize..4, 1..6),
        cursors in prop::collection::vec(prop::sample::select(vec!["a", "b", "c", ""]), 1..6),
        totals in prop::collection::vec(prop::option::of(0_u64..50), 1..6),
        kind in 0_usize..4,
    ) {
        let page = move |number: usize, _: &Captured| {
            let items: Vec<_> = (0..sizes[number % sizes.len()]).map(|i| format!(r#"{{"id":{}}}"#, i + number % 7)).collect();
            let total = totals[number % totals.len()].map_or("null".to_owned(), |t| t.to_string());
            format!(r#"{{"items":[{}],"next":"{}","pages":{total},"total":{total}}}"#, items.join(","), cursors[number % cursors.len()])
        };
        let (server, client) = endless(page, 120);
        let ended = match kind {
            0 => run(drain(client.call(ListPages::default()).tolerance(Tolerance::Skip).max_pages(100))),
            1 => run(drain(client.call(ListTotals::default()).tolerance(Tolerance::Skip).max_pages(100))),
            2 => run(drain(client.call(ListChanges::default()).max_pages(100))),
            _ => run(drain(client.call(ListCursor::default()).tolerance(Tolerance::Skip).max_pages(100))),
        };
        if let Err(error) = ended {
            prop_assert!(error.to_string().contains("the listing cannot be read on"), "{error:?}");
        }
        prop_assert!(server.requests().len() <= 100);
    }
}

#[test]
fn a_server_that_ignores_the_page_number_is_noticed() {
    let (server, client) = endless(|_, _| r#"{"items":[1,2]}"#.to_owned(), 10);
    assert_eq!(run(drain(client.call(ListPages::default()))).unwrap(), [1, 2]);
    assert_eq!(server.requests().len(), 2);
    let (_, client) = endless(|_, _| r#"{"items":[1,2],"pages":9}"#.to_owned(), 10);
    let error = run(drain(client.call(ListTotals::default()))).unwrap_err();
    assert!(error.to_string().contains("same page again"), "{error}");
}

#[test]
fn a_page_size_that_the_server_cuts_loses_nothing() {
    // The platform declares no such maximum, and the reply does not tell.
    let all: Vec<i64> = (1..=45).collect();
    let page = move |_: usize, request: &Captured| {
        let number: usize = request.query("page").map_or(1, |page| page.parse().unwrap());
        let items: Vec<_> = all
            .iter()
            .skip((number - 1) * 20)
            .take(20)
            .map(i64::to_string)
            .collect();
        format!(r#"{{"items":[{}]}}"#, items.join(","))
    };
    let (server, client) = endless(page, 10);
    let call = client.call(ListPages {
        page: None,
        size: Some(90),
    });
    assert_eq!(run(drain(call)).unwrap(), (1..=45).collect::<Vec<_>>());
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn the_callers_cap_leaves_a_place_to_go_on() {
    let replies = || [r#"{"items":[1,2]}"#, r#"{"items":[3,4]}"#, r#"{"items":[5]}"#];
    let (_, _, client) = scripted(
        replies()
            .into_iter()
            .fold(Scripted::new(), |server, page| server.reply(200, page)),
    );
    let mut items = client.call(ListPages::default()).max_pages(2).items();
    let mut seen = Vec::new();
    while let Some(item) = run(items.next()) {
        seen.push(item.unwrap());
    }
    let cursor = items.cursor().expect("there is more");
    seen.extend(run(drain(client.call(ListPages::default()).resume_from(cursor))).unwrap());
    assert_eq!(seen, [1, 2, 3, 4, 5]);
    assert!(run(client.call(ListPages::default()).max_pages(0).items().next()).is_none());
}

#[test]
fn a_listing_waits_for_the_accounts_budget() {
    // Six pages of a budget of one page in a minute, with a timeout of ten seconds for each.
    let replies = (0..6).map(|page| {
        if page < 5 {
            format!(r#"{{"items":[{page},1{page}]}}"#)
        } else {
            r#"{"items":[]}"#.into()
        }
    });
    let server = replies.fold(Scripted::new(), |server, page| server.reply(200, page));
    let clock = SetClock::new();
    let client = builder(&server, &clock)
        .rate_limit("default", 1, secs(60))
        .timeout(secs(10))
        .build()
        .unwrap();
    assert_eq!(run(drain(client.call(ListPages::default()))).unwrap().len(), 10);
    assert_eq!(clock.waits(), [secs(60); 5]);

    let impatient = client.call(ListPages::default()).limit_wait(secs(1)).items();
    let error = run(async move { { impatient }.next().await }).unwrap().unwrap_err();
    assert!(error.is_timeout() && error.is_rate_limited(), "{error}");
    assert_eq!(error.retry_after(std::time::SystemTime::now()), Some(secs(60)));
}
