//! What a batch may hold, checked before sending.

use tradewire::testing::Scripted;
use tradewire::{Error, ErrorKind};
use tradewire_boostore::products::{ProductCreate, ProductImage, ProductUpdate, ProductUpdateItem};

use crate::scripted;

fn new(count: i64) -> impl Iterator<Item = ProductCreate> {
    (0..count).map(|at| ProductCreate::new().sku(at.to_string()))
}

fn changed(count: i64) -> impl Iterator<Item = ProductUpdateItem> {
    (0..count).map(|at| ProductUpdateItem::new().id(at))
}

fn assert_refused<T>(outcome: Result<T, Error>, why: &str) {
    let error = outcome.err().expect("it was sent");
    assert_eq!(error.kind(), ErrorKind::Build);
    assert!(error.to_string().contains(why), "{error}");
    assert_eq!(error.field_errors().len(), 1);
}

#[tokio::test]
async fn at_most_3000_new_and_5000_changed_products() {
    let server = Scripted::new();
    let products = scripted(&server).products();
    assert_refused(
        products.create_many(new(3001)).send().await,
        "`products`: 3001 elements, but the platform takes at most 3000",
    );
    assert_refused(
        products.update_many(changed(5001)).send().await,
        "`products`: 5001 elements, but the platform takes at most 5000",
    );
    assert!(server.requests().is_empty());

    let server = Scripted::new()
        .reply(200, r#"{"results":[]}"#)
        .reply(200, r#"{"results":[]}"#);
    let products = scripted(&server).products();
    products.create_many(new(3000)).send().await.expect("3000 are taken");
    products
        .update_many(changed(5000))
        .send()
        .await
        .expect("5000 are taken");
    let sent = server.last_request().json();
    assert_eq!(
        sent.at("products").and_then(|list| list.as_array().map(<[_]>::len)),
        Some(5000)
    );
}

/// The server finds a product of a batch by its id or its SKU.
#[tokio::test]
async fn each_changed_product_needs_an_id_or_a_sku() {
    let server = Scripted::new();
    let products = [
        ProductUpdateItem::new().id(1),
        ProductUpdateItem::new().sku("a"),
        ProductUpdateItem::new().title("nameless"),
    ];
    let outcome = scripted(&server).products().update_many(products).send().await;
    assert_refused(outcome, "`products[2]`: at least one of `id`, `sku` is required");
    assert!(server.requests().is_empty());
}

/// The server would drop the eleventh without a word.
#[tokio::test]
async fn at_most_ten_images() {
    let images = |count| (0..count).map(|at| ProductImage::from(format!("https://a/{at}.png")));
    let server = Scripted::new().reply(200, "{}");
    let products = scripted(&server).products();
    assert_refused(
        products.update(1, ProductUpdate::new().images(images(11))).send().await,
        "`images`: 11 elements",
    );
    assert!(server.requests().is_empty());
    products
        .update(1, ProductUpdate::new().images(images(10)))
        .send()
        .await
        .expect("ten are taken");
}
