//! Status 460: part of an upload worked. The error has both sides.

use tradewire::testing::Scripted;
use tradewire::{Error, ErrorKind};
use tradewire_retailcrm::customers::{CustomerInput, UploadCustomers};
use tradewire_retailcrm::customers_corporate::{CustomerCorporateInput, UploadCustomersCorporate};
use tradewire_retailcrm::orders::{CreateOrder, OrderCreate, UploadOrders};
use tradewire_retailcrm::types::{EntityRef, ErrorTexts};
use tradewire_retailcrm::web_analytics::{UploadWebAnalyticsVisits, WebAnalyticsVisit};

use crate::scripted;

const ORDERS: &str = concat!(
    r#"{"success":false,"uploadedOrders":[{"id":7,"externalId":"B-1"}],"failedOrders":[{"externalId":"B-2"}],"#,
    r#""orders":[{"id":7,"externalId":"B-1","number":"7C","summ":100}],"errorMsg":"Orders are not loaded","#,
    r#""errors":{"1":"Order already exists."}}"#
);

fn orders() -> [OrderCreate; 2] {
    ["B-1", "B-2"].map(|id| OrderCreate::new().external_id(id))
}

/// Position, ids and reason of each element that failed.
pub(crate) fn told(error: &Error) -> Vec<String> {
    error.failed_elements().iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn the_error_has_what_worked_and_what_did_not() {
    let server = Scripted::new().reply(460, ORDERS);
    let error = scripted(&server)
        .orders()
        .upload(orders())
        .site("main")
        .send()
        .await
        .expect_err("partial");

    assert_eq!(error.kind(), ErrorKind::Partial);
    assert!(error.is_partial() && !error.is_retryable());
    assert_eq!(error.message(), Some("Orders are not loaded"));
    let failed: Vec<_> = error
        .field_errors()
        .iter()
        .map(|field| (&*field.field, &*field.message, field.position(), field.id()))
        .collect();
    assert_eq!(failed, [("1", "Order already exists.", Some(1), Some("B-2"))]);
    assert_eq!(told(&error), ["element 1 (externalId B-2): Order already exists."]);
    assert_eq!(
        error.to_string(),
        "retailcrm orders.upload: done only in part, HTTP 460: Orders are not loaded (element 1 (externalId B-2): Order already exists.)"
    );

    let done = error
        .partial::<UploadOrders>()
        .expect("of this operation")
        .expect("readable");
    let uploaded = done.uploaded_orders.expect("uploaded");
    assert_eq!(
        (uploaded[0].id, uploaded[0].external_id.as_deref()),
        (Some(7), Some("B-1"))
    );
    let rest = done.failed_orders.expect("failed");
    assert_eq!(rest[0].external_id.as_deref(), Some("B-2"));
    assert_eq!(done.orders.expect("in full")[0].number.as_deref(), Some("7C"));
    let Some(ErrorTexts::Map(errors)) = done.errors else {
        panic!("errors by position, not {:?}", done.errors)
    };
    assert_eq!(errors["1"], "Order already exists.");
}

/// Status 460 says so by itself, whatever `success` is.
#[tokio::test]
async fn success_true_does_not_hide_it() {
    let body = ORDERS.replace(r#""success":false"#, r#""success":true"#);
    let server = Scripted::new().reply(460, body);
    let error = scripted(&server)
        .orders()
        .upload(orders())
        .send()
        .await
        .expect_err("partial");
    assert!(error.is_partial());
    assert!(error.partial::<UploadOrders>().is_some_and(|done| done.is_ok()));
}

/// Sending again would make the orders that worked fail.
#[tokio::test]
async fn a_part_is_not_sent_again() {
    let server = Scripted::new().reply(460, ORDERS).reply(200, "{}");
    assert!(scripted(&server).orders().upload(orders()).send().await.is_err());
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn only_the_operation_itself_gets_the_result() {
    let server = Scripted::new().reply(460, ORDERS);
    let error = scripted(&server)
        .orders()
        .upload(orders())
        .send()
        .await
        .expect_err("partial");
    assert!(error.partial::<CreateOrder>().is_none());
    assert!(error.partial::<UploadCustomers>().is_none());
    assert_eq!(error.partial_body().map(|body| &body[..]), Some(ORDERS.as_bytes()));
}

/// Errors come as a list too, and the lists of what failed may hold any of an entity's ids.
#[tokio::test]
async fn customers_that_failed_are_named() {
    let body = concat!(
        r#"{"success":false,"errorMsg":"Customers are not loaded","uploadedCustomers":[{"id":3}],"#,
        r#""failedCustomers":[{"externalId":"A-2"}],"errors":["Customer with externalId=A-2 already exists."]}"#
    );
    let server = Scripted::new().reply(460, body);
    let customers = ["A-1", "A-2"].map(|id| CustomerInput::new().external_id(id));
    let error = scripted(&server)
        .customers()
        .upload(customers)
        .send()
        .await
        .expect_err("partial");
    assert_eq!(
        error.field_errors()[0].message,
        "Customer with externalId=A-2 already exists."
    );
    // One message, one customer.
    let expected = ["element 1 (externalId A-2): Customer with externalId=A-2 already exists."];
    assert_eq!(told(&error), expected);
    let done = error
        .partial::<UploadCustomers>()
        .expect("of this operation")
        .expect("readable");
    assert_eq!(done.uploaded_customers.expect("uploaded")[0].id, Some(3));
    assert_eq!(
        done.failed_customers.expect("failed")[0].external_id.as_deref(),
        Some("A-2")
    );
    let Some(ErrorTexts::List(errors)) = done.errors else {
        panic!("a list of errors, not {:?}", done.errors)
    };
    assert_eq!(errors, ["Customer with externalId=A-2 already exists."]);
}

/// Corporate customers have the same two lists.
#[tokio::test]
async fn corporate_customers_that_worked_are_named() {
    let body = concat!(
        r#"{"success":false,"errorMsg":"Customers are not loaded","uploadedCustomers":[{"id":3,"externalId":"l1"}],"#,
        r#""failedCustomers":[{"externalId":"l2"}],"errors":[]}"#
    );
    let server = Scripted::new().reply(460, body);
    let error = scripted(&server)
        .customers_corporate()
        .upload([CustomerCorporateInput::new()])
        .send()
        .await
        .expect_err("partial");
    let done = error
        .partial::<UploadCustomersCorporate>()
        .expect("of this operation")
        .expect("readable");
    assert_eq!(told(&error), ["an element (externalId l2)"], "none like it was sent");
    let ids = |list: Option<Vec<EntityRef>>| -> Vec<Option<String>> {
        list.expect("a list").into_iter().map(|one| one.external_id).collect()
    };
    assert_eq!(ids(done.uploaded_customers), [Some("l1".to_owned())]);
    assert_eq!(ids(done.failed_customers), [Some("l2".to_owned())]);
}

#[tokio::test]
async fn visits_that_failed_come_back() {
    let body = concat!(
        r#"{"success":true,"failedVisits":[{"clientId":"ga-1","site":"main","createdAt":"2026-02-01 10:00:00","#,
        r#""customer":{"site":"main","id":7,"type":"customer"},"pages":[]}],"errors":[]}"#
    );
    let server = Scripted::new().reply(460, body);
    let error = scripted(&server)
        .web_analytics()
        .upload_visits([WebAnalyticsVisit::new("main").client_id("ga-1")])
        .send()
        .await
        .expect_err("partial");
    assert!(error.field_errors().is_empty());
    assert_eq!(told(&error), ["element 0 (clientId ga-1, customer.id 7)"]);
    let done = error
        .partial::<UploadWebAnalyticsVisits>()
        .expect("of this operation")
        .expect("readable");
    let failed = done.failed_visits.expect("failed");
    assert_eq!(
        (
            failed[0].client_id.as_deref(),
            failed[0].customer.as_ref().and_then(|customer| customer.id)
        ),
        (Some("ga-1"), Some(7))
    );
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_still_partial() {
    let server = Scripted::new().reply(460, "<html><title>460</title></html>");
    let error = scripted(&server)
        .orders()
        .upload(orders())
        .send()
        .await
        .expect_err("partial");
    assert!(error.is_partial());
    assert!(error.partial::<UploadOrders>().is_some_and(|done| done.is_err()));
}
