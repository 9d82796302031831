//! `dataFromBody=1`: everything but login and password moves from the query into a JSON body.

use tradewire::http::{Method, Request};
use tradewire::{BaseUrl, Bytes, Operation, Stamp};
use tradewire_onebox::orders::{CreateOrder, OrderCreate, OrderProductCreate, OrderUpdate, UpdateOrder};
use tradewire_tests::Wire;

use crate::{boxed_by, document, login};

/// An operation with the switch thrown.
fn switched(operation: &impl Operation) -> Request<Bytes> {
    let mut prepared = operation.prepare().expect("a request");
    prepared.use_json_body().expect("the operation has the switch");
    let base = BaseUrl::parse("https://box.example").expect("an address");
    prepared.to_request(&base, &login(), &Stamp::now()).expect("a request")
}

fn line(request: &Request<Bytes>) -> String {
    format!("{} {}", request.method(), request.uri())
}

fn body(request: &Request<Bytes>) -> &str {
    assert_eq!(request.headers()["content-type"], "application/json");
    std::str::from_utf8(request.body()).expect("text")
}

#[test]
fn a_new_order_moves_into_the_body() {
    let order = document::add()
        .custom([("color", "red")])
        .currency_rate([("USD", "41.5")]);
    let request = switched(&CreateOrder::new(order));
    assert_eq!(
        line(&request),
        "POST https://box.example/api/orders/add/?dataFromBody=1&login=LOGIN&password=PASSWORD"
    );
    assert_eq!(
        body(&request),
        concat!(
            r#"{"ordercode":"1333","source":"my store","clientcode":"31333","clientnamefirst":"Vasiliy","clientnamelast":"Ivanov","#,
            r#""clientphone":"+380639370442","clientemail":"vasyas33@test.ru","clientaddress":"Kiev","managername":"Inna Leonova","#,
            r#""comments":"made an advance payment","sum":320,"payed":true,"#,
            r#""productArray":[{"id":100500,"name":"Test GOODS1","price":102,"count":1},"#,
            r#"{"id":123131,"name":"New testoviy produkt2","price":122,"count":2}],"custom_color":"red","currencyrate_USD":"41.5"}"#,
        )
    );
}

#[test]
fn an_update_moves_into_the_body() {
    let update = OrderUpdate::new("660")
        .delete_products(true)
        .utm([("source", "ads")])
        .files(["https://a/1.png"]);
    let request = switched(&UpdateOrder::new(update));
    assert_eq!(
        line(&request),
        "POST https://box.example/api/orders/update/?dataFromBody=1&login=LOGIN&password=PASSWORD"
    );
    assert_eq!(
        body(&request),
        r#"{"orderid":"660","deleteproducts":1,"files":"https://a/1.png","utm_source":"ads"}"#
    );
}

/// What was required before is required still.
#[test]
fn rules_hold_for_the_body_too() {
    let mut prepared = CreateOrder::new(OrderCreate::new()).prepare().expect("a request");
    prepared.use_json_body().expect("the operation has the switch");
    let base = BaseUrl::parse("https://box.example").expect("an address");
    let error = prepared
        .to_request(&base, &login(), &Stamp::now())
        .expect_err("no phone, no email");
    assert!(error.to_string().contains("`clientphone`, `clientemail`"), "{error}");
}

/// An order too long for an address is moved without being asked, and by POST even where GET is preferred.
#[test]
fn a_long_order_moves_by_itself() {
    let product = |id| {
        OrderProductCreate::new()
            .id(id)
            .name("A product with a rather long name")
            .price(1)
            .count(1)
    };
    let order = OrderCreate::new()
        .order_code("1")
        .client_phone("380")
        .products((0..100).map(product));
    for verb in [Method::GET, Method::POST] {
        let wire = Wire::new();
        boxed_by(&wire, verb)
            .orders()
            .create(order.clone())
            .send_raw()
            .expect("sent");
        let sent = wire.last();
        assert_eq!(sent.method, Method::POST);
        assert_eq!(sent.query_text(), "dataFromBody=1&login=LOGIN&password=PASSWORD");
        assert_eq!(
            sent.json()
                .at("productArray")
                .and_then(|list| list.as_array().map(<[_]>::len)),
            Some(100)
        );
        assert_eq!(
            sent.json().get("ordercode").and_then(tradewire::Json::as_str),
            Some("1")
        );
        assert!(sent.json().get("login").is_none() && sent.json().get("password").is_none());
    }
}
