//! Forms whose objects and lists are JSON, as raw bytes: what the tables of `requests` take for granted.

use tradewire::testing::{Captured, Scripted};
use tradewire::{Decimal, Error, Json};
use tradewire_retailcrm::Call;
use tradewire_retailcrm::orders::{OrderCreate, OrderItemCreate};

use crate::scripted;

async fn created(order: OrderCreate, change: impl FnOnce(CreateOrder) -> CreateOrder) -> Captured {
    let server = Scripted::new().reply(201, r#"{"success":true,"id":1}"#);
    change(scripted(&server).orders().create(order))
        .send()
        .await
        .expect("an order");
    server.last_request()
}

type CreateOrder = Call<tradewire_retailcrm::orders::CreateOrder>;

#[tokio::test]
async fn an_object_is_one_field_of_json() {
    let sent = created(OrderCreate::new().external_id("B-1"), |call| call.site("main")).await;
    assert_eq!(sent.header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(&sent.body[..], b"site=main&order=%7B%22externalId%22%3A%22B-1%22%7D");
}

/// A space is `%20`, never `+`; a plus is never bare; text is UTF-8.
#[tokio::test]
async fn what_a_form_could_misread_is_escaped() {
    let order = OrderCreate::new().customer_comment("1+1=2 & \"да\"\n");
    let sent = created(order.clone(), |call| call.site("a b+c")).await;
    assert_eq!(
        sent.body_text(),
        concat!(
            "site=a%20b%2Bc&order=%7B%22customerComment%22%3A%22",
            "1%2B1%3D2%20%26%20%5C%22%D0%B4%D0%B0%5C%22%5Cn%22%7D"
        )
    );
    let form = sent.form();
    assert_eq!(form[0], ("site".to_owned(), "a b+c".to_owned()));
    let back: OrderCreate = Json::parse(&form[1].1)
        .expect("JSON in the field")
        .decode()
        .expect("an order");
    assert_eq!(back, order);
}

#[tokio::test]
async fn booleans_are_digits_in_the_form_and_words_in_the_json() {
    let server = Scripted::new().reply(200, "{}").reply(200, "{}");
    let crm = scripted(&server);
    crm.orders()
        .cancel_delivery("7")
        .force(false)
        .send()
        .await
        .expect("sent");
    assert_eq!(server.last_request().body_text(), "force=0");
    let sent = created(OrderCreate::new().call(false).expired(true), |call| call).await;
    assert_eq!(
        sent.form(),
        [("order".to_owned(), r#"{"call":false,"expired":true}"#.to_owned())]
    );
}

/// Money never goes through a binary float.
#[tokio::test]
async fn decimals_keep_their_digits() {
    let item = OrderItemCreate::new()
        .initial_price(Decimal::new(1_234_567_890_123_456_789, 4))
        .discount_manual_amount(Decimal::new(10, 2));
    let sent = created(OrderCreate::new().items([item]), |call| call).await;
    assert_eq!(
        sent.form()[0].1,
        r#"{"items":[{"initialPrice":123456789012345.6789,"discountManualAmount":0.10}]}"#
    );
}

#[tokio::test]
async fn what_is_not_set_is_not_sent_but_an_empty_list_is() {
    let sent = created(OrderCreate::new(), |call| call).await;
    assert_eq!(sent.form(), [("order".to_owned(), "{}".to_owned())]);
    let sent = created(OrderCreate::new().items([]), |call| call).await;
    assert_eq!(sent.form(), [("order".to_owned(), r#"{"items":[]}"#.to_owned())]);
}

/// Open types send what the document does not know.
#[tokio::test]
async fn keys_beyond_the_document_go_along() {
    let mut order = OrderCreate::new().number("15C");
    order.extra.insert("giftWrap", true);
    let sent = created(order, |call| call).await;
    assert_eq!(sent.form()[0].1, r#"{"number":"15C","giftWrap":true}"#);
}

#[tokio::test]
async fn fields_can_be_added_inside_and_beside_the_object() {
    let sent = created(OrderCreate::new().number("15C"), |call| {
        call.extra_field("order.delivery.code", "courier")
            .extra_field("lang", "en")
            .extra_query("debug", "1")
    })
    .await;
    assert_eq!(sent.query_text(), "debug=1");
    let expected = [
        ("order", r#"{"number":"15C","delivery":{"code":"courier"}}"#),
        ("lang", "en"),
    ];
    assert_eq!(
        sent.form(),
        expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
}

/// A call that no spec covers is a form or JSON, as its author says; credentials come along.
#[tokio::test]
async fn a_raw_call_takes_a_body_of_any_kind() -> Result<(), Error> {
    let server = Scripted::new().reply(200, r#"{"success":true}"#);
    scripted(&server)
        .raw("POST", "/api/v5/orders/new-feature")
        .body("application/x-www-form-urlencoded", "order=%7B%7D")
        .send()
        .await?;
    let sent = server.last_request();
    assert_eq!(
        (sent.path(), &*sent.body_text()),
        ("/api/v5/orders/new-feature", "order=%7B%7D")
    );
    assert_eq!(sent.header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(sent.header("x-api-key"), Some("key"));
    Ok(())
}
