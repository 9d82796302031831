//! What the document forbids is refused before anything is sent.

use tradewire::{Error, ErrorKind};
use tradewire_retailcrm::blocking::Client;
use tradewire_retailcrm::costs::CostInput;
use tradewire_retailcrm::custom_fields::{CustomFieldEntity, CustomFieldInput};
use tradewire_retailcrm::customer_interaction::{CartSet, CartSetCustomer};
use tradewire_retailcrm::customers::{
    CustomerId, CustomerInput, CustomerSubscriptionChange, CustomerSubscriptions, CustomerUpdate,
};
use tradewire_retailcrm::customers_corporate::{ContactCustomer, CustomerContactInput, CustomerCorporateInput};
use tradewire_retailcrm::delivery::DeliveryTracking;
use tradewire_retailcrm::loyalty::LoyaltyAccountCreate;
use tradewire_retailcrm::notifications::{Notification, NotificationGroup};
use tradewire_retailcrm::orders::{
    OrderCreate, OrderCustomerInput, OrderFilter, OrderItemCreate, OrderItemUpdate, OrderUpdate,
};
use tradewire_retailcrm::store::{
    StoreOfferPriceUpload, StoreOfferStock, StoreProductCreate, StoreProductGroupInput, StoreProductGroupRef,
    StoreProductUpdate, StoreStock,
};
use tradewire_retailcrm::telephony::TelephonyCall;
use tradewire_retailcrm::types::{By, CodeValue, CustomerRef, OrderRef};
use tradewire_retailcrm::web_analytics::{WebAnalyticsClientId, WebAnalyticsSource, WebAnalyticsVisit};
use tradewire_tests::Wire;

use crate::account;

/// `make(n)` is a call with `n` elements.
macro_rules! assert_limits {
    ($($operation:literal, $field:literal, $most:literal: $make:expr;)+) => {$({
        let wire = Wire::new();
        let make = $make;
        make(&account(&wire), $most).send_raw().unwrap_or_else(|error| panic!("{} elements: {error}", $most));
        let nothing = Wire::new();
        let refused = make(&account(&nothing), $most + 1).send_raw();
        let why = format!("{} elements, but the platform takes at most {}", $most + 1, $most);
        assert_refused(&nothing, refused, &format!("retailcrm {}: `{}`: {why}", $operation, $field));
    })+};
}

/// Calls that break a rule, and what is said about them.
macro_rules! assert_rules {
    ($($call:expr => $told:literal;)+) => {$({
        let nothing = Wire::new();
        let call = $call;
        assert_refused(&nothing, call(&account(&nothing)).send_raw(), $told);
    })+};
}

#[track_caller]
fn assert_refused<T>(wire: &Wire, outcome: Result<T, Error>, told: &str) {
    let Err(error) = outcome else {
        panic!("it was sent, but it should say: {told}")
    };
    assert!(error.to_string().starts_with(told), "{error}");
    assert_eq!(error.kind(), ErrorKind::Build);
    assert_eq!(error.field_errors().len(), 1, "{told}");
    assert!(wire.transport().requests().is_empty(), "something was sent: {told}");
}

fn many<T: Clone>(one: T, count: usize) -> Vec<T> {
    vec![one; count]
}

#[test]
fn batches_end_at_their_limit() {
    let stock = || StoreOfferStock::new().id(1);
    assert_limits! {
        "costs.upload", "costs", 50: |c: &Client, n| c.costs().upload(many(CostInput::new(), n));
        "customers.combine", "customers", 50: |c: &Client, n| c.customers().combine(many(CustomerId::new(1), n), CustomerId::new(2));
        "customers.upload", "customers", 50: |c: &Client, n| c.customers().upload(many(CustomerInput::new(), n));
        "customers_corporate.upload", "customersCorporate", 50:
            |c: &Client, n| c.customers_corporate().upload(many(CustomerCorporateInput::new(), n));
        "delivery.update_tracking", "statusUpdate", 100: |c: &Client, n| c.delivery().update_tracking("a", many(DeliveryTracking::new(), n));
        "orders.list", "filter.numbers", 100: |c: &Client, n| c.orders().list().filter(OrderFilter::new().numbers(many("1", n)));
        "orders.upload", "orders", 50: |c: &Client, n| c.orders().upload(many(OrderCreate::new(), n));
        "store.upload_inventories", "offers", 250: |c: &Client, n| c.store().upload_inventories(many(stock(), n));
        "store.upload_inventories", "offers[0].stores", 500:
            |c: &Client, n| c.store().upload_inventories([stock().stores(many(StoreStock::new(), n))]);
        "store.upload_prices", "prices", 250: |c: &Client, n| c.store().upload_prices(many(StoreOfferPriceUpload::new(), n));
        "store.create_products", "products", 50: |c: &Client, n| c.store().create_products(many(StoreProductCreate::new(1, "a"), n));
        "store.update_products", "products", 50: |c: &Client, n| c.store().update_products(many(StoreProductUpdate::new().id(1), n));
        "telephony.upload_calls", "calls", 50: |c: &Client, n| c.telephony().upload_calls(many(TelephonyCall::new().user_id(1), n));
        "web_analytics.upload_client_ids", "clientIds", 100:
            |c: &Client, n| c.web_analytics().upload_client_ids(many(WebAnalyticsClientId::new("a").order(OrderRef::new()), n));
        "web_analytics.upload_sources", "sources", 100:
            |c: &Client, n| c.web_analytics().upload_sources(many(WebAnalyticsSource::new().source("a").client_id("b"), n));
        "web_analytics.upload_visits", "visits", 50:
            |c: &Client, n| c.web_analytics().upload_visits(many(WebAnalyticsVisit::new("main").client_id("a"), n));
    }
}

/// An id that only one shop knows needs the shop.
#[test]
fn an_outer_id_needs_its_shop() {
    let buyer = || OrderCustomerInput::new().external_id("A-1");
    let update = || StoreProductUpdate::new().external_id("p-1");
    assert_rules! {
        |c: &Client| c.orders().create(OrderCreate::new().customer(buyer()))
            => "retailcrm orders.create: `order.customer.site`: required when `order.customer.externalId` is given";
        |c: &Client| c.orders().upload([OrderCreate::new(), OrderCreate::new().customer(buyer())])
            => "retailcrm orders.upload: `orders[1].customer.site`: required when `orders[1].customer.externalId` is given";
        |c: &Client| c.orders().update("1", OrderUpdate::new().customer(buyer()))
            => "retailcrm orders.update: `order.customer.site`: required when `order.customer.externalId` is given";
        |c: &Client| c.customer_interaction().set_cart("main", CartSet::new().customer(CartSetCustomer::new().external_id("A-1")))
            => "retailcrm customer_interaction.set_cart: `cart.customer.site`: required when `cart.customer.externalId` is given";
        |c: &Client| c.customers_corporate().create_contact("1", CustomerContactInput::new().customer(ContactCustomer::new().external_id("A-1")))
            => "retailcrm customers_corporate.create_contact: `contact.customer.site`: required when `contact.customer.externalId` is given";
        |c: &Client| c.store().update_products([update()])
            => "retailcrm store.update_products: `products[0].site`: required when `products[0].externalId` is given";
        |c: &Client| c.store().update_product_group("g", StoreProductGroupInput::new()).by(By::ExternalId)
            => "retailcrm store.update_product_group: `site`: required when `by` is \"externalId\"";
    }
    let wire = Wire::new();
    let crm = account(&wire);
    crm.orders()
        .create(OrderCreate::new().customer(buyer().site("main")))
        .send_raw()
        .expect("with the shop");
    crm.orders()
        .create(OrderCreate::new().customer(OrderCustomerInput::new().id(7)))
        .send_raw()
        .expect("by the CRM's id");
    crm.store()
        .update_products([update().site("main")])
        .send_raw()
        .expect("with the shop");
    crm.store()
        .update_product_group("g", StoreProductGroupInput::new())
        .by(By::Id)
        .send_raw()
        .expect("by the CRM's id");
}

#[test]
fn one_of_several_is_needed() {
    assert_rules! {
        |c: &Client| c.store().upload_inventories([StoreOfferStock::new().id(1), StoreOfferStock::new()])
            => "retailcrm store.upload_inventories: `offers[1]`: at least one of `id`, `xmlId`, `externalId` is required";
        |c: &Client| c.store().update_products([StoreProductUpdate::new().name("a")])
            => "retailcrm store.update_products: `products[0]`: at least one of `id`, `externalId` is required";
        |c: &Client| c.store().create_products([StoreProductCreate::new(1, "a").groups([StoreProductGroupRef::new()])])
            => "retailcrm store.create_products: `products[0].groups[0]`: at least one of `id`, `externalId` is required";
        |c: &Client| c.loyalty().create_account(LoyaltyAccountCreate::new())
            => "retailcrm loyalty.create_account: `loyaltyAccount`: at least one of `phoneNumber`, `cardNumber` is required";
        |c: &Client| c.telephony().upload_calls([TelephonyCall::new()])
            => "retailcrm telephony.upload_calls: `calls[0]`: at least one of `userId`, `code` is required";
        |c: &Client| c.web_analytics().upload_client_ids([WebAnalyticsClientId::new("a")])
            => "retailcrm web_analytics.upload_client_ids: `clientIds[0]`: at least one of `order`, `customer` is required";
        |c: &Client| c.web_analytics().upload_sources([WebAnalyticsSource::new().client_id("a")])
            => "retailcrm web_analytics.upload_sources: `sources[0]`: at least one of `source`, `medium`, `campaign`, `keyword`, `content` is required";
        |c: &Client| c.web_analytics().upload_sources([WebAnalyticsSource::new().source("a")])
            => "retailcrm web_analytics.upload_sources: `sources[0]`: at least one of `order`, `customer`, `clientId` is required";
        |c: &Client| c.web_analytics().upload_visits([WebAnalyticsVisit::new("main")])
            => "retailcrm web_analytics.upload_visits: `visits[0]`: at least one of `customer`, `clientId` is required";
    }
}

#[test]
fn what_excludes_each_other_is_not_sent_together() {
    let codes = || [CodeValue::new().code("default").value("1")];
    let subscription = || CustomerSubscriptionChange::new().channel("email");
    assert_rules! {
        |c: &Client| c.customers().update("1", CustomerUpdate::new().tags(["a"]).add_tags(["b"]))
            => "retailcrm customers.update: `customer`: at most one of `tags`, `addTags` may be given";
        |c: &Client| c.customers().update("1", CustomerUpdate::new().tags(["a"]).remove_tags(["b"]))
            => "retailcrm customers.update: `customer`: at most one of `tags`, `removeTags` may be given";
        |c: &Client| c.customers().update_subscriptions("1")
            => "retailcrm customers.update_subscriptions: one of `customer`, `subscriptions` is required";
        |c: &Client| c.customers().update_subscriptions("1").subscriptions([subscription()])
            .customer(CustomerSubscriptions::new([subscription()]))
            => "retailcrm customers.update_subscriptions: only one of `customer`, `subscriptions` may be given";
        |c: &Client| c.notifications().send(Notification::new().message("a"))
            => "retailcrm notifications.send: `notification`: one of `userIds`, `userGroups` is required";
        |c: &Client| c.notifications().send(Notification::new().user_ids([1]).user_groups([NotificationGroup::Superadmins]))
            => "retailcrm notifications.send: `notification`: only one of `userIds`, `userGroups` may be given";
        |c: &Client| c.orders().create(OrderCreate::new().items([OrderItemCreate::new().external_id("1").external_ids(codes())]))
            => "retailcrm orders.create: `order.items[0]`: at most one of `externalId`, `externalIds` may be given";
        |c: &Client| c.orders().update("1", OrderUpdate::new().items([OrderItemUpdate::new().external_id("1").external_ids(codes())]))
            => "retailcrm orders.update: `order.items[0]`: at most one of `externalId`, `externalIds` may be given";
    }
    let wire = Wire::new();
    let both = CustomerUpdate::new().add_tags(["a"]).remove_tags(["b"]);
    account(&wire)
        .customers()
        .update("1", both)
        .send_raw()
        .expect("adding and removing go together");
}

#[test]
fn a_field_of_a_dictionary_names_it() {
    let field = |kind: &str| CustomFieldInput::new().code("a").type_(kind);
    assert_rules! {
        |c: &Client| c.custom_fields().create(CustomFieldEntity::Order, field("dictionary"))
            => "retailcrm custom_fields.create: `customField.dictionary`: required when `customField.type` is \"dictionary\"";
    }
    let wire = Wire::new();
    account(&wire)
        .custom_fields()
        .create(CustomFieldEntity::Order, field("string"))
        .send_raw()
        .expect("no dictionary needed");
}

/// A customer reference in a web visit may be either id: nothing asks for the shop, which the visit itself names.
#[test]
fn nothing_more_is_asked_for_than_the_document_asks() {
    let wire = Wire::new();
    let visit = WebAnalyticsVisit::new("main").customer(CustomerRef::new().external_id("A-1"));
    account(&wire)
        .web_analytics()
        .upload_visits([visit])
        .send_raw()
        .expect("sent");
}
