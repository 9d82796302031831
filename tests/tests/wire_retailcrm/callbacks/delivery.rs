//! Callbacks of a delivery module.

use tradewire::callback::Callback;
use tradewire::{Decimal, Download, Json};
use tradewire_retailcrm::delivery::DeliveryStatusInfo;
use tradewire_retailcrm::delivery_module::{
    Autocomplete, AutocompleteReply, CalculateCost, CalculateCostReply, DeleteDelivery, DeleteDeliveryReply,
    DeleteShipment, DeleteShipmentReply, DeliveryAutocompleteItem, DeliveryModuleData, DeliveryModuleSaved,
    DeliveryModuleShipmentSaved, DeliveryPayer, DeliveryPlateEntity, DeliveryPrintIds, DeliveryTariffOffer,
    DeliveryTariffType, DeliveryTerminal, DeliveryTerminalRef, GetDelivery, GetDeliveryReply, ListShipmentPoints,
    ListShipmentPointsReply, ListTariffs, PrintForms, SaveDelivery, SaveDeliveryReply, SaveShipment, SaveShipmentReply,
};

use super::{assert_answers, get, post, text};

#[test]
fn autocomplete() {
    let asked =
        Autocomplete::from_http(&get("/delivery/autocomplete?clientId=c-1&term=%D0%9C%D0%BE+1")).expect("readable");
    assert_eq!(
        (asked.client_id.as_deref(), asked.term.as_deref()),
        (Some("c-1"), Some("Мо 1"))
    );
    let item = DeliveryAutocompleteItem::new().value("1").label("Moscow");
    assert_answers::<Autocomplete>(
        &AutocompleteReply::new().success(true).result([item]),
        r#"{"success":true,"result":[{"value":"1","label":"Moscow"}]}"#,
    );
}

#[test]
fn calculate_cost() {
    let form = r#"clientId=c-1&calculate={"weight":1500,"extraData":{"insured":true}}"#;
    let asked = CalculateCost::from_http(&post("/delivery/calculate", form))
        .expect("readable")
        .body;
    assert_eq!(asked.client_id.as_deref(), Some("c-1"));
    let delivery = asked.calculate.expect("a delivery");
    assert_eq!(delivery.extra_data.expect("more data")["insured"], Json::from(true));
    assert_eq!(
        delivery.extra.get("weight"),
        Some(Json::from(1500)),
        "a row that the document lost"
    );

    let offer = DeliveryTariffOffer::new()
        .code("day")
        .type_(DeliveryTariffType::SelfDelivery)
        .cost(Decimal::new(35050, 2))
        .min_term(1)
        .pickuppoint_list([DeliveryTerminalRef::new().code("t-1")]);
    assert_answers::<CalculateCost>(
        &CalculateCostReply::new().success(true).result([offer]),
        r#"{"success":true,"result":[{"code":"day","type":"selfDelivery","cost":350.50,"minTerm":1,"pickuppointList":[{"code":"t-1"}]}]}"#,
    );
}

#[test]
fn delete_delivery() {
    let asked = DeleteDelivery::from_http(&post("/delivery/delete", r#"clientId=c-1&delete={"deliveryId":"d-1"}"#))
        .expect("readable")
        .body;
    assert_eq!(
        (asked.client_id.as_deref(), asked.delete.delivery_id.as_deref()),
        (Some("c-1"), Some("d-1"))
    );
    assert_answers::<DeleteDelivery>(&DeleteDeliveryReply::new().success(true), r#"{"success":true}"#);
}

#[test]
fn get_delivery() {
    let asked = GetDelivery::from_http(&get("/delivery/get?clientId=c-1&deliveryId=56376")).expect("readable");
    assert_eq!(
        (asked.client_id.as_deref(), asked.delivery_id.as_deref()),
        (Some("c-1"), Some("56376"))
    );
    let data = DeliveryModuleData::new()
        .track_number("T1")
        .cost(100)
        .payer_type(DeliveryPayer::Sender)
        .status(
            DeliveryStatusInfo::new()
                .code("sent")
                .updated_at("2026-02-01T10:00:00+03:00"),
        )
        .extra_data([("insured", true)]);
    assert_answers::<GetDelivery>(
        &GetDeliveryReply::new().success(true).result(data),
        concat!(
            r#"{"success":true,"result":{"trackNumber":"T1","cost":100,"payerType":"sender","#,
            r#""status":{"code":"sent","updatedAt":"2026-02-01T10:00:00+03:00"},"extraData":{"insured":true}}}"#
        ),
    );
}

/// The answer is the file; its name must survive any alphabet.
#[test]
fn print_forms() {
    let form = r#"clientId=c-1&print={"entityType":"shipment","type":"label","deliveryIds":[["56376","798645"]]}"#;
    let asked = PrintForms::from_http(&post("/delivery/print", form))
        .expect("readable")
        .body
        .print;
    assert_eq!(
        (asked.entity_type, asked.type_.as_deref()),
        (Some(DeliveryPlateEntity::Shipment), Some("label"))
    );
    assert_eq!(
        asked.delivery_ids,
        Some(vec![DeliveryPrintIds::Group(vec![
            "56376".to_owned(),
            "798645".to_owned()
        ])])
    );

    let bare = PrintForms::from_http(&post("/delivery/print", r#"print={"deliveryIds":["1"]}"#))
        .expect("readable")
        .body
        .print;
    assert_eq!(bare.delivery_ids, Some(vec![DeliveryPrintIds::Id("1".to_owned())]));

    let pdf = Download {
        bytes: "%PDF-1.7".into(),
        file_name: Some("наклейка 1.pdf".into()),
        content_type: Some("application/pdf".into()),
    };
    let response = PrintForms::answer(&pdf);
    assert_eq!(text(&response), (200, "application/pdf", "%PDF-1.7"));
    assert_eq!(
        response.headers()["content-disposition"],
        "attachment; filename*=UTF-8''%D0%BD%D0%B0%D0%BA%D0%BB%D0%B5%D0%B9%D0%BA%D0%B0%201.pdf"
    );
}

#[test]
fn save_delivery() {
    let form = concat!(
        r#"clientId=c-1&save={"deliveryId":"d-1","order":"7","site":"main","store":{"code":"w","workTime":{"mo":[{"startTime":"09:00"}]}},"#,
        r#""delivery":{"cost":"100.50","payerType":"receiver","deliveryDate":"2026-02-01","deliveryTime":{"from":"09:00","to":"12:30"},"#,
        r#""extraData":[]},"packages":[{"weight":1}]}"#
    );
    let asked = SaveDelivery::from_http(&post("/delivery/save", form))
        .expect("readable")
        .body
        .save;
    assert_eq!(
        (asked.delivery_id.as_deref(), asked.order.as_deref()),
        (Some("d-1"), Some("7"))
    );
    let hours = asked
        .store
        .and_then(|store| store.work_time)
        .and_then(|week| week.mo)
        .expect("hours");
    assert_eq!(hours[0].start_time.as_deref(), Some("09:00"));
    let delivery = asked.delivery.expect("a delivery");
    assert_eq!(
        (delivery.cost, delivery.payer_type),
        (Some(Decimal::new(10050, 2)), Some(DeliveryPayer::Receiver))
    );
    assert_eq!(
        delivery
            .delivery_time
            .and_then(|time| time.to)
            .and_then(|to| to.minute()),
        Some(30)
    );
    assert_eq!(delivery.extra_data.unwrap_or_default().len(), 0);
    assert!(asked.extra.contains_key("packages"), "a row that the document lost");

    let saved = DeliveryModuleSaved::new().delivery_id("d-1").status("new");
    assert_answers::<SaveDelivery>(
        &SaveDeliveryReply::new().success(true).result(saved),
        r#"{"success":true,"result":{"deliveryId":"d-1","status":"new"}}"#,
    );
}

#[test]
fn delete_shipment() {
    let form = r#"clientId=c-1&shipmentDelete={"shipmentId":"s-1","extraData":{"reason":"late"}}"#;
    let asked = DeleteShipment::from_http(&post("/delivery/shipment-delete", form))
        .expect("readable")
        .body
        .shipment_delete;
    assert_eq!(asked.shipment_id.as_deref(), Some("s-1"));
    assert_eq!(asked.extra_data.expect("more data")["reason"], Json::from("late"));
    assert_answers::<DeleteShipment>(&DeleteShipmentReply::new().success(false), r#"{"success":false}"#);
}

#[test]
fn list_shipment_points() {
    let target = "/delivery/shipment-point-list?clientId=c-1&country=RU&regionId=77&cityId=4312&code=main";
    let asked = ListShipmentPoints::from_http(&get(target)).expect("readable");
    assert_eq!(
        (asked.country.as_deref(), asked.region_id, asked.city_id),
        (Some("RU"), Some(77), Some(4312))
    );
    assert_eq!((asked.code.as_deref(), asked.city), (Some("main"), None));
    let terminal = DeliveryTerminal::new().code("t-1").name("On the corner").cost(10);
    assert_answers::<ListShipmentPoints>(
        &ListShipmentPointsReply::new().success(true).result([terminal]),
        r#"{"success":true,"result":[{"code":"t-1","cost":10,"name":"On the corner"}]}"#,
    );
}

#[test]
fn save_shipment() {
    let form = concat!(
        r#"clientId=c-1&shipmentSave={"manager":{"id":4,"firstName":"Ivan"},"date":"2026-02-01","time":{"from":"09:00"},"#,
        r#""orders":[{"deliveryId":"d-1","packages":[{"packageId":"1","weight":1.5,"width":10}]}]}"#
    );
    let asked = SaveShipment::from_http(&post("/delivery/shipment-save", form))
        .expect("readable")
        .body
        .shipment_save;
    assert_eq!(asked.shipment_id, None, "a new one");
    assert_eq!(asked.manager.and_then(|manager| manager.id), Some(4));
    let parcels = asked.orders.expect("orders").remove(0).packages.expect("parcels");
    assert_eq!((parcels[0].weight, parcels[0].width), (Some(1.5), Some(10)));
    assert_answers::<SaveShipment>(
        &SaveShipmentReply::new()
            .success(true)
            .result(DeliveryModuleShipmentSaved::new().shipment_id("s-1")),
        r#"{"success":true,"result":{"shipmentId":"s-1"}}"#,
    );
}

/// No answer is documented: any JSON goes.
#[test]
fn list_tariffs() {
    let asked = ListTariffs::from_http(&get("/delivery/tariff-list?clientId=c-1")).expect("readable");
    assert_eq!(asked.client_id.as_deref(), Some("c-1"));
    let answer = Json::parse(r#"{"success":true,"result":[{"code":"day"}]}"#).expect("JSON");
    assert_answers::<ListTariffs>(&answer, r#"{"success":true,"result":[{"code":"day"}]}"#);
}
