//! Dictionaries: most are read whole and written one entry at a time, by code.

use tradewire::{Decimal, Json};
use tradewire_retailcrm::reference::{ReferenceCostItem, ReferenceCurrencyInput, ReferenceDeliveryType};
use tradewire_tests::Wire;

use crate::account;
use crate::form::assert_calls;

/// What the document does not describe is sent as it is given.
fn named() -> [(&'static str, Json); 2] {
    [("code", Json::from("a")), ("name", Json::from("A"))]
}

#[test]
fn reference() {
    let wire = Wire::new();
    let reference = account(&wire).reference();
    assert_calls! { wire;
        reference.list_cost_groups() => "GET /api/v5/reference/cost-groups";
        reference.update_cost_item("ads", ReferenceCostItem::new().type_("const"))
            => "POST /api/v5/reference/cost-items/ads/edit" r#"costItem={"type":"const"}"#;
        reference.list_currencies() => "GET /api/v5/reference/currencies";
        reference.create_currency(ReferenceCurrencyInput::new().code("USD").manual_convert_value(Decimal::new(9125, 2)))
            => "POST /api/v5/reference/currencies/create" r#"currency={"code":"USD","manualConvertValue":91.25}"#;
        reference.update_currency(2, ReferenceCurrencyInput::new().is_auto_convert(true))
            => "POST /api/v5/reference/currencies/2/edit" r#"currency={"isAutoConvert":true}"#;
        reference.update_delivery_type("courier", ReferenceDeliveryType::new().name("Courier").default_cost(300).sites(["main"]))
            => "POST /api/v5/reference/delivery-types/courier/edit"
            r#"deliveryType={"name":"Courier","defaultCost":300,"sites":["main"]}"#;
        reference.update_cost_group("a", named())
            => "POST /api/v5/reference/cost-groups/a/edit" r#"costGroup={"code":"a","name":"A"}"#;
        reference.list_cost_items() => "GET /api/v5/reference/cost-items";
        reference.list_countries() => "GET /api/v5/reference/countries";
        reference.list_couriers() => "GET /api/v5/reference/couriers";
        reference.create_courier([("firstName", "Ivan")])
            => "POST /api/v5/reference/couriers/create" r#"courier={"firstName":"Ivan"}"#;
        reference.update_courier(4, [("active", false)])
            => "POST /api/v5/reference/couriers/4/edit" r#"courier={"active":false}"#;
        reference.list_delivery_services() => "GET /api/v5/reference/delivery-services";
        reference.update_delivery_service("a", named())
            => "POST /api/v5/reference/delivery-services/a/edit" r#"deliveryService={"code":"a","name":"A"}"#;
        reference.list_delivery_types() => "GET /api/v5/reference/delivery-types";
        reference.list_legal_entities() => "GET /api/v5/reference/legal-entities";
        reference.update_legal_entity("a", named())
            => "POST /api/v5/reference/legal-entities/a/edit" r#"legalEntity={"code":"a","name":"A"}"#;
        reference.list_mg_channels() => "GET /api/v5/reference/mg-channels";
        reference.list_mg_channel_templates() => "GET /api/v5/reference/mg-channels/templates";
        reference.update_mg_channel_templates(Json::from(vec![Json::from("t1")]))
            => "POST /api/v5/reference/mg-channels/templates/edit" r#"templates=["t1"]"#;
        reference.list_order_methods() => "GET /api/v5/reference/order-methods";
        reference.update_order_method("a", named())
            => "POST /api/v5/reference/order-methods/a/edit" r#"orderMethod={"code":"a","name":"A"}"#;
        reference.list_order_types() => "GET /api/v5/reference/order-types";
        reference.update_order_type("a", named())
            => "POST /api/v5/reference/order-types/a/edit" r#"orderType={"code":"a","name":"A"}"#;
        reference.list_payment_statuses() => "GET /api/v5/reference/payment-statuses";
        reference.update_payment_status("a", named())
            => "POST /api/v5/reference/payment-statuses/a/edit" r#"paymentStatus={"code":"a","name":"A"}"#;
        reference.list_payment_types() => "GET /api/v5/reference/payment-types";
        reference.update_payment_type("a", named())
            => "POST /api/v5/reference/payment-types/a/edit" r#"paymentType={"code":"a","name":"A"}"#;
        reference.list_price_types() => "GET /api/v5/reference/price-types";
        reference.update_price_type("a", named())
            => "POST /api/v5/reference/price-types/a/edit" r#"priceType={"code":"a","name":"A"}"#;
        reference.list_product_statuses() => "GET /api/v5/reference/product-statuses";
        reference.update_product_status("a", named())
            => "POST /api/v5/reference/product-statuses/a/edit" r#"productStatus={"code":"a","name":"A"}"#;
        reference.list_sites() => "GET /api/v5/reference/sites";
        reference.update_site("a", named()) => "POST /api/v5/reference/sites/a/edit" r#"site={"code":"a","name":"A"}"#;
        reference.list_status_groups() => "GET /api/v5/reference/status-groups";
        reference.list_statuses() => "GET /api/v5/reference/statuses";
        reference.update_status("a", named()) => "POST /api/v5/reference/statuses/a/edit" r#"status={"code":"a","name":"A"}"#;
        reference.list_stores() => "GET /api/v5/reference/stores";
        reference.update_store("a", named()) => "POST /api/v5/reference/stores/a/edit" r#"store={"code":"a","name":"A"}"#;
        reference.list_units() => "GET /api/v5/reference/units";
        reference.update_unit("pc/box", named())
            => "POST /api/v5/reference/units/pc%2Fbox/edit" r#"unit={"code":"a","name":"A"}"#;
    }
    wire.assert_covers("retailcrm", "reference");
}
