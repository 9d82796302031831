//! Replies to writes that cannot be read: something was made, and the reply is the only one that names it.

use tradewire::ErrorKind;
use tradewire::testing::Scripted;
use tradewire_insales::blocking;
use tradewire_insales::orders::{
    OrderClientCreate, OrderCreate, OrderCreateRequired, OrderLineCreate, OrderShippingAddressCreate,
};

use crate::support::shop;

fn replying(status: u16, body: &'static str) -> blocking::Client {
    shop(&Scripted::new().reply(status, body))
}

/// An order was made, though nothing but its id came back: the error has the whole reply.
#[test]
fn the_id_of_what_was_made_is_not_lost() {
    let body = r#"{"id":7,"number":"1001"}"#;
    let line = OrderLineCreate::new(1).variant_id(5);
    let client = OrderClientCreate::new("79111112233");
    let order = OrderCreate::new(OrderCreateRequired {
        order_lines_attributes: vec![line],
        client,
        shipping_address_attributes: OrderShippingAddressCreate::new(),
        delivery_variant_id: 1,
        payment_gateway_id: 1,
    });
    let error = replying(201, body).orders().create(order).send().expect_err("no lines");
    assert_eq!(
        (error.kind(), error.status().map(|status| status.as_u16())),
        (ErrorKind::Decode, Some(201))
    );
    assert_eq!(error.partial_body().map(|body| &body[..]), Some(body.as_bytes()));
    // A read made nothing.
    let error = replying(200, body).orders().get(7).send().expect_err("no lines");
    assert_eq!((error.kind(), error.partial_body()), (ErrorKind::Decode, None));
}
