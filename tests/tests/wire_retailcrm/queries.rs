//! Queries in PHP brackets.

use tradewire::testing::Scripted;
use tradewire_retailcrm::orders::{OrderAttachmentsFilter, OrderFilter, OrderTasksFilter};
use tradewire_retailcrm::store::StoreProductFilter;
use tradewire_retailcrm::types::{CustomFieldCondition, CustomFieldRange};

use crate::scripted;

/// The query that a filter of orders becomes.
async fn query_of(filter: OrderFilter) -> String {
    let server = Scripted::new().reply(200, r#"{"success":true,"orders":[]}"#);
    scripted(&server)
        .orders()
        .list()
        .filter(filter)
        .send()
        .await
        .expect("sent");
    server.last_request().query_text().to_owned()
}

#[tokio::test]
async fn lists_repeat_their_empty_brackets() {
    assert_eq!(query_of(OrderFilter::new().ids([1])).await, "filter[ids][]=1");
    assert_eq!(
        query_of(
            OrderFilter::new()
                .ids([1, 22])
                .extended_status(["new", "approval-group"])
        )
        .await,
        "filter[ids][]=1&filter[ids][]=22&filter[extendedStatus][]=new&filter[extendedStatus][]=approval-group"
    );
}

#[tokio::test]
async fn booleans_are_digits() {
    assert_eq!(
        query_of(OrderFilter::new().vip(true).bad(false).shipped(true)).await,
        "filter[vip]=1&filter[bad]=0&filter[shipped]=1"
    );
}

#[tokio::test]
async fn numbered_choices_are_numbers() {
    let filter = OrderFilter::new()
        .attachments(OrderAttachmentsFilter::WithFiles)
        .tasks_counts(OrderTasksFilter::Expired);
    assert_eq!(query_of(filter).await, "filter[attachments]=2&filter[tasksCounts]=3");
}

/// Every kind of custom field has a form of its own; fields come by code, in order.
#[tokio::test]
async fn custom_fields_are_sought_by_code() {
    for (condition, expected) in [
        (
            CustomFieldRange::new().min("10").into(),
            "filter[customFields][code][min]=10",
        ),
        (
            CustomFieldRange::new().min("2026-02-01").max("2026-02-28").into(),
            "filter[customFields][code][min]=2026-02-01&filter[customFields][code][max]=2026-02-28",
        ),
        (
            CustomFieldRange::new().min("").into(),
            "filter[customFields][code][min]=",
        ),
        (
            CustomFieldCondition::from(vec!["red".to_owned(), "blue".to_owned()]),
            "filter[customFields][code][]=red&filter[customFields][code][]=blue",
        ),
        (
            CustomFieldCondition::from("да & нет"),
            "filter[customFields][code]=%D0%B4%D0%B0%20%26%20%D0%BD%D0%B5%D1%82",
        ),
    ] {
        assert_eq!(
            query_of(OrderFilter::new().custom_fields([("code", condition)])).await,
            expected
        );
    }
    let both = OrderFilter::new().custom_fields([
        ("size", CustomFieldCondition::from("XL")),
        ("age", CustomFieldRange::new().max("5").into()),
    ]);
    assert_eq!(
        query_of(both).await,
        "filter[customFields][age][max]=5&filter[customFields][size]=XL"
    );
}

#[tokio::test]
async fn dates_and_times_are_escaped_where_they_must_be() {
    let filter = OrderFilter::new()
        .created_at_from("2026-02-01")
        .delivery_time_from("09:30:00");
    assert_eq!(
        query_of(filter).await,
        "filter[createdAtFrom]=2026-02-01&filter[deliveryTimeFrom]=09%3A30%3A00"
    );
}

#[tokio::test]
async fn maps_take_a_bracket_for_each_key() {
    let server = Scripted::new().reply(200, r#"{"success":true,"products":[]}"#);
    let filter = StoreProductFilter::new().properties([("color", "red"), ("длина", "5")]);
    scripted(&server)
        .store()
        .list_products()
        .filter(filter)
        .send()
        .await
        .expect("sent");
    assert_eq!(
        server.last_request().query_text(),
        "filter[properties][color]=red&filter[properties][%D0%B4%D0%BB%D0%B8%D0%BD%D0%B0]=5"
    );
}

/// A bracket inside a name would be read as structure.
#[tokio::test]
async fn a_key_with_a_bracket_is_refused() {
    let server = Scripted::new();
    let filter = OrderFilter::new().custom_fields([("a][b", "1")]);
    let error = scripted(&server)
        .orders()
        .list()
        .filter(filter)
        .send()
        .await
        .expect_err("refused");
    assert!(
        error.to_string().starts_with(
            "retailcrm orders.list: parameter `filter[customFields]` cannot be written: the key `a][b` holds a bracket"
        ),
        "{error}"
    );
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn an_empty_filter_sends_nothing() {
    assert_eq!(query_of(OrderFilter::new()).await, "");
    assert_eq!(query_of(OrderFilter::new().ids([])).await, "");
}

#[tokio::test]
async fn parameters_beyond_the_document_are_spelt_by_the_caller() {
    let server = Scripted::new().reply(200, r#"{"success":true,"orders":[]}"#);
    scripted(&server)
        .orders()
        .list()
        .limit(20)
        .extra_query("filter[isRecent]", "1")
        .send()
        .await
        .expect("sent");
    assert_eq!(server.last_request().query_text(), "limit=20&filter[isRecent]=1");
}

/// Ids and codes in the path are the shop's own texts.
#[tokio::test]
async fn paths_hold_any_text_but_no_way_out() {
    let server = Scripted::new().reply(200, "{}");
    let orders = scripted(&server).orders();
    orders.get("A/1 #2?").send().await.expect("sent");
    assert_eq!(server.last_request().path(), "/api/v5/orders/A%2F1%20%232%3F");
    for bad in ["", ".", ".."] {
        assert!(orders.get(bad).send().await.is_err(), "{bad}");
    }
    assert_eq!(server.requests().len(), 1);
}
