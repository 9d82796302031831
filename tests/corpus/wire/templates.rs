use tradewire::testing::Scripted;
use tradewire_templates::orders::*;
use tradewire_templates::types::*;

use crate::support::{body, client, read, run};

#[test]
fn a_page_is_a_page_of_what_it_holds() {
    let page: OrderPage =
        read::<ListOrders>(200, r#"{"meta":{"pages":1},"rows":[{"id":1,"total":"2.5"}]}"#).expect("a page");
    assert_eq!(page.rows[0].id, 1);
    assert_eq!(page.meta.as_ref().map(|meta| meta.pages), Some(1));
    let names: StringPage = read::<ListOrderNames>(200, r#"{"rows":["a"]}"#).expect("a page");
    assert_eq!(names.rows, ["a"]);
    let _: Option<StringPageMeta> = names.meta;
    let lines: LineListPage = read::<ListOrderLines>(200, r#"{"rows":[[{"name":"x"}]]}"#).expect("a page");
    assert_eq!(lines.rows[0][0].name.as_deref(), Some("x"));
}

#[test]
fn pages_follow_each_other() {
    let server = Scripted::new()
        .reply(200, r#"{"meta":{"pages":2},"rows":[{"id":1}]}"#)
        .reply(200, r#"{"meta":{"pages":2},"rows":[{"id":2}]}"#);
    let client: tradewire_templates::Client = client(&server);
    let mut items = client.orders().list().items();
    let mut ids = Vec::new();
    while let Some(order) = run(items.next()) {
        ids.push(order.expect("an order").id);
    }
    assert_eq!(ids, [1, 2]);
}

#[test]
fn types_within_types() {
    let text =
        r#"{"tree":{"value":{"id":1},"below":[{"value":{"id":2}}]},"extended":{"rows":[{"name":"x"}],"more":true}}"#;
    let read = read::<GetOrderTree>(200, text).expect("a tree");
    let tree: OrderTree = read.tree.expect("a tree");
    assert_eq!(tree.below.map(|below| below[0].value.id), Some(2));
    assert_eq!(
        read.extended.map(|page| (page.rows.len(), page.more)),
        Some((1, Some(true)))
    );
}

#[test]
fn several_parameters_and_a_name_of_their_own() {
    let keyed = OrderUpdateByInteger::new(4).value(OrderUpdate::new().total(tradewire::Decimal::from(3)));
    assert_eq!(body(&UpdateOrder::new([keyed])), r#"[{"key":4,"value":{"total":3}}]"#);
    let rows: OrderOneRows =
        crate::support::read::<UpdateOrder>(200, r#"[{"id":1},"https://x.example"]"#).expect("rows");
    assert!(matches!(&rows[0], OrderOne::Value(order) if order.id == 1));
    assert!(matches!(&rows[1], OrderOne::Address(address) if address == "https://x.example"));
}
