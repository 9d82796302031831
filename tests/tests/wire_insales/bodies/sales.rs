//! Clients, delivery, payment and discounts.

use tradewire::{Decimal, Flag};
use tradewire_insales::blocking::Client;
use tradewire_insales::bonus_system_transactions::BonusSystemTransactionCreate;
use tradewire_insales::client_groups::ClientGroupInput;
use tradewire_insales::clients::{
    ClientUpdate, IndividualClientCreate, IndividualClientCreateRequired, JuridicalClientCreate,
    JuridicalClientCreateRequired,
};
use tradewire_insales::custom_statuses::{CustomStatusCreate, CustomStatusCreateRequired, CustomStatusUpdate};
use tradewire_insales::delivery_variants::{
    DeliveryLocationInput, DeliveryPaymentBindingInput, DeliveryPickUpBindingInput, DeliveryRuleInput,
    DeliveryTariffInput, DeliveryTariffInputRequired, DeliveryVariantUpdate, DeliveryZoneInput,
    DeliveryZoneLocationInput, ExternalDeliveryCreate, FixedDeliveryCreate, LocationDependDeliveryCreate,
    PickUpDeliveryCreate, PickUpSourceInput, PickUpSourceMethod, PriceDependDeliveryCreate,
};
use tradewire_insales::discount_codes::{
    DiscountCodeCreate, DiscountCodeCreateRequired, DiscountCodeType, DiscountCodeUpdate,
};
use tradewire_insales::payment_gateways::{
    ExternalPaymentGatewayCreate, ExternalPaymentGatewayCreateRequired, PaymentDeliveryVariantChange,
    PaymentDeliveryVariantCreate, PaymentGatewayCreate, PaymentGatewayUpdate, PlainPaymentGatewayCreate,
};
use tradewire_insales::types::FieldValueInput;

use super::{Written, written};

pub(super) fn all(shop: &Client) -> Vec<Written> {
    let mut all = clients(shop);
    all.extend(delivery(shop));
    all.extend(payment(shop));
    all.extend(discounts(shop));
    all
}

fn clients(shop: &Client) -> Vec<Written> {
    let field = |id, value| [FieldValueInput::new().field_id(id).value(value)];
    let individual = IndividualClientCreate::new(IndividualClientCreateRequired {
        name: "Ivan".into(),
        surname: "Ivanov".into(),
        middlename: "Ivanovich".into(),
    })
    .registered(true)
    .email("test@example.com")
    .password("123456")
    .fields_values_attributes(field(178, "text"));
    let juridical = JuridicalClientCreate::new(JuridicalClientCreateRequired {
        name: "OOO 'Company'".into(),
        inn: 1_234_567_890.into(),
    })
    .juridical_address("123456, Moscow, Novaya st., 1, 222")
    .kpp(123_456_789)
    .bik(123_456_789)
    .fields_values_attributes(field(182, "text_value"));
    let change = ClientUpdate::new()
        .phone("+7(911)111-11-11")
        .subscribe(false)
        .client_group_id(2)
        .fields_values_attributes(field(184, "new value"));
    let group = || {
        ClientGroupInput::new()
            .title("test group")
            .discount(Decimal::new(2, 1))
            .discount_description("test group discount")
            .is_default(false)
    };
    let compliment = BonusSystemTransactionCreate::new(100).description("compliment");
    vec![
        written("clients.create.1", &shop.clients().create(individual)),
        written("clients.create.2", &shop.clients().create(juridical)),
        written("clients.update.1", &shop.clients().update(1, change)),
        written("client_groups.create.1", &shop.client_groups().create(group())),
        written("client_groups.update.1", &shop.client_groups().update(1, group())),
        written(
            "bonus_system_transactions.create.1",
            &shop.bonus_system_transactions().create(1, compliment),
        ),
    ]
}

fn delivery(shop: &Client) -> Vec<Written> {
    const SCRIPT: &str = "<script type='text/javascript' src='http://mydelivery.ru/delivery.js'></script>\n        \
        <script type='text/javascript'>\n          $(function(){\n          \
        alert('Choose a point of customer pickup');\n          });\n        </script>";
    // What the four have in common; each is a type of its own.
    macro_rules! common {
        ($create:expr, $inverted:expr) => {
            $create
                .description("text")
                .position(1)
                .add_payment_gateways(true)
                .delivery_locations_attributes([DeliveryLocationInput::new().region("A").city("B")])
                .inverted($inverted)
                .charge_up_to(1000)
        };
    }
    let title = "express delivery";
    let zone = DeliveryZoneInput::new([DeliveryTariffInput::new(DeliveryTariffInputRequired {
        price: 100.into(),
        step: 2.into(),
        step_price: 50.into(),
        max_weight: 30.into(),
    })])
    .title("test")
    .locations_attributes([DeliveryZoneLocationInput::new("A").region("C").city("D")]);
    let rule = DeliveryRuleInput::new().price(300).order_price(10).order_weight(1);
    let external = common!(ExternalDeliveryCreate::new(title), false)
        .javascript(SCRIPT)
        .url("http://google.ru");
    let fixed = common!(FixedDeliveryCreate::new(title, 300), false);
    let by_location = common!(LocationDependDeliveryCreate::new(title, [zone]), true);
    let by_price = common!(PriceDependDeliveryCreate::new(title), false)
        .min_price(300)
        .rules_attributes([rule]);
    let change = DeliveryVariantUpdate::new()
        .title("new title")
        .description("new description")
        .position(1)
        .charge_up_to(2500)
        .payment_delivery_variants_attributes([
            DeliveryPaymentBindingInput::new().id(2).destroy(Flag::ON),
            DeliveryPaymentBindingInput::new().payment_gateway_id(3),
        ]);
    let source = PickUpSourceInput::new()
        .title("Sample Post")
        .http_method(PickUpSourceMethod::Post)
        .url("https://example.com/points")
        .point_info_url("https://example.com/point");
    let points = PickUpDeliveryCreate::new("Pick-up points")
        .inverted(true)
        .pick_up_sources_attributes([source]);
    let tariffs = ExternalDeliveryCreate::new("Courier")
        .url("https://example.com/price")
        .api_version("v2");
    let other_points = DeliveryVariantUpdate::new().pick_up_source_delivery_variants_attributes([
        DeliveryPickUpBindingInput::new().pick_up_source_id(91),
        DeliveryPickUpBindingInput::new().id(92).destroy(Flag::ON),
    ]);
    vec![
        written("delivery_variants.create.1", &shop.delivery_variants().create(external)),
        written("delivery_variants.create.2", &shop.delivery_variants().create(fixed)),
        written(
            "delivery_variants.create.3",
            &shop.delivery_variants().create(by_location),
        ),
        written("delivery_variants.create.4", &shop.delivery_variants().create(by_price)),
        written("delivery_variants.create.5", &shop.delivery_variants().create(points)),
        written("delivery_variants.create.6", &shop.delivery_variants().create(tariffs)),
        written(
            "delivery_variants.update.1",
            &shop.delivery_variants().update(1, change),
        ),
        written(
            "delivery_variants.update.2",
            &shop.delivery_variants().update(1, other_points),
        ),
    ]
}

fn payment(shop: &Client) -> Vec<Written> {
    let binding = || [PaymentDeliveryVariantCreate::new().delivery_variant_id(1)];
    let cash = PlainPaymentGatewayCreate::new("cash on delivery")
        .margin(10)
        .description("text")
        .payment_delivery_variants_attributes(binding());
    let external = ExternalPaymentGatewayCreate::new(ExternalPaymentGatewayCreateRequired {
        title: "external payment gateway".into(),
        url: "payment-gateway.ru/transactions/create".into(),
        shop_id: "123".into(),
    })
    .margin(10)
    .description("text")
    .payment_delivery_variants_attributes(binding());
    let change = PaymentGatewayUpdate::new()
        .title("cash")
        .margin(10)
        .description("description")
        .payment_delivery_variants_attributes([
            PaymentDeliveryVariantChange::new().id(2).destroy(true),
            PaymentDeliveryVariantChange::new().delivery_variant_id(2),
        ]);
    vec![
        written(
            "payment_gateways.create.1",
            &shop
                .payment_gateways()
                .create(PaymentGatewayCreate::PaymentGatewayCod(cash)),
        ),
        written("payment_gateways.create.2", &shop.payment_gateways().create(external)),
        written("payment_gateways.update.1", &shop.payment_gateways().update(1, change)),
    ]
}

fn discounts(shop: &Client) -> Vec<Written> {
    let birthday = DiscountCodeCreate::new(DiscountCodeCreateRequired {
        code: "BIRTHDAY".into(),
        type_id: DiscountCodeType::Percent,
        discount: 10.into(),
    })
    .description("Birthday discount")
    .act_once_for_client(true)
    .expired_at("2017-01-08")
    .min_price(500);
    let status = CustomStatusCreate::new(CustomStatusCreateRequired {
        system_status: "new".into(),
        title: "New (ordered by phone)".into(),
    });
    let status_change = CustomStatusUpdate::new().title("New (ordered by website)");
    vec![
        written("discount_codes.create.1", &shop.discount_codes().create(birthday)),
        written(
            "discount_codes.update.1",
            &shop.discount_codes().update(1, DiscountCodeUpdate::new().discount(15)),
        ),
        written("custom_statuses.create.1", &shop.custom_statuses().create(status)),
        written(
            "custom_statuses.update.1",
            &shop.custom_statuses().update("novyy", status_change),
        ),
    ]
}
