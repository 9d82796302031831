//! Listings over pages, on a real socket.

use futures_util::{StreamExt, TryStreamExt};
use tradewire::{Cursor, Error, Tolerance, UnixSeconds};
use tradewire_commercehq::products::{Product, ProductRelation};
use tradewire_commercehq::types::{PageLink, PageLinkObject};
use tradewire_commercehq::{BasicCredentials, Credentials, blocking};
use tradewire_tests::{Received, Reply, Server};

use crate::connected;

const PER_PAGE: usize = 2;
const TOTAL: usize = 5;

/// A catalogue of five products, two on a page.
fn catalogue(request: &Received) -> Reply {
    let query = request.target.split_once('?').map_or("", |(_, query)| query);
    let page = tradewire_tests::parameters(query)
        .into_iter()
        .find(|(name, _)| name == "page")
        .map_or(1, |(_, number)| number.parse().expect("a page number"));
    let products: Vec<String> = ((page - 1) * PER_PAGE + 1..=TOTAL.min(page * PER_PAGE))
        .map(|id| format!(r#"{{"id":{id},"title":"Product {id}","price":"{id}.50","variants":[{{"id":{id}1,"price":{id}.5}}],"created_at":1497530431}}"#))
        .collect();
    Reply::json(
        200,
        format!(
            r#"{{"items":[{}],"_links":{{"self":{{"href":"http://x/api/v1/products?page={page}"}},"last":"http://x/last"}},
                "_meta":{{"totalCount":{TOTAL},"perPage":{PER_PAGE},"currentPage":{page},"pageCount":3}}}}"#,
            products.join(",")
        ),
    )
}

fn ids(products: &[Product]) -> Vec<i64> {
    products.iter().map(|product| product.id).collect()
}

/// The example of the issue.
#[tokio::test]
async fn products_stream_over_all_pages() {
    let server = Server::start(catalogue);
    let shop = connected(&server);
    let products: Vec<Product> = shop
        .products()
        .list()
        .expand([ProductRelation::Variants, ProductRelation::Images])
        .items()
        .try_collect()
        .await
        .expect("all products");

    assert_eq!(ids(&products), [1, 2, 3, 4, 5]);
    assert_eq!(products[3].price, Some(tradewire::Decimal::new(450, 2)));
    assert_eq!(products[3].variants.as_ref().expect("variants")[0].id, 41);
    assert_eq!(
        products[0].created_at.as_ref().and_then(UnixSeconds::seconds),
        Some(1_497_530_431)
    );
    assert_eq!(
        server.lines(),
        [
            "GET /api/v1/products?expand=variants,images",
            "GET /api/v1/products?expand=variants,images&page=2",
            "GET /api/v1/products?expand=variants,images&page=3",
        ]
    );
    for request in server.requests() {
        assert_eq!(request.header("authorization"), Some("Basic a2V5OnNlY3JldA=="));
    }
}

#[test]
fn a_blocking_client_reads_the_same_listing() {
    let server = Server::start(catalogue);
    let shop = blocking::Client::builder(server.url())
        .credentials(Credentials::basic(BasicCredentials {
            api_key: "key".into(),
            api_password: "secret".into(),
        }))
        .build()
        .expect("a client");
    let products: Result<Vec<Product>, Error> = shop
        .products()
        .list()
        .expand([ProductRelation::Variants])
        .items()
        .collect();
    assert_eq!(ids(&products.expect("all products")), [1, 2, 3, 4, 5]);
    assert_eq!(
        server.lines().last().expect("requests"),
        "GET /api/v1/products?expand=variants&page=3"
    );

    let titles: Vec<_> = shop
        .products()
        .list()
        .pages()
        .map(|page| page.expect("a page").value.items.len())
        .collect();
    assert_eq!(titles, [2, 2, 1]);
}

/// Sorting, page size and choice of fields stay the same on every page.
#[tokio::test]
async fn parameters_hold_for_every_page() {
    let server = Server::start(catalogue);
    let list = connected(&server)
        .products()
        .list()
        .fields(["id"])
        .sort(["!id"])
        .page(2)
        .size(2);
    let products: Vec<Product> = list.items().try_collect().await.expect("products");
    assert_eq!(ids(&products), [3, 4, 5]);
    assert_eq!(
        server.lines(),
        [
            "GET /api/v1/products?fields=id&sort=%21id&page=2&size=2",
            "GET /api/v1/products?fields=id&sort=%21id&page=3&size=2"
        ]
    );
}

#[tokio::test]
async fn a_page_tells_where_it_stands() {
    let server = Server::start(catalogue);
    let page = connected(&server)
        .products()
        .list()
        .page(2)
        .send()
        .await
        .expect("a page");
    let meta = page.meta.expect("page data");
    assert_eq!(
        (meta.total_count, meta.per_page, meta.current_page, meta.page_count),
        (Some(5), Some(2), Some(2), Some(3))
    );
    let links = page.links.expect("links");
    assert_eq!(
        links.self_,
        Some(PageLink::Link(
            PageLinkObject::new().href("http://x/api/v1/products?page=2")
        ))
    );
    assert_eq!(links.last, Some(PageLink::Url("http://x/last".into())));
    assert_eq!(links.next, None);
}

/// A listing that stopped half-way goes on from a cursor that was stored as text.
#[tokio::test]
async fn a_listing_goes_on_where_it_stopped() {
    let server = Server::start(catalogue);
    let shop = connected(&server);
    let mut pages = shop.products().list().pages();
    let first = pages.next().await.expect("a page").expect("the first page");
    let stored = first.next.expect("there is more").to_string();
    drop(pages);

    let cursor: Cursor = stored.parse().expect("a stored cursor");
    let rest: Vec<Product> = shop
        .products()
        .list()
        .resume_from(cursor)
        .items()
        .try_collect()
        .await
        .expect("the rest");
    assert_eq!(ids(&rest), [3, 4, 5]);
}

/// What was read before a page fails is not lost, and the stream ends with the error.
#[tokio::test]
async fn an_error_ends_the_listing_after_what_was_read() {
    let mut asked = 0;
    let server = Server::start(move |request| {
        asked += 1;
        if asked == 2 {
            Reply::json(401, r#"{"message":"Bad credentials"}"#)
        } else {
            catalogue(request)
        }
    });
    let items: Vec<_> = connected(&server).products().list().items().collect().await;
    assert_eq!(items.len(), 3);
    assert!(items[..2].iter().all(Result::is_ok));
    assert!(items[2].as_ref().is_err_and(Error::is_auth));
}

/// One product that does not fit is set aside; its page is not lost.
#[tokio::test]
async fn a_broken_product_does_not_cost_the_page() {
    let body = r#"{"items":[{"id":1},"seven",{"id":"3"}],"_meta":{"totalCount":"3","pageCount":1}}"#;
    let server = Server::scripted([Reply::json(200, body)]);
    let call = connected(&server).products().list().tolerance(Tolerance::Skip);
    let replied = call.send_with_metadata().await.expect("a page");
    assert_eq!(ids(&replied.value.items), [1, 3]);
    assert_eq!(replied.metadata.rejected_total, 1);
    assert!(
        replied.metadata.rejected[0].path.contains("items[1]"),
        "{:?}",
        replied.metadata.rejected
    );
}

/// Searches are listings too: the filters stay in the body, the page goes into the query.
#[tokio::test]
async fn a_search_streams_over_its_pages() {
    let server = Server::start(catalogue);
    let orders: Vec<_> = connected(&server)
        .orders()
        .search()
        .email("a@b.c")
        .size(2)
        .items()
        .try_collect()
        .await
        .expect("orders");
    assert_eq!(orders.len(), TOTAL);
    assert_eq!(
        server.lines(),
        [
            "POST /api/v1/orders/search?size=2",
            "POST /api/v1/orders/search?size=2&page=2",
            "POST /api/v1/orders/search?size=2&page=3",
        ]
    );
    assert!(
        server
            .requests()
            .iter()
            .all(|request| request.body == br#"{"email":"a@b.c"}"#)
    );
}
