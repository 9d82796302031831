//! The account's request budget, shared by all clones and corrected by the server.

mod client_support;

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use client_support::{GetThing, builder, run, scripted, secs};
use tradewire::ErrorKind;
use tradewire::client::Clock;
use tradewire::client::transport::BoxFuture;
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
    let server = Scripted::new()
        .reply_with_headers(200, [("API-Usage-Limit", "5/5")], "{}")
        .reply(200, "{}");
    let (_, clock, client) = scripted(server);
    let first = run(client.call(GetThing(1)).send_with_metadata()).unwrap();
    assert_eq!(
        first
            .metadata
            .limit
            .map(|state| (state.used, state.limit, state.left())),
        Some((5, 5, 0))
    );
    run(client.call(GetThing(2)).send()).unwrap();
    assert_eq!(clock.waits(), [secs(1)], "others used the account too");
}

#[test]
fn a_refusal_holds_all_callers_of_the_account() {
    let server = Scripted::new()
        .reply_with_headers(429, [("retry-after", "300")], "")
        .reply(200, "{}");
    let (server, clock, client) = scripted(server);
    assert!(run(client.call(GetThing(1)).send()).unwrap_err().is_rate_limited());
    let other = run(client.clone().call(GetThing(2)).send()).unwrap_err();
    assert_eq!(other.kind(), ErrorKind::Timeout, "{other}");
    assert!(
        other.to_string().contains("until Thu, 01 Jan 2026 00:05:00 GMT"),
        "{other}"
    );
    assert_eq!(
        server.requests().len(),
        1,
        "the second call was not sent into the refusal"
    );
    run(client.call(GetThing(3)).timeout(secs(400)).send()).unwrap();
    assert_eq!(clock.waits(), [secs(300)]);
}

#[test]
fn a_budget_of_the_users_own_replaces_the_declared_one() {
    let clock = SetClock::new();
    let client = builder(&replies(3), &clock)
        .rate_limit("default", 1, secs(10))
        .build()
        .unwrap();
    for number in 0..3 {
        run(client.call(GetThing(number)).send()).unwrap();
    }
    assert_eq!(clock.waits(), [secs(10), secs(10)]);
    let error = builder(&replies(0), &clock)
        .rate_limit("telefony", 1, secs(1))
        .build()
        .unwrap_err();
    assert!(
        error.to_string().contains("telefony") && error.to_string().contains("default"),
        "{error}"
    );
}

#[test]
fn an_absurd_count_of_the_server_is_passed_over() {
    for count in ["4294967295/4294967295", "0/4294967295", "4294967295/501", "7/0", "-1/5"] {
        let server = Scripted::new()
            .reply_with_headers(200, [("API-Usage-Limit", count)], "{}")
            .reply(200, "{}");
        let (_, clock, client) = scripted(server);
        for number in 0..2 {
            run(client.call(GetThing(number)).send()).unwrap();
        }
        assert!(clock.waits().is_empty(), "{count}");
    }
}

#[test]
fn a_budget_for_ever_is_used_up_once() {
    let (server, clock) = (replies(1), SetClock::new());
    let client = builder(&server, &clock)
        .rate_limit("default", 1, Duration::MAX)
        .build()
        .unwrap();
    run(client.call(GetThing(1)).send()).unwrap();
    for _ in 0..3 {
        let error = run(client.call(GetThing(2)).send()).unwrap_err();
        assert!(error.is_timeout() && error.is_rate_limited(), "{error}");
        assert!(error.to_string().contains("more than a day"), "{error}");
    }
}

/// Time that tokio moves on when everybody waits: a hundred callers at once, without waiting for them.
#[derive(Clone, Copy)]
struct VirtualClock;

impl Clock for VirtualClock {
    fn now(&self) -> Instant {
        tokio::time::Instant::now().into_std()
    }
    fn system(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH
    }
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// Departures of calls: which, and how long after the start.
type Departures = Arc<Mutex<Vec<(String, Duration)>>>;

/// A server that notes when what arrived and answers with what `answer` says: a status for the n-th request.
fn noting(requests: usize, answer: fn(usize) -> u16) -> (Scripted, Departures) {
    let departures = Departures::default();
    let start: Arc<Mutex<Option<Instant>>> = Arc::default();
    let server = (0..requests).fold(Scripted::new(), |server, number| {
        let (departures, start) = (Arc::clone(&departures), Arc::clone(&start));
        server.answer(move |request| {
            let now = VirtualClock.now();
            let since = now - *start.lock().unwrap().get_or_insert(now);
            departures.lock().unwrap().push((request.path().to_owned(), since));
            let mut response = http::Response::new("{}".into());
            *response.status_mut() = answer(number).try_into().unwrap();
            if answer(number) == 429 {
                response.headers_mut().insert("retry-after", 5.into());
            }
            response
        })
    });
    (server, departures)
}

/// Calls `GetThing(0)` to `GetThing(99)` at once and waits for all.
fn hundred_callers(server: &Scripted, requests: u32, window: Duration) {
    let client = builder(server, &SetClock::new())
        .clock(VirtualClock)
        .rate_limit("default", requests, window)
        .build()
        .unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    runtime.block_on(async {
        let calls: Vec<_> = (0..100)
            .map(|number| tokio::spawn(client.call(GetThing(number)).send()))
            .collect();
        for call in calls {
            call.await.unwrap().unwrap();
        }
    });
}

#[test]
fn a_hundred_callers_at_once_go_in_order_and_within_the_budget() {
    let (server, departures) = noting(100, |_| 200);
    hundred_callers(&server, 25, secs(1));
    let departures = departures.lock().unwrap();
    let order: Vec<_> = departures.iter().map(|(path, _)| path.clone()).collect();
    assert_eq!(
        order,
        (0..100).map(|number| format!("/things/{number}")).collect::<Vec<_>>()
    );
    for (place, (_, at)) in departures.iter().enumerate() {
        assert_eq!(at.as_millis() / 1000, place as u128 / 25, "{departures:?}");
    }
}

#[test]
fn after_a_refusal_a_hundred_callers_leave_one_by_one_and_the_refused_first() {
    let (server, departures) = noting(101, |number| if number == 0 { 429 } else { 200 });
    hundred_callers(&server, 1000, secs(100));
    let departures = departures.lock().unwrap();
    // All hundred left before the first was refused, or wait for the end of the pause; nobody comes in a herd after it.
    let late: Vec<_> = departures.iter().filter(|(_, at)| !at.is_zero()).collect();
    assert!(late[0].0 == "/things/0" && late[0].1 >= secs(5), "{departures:?}");
    for pair in late.windows(2) {
        assert!(pair[1].1 >= pair[0].1 + Duration::from_millis(99), "{late:?}");
    }
    assert_eq!(departures.len(), 101);
}

#[test]
fn a_call_that_is_given_up_leaves_its_place_to_others() {
    let (server, departures) = noting(3, |_| 200);
    let client = builder(&server, &SetClock::new())
        .clock(VirtualClock)
        .rate_limit("default", 1, secs(10))
        .build()
        .unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    runtime.block_on(async {
        let calls: Vec<_> = (0..4)
            .map(|number| tokio::spawn(client.call(GetThing(number)).send()))
            .collect();
        tokio::time::sleep(secs(1)).await;
        calls[1].abort();
        for (number, call) in calls.into_iter().enumerate() {
            assert_eq!(call.await.is_ok(), number != 1);
        }
    });
    let departures = departures.lock().unwrap();
    let times: Vec<_> = departures
        .iter()
        .map(|(path, at)| (path.as_str(), at.as_secs()))
        .collect();
    assert_eq!(times, [("/things/0", 0), ("/things/2", 10), ("/things/3", 20)]);
}

#[test]
fn of_six_hundred_calls_those_that_are_given_up_lose_no_place() {
    let (server, departures) = noting(600, |_| 200);
    let client = builder(&server, &SetClock::new())
        .clock(VirtualClock)
        .rate_limit("default", 100, secs(1))
        .build()
        .unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    runtime.block_on(async {
        let calls: Vec<_> = (0..600)
            .map(|number| tokio::spawn(client.call(GetThing(number)).send()))
            .collect();
        tokio::time::sleep(Duration::from_millis(500)).await;
        // A third of those that wait.
        let is_given_up = |number: usize| number >= 100 && number % 3 == 0;
        for (_, call) in calls.iter().enumerate().filter(|(number, _)| is_given_up(*number)) {
            call.abort();
        }
        for (number, call) in calls.into_iter().enumerate() {
            assert_eq!(call.await.is_ok(), !is_given_up(number));
        }
    });
    let departures = departures.lock().unwrap();
    // Each second as many as may leave, and in their order.
    let left: Vec<_> = (0..600).filter(|number| *number < 100 || number % 3 != 0).collect();
    assert_eq!(departures.len(), left.len());
    for (place, ((path, at), number)) in departures.iter().zip(left).enumerate() {
        assert_eq!(
            (path.as_str(), at.as_secs()),
            (&*format!("/things/{number}"), place as u64 / 100)
        );
    }
}
