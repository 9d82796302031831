//! 500 requests in five minutes, and the server's own count of them.

use std::time::Duration;

use tradewire::testing::{Scripted, SetClock};
use tradewire::{Operation, client::transport::TransportErrorKind};
use tradewire_insales::orders::CountOrders;
use tradewire_insales::{BasicCredentials, Client, Credentials};

use crate::support::{SHOP, client};

const COUNT: &str = r#"{"count":3}"#;
const WINDOW: Duration = Duration::from_secs(300);
/// Longer than any wait here; a call has 60 seconds unless told otherwise.
const PATIENCE: Duration = Duration::from_secs(3600);

fn counted(server: Scripted, used: &str) -> Scripted {
    server.reply_with_headers(
        200,
        [("content-type", "application/json"), ("API-Usage-Limit", used)],
        COUNT,
    )
}

async fn ask(client: &Client) -> tradewire::Metadata {
    client
        .orders()
        .count()
        .timeout(PATIENCE)
        .send_with_metadata()
        .await
        .expect("a count")
        .metadata
}

#[test]
fn the_platform_declares_its_limit() {
    let limit = CountOrders::meta().limit().expect("a limit");
    assert_eq!(
        (limit.requests, limit.per_seconds, limit.header),
        (500, 300, Some("API-Usage-Limit"))
    );
}

#[tokio::test]
async fn the_servers_count_comes_with_every_reply() {
    let server = counted(Scripted::new(), "17/500");
    let metadata = ask(&client(&server, &SetClock::new())).await;
    let limit = metadata.limit.expect("a count");
    assert_eq!((limit.used, limit.limit), (17, 500));
}

/// Others use the account too: at 499 of 500 one more request goes out, and the next waits for a new window.
#[tokio::test]
async fn a_full_count_holds_the_next_request_back() {
    let server = counted(counted(counted(Scripted::new(), "499/500"), "500/500"), "1/500");
    let clock = SetClock::new();
    let client = client(&server, &clock);
    ask(&client).await;
    ask(&client).await;
    assert_eq!(clock.passed(), Duration::ZERO, "the 500th goes out at once");
    ask(&client).await;
    assert_eq!(clock.passed(), WINDOW, "{:?}", clock.waits());
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_wait_longer_than_the_call_may_take_fails_at_once_and_sends_nothing() {
    let server = counted(Scripted::new(), "500/500");
    let clock = SetClock::new();
    let client = client(&server, &clock);
    ask(&client).await;
    let error = client.orders().count().send().await.expect_err("no time");
    assert!(error.is_timeout());
    assert!(error.to_string().contains("300.0 s"), "tells the wait: {error}");
    assert_eq!((server.requests().len(), clock.passed()), (1, Duration::ZERO));
}

/// Clones share one budget; the 501st request of a fresh client waits although the server says nothing.
#[tokio::test]
async fn without_the_servers_count_the_declared_budget_holds() {
    let server = (0..501).fold(Scripted::new(), |server, _| server.reply(200, COUNT));
    let clock = SetClock::new();
    let client = client(&server, &clock);
    for _ in 0..250 {
        ask(&client).await;
        ask(&client.clone()).await;
    }
    assert_eq!(clock.passed(), Duration::ZERO);
    ask(&client).await;
    assert_eq!(clock.passed(), WINDOW);
}

#[tokio::test]
async fn a_new_window_of_the_server_frees_the_line() {
    let server = counted(counted(counted(Scripted::new(), "500/500"), "1/500"), "2/500");
    let clock = SetClock::new();
    let client = client(&server, &clock);
    ask(&client).await;
    clock.advance(WINDOW);
    ask(&client).await;
    ask(&client).await;
    assert_eq!(clock.waits(), [], "nothing had to wait");
}

/// A smaller account, or a share of one.
#[tokio::test]
async fn the_budget_can_be_set() {
    let server = (0..3).fold(Scripted::new(), |server, _| server.reply(200, COUNT));
    let clock = SetClock::new();
    let client = Client::builder(SHOP)
        .credentials(Credentials::basic(BasicCredentials {
            app_id: "app".into(),
            password: "secret".into(),
        }))
        .transport(server.clone())
        .clock(clock.clone())
        .rate_limit("default", 2, Duration::from_secs(10))
        .build()
        .expect("a client");
    for _ in 0..3 {
        ask(&client).await;
    }
    assert_eq!(clock.passed(), Duration::from_secs(10));
}

/// A request that never reached the server is repeated, whatever it does.
#[tokio::test]
async fn no_connection_is_tried_again() {
    let server = Scripted::new()
        .fail(TransportErrorKind::Connect)
        .reply(201, r#"{"id":1,"order_lines":[]}"#);
    let order = tradewire_insales::orders::OrderCreate::new(tradewire_insales::orders::OrderCreateRequired {
        order_lines_attributes: vec![],
        client: tradewire_insales::orders::OrderClientCreate::new("7"),
        shipping_address_attributes: tradewire_insales::orders::OrderShippingAddressCreate::new(),
        delivery_variant_id: 1,
        payment_gateway_id: 1,
    });
    let created = client(&server, &SetClock::new())
        .orders()
        .create(order)
        .send_with_metadata()
        .await
        .expect("an order");
    assert_eq!(created.metadata.attempts, 2);
}
