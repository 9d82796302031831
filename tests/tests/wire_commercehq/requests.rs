//! Every operation's request, byte for byte (orders and their parcels: `orders.rs`).

use tradewire::{Decimal, File};
use tradewire_commercehq::collections::{
    CollectionInput, CollectionInputRequired, CollectionKind, CollectionRelation, CollectionRuleInput,
    CollectionRuleInputRequired, RuleCondition, RuleField, RuleMatch,
};
use tradewire_commercehq::customers::{
    BillingLines, CustomerAddressFilter, CustomerAddressInput, CustomerAddressUpdate, CustomerCreate, CustomerUpdate,
};
use tradewire_commercehq::helpers::HelperKind;
use tradewire_commercehq::products::{
    ProductCreate, ProductOptionInput, ProductRelation, ProductTextareaInput, ProductTextareaInputRequired,
    ProductThumbnailInput, ProductUpdate, ProductVariantInput,
};
use tradewire_commercehq::shipping_carriers::ShippingCarrierInput;
use tradewire_commercehq::types::AddressLines;
use tradewire_tests::{Wire, assert_sends};

use crate::shop;

#[test]
fn products() {
    let wire = Wire::new();
    let products = shop(&wire).products();
    let multi = ProductCreate::new("Good product 123")
        .price(1)
        .collections([1])
        .images([8])
        .tags(["tag1", "tag heuer"])
        .type_("Shoes")
        .vendor("abidas")
        .is_multi(true)
        .shipping_weight(0.5)
        .textareas([ProductTextareaInput::new(ProductTextareaInputRequired {
            name: "Care".into(),
            text: "Wash \"cold\"".into(),
        })])
        .options([
            ProductOptionInput::new("Color", ["red"]).changes_look(false),
            ProductOptionInput::new("Size", ["S", "XL"])
                .thumbnails([ProductThumbnailInput::new("S").color("#000").image(7)]),
        ])
        .variants([ProductVariantInput::new(["red", "S"], Decimal::new(1050, 2))
            .compare_price(12)
            .sku("abc")
            .set_default(true)
            .ignore(false)
            .images([12])])
        .seo_url("good-product-123");
    assert_sends! { wire;
        products.list() => "GET /api/v1/products";
        products.list().fields(["id", "title"]).expand([ProductRelation::Variants, ProductRelation::Images])
            .sort(["!title", "price"]).page(2).size(200)
            => "GET /api/v1/products?fields=id,title&expand=variants,images&sort=%21title,price&page=2&size=200";
        products.list().expand([ProductRelation::All]) => "GET /api/v1/products?expand=all";
        products.list().expand(["reviews"]) => "GET /api/v1/products?expand=reviews";
        products.get(27) => "GET /api/v1/products/27";
        products.get(27).fields(["id"]).expand([ProductRelation::Options]) => "GET /api/v1/products/27?fields=id&expand=options";
        products.create(multi) => ("POST /api/v1/products", concat!(
            r#"{"title":"Good product 123","is_multi":true,"type":"Shoes","collections":[1],"tags":["tag1","tag heuer"],"#,
            r#""shipping_weight":0.5,"vendor":"abidas","seo_url":"good-product-123","price":1,"#,
            r#""textareas":[{"name":"Care","text":"Wash \"cold\""}],"images":[8],"#,
            r##""options":[{"title":"Color","changes_look":false,"values":["red"]},"##,
            r##"{"title":"Size","values":["S","XL"],"thumbnails":[{"value":"S","color":"#000","image":7}]}],"##,
            r#""variants":[{"variant":["red","S"],"price":10.50,"compare_price":12,"sku":"abc","default":true,"ignore":false,"#,
            r#""images":[12]}]}"#,
        ));
        products.update(27, ProductUpdate::new().title("Новое имя").is_draft(false).price(Decimal::new(999, 2).quoted()))
            => ("PATCH /api/v1/products/27", r#"{"title":"Новое имя","is_draft":false,"price":"9.99"}"#);
        products.delete(27) => "DELETE /api/v1/products/27";
    }
    wire.assert_covers("commercehq", "products");
}

#[test]
fn collections() {
    let wire = Wire::new();
    let collections = shop(&wire).collections();
    let by_rules = CollectionInput::new(CollectionInputRequired {
        title: "rules based".into(),
        type_: CollectionKind::Rules,
        seo_title: "rules based".into(),
        seo_url: "rules-based".into(),
    })
    .description("whatever")
    .is_draft(false)
    .rules_match_condition(RuleMatch::Any)
    .rules([
        CollectionRuleInput::new(CollectionRuleInputRequired {
            type_: RuleField::ProductTitle,
            condition: RuleCondition::Contains,
            value: "cat".into(),
        }),
        CollectionRuleInput::new(CollectionRuleInputRequired {
            type_: RuleField::ProductPrice,
            condition: RuleCondition::GreaterThan,
            value: 10.into(),
        }),
    ]);
    let by_hand = CollectionInput::new(CollectionInputRequired {
        title: "A".into(),
        type_: CollectionKind::Manual,
        seo_title: "a".into(),
        seo_url: "a".into(),
    })
    .images([3])
    .match_products([27, 28]);
    assert_sends! { wire;
        collections.list().fields(["id"]).expand([CollectionRelation::Products]).sort(["!id"]).page(1).size(50)
            => "GET /api/v1/collections?fields=id&expand=products&sort=%21id&page=1&size=50";
        collections.get(5).expand([CollectionRelation::All]) => "GET /api/v1/collections/5?expand=all";
        collections.create(by_rules) => ("POST /api/v1/collections", concat!(
            r#"{"title":"rules based","is_draft":false,"description":"whatever","type":1,"seo_title":"rules based","#,
            r#""seo_url":"rules-based","rules_match_condition":0,"#,
            r#""rules":[{"type":0,"condition":3,"value":"cat"},{"type":3,"condition":7,"value":10}]}"#,
        ));
        collections.update(5, by_hand) => ("PATCH /api/v1/collections/5",
            r#"{"title":"A","images":[3],"type":0,"seo_title":"a","seo_url":"a","match_products":[27,28]}"#);
        collections.delete(5) => "DELETE /api/v1/collections/5";
    }
    wire.assert_covers("commercehq", "collections");
}

#[test]
fn customers() {
    let wire = Wire::new();
    let customers = shop(&wire).customers();
    let address = CustomerAddressInput::new()
        .shipping(
            AddressLines::new()
                .first_name("Ann")
                .company("ACME")
                .street("1 Main St.")
                .country("US")
                .zip("00501"),
        )
        .billing(BillingLines::new().last_name("Lee"))
        .phone("+1 212");
    assert_sends! { wire;
        customers.list().fields(["id", "email"]).expand(["orders"]).sort(["email"]).page(3).size(10)
            => "GET /api/v1/customers?fields=id,email&expand=orders&sort=email&page=3&size=10";
        customers.get(7).fields(["id", "email"]).expand(["all"]) => "GET /api/v1/customers/7?fields=id,email&expand=all";
        customers.create(CustomerCreate::new("ann@example.com").first_name("Ann").address(address).notes("VIP"))
            => ("POST /api/v1/customers", concat!(
                r#"{"email":"ann@example.com","first_name":"Ann","address":{"shipping":{"first_name":"Ann","company":"ACME","#,
                r#""street":"1 Main St.","country":"US","zip":"00501"},"billing":{"last_name":"Lee"},"phone":"+1 212"},"notes":"VIP"}"#,
            ));
        customers.update(7, CustomerUpdate::new().last_name("Lee"))
            => ("PATCH /api/v1/customers/7", r#"{"last_name":"Lee"}"#);
        customers.update_address(7, CustomerAddressUpdate::new(77).shipping(AddressLines::new().first_name("jamie")).phone("123"))
            => ("PATCH /api/v1/customers/7", r#"{"address":{"shipping":{"first_name":"jamie"},"phone":"123","id":77}}"#);
        customers.search().page(2).size(5).email("a@b.c").address(CustomerAddressFilter::new().shipping_country("US"))
            .orders([339]).order_count(7)
            => ("POST /api/v1/customers/search?page=2&size=5",
                r#"{"email":"a@b.c","address":{"shipping_country":"US"},"orders":[339],"order_count":7}"#);
        customers.delete(7) => "DELETE /api/v1/customers/7";
    }
    wire.assert_covers("commercehq", "customers");
}

/// The bytes of an upload are checked in `files.rs`, on a socket.
#[test]
fn files() {
    let wire = Wire::new();
    let files = shop(&wire).files();
    assert_sends! { wire;
        files.list().fields(["id"]).expand(["all"]).sort(["!size"]).page(2).size(100)
            => "GET /api/v1/files?fields=id&expand=all&sort=%21size&page=2&size=100";
        files.delete(453) => "DELETE /api/v1/files/453";
    }
    let upload = files.upload([File::new("a.png", "1")]);
    let operation = upload.operation().clone();
    upload.send_raw().expect("an upload");
    let sent = wire.last();
    let boundary = sent
        .header("content-type")
        .and_then(|value| value.split_once("boundary="))
        .expect("a boundary")
        .1
        .to_owned();
    let body = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.png\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n1\r\n--{boundary}--\r\n"
    );
    wire.check(
        &operation,
        Ok(http::Response::default()),
        ("POST /api/v1/files", &*body).into(),
    );
    wire.assert_covers("commercehq", "files");
}

#[test]
fn helpers() {
    let wire = Wire::new();
    let helpers = shop(&wire).helpers();
    assert_sends! { wire;
        helpers.list() => "GET /api/v1/helpers";
        helpers.get(HelperKind::Tags) => "GET /api/v1/helpers/tags";
        helpers.get(HelperKind::Warehouses) => "GET /api/v1/helpers/warehouses";
        helpers.get("new kind") => "GET /api/v1/helpers/new%20kind";
    }
    wire.assert_covers("commercehq", "helpers");
}

#[test]
fn shipping_carriers() {
    let wire = Wire::new();
    let carriers = shop(&wire).shipping_carriers();
    assert_sends! { wire;
        carriers.list().fields(["id"]).expand(["all"]).sort(["title"]).page(1).size(5)
            => "GET /api/v1/shipping-carriers?fields=id&expand=all&sort=title&page=1&size=5";
        carriers.search().page(1).size(20).id(2).title("UPS").url("ups.com").is_deleted(false)
            => ("POST /api/v1/shipping-carriers/search?page=1&size=20", r#"{"id":2,"title":"UPS","url":"ups.com","is_deleted":false}"#);
        carriers.create(ShippingCarrierInput::new().title("UPS").url("ups.com"))
            => ("POST /api/v1/shipping-carriers", r#"{"title":"UPS","url":"ups.com"}"#);
        carriers.update(2, ShippingCarrierInput::new().title("DHL"))
            => ("PATCH /api/v1/shipping-carriers/2", r#"{"title":"DHL"}"#);
        carriers.delete(2) => "DELETE /api/v1/shipping-carriers/2";
    }
    wire.assert_covers("commercehq", "shipping_carriers");
}

/// Key and password go as Basic credentials with every request, and JSON is asked for.
#[test]
fn headers_that_go_with_every_request() {
    let wire = Wire::new();
    let shop = shop(&wire);
    shop.products().get(27).send_raw().expect("sent");
    let sent = wire.last();
    assert_eq!(sent.header("authorization"), Some("Basic a2V5OnNlY3JldA=="));
    assert!(
        sent.header("accept")
            .is_some_and(|accept| accept.starts_with("application/json"))
    );
    assert_eq!(sent.uri.to_string(), "https://shop.commercehq.com/api/v1/products/27");
}
