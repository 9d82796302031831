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
        read_all!(of server, $call)
    }};
    (of $server:expr, $call:expr) => {{
        let server: Scripted = $server;
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

#[test]
fn pages_may_be_counted_from_zero_and_their_number_stand_in_a_header() {
    let page = |server: Scripted, body: &'static str| server.reply_with_headers(200, [("X-Total-Pages", "2")], body);
    let server = page(page(Scripted::new(), r#"[{"id":1}]"#), r#"[{"id":2}]"#);
    let (ids, sent) = read_all!(of server, |client: &Client| client.things().list_from_zero());
    assert_eq!(
        (ids.as_slice(), sent[1].as_str()),
        (&[1, 2][..], "GET /from-zero?page=1")
    );
}

#[test]
fn elements_are_counted() {
    let replies = [
        r#"{"rows":[{"id":1},{"id":2}],"meta":{"size":3}}"#,
        r#"{"rows":[{"id":3}],"meta":{"size":3}}"#,
    ];
    let (ids, sent) = read_all!(replies, |client: &Client| client.things().list_offset().limit(100));
    assert_eq!(ids, [1, 2, 3]);
    assert_eq!(
        sent,
        ["GET /offset?limit=100", "GET /offset?limit=100&offset=2"],
        "what came counts"
    );
    let replies = [r#"[{"id":1},{"id":2}]"#, r#"[{"id":3}]"#];
    let (ids, sent) = read_all!(replies, |client: &Client| client.things().list_start().limit(2));
    assert_eq!(ids, [1, 2, 3]);
    assert_eq!(sent[1], "GET /start?limit=2&start=3");
}

#[test]
fn addresses_are_followed() {
    let replies = [
        r#"{"rows":[{"id":1}],"meta":{"nextHref":"https://api.example/shops/7/links?state=new&after=1"}}"#,
        r#"{"rows":[{"id":2}],"meta":{"nextHref":"links?state=new&after=2"}}"#,
        r#"{"rows":[{"id":3}],"meta":{}}"#,
    ];
    let (ids, sent) = read_all!(replies, |client: &Client| client.things().list_links(7).state("new"));
    assert_eq!(ids, [1, 2, 3]);
    assert_eq!(
        sent,
        [
            "GET /shops/7/links?state=new",
            "GET /shops/7/links?state=new&after=1",
            "GET /shops/7/links?state=new&after=2",
        ]
    );
}

#[test]
fn an_address_elsewhere_is_an_error_behind_what_came() {
    let server = Scripted::new().reply(
        200,
        r#"{"rows":[{"id":1}],"meta":{"nextHref":"https://other.example/a?t=canary"}}"#,
    );
    let client: Client = client(&server);
    let mut items = client.things().list_links(7).items();
    assert_eq!(run(items.next()).expect("an element").expect("it").id, 1);
    let error = run(items.next()).expect("an error").expect_err("it cannot go on");
    let text = format!("{error} {error:?}");
    assert!(text.contains("other.example") && !text.contains("canary"), "{text}");
    assert!(run(items.next()).is_none() && server.requests().len() == 1);
}

#[test]
fn addresses_and_cursors_may_stand_in_a_header() {
    let link = "</link-headers?page=2&per_page=1>; rel=\"next\", </link-headers?page=9>; rel=\"last\"";
    let server = Scripted::new()
        .reply_with_headers(
            200,
            [("Link", link), ("X-WP-Total", "2"), ("X-WP-TotalPages", "2")],
            r#"[{"id":1}]"#,
        )
        .reply(200, r#"[{"id":2}]"#);
    let (ids, sent) = read_all!(of server, |client: &Client| client.things().list_link_headers());
    assert_eq!(
        (ids.as_slice(), sent[1].as_str()),
        (&[1, 2][..], "GET /link-headers?page=2&per_page=1")
    );
    let server = Scripted::new()
        .reply_with_headers(200, [("x-next", "n2")], r#"[{"id":1}]"#)
        .reply(200, r#"[{"id":2}]"#);
    let (ids, sent) = read_all!(of server, |client: &Client| client.things().list_cursor_headers());
    assert_eq!(
        (ids.as_slice(), sent[1].as_str()),
        (&[1, 2][..], "GET /cursor-headers?page_info=n2")
    );
}

#[test]
fn places_in_every_kind_are_stored_and_read_on_from() {
    let rest = |server: Scripted| server.reply(200, r#"{"rows":[{"id":2}]}"#).reply(200, r#"{"rows":[]}"#);
    let first = r#"{"rows":[{"id":1},{"id":2}],"meta":{"nextHref":"?after=2"}}"#;
    let server = rest(Scripted::new().reply(200, first));
    let client: Client = client(&server);
    let mut items = client.things().list_offset().items();
    assert_eq!(run(items.next()).expect("an element").expect("it").id, 1);
    let stored = items.cursor().expect("a place").to_string();
    let mut again = client
        .things()
        .list_offset()
        .resume_from(stored.parse().expect("a cursor"))
        .items();
    assert_eq!(run(again.next()).expect("an element").expect("it").id, 2);
    assert_eq!(sent(&server.last_request()), "GET /offset?offset=1");

    let server = rest(Scripted::new().reply(200, first));
    let client: Client = crate::support::client(&server);
    let mut pages = client.things().list_links(7).pages();
    let stored = run(pages.next())
        .expect("a page")
        .expect("it")
        .next
        .expect("more")
        .to_string();
    let resumed = client
        .things()
        .list_links(7)
        .resume_from(stored.parse().expect("a cursor"));
    assert_eq!(run(resumed.items().next()).expect("an element").expect("it").id, 2);
    assert_eq!(sent(&server.last_request()), "GET /shops/7/links?after=2");
}

#[test]
fn keys_that_paging_looks_for_may_have_dots() {
    let replies = [
        r#"{"@odata.count":2,"value":[{"id":1}],"@odata.nextLink":"https://api.example/odata?$skiptoken=a"}"#,
        r#"{"@odata.count":2,"value":[{"id":2}]}"#,
    ];
    let (ids, asked) = read_all!(replies, |client: &Client| client.things().list_odata());
    assert_eq!(ids, [1, 2]);
    assert_eq!(asked[1], "GET /odata?%24skiptoken=a");
}

#[test]
fn pages_say_whether_there_is_more() {
    // A short page is no end while there is more, and a full one is the end where there is none.
    let replies = [
        r#"{"rows":[{"id":1}],"has_more":true}"#,
        r#"{"rows":[],"has_more":true}"#,
        r#"{"rows":[{"id":2},{"id":3}],"has_more":false}"#,
    ];
    let (ids, asked) = read_all!(replies, |client: &Client| client.things().list_more());
    assert_eq!(ids, [1, 2, 3]);
    assert_eq!(asked, ["GET /more", "GET /more?page=2", "GET /more?page=3"]);
    // Where it is not said, the other facts decide.
    let replies = [r#"{"rows":[{"id":1},{"id":2}]}"#, r#"{"rows":[{"id":3}]}"#];
    assert_eq!(read_all!(replies, |client: &Client| client.things().list_more()).0, [1, 2, 3]);

    let replies = [
        r#"{"rows":[{"id":1}],"has_more":true}"#,
        r#"{"rows":[],"has_more":true}"#,
        r#"{"rows":[{"id":2}],"has_more":false}"#,
    ];
    let (ids, asked) = read_all!(replies, |client: &Client| client.things().list_more_after());
    assert_eq!(ids, [1, 2]);
    assert_eq!(
        asked,
        ["GET /more-after", "GET /more-after?after=1", "GET /more-after?after=1&page=2"],
        "past a page that is empty"
    );

    let replies = [
        r#"{"rows":[{"id":1}],"next":"n2","has_more":1}"#,
        r#"{"rows":[{"id":2}],"next":"n3","has_more":0}"#,
    ];
    let (ids, asked) = read_all!(replies, |client: &Client| client.things().list_more_cursor());
    assert_eq!(ids, [1, 2]);
    assert_eq!(asked[1], "GET /more-cursor?cursor=n2");

    let server = Scripted::new()
        .reply_with_headers(200, [("X-Has-More", "true")], r#"[{"id":1}]"#)
        .reply_with_headers(200, [("X-Has-More", "false")], r#"[{"id":2}]"#);
    let (ids, asked) = read_all!(of server, |client: &Client| client.things().list_more_offset());
    assert_eq!(ids, [1, 2]);
    assert_eq!(asked[1], "GET /more-offset?offset=1");
}

#[test]
fn more_than_ever_comes_is_an_error_and_no_loop() {
    let server = (0..30).fold(Scripted::new(), |server, _| {
        server.reply(200, r#"{"rows":[],"has_more":true}"#)
    });
    let client: Client = client(&server);
    let mut items = client.things().list_more().items();
    let error = run(items.next()).expect("an error").expect_err("it does not end");
    assert!(error.to_string().contains("20 empty pages"), "{error}");
    assert!(run(items.next()).is_none());
    assert_eq!(server.requests().len(), 21);
}

#[test]
fn a_listing_read_without_a_client_ends_by_the_same_word() {
    let base = tradewire::BaseUrl::parse("https://api.example").expect("an address");
    let mut listing = tradewire::Listing::new(ListThingMore::new(), &base);
    let mut ids = Vec::new();
    let replies = [
        r#"{"rows":[{"id":1}],"has_more":true}"#,
        r#"{"rows":[{"id":2},{"id":3}],"has_more":false}"#,
    ];
    for reply in replies {
        assert!(listing.request().expect("a way on").is_some());
        let page = listing
            .take(
                tradewire::http::StatusCode::OK,
                &tradewire::http::HeaderMap::new(),
                &tradewire::Bytes::from_static(reply.as_bytes()),
            )
            .expect("a page");
        ids.extend(page.items().into_iter().map(|thing| thing.id));
    }
    assert_eq!(ids, [1, 2, 3]);
    assert!(listing.request().expect("no error").is_none());
}
