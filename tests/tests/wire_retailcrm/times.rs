//! Times that the vendor wants in a form of its own, whatever they were made from.

use tradewire::{DateTime, ErrorKind, Time};
use tradewire_retailcrm::customer_interaction::{CartClear, CartSet, CartSetCustomer};
use tradewire_retailcrm::delivery::{DeliveryShipmentInput, DeliveryTimeInterval};
use tradewire_retailcrm::orders::{OrderCreate, OrderDeliveryInput};
use tradewire_tests::Wire;

use crate::account;
use crate::form::assert_calls;

fn interval(from: Option<Time>, to: &str) -> DeliveryTimeInterval {
    DeliveryTimeInterval::new().set_from(from.expect("a time")).to(to)
}

#[test]
fn times_of_a_delivery_have_no_seconds() {
    let wire = Wire::new();
    let account = account(&wire);
    let order = OrderCreate::new().delivery(OrderDeliveryInput::new().time(interval(Time::new(9, 5, 0), "12:30")));
    let shipment = DeliveryShipmentInput::new().time(interval(Time::new(18, 30, 0), "20:00:00"));
    assert_calls! { wire;
        account.orders().create(order)
            => "POST /api/v5/orders/create" r#"order={"delivery":{"time":{"from":"09:05","to":"12:30"}}}"#;
        account.delivery().create_shipment(shipment)
            => "POST /api/v5/delivery/shipments/create" r#"deliveryShipment={"time":{"from":"18:30","to":"20:00"}}"#;
    }
}

#[test]
fn moments_of_a_cart_have_a_blank_and_an_offset() {
    let wire = Wire::new();
    let shop = account(&wire).customer_interaction();
    let moment = || DateTime::from_unix_seconds(1_769_929_205).expect("a moment");
    let cart = CartSet::new()
        .dropped_at("2026-02-01T10:00:05.125+03:00")
        .customer(CartSetCustomer::new().id(7));
    assert_calls! { wire;
        shop.clear_cart("main", CartClear::new().cleared_at(moment()))
            => "POST /api/v5/customer-interaction/main/cart/clear" r#"cart={"clearedAt":"2026-02-01 07:00:05+00:00"}"#;
        shop.set_cart("main", cart)
            => "POST /api/v5/customer-interaction/main/cart/set"
            r#"cart={"droppedAt":"2026-02-01 10:00:05+03:00","customer":{"id":7}}"#;
    }
}

#[test]
fn what_the_form_cannot_say_is_not_sent() {
    let wire = Wire::new();
    let account = account(&wire);
    let order = OrderCreate::new().delivery(OrderDeliveryInput::new().time(interval(Time::new(9, 5, 30), "12:30")));
    let seconds = account.orders().create(order).send_raw().expect_err("refused");
    let cart = CartClear::new().cleared_at("2026-02-01 10:00:00");
    let offset = account
        .customer_interaction()
        .clear_cart("main", cart)
        .send_raw()
        .expect_err("refused");
    for (error, told) in [(seconds, "seconds are given"), (offset, "an offset from UTC")] {
        assert_eq!(error.kind(), ErrorKind::Build);
        assert!(error.to_string().contains(told), "{error}");
    }
    assert!(wire.transport().requests().is_empty());
}
