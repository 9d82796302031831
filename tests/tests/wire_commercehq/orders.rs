//! Requests about orders, byte for byte.

use tradewire::Decimal;
use tradewire_commercehq::fulfilments::{
    DeleteFulfilmentRequired, FulfilmentEdit, FulfilmentItem, FulfilmentItemRequired, UpdateFulfilmentRequired,
};
use tradewire_commercehq::orders::{
    ChangeOrderCustomerRequired, ExportOrderCsvRequired, OrderNumber, OrderPaymentStatus, OrderStatus,
    RefundOrderRequired, RefundShipment,
};
use tradewire_commercehq::shipments::{
    DeleteShipmentRequired, ShipmentCreate, ShipmentEdit, ShipmentPart, ShipmentTracking, UpdateShipmentRequired,
};
use tradewire_commercehq::types::{AddressLines, LineItemQuantity, LineItemQuantityRequired, PaymentMethod};
use tradewire_tests::{Wire, assert_sends};

use crate::shop;

const TRACKING: &str = "1Z999AA10123456784";

#[test]
fn orders() {
    let wire = Wire::new();
    let orders = shop(&wire).orders();
    assert_sends! { wire;
        orders.list().size(200) => "GET /api/v1/orders?size=200";
        orders.list().fields(["id", "total"]).expand(["all"]).sort(["!order_date", "id"]).page(4).size(50)
            => "GET /api/v1/orders?fields=id,total&expand=all&sort=%21order_date,id&page=4&size=50";
        orders.get(1000).fields(["id", "total"]).expand(["all"]) => "GET /api/v1/orders/1000?fields=id,total&expand=all";
        orders.get_page(1000) => "GET /api/v1/orders/1000/page";
        orders.search().full_name(["Andrew", "Mike"]) => ("POST /api/v1/orders/search", r#"{"full_name":["Andrew","Mike"]}"#);
        orders.update(1000, "call \u{2028}first") => ("PATCH /api/v1/orders/1000", "{\"notes\":\"call \u{2028}first\"}");
        orders.update_address(1000)
            .shipping(AddressLines::new().street("46 Leatherwood St.").suite("1432").zip("91605"))
            .billing(AddressLines::new().first_name("James").last_name("C Smith").street("46 Leatherwood St."))
            => ("PATCH /api/v1/orders/1000/address", concat!(
                r#"{"shipping":{"street":"46 Leatherwood St.","suite":"1432","zip":"91605"},"#,
                r#""billing":{"first_name":"James","last_name":"C Smith","street":"46 Leatherwood St."}}"#,
            ));
        orders.change_customer(ChangeOrderCustomerRequired { id: 1000, customer_id: 77 }) => ("PATCH /api/v1/orders/1000/customer", r#"{"id":77}"#);
        orders.refund(RefundOrderRequired { id: 1000, refund: Decimal::new(795, 2) }).shipments([RefundShipment::new(31, [LineItemQuantity::new(LineItemQuantityRequired { id: 54, quantity: 1 })])]).notify(true)
            => ("POST /api/v1/orders/1000/refund",
                r#"{"shipments":[{"id":31,"items":[{"id":54,"quantity":1}]}],"refund":7.95,"notify":true}"#);
        orders.export_csv(ExportOrderCsvRequired { id: 84, order_ids: vec![84], template_id: 1 }) => ("POST /api/v1/orders/84/exportcsv", r#"{"order_ids":[84],"template_id":1}"#);
    }
    wire.assert_covers("commercehq", "orders");
}

#[test]
fn every_filter_of_the_order_search() {
    let wire = Wire::new();
    let search = shop(&wire)
        .orders()
        .search()
        .sort(["!total"])
        .page(2)
        .size(10)
        .ids([1])
        .order_numbers([OrderNumber::from(1)])
        .display_number("CH-4041")
        .email("a@b.c")
        .status([OrderStatus::PartiallyShipped])
        .paid([OrderPaymentStatus::FullyRefunded])
        .shipping_description("Express")
        .shipping_price(Decimal::new(795, 2))
        .tax(0)
        .cart_price(10)
        .total(Decimal::new(1795, 2))
        .ip("127.0.0.1")
        .customer_id(7)
        .payment_method(PaymentMethod::AmericanExpress)
        .last4("4242")
        .ip_fail(false)
        .address_fail(true)
        .zip_fail(false)
        .cvc_fail(false)
        .refunded(0)
        .refund_possible(true)
        .order_date(1_497_530_431)
        .updated_at(1_497_530_432)
        .notes("gift")
        .full_name(["Andrew"]);
    assert_sends! { wire;
        search => ("POST /api/v1/orders/search?sort=%21total&page=2&size=10", concat!(
            r#"{"id":1,"order_number":1,"display_number":"CH-4041","email":"a@b.c","status":4,"paid":-2,"shipping_description":"Express","#,
            r#""shipping_price":7.95,"tax":0,"cart_price":10,"total":17.95,"ip":"127.0.0.1","customer_id":7,"#,
            r#""payment_method":"American Express","last4":"4242","ip_fail":false,"address_fail":true,"zip_fail":false,"#,
            r#""cvc_fail":false,"refunded":0,"refund_possible":true,"order_date":1497530431,"updated_at":1497530432,"#,
            r#""notes":"gift","full_name":["Andrew"]}"#,
        ));
    }
}

/// One value stands bare, several are a list.
#[test]
fn filters_of_the_order_search_take_lists() {
    let wire = Wire::new();
    let orders = shop(&wire).orders();
    assert_sends! { wire;
        orders.search().fields(["id"]).ids([84, 85]).order_numbers(["84", "CH-85"])
            .status([OrderStatus::NotSent, OrderStatus::PartiallySent]).paid([OrderPaymentStatus::Paid, OrderPaymentStatus::PartiallyRefunded])
            => ("POST /api/v1/orders/search?fields=id",
                r#"{"id":[84,85],"order_number":["84","CH-85"],"status":[0,1],"paid":[1,-1]}"#);
    }
}

#[test]
fn fulfilments() {
    let wire = Wire::new();
    let fulfilments = shop(&wire).fulfilments();
    let two = |first, second| {
        vec![
            LineItemQuantity::new(LineItemQuantityRequired {
                id: 11,
                quantity: first,
            }),
            LineItemQuantity::new(LineItemQuantityRequired {
                id: 12,
                quantity: second,
            }),
        ]
    };
    assert_sends! { wire;
        fulfilments.create(84, [FulfilmentItem::new(FulfilmentItemRequired { id: 11, quantity: 1 }).warehouse(1)])
            => ("POST /api/v1/orders/84/fulfilments", r#"{"items":[{"id":11,"quantity":1,"warehouse":1}]}"#);
        fulfilments.update_many(84, [FulfilmentEdit::new(1, two(1, 1)), FulfilmentEdit::new(2, two(2, 3))])
            => ("PATCH /api/v1/orders/84/fulfilments", concat!(
                r#"[{"id":1,"items":[{"id":11,"quantity":1},{"id":12,"quantity":1}]},"#,
                r#"{"id":2,"items":[{"id":11,"quantity":2},{"id":12,"quantity":3}]}]"#,
            ));
        fulfilments.update(UpdateFulfilmentRequired { order_id: 84, id: 2, items: two(1, 1) }).warehouse(1)
            => ("PATCH /api/v1/orders/84/fulfilments/2",
                r#"{"items":[{"id":11,"quantity":1},{"id":12,"quantity":1}],"warehouse":1}"#);
        fulfilments.delete(DeleteFulfilmentRequired { order_id: 84, id: 2 }) => "DELETE /api/v1/orders/84/fulfilments/2";
    }
    wire.assert_covers("commercehq", "fulfilments");
}

#[test]
fn shipments() {
    let wire = Wire::new();
    let shipments = shop(&wire).shipments();
    let part = |fulfilment| {
        ShipmentPart::new(fulfilment)
            .tracking_number(TRACKING)
            .shipping_carrier(2)
    };
    assert_sends! { wire;
        shipments.create(84, ShipmentCreate::new(12).tracking_number(TRACKING).shipping_carrier(2)).notify(true)
            => ("POST /api/v1/orders/84/shipments",
                r#"{"data":{"tracking_number":"1Z999AA10123456784","shipping_carrier":2,"fulfilment_id":12},"notify":true}"#);
        shipments.create_many(84, [part(12).items([LineItemQuantity::new(LineItemQuantityRequired { id: 54, quantity: 3 })]), part(13)]).notify(true)
            => ("POST /api/v1/orders/84/shipments", concat!(
                r#"{"data":[{"tracking_number":"1Z999AA10123456784","shipping_carrier":2,"fulfilment_id":12,"#,
                r#""items":[{"id":54,"quantity":3}]},"#,
                r#"{"tracking_number":"1Z999AA10123456784","shipping_carrier":2,"fulfilment_id":13}],"notify":true}"#,
            ));
        shipments.update_many(84, [ShipmentEdit::new(31).tracking_number(TRACKING)]).notify(false)
            => ("PATCH /api/v1/orders/84/shipments",
                r#"{"data":[{"tracking_number":"1Z999AA10123456784","id":31}],"notify":false}"#);
        shipments.update(UpdateShipmentRequired { order_id: 84, id: 31, data: ShipmentTracking::new().shipping_carrier(2) })
            => ("PATCH /api/v1/orders/84/shipments/31", r#"{"data":{"shipping_carrier":2}}"#);
        shipments.delete(DeleteShipmentRequired { order_id: 84, id: 31 }) => "DELETE /api/v1/orders/84/shipments/31";
    }
    wire.assert_covers("commercehq", "shipments");
}
