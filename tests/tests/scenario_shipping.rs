//! A warehouse program ships what is paid in a Commerce HQ shop: it reads the open orders, sends each to fulfilment, adds the
//! parcel, and goes on where one order is refused. The server is a real socket.

use futures_util::TryStreamExt;
use tradewire::Error;
use tradewire_commercehq::fulfilments::{FulfilmentItem, FulfilmentItemRequired};
use tradewire_commercehq::orders::{Order, OrderPaymentStatus, OrderStatus};
use tradewire_commercehq::shipments::ShipmentCreate;
use tradewire_commercehq::{BasicCredentials, Client, Credentials};
use tradewire_tests::{Received, Reply, Server};

/// Three paid orders on two pages; the second cannot be fulfilled.
fn shop(request: &Received) -> Reply {
    let order = |id: i64, number: &str| {
        format!(
            r#"{{"id":{id},"display_number":"{number}","status":0,"paid":1,"total":"17.95","discounts":[],
                "items":[{{"data":{{"id":{id}1,"title":"Shirt","track_inventory":true,"price":10}},"status":{{"quantity":2,"not_fulfilled":2}}}}],
                "address":{{"shipping":{{"country":"US","state":null}},"phone":null}},"order_date":1497530431,"updated_at":null}}"#
        )
    };
    let page = |number: i64, orders: &[String]| {
        let meta = format!(r#""_meta":{{"totalCount":3,"perPage":2,"currentPage":{number},"pageCount":2}}"#);
        Reply::json(200, format!(r#"{{"items":[{}],{meta}}}"#, orders.join(",")))
    };
    match (request.method.as_str(), request.target.as_str()) {
        ("POST", "/api/v1/orders/search?sort=id&size=2") => page(1, &[order(1, "CH-1"), order(2, "CH-2")]),
        ("POST", "/api/v1/orders/search?sort=id&size=2&page=2") => page(2, &[order(3, "CH-3")]),
        ("POST", "/api/v1/orders/2/fulfilments") => Reply::json(
            422,
            r#"{"message":"Validation Failed","errors":{"items.0.warehouse":["Not enough in stock."]}}"#,
        ),
        ("POST", target) if target.ends_with("/fulfilments") => {
            Reply::json(200, r#"{"fulfilments":[{"id":"12","items":[{"id":11,"quantity":2}]}]}"#)
        }
        ("POST", target) if target.ends_with("/shipments") => Reply::new(200, ""),
        _ => Reply::new(404, ""),
    }
}

/// Ships one order whole, from one warehouse.
async fn ship(shop: &Client, order: &Order, id: i64) -> Result<(), Error> {
    let lines = order.items.iter().flatten().filter_map(|item| {
        let open = item.status.as_ref()?.not_fulfilled.filter(|open| *open > 0)?;
        Some(
            FulfilmentItem::new(FulfilmentItemRequired {
                id: item.data.as_ref()?.id,
                quantity: open,
            })
            .warehouse(1),
        )
    });
    let sent = shop.fulfilments().create(id, lines.collect::<Vec<_>>()).send().await?;
    let fulfilment = sent.fulfilments.unwrap_or_default();
    let fulfilment = fulfilment.last().expect("a shop answers with the fulfilments");
    let parcel = ShipmentCreate::new(fulfilment.id)
        .tracking_number(format!("1Z{id}"))
        .shipping_carrier(2);
    shop.shipments().create(id, parcel).notify(true).send().await.map(drop)
}

#[tokio::test]
async fn paid_orders_are_shipped_and_a_refused_one_does_not_stop_the_rest() {
    let server = Server::start(shop);
    let shop = Client::builder(server.url())
        .credentials(Credentials::basic(BasicCredentials {
            api_key: "key".into(),
            api_password: "secret".into(),
        }))
        .build()
        .expect("a client");
    let open = shop
        .orders()
        .search()
        .status([OrderStatus::NotSent])
        .paid([OrderPaymentStatus::Paid])
        .sort(["id"])
        .size(2);
    let orders: Vec<Order> = open.items().try_collect().await.expect("open orders");

    let mut refused = Vec::new();
    for order in &orders {
        let id = order.id;
        if let Err(error) = ship(&shop, order, id).await {
            refused.push((order.display_number.clone().unwrap_or_default(), error));
        }
    }

    assert_eq!(orders.len(), 3);
    let [(number, error)] = &refused[..] else {
        panic!("one order is refused: {refused:?}")
    };
    assert_eq!(
        (number.as_str(), error.field_errors()[0].message.as_str()),
        ("CH-2", "Not enough in stock.")
    );
    let written: Vec<_> = server
        .requests()
        .iter()
        .skip(2)
        .map(|request| (request.target.clone(), request.body_text()))
        .collect();
    let fulfilment = |id: i64| format!(r#"{{"items":[{{"id":{id}1,"quantity":2,"warehouse":1}}]}}"#);
    let parcel = |id: i64| {
        format!(r#"{{"data":{{"tracking_number":"1Z{id}","shipping_carrier":2,"fulfilment_id":12}},"notify":true}}"#)
    };
    let expected = [
        ("/api/v1/orders/1/fulfilments", fulfilment(1)),
        ("/api/v1/orders/1/shipments", parcel(1)),
        ("/api/v1/orders/2/fulfilments", fulfilment(2)),
        ("/api/v1/orders/3/fulfilments", fulfilment(3)),
        ("/api/v1/orders/3/shipments", parcel(3)),
    ];
    assert_eq!(written, expected.map(|(target, body)| (target.to_owned(), body)));
    assert_eq!(server.requests()[0].body_text(), r#"{"status":0,"paid":1}"#);
}
