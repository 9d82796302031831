//! Listings by the number of elements before a page, and by addresses that replies name: what is asked for, and what never is.

mod client_support;

use client_support::listing::{Number, drain, numbers};
use client_support::{CANARY, ListLinkHeaders, ListLinks, ListMore, ListOffset, Sample, run, scripted};
#[cfg(all(feature = "blocking", feature = "reqwest"))]
use tradewire::Call;
use tradewire::testing::{Scripted, SetClock};
use tradewire::{Builder, Credentials, Cursor, Error, ErrorKind, Json, Tolerance};

fn queries(server: &Scripted) -> Vec<String> {
    let requests = server.requests();
    requests.iter().map(|request| request.query_text().to_owned()).collect()
}

fn page(ids: &str, next: &str) -> String {
    format!(r#"{{"items":[{ids}],"next":{next}}}"#)
}

fn offset(first: Option<i64>) -> ListOffset {
    ListOffset {
        page: first,
        size: Some(2),
    }
}

#[test]
fn elements_are_counted_whether_or_not_they_can_be_read() {
    let total = |server: Scripted, body: &str| server.reply_with_headers(200, [("X-Total", "4")], body.to_owned());
    let server = total(Scripted::new(), r#"{"items":[{"id":1},{"id":NaN}]}"#);
    let (server, _, client) = scripted(total(server, r#"{"items":[{"id":3},{"id":4}]}"#));
    let call = client.call(offset(None)).tolerance(Tolerance::Skip);
    assert_eq!(run(drain(call)).unwrap(), [1, 3, 4]);
    assert_eq!(queries(&server), ["size=2", "size=2&page=2"], "the total is reached");
}

#[test]
fn a_place_between_counted_elements_is_a_number_of_its_own() {
    let server = Scripted::new().reply(200, page(r#"{"id":41},{"id":42}"#, "null"));
    let (server, _, client) = scripted(
        server
            .reply(200, page(r#"{"id":42}"#, "null"))
            .reply(200, r#"{"items":[]}"#),
    );
    let mut items = client.call(offset(Some(40))).items();
    assert_eq!(run(items.next()).unwrap().unwrap().number(), 41);
    let stored = items.cursor().expect("a place").to_string();
    let call = client.call(offset(Some(40))).resume_from(stored.parse().unwrap());
    assert_eq!(run(drain(call)).unwrap(), [42]);
    assert_eq!(queries(&server), ["page=40&size=2", "page=41&size=2", "page=42&size=2"]);
}

#[test]
fn addresses_in_the_body_are_followed_with_what_the_caller_adds_only_once() {
    let first = page(r#"{"id":1}"#, r#""https://shop.example/things?lang=ru&after=1""#);
    let server = Scripted::new()
        .reply(200, first)
        .reply(200, page(r#"{"id":2}"#, r#""?after=2""#));
    let (server, _, client) = scripted(server.reply(200, page(r#"{"id":3}"#, "null")));
    let call = client.call(ListLinks::default());
    let call = call.extra_query("lang", "ru").header("X-Region", "7");
    assert_eq!(run(drain(call)).unwrap(), [1, 2, 3]);
    assert_eq!(queries(&server), ["lang=ru", "lang=ru&after=1", "after=2&lang=ru"]);
    for request in server.requests() {
        request.assert("GET", "/things").assert_header("x-region", "7");
        assert!(request.header("authorization").is_some(), "credentials as for any call");
    }
}

#[test]
fn addresses_in_a_header_are_followed_and_resumed() {
    let replies = || {
        Scripted::new()
            .reply_with_headers(
                200,
                [("Link", "</things?after=1>; rel=\"next\", </>; rel=first")],
                r#"[{"id":1}]"#,
            )
            .reply_with_headers(
                200,
                [("Link", "<?after=2>; rel=next"), ("X-Total", "3")],
                r#"[{"id":2}]"#,
            )
            .reply(200, r#"[{"id":3}]"#)
    };
    let (server, _, client) = scripted(replies());
    assert_eq!(run(drain(client.call(ListLinkHeaders::default()))).unwrap(), [1, 2, 3]);
    assert_eq!(queries(&server), ["", "after=1", "after=2"]);

    let (server, _, client) = scripted(replies());
    let mut pages = client.call(ListLinkHeaders::default()).pages();
    let first = run(pages.next()).unwrap().unwrap();
    assert_eq!(numbers(&first.value), [1]);
    let stored = first.next.expect("more").to_string();
    assert_eq!(pages.checkpoint().map(|place| place.to_string()), Some(stored.clone()));
    let call = client
        .call(ListLinkHeaders::default())
        .resume_from(stored.parse().unwrap());
    assert_eq!(run(drain(call)).unwrap(), [2, 3]);
    assert_eq!(queries(&server), ["", "after=1", "after=2"]);
}

fn fails(next: &str) -> (Vec<i64>, Error, usize) {
    let (server, _, client) = scripted(Scripted::new().reply(200, page(r#"{"id":1}"#, next)));
    let mut items = client.call(ListLinks::default()).items();
    let mut seen = Vec::new();
    loop {
        match run(items.next()) {
            Some(Ok(item)) => seen.push(item),
            Some(Err(error)) => return (numbers(&seen), error, server.requests().len()),
            None => panic!("{next}: it ended in silence"),
        }
    }
}

#[test]
fn nobody_else_is_asked_and_what_came_is_handed_out_before_the_error() {
    for (next, said) in [
        (r#""https://evil.example/things?token=canary""#, "https://evil.example"),
        (r#""http://shop.example/things""#, "http://shop.example"),
        (r#""https://shop.example:444/things""#, "https://shop.example:444"),
        (r#""//evil.example/things""#, "https://evil.example"),
        (r#""/things/%2e%2e/admin""#, "`..`"),
        (r#"{"href":"/things"}"#, "`next` names no page"),
    ] {
        let (seen, error, requests) = fails(next);
        assert_eq!(
            (seen, error.kind(), requests),
            (vec![1], ErrorKind::Decode, 1),
            "{next}"
        );
        assert!(error.to_string().contains(said), "{next}: {error}");
        assert!(!format!("{error} {error:?}").contains("canary"), "{error:?}");
    }
}

#[test]
fn a_secret_in_a_host_is_blotted_out() {
    let (_, error, _) = fails(&format!(r#""https://{CANARY}.evil.example/""#));
    let text = format!("{error} {error:?}");
    assert!(text.contains("evil.example") && !text.contains(CANARY), "{text}");
}

#[test]
fn credentials_of_the_query_are_put_onto_each_page_and_kept_in_no_cursor() {
    let echoed = format!(r#""/things?key={CANARY}&after=1""#);
    let server = Scripted::new()
        .reply(200, page(r#"{"id":1}"#, &echoed))
        .reply(200, page(r#"{"id":2}"#, "null"));
    let client = Builder::<Sample>::new("https://shop.example").transport(server.clone());
    let client = client.credentials(Credentials::scheme("key", [("key", CANARY.to_owned())]));
    let client = client.clock(SetClock::new()).build().unwrap();
    let mut pages = client.call(ListLinks::default()).pages();
    let cursor = run(pages.next()).unwrap().unwrap().next.expect("more");
    assert!(!cursor.to_string().contains("canary"), "{cursor}");
    run(pages.next()).unwrap().unwrap();
    let key = format!("key={CANARY}");
    assert_eq!(queries(&server), [key.clone(), format!("after=1&{key}")]);
}

#[test]
fn a_stored_address_is_checked_before_anything_is_sent() {
    let (server, _, client) = scripted(Scripted::new());
    for link in ["%2F%2E%2E%2Fadmin", "https%3A%2F%2Fevil%2Eexample%2F", ""] {
        let cursor: Cursor = format!("tw1~things%2Elist%5Flinks~0~0~~link={link}").parse().unwrap();
        let mut items = client.call(ListLinks::default()).resume_from(cursor).items();
        let error = run(items.next()).expect("an error").map(|item: Json| item).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Build, "{link}");
        assert!(error.to_string().contains("address"), "{error}");
    }
    // A path of two slashes stays on the host.
    let cursor: Cursor = "tw1~things%2Elist%5Flinks~0~0~~link=%2F%2Fevil%2Eexample"
        .parse()
        .unwrap();
    let _ = run(client.call(ListLinks::default()).resume_from(cursor).items().next());
    for request in server.requests() {
        assert_eq!(request.uri.host(), Some("shop.example"));
    }
}

#[test]
fn a_whole_address_out_of_a_reply_can_be_called() {
    let (server, _, client) = scripted(Scripted::new().reply(200, "{}"));
    let call = client
        .0
        .raw("GET", "https://shop.example:443/things/7?key=canary&q=%D1%84");
    run(call.query("q", "2").send()).unwrap();
    server.last_request().assert("GET", "/things/7");
    assert_eq!(queries(&server), ["q=%D1%84&q=2"]);
    for (address, said) in [
        ("https://evil.example/?t=canary", "evil.example"),
        ("http://shop.example/things", "http://shop.example"),
        ("ftp://shop.example/things", "does not begin with `/`"),
    ] {
        let error = run(client.0.raw("GET", address).send()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Build, "{address}");
        assert!(
            error.to_string().contains(said) && !error.to_string().contains("canary"),
            "{error}"
        );
    }
    assert_eq!(server.requests().len(), 1);
}

/// A short page and an empty one that are not the last, and a full one that is.
fn told() -> Scripted {
    Scripted::new()
        .reply(200, r#"{"items":[{"id":1}],"more":true}"#)
        .reply(200, r#"{"items":[],"more":true}"#)
        .reply(200, r#"{"items":[{"id":2},{"id":3}],"more":false}"#)
}

#[test]
fn the_word_of_the_server_says_where_a_listing_ends_and_is_kept_across_a_stop() {
    let (server, _, client) = scripted(told());
    assert_eq!(run(drain(client.call(ListMore::default()))).unwrap(), [1, 2, 3]);
    assert_eq!(queries(&server), ["", "page=2", "page=3"]);

    let (_, _, client) = scripted(told());
    let mut items = client.call(ListMore::default()).items();
    assert_eq!(run(items.next()).unwrap().unwrap().number(), 1);
    let stored = items.cursor().expect("a place").to_string();
    let server = Scripted::new().reply(200, r#"{"items":[{"id":2},{"id":3}],"more":false}"#);
    let (server, _, client) = scripted(server);
    let call = client.call(ListMore::default()).resume_from(stored.parse().unwrap());
    assert_eq!(run(drain(call)).unwrap(), [2, 3]);
    assert_eq!(queries(&server), ["page=2"]);
}

#[cfg(all(feature = "blocking", feature = "reqwest"))]
#[test]
fn the_blocking_client_follows_and_counts_alike() {
    use client_support::driver::Blocking;
    let client = |server: &Scripted| -> tradewire::blocking::Client {
        let builder = Builder::<Blocking>::new("https://shop.example").transport(server.clone());
        let builder = builder.credentials(client_support::credentials());
        builder.clock(SetClock::new()).build().expect("a client").0
    };
    let first = page(r#"{"id":1}"#, r#""?after=1""#);
    let server = Scripted::new()
        .reply(200, first.clone())
        .reply(200, page(r#"{"id":2}"#, r#""//evil.example""#));
    let mut items = Call::new(client(&server), ListLinks::default()).items();
    assert_eq!(items.next().unwrap().unwrap().number(), 1);
    let stored = items.cursor().expect("a place").to_string();
    assert_eq!(items.checkpoint().map(|place| place.to_string()), Some(stored.clone()));
    assert_eq!(items.next().unwrap().unwrap().number(), 2);
    let error = items.next().unwrap().unwrap_err();
    assert!(
        error.to_string().contains("evil.example") && items.next().is_none(),
        "{error}"
    );

    let server = Scripted::new().reply(200, page(r#"{"id":2}"#, "null"));
    let resumed = Call::new(client(&server), ListLinks::default()).resume_from(stored.parse().unwrap());
    let pages: Result<Vec<_>, Error> = resumed.pages().collect();
    assert_eq!(
        (pages.unwrap().len(), queries(&server)),
        (1, vec!["after=1".to_owned()])
    );

    let server = told();
    let all: Result<Vec<_>, Error> = Call::new(client(&server), ListMore::default()).items().collect();
    assert_eq!(numbers(&all.unwrap()), [1, 2, 3]);
    assert_eq!(queries(&server), ["", "page=2", "page=3"]);

    let server = Scripted::new().reply(200, first).reply(200, r#"{"items":[]}"#);
    let counted: Result<Vec<_>, Error> = Call::new(client(&server), offset(Some(3))).items().collect();
    assert_eq!(numbers(&counted.unwrap()), [1]);
    assert_eq!(queries(&server), ["page=3&size=2", "page=4&size=2"]);
}
