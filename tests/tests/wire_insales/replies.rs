//! Replies as documented and as servers really write them.

use tradewire::json::DriftKind;
use tradewire::testing::{Scripted, SetClock};
use tradewire::{Decimal, ErrorKind};
use tradewire_insales::blocking;
use tradewire_insales::orders::{GetOrder, Order};
use tradewire_insales::pages::{PageCreate, PageCreateRequired};
use tradewire_insales::products::GetProduct;
use tradewire_insales::variants::{GetVariantRequired, Variant};
use tradewire_insales::webhooks::WebhookUpdate;

use crate::support::{client, example, shop};

fn replying(status: u16, body: impl Into<tradewire::Bytes>) -> blocking::Client {
    shop(&Scripted::new().reply(status, body))
}

fn variant(body: &str) -> Variant {
    replying(200, body.to_owned())
        .variants()
        .get(GetVariantRequired { product_id: 1, id: 2 })
        .send()
        .expect("a variant")
}

fn order(body: impl Into<tradewire::Bytes>) -> Order {
    replying(200, body).orders().get(1).send().expect("an order")
}

/// The document says 201; nothing is lost if a server says 200.
#[test]
fn a_thing_made_is_answered_with_201_or_200() {
    for status in [201, 200] {
        let made = replying(status, r#"{"id":7,"title":"A"}"#)
            .pages()
            .create(PageCreate::new(PageCreateRequired {
                title: "A".into(),
                content: "B".into(),
            }))
            .send_with_metadata();
        let made = made.expect("a page");
        assert_eq!((made.value.id, made.metadata.status.as_u16()), (7, status));
    }
}

#[test]
fn what_has_nothing_to_say_says_ok() {
    let ok = r#"{"status":"ok"}"#;
    assert_eq!(
        replying(200, ok).webhooks().delete(1).send().expect("removed").status,
        Some("ok".to_owned())
    );
    assert_eq!(
        replying(200, ok).account().update().send().expect("changed").status,
        Some("ok".to_owned())
    );
    assert_eq!(
        replying(200, ok)
            .similars()
            .create(1, [2])
            .send()
            .expect("added")
            .status,
        Some("ok".to_owned())
    );
    assert_eq!(
        replying(200, ok)
            .product_fields()
            .delete("handle")
            .send()
            .expect("removed")
            .status,
        Some("ok".to_owned())
    );
}

/// Where the document shows no reply, whatever comes is taken.
#[test]
fn blank_replies_are_taken_where_no_body_is_documented() {
    for body in ["", " ", "\n", "null", r#"{"status":"ok"}"#] {
        replying(200, body).client_groups().delete(1).send().expect("removed");
        replying(200, body)
            .collection_filters()
            .delete(1)
            .send()
            .expect("removed");
        replying(204, body).domains().delete(1).send().expect("removed");
    }
}

#[test]
fn a_blank_reply_is_no_order() {
    for body in ["", "\r\n"] {
        let error = replying(200, body).orders().get(1).send().expect_err("no order");
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(error.to_string().contains("empty"), "{error}");
    }
}

/// Text of the variants resource, numbers inside a product, and both keep their digits.
#[test]
fn decimals_come_as_numbers_and_as_text() {
    for (body, text) in [
        (r#"{"id":1,"price":"10.0"}"#, "10.0"),
        (r#"{"id":1,"price":10.0}"#, "10.0"),
        (r#"{"id":1,"price":10}"#, "10"),
        (r#"{"id":1,"price":"1234567890123456.789"}"#, "1234567890123456.789"),
        (r#"{"id":1,"price":1234567890123456.789}"#, "1234567890123456.789"),
    ] {
        assert_eq!(variant(body).price.expect("a price").as_str(), text, "{body}");
    }
    let (number, text) = (
        variant(r#"{"id":1,"price":10.50}"#),
        variant(r#"{"id":1,"price":"10.5"}"#),
    );
    assert_eq!(number.price, text.price, "the form on the wire does not matter");
    assert_eq!(number.price, Some(Decimal::new(105, 1)));
}

#[test]
fn the_documented_product_and_variant_show_both_forms() {
    let product = replying(200, example("products.get.1.response"))
        .products()
        .get(1)
        .send()
        .expect("a product");
    let inside = &product.variants.expect("variants")[0];
    let alone = variant(&example("variants.get.1.response"));
    let written = |price: &Option<Decimal>| {
        price
            .as_ref()
            .map(|price| (price.as_str().to_owned(), price.is_quoted()))
    };
    assert_eq!(written(&inside.price), Some(("10.0".to_owned(), true)));
    assert_eq!(
        written(&inside.prices.as_ref().expect("prices")[0]),
        Some(("12.0".to_owned(), false))
    );
    assert_eq!(
        written(&alone.prices.as_ref().expect("prices")[0]),
        Some(("360.0".to_owned(), true))
    );
}

/// Price kinds are numbered from 2; a variant has as many as the shop has, or none.
#[test]
fn additional_prices_are_a_family_and_may_be_null() {
    let variant =
        variant(r#"{"id":1,"prices":["360.0",null,90],"price2":"360.0","price3":null,"price14":90,"price":"1"}"#);
    let prices = variant.prices.expect("prices");
    assert_eq!(prices, [Some(Decimal::from(360)), None, Some(Decimal::from(90))]);
    let family: Vec<(&str, Option<&str>)> = variant
        .price_n
        .iter()
        .map(|(kind, price)| (kind.as_str(), price.as_ref().map(Decimal::as_str)))
        .collect();
    assert_eq!(family.len(), 3, "{family:?}");
    assert!(
        family.contains(&("2", Some("360.0"))) && family.contains(&("3", None)) && family.contains(&("14", Some("90")))
    );
    assert_eq!(variant.price.expect("a price").as_str(), "1", "`price` is none of them");
}

#[test]
fn times_come_with_and_without_milliseconds() {
    for (text, offset, milliseconds) in [
        ("2009-03-18T10:53:14+03:00", 10_800, 0),
        ("2013-11-22T16:14:33.123+04:00", 14_400, 123),
        ("2026-01-31T07:00:00.000Z", 0, 0),
    ] {
        let order = order(format!(r#"{{"id":1,"order_lines":[],"created_at":"{text}"}}"#));
        let time = order.created_at.expect("a time");
        assert!(time.is_valid());
        assert_eq!(time.as_str(), text);
        assert_eq!(
            (time.offset_seconds(), time.millisecond()),
            (Some(offset), Some(milliseconds))
        );
    }
}

/// A time that is none is kept as it came.
#[test]
fn a_time_that_cannot_be_read_loses_no_order() {
    let order = order(r#"{"id":1,"order_lines":[],"created_at":"вчера"}"#);
    let time = order.created_at.expect("a time");
    assert!(!time.is_valid());
    assert_eq!(time.as_str(), "вчера");
}

/// The document shows some fields as null in every example; the order is read all the same.
#[test]
fn fields_that_are_only_ever_null_are_absent() {
    let order = order(example("orders.get.1.response"));
    assert_eq!(
        (order.delivery_date, order.delivery_from_hour, order.cookies),
        (None, None, None)
    );
    let line = &order.order_lines[0];
    assert_eq!((&line.barcode, &line.comment, &line.dimensions), (&None, &None, &None));
}

#[test]
fn fields_left_out_are_absent_too() {
    let order = order(r#"{"id":1,"order_lines":[]}"#);
    assert_eq!(
        (order.client, order.total_price, order.shipping_address),
        (None, None, None)
    );
}

/// What a server writes beyond the document is tolerated, reported to those who ask, and an error to the strict.
#[tokio::test]
async fn surprises_are_tolerated_and_reported() {
    let body = r#"{"id":"7","order_lines":[],"number":1001.0,"margin":"","loyalty":1}"#;
    let server = Scripted::new().reply(200, body);
    let replied = client(&server, &SetClock::new())
        .orders()
        .get(7)
        .send_with_metadata()
        .await
        .expect("an order");
    let order = replied.value;
    assert_eq!((order.id, order.number, order.margin), (7, Some(1001), None));

    let strict = blocking_strict(body).expect_err("strict");
    assert_eq!(strict.kind(), ErrorKind::Decode);

    let watched =
        tradewire::json::decode::<Order>(body.as_bytes(), tradewire::json::Options::watched()).expect("an order");
    let seen: Vec<(DriftKind, &str)> = watched.drift.iter().map(|drift| (drift.kind, &*drift.path)).collect();
    assert!(seen.contains(&(DriftKind::UnknownKey, "$.loyalty")), "{seen:?}");
    assert!(seen.contains(&(DriftKind::ToleratedType, "$.id")), "{seen:?}");
}

fn blocking_strict(body: &'static str) -> Result<Order, tradewire::Error> {
    use tradewire::Operation;
    use tradewire::json::Options;
    let (headers, body) = (
        tradewire::http::HeaderMap::new(),
        tradewire::Bytes::from_static(body.as_bytes()),
    );
    let reply = tradewire::Reply::new(GetOrder::meta(), tradewire::http::StatusCode::OK, &headers, &body);
    GetOrder::decode_reply(&reply.with_options(Options::strict()))
}

/// The reply can be had as it came, whatever its status.
#[test]
fn a_reply_can_be_had_raw() {
    let raw = replying(404, "<html></html>")
        .products()
        .get(1)
        .send_raw()
        .expect("a reply");
    assert_eq!(
        (raw.status().as_u16(), raw.body().as_ref()),
        (404, &b"<html></html>"[..])
    );
}

/// Operations are plain values: any transport may bring the reply.
#[test]
fn a_reply_is_read_without_a_client() {
    use tradewire::Operation;
    let body = tradewire::Bytes::from(example("products.get.1.response"));
    let product = GetProduct::decode(
        tradewire::http::StatusCode::OK,
        &tradewire::http::HeaderMap::new(),
        &body,
    );
    assert_eq!(product.expect("a product").id, 1);
}

#[test]
fn an_update_answers_with_the_thing_changed() {
    let server = Scripted::new().reply(200, r#"{"id":1,"format_type":"xml","topic":"orders/update"}"#);
    let webhook = shop(&server)
        .webhooks()
        .update(1, WebhookUpdate::new().format_type("xml"))
        .send()
        .expect("a webhook");
    assert_eq!(webhook.id, 1);
    assert_eq!(
        server.last_request().body_text(),
        r#"{"webhook":{"format_type":"xml"}}"#
    );
}
