//! Ten calls a second and account, forty of telephony: what is over waits.

use std::time::Duration;

use tradewire::testing::{Scripted, SetClock};
use tradewire_retailcrm::{Client, Credentials};

use crate::HOST;

fn account(clock: &SetClock) -> Client {
    let server = (0..200).fold(Scripted::new(), |server, _| server.reply(200, r#"{"success":true}"#));
    Client::builder(HOST)
        .credentials(Credentials::api_key("key"))
        .transport(server)
        .clock(clock.clone())
        .build()
        .expect("a client")
}

#[tokio::test]
async fn the_eleventh_call_waits_for_the_next_second() {
    let clock = SetClock::new();
    let crm = account(&clock);
    for _ in 0..10 {
        crm.orders().get("1").send().await.expect("an order");
    }
    assert_eq!(clock.passed(), Duration::ZERO);
    crm.clone().customers().get("1").send().await.expect("a customer");
    assert!(clock.passed() >= Duration::from_secs(1), "{:?}", clock.waits());
    for _ in 0..20 {
        crm.orders().get("1").send().await.expect("an order");
    }
    assert!(clock.passed() >= Duration::from_secs(3), "{:?}", clock.waits());
}

#[tokio::test]
async fn telephony_has_a_budget_of_its_own() {
    let clock = SetClock::new();
    let crm = account(&clock);
    for _ in 0..10 {
        crm.orders().get("1").send().await.expect("an order");
    }
    for _ in 0..40 {
        crm.telephony().get_manager("+7999").send().await.expect("a manager");
    }
    assert_eq!(clock.passed(), Duration::ZERO);
    crm.telephony().get_manager("+7999").send().await.expect("a manager");
    assert!(clock.passed() >= Duration::from_secs(1), "{:?}", clock.waits());
}
