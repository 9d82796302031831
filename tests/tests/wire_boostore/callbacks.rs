//! What a site sends to the integrator, and what it is answered.

use tradewire::callback::{Callback, refuse};
use tradewire::http::{Request, StatusCode};
use tradewire::{Bytes, ErrorKind, Json};
use tradewire_boostore::orders::{ExportOrder, OrderExportReply};
use tradewire_boostore::statistics::ExportStatistics;

fn posted(path: &str, content_type: &str, body: &'static [u8]) -> Request<Bytes> {
    Request::post(path)
        .header("content-type", content_type)
        .body(Bytes::from_static(body))
        .expect("a request")
}

/// The fields are not documented, so all of them are kept. The address is the integrator's own.
#[test]
fn a_new_order_arrives() {
    let body =
        "{\"id\":7,\"email\":\"a@b.c\",\"total\":\"999.50\",\"products\":[{\"id\":1,\"title\":\"Шапка\"}]}".as_bytes();
    let order = ExportOrder::from_http(&posted(
        "/hooks/1c/POSTData?shop=2",
        "application/json; charset=utf-8",
        body,
    ))
    .expect("an order");
    let extra = &order.body.extra;
    assert_eq!(extra.get("id"), Some(Json::from(7)));
    assert_eq!(extra.get("total"), Some(Json::from("999.50")));
    let products = extra.get("products").expect("products");
    assert_eq!(products.at("0.title").and_then(Json::as_str), Some("Шапка"));
    assert_eq!(
        (ExportOrder::meta().method, ExportOrder::meta().id),
        ("POST", "orders.export_order")
    );
}

/// Either key gives the order its external number.
#[test]
fn a_new_order_is_answered_with_its_external_number() {
    let table = [
        (OrderExportReply::new().number("1C-77"), r#"{"Number":"1C-77"}"#),
        (OrderExportReply::new().crm_order_id("77"), r#"{"crm_order_id":"77"}"#),
        (
            OrderExportReply::new().number("a").crm_order_id("b"),
            r#"{"Number":"a","crm_order_id":"b"}"#,
        ),
        (OrderExportReply::new(), "{}"),
    ];
    for (answer, body) in table {
        let response = ExportOrder::answer(&answer);
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()["content-type"], "application/json");
        assert_eq!(response.body(), body);
    }
}

/// No answer is documented for this one: an empty success will do.
#[test]
fn changed_statistics_arrive_and_are_answered_with_nothing() {
    let sent = posted("/", "application/json", br#"{"order_id":"7","status":3}"#);
    let changed = ExportStatistics::from_http(&sent).expect("statistics");
    assert_eq!(changed.body.extra.get("status"), Some(Json::from(3)));
    let response = ExportStatistics::answer(&());
    assert_eq!((response.status(), response.body().len()), (StatusCode::OK, 0));
}

/// PHP writes JSON without saying so, or with a mark in front.
#[test]
fn json_is_read_whatever_it_is_called() {
    for (content_type, body) in [
        ("text/plain", &br#"{"id":7}"#[..]),
        ("application/octet-stream", b"\xef\xbb\xbf{\"id\":7}"),
        ("application/x-www-form-urlencoded", b"id=7"),
    ] {
        let order = ExportOrder::from_http(&posted("/", content_type, body))
            .unwrap_or_else(|error| panic!("{content_type}: {error}"));
        assert!(
            order
                .body
                .extra
                .get("id")
                .is_some_and(|id| id.scalar_text() == Some("7")),
            "{content_type}: {order:?}"
        );
    }
}

#[test]
fn what_cannot_be_read_is_refused_and_not_shown() {
    for body in [&b"{\"id\":"[..], b"canary", b"[1,2]"] {
        let error = ExportOrder::from_http(&posted("/", "application/json", body)).err();
        let error = error.unwrap_or_else(|| panic!("{} was taken for an order", String::from_utf8_lossy(body)));
        assert_eq!(error.kind(), ErrorKind::Callback);
        assert!(
            !error.to_string().contains("canary") && !format!("{error:?}").contains("canary"),
            "{error:?}"
        );
        assert!(refuse(&error).status().is_client_error());
    }
}

/// Nothing is no order: taken for one, an order that got lost on the way would be answered as if it had arrived.
#[test]
fn an_empty_request_is_no_order() {
    let error = ExportOrder::from_http(&posted("/", "application/json", b"")).expect_err("no order");
    assert_eq!(error.kind(), ErrorKind::Callback);
}
