//! Entities in the kinds of JSON that recorded replies have: `[]` for nothing, numbers as text, lists and maps.

use tradewire::testing::Scripted;
use tradewire_retailcrm::custom_fields::{CustomFieldEntity, CustomFieldValue, GetCustomFieldRequired};
use tradewire_retailcrm::integration_modules::IntegrationModule;
use tradewire_retailcrm::reference::{ReferenceMgTemplatePart, ReferenceMgTemplateVar, ReferenceStatus};

use crate::scripted;

/// A module that nothing is told of gets `[]`; empty maps of a product and of an offer come so, too.
#[tokio::test]
async fn nothing_may_be_an_empty_list() {
    let server = Scripted::new()
        .reply(200, r#"{"success":true,"info":[]}"#)
        .reply(
            200,
            r#"{"success":true,"products":[{"id":1,"properties":[],"groups":[],"offers":[{"id":2,"properties":[],"unit":[]}]}]}"#,
        )
        .reply(200, r#"{"success":true,"deliveryShipment":{"id":3,"extraData":[],"lunchTime":[]}}"#);
    let crm = scripted(&server);
    let told = crm
        .integration_modules()
        .update("a", IntegrationModule::new())
        .send()
        .await
        .expect("readable");
    assert_eq!(told.info, None);

    let products = crm.store().list_products().send().await.expect("readable").products;
    let product = products.expect("products").remove(0);
    assert_eq!(product.properties.map(|properties| properties.len()), Some(0));
    let offer = product.offers.expect("offers").remove(0);
    assert_eq!((offer.id, offer.unit), (Some(2), None));
    assert_eq!(offer.properties.map(|properties| properties.len()), Some(0));

    let shipment = crm.delivery().get_shipment("3").send().await.expect("readable");
    let shipment = shipment.delivery_shipment.expect("a shipment");
    assert_eq!((shipment.id, shipment.lunch_time), (Some(3), None));
}

/// Ids are text in the vendor's client and numbers in what it has recorded.
#[tokio::test]
async fn ids_may_be_numbers_or_text() {
    let reply =
        |id: &str| format!(r#"{{"success":true,"manager":{{"id":{id},"code":"101"}},"customer":{{"id":{id}}}}}"#);
    let server = Scripted::new().reply(200, reply("4")).reply(200, reply(r#""4""#));
    for _ in 0..2 {
        let found = scripted(&server).telephony().get_manager("+7999").send().await;
        let found = found.expect("readable");
        let manager = found.manager.expect("a manager");
        assert_eq!((manager.id, manager.code.as_deref()), (Some(4), Some("101")));
        assert_eq!(found.customer.and_then(|customer| customer.id), Some(4));
    }
}

#[tokio::test]
async fn a_default_has_the_kind_of_its_field() {
    for (json, expected) in [
        ("5", CustomFieldValue::Integer(5)),
        ("1.5", CustomFieldValue::Number(1.5)),
        ("false", CustomFieldValue::Boolean(false)),
        (r#""5""#, CustomFieldValue::Text("5".to_owned())),
        (r#""2026-02-01""#, CustomFieldValue::Text("2026-02-01".to_owned())),
    ] {
        let body = format!(r#"{{"success":true,"customField":{{"code":"a","default":{json},"defaultTyped":{json}}}}}"#);
        let server = Scripted::new().reply(200, body);
        let reply = scripted(&server)
            .custom_fields()
            .get(GetCustomFieldRequired {
                entity: CustomFieldEntity::Order,
                code: "a".into(),
            })
            .send()
            .await
            .expect("readable");
        let field = reply.custom_field.expect("a field");
        assert_eq!(
            (field.default, field.default_typed),
            (Some(expected.clone()), Some(expected))
        );
    }
}

/// What was recorded as a list is read with numbers as keys, and what was recorded by code is read as a list.
#[tokio::test]
async fn dictionaries_come_as_list_or_by_code() {
    let server = Scripted::new()
        .reply(
            200,
            r#"{"success":true,"couriers":[{"id":4,"phone":{"number":"1"}},{"id":5,"phone":[]}]}"#,
        )
        .reply(
            200,
            r#"{"success":true,"couriers":{"4":{"id":4,"phone":{"number":"1"}},"5":{"id":5}}}"#,
        )
        .reply(200, r#"{"success":true,"statuses":[{"code":"new","group":"new"}]}"#);
    let reference = scripted(&server).reference();
    for _ in 0..2 {
        let couriers = reference.list_couriers().send().await.expect("readable").couriers;
        let couriers = couriers.expect("couriers");
        assert_eq!((couriers[0].id, couriers[1].id), (Some(4), Some(5)));
        assert_eq!(couriers[1].phone, None);
    }
    let statuses = reference.list_statuses().send().await.expect("readable").statuses;
    let codes: Vec<_> = statuses
        .expect("statuses")
        .into_values()
        .map(|status| status.code)
        .collect();
    assert_eq!(codes, [Some("new".to_owned())]);
}

#[tokio::test]
async fn a_template_mixes_text_and_variables() {
    let server = Scripted::new().reply(
        200,
        r#"{"success":true,"templates":[{"id":1,"template":["Hello, ",{"var":"name"},"!"]}],"pagination":{"totalPageCount":1}}"#,
    );
    let reply = scripted(&server).reference().list_mg_channel_templates().send().await;
    let parts = reply
        .expect("readable")
        .templates
        .expect("templates")
        .remove(0)
        .template;
    let parts = parts.expect("a template");
    assert_eq!(parts[0], ReferenceMgTemplatePart::Text("Hello, ".to_owned()));
    match &parts[1] {
        ReferenceMgTemplatePart::Variable(variable) => assert_eq!(variable.var, Some(ReferenceMgTemplateVar::Name)),
        other => panic!("{other:?}"),
    }
}

/// Most writes answer nothing but that they were done.
#[tokio::test]
async fn a_success_alone_is_a_reply() {
    let server = Scripted::new().reply(200, r#"{"success":true}"#);
    let done = scripted(&server)
        .reference()
        .update_status("new", ReferenceStatus::new().name("New"))
        .send()
        .await
        .expect("done");
    assert_eq!(done.success, Some(true));
}
