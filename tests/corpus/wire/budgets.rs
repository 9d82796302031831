use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use tradewire::http;
use tradewire::testing::{Captured, Scripted, SetClock};
use tradewire::{Builder, CommonHeaders, Credentials, ErrorKind, Operation as _, Safety, Stamp};
use tradewire_budgets::things::*;
use tradewire_budgets::types::ClientXAcceptRegion;
use tradewire_budgets::{Client, ClientHeaders as _};

use crate::support::run;

fn builder(server: &Scripted, clock: &SetClock) -> Builder<Client> {
    Client::builder("https://api.example")
        .transport(server.clone())
        .clock(clock.clone())
        .x_shop(7).channel("retail")
}

fn scripted(server: Scripted) -> (Scripted, SetClock, Client) {
    let clock = SetClock::new();
    let client = builder(&server, &clock).build().expect("a client");
    (server, clock, client)
}

fn replies(count: usize) -> Scripted {
    (0..count).fold(Scripted::new(), |server, _| server.reply(200, "{}"))
}

fn millis(count: u64) -> Duration {
    Duration::from_millis(count)
}

#[test]
fn weights_add_up_in_a_window_of_milliseconds() {
    let (_, clock, client) = scripted(replies(5));
    // 20 + 20 of 45; the third does not fit, and neither does a light one that would take its room.
    for _ in 0..3 {
        run(client.things().get_report().send()).expect("a reply");
    }
    assert_eq!(clock.waits(), [millis(1500)]);
    for _ in 0..2 {
        run(client.things().get().send()).expect("a reply");
    }
    assert_eq!(clock.waits(), [millis(1500)], "22 of 45 are used");
}

#[test]
fn an_operation_counts_in_each_of_its_limits() {
    let (_, clock, client) = scripted(replies(4));
    run(client.things().get_stock().send()).expect("a reply");
    // 30 of 45 are used: one report does not fit until they stop to weigh.
    run(client.things().get_report().send()).expect("a reply");
    assert_eq!(clock.waits(), [millis(1500)]);
    // The slow limit decides, ten seconds after the first.
    run(client.things().get_stock().send()).expect("a reply");
    assert_eq!(clock.passed(), millis(10_000));
    run(client.things().get_uncounted().send()).expect("a reply");
    assert_eq!(clock.passed(), millis(10_000));
}

#[test]
fn what_could_never_be_sent_is_an_error() {
    let (server, clock) = (replies(1), SetClock::new());
    let client: Client = builder(&server, &clock)
        .rate_limit("user", 10, millis(1000))
        .build()
        .expect("a client");
    let error = run(client.things().get_report().send()).expect_err("20 of 10");
    assert_eq!(error.kind(), ErrorKind::Build);
    let text = error.to_string();
    assert!(
        text.contains("20 requests") && text.contains("`user`") && text.contains("10"),
        "{text}"
    );
    run(client.things().get().send()).expect("others go");
    assert!(clock.waits().is_empty());
}

#[test]
fn waits_come_in_the_platforms_own_headers() {
    let server = Scripted::new()
        .reply_with_headers(429, [("x-wait", "2500")], "")
        .reply_with_headers(429, [("x-wait-until", "1767225605"), ("x-wait", "soon")], "")
        .reply(200, "{}");
    let (server, clock, client) = scripted(server);
    run(client.things().get().send()).expect("a reply");
    server.assert_done();
    assert_eq!(
        clock.waits(),
        [millis(2500), millis(2500)],
        "2.5 s, then until 5 s after the start"
    );
    let error = run(client.things().get().timeout(millis(1)).send()).expect_err("nothing more is scripted");
    assert!(error.retry_after(std::time::SystemTime::now()).is_none());
}

#[test]
fn an_absurd_wait_is_believed_within_bounds() {
    let server = Scripted::new()
        .reply_with_headers(429, [("x-wait", "2000000000")], "")
        .reply(200, "{}");
    let (server, clock, client) = scripted(server);
    let error = run(client.things().get().send()).expect_err("refused");
    assert!(error.is_rate_limited());
    let told = error.retry_after(std::time::SystemTime::now());
    assert_eq!(told, Some(millis(2_000_000_000)));
    clock.advance(Duration::from_secs(600));
    run(client.things().get().send()).expect("a probe is let through");
    server.assert_done();
}

#[test]
fn the_servers_count_corrects_the_limit_and_its_end_is_waited_for() {
    let told = |left: &str, most: &str, end: &str| {
        Scripted::new()
            .reply_with_headers(200, [("x-left", left), ("x-most", most), ("x-end", end)], "{}")
            .reply(200, "{}")
    };
    for (left, most, end, waits) in [
        ("0", "45", "700", vec![millis(700)]),
        ("0", "45", "9000", vec![millis(9000)]),
        ("0", "45", "never", vec![millis(1500)]),
        ("1", "45", "700", vec![]),
        ("0", "30", "0", vec![]),
        // Numbers that nobody can mean.
        ("0", "4294967295", "700", vec![]),
        ("4294967295", "4294967295", "18446744073709551615", vec![]),
        ("-1", "45", "700", vec![]),
    ] {
        let (_, clock, client) = scripted(told(left, most, end));
        let first = run(client.things().get().send_with_metadata()).expect("a reply");
        assert_eq!(first.metadata.limit.is_some(), left != "-1");
        run(client.things().get().send()).expect("a reply");
        assert_eq!(clock.waits(), waits, "{left} of {most}, until {end}");
    }
    // Farther than is believed: the end of the window does not stop the account for a day.
    let (_, clock, client) = scripted(told("0", "45", "86400000"));
    run(client.things().get().send()).expect("a reply");
    clock.advance(Duration::from_secs(304));
    run(client.things().get().send()).expect("a reply");
}

/// A request that the server does not answer yet.
#[derive(Clone, Default)]
struct Held(Arc<Mutex<usize>>);

impl tradewire::client::transport::Transport for Held {
    fn exchange(
        &self,
        _request: http::Request<tradewire::Bytes>,
        _limits: tradewire::client::transport::ExchangeLimits,
    ) -> tradewire::client::transport::BoxFuture<
        '_,
        Result<http::Response<tradewire::Bytes>, tradewire::client::transport::TransportError>,
    > {
        *self.0.lock().unwrap() += 1;
        Box::pin(std::future::pending())
    }
}

/// A clock that stands still.
struct Still(SetClock);

impl tradewire::client::Clock for Still {
    fn now(&self) -> std::time::Instant {
        self.0.now()
    }
    fn system(&self) -> std::time::SystemTime {
        self.0.system()
    }
    fn sleep(&self, _: Duration) -> tradewire::client::transport::BoxFuture<'_, ()> {
        Box::pin(std::future::pending())
    }
}

fn polled<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

#[test]
fn only_so_many_are_under_way_at_once() {
    let held = Held::default();
    let client: Client = Client::builder("https://api.example")
        .transport(held.clone())
        .clock(Still(SetClock::new()))
        .x_shop(7).channel("retail")
        .build()
        .expect("a client");
    let sent = || *held.0.lock().unwrap();
    let mut first = Box::pin(client.things().get().send());
    let mut second = Box::pin(client.things().get().send());
    let mut third = Box::pin(client.things().get().send());
    assert!(polled(first.as_mut()).is_pending() && polled(second.as_mut()).is_pending());
    assert!(polled(third.as_mut()).is_pending());
    assert_eq!(sent(), 2, "two at once");
    let mut others: Vec<_> = (0..30).map(|_| Box::pin(client.things().get().send())).collect();
    for other in &mut others {
        assert!(polled(other.as_mut()).is_pending());
    }
    assert_eq!(sent(), 2);
    // A cancelled call hands its permit to the one that has waited longest.
    drop(first);
    assert!(polled(others[0].as_mut()).is_pending());
    assert_eq!(sent(), 2, "the third came before");
    assert!(polled(third.as_mut()).is_pending());
    assert_eq!(sent(), 3);
    drop(others);
    drop((second, third));
    let mut last = pin!(client.things().get().send());
    assert!(polled(last.as_mut()).is_pending());
    assert_eq!(sent(), 4);
}

#[test]
fn a_file_is_under_way_until_it_is_read_or_dropped() {
    let file = || [("content-type", "text/csv")];
    let server = Scripted::new()
        .reply_with_headers(200, file(), "a;b")
        .reply(200, "{}")
        .reply_with_headers(200, file(), "a;b")
        .reply(200, "{}");
    let clock = SetClock::new();
    let client: Client = builder(&server, &clock).parallel("user", 1).build().expect("a client");
    let mut file = run(client.things().get_file().send_stream()).expect("a file");
    let refused =
        run(client.things().get().limit_wait(millis(5)).timeout(millis(5)).send()).expect_err("one at a time");
    assert!(refused.is_rate_limited() && refused.is_timeout(), "{refused}");
    while run(file.next()).is_some() {}
    run(client.things().get().send()).expect("the file was read");
    let dropped = run(client.things().get_file().send_stream()).expect("a file");
    drop(dropped);
    run(client.things().get().send()).expect("the file was dropped");
    let unknown = builder(&server, &clock)
        .parallel("usr", 1)
        .build()
        .expect_err("no such limit");
    assert!(unknown.to_string().contains("usr"), "{unknown}");
}

#[test]
fn every_call_has_the_headers_of_the_client() {
    let (server, clock) = (replies(3), SetClock::new());
    let client: Client = builder(&server, &clock)
        .region(ClientXAcceptRegion::North)
        .set_header(tradewire::Date::new(2026, 1, 31).expect("a day"))
        .user_agent("shop/1.0")
        .build()
        .expect("a client");
    run(client.things().get().send()).expect("a reply");
    let sent = server.last_request();
    for (name, value) in [
        ("x-api-version", "2"),
        ("accept", "application/json;charset=utf-8"),
        ("x-accept-region", "north"),
        ("x-since", "31.01.2026"),
        ("x-shop", "7"),
        ("user-agent", "shop/1.0"),
    ] {
        assert_eq!(sent.header(name), Some(value), "{name}");
    }
    // A call says otherwise, by its own parameter or by hand; what it leaves out stays as it was.
    let call = client.things().get_uncounted().x_api_version("3");
    run(call.header("X-Accept-Region", "south").send()).expect("a reply");
    let sent = server.last_request();
    assert_eq!(
        (sent.header("x-api-version"), sent.header("x-accept-region")),
        (Some("3"), Some("south"))
    );
    run(client.raw("GET", "/other").send()).expect("a reply");
    assert_eq!(server.last_request().header("x-shop"), Some("7"));
}

#[test]
fn a_header_that_must_be_there_is_asked_for() {
    let missing = Client::builder("https://api.example")
        .transport(Scripted::new())
        .build()
        .expect_err("no shop");
    assert!(missing.to_string().contains("X-Shop"), "{missing}");
    let bad = Client::builder("https://api.example")
        .x_shop(7).channel("retail")
        .header("X-Note", "two\nlines")
        .transport(Scripted::new())
        .build();
    assert!(bad.expect_err("no header").to_string().contains("X-Note"));
}

#[test]
fn without_a_client_they_have_a_place_too() {
    let base = tradewire::BaseUrl::parse("https://api.example").expect("an address");
    let mut prepared = GetThing::new().prepare().expect("a request");
    let stamp = Stamp::now();
    let refused = prepared
        .to_request(&base, &Credentials::none(), &stamp)
        .expect_err("no shop");
    assert!(refused.to_string().contains("X-Shop"), "{refused}");
    prepared.header("X-Accept-Region", "south").expect("a header");
    let common = CommonHeaders::new().region(ClientXAcceptRegion::North).x_shop(7).channel("retail");
    prepared.common_headers(&common).expect("headers");
    let request = prepared
        .to_request(&base, &Credentials::none(), &stamp)
        .expect("a request");
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    assert_eq!(
        (header("x-shop"), header("x-accept-region"), header("x-api-version")),
        (Some("7"), Some("south"), Some("2"))
    );
}

fn key(sent: &Captured) -> String {
    sent.header("idempotency-key").expect("a key").to_owned()
}

#[test]
fn a_key_is_made_for_each_call_and_kept_for_each_attempt() {
    let server = Scripted::new()
        .fail(tradewire::client::transport::TransportErrorKind::Interrupted)
        .reply(502, "")
        .reply(200, "{}")
        .reply(200, "{}");
    let (server, _, client) = scripted(server);
    run(client.things().create("a").send()).expect("repeated like an idempotent one");
    run(client.things().create("a").send()).expect("a reply");
    server.assert_done();
    let keys: Vec<String> = server.requests().iter().map(key).collect();
    assert_eq!((&keys[0], &keys[0]), (&keys[1], &keys[2]));
    assert_ne!(keys[0], keys[3], "another call is something else");
    assert!(tradewire::Uuid::from(keys[0].as_str()).is_valid(), "{}", keys[0]);
    assert_eq!(keys[0].as_bytes()[14], b'4', "random: {}", keys[0]);
}

#[test]
fn a_caller_gives_a_key_of_its_own() {
    let (server, _, client) = scripted(Scripted::new().reply(503, "").reply(200, "{}"));
    run(client.things().create("a").idempotency_key("order-17").send()).expect("a reply");
    assert_eq!(
        server.requests().iter().map(key).collect::<Vec<_>>(),
        ["order-17", "order-17"]
    );
}

#[test]
fn a_field_may_be_the_key() {
    // None is made, so it is as safe as the caller says.
    let synced = |thing: Synced| {
        let (server, _, client) = scripted(Scripted::new().reply(502, "").reply(200, "{}"));
        let outcome = run(client.things().create_synced(thing).send());
        (outcome.is_ok(), server.requests().len())
    };
    assert_eq!(synced(Synced::new("a")), (false, 1));
    assert_eq!(synced(Synced::new("a").sync_id("  ")), (false, 1), "a blank is no key");
    assert_eq!(synced(Synced::new("a").sync_id("s-1")), (true, 2));

    let numbered = CreateThingNumbered::new();
    let (one, two) = (
        numbered.prepare().expect("a request"),
        numbered.prepare().expect("a request"),
    );
    let made = one.idempotency_key().expect("a key");
    assert_ne!(Some(&made), two.idempotency_key().as_ref());
    assert_eq!(
        (one.safety(), CreateThingNumbered::meta().safety),
        (Safety::Idempotent, Safety::Unsafe)
    );
    let base = tradewire::BaseUrl::parse("https://api.example").expect("an address");
    let mut one = one;
    one.common_headers(&CommonHeaders::new().x_shop(7).channel("retail")).expect("headers");
    let bodies: Vec<_> = (0..2)
        .map(|_| {
            one.to_request(&base, &Credentials::none(), &Stamp::now())
                .expect("a request")
                .into_body()
        })
        .collect();
    assert_eq!(bodies[0], bodies[1], "the same for each attempt");
    assert_eq!(bodies[0], format!("uid={made}"));
}

#[test]
fn lists_have_separators_and_escapes() {
    let mut search = SearchThings::new();
    search.filter = Some(vec![r"a=b;c".into(), r"d>\e".into()]);
    search.order = Some(vec!["a,b".into(), "c".into()]);
    search.x_off = Some(vec!["one".into(), "two, three".into()]);
    search.x_tags = Some(vec!["a".into(), "b".into()]);
    search.x_path = Some(vec!["a>b".into(), "c!".into()]);
    let request = {
        let base = tradewire::BaseUrl::parse("https://api.example").expect("an address");
        let mut prepared = search.prepare().expect("a request");
        prepared
            .common_headers(&CommonHeaders::new().x_shop(7).channel("retail"))
            .expect("headers");
        prepared
            .to_request(&base, &Credentials::none(), &Stamp::now())
            .expect("a request")
    };
    assert_eq!(
        request.uri().query(),
        Some("filter=a%3Db%5C%3Bc%3Bd%3E%5C%5Ce&order=a,b%7Cc"),
        r"filter=a=b\;c;d>\\e"
    );
    let all = |name: &str| {
        let values = request.headers().get_all(name).iter();
        values
            .map(|value| value.to_str().expect("text").to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(all("x-off"), ["one", "two, three"]);
    assert_eq!(all("x-tags"), ["a, b"]);
    assert_eq!(all("x-path"), ["a!>b>c!!"]);
    search.x_tags = Some(vec!["a,b".into()]);
    assert!(
        search
            .prepare()
            .expect_err("it would be two")
            .to_string()
            .contains("X-Tags")
    );
    search.x_tags = None;
    search.order = Some(vec!["a|b".into()]);
    assert!(
        search
            .prepare()
            .expect_err("it would be two")
            .to_string()
            .contains("order")
    );
}

#[cfg(feature = "blocking")]
#[test]
fn the_blocking_client_has_the_same_setters() {
    let client = tradewire_budgets::blocking::Client::builder("https://api.example")
        .region("south")
        .x_shop(7).channel("retail");
    drop(client);
}

#[test]
fn tables_say_what_counts() {
    let also = |meta: &tradewire::Meta| {
        meta.also
            .iter()
            .map(|charge| (charge.limit, charge.weight))
            .collect::<Vec<_>>()
    };
    let stock = GetThingStock::meta();
    assert_eq!((stock.limit, stock.weight, also(stock)), (0, 30, vec![(2, 1)]));
    let report = GetThingReport::meta();
    assert_eq!((report.limit, report.weight, also(report)), (0, 20, vec![(1, 20)]));
    assert_eq!(stock.platform.limits[0].window(), millis(1500));
    assert_eq!(GetThingUncounted::meta().limit().map(|limit| limit.name), None);
}

#[test]
fn whoever_reads_how_to_begin_reads_what_a_client_must_be_given() {
    let calls = ["    .x_shop(1)", "    .channel(ClientXChannel::Retail)"];
    let places = [
        include_str!("../../README.md"),
        include_str!("../../src/lib.rs"),
        include_str!("../../src/client_headers.rs"),
    ];
    for (at, text) in places.into_iter().enumerate() {
        for call in calls {
            assert!(text.contains(call), "{at}: {call}");
        }
        assert!(text.contains("::ClientXChannel;"), "{at}");
    }
    assert!(places[2].contains("Required: no client is built without it."));
    // The examples are sent with them in the crate's own tests.
    let samples = include_str!("../../checks/samples.rs");
    assert!(samples.contains("ClientXChannel::Retail") && !samples.contains(r#""X-Channel""#));
}
