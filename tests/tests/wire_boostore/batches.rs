//! What a batch answers: an outcome of each element, under one of three keys, with HTTP 200 even where it failed.

use tradewire::testing::Scripted;
use tradewire_boostore::categories::CategoryData;
use tradewire_boostore::products::{ProductBatch, ProductUpdateItem};
use tradewire_boostore::types::BatchResult;

use crate::scripted;

async fn batch(body: &str) -> ProductBatch {
    let server = Scripted::new().reply(200, body.to_owned());
    let products = [ProductUpdateItem::new().id(1), ProductUpdateItem::new().sku("x")];
    scripted(&server)
        .products()
        .update_many(products)
        .send()
        .await
        .expect("a batch")
}

/// The outcomes, whatever key they came under.
fn outcomes(batch: ProductBatch) -> Vec<BatchResult> {
    batch.results.or(batch.product).or(batch.products).unwrap_or_default()
}

fn failures(results: &[BatchResult]) -> Vec<&str> {
    results
        .iter()
        .flat_map(|result| result.errors_global.iter().flatten())
        .map(String::as_str)
        .collect()
}

#[tokio::test]
async fn a_batch_answers_under_one_of_three_keys() {
    for body in [
        r#"{"results":[{"id":1,"errors_global":["not found"]}]}"#,
        r#"{"product":{"id":1,"errors_global":["not found"]}}"#,
        r#"{"products":{"id":1,"errors_global":["not found"]}}"#,
        r#"{"product":[{"id":1,"errors_global":["not found"]}]}"#,
        r#"{"products":[{"id":"1","errors_global":"not found"}]}"#,
    ] {
        let results = outcomes(batch(body).await);
        assert_eq!(results.len(), 1, "{body}");
        assert_eq!(results[0].id, Some(1), "{body}");
        assert_eq!(failures(&results), ["not found"], "{body}");
    }
}

/// Errors of single elements are results, not a failure of the call; what nobody described is kept.
#[tokio::test]
async fn each_element_has_its_outcome() {
    let body = r#"{"results":[{"id":1,"added":true,"slug_search":"tea-en","skipped":{"views":["read only"]}},
        {"sku":"x","errors":{"price":"no number"}}]}"#;
    let results = outcomes(batch(body).await);
    assert!(results[0].added.is_some() && results[1].added.is_none());
    assert_eq!(results[0].slug_search.as_deref(), Some("tea-en"));
    assert!(
        results[0]
            .skipped
            .as_ref()
            .is_some_and(|skipped| skipped.contains_key("views"))
    );
    let price = results[1]
        .errors
        .as_ref()
        .and_then(|errors| errors.get("price")?.as_str());
    assert_eq!(price, Some("no number"));
    assert!(results[1].extra.contains_key("sku"));
}

#[tokio::test]
async fn groups_answer_under_their_own_name() {
    let server = Scripted::new().reply(200, r#"{"categories":{"errors_global":["already exists"]}}"#);
    let reply = scripted(&server)
        .categories()
        .create_many([CategoryData::new().category_name("Tea")])
        .send()
        .await
        .expect("a batch");
    assert_eq!(failures(&reply.categories.expect("outcomes")), ["already exists"]);
    assert_eq!(reply.results, None);
}
