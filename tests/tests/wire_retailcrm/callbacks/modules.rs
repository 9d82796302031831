//! Callbacks that every module answers: connection, activity, settings.

use tradewire::callback::Callback;
use tradewire::{Decimal, Json};
use tradewire_retailcrm::integration_modules::{
    GetConfig, GetConfigReply, IntegrationModuleBillingType, NotifyActivity, NotifyActivityReply, NotifySettings,
    Register, RegisterReply,
};

use super::{assert_answers, get, post};

#[test]
fn get_config() {
    GetConfig::from_http(&get("/config")).expect("it has no parameters");
    GetConfig::from_http(&get("/config?unknown=1")).expect("unknown ones do no harm");
    assert_answers::<GetConfig>(
        &GetConfigReply::new()
            .success(true)
            .scopes(["order_read", "order_write"])
            .register_url("https://module.example/register"),
        r#"{"success":true,"scopes":["order_read","order_write"],"registerUrl":"https://module.example/register"}"#,
    );
}

#[test]
fn register() {
    let form = r#"register={"token":"0a1b","apiKey":"canary-key","systemUrl":"https://demo.retailcrm.ru"}"#;
    let asked = Register::from_http(&post("/register", form))
        .expect("readable")
        .body
        .register;
    assert_eq!(
        (asked.token.as_deref(), asked.api_key.as_deref()),
        (Some("0a1b"), Some("canary-key"))
    );
    assert_eq!(asked.system_url.as_deref(), Some("https://demo.retailcrm.ru"));
    assert!(
        !format!("{asked:?}").contains("canary"),
        "the key of an account must not get into logs"
    );
    assert_answers::<Register>(
        &RegisterReply::new()
            .success(true)
            .account_url("https://module.example/account"),
        r#"{"success":true,"accountUrl":"https://module.example/account"}"#,
    );
}

#[test]
fn notify_activity() {
    let form = concat!(
        r#"clientId=c-1&activity={"active":true,"freeze":false}&systemUrl=https://demo.retailcrm.pro"#,
        r#"&billingInfo={"price":1000,"priceWithDiscount":"900.50","currency":{"name":"Rouble","shortName":"rub","code":"RUB"},"billingType":"fixed"}"#
    );
    let asked = NotifyActivity::from_http(&post("/activity", form))
        .expect("readable")
        .body;
    let activity = asked.activity.expect("the state");
    assert_eq!((activity.active, activity.freeze), (Some(true), Some(false)));
    assert_eq!(
        (asked.client_id.as_deref(), asked.system_url.as_deref()),
        (Some("c-1"), Some("https://demo.retailcrm.pro"))
    );
    let billing = asked.billing_info.expect("the cost");
    assert_eq!(
        (billing.price, billing.price_with_discount),
        (Some(Decimal::new(1000, 0)), Some(Decimal::new(90050, 2)))
    );
    assert_eq!(
        billing.currency.and_then(|currency| currency.code).as_deref(),
        Some("RUB")
    );
    assert_eq!(billing.billing_type, Some(IntegrationModuleBillingType::Fixed));
    assert_answers::<NotifyActivity>(&NotifyActivityReply::new().success(true), r#"{"success":true}"#);
}

#[test]
fn notify_settings() {
    let form = concat!(
        r#"clientId=c-1&settings={"system_language":{"value":"en","updated_at":"2026-02-01 10:00:00"},"#,
        r#""timezone":{"value":"Europe/Moscow"},"work_times":[{"day_type":"Monday","start_time":"09:00","lunch_end_time":"14:00"}],"#,
        r#""non_working_days":[{"start_date":"01.05","end_date":"01.08"}],"mg":{"order_creation":{"default":[],"channels":{"12":{"site":"main","order_type":"b2b"}}}}}"#
    );
    let asked = NotifySettings::from_http(&post("/settings", form))
        .expect("readable")
        .body;
    let settings = asked.settings.expect("settings");
    let orders = settings
        .mg
        .and_then(|chats| chats.order_creation)
        .expect("orders of chats");
    assert_eq!(orders.default, None, "an empty object");
    assert_eq!(
        orders.channels.expect("channels")["12"].order_type.as_deref(),
        Some("b2b")
    );
    let language = settings.system_language.expect("a language");
    assert_eq!(language.value.as_deref(), Some("en"));
    assert_eq!(language.updated_at.and_then(|time| time.hour()), Some(10));
    assert_eq!(
        settings.work_times.expect("hours")[0].lunch_end_time.as_deref(),
        Some("14:00")
    );
    let holidays = settings.non_working_days.expect("days off").remove(0);
    let day = holidays.end_date.expect("the last day");
    assert_eq!((day.month(), day.day()), (Some(1), Some(8)));
    assert_answers::<NotifySettings>(
        &Json::parse(r#"{"success":true}"#).expect("JSON"),
        r#"{"success":true}"#,
    );
}
