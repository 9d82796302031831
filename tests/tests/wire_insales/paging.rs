//! Listings over pages and by time of change.

use futures_util::TryStreamExt;
use tradewire::testing::{Captured, Scripted, SetClock};
use tradewire::{Bytes, Cursor, ErrorKind, http};
use tradewire_insales::products::Product;

use crate::support::{client, shop};

/// A reply to any number of requests.
fn catalogue(pages: usize, answer: impl Fn(&Captured) -> String + Clone + Send + 'static) -> Scripted {
    (0..pages).fold(Scripted::new(), |server, _| {
        let answer = answer.clone();
        server.answer(move |request| http::Response::new(Bytes::from(answer(request))))
    })
}

fn number(request: &Captured, name: &str) -> Option<usize> {
    request.query(name).map(|text| text.parse().expect("a number"))
}

fn product(id: usize) -> String {
    format!(r#"{{"id":{id},"title":"Product {id}","updated_at":"2026-01-31T10:{id:02}:00.000+03:00"}}"#)
}

fn listed(ids: impl IntoIterator<Item = usize>) -> String {
    format!("[{}]", ids.into_iter().map(product).collect::<Vec<_>>().join(","))
}

/// 23 products, as the server pages them.
fn by_page(request: &Captured) -> String {
    let size = number(request, "per_page").unwrap_or(10);
    let page = number(request, "page").unwrap_or(1);
    listed((1..=23).skip((page - 1) * size).take(size))
}

/// The same by time of change: behind the given time and id, always the first page.
fn by_change(request: &Captured) -> String {
    assert_eq!(request.query("page"), None, "changes are read from the first page only");
    let after = number(request, "from_id").unwrap_or(0);
    listed((after + 1..=23).take(number(request, "per_page").expect("a page size")))
}

fn ids(products: &[Product]) -> Vec<i64> {
    products.iter().map(|product| product.id).collect()
}

fn queries(server: &Scripted) -> Vec<String> {
    server.requests().iter().map(|request| request.query_text().to_owned()).collect()
}

#[tokio::test]
async fn a_listing_ends_at_a_short_page() {
    let server = catalogue(3, by_page);
    let products: Vec<Product> =
        client(&server, &SetClock::new()).products().list().per_page(10).items().try_collect().await.expect("products");
    assert!(ids(&products).into_iter().eq(1..=23));
    assert_eq!(queries(&server), ["per_page=10", "per_page=10&page=2", "per_page=10&page=3"]);
}

/// The server's own page size is not documented, so only an empty page is the end.
#[tokio::test]
async fn without_a_page_size_a_listing_ends_at_an_empty_page() {
    let server = catalogue(4, by_page);
    let products: Vec<Product> =
        client(&server, &SetClock::new()).products().list().items().try_collect().await.expect("products");
    assert_eq!(products.len(), 23);
    assert_eq!(queries(&server), ["", "page=2", "page=3", "page=4"]);
}

/// The server gives 250 at most, whatever it is asked for: a page of 250 is full.
#[tokio::test]
async fn a_page_size_beyond_the_servers_loses_nothing() {
    let server = catalogue(2, |request| {
        let page = number(request, "page").unwrap_or(1);
        listed((1..=260).skip((page - 1) * 250).take(250))
    });
    let products: Vec<Product> =
        client(&server, &SetClock::new()).products().list().per_page(1000).items().try_collect().await.expect("products");
    assert_eq!(products.len(), 260);
}

/// A server that takes no notice of `page` would give the first one for ever.
#[tokio::test]
async fn a_page_that_repeats_ends_the_listing() {
    let server = catalogue(5, |_| listed(1..=10));
    let products: Vec<Product> =
        client(&server, &SetClock::new()).products().list().per_page(10).items().try_collect().await.expect("products");
    assert_eq!(server.requests().len(), 2);
    assert!((10..=20).contains(&products.len()));
}

#[test]
fn a_listing_without_async_is_an_iterator() {
    let server = catalogue(3, by_page);
    let pages = shop(&server).products().list().page(2).per_page(10).pages();
    let sizes: Vec<usize> = pages.map(|page| page.expect("a page").value.len()).collect();
    assert_eq!(sizes, [10, 3]);
    assert_eq!(queries(&server), ["page=2&per_page=10", "page=3&per_page=10"]);
}

#[tokio::test]
async fn changes_are_read_on_from_time_and_id_of_the_last_element() {
    let server = catalogue(3, by_change);
    let call = client(&server, &SetClock::new()).products().list_changes("2026-01-31T00:00:00+03:00").per_page(10);
    let products: Vec<Product> = call.items().try_collect().await.expect("products");
    assert!(ids(&products).into_iter().eq(1..=23));
    let asked: Vec<_> = server
        .requests()
        .iter()
        .map(|request| (request.query("updated_since").expect("a time"), request.query("from_id")))
        .collect();
    assert_eq!(
        asked,
        [
            ("2026-01-31T00:00:00+03:00".to_owned(), None),
            ("2026-01-31T10:10:00.000+03:00".to_owned(), Some("10".to_owned())),
            ("2026-01-31T10:20:00.000+03:00".to_owned(), Some("20".to_owned())),
        ]
    );
    assert!(server.last_request().query_text().contains("updated_since=2026-01-31T10%3A20%3A00.000%2B03%3A00"));
}

/// As an importer does: read a while, store the cursor as text, go on in another process.
#[tokio::test]
async fn changes_are_resumed_behind_the_last_element_handed_out() {
    let first = catalogue(2, by_change);
    let since = "2026-01-31T00:00:00+03:00";
    let mut items = client(&first, &SetClock::new()).products().list_changes(since).per_page(10).items();
    let mut seen = Vec::new();
    for _ in 0..13 {
        seen.push(items.next().await.expect("more").expect("a product").id);
    }
    let stored = items.cursor().expect("a place").to_string();

    let second = catalogue(2, by_change);
    let cursor: Cursor = stored.parse().expect("a cursor");
    assert_eq!(cursor.operation(), "products.list_changes");
    let call = client(&second, &SetClock::new()).products().list_changes(since).per_page(10).resume_from(cursor);
    let rest: Vec<Product> = call.items().try_collect().await.expect("products");
    seen.extend(ids(&rest));
    assert!(seen.into_iter().eq(1..=23), "none twice, none lost");
    assert_eq!(second.requests()[0].query("from_id").as_deref(), Some("10"));
}

#[tokio::test]
async fn a_cursor_of_another_listing_is_refused() {
    let server = catalogue(1, by_page);
    let client = client(&server, &SetClock::new());
    let cursor = client.products().list().per_page(10).pages().next().await.expect("a page").expect("a page").next;
    let error = client
        .products()
        .list_changes("2026-01-31T00:00:00Z")
        .resume_from(cursor.expect("a second page"))
        .pages()
        .next()
        .await
        .expect("an answer")
        .expect_err("refused");
    assert_eq!(error.kind(), ErrorKind::Build);
    assert_eq!(server.requests().len(), 1);
}

/// One order that cannot be read loses neither the page nor the end of the listing, and is kept for inspection.
#[tokio::test]
async fn a_broken_element_is_set_aside() {
    let broken = r#"{"id":"ten","title":"Product 10","updated_at":"2026-01-31T10:10:00.000+03:00"}"#;
    let server = Scripted::new()
        .reply(200, listed(1..=10).replace(&product(10), broken))
        .reply(200, listed(11..=12));
    let mut pages = client(&server, &SetClock::new()).products().list().per_page(10).pages();
    let first = pages.next().await.expect("a page").expect("a page");
    assert!(ids(&first.value).into_iter().eq(1..=9));
    let [rejected] = &*first.metadata.rejected else { panic!("{:?}", first.metadata.rejected) };
    assert_eq!((rejected.index, &*rejected.path, &*rejected.raw), (9, "$[9]", broken));
    assert!(rejected.error.to_string().contains("$[9].id"), "{}", rejected.error);
    assert_eq!(first.metadata.rejected_total, 1);

    let second = pages.next().await.expect("the page had ten elements, so it was full").expect("a page");
    assert_eq!(ids(&second.value), [11, 12]);
    assert!(pages.next().await.is_none());
}

/// The next page of changes starts behind the last element of the reply, also if that one cannot be read.
#[tokio::test]
async fn changes_go_on_behind_a_broken_element() {
    let broken = r#"{"id":10,"variants":"none","updated_at":"2026-01-31T10:10:00.000+03:00"}"#;
    let server = Scripted::new()
        .reply(200, listed(1..=10).replace(&product(10), broken))
        .reply(200, listed(11..=12));
    let call = client(&server, &SetClock::new()).products().list_changes("2026-01-31T00:00:00Z").per_page(10);
    let products: Vec<Product> = call.items().try_collect().await.expect("products");
    assert!(ids(&products).into_iter().eq((1..=9).chain(11..=12)));
    assert_eq!(server.last_request().query("from_id").as_deref(), Some("10"));
}

#[tokio::test]
async fn after_an_error_the_cursor_stands_at_the_page_that_failed() {
    let server = Scripted::new().reply(200, listed(1..=10)).reply(403, "").reply(200, listed(11..=12));
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
    let rest: Vec<Product> =
        client.products().list().per_page(10).resume_from(cursor).items().try_collect().await.expect("products");
    seen.extend(ids(&rest));
    assert!(seen.into_iter().eq(1..=12));
    assert_eq!(queries(&server), ["per_page=10", "per_page=10&page=2", "per_page=10&page=2"]);
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
