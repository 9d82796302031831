//! A product that an `InSales` shop does not take, told in each form that 422 has there.
//!
//! Proves: whatever the form, the error is one for what was sent, with what is wrong of each field, the sentence, and the body as it came; nothing is repeated and
//! nothing is made. What the shop itself (the mock) has against a request names the field. The right product is then taken.

use tradewire::{Decimal, Error};
use tradewire_insales::products::{ProductCreate, ProductVariantAttributes};
use tradewire_insales::{Client, blocking};
use tradewire_mock::Fault;

use crate::world::World;

const PRODUCTS: &str = "admin/product";

/// The body, what it says of fields, and a part of the sentence.
type Shape = (&'static str, &'static [(&'static str, &'static str)], &'static str);

const SHAPES: [Shape; 7] = [
    (
        r#"{"title":["is too short"]}"#,
        &[("title", "is too short")],
        "is too short",
    ),
    (
        r#"{"errors":{"title":["is too short","is taken"],"category_id":["is unknown"]}}"#,
        &[
            ("title", "is too short"),
            ("title", "is taken"),
            ("category_id", "is unknown"),
        ],
        "category_id",
    ),
    (
        r#"{"errors":{"title":"is too short"}}"#,
        &[("title", "is too short")],
        "is too short",
    ),
    (
        r#"{"message":"No more products on this plan"}"#,
        &[],
        "No more products",
    ),
    (
        r#"{"status":"error","message":"Not so","errors":{"title":["no"]}}"#,
        &[("title", "no")],
        "Not so",
    ),
    ("{}", &[], "422"),
    ("<html><body>Unprocessable</body></html>", &[], "422"),
];

fn product() -> ProductCreate {
    let variant = ProductVariantAttributes::new().price(Decimal::from(250)).sku("TEA-1");
    ProductCreate::new("Tea", 1, [variant])
}

fn assert_told(error: &Error, (body, fields, sentence): Shape) {
    assert!(error.is_invalid() && !error.is_retryable(), "{body}: {error:?}");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(422));
    let told: Vec<_> = error
        .field_errors()
        .iter()
        .map(|error| (error.field(), error.message()))
        .collect();
    assert_eq!(told, fields, "{body}");
    assert!(error.to_string().contains(sentence), "{body}: {error}");
    assert_eq!(error.body(), body.as_bytes());
}

#[tokio::test(flavor = "current_thread")]
async fn each_form_says_what_is_wrong() {
    let world = World::empty("insales");
    let shop: Client = world.client();
    for shape in SHAPES {
        let body = shape.0.to_owned();
        world
            .mock
            .fault_of("products.create", Fault::Reply { status: 422, body });
        let error = shop.products().create(product()).send().await.expect_err("refused");
        assert_told(&error, shape);
    }
    assert_eq!(world.count("products.create"), SHAPES.len(), "none is repeated");
    assert!(world.rows(PRODUCTS).is_empty());
    world.assert_no_violations();

    let wrong = shop.products().create(product()).extra_field("colour", "red");
    let error = wrong.send().await.expect_err("the spec knows no colour");
    assert!(error.is_invalid() && error.to_string().contains("colour"), "{error}");
    world.expect_violations(&["body.product.colour"]);

    shop.products().create(product()).send().await.expect("a product");
    assert_eq!(world.rows(PRODUCTS)[0]["title"], "Tea");
}

#[test]
fn each_form_says_what_is_wrong_without_async() {
    let world = World::empty("insales");
    let server = world.mock.serve(0).expect("a port");
    let shop: blocking::Client = world.client_of(&server);
    for shape in SHAPES {
        let body = shape.0.to_owned();
        world
            .mock
            .fault_of("products.create", Fault::Reply { status: 422, body });
        let error = shop.products().create(product()).send().expect_err("refused");
        assert_told(&error, shape);
    }
    shop.products().create(product()).send().expect("a product");
    assert_eq!(world.rows(PRODUCTS).len(), 1);
    world.assert_no_violations();
}
