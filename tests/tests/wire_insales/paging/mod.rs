//! Listings over pages and by time of change.

mod changes;
mod pages;
mod trouble;

use futures_util::TryStreamExt;
use tradewire::testing::{Captured, Scripted};
use tradewire::{Bytes, Paginated, http};
use tradewire_insales::Call;
use tradewire_insales::products::Product;

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
    server
        .requests()
        .iter()
        .map(|request| request.query_text().to_owned())
        .collect()
}

/// Ids of a whole listing.
async fn read<O: Paginated<Item = Product>>(call: Call<O>) -> Vec<i64> {
    let products: Vec<Product> = call.items().try_collect().await.expect("products");
    ids(&products)
}
