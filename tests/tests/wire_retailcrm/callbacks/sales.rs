//! Callbacks of payment, warehouse, messenger and recommendation modules.

use tradewire::callback::Callback;
use tradewire::http::Request;
use tradewire::{Bytes, Decimal, Json};
use tradewire_retailcrm::mg_transport::{GetOnline, GetVisits, MgDevice, MgOnline, MgVisit, MgVisits};
use tradewire_retailcrm::payment::{
    ApprovePayment, CancelPayment, CreatePayment, CreatePaymentReply, PaymentCreated, PaymentInvoiceType,
    PaymentMethodKind, PaymentObjectKind, PaymentRefund, PaymentRefundStatus, PaymentVat, RefundPayment,
    RefundPaymentReply,
};
use tradewire_retailcrm::recommendation::{ListRecommendations, RecommendationMode, Recommendations};
use tradewire_retailcrm::store::{
    ActualizeInventories, ActualizeInventoriesReply, RequestInventories, RequestInventoriesReply, Reserve,
    ReserveReply, StoreInventories, StoreOfferStock, StoreOfferStockAnswer, StoreStock,
};
use tradewire_retailcrm::types::By;

use super::{assert_answers, get, post};

fn any() -> Json {
    Json::parse(r#"{"success":true,"result":{"paymentId":"p-1"}}"#).expect("JSON")
}

const ANY: &str = r#"{"success":true,"result":{"paymentId":"p-1"}}"#;

#[test]
fn create_payment() {
    let form = concat!(
        r#"clientId=c-1&create={"shopId":"s","invoiceUuid":"5c9f2d1e","invoiceType":"link","amount":"100.50","currency":"RUB","orderId":7,"#,
        r#""items":[{"name":"Shoe","price":50.25,"quantity":2,"vat":"vat20","paymentMethod":"full_prepayment","paymentObject":"commodity","markingCode":"m-1"}],"customer":{"id":7,"site":"main"}}"#
    );
    let asked = CreatePayment::from_http(&post("/payment/create", form))
        .expect("readable")
        .body;
    assert_eq!(asked.client_id.as_deref(), Some("c-1"));
    let payment = asked.create.expect("a payment");
    assert_eq!(
        (payment.amount, payment.order_id),
        (Some(Decimal::new(10050, 2)), Some(7))
    );
    assert_eq!(payment.invoice_type, Some(PaymentInvoiceType::Link));
    assert_eq!(payment.customer.and_then(|customer| customer.id), Some(7));
    let line = payment.items.expect("lines").remove(0);
    assert_eq!(line.marking_code.as_deref(), Some("m-1"));
    assert_eq!(
        (line.price, line.quantity, line.vat),
        (Some(Decimal::new(5025, 2)), Some(2.0), Some(PaymentVat::Vat20))
    );
    assert_eq!(
        (line.payment_method, line.payment_object),
        (
            Some(PaymentMethodKind::FullPrepayment),
            Some(PaymentObjectKind::Commodity)
        )
    );
    let created = PaymentCreated::new()
        .payment_id("p-1")
        .invoice_url("https://pay.example/1");
    assert_answers::<CreatePayment>(
        &CreatePaymentReply::new().success(true).result(created),
        r#"{"success":true,"result":{"paymentId":"p-1","invoiceUrl":"https://pay.example/1"}}"#,
    );
    assert_answers::<CreatePayment>(
        &CreatePaymentReply::new()
            .success(false)
            .error_msg("refused")
            .errors(["no such shop"]),
        r#"{"success":false,"errorMsg":"refused","errors":["no such shop"]}"#,
    );
}

#[test]
fn approve_payment() {
    let asked = ApprovePayment::from_http(&post(
        "/payment/approve",
        r#"clientId=c-1&approve={"paymentId":"p-1","amount":100}"#,
    ))
    .expect("readable");
    let approve = asked.body.approve.expect("a payment");
    assert_eq!(
        (approve.payment_id.as_deref(), approve.amount),
        (Some("p-1"), Some(Decimal::new(100, 0)))
    );
    assert_answers::<ApprovePayment>(&any(), ANY);
}

#[test]
fn cancel_payment() {
    let asked = CancelPayment::from_http(&post("/payment/cancel", r#"clientId=c-1&cancel={"paymentId":"p-1"}"#))
        .expect("readable")
        .body;
    assert_eq!(asked.client_id.as_deref(), Some("c-1"));
    assert_eq!(asked.cancel.expect("a payment").payment_id.as_deref(), Some("p-1"));
    assert_answers::<CancelPayment>(&any(), ANY);
}

#[test]
fn refund_payment() {
    let asked = RefundPayment::from_http(&post(
        "/payment/refund",
        r#"clientId=c-1&refund={"id":"r-1","status":"pending","amount":"50.5","comment":"too small"}"#,
    ))
    .expect("readable")
    .body;
    assert_eq!(asked.client_id.as_deref(), Some("c-1"));
    let refund = asked.refund.expect("a refund");
    assert_eq!(
        (refund.id.as_deref(), refund.amount, refund.status),
        (
            Some("r-1"),
            Some(Decimal::new(505, 1)),
            Some(PaymentRefundStatus::Pending)
        )
    );
    let done = PaymentRefund::new().id("r-1").status(PaymentRefundStatus::Succeeded);
    assert_answers::<RefundPayment>(
        &RefundPaymentReply::new().success(true).result(done),
        r#"{"success":true,"result":{"id":"r-1","status":"succeeded"}}"#,
    );
}

#[test]
fn actualize_inventories() {
    let form = concat!(
        r#"order={"id":7,"externalId":"B-1","site":"main"}&packs=[{"item":{"id":31,"externalIds":[{"code":"default","value":"l-1"}]},"#,
        r#""offer":{"id":3,"xmlId":"x-1"},"quantity":0,"store":"main","shipmentDate":"2026-02-01"}]"#
    );
    let asked = ActualizeInventories::from_http(&post("/store/inventories/actualize", form))
        .expect("readable")
        .body;
    assert_eq!(asked.order.and_then(|order| order.id), Some(7));
    let pack = asked.packs.expect("packs").remove(0);
    assert_eq!(
        (pack.quantity, pack.store.as_deref()),
        (Some(0.0), Some("main")),
        "a reservation that was taken back"
    );
    assert_eq!(
        pack.item.and_then(|item| item.external_ids).expect("ids")[0]
            .value
            .as_deref(),
        Some("l-1")
    );
    let stock = StoreOfferStock::new()
        .id(3)
        .stores([StoreStock::new().code("main").available(4.0)]);
    assert_answers::<ActualizeInventories>(
        &ActualizeInventoriesReply::new()
            .success(true)
            .inventories([StoreInventories::new().offers([stock])]),
        r#"{"success":true,"inventories":[{"offers":[{"id":3,"stores":[{"code":"main","available":4.0}]}]}]}"#,
    );
    assert_answers::<ActualizeInventories>(
        &ActualizeInventoriesReply::new()
            .success(false)
            .error_msg("no connection"),
        r#"{"success":false,"errorMsg":"no connection"}"#,
    );
}

#[test]
fn request_inventories() {
    let form = r#"clientId=c-1&offers=[{"id":3,"externalId":"s-1"},{"xmlId":"x-2"}]"#;
    let asked = RequestInventories::from_http(&post("/store/inventories/upload", form))
        .expect("readable")
        .body;
    let offers = asked.offers.expect("offers");
    assert_eq!((offers[0].id, offers[1].xml_id.as_deref()), (Some(3), Some("x-2")));
    let answer = StoreOfferStockAnswer::new()
        .id(3)
        .stores([StoreStock::new().code("main").purchase_price(Decimal::new(1050, 2))]);
    assert_answers::<RequestInventories>(
        &RequestInventoriesReply::new().success(true).offers([answer]),
        r#"{"success":true,"offers":[{"id":3,"stores":[{"code":"main","purchasePrice":10.50}]}]}"#,
    );
}

/// One pack, its fields side by side.
#[test]
fn reserve() {
    let form = concat!(
        r#"item={"id":31,"externalIds":[{"code":"default","value":"l-1"}]}&offer={"id":3,"xmlId":"x-1","properties":[]}"#,
        "&quantity=2&store=main&purchasePrice=10.50&shipmentDate=2026-02-01"
    );
    let asked = Reserve::from_http(&post("/store/reserve", form))
        .expect("readable")
        .body;
    assert_eq!(
        (
            asked.item.and_then(|item| item.id),
            asked.offer.and_then(|offer| offer.id)
        ),
        (Some(31), Some(3))
    );
    assert_eq!(
        (asked.quantity, asked.store.as_deref(), asked.purchase_price),
        (Some(2.0), Some("main"), Some(Decimal::new(1050, 2)))
    );
    let stock = StoreOfferStock::new()
        .id(3)
        .stores([StoreStock::new().code("main").available(4.0)]);
    assert_answers::<Reserve>(
        &ReserveReply::new()
            .success(true)
            .inventories([StoreInventories::new().offers([stock])]),
        r#"{"success":true,"inventories":[{"offers":[{"id":3,"stores":[{"code":"main","available":4.0}]}]}]}"#,
    );
}

/// The account stands in a header, in any case.
fn messenger(target: &str, header: &str) -> Request<Bytes> {
    Request::get(target)
        .header(header, "c-1")
        .body(Bytes::new())
        .expect("a request")
}

#[test]
fn get_online() {
    for header in ["X-Client-Id", "x-client-id"] {
        let asked = GetOnline::from_http(&messenger("/mg/online?externalUserId=u%201", header)).expect("readable");
        assert_eq!(
            (asked.x_client_id.as_deref(), asked.external_user_id.as_deref()),
            (Some("c-1"), Some("u 1"))
        );
    }
    assert_answers::<GetOnline>(
        &MgOnline::new().last_online("2026-02-01 10:00:00"),
        r#"{"lastOnline":"2026-02-01 10:00:00"}"#,
    );
}

#[test]
fn get_visits() {
    let asked = GetVisits::from_http(&messenger("/mg/visits?externalChatId=42", "X-Client-Id")).expect("readable");
    assert_eq!(
        (asked.x_client_id.as_deref(), asked.external_chat_id.as_deref()),
        (Some("c-1"), Some("42"))
    );
    let visits = MgVisits::new()
        .count_visits(2)
        .last_visit(MgVisit::new().created_at("2026-02-01 10:00:00").duration(30))
        .device(MgDevice::new().lang("en_US"));
    assert_answers::<GetVisits>(
        &visits,
        r#"{"lastVisit":{"createdAt":"2026-02-01 10:00:00","duration":30},"countVisits":2,"device":{"lang":"en_US"}}"#,
    );
}

#[test]
fn without_the_header_the_account_is_not_known() {
    let asked = GetOnline::from_http(&get("/mg/online?externalUserId=u")).expect("readable");
    assert_eq!(asked.x_client_id, None);
}

/// Lists come in PHP brackets, with numbers or without.
#[test]
fn list_recommendations() {
    for ids in ["ids[]=1&ids[]=22", "ids%5B%5D=1&ids%5B%5D=22", "ids[0]=1&ids[1]=22"] {
        let asked =
            ListRecommendations::from_http(&get(&format!("/recommendation?clientId=c-1&{ids}&mode=buying_with")))
                .expect("readable");
        assert_eq!((asked.ids, asked.external_ids), (Some(vec![1, 22]), None), "{ids}");
        assert_eq!(asked.mode, Some(RecommendationMode::BuyingWith));
    }
    let asked =
        ListRecommendations::from_http(&get("/recommendation?externalIds[]=s-1&mode=new_mode")).expect("readable");
    assert_eq!(asked.external_ids, Some(vec!["s-1".to_owned()]));
    assert_eq!(asked.mode, Some(RecommendationMode::Other("new_mode".to_owned())));
    assert_answers::<ListRecommendations>(
        &Recommendations::new().by(By::ExternalId).ids(["s-2"]),
        r#"{"by":"externalId","ids":["s-2"]}"#,
    );
}
