//! Orders, clients, delivery and payment.

use super::{Route, route};
use tradewire_insales::clients::JuridicalClientCreateRequired;
use tradewire_insales::custom_statuses::CustomStatusCreateRequired;
use tradewire_insales::discount_codes::DiscountCodeCreateRequired;
use tradewire_insales::orders::OrderCreateRequired;
use tradewire_insales::payment_gateways::ExternalPaymentGatewayCreateRequired;

#[rustfmt::skip]
pub(super) fn all() -> Vec<Route> {
    [orders(), clients(), client_groups(), bonus_system_transactions(), custom_statuses(), delivery_variants(), payment_gateways(), discount_codes()].concat()
}

#[rustfmt::skip]
fn orders() -> Vec<Route> {
    use tradewire_insales::orders::{CountOrders, CreateOrder, GetOrder, ListOrderChanges, ListOrders, OrderClientCreate, OrderCreate, OrderShippingAddressCreate, OrderUpdate, UpdateOrder};
    vec![
        route(&ListOrders::new(), "GET /admin/orders.json"),
        route(&ListOrderChanges::new("2026-01-31T10:00:00Z"), "GET /admin/orders.json?updated_since=2026-01-31T10%3A00%3A00Z"),
        route(&CountOrders::new(), "GET /admin/orders/count.json"),
        route(&GetOrder::new(7), "GET /admin/orders/7.json"),
        route(&CreateOrder::new(OrderCreate::new(OrderCreateRequired { order_lines_attributes: vec![], client: OrderClientCreate::new("7"), shipping_address_attributes: OrderShippingAddressCreate::new(), delivery_variant_id: 1, payment_gateway_id: 1 })), "POST /admin/orders.json"),
        route(&UpdateOrder::new(7, OrderUpdate::new()), "PUT /admin/orders/7.json"),
    ]
}

#[rustfmt::skip]
fn clients() -> Vec<Route> {
    use tradewire_insales::clients::{ClientUpdate, CreateClient, DeleteClient, GetClient, JuridicalClientCreate, ListClientChanges, ListClients, UpdateClient};
    vec![
        route(&CreateClient::new(JuridicalClientCreate::new(JuridicalClientCreateRequired { name: "A".into(), inn: 12.into() })), "POST /admin/clients.json"),
        route(&DeleteClient::new(7), "DELETE /admin/clients/7.json"),
        route(&GetClient::new(7), "GET /admin/clients/7.json"),
        route(&ListClients::new(), "GET /admin/clients.json"),
        route(&ListClientChanges::new("2026-01-31T10:00:00Z"), "GET /admin/clients.json?updated_since=2026-01-31%2010%3A00%3A00%20%2B0000"),
        route(&UpdateClient::new(7, ClientUpdate::new()), "PUT /admin/clients/7.json"),
    ]
}

#[rustfmt::skip]
fn client_groups() -> Vec<Route> {
    use tradewire_insales::client_groups::{ClientGroupInput, CreateClientGroup, DeleteClientGroup, GetClientGroup, ListClientGroups, UpdateClientGroup};
    vec![
        route(&CreateClientGroup::new(ClientGroupInput::new()), "POST /admin/client_groups.json"),
        route(&DeleteClientGroup::new(7), "DELETE /admin/client_groups/7.json"),
        route(&GetClientGroup::new(7), "GET /admin/client_groups/7.json"),
        route(&ListClientGroups::new(), "GET /admin/client_groups.json"),
        route(&UpdateClientGroup::new(7, ClientGroupInput::new()), "PUT /admin/client_groups/7.json"),
    ]
}

#[rustfmt::skip]
fn bonus_system_transactions() -> Vec<Route> {
    use tradewire_insales::bonus_system_transactions::{BonusSystemTransactionCreate, CreateBonusSystemTransaction, GetBonusSystemTransaction, ListBonusSystemTransactions};
    vec![
        route(&CreateBonusSystemTransaction::new(7, BonusSystemTransactionCreate::new(100)), "POST /admin/clients/7/bonus_system_transactions.json"),
        route(&GetBonusSystemTransaction::new(7), "GET /admin/bonus_system_transactions/7.json"),
        route(&ListBonusSystemTransactions::new(7), "GET /admin/clients/7/bonus_system_transactions.json"),
    ]
}

#[rustfmt::skip]
fn custom_statuses() -> Vec<Route> {
    use tradewire_insales::custom_statuses::{CreateCustomStatus, CustomStatusCreate, CustomStatusUpdate, DeleteCustomStatus, GetCustomStatus, ListCustomStatuses, UpdateCustomStatus};
    vec![
        route(&CreateCustomStatus::new(CustomStatusCreate::new(CustomStatusCreateRequired { system_status: "new".into(), title: "A".into() })), "POST /admin/custom_statuses.json"),
        route(&DeleteCustomStatus::new("in-work"), "DELETE /admin/custom_statuses/in-work.json"),
        route(&GetCustomStatus::new("in-work"), "GET /admin/custom_statuses/in-work.json"),
        route(&ListCustomStatuses::new(), "GET /admin/custom_statuses.json"),
        route(&UpdateCustomStatus::new("in-work", CustomStatusUpdate::new()), "PUT /admin/custom_statuses/in-work.json"),
    ]
}

#[rustfmt::skip]
fn delivery_variants() -> Vec<Route> {
    use tradewire_insales::delivery_variants::{CreateDeliveryVariant, DeleteDeliveryVariant, DeliveryVariantUpdate, FixedDeliveryCreate, GetDeliveryVariant, ListDeliveryVariants, UpdateDeliveryVariant};
    vec![
        route(&CreateDeliveryVariant::new(FixedDeliveryCreate::new("A", 300)), "POST /admin/delivery_variants.json"),
        route(&DeleteDeliveryVariant::new(7), "DELETE /admin/delivery_variants/7.json"),
        route(&GetDeliveryVariant::new(7), "GET /admin/delivery_variants/7.json"),
        route(&ListDeliveryVariants::new(), "GET /admin/delivery_variants.json"),
        route(&UpdateDeliveryVariant::new(7, DeliveryVariantUpdate::new()), "PUT /admin/delivery_variants/7.json"),
    ]
}

#[rustfmt::skip]
fn payment_gateways() -> Vec<Route> {
    use tradewire_insales::payment_gateways::{CreatePaymentGateway, DeletePaymentGateway, ExternalPaymentGatewayCreate, GetPaymentGateway, ListPaymentGateways, PaymentGatewayUpdate, UpdatePaymentGateway};
    vec![
        route(&ListPaymentGateways::new(), "GET /admin/payment_gateways.json"),
        route(&GetPaymentGateway::new(7), "GET /admin/payment_gateways/7.json"),
        route(&CreatePaymentGateway::new(ExternalPaymentGatewayCreate::new(ExternalPaymentGatewayCreateRequired { title: "A".into(), url: "a.ru".into(), shop_id: "1".into() })), "POST /admin/payment_gateways.json"),
        route(&UpdatePaymentGateway::new(7, PaymentGatewayUpdate::new()), "PUT /admin/payment_gateways/7.json"),
        route(&DeletePaymentGateway::new(7), "DELETE /admin/payment_gateways/7.json"),
    ]
}

#[rustfmt::skip]
fn discount_codes() -> Vec<Route> {
    use tradewire_insales::discount_codes::{CreateDiscountCode, DeleteDiscountCode, DiscountCodeCreate, DiscountCodeType, DiscountCodeUpdate, GetDiscountCode, ListDiscountCodes, UpdateDiscountCode};
    vec![
        route(&CreateDiscountCode::new(DiscountCodeCreate::new(DiscountCodeCreateRequired { code: "A".into(), type_id: DiscountCodeType::Percent, discount: 10.into() })), "POST /admin/discount_codes.json"),
        route(&DeleteDiscountCode::new(7), "DELETE /admin/discount_codes/7.json"),
        route(&GetDiscountCode::new(7), "GET /admin/discount_codes/7.json"),
        route(&ListDiscountCodes::new(), "GET /admin/discount_codes.json"),
        route(&UpdateDiscountCode::new(7, DiscountCodeUpdate::new()), "PUT /admin/discount_codes/7.json"),
    ]
}
