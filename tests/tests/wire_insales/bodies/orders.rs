//! Orders: both ways to place one and all ten changes that the document shows.

use tradewire::Decimal;
use tradewire_insales::blocking::Client;
use tradewire_insales::orders::{
    FinancialStatus, OrderClientCreate, OrderClientUpdate, OrderCreate, OrderCreateRequired, OrderDiscountType,
    OrderDiscountUpdate, OrderLineCreate, OrderLineUpdate, OrderShippingAddressCreate, OrderShippingAddressUpdate,
    OrderUpdate,
};
use tradewire_insales::types::FieldValueInput;

use super::{Written, written};

pub(super) fn all(shop: &Client) -> Vec<Written> {
    let update = |example, id, body| written(example, &shop.orders().update(id, body));
    vec![
        written(
            "orders.create.1",
            &shop.orders().create(placed(OrderLineCreate::new(2).variant_id(5))),
        ),
        written(
            "orders.create.2",
            &shop
                .orders()
                .create(placed(OrderLineCreate::new(2).variant_id(3).vat(10))),
        ),
        written("orders.create.3", &shop.orders().create(by_product())),
        update("orders.update.1", 1, new_discounts()),
        update(
            "orders.update.2",
            1,
            lines([OrderLineUpdate::new().product_id(1).quantity(1).vat(18)]),
        ),
        update(
            "orders.update.3",
            1,
            lines([OrderLineUpdate::new().variant_id(1).quantity(1).vat(-1)]),
        ),
        update(
            "orders.update.4",
            1,
            discounts([OrderDiscountUpdate::new().id(17).destroy(true)]),
        ),
        update(
            "orders.update.5",
            1,
            lines([OrderLineUpdate::new().id(1).destroy(true)]),
        ),
        update(
            "orders.update.6",
            1,
            OrderUpdate::new().custom_status_permalink("v-obrabotke"),
        ),
        update(
            "orders.update.7",
            1,
            discounts([OrderDiscountUpdate::new().id(18).discount_order_lines_ids([29])]),
        ),
        update("orders.update.8", 1, of_many_parts()),
        update("orders.update.9", 1, lines([changed_line()])),
        update("orders.update.10", 1, moved("Moscow, Znamenka 12")),
        update(
            "orders.update.11",
            1,
            lines([OrderLineUpdate::new().variant_id(71).quantity(Decimal::new(35, 2))]),
        ),
    ]
}

fn placed(line: OrderLineCreate) -> OrderCreate {
    OrderCreate::new(OrderCreateRequired {
        order_lines_attributes: vec![line],
        client: OrderClientCreate::new("79111112233")
            .name("Vasya")
            .email("vasya@example.com"),
        shipping_address_attributes: OrderShippingAddressCreate::new().address("Moscow, Krasnaya Presna 24"),
        delivery_variant_id: 1,
        payment_gateway_id: 1,
    })
    .coupon("20% discount")
}

/// Goods sold by weight, by product and at a price of their own.
fn by_product() -> OrderCreate {
    let tea = OrderLineCreate::new(Decimal::new(15, 1))
        .product_id(61)
        .sale_price(Decimal::new(2405, 1));
    OrderCreate::new(OrderCreateRequired {
        order_lines_attributes: vec![tea, OrderLineCreate::new(2).variant_id(72)],
        client: OrderClientCreate::new("+70000000000").name("Anna"),
        shipping_address_attributes: OrderShippingAddressCreate::new().address("1 Sample street"),
        delivery_variant_id: 41,
        payment_gateway_id: 51,
    })
    .custom_status_permalink("sent")
}

fn lines<const N: usize>(lines: [OrderLineUpdate; N]) -> OrderUpdate {
    OrderUpdate::new().order_lines_attributes(lines)
}

fn discounts<const N: usize>(discounts: [OrderDiscountUpdate; N]) -> OrderUpdate {
    OrderUpdate::new().discounts_attributes(discounts)
}

fn new_discounts() -> OrderUpdate {
    discounts([
        OrderDiscountUpdate::new()
            .discount(100)
            .type_id(OrderDiscountType::Money)
            .description("-100 (absolute)"),
        OrderDiscountUpdate::new()
            .discount(10)
            .description("10% only for first order line")
            .discount_order_lines_ids([25]),
    ])
}

fn changed_line() -> OrderLineUpdate {
    OrderLineUpdate::new()
        .id(1)
        .sale_price(100)
        .quantity(2)
        .comment("New comment")
        .vat(0)
}

fn moved(address: &str) -> OrderUpdate {
    OrderUpdate::new().shipping_address_attributes(OrderShippingAddressUpdate::new().address(address))
}

fn of_many_parts() -> OrderUpdate {
    let field = |id, value| FieldValueInput::new().field_id(id).value(value);
    OrderUpdate::new()
        .client_attributes(
            OrderClientUpdate::new()
                .id(2)
                .name("Ivan")
                .email("ivan@example.com")
                .phone("79111113344")
                .fields_values_attributes([field(247, "new!")]),
        )
        .delivery_variant_id(2)
        .payment_gateway_id(3)
        .coupon("20% discount")
        .comment("Please call from 9 to 18")
        .manager_comment("New client")
        .financial_status(FinancialStatus::Paid)
        .fields_values_attributes([FieldValueInput::new().handle("my_awesome_field").value("new value")])
        .shipping_address_attributes(
            OrderShippingAddressUpdate::new().fields_values_attributes([field(248, "new value!")]),
        )
}
