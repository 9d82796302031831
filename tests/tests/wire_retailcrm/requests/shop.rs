//! What happens around sales: loyalty, analytics, telephony, tasks.

use tradewire::{Decimal, LocalDateTime};
use tradewire_retailcrm::customer_interaction::OfferRef;
use tradewire_retailcrm::loyalty::{
    LoyaltyAccountCreate, LoyaltyAccountFilter, LoyaltyAccountOperationFilter, LoyaltyAccountStatus,
    LoyaltyAccountUpdate, LoyaltyBonusDetailFilter, LoyaltyBonusStatus, LoyaltyCalculationItem,
    LoyaltyCalculationOrder, LoyaltyFilter, LoyaltyOperationFilter, LoyaltyPrivilege,
};
use tradewire_retailcrm::tasks::{
    TaskCustomer, TaskFilter, TaskHistoryFilter, TaskInput, TaskOrder, TaskStatusFilter, TaskUpdate,
};
use tradewire_retailcrm::telephony::{
    TelephonyCall, TelephonyCallEvent, TelephonyCallEventType, TelephonyCallResult, TelephonyCallType,
    TelephonyHangupStatus,
};
use tradewire_retailcrm::types::{CustomerRefInShop, OrderRef, Source};
use tradewire_retailcrm::web_analytics::{
    WebAnalyticsClientId, WebAnalyticsPage, WebAnalyticsSource, WebAnalyticsVisit,
};
use tradewire_tests::Wire;

use crate::account;
use crate::form::assert_calls;

#[test]
fn loyalty() {
    let wire = Wire::new();
    let loyalty = account(&wire).loyalty();
    let order = LoyaltyCalculationOrder::new()
        .privilege_type(LoyaltyPrivilege::LoyaltyLevel)
        .customer(CustomerRefInShop::new().external_id("A-7").site("main"))
        .items([LoyaltyCalculationItem::new()
            .initial_price(100)
            .quantity(1.0)
            .offer(OfferRef::new().id(3))]);
    assert_calls! { wire;
        loyalty.create_account(LoyaltyAccountCreate::new().phone_number("+79990000000").customer(CustomerRefInShop::new().id(7))).site("main")
            => "POST /api/v5/loyalty/account/create"
            r#"site=main&loyaltyAccount={"phoneNumber":"+79990000000","customer":{"id":7}}"#;
        loyalty.get_account(1) => "GET /api/v5/loyalty/account/1";
        loyalty.activate_account(1) => "POST /api/v5/loyalty/account/1/activate";
        loyalty.charge_bonuses(1).amount(Decimal::new(105, 1)).comment("gift + card")
            => "POST /api/v5/loyalty/account/1/bonus/charge" "amount=10.5&comment=gift + card";
        loyalty.credit_bonuses(1).amount(10).activation_date("2026-02-01").expire_date("2026-03-01").comment("x")
            => "POST /api/v5/loyalty/account/1/bonus/credit" "amount=10&activationDate=2026-02-01&expireDate=2026-03-01&comment=x";
        loyalty.list_account_bonus_operations(1).limit(20).page(3)
            .filter(LoyaltyAccountOperationFilter::new().created_at_from("2026-02-01 00:00:00"))
            => "GET /api/v5/loyalty/account/1/bonus/operations?limit=20&page=3&filter[createdAtFrom]=2026-02-01%2000%3A00%3A00";
        loyalty.list_account_bonus_details(1, LoyaltyBonusStatus::BurnSoon).page(2).filter(LoyaltyBonusDetailFilter::new().date("2026-02-01"))
            => "GET /api/v5/loyalty/account/1/bonus/burn_soon/details?page=2&filter[date]=2026-02-01";
        loyalty.list_bonus_operations().limit(20).cursor("abc=").filter(LoyaltyOperationFilter::new().loyalties([3]))
            => "GET /api/v5/loyalty/bonus/operations?limit=20&cursor=abc%3D&filter[loyalties][]=3";
        loyalty.calculate(order).site("main").bonuses(5)
            => "POST /api/v5/loyalty/calculate"
            r#"site=main&order={"privilegeType":"loyalty_level","customer":{"externalId":"A-7","site":"main"},"#
            r#""items":[{"initialPrice":100,"quantity":1.0,"offer":{"id":3}}]}&bonuses=5"#;
        loyalty.list().limit(20).filter(LoyaltyFilter::new().sites(["main"]))
            => "GET /api/v5/loyalty/loyalties?limit=20&filter[sites][]=main";
        loyalty.update_account(1, LoyaltyAccountUpdate::new().card_number("c-1").loyalty_level_id(2))
            => "POST /api/v5/loyalty/account/1/edit" r#"loyaltyAccount={"cardNumber":"c-1","loyaltyLevelId":2}"#;
        loyalty.list_accounts().page(2).filter(LoyaltyAccountFilter::new().status(LoyaltyAccountStatus::Activated).loyalties([3]).level(2))
            => "GET /api/v5/loyalty/accounts?page=2&filter[status]=activated&filter[loyalties][]=3&filter[level]=2";
        loyalty.get(3) => "GET /api/v5/loyalty/loyalties/3";
    }
    wire.assert_covers("retailcrm", "loyalty");
}

#[test]
fn web_analytics() {
    let wire = Wire::new();
    let analytics = account(&wire).web_analytics();
    let visit = WebAnalyticsVisit::new("main")
        .client_id("ga-1")
        .created_at("2026-02-01 10:00:00")
        .source(Source::new().source("google"))
        .pages([WebAnalyticsPage::new().url("https://shop.example/").time_on_page(1500)]);
    assert_calls! { wire;
        analytics.upload_client_ids([WebAnalyticsClientId::new("ga-1").order(OrderRef::new().external_id("B-1")).site("main")])
            => "POST /api/v5/web-analytics/client-ids/upload"
            r#"clientIds=[{"value":"ga-1","order":{"externalId":"B-1"},"site":"main"}]"#;
        analytics.upload_sources([WebAnalyticsSource::new().campaign("spring").client_id("ga-1")])
            => "POST /api/v5/web-analytics/sources/upload" r#"sources=[{"campaign":"spring","clientId":"ga-1"}]"#;
        analytics.upload_visits([visit])
            => "POST /api/v5/web-analytics/visits/upload"
            r#"visits=[{"createdAt":"2026-02-01 10:00:00","source":{"source":"google"},"#
            r#""pages":[{"url":"https://shop.example/","timeOnPage":1500}],"clientId":"ga-1","site":"main"}]"#;
    }
    wire.assert_covers("retailcrm", "web_analytics");
}

#[test]
fn telephony() {
    let wire = Wire::new();
    let telephony = account(&wire).telephony();
    let event = TelephonyCallEvent::new()
        .phone("+79990000000")
        .type_(TelephonyCallEventType::Hangup)
        .codes(["101"])
        .hangup_status(TelephonyHangupStatus::NoAnswered);
    let call = TelephonyCall::new()
        .date("2026-02-01 10:00:00")
        .type_(TelephonyCallType::In)
        .result(TelephonyCallResult::NoAnswer)
        .phone("+79990000000")
        .user_id(4)
        .source(Source::new().source("newsletter"))
        .client_id("ga-1");
    assert_calls! { wire;
        telephony.send_call_event(event)
            => "POST /api/v5/telephony/call/event"
            r#"event={"phone":"+79990000000","type":"hangup","codes":["101"],"hangupStatus":"no answered"}"#;
        telephony.upload_calls([call])
            => "POST /api/v5/telephony/calls/upload"
            r#"calls=[{"date":"2026-02-01 10:00:00","type":"in","phone":"+79990000000","result":"no answer","userId":4,"#
            r#""source":{"source":"newsletter"},"clientId":"ga-1"}]"#;
        telephony.get_manager("+7 999").details(true).ignore_status(false)
            => "GET /api/v5/telephony/manager?phone=%2B7%20999&details=1&ignoreStatus=0";
    }
    wire.assert_covers("retailcrm", "telephony");
}

#[test]
fn tasks() {
    let wire = Wire::new();
    let tasks = account(&wire).tasks();
    assert_calls! { wire;
        tasks.list().limit(20).filter(TaskFilter::new().status(TaskStatusFilter::Performing).performers([1, 2]))
            => "GET /api/v5/tasks?limit=20&filter[performers][]=1&filter[performers][]=2&filter[status]=performing";
        tasks.list().filter(TaskFilter::new().order_number("31C").date_from("2026-02-01").completed_at_to("2026-02-28"))
            => "GET /api/v5/tasks?filter[orderNumber]=31C&filter[dateFrom]=2026-02-01&filter[completedAtTo]=2026-02-28";
        tasks.create(TaskInput::new().datetime("2026-02-01 10:00").performer_id(4).order(TaskOrder::new().id(7)))
            => "POST /api/v5/tasks/create" r#"task={"datetime":"2026-02-01 10:00","performerId":4,"order":{"id":7}}"#;
        tasks.create(TaskInput::new().datetime(LocalDateTime::new(2026, 2, 1, 10, 0, 0).expect("a time")))
            => "POST /api/v5/tasks/create" r#"task={"datetime":"2026-02-01 10:00"}"#;
        tasks.create(TaskInput::new().text("Call").customer(TaskCustomer::new().external_id("A-1").site("main"))).site("main")
            => "POST /api/v5/tasks/create" r#"site=main&task={"text":"Call","customer":{"externalId":"A-1","site":"main"}}"#;
        tasks.list_history().filter(TaskHistoryFilter::new().task_id(6).since_id(3))
            => "GET /api/v5/tasks/history?filter[taskId]=6&filter[sinceId]=3";
        tasks.update(6, TaskUpdate::new().complete(true).commentary("Done")).site("main")
            => "POST /api/v5/tasks/6/edit" r#"site=main&task={"commentary":"Done","complete":true}"#;
        tasks.get(6) => "GET /api/v5/tasks/6";
        tasks.list_comments(6).limit(100).page(2) => "GET /api/v5/tasks/6/comments?limit=100&page=2";
    }
    wire.assert_covers("retailcrm", "tasks");
}
