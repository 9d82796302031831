//! What a batch answers: an outcome of each element, under one of three keys, with HTTP 200 even where it failed. Elements that failed make
//! the call an error that has the whole reply.

use tradewire::testing::Scripted;
use tradewire::{Bytes, Error, ErrorKind, Operation as _};
use tradewire_boostore::categories::{CategoryData, CreateManyCategories};
use tradewire_boostore::products::{ProductBatch, ProductUpdateItem, UpdateManyProducts};
use tradewire_boostore::types::BatchResult;
use tradewire_boostore::{Credentials, blocking};

use crate::scripted;

fn products() -> [ProductUpdateItem; 2] {
    [ProductUpdateItem::new().id(1), ProductUpdateItem::new().sku("x")]
}

async fn batch(body: &str) -> Result<ProductBatch, Error> {
    let server = Scripted::new().reply(200, body.to_owned());
    scripted(&server).products().update_many(products()).send().await
}

/// The error of a batch, the same with a blocking client and without any.
async fn failed(body: &str) -> Error {
    let error = batch(body).await.expect_err("elements failed");
    let server = Scripted::new().reply(200, body.to_owned());
    let shop = blocking::Client::builder("https://site.com")
        .credentials(Credentials::consumer_secret("YOUR_SECRET"))
        .transport(server)
        .build()
        .expect("a client");
    let blocking = std::thread::spawn(move || shop.products().update_many(products()).send());
    let blocking = blocking.join().expect("no panic").expect_err("elements failed");
    let bytes = Bytes::copy_from_slice(body.as_bytes());
    let own = UpdateManyProducts::new(products())
        .decode_own(http::StatusCode::OK, &http::HeaderMap::new(), &bytes)
        .expect_err("elements failed");
    for other in [blocking, own] {
        assert_eq!(other.failed_elements(), error.failed_elements());
        assert_eq!(
            (other.kind(), other.field_errors()),
            (error.kind(), error.field_errors())
        );
    }
    assert_eq!((error.kind(), error.is_retryable()), (ErrorKind::Partial, false));
    error
}

fn told(error: &Error) -> Vec<String> {
    error.failed_elements().iter().map(ToString::to_string).collect()
}

/// The outcomes, whatever key they came under.
fn outcomes(batch: ProductBatch) -> Vec<BatchResult> {
    batch.results.or(batch.product).or(batch.products).unwrap_or_default()
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
        let error = failed(body).await;
        assert_eq!(told(&error), ["element 0 (id 1): not found"], "{body}");
        let whole = error
            .partial::<UpdateManyProducts>()
            .expect("the reply")
            .expect("it fits");
        assert_eq!(outcomes(whole)[0].id, Some(1), "{body}");
    }
}

#[tokio::test]
async fn elements_that_failed_have_their_place() {
    let body = r#"{"results":[{"id":1,"added":true,"slug_search":"tea-en","skipped":{"views":["read only"]}},
        {"sku":"x","slug_search":"x-en","errors":{"price":"no number"}}]}"#;
    let error = failed(body).await;
    assert_eq!(told(&error), ["element 1 (slug_search x-en): price: no number"]);
    assert_eq!(error.failed_elements()[0].field_errors()[0].field(), "price");
    assert_eq!(
        error.to_string(),
        "boostore products.update_many: done only in part, HTTP 200 OK: 1 of 2 elements failed (element 1 (slug_search x-en): price: no number)"
    );
    let results = outcomes(
        error
            .partial::<UpdateManyProducts>()
            .expect("the reply")
            .expect("it fits"),
    );
    assert!(results[0].added.is_some() && results[1].added.is_none());
    assert_eq!(results[0].slug_search.as_deref(), Some("tea-en"));
    assert!(results[1].extra.contains_key("sku"));
}

/// What was left alone is no failure.
#[tokio::test]
async fn a_batch_of_which_nothing_failed_is_a_success() {
    for body in [
        r#"{"results":[{"id":1,"skipped":{"views":["read only"]}},{"id":2,"errors":[],"errors_global":[]}]}"#,
        "{\"results\":[]}",
    ] {
        assert!(batch(body).await.is_ok(), "{body}");
    }
}

/// One outcome for two elements: of one of them nothing is known.
#[tokio::test]
async fn an_element_without_an_outcome_is_told() {
    for body in [r#"{"results":[{"id":2}]}"#, r#"{"product":{"id":1}}"#] {
        let error = failed(body).await;
        assert!(error.is_partial() && error.failed_elements().is_empty());
        assert!(error.to_string().contains("outcomes of 1 of 2 elements"), "{error}");
        let done = error
            .partial::<UpdateManyProducts>()
            .expect("the reply")
            .expect("it fits");
        assert_eq!(outcomes(done).len(), 1);
    }
}

/// Ids of a reply that is not in the order sent still lead to their elements.
#[tokio::test]
async fn ids_lead_to_their_elements() {
    let body = r#"{"results":[{"id":9,"errors_global":["not found"]},{"id":1,"errors_global":["locked"]}]}"#;
    assert_eq!(
        told(&failed(body).await),
        ["an element (id 9): not found", "element 0 (id 1): locked"]
    );
}

#[tokio::test]
async fn groups_answer_under_their_own_name() {
    let server = Scripted::new().reply(200, r#"{"categories":{"errors_global":["already exists"]}}"#);
    let error = scripted(&server)
        .categories()
        .create_many([CategoryData::new().category_name("Tea")])
        .send()
        .await
        .expect_err("it failed");
    assert_eq!(told(&error), ["element 0: already exists"]);
    let whole = error
        .partial::<CreateManyCategories>()
        .expect("the reply")
        .expect("it fits");
    assert_eq!((whole.categories.map(|all| all.len()), whole.results), (Some(1), None));
}

/// Servers echo what they refuse.
#[tokio::test]
async fn an_echoed_key_is_blotted_out() {
    let body = r#"{"results":[{"slug_search":"YOUR_SECRET","errors_global":["YOUR_SECRET is wrong"],"errors":{"YOUR_SECRET":"x"}}]}"#;
    let error = batch(body).await.expect_err("it failed");
    let element = &error.failed_elements()[0];
    let shown = format!(
        "{error} {error:?} {element} {element:?} {:?} {:?} {}",
        element.ids(),
        element.message(),
        element.raw()
    );
    assert!(shown.contains("is wrong") && !shown.contains("YOUR_SECRET"), "{shown}");
    for said in error.field_errors().iter().chain(element.field_errors()) {
        assert!(!format!("{said} {said:?} {:?} {}", said.id(), said.field()).contains("YOUR_SECRET"));
    }
    assert!(!element.raw().contains("YOUR_SECRET"));
}
