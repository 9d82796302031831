//! Forms that real shops send and the document does not show; the data is invented.

use tradewire::json::{DriftKind, Options, decode};
use tradewire::testing::Scripted;
use tradewire::{Bytes, Callback, Decimal, http};
use tradewire_insales::clients::{Client, ClientIpAddress, ClientType};
use tradewire_insales::delivery_variants::DeliveryVariant;
use tradewire_insales::orders::{Order, OrderCreateRequired, OrderLineCreate, OrderLineUpdate, OrderUpdate};
use tradewire_insales::variants::{UpdateVariantRequired, Variant, VariantUpdate};
use tradewire_insales::webhooks::OrdersCreate;

use crate::support::{body, example, shop};

/// An order of today, every key of which has a type.
fn of_today() -> Order {
    let read = decode::<Order>(example("orders.get.2.response").as_bytes(), Options::watched()).expect("an order");
    let unknown: Vec<&str> = read
        .drift
        .iter()
        .filter(|drift| drift.kind == DriftKind::UnknownKey)
        .map(|drift| &*drift.path)
        .collect();
    assert_eq!(unknown, Vec::<&str>::new());
    read.value
}

/// Goods sold by weight: no line is lost, whether its quantity is a number or a text.
#[test]
fn quantities_are_fractions() {
    let lines = of_today().order_lines;
    let quantities: Vec<&str> = lines
        .iter()
        .filter_map(|line| Some(line.quantity.as_ref()?.as_str()))
        .collect();
    assert_eq!(quantities, ["1.5", "0.350", "2"]);
    assert_eq!(lines[0].reserved_quantity, Some(Decimal::new(15, 1)));

    let stock: Variant = decode(example("variants.get.2.response").as_bytes(), Options::default())
        .expect("a variant")
        .value;
    assert_eq!(stock.quantity, Some(Decimal::new(15, 1)));
    let of = |warehouse: &str| stock.quantity_at_warehouse.get(warehouse).cloned().flatten();
    assert_eq!((of("0"), of("3")), (Some(Decimal::from(1)), Some(Decimal::new(5, 1))));
}

/// Written as numbers, to the last digit; whole numbers stay whole.
#[test]
fn fractions_are_written_as_numbers() {
    let shop = shop(&Scripted::new());
    let lines = [
        OrderLineUpdate::new().id(1).quantity(Decimal::new(350, 3)),
        OrderLineUpdate::new().variant_id(2).quantity(2),
    ];
    assert_eq!(
        body(
            shop.orders()
                .update(1, OrderUpdate::new().order_lines_attributes(lines))
                .operation()
        ),
        r#"{"order":{"order_lines_attributes":[{"id":1,"quantity":0.350},{"variant_id":2,"quantity":2}]}}"#
    );
    assert_eq!(
        body(
            shop.variants()
                .update(
                    UpdateVariantRequired { product_id: 1, id: 2 },
                    VariantUpdate::new().quantity(Decimal::new(15, 1))
                )
                .operation()
        ),
        r#"{"variant":{"quantity":1.5}}"#
    );
}

/// The address of a buyer comes as text or as numbers; neither loses the order, alone, listed or in a callback.
#[test]
fn an_internet_address_comes_in_two_forms() {
    let numbers = of_today().client.expect("a client").ip_addr.expect("an address");
    let ClientIpAddress::Numbers(numbers) = numbers else {
        panic!("{numbers:?}")
    };
    assert_eq!(numbers.addr, Some(Decimal::from(3_221_225_985_i64)));

    let listed = shop(&Scripted::new().reply(200, example("orders.list.2.response")))
        .orders()
        .list()
        .send()
        .expect("orders");
    let addresses: Vec<bool> = listed
        .iter()
        .filter_map(|order| order.client.as_ref()?.ip_addr.as_ref())
        .map(|address| matches!(address, ClientIpAddress::Text(_)))
        .collect();
    assert_eq!(addresses, [true, false]);

    let request = http::Request::post("https://integration.example/hooks")
        .header("content-type", "application/json")
        .body(Bytes::from(example("orders.get.2.response")))
        .expect("a request");
    assert_eq!(OrdersCreate::from_http(&request).expect("an order").body, of_today());
}

/// The 128 bits of an IPv6 address keep every digit.
#[test]
fn a_long_internet_address_is_kept() {
    let clients: Vec<Client> = decode(example("clients.list.2.response").as_bytes(), Options::default())
        .expect("clients")
        .value;
    let Some(ClientIpAddress::Numbers(numbers)) = &clients[0].ip_addr else {
        panic!("{clients:?}")
    };
    assert_eq!(
        numbers.addr.as_ref().map(Decimal::as_str),
        Some("42540766411282592856903984951653826561")
    );
}

/// A buyer without `type` has typed fields, and an address without `id` is one.
#[test]
fn what_is_left_out_loses_nothing_else() {
    let orders: Vec<Order> = decode(example("orders.list.2.response").as_bytes(), Options::default())
        .expect("orders")
        .value;
    let client = orders[0].client.as_ref().expect("a client");
    assert_eq!(
        (client.id, client.type_.as_ref(), client.email.as_deref()),
        (82, None, Some("boris@example.com"))
    );
    let other = orders[1].client.as_ref().expect("a client");
    assert_eq!(other.type_, Some(ClientType::Individual));
    let address = orders[0].shipping_address.as_ref().expect("an address");
    assert_eq!((address.id, address.name.as_deref()), (None, Some("Boris")));
}

/// All types of delivery have fields, not only those whose replies are documented.
#[test]
fn every_way_of_delivery_is_typed() {
    let deliveries: Vec<DeliveryVariant> = decode(
        example("delivery_variants.list.2.response").as_bytes(),
        Options::default(),
    )
    .expect("ways of delivery")
    .value;
    let titles: Vec<Option<&str>> = deliveries
        .iter()
        .map(|delivery| match delivery {
            DeliveryVariant::DeliveryVariantNone(plain)
            | DeliveryVariant::DeliveryVariantNovaPoshta(plain)
            | DeliveryVariant::DeliveryVariantOfficialFirstClass(plain)
            | DeliveryVariant::DeliveryVariantOfficialRussianpost(plain)
            | DeliveryVariant::DeliveryVariantOfficialEmsShipping(plain)
            | DeliveryVariant::DeliveryVariantPickUp(plain) => plain.title.as_deref(),
            DeliveryVariant::DeliveryVariantExternal(external) => external.title.as_deref(),
            _ => None,
        })
        .collect();
    assert_eq!(titles.len(), 7);
    assert!(titles.iter().all(Option::is_some), "{titles:?}");
}

/// A line names a variant or a product; one that names neither is not sent.
#[test]
fn a_line_of_a_new_order_names_what_is_ordered() {
    use tradewire_insales::orders::{OrderClientCreate, OrderCreate, OrderShippingAddressCreate};
    let server = Scripted::new();
    let order = |line| {
        let (client, address) = (OrderClientCreate::new("1"), OrderShippingAddressCreate::new());
        shop(&server)
            .orders()
            .create(OrderCreate::new(OrderCreateRequired {
                order_lines_attributes: vec![line],
                client,
                shipping_address_attributes: address,
                delivery_variant_id: 1,
                payment_gateway_id: 1,
            }))
            .send()
    };
    let error = order(OrderLineCreate::new(1)).expect_err("nothing is ordered");
    assert!(
        error.to_string().contains("variant_id") && error.to_string().contains("product_id"),
        "{error}"
    );
    assert!(server.requests().is_empty());
}
