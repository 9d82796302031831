//! Private customers, their carts and segments.

use tradewire::Decimal;
use tradewire_retailcrm::customer_interaction::{
    AddCustomerInteractionFavoriteRequired, CartClear, CartCustomer, CartItem, CartSet, CartSetCustomer, Favorite,
    GetCustomerInteractionCartRequired, ListCustomerInteractionFavoritesRequired, OfferRef,
    RemoveCustomerInteractionFavoriteRequired, SiteBy,
};
use tradewire_retailcrm::customers::{
    CustomerAddressInput, CustomerFilter, CustomerHistoryFilter, CustomerId, CustomerInput, CustomerNoteFilter,
    CustomerNoteInput, CustomerPhone, CustomerSubscriptionChange, CustomerSubscriptionFilter, CustomerSubscriptions,
    CustomerUpdate, MgCustomerRef,
};
use tradewire_retailcrm::types::{By, ContragentTypeFilter, CustomerRefInShop, EntityRef, OrderRef, Sex, Source};
use tradewire_tests::Wire;

use crate::account;
use crate::form::assert_calls;

#[test]
fn customers() {
    let wire = Wire::new();
    let customers = account(&wire).customers();
    let customer = CustomerInput::new()
        .external_id("A-1")
        .vip(true)
        .address(CustomerAddressInput::new().city("Москва").flat("7 \"б\""));
    let subscription = || CustomerSubscriptionChange::new().channel("email").active(false);
    let person = CustomerInput::new()
        .manager_id(4)
        .tags(["opt"])
        .first_name("Анна")
        .sex(Sex::Female)
        .email("anna@example.com")
        .phones([CustomerPhone::new().number("+79990000000")])
        .birthday("1990-05-17")
        .source(Source::new().campaign("spring"))
        .mg_customers([MgCustomerRef::new().external_id(42)]);
    let sought = CustomerFilter::new()
        .contragent_types([ContragentTypeFilter::Entrepreneur])
        .sex(Sex::Male)
        .min_orders_count(2)
        .min_total_summ(Decimal::new(10_050, 2))
        .first_order_from("2026-02-01")
        .subscriptions([CustomerSubscriptionFilter::new().channel("email").subscribed(false)]);
    assert_calls! { wire;
        customers.list() => "GET /api/v5/customers";
        customers.list().filter(sought)
            => "GET /api/v5/customers?filter[contragentTypes][]=enterpreneur&filter[sex]=male&filter[minOrdersCount]=2&filter[minTotalSumm]=100.50&filter[firstOrderFrom]=2026-02-01&filter[subscriptions][0][channel]=email&filter[subscriptions][0][subscribed]=0";
        customers.create(person)
            => "POST /api/v5/customers/create"
            r#"customer={"managerId":4,"tags":["opt"],"firstName":"Анна","sex":"female","email":"anna@example.com","#
            r#""phones":[{"number":"+79990000000"}],"birthday":"1990-05-17","source":{"campaign":"spring"},"mgCustomers":[{"externalId":42}]}"#;
        customers.list().limit(50).page(2).filter(CustomerFilter::new().ids([1, 2]).vip(true).bad(false))
            => "GET /api/v5/customers?limit=50&page=2&filter[ids][]=1&filter[ids][]=2&filter[vip]=1&filter[bad]=0";
        customers.combine([CustomerId::new(1), CustomerId::new(2)], CustomerId::new(3))
            => "POST /api/v5/customers/combine" r#"customers=[{"id":1},{"id":2}]&resultCustomer={"id":3}"#;
        customers.create(customer.clone()).site("main")
            => "POST /api/v5/customers/create"
            r#"site=main&customer={"externalId":"A-1","vip":true,"address":{"city":"Москва","flat":"7 \"б\""}}"#;
        customers.upload([CustomerInput::new().external_id("A-1"), CustomerInput::new().external_id("A-2")]).site("main")
            => "POST /api/v5/customers/upload" r#"site=main&customers=[{"externalId":"A-1"},{"externalId":"A-2"}]"#;
        customers.fix_external_ids([EntityRef::new().id(7).external_id("A-7")])
            => "POST /api/v5/customers/fix-external-ids" r#"customers=[{"id":7,"externalId":"A-7"}]"#;
        customers.list_history().limit(100).filter(CustomerHistoryFilter::new().since_id(900))
            => "GET /api/v5/customers/history?limit=100&filter[sinceId]=900";
        customers.create_note(CustomerNoteInput::new("called", CustomerRefInShop::new().external_id("A-7").site("main")))
            => "POST /api/v5/customers/notes/create" r#"note={"text":"called","customer":{"externalId":"A-7","site":"main"}}"#;
        customers.list_notes() => "GET /api/v5/customers/notes";
        customers.list_notes().limit(20).page(2)
            .filter(CustomerNoteFilter::new().customer_external_ids(["A-1"]).text("called").created_at_from("2026-02-01"))
            => "GET /api/v5/customers/notes?limit=20&page=2&filter[customerExternalIds][]=A-1&filter[text]=called&filter[createdAtFrom]=2026-02-01";
        customers.delete_note(12) => "POST /api/v5/customers/notes/12/delete";
        customers.get("A-1") => "GET /api/v5/customers/A-1";
        customers.get("7").by(By::Id).site("main") => "GET /api/v5/customers/7?by=id&site=main";
        customers.update("7", CustomerUpdate::new().add_tags(["opt"])).by(By::Id).site("main")
            => "POST /api/v5/customers/7/edit" r#"by=id&site=main&customer={"addTags":["opt"]}"#;
        customers.update_subscriptions("A-1").by(By::ExternalId).site("main").subscriptions([subscription()])
            => "POST /api/v5/customers/A-1/subscriptions"
            r#"by=externalId&site=main&subscriptions=[{"channel":"email","active":false}]"#;
        customers.update_subscriptions("A-1").customer(CustomerSubscriptions::new([subscription()]))
            => "POST /api/v5/customers/A-1/subscriptions"
            r#"customer={"subscriptions":[{"channel":"email","active":false}]}"#;
    }
    wire.assert_covers("retailcrm", "customers");
}

/// Which customer and which shop are meant stands in the query, the cart in the form.
#[test]
fn customer_interaction() {
    let wire = Wire::new();
    let shop = account(&wire).customer_interaction();
    let favorite = || Favorite::new().offer(OfferRef::new().xml_id("x-1"));
    let cart = CartSet::new()
        .external_id("c-1")
        .dropped_at("2026-02-01 10:00:00+03:00")
        .customer(CartSetCustomer::new().external_id("A-1").site("main"))
        .order(OrderRef::new().external_id("B-1"))
        .items([CartItem::new()
            .quantity(1.5)
            .price(100)
            .offer(OfferRef::new().external_id("s-1"))]);
    assert_calls! { wire;
        shop.clear_cart("main", CartClear::new().customer(CartCustomer::new().id(7)).order(OrderRef::new().number("15C")))
            => "POST /api/v5/customer-interaction/main/cart/clear" r#"cart={"customer":{"id":7},"order":{"number":"15C"}}"#;
        shop.clear_cart("3", CartClear::new().cleared_at("2026-02-01 10:00:00+03:00")).site_by(SiteBy::Id)
            => "POST /api/v5/customer-interaction/3/cart/clear?siteBy=id" r#"cart={"clearedAt":"2026-02-01 10:00:00+03:00"}"#;
        shop.set_cart("main", cart).site_by(SiteBy::Code)
            => "POST /api/v5/customer-interaction/main/cart/set?siteBy=code"
            r#"cart={"externalId":"c-1","droppedAt":"2026-02-01 10:00:00+03:00","#
            r#""customer":{"externalId":"A-1","site":"main"},"items":[{"quantity":1.5,"price":100,"offer":{"externalId":"s-1"}}],"#
            r#""order":{"externalId":"B-1"}}"#;
        shop.get_cart(GetCustomerInteractionCartRequired { site: "main".into(), customer_id: "7".into() }).by(By::Id).site_by(SiteBy::Code)
            => "GET /api/v5/customer-interaction/main/cart/7?by=id&siteBy=code";
        shop.list_favorites(ListCustomerInteractionFavoritesRequired { site: "main".into(), customer_id: "A-1".into() }) => "GET /api/v5/customer-interaction/main/favorites/A-1";
        shop.add_favorite(AddCustomerInteractionFavoriteRequired { site: "main".into(), customer_id: "7".into(), favorite: favorite() }).by(By::Id)
            => "POST /api/v5/customer-interaction/main/favorites/7/add?by=id" r#"favorite={"offer":{"xmlId":"x-1"}}"#;
        shop.remove_favorite(RemoveCustomerInteractionFavoriteRequired { site: "3".into(), customer_id: "7".into(), favorite: favorite() }).by(By::Id).site_by(SiteBy::Id)
            => "POST /api/v5/customer-interaction/3/favorites/7/remove?by=id&siteBy=id" r#"favorite={"offer":{"xmlId":"x-1"}}"#;
    }
    wire.assert_covers("retailcrm", "customer_interaction");
}

#[test]
fn segments() {
    let wire = Wire::new();
    let segments = account(&wire).segments();
    assert_calls! { wire;
        segments.list() => "GET /api/v5/segments";
        segments.list().filter(tradewire_retailcrm::segments::SegmentFilter::new().active(true).min_customers_count(5).date_to("2026-02-28"))
            => "GET /api/v5/segments?filter[active]=1&filter[minCustomersCount]=5&filter[dateTo]=2026-02-28";
        segments.list().limit(20).page(3) => "GET /api/v5/segments?limit=20&page=3";
    }
    wire.assert_covers("retailcrm", "segments");
}
