//! Settings of a client: those of another one that shares connections and limits, hooks, calls that are awaited, whole listings.

mod client_support;

use std::sync::{Arc, Mutex};
use std::time::UNIX_EPOCH;

use client_support::{CANARY, CreateThing, GetThing, ListPages, builder, run, scripted, secs};
use http::{HeaderMap, HeaderValue};
use tradewire::client::{Attempt, AttemptOutcome};
use tradewire::testing::{Scripted, SetClock};
use tradewire::{DateTime, Error, ErrorKind, Hook, Json, Tolerance};

fn ok(server: Scripted) -> Scripted {
    server.reply(200, r#"{"id":1}"#)
}

#[test]
fn a_call_can_be_awaited() {
    let (server, _, client) = scripted(ok(ok(Scripted::new())));
    let reply = run(async { client.call(GetThing(7)).await }).unwrap();
    assert_eq!(reply.read::<i64>("id").transpose().unwrap(), Some(1));
    let reply: Result<Json, Error> = run(client.0.raw("GET", "/other").into_future());
    assert_eq!(reply.unwrap().get("id"), Some(&Json::from(1)));
    assert_eq!(server.requests().len(), 2);
}

fn listing() -> Scripted {
    Scripted::new()
        .reply(200, r#"{"items":[1,2]}"#)
        .reply(200, r#"{"items":["x",4]}"#)
        .reply(200, r#"{"items":[5]}"#)
}

#[test]
fn a_listing_is_read_into_a_vector() {
    let (_, _, client) = scripted(listing());
    let call = client.call(ListPages::default()).tolerance(Tolerance::Skip);
    assert_eq!(run(call.items().into_vec()).unwrap().len(), 4);

    let (_, _, client) = scripted(listing());
    let error = run(client.call(ListPages::default()).items().into_vec()).unwrap_err();
    assert_eq!((error.kind(), error.page()), (ErrorKind::Decode, Some(2)));

    let (_, _, client) = scripted(listing());
    let pages = client.call(ListPages::default()).tolerance(Tolerance::Skip).pages();
    assert_eq!(run(pages.into_vec()).unwrap().len(), 3);
}

#[test]
fn a_listing_is_read_piece_by_piece_and_nothing_is_lost() {
    let (_, _, client) = scripted(listing());
    let mut items = client.call(ListPages::default()).items();
    let mut read = Vec::new();
    assert_eq!(run(items.read_into(&mut read, 1)).unwrap(), 1);
    let error = run(items.read_into(&mut read, 9)).unwrap_err();
    assert!(error.element().is_some());
    assert_eq!(read.len(), 2, "what came before it is there");
    assert_eq!(run(items.read_into(&mut read, 1)).unwrap(), 1, "and behind it");
    assert_eq!(run(items.read_into(&mut read, 9)).unwrap(), 1);
    assert_eq!(run(items.read_into(&mut read, 9)).unwrap(), 0, "it is over");
    assert_eq!(read.len(), 4);

    let (_, _, client) = scripted(listing());
    let mut pages = client.call(ListPages::default()).tolerance(Tolerance::Skip).pages();
    let mut read = Vec::new();
    assert_eq!(run(pages.read_into(&mut read, 2)).unwrap(), 2);
    assert_eq!(run(pages.read_into(&mut read, 2)).unwrap(), 1);
}

#[test]
fn a_page_that_does_not_fit_is_named() {
    let (_, _, client) = scripted(Scripted::new().reply(200, r#"{"items":[1,2]}"#).reply(200, "<html>"));
    let mut items = client.call(ListPages::default()).items();
    let mut read = Vec::new();
    let error = run(items.read_into(&mut read, 9)).unwrap_err();
    assert_eq!(
        (read.len(), error.page(), error.platform()),
        (2, Some(2), Some("sample"))
    );
    let text = error.to_string();
    assert!(
        text.starts_with("sample things.list: the reply (HTTP 200, page 2) does not fit"),
        "{text}"
    );
}

#[test]
fn other_settings_share_the_budget() {
    let server = (0..7).fold(Scripted::new(), |server, _| ok(server));
    let (server, clock, client) = scripted(server);
    let other = client
        .0
        .with(|settings| settings.header("X-Run", "nightly").app("stock-sync", "1.4.0"))
        .unwrap();
    // The budget is five requests in a second, for both together.
    for _ in 0..3 {
        run(client.call(GetThing(1)).send()).unwrap();
        run(tradewire::Call::new(other.clone(), GetThing(1)).send()).unwrap();
    }
    assert!(!clock.waits().is_empty(), "the sixth had to wait");
    let sent = server.requests();
    assert_eq!(sent[0].header("x-run"), None, "the first client stays as it is");
    assert_eq!(sent[1].header("x-run"), Some("nightly"));
    let agent = sent[1].header("user-agent").unwrap();
    assert!(agent.starts_with("stock-sync/1.4.0 tradewire/"), "{agent}");
    assert!(sent[1].header("authorization").is_some());
    assert!(client.0.with(|settings| settings.header("bad name", "x")).is_err());
    // What is not changed stays.
    let third = other.with(|settings| settings.timeout(secs(1))).unwrap();
    run(tradewire::Call::new(third, GetThing(1)).send()).unwrap();
    assert_eq!(server.last_request().header("x-run"), Some("nightly"));
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

impl Hook for Log {
    fn before(&self, attempt: &Attempt<'_>, headers: &mut HeaderMap) {
        assert!(headers.is_empty(), "what others put in does not show");
        headers.insert("x-correlation-id", HeaderValue::from(attempt.number));
        let Attempt {
            platform,
            operation,
            method,
            path,
            number,
            ..
        } = attempt;
        self.0
            .lock()
            .unwrap()
            .push(format!("{platform} {operation} {method} {path} {number}"));
    }

    fn after(&self, attempt: &Attempt<'_>, outcome: &AttemptOutcome<'_>) {
        let status = outcome.status.map(|status| status.as_u16());
        let told = (attempt.number, status, outcome.failure, outcome.request_id);
        self.0.lock().unwrap().push(format!("{told:?}"));
    }
}

/// Puts in a header that is there already.
struct Greedy(&'static str);

impl Hook for Greedy {
    fn before(&self, _: &Attempt<'_>, headers: &mut HeaderMap) {
        headers.insert(self.0, HeaderValue::from_static("mine"));
    }
}

#[test]
fn hooks_are_told_of_each_attempt_and_add_headers() {
    let log = Log::default();
    let server = Scripted::new().fail_to_connect().reply_with_headers(
        503,
        [("x-request-id", format!("r-1 {CANARY}").as_str())],
        "",
    );
    let server = ok(server);
    let client = builder(&server, &SetClock::new()).hook(log.clone()).build().unwrap();
    run(client.call(GetThing(7)).send()).unwrap();
    assert_eq!(
        log.lines(),
        [
            "sample things.get GET /things/{id} 1",
            "(1, None, Some(Connect), None)",
            "sample things.get GET /things/{id} 2",
            r#"(2, Some(503), None, Some("r-1 ***"))"#,
            "sample things.get GET /things/{id} 3",
            "(3, Some(200), None, None)",
        ]
    );
    assert_eq!(server.last_request().header("x-correlation-id"), Some("3"));
}

#[test]
fn a_hook_takes_no_header_away() {
    for name in ["authorization", "x-correlation-id"] {
        let server = ok(Scripted::new());
        let log = Log::default();
        let built = builder(&server, &SetClock::new()).hook(log).hook(Greedy(name)).build();
        let error = run(built.unwrap().call(GetThing(7)).send()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Build);
        assert!(error.to_string().contains(&format!("the header `{name}`")), "{error}");
        assert!(server.requests().is_empty());
    }
}

#[test]
fn hooks_see_raw_calls_by_the_verb_that_is_sent() {
    let log = Log::default();
    let server = ok(ok(Scripted::new()));
    let client = builder(&server, &SetClock::new())
        .hook(log.clone())
        .prefer_verb(http::Method::PUT);
    let client = client.build().unwrap();
    run(client.0.raw("DELETE", "/other?secret=canary").send()).unwrap();
    run(client.call(CreateThing("x".into())).send()).unwrap();
    let lines = log.lines();
    assert!(
        lines[0].starts_with("sample raw DELETE / 1") && lines[2].contains(" PUT /things 1"),
        "{lines:?}"
    );
}

#[test]
#[cfg(debug_assertions)]
fn what_has_a_setter_is_not_added_by_hand() {
    let (server, _, client) = scripted(Scripted::new());
    let error = run(client.call(ListPages::default()).extra_query("page", "2").send()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Build);
    assert!(error.to_string().contains("a setter for it: `.page(…)`"), "{error}");
    let error = run(client.call(ListPages::default()).extra_query("page[]", "2").send()).unwrap_err();
    assert!(error.to_string().contains("`.page(…)`"), "{error}");
    assert!(server.requests().is_empty());
    let (server, _, client) = scripted(ok(ok(Scripted::new())));
    run(client.call(GetThing(1)).extra_query("page", "2").send()).unwrap();
    run(client.0.raw("GET", "/things?page=1").query("page", "2").send()).unwrap();
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn what_is_no_date_is_not_sent() {
    #[derive(Debug, Clone)]
    struct Since(DateTime);
    impl tradewire::Operation for Since {
        type Output = Json;
        fn meta() -> &'static tradewire::Meta {
            GetThing::meta()
        }
        fn write(&self, w: &mut tradewire::RequestWriter<'_>) -> Result<(), Error> {
            w.path("id", &1_i64)?;
            w.query("updated_since", tradewire::ListStyle::Brackets, &self.0)
        }
        fn read(reply: &tradewire::Reply<'_>) -> Result<Json, Error> {
            reply.json()
        }
    }
    let (server, _, client) = scripted(ok(ok(Scripted::new())));
    let error = run(client.call(Since("yesterday".into())).send()).unwrap_err();
    let text = error.to_string();
    assert!(
        text.contains("`updated_since`") && text.contains(r#""yesterday""#),
        "{text}"
    );
    run(client.call(Since(DateTime::verbatim("yesterday"))).send()).unwrap();
    run(client.call(Since(UNIX_EPOCH.into())).send()).unwrap();
    let sent = server.requests();
    assert_eq!(sent[0].query("updated_since").as_deref(), Some("yesterday"));
    assert_eq!(
        sent[1].query("updated_since").as_deref(),
        Some("1970-01-01T00:00:00+00:00")
    );
}

#[test]
fn a_proxy_is_for_the_shipped_transport() {
    let server = Scripted::new();
    let clock = SetClock::new();
    let error = builder(&server, &clock)
        .proxy("http://proxy.example")
        .build()
        .unwrap_err();
    assert!(error.to_string().contains("a transport of its own"), "{error}");
    assert!(builder(&server, &clock).no_proxy().build().is_err());
}

#[test]
fn the_body_of_an_error_tells_whether_it_is_cut() {
    for (length, cut) in [(10, false), (Error::BODY_LIMIT + 1, true)] {
        let (_, _, client) = scripted(Scripted::new().reply(400, "x".repeat(length)));
        let error = run(client.call(GetThing(7)).send()).unwrap_err();
        assert_eq!((error.is_body_cut(), error.platform()), (cut, Some("sample")));
        assert!(error.to_string().starts_with("sample things.get: HTTP 400"), "{error}");
    }
}

#[cfg(all(feature = "blocking", feature = "reqwest"))]
#[test]
fn the_same_without_async() {
    use client_support::driver::Blocking;

    let log = Log::default();
    let server = listing();
    let client: Blocking = tradewire::Builder::new("https://shop.example")
        .credentials(client_support::credentials())
        .transport(server.clone())
        .clock(SetClock::new())
        .hook(log.clone())
        .build()
        .unwrap();
    let call = tradewire::Call::new(client.0.clone(), ListPages::default()).tolerance(Tolerance::Skip);
    assert_eq!(call.items().into_vec().unwrap().len(), 4);
    assert_eq!(log.lines().len(), 6);

    let server = listing();
    let client: Blocking = tradewire::Builder::new("https://shop.example")
        .credentials(client_support::credentials())
        .transport(server.clone())
        .clock(SetClock::new())
        .build()
        .unwrap();
    let other = client.0.with(|settings| settings.header("X-Run", "nightly")).unwrap();
    let mut items = tradewire::Call::new(other, ListPages::default()).items();
    let mut read = Vec::new();
    assert_eq!(items.read_into(&mut read, 2).unwrap(), 2);
    let error = items.read_into(&mut read, 9).unwrap_err();
    assert!(error.element().is_some() && error.page() == Some(2));
    assert_eq!(items.read_into(&mut read, 9).unwrap(), 2);
    assert_eq!(server.last_request().header("x-run"), Some("nightly"));
    let pages = tradewire::Call::new(client.0, ListPages::default()).pages();
    assert!(pages.into_vec().is_err(), "the script is at its end");
}
