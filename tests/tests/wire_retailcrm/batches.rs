//! Orders in batches: 120 in one line.

use tradewire::batch::OutcomeKind;
use tradewire::testing::{Captured, Scripted};
use tradewire_retailcrm::orders::OrderCreate;

use super::scripted;

/// External ids of the orders of a request.
fn ids(request: &Captured) -> Vec<String> {
    let form = request.form();
    let (_, orders) = form.iter().find(|(name, _)| name == "orders").expect("orders");
    let orders = tradewire::Json::parse(orders).expect("JSON");
    let orders = orders.as_array().expect("a list").iter();
    let ids = orders.map(|order| {
        order
            .get("externalId")
            .and_then(tradewire::Json::as_str)
            .expect("an id")
    });
    ids.map(ToOwned::to_owned).collect()
}

#[test]
fn a_hundred_and_twenty_orders_in_one_line() {
    let server = Scripted::new()
        .reply(201, r#"{"success":true}"#)
        .reply(
            460,
            r#"{"success":false,"errorMsg":"Some were not loaded","failedOrders":[{"externalId":"B-53"}],"errors":{"3":"Unknown status"}}"#,
        )
        .reply(400, r#"{"success":false,"errorMsg":"Errors in the input parameters"}"#);
    let client = scripted(&server);
    let orders = (0..120).map(|n| OrderCreate::new().external_id(format!("B-{n}")));
    let mut outcomes = client.orders().upload_all(orders).with(|upload| upload.site("main"));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    let told: Vec<_> = runtime.block_on(async {
        let mut told = Vec::new();
        while let Some(outcome) = outcomes.next().await {
            told.push(outcome);
        }
        told
    });
    let requests = server.requests();
    assert_eq!(
        requests.iter().map(|request| ids(request).len()).collect::<Vec<_>>(),
        [50, 50, 20]
    );
    assert_eq!(ids(&requests[2])[0], "B-100");
    for request in &requests {
        request.assert_form("site", "main");
    }
    let of_kind = |kind| told.iter().filter(move |outcome| outcome.kind == kind).count();
    assert_eq!(
        (
            of_kind(OutcomeKind::Sent),
            of_kind(OutcomeKind::Failed),
            of_kind(OutcomeKind::Refused)
        ),
        (99, 1, 20)
    );
    assert_eq!(
        told[53].to_string(),
        "orders.upload: element 53 (externalId B-53): Unknown status"
    );
    assert_eq!(told[119].element.external_id.as_deref(), Some("B-119"));
    assert!(
        told[119].to_string().contains("Errors in the input parameters"),
        "{}",
        told[119]
    );
}
