//! Entities are whole wherever they occur: in histories, in orders, in replies to writes.

use tradewire::testing::Scripted;
use tradewire::{Decimal, Json};
use tradewire_retailcrm::customers::MgCustomer;
use tradewire_retailcrm::order_packs::OrderPackStore;
use tradewire_retailcrm::orders::{Order, OrderCustomer, OrderHistoryEntry, OrderOfferProperties, OrderOfferProperty};

use crate::scripted;
use crate::tolerance::order;

#[tokio::test]
async fn a_customer_in_a_history_is_whole() {
    let body = concat!(
        r#"{"success":true,"history":[{"id":1,"created":true,"oldValue":null,"customer":{"type":"customer","id":7,"firstName":"Anna","#,
        r#""phones":[{"number":"+7999"}],"ordersCount":2,"totalSumm":100.5,"customFields":[],"#,
        r#""mgCustomers":[{"id":1,"externalId":42,"mgChannel":{"type":"telegram"}}]},"#,
        r#""address":{"id":5,"city":"Tver","isMain":true}}]}"#
    );
    let server = Scripted::new().reply(200, body);
    let reply = scripted(&server)
        .customers()
        .list_history()
        .send()
        .await
        .expect("readable");
    let entry = reply.history.expect("a history").remove(0);
    let customer = entry.customer.expect("a customer");
    assert_eq!(customer.first_name.as_deref(), Some("Anna"));
    assert_eq!(
        (customer.orders_count, customer.total_summ),
        (Some(2), Some(Decimal::new(1005, 1)))
    );
    assert_eq!(customer.phones.expect("phones")[0].number.as_deref(), Some("+7999"));
    let chats: Vec<MgCustomer> = customer.mg_customers.expect("chats");
    assert_eq!(chats[0].external_id, Some(42));
    let address = entry.address.expect("an address");
    assert_eq!((address.city.as_deref(), address.is_main), (Some("Tver"), Some(true)));
}

/// The vendor's clients disagree on the key of the customer.
#[tokio::test]
async fn a_corporate_history_has_every_part_that_can_change() {
    let body = concat!(
        r#"{"success":true,"history":[{"id":1,"customer":{"id":1,"nickName":"Ltd"},"company":{"id":2,"contragent":{"INN":"77"}},"#,
        r#""customerContact":{"id":3,"customer":{"id":7}},"address":{"id":4,"city":"Tver"}},"#,
        r#"{"id":2,"corporateCustomer":{"id":1,"nickName":"Ltd"}}]}"#
    );
    let server = Scripted::new().reply(200, body);
    let reply = scripted(&server)
        .customers_corporate()
        .list_history()
        .send()
        .await
        .expect("readable");
    let mut history = reply.history.expect("a history");
    let (second, first) = (history.remove(1), history.remove(0));
    for customer in [first.customer, second.corporate_customer] {
        assert_eq!(customer.expect("a customer").nick_name.as_deref(), Some("Ltd"));
    }
    let details = first.company.expect("a company").contragent.expect("legal details");
    assert_eq!(details.inn.as_deref(), Some("77"));
    let person = first.customer_contact.expect("a contact person").customer;
    assert_eq!(person.expect("a customer").id, Some(7));
    assert_eq!(first.address.expect("an address").city.as_deref(), Some("Tver"));
}

/// An entry holds up to three orders, of which two are rarely there.
#[tokio::test]
async fn orders_in_a_history_are_whole() {
    let body = concat!(
        r#"{"success":true,"history":[{"id":1,"created":true,"order":{"id":7,"number":"7C","items":[{"id":31,"quantity":2}]},"#,
        r#""ancestor":{"id":6,"totalSumm":99.9}},{"id":2,"deleted":true,"order":{"id":7},"combinedTo":{"id":8,"number":"8C"}}]}"#
    );
    let server = Scripted::new().reply(200, body);
    let reply = scripted(&server)
        .orders()
        .list_history()
        .send()
        .await
        .expect("readable");
    let history = reply.history.expect("a history");
    let order = history[0].order.as_deref().expect("an order");
    assert_eq!(order.number.as_deref(), Some("7C"));
    assert_eq!(order.items.as_ref().expect("lines")[0].quantity, Some(2.0));
    let ancestor = history[0].ancestor.as_deref().expect("an order");
    assert_eq!(ancestor.total_summ, Some(Decimal::new(999, 1)));
    let target = history[1].combined_to.as_deref().expect("an order");
    assert_eq!(target.number.as_deref(), Some("8C"));
    assert!(
        size_of::<OrderHistoryEntry>() < size_of::<Order>(),
        "an entry does not hold its orders in place"
    );
}

#[tokio::test]
async fn an_order_holds_customer_contact_and_company() {
    let order = order(concat!(
        r#"{"customer":{"type":"customer_corporate","id":1,"nickName":"Ltd","mainCompany":{"id":2,"name":"Ltd"}},"#,
        r#""contact":{"type":"customer","id":7,"lastName":"Ivanova"},"company":{"id":2,"name":"Ltd","marginSumm":"10.10"},"#,
        r#""payments":{"9":{"id":9,"amount":100,"paidAt":"2026-02-01 10:00:00"}},"source":{"medium":"cpc"}}"#
    ))
    .await;
    let Some(OrderCustomer::CustomerCorporate(buyer)) = order.customer else {
        panic!("a corporate customer, not {:?}", order.customer)
    };
    assert_eq!(buyer.nick_name.as_deref(), Some("Ltd"));
    assert_eq!(
        order.contact.expect("a contact person").last_name.as_deref(),
        Some("Ivanova")
    );
    let company = order.company.expect("a company");
    assert_eq!(
        (company.id, company.margin_summ.map(|sum| sum.to_string()).as_deref()),
        (Some(2), Some("10.10"))
    );
    assert_eq!(order.source.expect("a source").medium.as_deref(), Some("cpc"));
}

/// Properties of an offer are a map, `[]` when there are none; a value is a text or several, and anything else is kept.
#[tokio::test]
async fn properties_of_an_offer_come_in_every_form() {
    let order = order(concat!(
        r#"{"items":[{"offer":{"properties":{"size":"XL","colours":["red","blue"],"length":5}}},"#,
        r#"{"offer":{"properties":[]}}]}"#
    ))
    .await;
    let mut offers = order
        .items
        .expect("lines")
        .into_iter()
        .map(|line| line.offer.expect("an offer"));
    let Some(OrderOfferProperties::Map(properties)) = offers.next().expect("a line").properties else {
        panic!("properties by code")
    };
    assert_eq!(properties["size"], OrderOfferProperty::Text("XL".to_owned()));
    assert_eq!(
        properties["colours"],
        OrderOfferProperty::Texts(vec!["red".to_owned(), "blue".to_owned()])
    );
    assert_eq!(properties["length"], OrderOfferProperty::Other(Json::from(5)));
    let none = offers.next().expect("a line").properties;
    assert!(matches!(none, Some(OrderOfferProperties::List(list)) if list.is_empty()));
}

/// A list names the warehouse by its code, a history as an object.
#[tokio::test]
async fn the_warehouse_of_a_pack_comes_in_two_forms() {
    let server = Scripted::new()
        .reply(200, r#"{"success":true,"packs":[{"id":5,"store":"main","quantity":1}]}"#)
        .reply(
            200,
            r#"{"success":true,"history":[{"id":1,"newValue":{"code":"main"},"pack":{"id":5,"store":{"code":"main"}}}]}"#,
        );
    let packs = scripted(&server).order_packs();
    let listed = packs
        .list()
        .send()
        .await
        .expect("readable")
        .packs
        .expect("packs")
        .remove(0);
    assert_eq!(listed.store, Some(OrderPackStore::Code("main".to_owned())));
    let entry = packs
        .list_history()
        .send()
        .await
        .expect("readable")
        .history
        .expect("a history")
        .remove(0);
    assert_eq!(entry.new_value.expect("a value").get("code"), Some(&Json::from("main")));
    let Some(OrderPackStore::Object(store)) = entry.pack.expect("a pack").store else {
        panic!("the warehouse as an object")
    };
    assert_eq!(store.code.as_deref(), Some("main"));
}

#[tokio::test]
async fn an_account_has_its_programme_level_and_customer() {
    let body = concat!(
        r#"{"success":true,"loyaltyAccount":{"id":1,"status":"activated","loyalty":{"id":3,"name":"Club"},"#,
        r#""level":{"id":2,"type":"discount","privilegeSize":5},"customer":{"id":7,"firstName":"Anna"},"customFields":[]},"warnings":[]}"#
    );
    let server = Scripted::new().reply(201, body);
    let account = scripted(&server)
        .loyalty()
        .create_account(tradewire_retailcrm::loyalty::LoyaltyAccountCreate::new().phone_number("+7999"))
        .send()
        .await
        .expect("readable")
        .loyalty_account
        .expect("an account");
    assert_eq!(account.loyalty.expect("a programme").name.as_deref(), Some("Club"));
    assert_eq!(account.level.expect("a level").privilege_size, Some(Decimal::new(5, 0)));
    assert_eq!(
        account.customer.expect("a customer").first_name.as_deref(),
        Some("Anna")
    );
}
