//! Dictionaries: most are read whole and written one entry at a time, by code.

use tradewire::Decimal;
use tradewire_retailcrm::reference::{
    ReferenceCostGroup, ReferenceCostGroupColor, ReferenceCostItem, ReferenceCourier, ReferenceCurrencyCode,
    ReferenceCurrencyInput, ReferenceDeliveryPaymentType, ReferenceDeliveryService, ReferenceDeliveryTypeInput,
    ReferenceGeoRow, ReferenceLegalEntity, ReferenceMgTemplate, ReferenceMgTemplateButton,
    ReferenceMgTemplateButtonType, ReferenceMgTemplatePart, ReferenceMgTemplateVar, ReferenceMgTemplateVariable,
    ReferenceOrderMethod, ReferenceOrderType, ReferencePaymentStatus, ReferencePaymentType, ReferencePhone,
    ReferencePriceType, ReferenceProductStatus, ReferenceSite, ReferenceStatus, ReferenceStore, ReferenceStoreType,
    ReferenceUnit,
};
use tradewire_retailcrm::types::{ContragentType, Source};
use tradewire_tests::Wire;

use crate::account;
use crate::form::assert_calls;

#[test]
fn reference() {
    let wire = Wire::new();
    let reference = account(&wire).reference();
    let template = ReferenceMgTemplate::new()
        .code("sale")
        .template([
            ReferenceMgTemplatePart::Text("Hello, ".to_owned()),
            ReferenceMgTemplatePart::Variable(
                ReferenceMgTemplateVariable::new().var(ReferenceMgTemplateVar::FirstName),
            ),
        ])
        .buttons([ReferenceMgTemplateButton::new()
            .type_(ReferenceMgTemplateButtonType::QuickReply)
            .text("Thanks")]);
    assert_calls! { wire;
        reference.list_cost_groups() => "GET /api/v5/reference/cost-groups";
        reference.update_cost_item("ads", ReferenceCostItem::new().name("Ads").type_("const").applies_to_orders(true).source(Source::new().medium("cpc")))
            => "POST /api/v5/reference/cost-items/ads/edit"
            r#"costItem={"name":"Ads","type":"const","appliesToOrders":true,"source":{"medium":"cpc"}}"#;
        reference.list_currencies() => "GET /api/v5/reference/currencies";
        reference.create_currency(ReferenceCurrencyInput::new().code(ReferenceCurrencyCode::Usd).manual_convert_value(Decimal::new(9125, 2)))
            => "POST /api/v5/reference/currencies/create" r#"currency={"code":"usd","manualConvertValue":91.25}"#;
        reference.update_currency(2, ReferenceCurrencyInput::new().is_auto_convert(true))
            => "POST /api/v5/reference/currencies/2/edit" r#"currency={"isAutoConvert":true}"#;
        reference.update_delivery_type("courier", ReferenceDeliveryTypeInput::new().name("Courier").active(true).default_cost(300).sites(["main"])
            .delivery_payment_types([ReferenceDeliveryPaymentType::new().code("cash").cod(true)]))
            => "POST /api/v5/reference/delivery-types/courier/edit"
            r#"deliveryType={"name":"Courier","active":true,"defaultCost":300,"sites":["main"],"deliveryPaymentTypes":[{"code":"cash","cod":true}]}"#;
        reference.update_cost_group("a", ReferenceCostGroup::new().name("A").color(ReferenceCostGroupColor::MountainMeadow))
            => "POST /api/v5/reference/cost-groups/a/edit" r##"costGroup={"name":"A","color":"#19976e"}"##;
        reference.list_cost_items() => "GET /api/v5/reference/cost-items";
        reference.list_countries() => "GET /api/v5/reference/countries";
        reference.list_couriers() => "GET /api/v5/reference/couriers";
        reference.create_courier(ReferenceCourier::new().first_name("Ivan").phone(ReferencePhone::new().number("+7999")))
            => "POST /api/v5/reference/couriers/create" r#"courier={"firstName":"Ivan","phone":{"number":"+7999"}}"#;
        reference.update_courier(4, ReferenceCourier::new().active(false))
            => "POST /api/v5/reference/couriers/4/edit" r#"courier={"active":false}"#;
        reference.list_delivery_services() => "GET /api/v5/reference/delivery-services";
        reference.update_delivery_service("a", ReferenceDeliveryService::new().code("a").name("A"))
            => "POST /api/v5/reference/delivery-services/a/edit" r#"deliveryService={"code":"a","name":"A"}"#;
        reference.list_delivery_types() => "GET /api/v5/reference/delivery-types";
        reference.list_legal_entities() => "GET /api/v5/reference/legal-entities";
        reference.update_legal_entity("a", ReferenceLegalEntity::new().contragent_type(ContragentType::LegalEntity).country_iso("RU"))
            => "POST /api/v5/reference/legal-entities/a/edit" r#"legalEntity={"contragentType":"legal-entity","countryIso":"RU"}"#;
        reference.list_mg_channels() => "GET /api/v5/reference/mg-channels";
        reference.list_mg_channel_templates() => "GET /api/v5/reference/mg-channels/templates";
        reference.list_mg_channel_templates().limit(50).page(2).channel_id(12)
            => "GET /api/v5/reference/mg-channels/templates?limit=50&page=2&channel_id=12";
        reference.update_mg_channel_templates([template]).removed([7, 8])
            => "POST /api/v5/reference/mg-channels/templates/edit"
            r#"templates=[{"code":"sale","template":["Hello, ",{"var":"first_name"}],"buttons":[{"type":"QUICK_REPLY","text":"Thanks"}]}]&removed=[7,8]"#;
        reference.list_order_methods() => "GET /api/v5/reference/order-methods";
        reference.update_order_method("a", ReferenceOrderMethod::new().code("a").default_for_crm(true))
            => "POST /api/v5/reference/order-methods/a/edit" r#"orderMethod={"code":"a","defaultForCrm":true}"#;
        reference.list_order_types() => "GET /api/v5/reference/order-types";
        reference.update_order_type("a", ReferenceOrderType::new().code("a").name("A"))
            => "POST /api/v5/reference/order-types/a/edit" r#"orderType={"code":"a","name":"A"}"#;
        reference.list_payment_statuses() => "GET /api/v5/reference/payment-statuses";
        reference.update_payment_status("a", ReferencePaymentStatus::new().payment_complete(true).payment_types(["cash"]))
            => "POST /api/v5/reference/payment-statuses/a/edit" r#"paymentStatus={"paymentComplete":true,"paymentTypes":["cash"]}"#;
        reference.list_payment_types() => "GET /api/v5/reference/payment-types";
        reference.update_payment_type("a", ReferencePaymentType::new().code("a").payment_statuses(["paid"]))
            => "POST /api/v5/reference/payment-types/a/edit" r#"paymentType={"code":"a","paymentStatuses":["paid"]}"#;
        reference.list_price_types() => "GET /api/v5/reference/price-types";
        reference.update_price_type("a", ReferencePriceType::new().name("A").ordering(5).geo([ReferenceGeoRow::new().country("RU")]))
            => "POST /api/v5/reference/price-types/a/edit" r#"priceType={"name":"A","ordering":5,"geo":[{"country":"RU"}]}"#;
        reference.list_product_statuses() => "GET /api/v5/reference/product-statuses";
        reference.update_product_status("a", ReferenceProductStatus::new().code("a").cancel_status(true))
            => "POST /api/v5/reference/product-statuses/a/edit" r#"productStatus={"code":"a","cancelStatus":true}"#;
        reference.list_sites() => "GET /api/v5/reference/sites";
        reference.update_site("a", ReferenceSite::new().name("A").contragent(ReferenceLegalEntity::new().code("firm")))
            => "POST /api/v5/reference/sites/a/edit" r#"site={"name":"A","contragent":{"code":"firm"}}"#;
        reference.list_status_groups() => "GET /api/v5/reference/status-groups";
        reference.list_statuses() => "GET /api/v5/reference/statuses";
        reference.update_status("a", ReferenceStatus::new().name("A").group("new"))
            => "POST /api/v5/reference/statuses/a/edit" r#"status={"name":"A","group":"new"}"#;
        reference.list_stores() => "GET /api/v5/reference/stores";
        reference.update_store("a", ReferenceStore::new().name("A").type_(ReferenceStoreType::Warehouse).phone(ReferencePhone::new().number("+7999")))
            => "POST /api/v5/reference/stores/a/edit" r#"store={"name":"A","type":"store-type-warehouse","phone":{"number":"+7999"}}"#;
        reference.list_units() => "GET /api/v5/reference/units";
        reference.update_unit("pc/box", ReferenceUnit::new().code("pc/box").sym("pc").active(true))
            => "POST /api/v5/reference/units/pc%2Fbox/edit" r#"unit={"code":"pc/box","sym":"pc","active":true}"#;
    }
    wire.assert_covers("retailcrm", "reference");
}
