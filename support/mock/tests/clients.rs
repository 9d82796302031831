//! The generated clients against a mock: in place of the network, and over a socket.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tradewire::client::transport::{ExchangeLimits, Transport as _, TransportError};
use tradewire::testing::SetClock;
use tradewire::{Tolerance, Whole as _};
use tradewire_mock::{Clock, Fault, Mock};
use tradewire_retailcrm::orders::{OrderCreate, OrderUpdate};

fn specs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs")
}

fn retailcrm() -> Mock {
    let builder = Mock::builder(specs(), "retailcrm").unwrap_or_else(|error| panic!("{error}"));
    builder.samples(0).clock(Clock::set(1_700_000_000)).build()
}

/// A client that asks the mock, and whose waits are over at once.
fn crm(mock: &Mock) -> tradewire_retailcrm::Client {
    let builder = tradewire_retailcrm::Client::builder("https://demo.example")
        .credentials(tradewire_retailcrm::Credentials::api_key("key"));
    builder
        .transport(mock.transport())
        .clock(SetClock::new())
        .build()
        .expect("a client")
}

#[tokio::test(flavor = "current_thread")]
async fn a_client_writes_and_reads() {
    let mock = retailcrm();
    let crm = crm(&mock);
    for number in 0..25 {
        let order = OrderCreate::new().external_id(format!("e{number}")).status("new");
        mock.clock().forward(Duration::from_secs(1));
        crm.orders()
            .create(order)
            .send()
            .await
            .unwrap_or_else(|error| panic!("{error}"));
    }
    crm.orders()
        .update("e3", OrderUpdate::new().status("paid"))
        .send()
        .await
        .expect("an update");
    assert_eq!(
        crm.orders()
            .get("e3")
            .send()
            .await
            .expect("an order")
            .order
            .and_then(|order| order.status)
            .as_deref(),
        Some("paid")
    );
    let mut items = crm.orders().list().items();
    let mut read = Vec::new();
    while let Some(order) = items.next().await {
        read.push(order.expect("an order").external_id.unwrap_or_default());
        mock.clock().forward(Duration::from_secs(1));
    }
    assert_eq!(read, (0..25).map(|number| format!("e{number}")).collect::<Vec<_>>());
    let error = crm.orders().get("none").send().await.expect_err("it is not there");
    assert!(error.is_not_found(), "{error}");
    let error = crm
        .orders()
        .create(OrderCreate::new().external_id("e3"))
        .send()
        .await
        .expect_err("it is there");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(400), "{error}");
    assert!(mock.violations().is_empty(), "{:?}", mock.violations());
}

#[tokio::test(flavor = "current_thread")]
async fn a_client_comes_through_what_goes_wrong() {
    let mock = retailcrm();
    let crm = crm(&mock);
    crm.orders()
        .create(OrderCreate::new().external_id("a"))
        .send()
        .await
        .expect("an order");
    for fault in [
        Fault::TooMany { retry_after: Some(3) },
        Fault::Unavailable,
        Fault::Reset,
        Fault::Truncated,
        Fault::UnknownKey,
        Fault::Null,
    ] {
        mock.clock().forward(Duration::from_secs(1));
        mock.fault(fault.clone());
        let read = crm
            .orders()
            .get("a")
            .send()
            .await
            .unwrap_or_else(|error| panic!("{fault:?}: {error}"));
        assert_eq!(
            read.order.and_then(|order| order.external_id).as_deref(),
            Some("a"),
            "{fault:?}"
        );
    }
    // What was done may not be done again: the error says so, and the mock has one order more.
    mock.fault(Fault::Reset);
    assert!(
        crm.orders()
            .create(OrderCreate::new().external_id("b"))
            .send()
            .await
            .is_err()
    );
    assert!(crm.orders().get("b").send().await.is_ok(), "it was done all the same");
}

/// A client whose clock is handed out, and that tells of what it did not expect.
fn watched(mock: &Mock) -> (tradewire_retailcrm::Client, SetClock, Arc<Mutex<Vec<String>>>) {
    let (clock, drift) = (SetClock::new(), Arc::<Mutex<Vec<String>>>::default());
    let seen = Arc::clone(&drift);
    let builder = tradewire_retailcrm::Client::builder("https://demo.example")
        .credentials(tradewire_retailcrm::Credentials::api_key("key"))
        .on_drift(move |report| seen.lock().expect("a list").push(format!("{report:?}")));
    let builder = builder.transport(mock.transport()).clock(clock.clone());
    (builder.build().expect("a client"), clock, drift)
}

/// The clock of the platform goes wrong by an hour either way: waits that it asks for are as long as it says, and nothing fails.
#[tokio::test(flavor = "current_thread")]
async fn a_client_minds_no_clock_that_is_wrong() {
    for skew in [-3600, 3600] {
        let specs = Mock::builder(specs(), "retailcrm").unwrap_or_else(|error| panic!("{error}"));
        let builder = specs.samples(0).clock(Clock::set(1_700_000_000));
        let mock = builder.fault(&format!("skew={skew}@100%")).expect("a fault").build();
        let (crm, clock, _) = watched(&mock);
        let order = OrderCreate::new().external_id("a");
        let sent = crm.orders().create(order).send_with_metadata().await.expect("an order");
        let date = sent.metadata.headers["date"].to_str().expect("text").to_owned();
        let hour = if skew < 0 { "21:13:20" } else { "23:13:20" };
        assert!(date.contains(hour), "{date}");
        mock.fault(Fault::TooMany { retry_after: Some(3) });
        crm.orders()
            .get("a")
            .send()
            .await
            .unwrap_or_else(|error| panic!("{error}"));
        let waited = clock.passed();
        assert!(
            (Duration::from_secs(3)..Duration::from_secs(4)).contains(&waited),
            "{waited:?}"
        );
    }
}

/// Fields that drifted: what is new is kept, what does not fit is set aside and told, and the rest is read.
#[tokio::test(flavor = "current_thread")]
async fn a_client_reads_on_where_fields_drift() {
    let mock = retailcrm();
    let (crm, _, drift) = watched(&mock);
    crm.orders()
        .create(OrderCreate::new().external_id("a").status("new"))
        .send()
        .await
        .expect("an order");
    drift.lock().expect("a list").clear();
    for (fault, told) in [(Fault::UnknownKey, "mock_unknown_key"), (Fault::WrongType, "$.order.")] {
        mock.clock().forward(Duration::from_secs(1));
        mock.fault(fault.clone());
        let order = crm
            .orders()
            .get("a")
            .send()
            .await
            .unwrap_or_else(|error| panic!("{fault:?}: {error}"))
            .order;
        let order = order.expect("an order");
        assert_eq!(order.external_id.as_deref(), Some("a"), "{fault:?}");
        let seen = std::mem::take(&mut *drift.lock().expect("a list"));
        assert!(seen.iter().any(|seen| seen.contains(told)), "{fault:?}: {seen:?}");
        assert_eq!(order.is_whole(), fault == Fault::UnknownKey, "{order:?}");
    }
    mock.fault(Fault::WrongType);
    mock.clock().forward(Duration::from_secs(1));
    let error = crm
        .orders()
        .get("a")
        .tolerance(Tolerance::Strict)
        .send()
        .await
        .expect_err("strictly, it does not fit");
    assert!(error.to_string().contains("does not fit"), "{error}");
}

/// What is sent at once is under way at once, without a socket too.
#[tokio::test(flavor = "current_thread")]
async fn in_place_of_the_network_requests_at_once_are_counted() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus/specs");
    let mock = Mock::builder(corpus, "budgets").unwrap_or_else(|error| panic!("{error}"));
    let mock = mock.clock(Clock::set(1_700_000_000)).build();
    let network = mock.transport();
    let limits = ExchangeLimits {
        timeout: Duration::from_secs(9),
        idle: Duration::from_secs(9),
        max_body: 1 << 20,
    };
    let ask = || {
        let request = http::Request::get("https://api.example/file");
        let request = request
            .header("x-api-version", "2")
            .header("accept", "application/json;charset=utf-8");
        let request = request.header("x-shop", "1").header("x-channel", "retail");
        network.exchange(request.body(bytes::Bytes::new()).expect("a request"), limits)
    };
    let status =
        |answer: Result<http::Response<bytes::Bytes>, TransportError>| answer.expect("an answer").status().as_u16();
    let (first, second, third) = tokio::join!(ask(), ask(), ask());
    assert_eq!((status(first), status(second), status(third)), (200, 200, 429));
    assert_eq!(status(ask().await), 200, "those are over");
    assert!(mock.violations().is_empty(), "{:?}", mock.violations());
}

#[test]
fn over_a_socket_without_async() {
    let builder = Mock::builder(specs(), "insales").unwrap_or_else(|error| panic!("{error}"));
    let mock = builder.samples(5).build();
    let server = mock.serve(0).expect("a port");
    let credentials = tradewire_insales::Credentials::basic(tradewire_insales::BasicCredentials {
        app_id: "app".into(),
        password: "secret".into(),
    });
    let shop = tradewire_insales::blocking::Client::builder(server.url())
        .allow_http()
        .credentials(credentials)
        .build()
        .expect("a client");
    let listed: Vec<_> = shop.orders().list().items().collect::<Result<_, _>>().expect("orders");
    assert_eq!(listed.len(), 5);
    let first = &listed[0];
    assert_eq!(shop.orders().get(first.id).send().expect("an order").id, first.id);
    assert!(mock.violations().is_empty(), "{:?}", mock.violations());
}
