//! Replies with what nobody documented: kept where there is room, set aside where there is none, and reported.

use std::sync::{Arc, Mutex};

use tradewire::Json;
use tradewire::testing::{Scripted, SetClock};
use tradewire_retailcrm::loyalty::LoyaltyPrivilege;
use tradewire_retailcrm::{Client, Credentials};

use crate::tolerance::order;
use crate::{HOST, scripted};

/// The vendor adds keys as it goes.
#[tokio::test]
async fn what_is_not_documented_is_kept_as_it_came() {
    let json = r#"{"success":true,"customer":{"id":7,"brandNew":[{"id":1,"externalId":42}]}}"#;
    let server = Scripted::new().reply(200, json);
    let customer = scripted(&server)
        .customers()
        .get("7")
        .send()
        .await
        .expect("readable")
        .customer
        .expect("a customer");
    assert_eq!(customer.extra["brandNew"].at("0.externalId"), Some(&Json::from(42)));
}

#[tokio::test]
async fn new_values_of_an_enumeration_are_kept() {
    let order = order(r#"{"privilegeType":"loyalty_club"}"#).await;
    assert_eq!(
        order.privilege_type,
        Some(LoyaltyPrivilege::Other("loyalty_club".to_owned()))
    );
}

/// One order that cannot be read does not lose the others.
#[tokio::test]
async fn a_broken_element_is_set_aside() {
    let server = Scripted::new().reply(200, r#"{"success":true,"orders":[{"id":1},{"id":{"a":1}},{"id":3}]}"#);
    let replied = scripted(&server)
        .orders()
        .list()
        .send_with_metadata()
        .await
        .expect("readable");
    let ids: Vec<_> = replied
        .value
        .orders
        .expect("orders")
        .into_iter()
        .map(|order| order.id)
        .collect();
    assert_eq!(ids, [Some(1), Some(3)]);
    assert_eq!(
        (replied.metadata.rejected_total, replied.metadata.rejected[0].index),
        (1, 1)
    );
}

#[tokio::test]
async fn a_reply_may_leave_out_everything() {
    let server = Scripted::new().reply(200, r#"{"success":true}"#).reply(200, "{}");
    let orders = scripted(&server).orders();
    assert_eq!(orders.list().send().await.expect("readable").orders, None);
    assert_eq!(orders.get("1").send().await.expect("readable").order, None);
}

/// Whoever wants to know what changed on the vendor's side is told where, but never what.
#[tokio::test]
async fn what_was_tolerated_is_reported_without_values() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let hook = Arc::clone(&seen);
    let server = Scripted::new().reply(
        200,
        r#"{"success":true,"order":{"id":"17","customFields":[],"privilegeType":"canary"},"new":"canary"}"#,
    );
    let crm = Client::builder(HOST)
        .credentials(Credentials::api_key("key"))
        .transport(server.clone())
        .clock(SetClock::new())
        .on_drift(move |report| {
            let told = report.drift.iter().map(ToString::to_string);
            hook.lock().expect("no panic").extend(told);
        })
        .build()
        .expect("a client");
    crm.orders().get("1").send().await.expect("readable");
    let seen = seen.lock().expect("no panic").join("\n");
    for place in ["$.order.id", "$.order.customFields", "$.order.privilegeType", "$.new"] {
        assert!(seen.contains(place), "{place} is missing in:\n{seen}");
    }
    assert!(!seen.contains("canary"), "{seen}");
}
