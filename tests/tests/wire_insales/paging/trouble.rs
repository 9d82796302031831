//! What goes wrong on the way loses nothing.

use tradewire::ErrorKind;
use tradewire::testing::{Scripted, SetClock};
use tradewire_insales::products::ListProducts;

use super::{ids, listed, product, queries, read};
use crate::support::client;

/// One order that cannot be read loses neither the page nor the end of the listing, and is kept for inspection.
#[tokio::test]
async fn a_broken_element_is_told() {
    let broken = r#"{"id":"ten","title":"Product 10","updated_at":"2026-01-31T10:10:00.000+03:00"}"#;
    let server = Scripted::new()
        .reply(200, listed(1..=10).replace(&product(10), broken))
        .reply(200, listed(11..=12));
    let mut pages = client(&server, &SetClock::new()).products().list().per_page(10).pages();
    let error = pages
        .next()
        .await
        .expect("a page")
        .expect_err("one of ten cannot be read");
    let others = error.partial::<ListProducts>().expect("the others").expect("readable");
    assert!(ids(&others).into_iter().eq(1..=9));
    let [rejected] = error.rejected() else {
        panic!("{error:?}")
    };
    assert_eq!((rejected.index, &*rejected.path, &*rejected.raw), (9, "$[9]", broken));
    assert!(rejected.error.to_string().contains("$[9].id"), "{}", rejected.error);

    let second = pages
        .next()
        .await
        .expect("the page had ten elements, so it was full")
        .expect("a page");
    assert_eq!(ids(&second.value), [11, 12]);
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn after_an_error_the_cursor_stands_at_the_page_that_failed() {
    let server = Scripted::new()
        .reply(200, listed(1..=10))
        .reply(403, "")
        .reply(200, listed(11..=12));
    let client = client(&server, &SetClock::new());
    let mut items = client.products().list().per_page(10).items();
    let mut seen = Vec::new();
    let error = loop {
        match items.next().await.expect("an error before the end") {
            Ok(product) => seen.push(product.id),
            Err(error) => break error,
        }
    };
    assert!(error.is_auth());
    assert!(items.next().await.is_none(), "an error ends the stream");
    let cursor = items.cursor().expect("a place");
    seen.extend(read(client.products().list().per_page(10).resume_from(cursor)).await);
    assert!(seen.into_iter().eq(1..=12));
    assert_eq!(
        queries(&server),
        ["per_page=10", "per_page=10&page=2", "per_page=10&page=2"]
    );
}

/// A reply that got lost on the way is no end of a listing.
#[tokio::test]
async fn a_blank_page_is_an_error_and_not_the_end() {
    let server = Scripted::new().reply(200, listed(1..=10)).reply(200, "");
    let mut pages = client(&server, &SetClock::new()).products().list().per_page(10).pages();
    assert!(pages.next().await.expect("a page").is_ok());
    let error = pages.next().await.expect("an answer").expect_err("blank");
    assert_eq!(error.kind(), ErrorKind::Decode);
}

/// Nor is something else than a list, such as a complaint with status 200.
#[tokio::test]
async fn an_object_in_place_of_a_page_is_an_error_and_not_the_end() {
    for body in [
        r#"{"status":"error","message":"try later"}"#,
        r#"{"id":11,"title":"Product 11"}"#,
    ] {
        let server = Scripted::new().reply(200, listed(1..=10)).reply(200, body);
        let mut pages = client(&server, &SetClock::new()).products().list().per_page(10).pages();
        assert!(pages.next().await.expect("a page").is_ok());
        let error = pages.next().await.expect("an answer").expect_err("no list");
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
    }
}
