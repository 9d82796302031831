//! Values that the document allows in several forms, written and read.

use tradewire::json::{self, Options};
use tradewire::{Decimal, Flag, Json, Timestamp};
use tradewire_boostore::orders::{OrderStatus, OrderStatusCode, OrderStatusWord, OrderUpdate};
use tradewire_boostore::products::{
    ProductImage, ProductPriceFor, ProductPromotionJob, ProductStockCode, ProductStockStatus, ProductUpdate,
};

fn order(text: &str) -> OrderUpdate {
    json::decode(text.as_bytes(), Options::default())
        .unwrap_or_else(|error| panic!("{text}: {error}"))
        .value
}

fn product(text: &str) -> ProductUpdate {
    json::decode(text.as_bytes(), Options::default())
        .unwrap_or_else(|error| panic!("{text}: {error}"))
        .value
}

/// Each value is written as shown, and reads back as what it was.
#[test]
fn a_status_is_a_word_or_a_number() {
    let table: [(OrderStatus, &str); 3] = [
        (OrderStatusWord::OnHold.into(), r#"{"status":"on-hold"}"#),
        (OrderStatusCode::OnHold.into(), r#"{"status":7}"#),
        (OrderStatusCode::Pending.into(), r#"{"status":0}"#),
    ];
    for (status, text) in table {
        let update = OrderUpdate::new().status(status);
        assert_eq!(json::to_string(&update).expect("JSON"), text);
        assert_eq!(order(text), update);
    }
}

/// A site may know more statuses than the document: they are sent and kept as they are.
#[test]
fn a_status_that_is_not_listed_is_kept() {
    let table: [(OrderStatus, &str); 2] = [
        (
            OrderStatusWord::Other("refunded".into()).into(),
            r#"{"status":"refunded"}"#,
        ),
        (OrderStatusCode::Other(4).into(), r#"{"status":4}"#),
    ];
    for (status, text) in table {
        assert_eq!(json::to_string(&OrderUpdate::new().status(status)).expect("JSON"), text);
        assert_eq!(json::to_string(&order(text)).expect("JSON"), text);
    }
}

/// The amount keeps the form in which it came, to the last zero.
#[test]
fn a_total_is_text_or_number() {
    for (total, text) in [
        (Decimal::new(999, 0).quoted(), r#"{"total":"999"}"#),
        (Decimal::new(99_950, 2).quoted(), r#"{"total":"999.50"}"#),
        (Decimal::new(99_950, 2), r#"{"total":999.50}"#),
    ] {
        let update = OrderUpdate::new().total(total.clone());
        assert_eq!(json::to_string(&update).expect("JSON"), text);
        let read = order(text).total.expect("a total");
        assert_eq!((read.is_quoted(), read.as_str()), (total.is_quoted(), total.as_str()));
        assert_eq!(json::to_string(&order(text)).expect("JSON"), text);
    }
}

/// `images[2] = "delete"`, an address uploads, an empty text or `false` leaves the position alone.
#[test]
fn an_image_is_an_address_or_says_what_to_do() {
    const TEXT: &str = r#"{"images":["https://a/1.png","","delete",false],"images_replace":true,"images_skip_index":false,"images_replace_new_index":true}"#;
    let update = ProductUpdate::new()
        .images([
            ProductImage::from("https://a/1.png"),
            ProductImage::Skip,
            ProductImage::Delete,
            ProductImage::Keep,
        ])
        .images_replace(true)
        .images_skip_index(false)
        .images_replace_new_index(true);
    assert_eq!(json::to_string(&update).expect("JSON"), TEXT);
    assert_eq!(product(TEXT), update);
}

/// The end of a promotion, in both documented forms.
#[test]
fn a_promotion_ends_at_unix_seconds_or_at_a_written_time() {
    let table = [
        (
            Timestamp::from(1_751_068_800),
            r#"{"promotion":1,"promotion_expires":1751068800}"#,
        ),
        (
            Timestamp::from("2025-06-28T00:00:00+00:00"),
            r#"{"promotion":1,"promotion_expires":"2025-06-28T00:00:00+00:00"}"#,
        ),
    ];
    for (end, text) in table {
        assert_eq!(end.unix_seconds(), Some(1_751_068_800));
        let update = ProductUpdate::new().promotion(true).promotion_expires(end);
        assert_eq!(json::to_string(&update).expect("JSON"), text);
        assert_eq!(product(text), update);
    }
}

/// Unit of the price, availability and what follows a promotion: the site's number or a text.
#[test]
fn codes_may_be_numbers_or_texts() {
    let table = [
        (ProductUpdate::new().price_for(3), r#"{"price_for":3}"#),
        (
            ProductUpdate::new().price_for("Per 1 kg"),
            r#"{"price_for":"Per 1 kg"}"#,
        ),
        (
            ProductUpdate::new().stock_status(ProductStockCode::ToBeConfirmed),
            r#"{"stock_status":5}"#,
        ),
        (
            ProductUpdate::new().stock_status(ProductStockCode::Hidden),
            r#"{"stock_status":3}"#,
        ),
        (
            ProductUpdate::new().stock_status(ProductStockCode::NotForSale),
            r#"{"stock_status":4}"#,
        ),
        (
            ProductUpdate::new().stock_status("instock"),
            r#"{"stock_status":"instock"}"#,
        ),
        (
            ProductUpdate::new().promotion_expires_job(2),
            r#"{"promotion_expires_job":2}"#,
        ),
        (
            ProductUpdate::new().promotion_expires_job("hide"),
            r#"{"promotion_expires_job":"hide"}"#,
        ),
    ];
    for (update, text) in table {
        assert_eq!(json::to_string(&update).expect("JSON"), text);
        assert_eq!(product(text), update);
    }
    assert_eq!(
        product(r#"{"price_for":[1]}"#).price_for,
        Some(ProductPriceFor::Other(Json::parse("[1]").expect("JSON")))
    );
    let unlisted = ProductUpdate::new().stock_status(ProductStockStatus::Code(ProductStockCode::Other(9)));
    assert_eq!(json::to_string(&unlisted).expect("JSON"), r#"{"stock_status":9}"#);
    assert_eq!(
        json::to_string(&product(r#"{"stock_status":9}"#)).expect("JSON"),
        r#"{"stock_status":9}"#
    );
    assert_eq!(
        product(r#"{"promotion_expires_job":"x"}"#).promotion_expires_job,
        Some(ProductPromotionJob::Keyword("x".into()))
    );
}

#[test]
fn flags_are_read_in_all_their_forms() {
    for (text, value) in [
        ("1", true),
        ("0", false),
        ("\"1\"", true),
        ("true", true),
        ("false", false),
    ] {
        assert_eq!(
            product(&format!(r#"{{"promotion":{text}}}"#)).promotion,
            Some(Flag(value)),
            "{text}"
        );
    }
}

/// Keys that the document does not name are kept on every open object, and written again.
#[test]
fn open_objects_keep_what_they_do_not_know() {
    const TEXT: &str = r#"{"title":"A","variations":[{"sku":"v","price":"1.00"}],"meta":{"a":1},"price":12.50}"#;
    let update = product(TEXT);
    assert_eq!(update.extra.raw("price"), Some("12.50"));
    let variation = &update.variations.as_ref().expect("variations")[0];
    assert_eq!(variation.extra.get("price"), Some(Json::from("1.00")));
    assert_eq!(json::to_string(&update).expect("JSON"), TEXT);
    assert!(order(r#"{"utm":"x"}"#).extra.contains_key("utm"));
}
