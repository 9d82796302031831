//! What the document requires under a condition is checked before anything is sent.

use tradewire::testing::Scripted;
use tradewire::{Error, ErrorKind};
use tradewire_commercehq::collections::{
    CollectionInput, CollectionInputRequired, CollectionKind, CollectionRuleInput, CollectionRuleInputRequired,
    RuleCondition, RuleField, RuleMatch,
};
use tradewire_commercehq::products::{ProductCreate, ProductOptionInput, ProductUpdate, ProductVariantInput};

use crate::scripted;
use tradewire_commercehq::fulfilments::UpdateFulfilmentRequired;

/// The error says which field is missing and why, and nothing was sent.
fn assert_refused<T>(server: &Scripted, outcome: Result<T, Error>, operation: &str, field: &str, why: &str) {
    let error = outcome
        .err()
        .unwrap_or_else(|| panic!("{operation} was sent without `{field}`"));
    assert_eq!(error.kind(), ErrorKind::Build, "{error}");
    let sentence = error.to_string();
    assert!(
        sentence.starts_with(&format!("commercehq {operation}: `{field}`: required when {why}")),
        "{sentence}"
    );
    let told: Vec<_> = error.field_errors().iter().map(|field| &*field.field).collect();
    assert_eq!(told, [field]);
    assert!(server.requests().is_empty(), "something was sent");
}

#[tokio::test]
async fn a_product_without_variants_needs_a_price() {
    let server = Scripted::new();
    let products = scripted(&server).products();
    let product = ProductCreate::new("A").is_multi(false);
    assert_refused(
        &server,
        products.create(product.clone()).send().await,
        "products.create",
        "price",
        "`is_multi` is false",
    );
    assert_refused(
        &server,
        products.update(1, ProductUpdate::new().is_multi(true)).send().await,
        "products.update",
        "options",
        "`is_multi` is true",
    );

    let server = Scripted::new().reply(200, r#"{"id":1}"#);
    scripted(&server)
        .products()
        .create(product.price(1))
        .send()
        .await
        .expect("a complete product");
}

#[tokio::test]
async fn a_product_with_variants_needs_options() {
    let server = Scripted::new();
    let product = ProductCreate::new("A")
        .is_multi(true)
        .variants([ProductVariantInput::new(["red"], 1)]);
    let outcome = scripted(&server).products().create(product.clone()).send().await;
    assert_refused(&server, outcome, "products.create", "options", "`is_multi` is true");

    let server = Scripted::new().reply(200, r#"{"id":1}"#);
    let complete = product.options([ProductOptionInput::new("Color", ["red"])]);
    scripted(&server)
        .products()
        .create(complete)
        .send()
        .await
        .expect("a complete product");
}

/// The document does not say what a missing `is_multi` means, so nothing is refused.
#[tokio::test]
async fn without_the_condition_nothing_is_required() {
    let server = Scripted::new().reply(200, r#"{"id":1}"#).reply(200, r#"{"id":1}"#);
    let products = scripted(&server).products();
    products.create(ProductCreate::new("A")).send().await.expect("sent");
    products
        .update(1, ProductUpdate::new().title("B").is_multi(false))
        .send()
        .await
        .expect("an update may leave the price");
}

#[tokio::test]
async fn a_collection_needs_what_its_type_asks_for() {
    let rule = || {
        CollectionRuleInput::new(CollectionRuleInputRequired {
            type_: RuleField::ProductTag,
            condition: RuleCondition::IsExactly,
            value: "new".into(),
        })
    };
    let by = |kind: CollectionKind| {
        CollectionInput::new(CollectionInputRequired {
            title: "A".into(),
            type_: kind,
            seo_title: "a".into(),
            seo_url: "a".into(),
        })
    };
    let table = [
        (by(CollectionKind::Manual), "match_products", "`type` is 0"),
        (
            by(CollectionKind::Manual).rules([rule()]),
            "match_products",
            "`type` is 0",
        ),
        (by(CollectionKind::Rules), "rules_match_condition", "`type` is 1"),
        (
            by(CollectionKind::Rules).rules([rule()]),
            "rules_match_condition",
            "`type` is 1",
        ),
        (
            by(CollectionKind::Rules).rules_match_condition(RuleMatch::All),
            "rules",
            "`type` is 1",
        ),
        (
            by(CollectionKind::Rules)
                .rules_match_condition(RuleMatch::All)
                .match_products([1]),
            "rules",
            "`type` is 1",
        ),
    ];
    for (collection, field, why) in table {
        let server = Scripted::new();
        let collections = scripted(&server).collections();
        assert_refused(
            &server,
            collections.create(collection.clone()).send().await,
            "collections.create",
            field,
            why,
        );
        assert_refused(
            &server,
            collections.update(5, collection).send().await,
            "collections.update",
            field,
            why,
        );
    }

    let reply = r#"{"id":5,"title":"A","type":0,"seo_title":"a","seo_url":"a"}"#;
    let server = Scripted::new().reply(200, reply).reply(200, reply);
    let collections = scripted(&server).collections();
    collections
        .create(by(CollectionKind::Manual).match_products([1]))
        .send()
        .await
        .expect("complete by hand");
    let complete = by(CollectionKind::Rules)
        .rules_match_condition(RuleMatch::Any)
        .rules([rule()]);
    collections.create(complete).send().await.expect("complete by rules");
}

/// Money is given back only when the caller says how much, and nothing is sent to fulfilment when no line is named.
#[tokio::test]
async fn an_empty_fulfilment_is_not_sent() {
    let server = Scripted::new();
    let shop = scripted(&server);
    let created = shop.fulfilments().create(84, []).send().await;
    let changed = shop
        .fulfilments()
        .update(UpdateFulfilmentRequired {
            order_id: 84,
            id: 2,
            items: vec![],
        })
        .send()
        .await;
    for error in [created.map(drop), changed.map(drop)] {
        let error = error.expect_err("no line is named");
        assert_eq!(error.kind(), ErrorKind::Build, "{error}");
        assert!(error.to_string().contains("items"), "{error}");
    }
    assert!(server.requests().is_empty());
}
