//! Webhooks, received and answered by routes of axum.
//!
//! Proves: what an `InSales` shop sends when an order is made arrives as a typed order, in process and by sockets; what `RetailCRM` signs is
//! taken with the right secret and refused with a wrong one before the program sees it; the answers are those that the platforms want.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use bytes::Bytes;
use tower::ServiceExt;
use tradewire::axum::callback;
use tradewire_insales::orders::{
    OrderClientCreate, OrderCreate, OrderCreateRequired, OrderLineCreate, OrderShippingAddressCreate,
};
use tradewire_insales::webhooks::OrdersCreate;
use tradewire_insales::{Client, blocking};
use tradewire_mock::Delivery;
use tradewire_retailcrm::delivery_module::{CalculateCost, CalculateCostReply};
use tradewire_retailcrm::integration_modules::{Register, RegisterReply};

use crate::world::World;

fn order() -> OrderCreate {
    OrderCreate::new(OrderCreateRequired {
        order_lines_attributes: vec![OrderLineCreate::new(2).variant_id(1)],
        client: OrderClientCreate::new("+79000000001"),
        shipping_address_attributes: OrderShippingAddressCreate::new(),
        delivery_variant_id: 1,
        payment_gateway_id: 1,
    })
}

/// The program: it hands on the ids of orders.
fn shop_hooks() -> (Router, Receiver<i64>) {
    async fn take(State(send): State<Sender<i64>>, callback: OrdersCreate) {
        let _ = send.send(callback.body.id);
    }
    let (send, made) = channel();
    let take = callback(take).route().expect("a route");
    (Router::new().route("/hooks/orders/create", take).with_state(send), made)
}

/// Carries a callback to the program; the path of its address is put in front.
async fn delivered(router: &Router, delivery: &Delivery, below: &str) -> http::Response<Bytes> {
    let (mut parts, body) = delivery.request.clone().into_parts();
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    parts.uri = format!("{below}{path}").parse().expect("a path");
    let request = http::Request::from_parts(parts, Body::from(body));
    let (parts, body) = router.clone().oneshot(request).await.expect("an answer").into_parts();
    http::Response::from_parts(parts, to_bytes(body, 1 << 20).await.expect("a body"))
}

#[tokio::test(flavor = "current_thread")]
async fn an_order_of_the_shop_arrives() {
    let world = World::empty("insales");
    let (router, made) = shop_hooks();
    let shop: Client = world.client();
    let created = shop.orders().create(order()).send().await.expect("an order");
    let deliveries = world.mock.deliveries();
    assert_eq!(deliveries.len(), 1);
    let answer = delivered(&router, &deliveries[0], "/hooks").await;
    assert_eq!(made.try_recv(), Ok(created.id));
    assert!(world.mock.answered(&deliveries[0], &answer).is_empty(), "{answer:?}");
    world.assert_no_violations();
}

#[test]
fn an_order_of_the_shop_arrives_by_sockets() {
    let (router, made) = shop_hooks();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.set_nonblocking(true).expect("a socket");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.expect("a runtime").block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
            axum::serve(listener, router).await.expect("served");
        });
    });
    let world = World::of("insales", |builder| builder.webhooks(format!("http://{address}/hooks")));
    let server = world.mock.serve(0).expect("a port");
    let shop: blocking::Client = world.client_of(&server);
    let created = shop.orders().create(order()).send().expect("an order");
    assert_eq!(made.recv_timeout(Duration::from_secs(60)), Ok(created.id));
    // The mock looks at the answer when it has it.
    while world.mock.answers().is_empty() {
        std::thread::sleep(Duration::from_millis(1));
    }
    let answers = world.mock.answers();
    assert_eq!(answers, [("webhooks.orders_create".to_owned(), Some(200))]);
    world.assert_no_violations();
}

#[tokio::test(flavor = "current_thread")]
async fn what_is_signed_is_verified() {
    async fn register(State(send): State<Sender<&'static str>>, _: Register) -> RegisterReply {
        let _ = send.send("registered");
        RegisterReply::new().success(true).account_url("https://module.example")
    }
    async fn calculate(State(send): State<Sender<&'static str>>, _: CalculateCost) -> CalculateCostReply {
        let _ = send.send("calculated");
        CalculateCostReply::new().success(true).result([])
    }
    let world = World::of("retailcrm", |builder| builder.webhook_secret("module secret"));
    let told = |name: &str| world.mock.callback(name).unwrap_or_else(|error| panic!("{error}"));
    let (registration, question) = (
        told("integration_modules.register"),
        told("delivery_module.calculate_cost"),
    );
    for (secret, is_right) in [("module secret", true), ("another", false)] {
        let (send, seen) = channel();
        let register = callback(register).secret(secret).route().expect("a route");
        let calculate = callback(calculate).route().expect("a route");
        let router = Router::new()
            .route(registration.request.uri().path(), register)
            .route(question.request.uri().path(), calculate)
            .with_state(send);
        let answer = delivered(&router, &registration, "").await;
        assert_eq!(
            (answer.status().is_success(), seen.try_recv().ok()),
            (is_right, is_right.then_some("registered"))
        );
        if is_right {
            assert!(world.mock.answered(&registration, &answer).is_empty(), "{answer:?}");
        }
        let answer = delivered(&router, &question, "").await;
        assert_eq!(seen.try_recv(), Ok("calculated"), "this one is not signed");
        assert!(world.mock.answered(&question, &answer).is_empty(), "{answer:?}");
    }
}
