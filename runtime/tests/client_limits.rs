//! The account's request budget, shared by all clones and corrected by the server.

mod client_support;

use std::time::Duration;

use client_support::{GetThing, builder, run, scripted, secs};
use tradewire::ErrorKind;
use tradewire::testing::{Scripted, SetClock};

fn replies(count: usize) -> Scripted {
    (0..count).fold(Scripted::new(), |server, _| server.reply(200, "{}"))
}

#[test]
fn the_declared_budget_holds_over_clones() {
    let (_, clock, client) = scripted(replies(11));
    for number in 0..11 {
        let clone = client.clone();
        run(clone.call(GetThing(number)).send()).unwrap();
    }
    // Five go at once, the sixth waits for the first second to pass, the eleventh for the second.
    assert_eq!(clock.waits(), [secs(1), secs(1)]);
}

#[test]
fn the_servers_count_comes_before_ours() {
    let server = Scripted::new().reply_with_headers(200, [("API-Usage-Limit", "5/5")], "{}").reply(200, "{}");
    let (_, clock, client) = scripted(server);
    let first = run(client.call(GetThing(1)).send_with_metadata()).unwrap();
    assert_eq!(first.metadata.limit.map(|state| (state.used, state.limit, state.left())), Some((5, 5, 0)));
    run(client.call(GetThing(2)).send()).unwrap();
    assert_eq!(clock.waits(), [secs(1)], "others used the account too");
}

#[test]
fn a_refusal_holds_all_callers_of_the_account() {
    let server = Scripted::new().reply_with_headers(429, [("retry-after", "300")], "").reply(200, "{}");
    let (server, clock, client) = scripted(server);
    assert!(run(client.call(GetThing(1)).send()).unwrap_err().is_rate_limited());
    let other = run(client.clone().call(GetThing(2)).send()).unwrap_err();
    assert_eq!(other.kind(), ErrorKind::Timeout, "{other}");
    assert_eq!(server.requests().len(), 1, "the second call was not sent into the refusal");
    run(client.call(GetThing(3)).timeout(secs(400)).send()).unwrap();
    assert_eq!(clock.waits(), [secs(300)]);
}

#[test]
fn a_budget_of_the_users_own_replaces_the_declared_one() {
    let clock = SetClock::new();
    let client = builder(&replies(3), &clock).rate_limit("default", 1, secs(10)).build().unwrap();
    for number in 0..3 {
        run(client.call(GetThing(number)).send()).unwrap();
    }
    assert_eq!(clock.waits(), [secs(10), secs(10)]);
    let error = builder(&replies(0), &clock).rate_limit("telefony", 1, secs(1)).build().unwrap_err();
    assert!(error.to_string().contains("telefony") && error.to_string().contains("default"), "{error}");
}

/// One hundred callers at the same time, on the real clock and many threads.
#[cfg(feature = "reqwest")]
#[test]
fn a_hundred_callers_at_once_stay_within_the_budget() {
    use std::sync::{Arc, Mutex};
    use std::time::Instant;

    let arrivals = Arc::new(Mutex::new(Vec::new()));
    let server = (0..100).fold(Scripted::new(), |server, _| {
        let arrivals = Arc::clone(&arrivals);
        server.answer(move |_| {
            arrivals.lock().unwrap().push(Instant::now());
            http::Response::new("{}".into())
        })
    });
    let window = Duration::from_millis(100);
    let client = builder(&server, &SetClock::new())
        .clock(tradewire::client::TokioClock)
        .rate_limit("default", 25, window)
        .build()
        .unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let calls: Vec<_> =
            (0..100).map(|number| tokio::spawn(client.call(GetThing(number)).send())).collect();
        for call in calls {
            call.await.unwrap().unwrap();
        }
    });
    let arrivals = arrivals.lock().unwrap();
    let latest_wait = arrivals.iter().max().unwrap().duration_since(*arrivals.iter().min().unwrap());
    assert_eq!(arrivals.len(), 100);
    assert!(latest_wait >= window * 3 - Duration::from_millis(20), "100 calls went out within {latest_wait:?}");
}
