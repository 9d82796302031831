//! Orders with their payments, packs, bonuses, deliveries and invoices.

use tradewire::Decimal;
use tradewire_retailcrm::customer_interaction::OfferRef;
use tradewire_retailcrm::customers_corporate::ContactCustomer;
use tradewire_retailcrm::delivery::{
    DeliveryCalculationItem, DeliveryCalculationOrder, DeliveryShipmentFilter, DeliveryShipmentInput,
    DeliveryShipmentStatus, DeliveryStatusInfo, DeliveryTracking,
};
use tradewire_retailcrm::order_bonuses::OrderLoyaltyRef;
use tradewire_retailcrm::order_packs::{OrderPackFilter, OrderPackHistoryFilter, OrderPackInput};
use tradewire_retailcrm::order_payments::{OrderPaymentCreate, OrderPaymentUpdate};
use tradewire_retailcrm::orders::{
    CombineOrderRequired, OrderCombineTechnique, OrderCreate, OrderDeliveryInput, OrderFilter, OrderHistoryFilter,
    OrderIds, OrderItemCreate, OrderItemUpdate, OrderLinkInput, OrderPaymentInput, OrderReference, OrderUpdate,
};
use tradewire_retailcrm::payment::{
    PaymentCheck, PaymentInvoiceCreate, PaymentInvoiceImport, PaymentInvoiceUpdate, PaymentRefund, PaymentRefundStatus,
};
use tradewire_retailcrm::types::{By, EntityRef, OrderRef, Source};
use tradewire_tests::Wire;

use crate::account;
use crate::form::assert_calls;

#[test]
fn orders() {
    let wire = Wire::new();
    let orders = account(&wire).orders();
    let item = OrderItemCreate::new()
        .initial_price(Decimal::new(9990, 2))
        .quantity(2.0)
        .offer(OfferRef::new().external_id("s-1"));
    let corporate = OrderCreate::new()
        .contact(ContactCustomer::new().id(7))
        .company(EntityRef::new().external_id("c1"))
        .source(Source::new().medium("cpc"))
        .delivery(OrderDeliveryInput::new().code("courier").net_cost(Decimal::new(50, 0)))
        .payments([OrderPaymentInput::new().type_("cash").amount(Decimal::new(9990, 2))]);
    let line = OrderItemUpdate::new().id(31).quantity(1.0);
    assert_calls! { wire;
        orders.list() => "GET /api/v5/orders";
        orders.list().limit(100).page(3).filter(OrderFilter::new().numbers(["15C"]).paid_at_from("2026-02-01"))
            => "GET /api/v5/orders?limit=100&page=3&filter[numbers][]=15C&filter[paidAtFrom]=2026-02-01";
        orders.create(OrderCreate::new().external_id("B-1").items([item])).site("main")
            => "POST /api/v5/orders/create"
            r#"site=main&order={"externalId":"B-1","items":[{"initialPrice":99.90,"quantity":2.0,"offer":{"externalId":"s-1"}}]}"#;
        orders.create(corporate)
            => "POST /api/v5/orders/create"
            r#"order={"contact":{"id":7},"company":{"externalId":"c1"},"source":{"medium":"cpc"},"#
            r#""delivery":{"code":"courier","netCost":50},"payments":[{"type":"cash","amount":99.90}]}"#;
        orders.upload([OrderCreate::new().number("1"), OrderCreate::new().number("2")]).site("main")
            => "POST /api/v5/orders/upload" r#"site=main&orders=[{"number":"1"},{"number":"2"}]"#;
        orders.combine(CombineOrderRequired { order: OrderReference::new().id(1), result_order: OrderReference::new().id(2) }).technique(OrderCombineTechnique::Ours)
            => "POST /api/v5/orders/combine" r#"order={"id":1}&resultOrder={"id":2}&technique=ours"#;
        orders.fix_external_ids([OrderIds::new().id(7).external_id("B-7")])
            => "POST /api/v5/orders/fix-external-ids" r#"orders=[{"id":7,"externalId":"B-7"}]"#;
        orders.list_history().limit(100).filter(OrderHistoryFilter::new().start_date("2026-02-01 00:00:00"))
            => "GET /api/v5/orders/history?limit=100&filter[startDate]=2026-02-01%2000%3A00%3A00";
        orders.get("B-1") => "GET /api/v5/orders/B-1";
        orders.get("7").by(By::Id).site("main") => "GET /api/v5/orders/7?by=id&site=main";
        orders.cancel_delivery("B-1") => "POST /api/v5/orders/B-1/delivery/cancel";
        orders.cancel_delivery("7").by(By::Id).force(true) => "POST /api/v5/orders/7/delivery/cancel?by=id" "force=1";
        orders.update("7", OrderUpdate::new().status("new").items([line])).by(By::Id).site("main")
            => "POST /api/v5/orders/7/edit" r#"by=id&site=main&order={"status":"new","items":[{"quantity":1.0,"id":31}]}"#;
        orders.print_plate("7", 4).by(By::Id) => "GET /api/v5/orders/7/plates/4/print?by=id";
        orders.print_plate("B-1", 4).site("main") => "GET /api/v5/orders/B-1/plates/4/print?site=main";
        orders.list_statuses().ids([7, 8]).external_ids(["B-1"])
            => "GET /api/v5/orders/statuses?ids[]=7&ids[]=8&externalIds[]=B-1";
        orders.create_link(OrderLinkInput::new().comment("same buyer").orders([OrderRef::new().id(7), OrderRef::new().number("8C")])).site("main")
            => "POST /api/v5/orders/links/create" r#"site=main&link={"comment":"same buyer","orders":[{"id":7},{"number":"8C"}]}"#;
    }
    wire.assert_covers("retailcrm", "orders");
}

#[test]
fn order_bonuses() {
    let wire = Wire::new();
    let bonuses = account(&wire).order_bonuses();
    assert_calls! { wire;
        bonuses.apply(OrderLoyaltyRef::new().id(7).apply_round(true)).site("main").bonuses(Decimal::new(105, 1))
            => "POST /api/v5/orders/loyalty/apply" r#"site=main&order={"id":7,"applyRound":true}&bonuses=10.5"#;
        bonuses.cancel(OrderLoyaltyRef::new().external_id("B-1")).site("main")
            => "POST /api/v5/orders/loyalty/cancel-bonus-operations" r#"site=main&order={"externalId":"B-1"}"#;
    }
    wire.assert_covers("retailcrm", "order_bonuses");
}

#[test]
fn order_packs() {
    let wire = Wire::new();
    let packs = account(&wire).order_packs();
    assert_calls! { wire;
        packs.create(OrderPackInput::new().item_id(31).quantity(2.0).store("main").shipment_date("2026-02-01"))
            => "POST /api/v5/orders/packs/create" r#"pack={"itemId":31,"quantity":2.0,"store":"main","shipmentDate":"2026-02-01"}"#;
        packs.list().limit(20).page(2).filter(OrderPackFilter::new().ids([5]).stores(["main"]).shipment_date_from("2026-02-01"))
            => "GET /api/v5/orders/packs?limit=20&page=2&filter[ids][]=5&filter[stores][]=main&filter[shipmentDateFrom]=2026-02-01";
        packs.list_history().limit(50).page(1).filter(OrderPackHistoryFilter::new().order_id(7).since_id(8))
            => "GET /api/v5/orders/packs/history?limit=50&page=1&filter[orderId]=7&filter[sinceId]=8";
        packs.list_history().filter(OrderPackHistoryFilter::new().start_date("2026-02-01 00:00:00"))
            => "GET /api/v5/orders/packs/history?filter[startDate]=2026-02-01%2000%3A00%3A00";
        packs.get(5) => "GET /api/v5/orders/packs/5";
        packs.update(5, OrderPackInput::new().store("main")) => "POST /api/v5/orders/packs/5/edit" r#"pack={"store":"main"}"#;
        packs.delete(5) => "POST /api/v5/orders/packs/5/delete";
    }
    wire.assert_covers("retailcrm", "order_packs");
}

#[test]
fn order_payments() {
    let wire = Wire::new();
    let payments = account(&wire).order_payments();
    assert_calls! { wire;
        payments.create(OrderPaymentCreate::new(OrderRef::new().id(7)).type_("cash")).site("main")
            => "POST /api/v5/orders/payments/create" r#"site=main&payment={"order":{"id":7},"type":"cash"}"#;
        payments.update(9, OrderPaymentUpdate::new().status("paid")).site("main")
            => "POST /api/v5/orders/payments/9/edit" r#"site=main&payment={"status":"paid"}"#;
        payments.update("p-9", OrderPaymentUpdate::new().comment("late").order(OrderRef::new().external_id("B-1"))).by(By::ExternalId)
            => "POST /api/v5/orders/payments/p-9/edit" r#"by=externalId&payment={"order":{"externalId":"B-1"},"comment":"late"}"#;
        payments.delete(9) => "POST /api/v5/orders/payments/9/delete";
    }
    wire.assert_covers("retailcrm", "order_payments");
}

#[test]
fn delivery() {
    let wire = Wire::new();
    let delivery = account(&wire).delivery();
    let order = DeliveryCalculationOrder::new()
        .weight(1500.0)
        .items([DeliveryCalculationItem::new().initial_price(10).quantity(0.5)]);
    let news = DeliveryStatusInfo::new()
        .code("sent")
        .updated_at("2026-02-01T10:00:00+03:00");
    assert_calls! { wire;
        delivery.calculate(order).delivery_type_codes(["courier", "post"])
            => "POST /api/v5/delivery/calculate"
            r#"deliveryTypeCodes=["courier","post"]&order={"weight":1500.0,"items":[{"initialPrice":10,"quantity":0.5}]}"#;
        delivery.update_tracking("courier", [DeliveryTracking::new().delivery_id("d-1").history([news])])
            => "POST /api/v5/delivery/generic/courier/tracking"
            r#"statusUpdate=[{"deliveryId":"d-1","history":[{"code":"sent","updatedAt":"2026-02-01T10:00:00+03:00"}]}]"#;
        delivery.list_shipments().limit(20).filter(DeliveryShipmentFilter::new().statuses([DeliveryShipmentStatus::Created]))
            => "GET /api/v5/delivery/shipments?limit=20&filter[statuses][]=created";
        delivery.create_shipment(DeliveryShipmentInput::new().date("2026-02-01").orders([OrderRef::new().number("15C")]))
            .delivery_type("courier").site("main")
            => "POST /api/v5/delivery/shipments/create"
            r#"deliveryType=courier&site=main&deliveryShipment={"date":"2026-02-01","orders":[{"number":"15C"}]}"#;
        delivery.get_shipment("3") => "GET /api/v5/delivery/shipments/3";
        delivery.update_shipment("3", DeliveryShipmentInput::new().external_id("s-9").comment("late")).delivery_type("courier").site("main")
            => "POST /api/v5/delivery/shipments/3/edit" r#"deliveryType=courier&site=main&deliveryShipment={"externalId":"s-9","comment":"late"}"#;
    }
    wire.assert_covers("retailcrm", "delivery");
}

#[test]
fn payment() {
    const UUID: &str = "5c9f2d1e-0000-4000-8000-000000000001";
    let wire = Wire::new();
    let payment = account(&wire).payment();
    let update = PaymentInvoiceUpdate::new()
        .invoice_uuid(UUID)
        .amount(Decimal::new(10000, 2))
        .paid_at("2026-02-01 10:00:00")
        .refund(
            PaymentRefund::new()
                .status(PaymentRefundStatus::Succeeded)
                .amount(Decimal::new(500, 1)),
        )
        .cancellable(false);
    assert_calls! { wire;
        payment.check(PaymentCheck::new().invoice_uuid(UUID).amount(Decimal::new(10000, 2)).currency("RUB"))
            => "POST /api/v5/payment/check"
            r#"check={"invoiceUuid":"5c9f2d1e-0000-4000-8000-000000000001","amount":100.00,"currency":"RUB"}"#;
        payment.create_invoice(PaymentInvoiceCreate::new().payment_id(9).return_url("https://shop.example/?a=1"))
            => "POST /api/v5/payment/create-invoice" r#"createInvoice={"paymentId":9,"returnUrl":"https://shop.example/?a=1"}"#;
        payment.import_invoice(PaymentInvoiceImport::new().payment_id(9).amount(Decimal::new(10000, 2)).status("succeeded").paid_at("2026-02-01 10:00:00").refundable(true))
            => "POST /api/v5/payment/invoice/import"
            r#"invoice={"paymentId":9,"amount":100.00,"status":"succeeded","paidAt":"2026-02-01 10:00:00","refundable":true}"#;
        payment.update_invoice(update)
            => "POST /api/v5/payment/update-invoice"
            r#"updateInvoice={"invoiceUuid":"5c9f2d1e-0000-4000-8000-000000000001","amount":100.00,"#
            r#""paidAt":"2026-02-01 10:00:00","refund":{"status":"succeeded","amount":50.0},"cancellable":false}"#;
        payment.get_invoice(UUID) => "GET /api/v5/payment/invoice/5c9f2d1e-0000-4000-8000-000000000001";
    }
    wire.assert_covers("retailcrm", "payment");
}
