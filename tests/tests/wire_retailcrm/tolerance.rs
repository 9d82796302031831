//! Replies as a PHP back end writes them: empty objects as `[]`, lists by code, numbers as it likes.

use tradewire::testing::Scripted;
use tradewire::{Decimal, Json};
use tradewire_retailcrm::orders::{Order, OrderHistoryEntry, OrderItemProperties, OrderPayments};

use crate::scripted;

/// An order out of its reply.
pub(crate) async fn order(json: &str) -> Order {
    let server = Scripted::new().reply(200, format!(r#"{{"success":true,"order":{json}}}"#));
    scripted(&server)
        .orders()
        .get("1")
        .send()
        .await
        .expect("readable")
        .order
        .expect("an order")
}

#[tokio::test]
async fn an_empty_object_may_be_a_list() {
    let order = order(r#"{"id":1,"customFields":[],"delivery":[],"customer":[],"items":[]}"#).await;
    assert_eq!(order.custom_fields.unwrap_or_default().len(), 0);
    assert_eq!(order.items.map(|items| items.len()), Some(0));
    assert_eq!(order.id, Some(1));
}

#[tokio::test]
async fn custom_fields_have_values_of_any_kind() {
    let order = order(r#"{"customFields":{"age":5,"vip":true,"sizes":["S","M"],"note":"x","none":null}}"#).await;
    let fields = order.custom_fields.expect("fields");
    assert_eq!(fields["age"], Json::from(5));
    assert_eq!(fields["vip"], Json::from(true));
    assert_eq!(fields["sizes"], Json::parse(r#"["S","M"]"#).expect("JSON"));
    assert_eq!(fields["none"], Json::Null);
    assert_eq!(fields.len(), 5);
}

#[tokio::test]
async fn payments_come_as_list_as_map_or_as_nothing() {
    for (json, expected) in [
        (r#"[{"id":9,"type":"cash"},{"id":10,"type":"card"}]"#, vec![9, 10]),
        (
            r#"{"9":{"id":9,"type":"cash"},"10":{"id":10,"type":"card"}}"#,
            vec![10, 9],
        ),
        ("{}", vec![]),
        ("[]", vec![]),
    ] {
        let order = order(&format!(r#"{{"id":1,"payments":{json}}}"#)).await;
        let ids: Vec<i64> = match order.payments {
            Some(OrderPayments::List(list)) => list.into_iter().filter_map(|payment| payment.id).collect(),
            Some(OrderPayments::Map(map)) => map.into_values().filter_map(|payment| payment.id).collect(),
            other => panic!("{json}: {other:?}"),
        };
        assert_eq!(ids, expected, "{json}");
    }
}

#[tokio::test]
async fn properties_of_a_line_come_as_list_or_by_code() {
    let order = order(concat!(
        r#"{"items":[{"properties":[{"code":"size","name":"Size","value":"XL"}]},"#,
        r#"{"properties":{"size":{"name":"Size","value":"XL"}}},{"properties":[]}]}"#
    ))
    .await;
    let items = order.items.expect("lines");
    let value = |at: usize| match items[at].properties.as_ref() {
        Some(OrderItemProperties::List(list)) => list.first().and_then(|property| property.value.clone()),
        Some(OrderItemProperties::Map(map)) => map.get("size").and_then(|property| property.value.clone()),
        _ => None,
    };
    assert_eq!(
        [value(0), value(1), value(2)],
        [Some("XL".to_owned()), Some("XL".to_owned()), None]
    );
}

/// A whole float comes as an integer, money as number or text; no digit is lost.
#[tokio::test]
async fn numbers_come_in_every_form() {
    let order = order(concat!(
        r#"{"id":"17","summ":100,"totalSumm":"100.50","prepaySum":0.10,"purchaseSumm":1e2,"managerId":3.0,"call":1,"expired":"false","#,
        r#""items":[{"quantity":2,"initialPrice":99.90},{"quantity":"1.5"}]}"#
    ))
    .await;
    assert_eq!((order.id, order.manager_id), (Some(17), Some(3)));
    assert_eq!((order.call, order.expired), (Some(true), Some(false)));
    assert_eq!(order.summ, Some(Decimal::new(100, 0)));
    assert_eq!(order.total_summ.map(|sum| sum.to_string()).as_deref(), Some("100.50"));
    assert_eq!(order.prepay_sum, Some(Decimal::new(10, 2)));
    assert_eq!(order.purchase_summ, Some(Decimal::new(100, 0)));
    let items = order.items.expect("lines");
    assert_eq!([items[0].quantity, items[1].quantity], [Some(2.0), Some(1.5)]);
}

/// What the shop calls an id is text, also where it looks like a number.
#[tokio::test]
async fn outer_ids_come_as_numbers_too() {
    let order = order(r#"{"externalId":1001,"number":77,"customer":{"externalId":5}}"#).await;
    assert_eq!(
        (order.external_id.as_deref(), order.number.as_deref()),
        (Some("1001"), Some("77"))
    );
}

#[tokio::test]
async fn dates_come_in_every_form_and_never_lose_a_reply() {
    for (text, valid) in [
        ("2026-02-01 10:00:00", true),
        ("2026-02-01 10:00", true),
        ("2026-02-01T10:00:00+03:00", true),
        ("2026-02-01T10:00:00.123+0300", true),
        ("-0001-11-30 00:00:00", false),
        ("yesterday", false),
    ] {
        let order = order(&format!(r#"{{"id":1,"createdAt":"{text}"}}"#)).await;
        let created = order.created_at.expect("kept");
        assert_eq!((created.as_str(), created.is_valid()), (text, valid));
        if valid {
            assert_eq!((created.day(), created.hour()), (Some(1), Some(10)), "{text}");
        }
    }
    assert_eq!(order(r#"{"createdAt":""}"#).await.created_at, None);
}

async fn history(values: &str) -> OrderHistoryEntry {
    let body = format!(
        r#"{{"success":true,"generatedAt":"2026-02-01 10:00:00","history":[{{"id":5,"field":"status",{values}}}]}}"#
    );
    let server = Scripted::new().reply(200, body);
    let reply = scripted(&server)
        .orders()
        .list_history()
        .send()
        .await
        .expect("readable");
    reply.history.expect("a history").remove(0)
}

/// The only place where `null` is a value.
#[tokio::test]
async fn a_history_holds_old_and_new_values_of_any_kind() {
    for value in [
        r#""new""#,
        "5",
        "10.50",
        "true",
        r#"{"code":"new"}"#,
        r#"[{"id":1},{"id":2}]"#,
        "[]",
        r#"{"id":7,"offer":{"id":3,"properties":[]}}"#,
    ] {
        let entry = history(&format!(r#""oldValue":null,"newValue":{value}"#)).await;
        assert_eq!(entry.new_value, Some(Json::parse(value).expect("JSON")), "{value}");
        assert!(entry.old_value.is_none_or(|old| old.is_null()), "{value}");
        let entry = history(&format!(r#""oldValue":{value}"#)).await;
        assert_eq!(
            (entry.old_value, entry.new_value),
            (Some(Json::parse(value).expect("JSON")), None),
            "{value}"
        );
    }
}

/// Tags are written as texts and read as objects.
#[tokio::test]
async fn tags_are_read_as_objects() {
    let json = r##"{"success":true,"customer":{"id":7,"tags":[{"color":"#fff","name":"opt","attached":false},{"name":"vip"}]}}"##;
    let server = Scripted::new().reply(200, json);
    let customer = scripted(&server)
        .customers()
        .get("7")
        .send()
        .await
        .expect("readable")
        .customer
        .expect("a customer");
    let names: Vec<_> = customer
        .tags
        .expect("tags")
        .into_iter()
        .filter_map(|tag| tag.name)
        .collect();
    assert_eq!(names, ["opt", "vip"]);
}

#[tokio::test]
async fn dictionaries_are_keyed_by_any_code() {
    let json = r#"{"success":true,"statuses":{"2":{"name":"a"},"-1":{"name":"b"},"":{"name":"c"},"new":{"name":"d"}}}"#;
    let server = Scripted::new()
        .reply(200, json)
        .reply(200, r#"{"success":true,"statuses":[]}"#);
    let reference = scripted(&server).reference();
    let statuses = reference
        .list_statuses()
        .send()
        .await
        .expect("readable")
        .statuses
        .expect("statuses");
    assert_eq!(statuses.keys().collect::<Vec<_>>(), ["", "-1", "2", "new"]);
    let none = reference.list_statuses().send().await.expect("readable");
    assert_eq!(none.statuses.unwrap_or_default().len(), 0);
}

/// Currencies are documented as a list; as other dictionaries, they may come by code.
#[tokio::test]
async fn a_list_may_come_by_code() {
    let server = Scripted::new()
        .reply(
            200,
            r#"{"success":true,"currencies":[{"isBase":true},{"manualConvertValue":91.5}]}"#,
        )
        .reply(
            200,
            r#"{"success":true,"currencies":{"1":{"isBase":true},"2":{"manualConvertValue":"91.5"}}}"#,
        );
    let reference = scripted(&server).reference();
    for _ in 0..2 {
        let currencies = reference
            .list_currencies()
            .send()
            .await
            .expect("readable")
            .currencies
            .expect("currencies");
        assert_eq!(
            (currencies[0].is_base, &currencies[1].manual_convert_value),
            (Some(true), &Some(Decimal::new(915, 1)))
        );
    }
}
