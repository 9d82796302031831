//! Replies: listings, batches, failures, files.

use futures_util::TryStreamExt;
use tradewire::testing::Scripted;
use tradewire::{Error, ErrorKind, Json, Operation};
use tradewire_boostore::exports::DownloadExportProducts;
use tradewire_boostore::products::Product;
use tradewire_boostore::{Client, Credentials, blocking};
use tradewire_tests::{Reply, Server};

use crate::scripted;

fn page(key: &str, ids: std::ops::Range<i64>, total: i64, pages: i64) -> String {
    let elements: Vec<String> = ids.map(|id| format!(r#"{{"id":{id}}}"#)).collect();
    format!(
        r#"{{"{key}":[{}],"total":"{total}","total_pages":{pages}}}"#,
        elements.join(",")
    )
}

fn ids(elements: &[Json]) -> Vec<i64> {
    elements
        .iter()
        .filter_map(|element| element.get("id")?.as_i64())
        .collect()
}

#[tokio::test]
async fn a_list_has_totals() {
    let server = Scripted::new().reply(200, page("orders", 0..2, 12, 6));
    let reply = scripted(&server)
        .orders()
        .list()
        .per_page(2)
        .send()
        .await
        .expect("orders");
    assert_eq!(
        (ids(&reply.orders), reply.total, reply.total_pages),
        (vec![0, 1], Some(12), Some(6))
    );
}

#[tokio::test]
async fn listings_stream_over_all_pages() {
    let server = Scripted::new()
        .reply(200, page("products", 0..2, 5, 3))
        .reply(200, page("products", 2..4, 5, 3))
        .reply(200, page("products", 4..5, 5, 3));
    let products: Vec<Product> = scripted(&server)
        .products()
        .list()
        .per_page(2)
        .items()
        .try_collect()
        .await
        .expect("products");
    let ids: Vec<i64> = products.iter().map(|product| product.id).collect();
    assert_eq!(ids, [0, 1, 2, 3, 4]);
    let queries: Vec<_> = server
        .requests()
        .iter()
        .map(|request| request.query_text().to_owned())
        .collect();
    assert_eq!(
        queries,
        [
            "per_page=2&consumer_secret=YOUR_SECRET",
            "per_page=2&page=2&consumer_secret=YOUR_SECRET",
            "per_page=2&page=3&consumer_secret=YOUR_SECRET",
        ]
    );
}

/// On a real socket, blocking, and without totals: then a page that is not full is the last.
#[test]
fn a_blocking_client_reads_the_same_listing() {
    let bare = |ids: std::ops::Range<i64>| {
        Reply::json(
            200,
            page("orders", ids, 0, 0).replace(r#","total":"0","total_pages":0"#, ""),
        )
    };
    let server = Server::scripted([bare(0..90), bare(90..91), bare(0..0)]);
    let shop = blocking::Client::builder(server.url())
        .credentials(Credentials::bearer("token-1"))
        .build()
        .expect("a client");
    let orders: Result<Vec<Json>, Error> = shop.orders().list().items().collect();
    assert_eq!(orders.expect("orders").len(), 91);
    assert_eq!(
        server.lines(),
        [
            "GET /api/commerce/orders",
            "GET /api/commerce/orders?page=2",
            "GET /api/commerce/orders?page=3"
        ]
    );
    assert_eq!(server.requests()[1].header("authorization"), Some("Bearer token-1"));
}

#[tokio::test]
async fn an_error_in_a_success_is_an_error() {
    for body in [
        r#"{"error":"Invalid consumer secret"}"#,
        r#"{"orders":[],"total":0,"error":"Invalid consumer secret"}"#,
    ] {
        let server = Scripted::new().reply(200, body);
        let error = scripted(&server).orders().list().send().await.expect_err("refused");
        assert_eq!(
            (error.kind(), error.message()),
            (ErrorKind::Api, Some("Invalid consumer secret"))
        );
        assert!(error.to_string().contains("Invalid consumer secret"), "{error}");
    }
    for nothing in ["null", "\"\"", "false", "[]"] {
        let server = Scripted::new().reply(200, format!(r#"{{"orders":[{{"id":1}}],"error":{nothing}}}"#));
        let reply = scripted(&server)
            .orders()
            .list()
            .send()
            .await
            .unwrap_or_else(|error| panic!("{nothing}: {error}"));
        assert_eq!(ids(&reply.orders), [1]);
    }
}

#[tokio::test]
async fn statuses_tell_what_they_mean() {
    let server = Scripted::new()
        .reply(404, r#"{"error":"Order not found"}"#)
        .reply(401, "<h1>Unauthorized</h1>");
    let orders = scripted(&server).orders();
    let missing = orders.get(7).send().await.expect_err("no order");
    assert!(
        missing.is_not_found() && missing.message() == Some("Order not found"),
        "{missing:?}"
    );
    assert!(orders.get(7).send().await.expect_err("no access").is_auth());
}

/// Nothing of these replies is documented, so they are any JSON.
#[tokio::test]
async fn an_undocumented_reply_is_json() {
    let server = Scripted::new()
        .reply(200, "\u{feff}{\"id\":7,\"total\":\"999.00\"}")
        .reply(200, "[1]");
    let client = scripted(&server);
    let order = client.orders().get(7).send().await.expect("an order");
    assert_eq!(order.get("total").and_then(Json::as_str), Some("999.00"));
    let sales = client.statistics().get_sales().send().await.expect("statistics");
    assert_eq!(sales.as_array().map(<[_]>::len), Some(1));
}

/// Bytes as they are, in whatever encoding the shop exports, with the name that the server gives the file.
///
/// The typed result of this operation is text, which is right for UTF-8 only; the raw reply is right for all.
#[tokio::test]
async fn the_price_list_is_a_file() {
    let csv = b"id;title\r\n1;\xd2\xee\xe2\xe0\xf0\r\n";
    let server = Server::scripted([
        Reply::new(200, &csv[..])
            .header("Content-Type", "text/csv; charset=windows-1251")
            .header(
                "Content-Disposition",
                "attachment; filename=\"../csv_export_products.csv\"",
            ),
        Reply::json(200, r#"{"error":"wrong key"}"#),
    ]);
    let shop = Client::builder(server.url())
        .credentials(Credentials::access_key("123"))
        .build()
        .expect("a client");
    let raw = shop.exports().download_products().send_raw().await.expect("a reply");
    let reply = tradewire::Reply::new(DownloadExportProducts::meta(), raw.status(), raw.headers(), raw.body());
    reply.check().expect("no failure");
    let file = reply.download().expect("a file");
    assert_eq!(&*file.bytes, csv);
    assert_eq!(
        file.file_name.as_deref(),
        Some("csv_export_products.csv"),
        "without a path"
    );
    assert!(
        file.content_type
            .as_deref()
            .is_some_and(|media| media.starts_with("text/csv")),
        "{file:?}"
    );
    assert_eq!(
        server.lines(),
        ["GET /csv_export_products.csv?key=202cb962ac59075b964b07152d234b70"]
    );

    let error = shop
        .exports()
        .download_products()
        .send()
        .await
        .expect_err("an error in place of the file");
    assert_eq!(error.message(), Some("wrong key"));
}
