//! Replies with what nobody documented: kept where there is room, set aside where there is none, and reported.

use std::sync::{Arc, Mutex};

use tradewire::Json;
use tradewire::testing::{Scripted, SetClock};
use tradewire_retailcrm::customers::CustomerInput;
use tradewire_retailcrm::loyalty::LoyaltyPrivilege;
use tradewire_retailcrm::orders::{ListOrders, OrderCreate};
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
    assert_eq!(
        customer
            .extra
            .get("brandNew")
            .and_then(|kept| kept.at("0.externalId").cloned()),
        Some(Json::from(42))
    );
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
async fn a_broken_element_is_told() {
    let server = Scripted::new().reply(200, r#"{"success":true,"orders":[{"id":1},"two",{"id":3}]}"#);
    let error = scripted(&server)
        .orders()
        .list()
        .send()
        .await
        .expect_err("one of three");
    let page = error.partial::<ListOrders>().expect("the others").expect("readable");
    let ids: Vec<_> = page.orders.expect("orders").into_iter().map(|order| order.id).collect();
    assert_eq!(ids, [Some(1), Some(3)]);
    let [rejected] = error.rejected() else {
        panic!("{error:?}")
    };
    assert_eq!((rejected.index, rejected.raw.as_str()), (1, "\"two\""));
}

#[tokio::test]
async fn a_reply_may_leave_out_everything_but_a_list() {
    let server = Scripted::new().reply(200, r#"{"success":true}"#).reply(200, "{}");
    let orders = scripted(&server).orders();
    let error = orders.list().send().await.expect_err("no orders are not none");
    assert!(error.to_string().contains("there is nothing at `orders`"), "{error}");
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

/// Whatever is missing beside it, the id of what was made is read.
#[tokio::test]
async fn ids_of_what_was_made_come_without_success() {
    let server = Scripted::new()
        .reply(201, r#"{"id":1}"#)
        .reply(200, r#"{"id":"2"}"#)
        .reply(201, r#"{"uploadedOrders":[{"id":3,"externalId":"b"}]}"#);
    let crm = scripted(&server);
    let order = crm.orders().create(OrderCreate::new()).send().await.expect("made");
    assert_eq!(order.id, Some(1));
    let customer = crm.customers().create(CustomerInput::new()).send().await.expect("made");
    assert_eq!(customer.id, Some(2));
    let uploaded = crm.orders().upload([OrderCreate::new()]).send().await.expect("made");
    assert_eq!(uploaded.uploaded_orders.expect("ids")[0].id, Some(3));
}
