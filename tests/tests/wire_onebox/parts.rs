//! Orders come in parts of a thousand.

use futures_util::TryStreamExt;
use tradewire::Json;
use tradewire::testing::Scripted;
use tradewire_onebox::blocking;
use tradewire_onebox::orders::ListOrders;

use crate::{login, scripted};

/// A part as a box writes it: ids as text, under `orders` or bare.
fn part(ids: std::ops::Range<i64>, bare: bool) -> String {
    let orders: Vec<String> = ids
        .map(|id| format!(r#"{{"orderid":"{id}","sum":"{id}.10"}}"#))
        .collect();
    let list = format!("[{}]", orders.join(","));
    if bare { list } else { format!(r#"{{"orders":{list}}}"#) }
}

fn queries(server: &Scripted) -> Vec<String> {
    let query = |name| move |request: &tradewire::testing::Captured| request.query(name).unwrap_or_default();
    server.requests().iter().map(query("part")).collect()
}

#[tokio::test]
async fn orders_stream_over_all_parts() {
    for bare in [false, true] {
        let server = Scripted::new()
            .reply(200, part(0..1000, bare))
            .reply(200, part(1000..2000, bare))
            .reply(200, part(2000..2007, bare));
        let ids: Vec<i64> = scripted(&server)
            .orders()
            .list(1)
            .items()
            .map_ok(|order| order.order_id)
            .try_collect()
            .await
            .expect("all orders");
        assert!(ids.into_iter().eq(0..2007));
        assert_eq!(queries(&server), ["1", "2", "3"]);
    }
}

/// A full last part is followed by an empty one, in whatever form the box writes nothing.
#[tokio::test]
async fn an_empty_part_is_the_end() {
    for nothing in [
        "[]",
        r#"{"orders":[]}"#,
        r#"{"orders":{}}"#,
        r#"{"orders":null}"#,
        r#"{"orders":""}"#,
    ] {
        let server = Scripted::new().reply(200, part(0..1000, false)).reply(200, nothing);
        let orders: Vec<_> = scripted(&server)
            .orders()
            .list(1)
            .items()
            .try_collect()
            .await
            .unwrap_or_else(|e| panic!("{nothing}: {e}"));
        assert_eq!(orders.len(), 1000, "{nothing}");
        assert_eq!(queries(&server), ["1", "2"]);
    }
}

/// A box that ignores `part` sends the first thousand for ever.
#[tokio::test]
async fn the_same_part_again_is_the_end() {
    let server = (0..5).fold(Scripted::new(), |server, _| server.reply(200, part(0..1000, false)));
    let orders: Vec<_> = scripted(&server)
        .orders()
        .list(1)
        .items()
        .try_collect()
        .await
        .expect("orders");
    assert_eq!(orders.len(), 1000, "no order is handed out twice");
    assert_eq!(queries(&server), ["1", "2"]);
}

/// Filters and switches stay, and a listing may start further on.
#[tokio::test]
async fn parameters_hold_for_every_part() {
    let server = Scripted::new()
        .reply(200, part(0..1000, false))
        .reply(200, part(1000..1001, false));
    let list = scripted(&server)
        .orders()
        .list(3)
        .custom_order_from([("weight", "1")])
        .filter([("contactCountry", "Ukraine")]);
    let orders: Vec<_> = list.with_comments(true).items().try_collect().await.expect("orders");
    assert_eq!(orders.len(), 1001);
    assert_eq!(queries(&server), ["3", "4"]);
    for request in server.requests() {
        assert_eq!(request.query("customorder_weight_from").as_deref(), Some("1"));
        assert_eq!(request.query("contactCountry").as_deref(), Some("Ukraine"));
        assert_eq!(request.query("getcomments").as_deref(), Some("1"));
        assert_eq!(request.query("login").as_deref(), Some("LOGIN"));
        assert_eq!(request.query("password").as_deref(), Some("PASSWORD"));
        assert_eq!(request.query_text().matches("part=").count(), 1);
    }
}

#[test]
fn a_blocking_client_reads_the_same_parts() {
    let server = Scripted::new()
        .reply(200, part(0..1000, true))
        .reply(200, part(1000..1500, true));
    let client = blocking::Client::builder("https://box.example")
        .credentials(login())
        .transport(server.clone())
        .build()
        .expect("a client");
    let ids: Result<Vec<i64>, _> = client
        .orders()
        .list(1)
        .items()
        .map(|order| order.map(|order| order.order_id))
        .collect();
    assert!(ids.expect("all orders").into_iter().eq(0..1500));
    assert_eq!(queries(&server), ["1", "2"]);
}

/// One order that cannot be read does not cost the other 999.
#[tokio::test]
async fn a_broken_order_does_not_cost_the_part() {
    let body = part(0..1000, false).replacen(r#""orderid":"500""#, r#""orderid":"five hundred""#, 1);
    let server = Scripted::new().reply(200, body).reply(200, "[]");
    let mut pages = scripted(&server).orders().list(1).pages();
    let error = pages
        .next()
        .await
        .expect("a part")
        .expect_err("a part with an order that cannot be read");
    let others = error.partial::<ListOrders>().expect("the others").expect("readable");
    assert_eq!(others.len(), 999);
    let rejected = &error.rejected()[0];
    assert!(rejected.path.contains("[500]"), "{rejected:?}");
    assert!(Json::parse(&rejected.raw).is_ok_and(|raw| raw.get("orderid").is_some()));
    assert!(
        pages.next().await.is_some(),
        "a part of 1000 is full, also when one of them was set aside"
    );
}
