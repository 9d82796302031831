//! Uploads of which elements failed: which, in every form in which replies name them.

use tradewire::ErrorKind;
use tradewire::testing::Scripted;
use tradewire_retailcrm::orders::OrderCreate;
use tradewire_retailcrm::store::{StoreOfferPriceUpload, StoreOfferStock, StoreProductUpdate, UploadStoreInventories};
use tradewire_retailcrm::types::OrderRef;
use tradewire_retailcrm::web_analytics::{WebAnalyticsClientId, WebAnalyticsSource};

use crate::partial::told;
use crate::scripted;

/// What part of a stock went in. The status of such replies is not documented.
#[tokio::test]
async fn offers_that_were_not_found_are_named() {
    for (status, success) in [(460, false), (200, true)] {
        let body = format!(
            r#"{{"success":{success},"processedOffersCount":1,"notFoundOffers":[{{"id":9}},{{"externalId":"b","xmlId":"x"}},{{"xmlId":"z"}}]}}"#
        );
        let server = Scripted::new().reply(status, body);
        let offers = [
            StoreOfferStock::new().id(8),
            StoreOfferStock::new().external_id("b"),
            StoreOfferStock::new().id(9),
        ];
        let error = scripted(&server)
            .store()
            .upload_inventories(offers)
            .send()
            .await
            .expect_err("partial");
        assert_eq!(
            (error.kind(), error.is_retryable()),
            (ErrorKind::Partial, false),
            "{status}"
        );
        let expected = [
            "element 2 (id 9)",
            "element 1 (xmlId x, externalId b)",
            "an element (xmlId z)",
        ];
        assert_eq!(told(&error), expected, "{status}");
        let done = error
            .partial::<UploadStoreInventories>()
            .expect("of this operation")
            .expect("readable");
        assert_eq!(done.processed_offers_count, Some(1));
        assert_eq!(done.not_found_offers.expect("offers")[0].id, Some(9));
    }
}

#[tokio::test]
async fn prices_and_products_of_nothing_are_named() {
    let server = Scripted::new()
        .reply(
            200,
            r#"{"success":true,"processedOffersCount":1,"notFoundOffers":[{"id":"9"}]}"#,
        )
        .reply(
            200,
            r#"{"success":true,"processedProductsCount":0,"notFoundProducts":[{"externalId":"p-2","id":4}]}"#,
        )
        .reply(
            200,
            r#"{"success":true,"processedProductsCount":2,"notFoundProducts":[]}"#,
        );
    let store = scripted(&server).store();
    let prices = [8, 9].map(|id| StoreOfferPriceUpload::new().id(id));
    let error = store.upload_prices(prices).send().await.expect_err("partial");
    assert_eq!(told(&error), ["element 1 (id 9)"]);
    let products = || ["p-1", "p-2"].map(|id| StoreProductUpdate::new().external_id(id).site("main"));
    let error = store.update_products(products()).send().await.expect_err("partial");
    assert_eq!(told(&error), ["element 1 (externalId p-2, id 4)"]);
    let done = store.update_products(products()).send().await.expect("all of them");
    assert_eq!(done.processed_products_count, Some(2));
}

#[tokio::test]
async fn sources_and_ids_of_analytics_are_named() {
    let order = |id| OrderRef::new().id(id);
    let server = Scripted::new()
        .reply(
            460,
            r#"{"success":false,"failedClientIds":[{"value":"b","order":{"id":2}}],"errors":{"1":"No such order"}}"#,
        )
        .reply(
            200,
            r#"{"success":true,"failedSources":[{"source":"x","order":{"id":2}}],"errors":["No such order"]}"#,
        );
    let analytics = scripted(&server).web_analytics();
    let ids = ["a", "b"].map(|id| WebAnalyticsClientId::new(id).order(order(2)));
    let error = analytics.upload_client_ids(ids).send().await.expect_err("partial");
    assert_eq!(told(&error), ["element 1 (value b, order.id 2): No such order"]);
    let sources = [1, 2].map(|id| WebAnalyticsSource::new().source("x").order(order(id)));
    let error = analytics.upload_sources(sources).send().await.expect_err("partial");
    assert_eq!(told(&error), ["element 1 (order.id 2): No such order"]);
}

/// PHP writes a map whose keys are 0, 1, … as a list, so both forms say the same.
#[tokio::test]
async fn reasons_by_position_and_in_turn() {
    for (errors, expected) in [
        (
            r#"{"0":"a","2":"b"}"#,
            ["element 0 (externalId B-0): a", "element 2 (externalId B-2): b"],
        ),
        (
            r#"["a","b"]"#,
            ["element 0 (externalId B-0): a", "element 2 (externalId B-2): b"],
        ),
        (r#"["a"]"#, ["element 0 (externalId B-0)", "element 2 (externalId B-2)"]),
        ("[]", ["element 0 (externalId B-0)", "element 2 (externalId B-2)"]),
    ] {
        let body = format!(
            r#"{{"success":false,"failedOrders":[{{"externalId":"B-0"}},{{"externalId":"B-2"}}],"errors":{errors}}}"#
        );
        let server = Scripted::new().reply(460, body);
        let orders = ["B-0", "B-1", "B-2"].map(|id| OrderCreate::new().external_id(id));
        let error = scripted(&server)
            .orders()
            .upload(orders)
            .send()
            .await
            .expect_err("partial");
        assert_eq!(told(&error), expected, "{errors}");
    }
    // An order without an id of its own is known by its place alone.
    let body = r#"{"success":false,"failedOrders":[{}],"errors":{"1":"No customer"}}"#;
    let server = Scripted::new().reply(460, body);
    let orders = [OrderCreate::new(), OrderCreate::new()];
    let error = scripted(&server)
        .orders()
        .upload(orders)
        .send()
        .await
        .expect_err("partial");
    assert_eq!(told(&error), ["element 1: No customer"]);
}
