//! Things of several kinds: told apart by `type`, by their JSON form, or by a value of an open list.

use tradewire::Json;
use tradewire::json::{Decode, Encode, to_json};
use tradewire::testing::{Scripted, first_difference};
use tradewire_insales::blocking;
use tradewire_insales::clients::{Client, ClientType, JuridicalClientCreate, JuridicalClientCreateRequired};
use tradewire_insales::collections::{CollectionSort, CollectionUpdate};
use tradewire_insales::delivery_variants::{
    DeliveryVariant, DeliveryVariantCreate, FixedDeliveryCreate, PickUpDeliveryCreate, PlainDeliveryCreate,
};
use tradewire_insales::marketplaces::{GoogleMerchantCreate, Marketplace};
use tradewire_insales::orders::{FinancialStatus, FulfillmentStatus, OrderUpdate};
use tradewire_insales::payment_gateways::{
    ExternalPaymentGatewayCreate, ExternalPaymentGatewayCreateRequired, PaymentGateway, PaymentGatewayCreate,
    PlainPaymentGatewayCreate,
};
use tradewire_insales::product_field_values::{
    ProductFieldContent, ProductFieldValueUpdate, UpdateProductFieldValueRequired,
};
use tradewire_insales::webhooks::WebhookTopic;

use crate::support::{self, canonical_text, example};

fn shop() -> blocking::Client {
    support::shop(&Scripted::new())
}

fn body<O: tradewire::Operation, C>(call: &tradewire_insales::Call<O, C>) -> String {
    support::body(call.operation())
}

/// Reads and writes again: the value, and whether nothing was lost.
#[track_caller]
fn read<T: Decode + Encode>(text: &str) -> T {
    let value: T = Json::parse(text).and_then(|json| json.decode()).expect("a value");
    let (shown, written) = (Json::parse(text).expect("JSON"), to_json(&value).expect("JSON"));
    assert_eq!(
        first_difference(&shown, &written),
        None,
        "it is written as it was read, but for nulls"
    );
    value
}

#[test]
fn the_type_is_written_first_and_by_the_variant() {
    let plain = || PlainDeliveryCreate::new("A");
    let table: [(DeliveryVariantCreate, &str); 7] = [
        (
            FixedDeliveryCreate::new("A", 300).into(),
            r#"{"type":"DeliveryVariant::Fixed","title":"A","price":300}"#,
        ),
        (
            DeliveryVariantCreate::DeliveryVariantNone(plain()),
            r#"{"type":"DeliveryVariant::None","title":"A"}"#,
        ),
        (
            DeliveryVariantCreate::DeliveryVariantNovaPoshta(plain()),
            r#"{"type":"DeliveryVariant::NovaPoshta","title":"A"}"#,
        ),
        (
            DeliveryVariantCreate::DeliveryVariantOfficialFirstClass(plain()),
            r#"{"type":"DeliveryVariant::OfficialFirstClass","title":"A"}"#,
        ),
        (
            DeliveryVariantCreate::DeliveryVariantOfficialRussianpost(plain()),
            r#"{"type":"DeliveryVariant::OfficialRussianpost","title":"A"}"#,
        ),
        (
            DeliveryVariantCreate::DeliveryVariantOfficialEmsShipping(plain()),
            r#"{"type":"DeliveryVariant::OfficialEmsShipping","title":"A"}"#,
        ),
        (
            PickUpDeliveryCreate::new("A").into(),
            r#"{"type":"DeliveryVariant::PickUp","title":"A"}"#,
        ),
    ];
    for (delivery, expected) in table {
        let sent = body(&shop().delivery_variants().create(delivery));
        assert_eq!(
            canonical_text(&sent),
            canonical_text(&format!(r#"{{"delivery_variant":{expected}}}"#))
        );
        assert!(sent.starts_with(r#"{"delivery_variant":{"type":"#), "{sent}");
    }
}

#[test]
fn every_kind_to_pay_and_to_export_has_its_type() {
    let plain = || PlainPaymentGatewayCreate::new("A");
    let gateways = shop().payment_gateways();
    let marketplaces = shop().marketplaces();
    let table = [
        (
            body(&gateways.create(PaymentGatewayCreate::PaymentGatewayCod(plain()))),
            "PaymentGateway::Cod",
        ),
        (
            body(&gateways.create(PaymentGatewayCreate::PaymentGatewayCustom(plain()))),
            "PaymentGateway::Custom",
        ),
        (
            body(&gateways.create(ExternalPaymentGatewayCreate::new(
                ExternalPaymentGatewayCreateRequired {
                    title: "A".into(),
                    url: "a.ru".into(),
                    shop_id: "1".into(),
                },
            ))),
            "PaymentGateway::External",
        ),
        (
            body(&marketplaces.create(GoogleMerchantCreate::new("A"))),
            "Marketplace::GoogleMerchant",
        ),
        (
            body(
                &shop()
                    .clients()
                    .create(JuridicalClientCreate::new(JuridicalClientCreateRequired {
                        name: "A".into(),
                        inn: "0123".into(),
                    })),
            ),
            "Client::Juridical",
        ),
    ];
    for (sent, kind) in table {
        let json = Json::parse(&sent).expect("JSON");
        let (_, inner) = json
            .as_object()
            .and_then(|object| object.iter().next())
            .expect("a wrapper");
        assert_eq!(inner.get("type").and_then(Json::as_str), Some(kind), "{sent}");
    }
}

/// A kind that came after this crate was made can be sent as JSON.
#[test]
fn an_unknown_kind_can_be_sent() {
    let drone = Json::parse(r#"{"type":"DeliveryVariant::Drone","title":"A","height":100}"#).expect("JSON");
    assert_eq!(
        body(&shop().delivery_variants().create(DeliveryVariantCreate::Other(drone))),
        r#"{"delivery_variant":{"type":"DeliveryVariant::Drone","title":"A","height":100}}"#
    );
}

#[test]
fn replies_are_read_by_their_type() {
    let deliveries: Vec<DeliveryVariant> = read(&example("delivery_variants.list.1.response"));
    assert!(matches!(
        &*deliveries,
        [
            DeliveryVariant::DeliveryVariantFixed(_),
            DeliveryVariant::DeliveryVariantPriceDepend(_)
        ]
    ));
    let gateways: Vec<PaymentGateway> = read(&example("payment_gateways.list.1.response"));
    assert!(matches!(
        &*gateways,
        [
            PaymentGateway::PaymentGatewayCod(_),
            PaymentGateway::PaymentGatewayJuridicalPersonBill(_)
        ]
    ));
    let marketplaces: Vec<Marketplace> = read(&example("marketplaces.list.1.response"));
    assert!(matches!(
        &*marketplaces,
        [
            Marketplace::MarketplaceLiquidYandexMarket(_),
            Marketplace::MarketplaceGoogleMerchant(_)
        ]
    ));
    let company: Client = read(&example("clients.create.2.response"));
    assert_eq!(company.type_, Some(ClientType::Juridical));
}

/// Neither lost nor mistaken for another kind, wherever the type stands.
#[test]
fn an_unknown_kind_is_kept_whole() {
    let robot: Client = read(r#"{"id":7,"name":"R2","type":"Client::Robot"}"#);
    assert_eq!(robot.type_.as_ref().map(ClientType::as_str), Some("Client::Robot"));
    let deliveries: Vec<DeliveryVariant> = read(
        r#"[{"id":1,"type":"DeliveryVariant::Drone","battery":{"charge":0.50}},{"id":2,"type":"DeliveryVariant::Fixed"}]"#,
    );
    let [DeliveryVariant::Other(drone), DeliveryVariant::DeliveryVariantFixed(_)] = &*deliveries else {
        panic!("{deliveries:?}")
    };
    assert_eq!(
        drone.at("battery.charge").map(ToString::to_string).as_deref(),
        Some("0.50")
    );
}

/// The type may stand behind the other fields.
#[test]
fn the_type_may_stand_last() {
    let text = r#"{"id":7,"title":"A","price":300.0,"type":"DeliveryVariant::Fixed"}"#;
    let DeliveryVariant::DeliveryVariantFixed(fixed) = read(text) else {
        panic!("a fixed price");
    };
    assert_eq!(fixed.id, 7);
}

#[test]
fn values_of_open_lists_are_kept() {
    let statuses: Vec<FulfillmentStatus> = read(r#"["new","dispatched","declined","frozen",""]"#);
    let known = [
        FulfillmentStatus::New,
        FulfillmentStatus::Dispatched,
        FulfillmentStatus::Declined,
    ];
    assert_eq!(statuses[..3], known);
    assert_eq!(statuses[3], FulfillmentStatus::Other("frozen".to_owned()));
    assert_eq!(statuses[3].as_str(), "frozen");
    let sorts: Vec<CollectionSort> = read("[1,11,99]");
    assert_eq!(
        sorts,
        [
            CollectionSort::TitleAscending,
            CollectionSort::SortRankDescending,
            CollectionSort::Other(99)
        ]
    );
    assert_eq!(WebhookTopic::from("orders/archive").as_str(), "orders/archive");

    let update = OrderUpdate::new()
        .fulfillment_status("frozen")
        .financial_status(FinancialStatus::Paid);
    assert_eq!(
        body(&shop().orders().update(1, update)),
        r#"{"order":{"financial_status":"paid","fulfillment_status":"frozen"}}"#
    );
    let sorted = CollectionUpdate::new().sort_type(99);
    assert_eq!(
        body(&shop().collections().update(1, sorted)),
        r#"{"collection":{"sort_type":99}}"#
    );
}

#[test]
fn contents_of_fields_are_numbers_or_text() {
    assert_eq!(read::<ProductFieldContent>("12345"), ProductFieldContent::Number(12345));
    assert_eq!(
        read::<ProductFieldContent>(r#""12345""#),
        ProductFieldContent::Text("12345".to_owned())
    );
    let list = r#"["a",1]"#;
    assert!(matches!(read(list), ProductFieldContent::Other(_)));

    let values = shop().product_field_values();
    let sent = |value: ProductFieldContent| {
        body(&values.update(
            UpdateProductFieldValueRequired {
                product_id: 1,
                id: 2.into(),
            },
            ProductFieldValueUpdate::new().value(value),
        ))
    };
    assert_eq!(sent(12345.into()), r#"{"product_field_value":{"value":12345}}"#);
    assert_eq!(sent("12345".into()), r#"{"product_field_value":{"value":"12345"}}"#);
}

/// Leading zeros of a tax number survive as text.
#[test]
fn tax_numbers_are_numbers_or_text() {
    let company = JuridicalClientCreate::new(JuridicalClientCreateRequired {
        name: "A".into(),
        inn: "0123456789".into(),
    })
    .kpp(123_456_789);
    assert_eq!(
        canonical_text(&body(&shop().clients().create(company))),
        r#"{"client":{"inn":"0123456789","kpp":123456789,"name":"A","type":"Client::Juridical"}}"#
    );
}
