//! What is set up for the whole process, and when.

#![cfg(feature = "tls")]

use std::time::Duration;

use rustls::crypto::CryptoProvider;
use tradewire_redis::RedisBudget;

async fn try_to_connect(url: &str) {
    let budget = RedisBudget::builder(url, 2)
        .timeout(Duration::from_millis(500))
        .connect()
        .await;
    assert!(budget.is_err(), "nobody listens there");
}

#[tokio::test]
async fn a_provider_is_set_for_the_process_only_where_one_is_needed_and_none_is() {
    try_to_connect("redis://127.0.0.1:1/0").await;
    assert!(CryptoProvider::get_default().is_none());
    try_to_connect("rediss://127.0.0.1:1/0").await;
    let set = CryptoProvider::get_default().expect("one for TLS");
    try_to_connect("rediss://127.0.0.1:1/0").await;
    let after = CryptoProvider::get_default().expect("the same");
    assert!(std::sync::Arc::ptr_eq(set, after));
}
