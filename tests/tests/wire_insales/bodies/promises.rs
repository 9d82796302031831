//! What single bodies show that others have to keep to, byte for byte.

use tradewire::testing::Scripted;
use tradewire::{Base64, Decimal};
use tradewire_insales::account::{AccountUpdate, SubdomainUpdate};
use tradewire_insales::articles::{ArticleUpdate, UpdateArticleRequired};
use tradewire_insales::delivery_variants::{DeliveryPaymentBindingInput, DeliveryVariantUpdate};
use tradewire_insales::images::ImageCreate;
use tradewire_insales::orders::{
    OrderClientCreate, OrderClientUpdate, OrderCreate, OrderCreateRequired, OrderDiscountUpdate, OrderLineUpdate,
    OrderShippingAddressCreate, OrderUpdate,
};
use tradewire_insales::variants::{UpdateVariantRequired, VariantUpdate};
use tradewire_insales::{Call, blocking};

use super::shop::attachment;
use crate::support;

fn shop() -> blocking::Client {
    support::shop(&Scripted::new())
}

fn body<O: tradewire::Operation, C>(call: &Call<O, C>) -> String {
    support::body(call.operation())
}

/// What is not set is not sent, and what stands in a body stands under the resource's name.
#[test]
fn a_body_is_wrapped_and_holds_what_was_set() {
    let update = OrderUpdate::new().comment("«ring»\n\"twice\"").delivery_variant_id(7);
    assert_eq!(
        body(&shop().orders().update(1, update)),
        r#"{"order":{"delivery_variant_id":7,"comment":"«ring»\n\"twice\""}}"#
    );
    assert_eq!(body(&shop().orders().update(1, OrderUpdate::new())), r#"{"order":{}}"#);
}

#[test]
fn an_account_update_has_two_roots_side_by_side() {
    let call = shop().account().update();
    let account = AccountUpdate::new().title("Shop");
    let subdomain = SubdomainUpdate::new().subdomain("new");
    assert_eq!(
        body(&call.clone().account(account.clone())),
        r#"{"account":{"title":"Shop"}}"#
    );
    assert_eq!(
        body(&call.clone().subdomain(subdomain.clone())),
        r#"{"subdomain":{"subdomain":"new"}}"#
    );
    assert_eq!(
        body(&call.account(account).subdomain(subdomain)),
        r#"{"account":{"title":"Shop"},"subdomain":{"subdomain":"new"}}"#
    );
}

#[test]
fn lists_of_similar_and_supplementary_products_have_no_wrapper() {
    assert_eq!(body(&shop().similars().create(1, [2])), r#"{"similar_ids":[2]}"#);
    assert_eq!(
        body(&shop().supplementaries().create(1, [2, 3])),
        r#"{"supplementary_ids":[2,3]}"#
    );
}

/// Orders remove by `true`, bindings of delivery and payment by `1`, as their examples do.
#[test]
fn elements_of_attribute_lists_are_removed_as_their_document_says() {
    let order = OrderUpdate::new()
        .order_lines_attributes([
            OrderLineUpdate::new().id(1).destroy(true),
            OrderLineUpdate::new().variant_id(2).quantity(3),
        ])
        .discounts_attributes([OrderDiscountUpdate::new().id(17).destroy(true)]);
    assert_eq!(
        body(&shop().orders().update(1, order)),
        r#"{"order":{"order_lines_attributes":[{"id":1,"_destroy":true},{"variant_id":2,"quantity":3}],"discounts_attributes":[{"id":17,"_destroy":true}]}}"#
    );
    let binding = DeliveryPaymentBindingInput::new().id(2).destroy(true);
    let delivery = DeliveryVariantUpdate::new().payment_delivery_variants_attributes([binding]);
    assert_eq!(
        body(&shop().delivery_variants().update(1, delivery)),
        r#"{"delivery_variant":{"payment_delivery_variants_attributes":[{"id":2,"_destroy":1}]}}"#
    );
}

#[test]
fn a_new_order_names_its_client_and_an_update_its_client_attributes() {
    let order = OrderCreate::new(OrderCreateRequired {
        order_lines_attributes: vec![],
        client: OrderClientCreate::new("79111112233"),
        shipping_address_attributes: OrderShippingAddressCreate::new(),
        delivery_variant_id: 1,
        payment_gateway_id: 2,
    });
    assert_eq!(
        body(&shop().orders().create(order)),
        r#"{"order":{"order_lines_attributes":[],"client":{"phone":"79111112233"},"shipping_address_attributes":{},"delivery_variant_id":1,"payment_gateway_id":2}}"#
    );
    let update = OrderUpdate::new().client_attributes(OrderClientUpdate::new().phone("79111113344"));
    assert_eq!(
        body(&shop().orders().update(1, update)),
        r#"{"order":{"client_attributes":{"phone":"79111113344"}}}"#
    );
}

#[test]
fn tags_are_written_as_all_tags() {
    let update = ArticleUpdate::new().all_tags(["a", "b"]);
    assert_eq!(
        body(
            &shop()
                .articles()
                .update(UpdateArticleRequired { blog_id: 1, id: 2 }, update)
        ),
        r#"{"article":{"all_tags":["a","b"]}}"#
    );
}

/// The additional prices are no documented part of an update, yet the platform knows them: any field can be added by hand.
#[test]
fn undocumented_fields_can_be_added() {
    let server = Scripted::new().reply(200, r#"{"id":2}"#);
    let update = VariantUpdate::new().price(Decimal::new(15050, 2));
    let call = support::shop(&server)
        .variants()
        .update(UpdateVariantRequired { product_id: 1, id: 2 }, update)
        .extra_field("price2", 140)
        .extra_field("price3", "130.5");
    call.send().expect("a variant");
    assert_eq!(
        server.last_request().body_text(),
        r#"{"variant":{"price":150.50,"price2":140,"price3":"130.5"}}"#
    );
}

#[test]
fn an_attachment_is_the_base64_of_its_bytes() {
    let image = ImageCreate::new()
        .attachment(&b"\xff\xd8\xff\xe0"[..])
        .filename("a.jpg");
    assert_eq!(
        body(&shop().images().create(1, image)),
        r#"{"image":{"attachment":"/9j/4A==","filename":"a.jpg"}}"#
    );
    // The document's picture: its text is broken into lines, ours is not.
    let documented = attachment("images.create.2", "image");
    let picture = documented.decode().expect("base64");
    assert!(
        picture.starts_with(b"\xff\xd8\xff\xe0") && picture.ends_with(b"\xff\xd9"),
        "no JPEG"
    );
    assert_eq!(Base64::from(picture).as_str(), documented.as_str().replace('\n', ""));
}

#[test]
fn a_picture_comes_from_bytes_or_from_an_address_not_both_nor_neither() {
    let attached = ImageCreate::new().attachment(&b"GIF89a"[..]);
    let fetched = ImageCreate::new().src("https://example.com/a.gif");
    let table = [
        (attached.clone().filename("a.gif"), true),
        (fetched.clone(), true),
        (attached.clone(), false),
        (attached.filename("a.gif").src("https://example.com/a.gif"), false),
        (ImageCreate::new(), false),
    ];
    for (image, fits) in table {
        let server = Scripted::new().reply(201, r#"{"id":1}"#);
        let outcome = support::shop(&server).images().create(1, image.clone()).send();
        assert_eq!(outcome.is_ok(), fits, "{image:?}");
        assert_eq!(
            server.requests().len(),
            usize::from(fits),
            "what does not fit is not sent: {image:?}"
        );
    }
}
