//! An integrator between a Boostore site and a `OneBox`: a new order of the site becomes a process of the box, and its status finds
//! the way back. Both servers are real sockets.

use futures_util::TryStreamExt;
use tradewire::callback::{Callback, refuse};
use tradewire::http::{Request, Response};
use tradewire::{Bytes, Decimal, Error, Json};
use tradewire_boostore::orders::{ExportOrder, OrderExportReply, OrderStatus, OrderStatusWord, OrderUpdate};
use tradewire_onebox::ErrorCode;
use tradewire_onebox::orders::{OrderCreate, OrderProductCreate};
use tradewire_tests::{Received, Reply, Server, parameters};

/// What a site posts for each new order.
const EXPORTED: &str = r#"{"order_id":1333,"email":"vasyas33@test.ru","phone":"+380639370442","first_name":"Vasiliy","total":"320.00",
    "products":[{"id":"100500","title":"Test GOODS1","price":"102.00","quantity":1},{"id":"123131","title":"Новый товар","price":"109","quantity":2}]}"#;

/// A box that knows one order after it was added, and refuses it the second time.
fn onebox() -> Server {
    let mut added = false;
    Server::start(move |request: &Received| match request.target.split('?').next() {
        Some("/api/orders/add/") if added => Reply::json(200, r#"{"status":"fail","message":"Order is already!"}"#),
        Some("/api/orders/add/") => {
            added = true;
            Reply::json(200, r#"{"status":"ok","orderId":"7927"}"#)
        }
        Some("/api/orders/get/") => Reply::json(
            200,
            r#"{"orders":[{"orderid":"7927","ordercode":"1333","statusname":"Delivered","sum":"320.00"},
                {"orderid":"7928","ordercode":"","statusname":"New","sum":"0"}]}"#,
        ),
        _ => Reply::new(404, ""),
    })
}

/// Answers the site as the integrator's own endpoint would.
async fn relay(request: &Request<Bytes>, onebox: &tradewire_onebox::Client) -> Response<Bytes> {
    let exported = match ExportOrder::from_http(request) {
        Ok(exported) => exported,
        Err(error) => return refuse(&error),
    };
    match add(&exported.body.extra.to_object(), onebox).await {
        Ok(id) => ExportOrder::answer(&OrderExportReply::new().crm_order_id(id)),
        Err(error) => refuse(&error),
    }
}

/// Adds the order; one that is there already was added by an earlier try of the site.
async fn add(order: &tradewire::json::Object, onebox: &tradewire_onebox::Client) -> Result<String, Error> {
    let text = |key: &str| {
        order
            .get(key)
            .and_then(Json::scalar_text)
            .unwrap_or_default()
            .to_owned()
    };
    let decimal = |json: Option<&Json>| {
        json.and_then(Json::scalar_text)
            .and_then(|text| text.parse::<Decimal>().ok())
            .unwrap_or_else(|| 0.into())
    };
    let products = order
        .get("products")
        .and_then(Json::as_array)
        .unwrap_or_default()
        .iter()
        .map(|product| {
            let name = product.get("title").and_then(Json::as_str).unwrap_or_default();
            OrderProductCreate::new()
                .name(name)
                .price(decimal(product.get("price")).as_number())
                .count(decimal(product.get("quantity")))
        });
    let create = OrderCreate::new()
        .order_code(text("order_id"))
        .client_name_first(text("first_name"))
        .client_email(text("email"))
        .client_phone(text("phone"))
        .sum(decimal(order.get("total")))
        .products(products.collect::<Vec<_>>());
    match onebox.orders().create(create).send().await {
        Ok(result) => Ok(result
            .order_id
            .or(result.order_id_lowercase)
            .or(result.message)
            .unwrap_or_else(|| text("order_id"))),
        Err(error) if ErrorCode::of(&error) == Some(ErrorCode::OrderAlreadyExists) => Ok(text("order_id")),
        Err(error) => Err(error),
    }
}

fn client(onebox: &Server) -> tradewire_onebox::Client {
    tradewire_onebox::Client::builder(onebox.url())
        .credentials(tradewire_onebox::Credentials::login_plain(
            tradewire_onebox::LoginPlainCredentials {
                login: "shop".into(),
                password: "123".into(),
            },
        ))
        .build()
        .expect("a client")
}

#[tokio::test]
async fn a_new_order_of_the_site_becomes_a_process_of_the_box() {
    let onebox = onebox();
    let client = client(&onebox);
    let request = Request::post("/hooks/orders")
        .body(Bytes::from(EXPORTED))
        .expect("a request");

    let first = relay(&request, &client).await;
    assert_eq!(
        (first.status().as_u16(), &first.body()[..]),
        (200, &br#"{"crm_order_id":"7927"}"#[..])
    );
    let again = relay(&request, &client).await;
    assert_eq!(
        (again.status().as_u16(), &again.body()[..]),
        (200, &br#"{"crm_order_id":"1333"}"#[..]),
        "a repeated export is harmless"
    );

    let sent = onebox.requests().remove(0);
    let query = sent.target.split_once('?').expect("a query").1.to_owned();
    let expected = "ordercode=1333&clientnamefirst=Vasiliy&clientphone=%2B380639370442&clientemail=vasyas33@test.ru&sum=320.00\
        &productArray[0][name]=Test GOODS1&productArray[0][price]=102.00&productArray[0][count]=1\
        &productArray[1][name]=Новый товар&productArray[1][price]=109&productArray[1][count]=2\
        &login=shop&password=202cb962ac59075b964b07152d234b70";
    assert_eq!(parameters(&query), parameters(expected));
}

#[tokio::test]
async fn what_the_site_garbled_is_refused_and_nothing_is_added() {
    let onebox = onebox();
    let request = Request::post("/hooks/orders")
        .body(Bytes::from_static(b"{\"order_id\":"))
        .expect("a request");
    let response = relay(&request, &client(&onebox)).await;
    assert!(response.status().is_client_error());
    assert!(onebox.requests().is_empty());
}

#[tokio::test]
async fn the_status_finds_its_way_back() {
    let onebox = onebox();
    let site = Server::start(|_| Reply::json(200, r#"{"id":5}"#));
    let boostore = tradewire_boostore::Client::builder(site.url())
        .credentials(tradewire_boostore::Credentials::bearer("token-1"))
        .build()
        .expect("a client");

    let mut changed = std::pin::pin!(
        client(&onebox)
            .orders()
            .list(1)
            .updated_since("2024-06-01 00:00:00")
            .items()
    );
    while let Some(order) = changed.try_next().await.expect("orders of the box") {
        let status: OrderStatus = match order.status_name.as_deref() {
            Some("Delivered") => OrderStatusWord::Completed.into(),
            _ => continue,
        };
        let update = OrderUpdate::new().status(status);
        boostore
            .crm_orders()
            .update(order.order_id.clone(), update)
            .send()
            .await
            .expect("an update");
    }

    let sent = site.requests();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].line(), "PATCH /api/commerce/crm_orders/7927");
    assert_eq!(sent[0].body_text(), r#"{"status":"completed"}"#);
    assert_eq!(sent[0].header("authorization"), Some("Bearer token-1"));
}
