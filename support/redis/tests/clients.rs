//! Clients of one process with one budget, async and blocking; workers that die; a store that hangs.

#![cfg(unix)]

mod common;
#[path = "common/platform.rs"]
mod platform;

use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use common::Store;
use platform::{PLATFORM, Sample, by_worker, micros, most_within, serve};
use tradewire::{Builder, Client, Error, FromCore, Platform, blocking};
use tradewire_redis::{Mode, RedisBudget};

const LONG: Duration = Duration::from_secs(600);

/// As [`Sample`], for code that is not async.
#[derive(Debug, Clone)]
struct Blocking(blocking::Client);

impl FromCore for Blocking {
    const PLATFORM: &'static Platform = &PLATFORM;
    fn from_core(client: Client) -> Result<Self, Error> {
        Ok(Self(blocking::Client::new(client)?))
    }
}

impl Blocking {
    fn call(&self, worker: &str) -> Result<(), Error> {
        self.0
            .raw("GET", "/things")
            .header("x-worker", worker)
            .send()
            .map(|_| ())
    }
}

async fn call(client: &Sample, worker: &str) -> Result<(), Error> {
    let call = client.0.raw("GET", "/things").header("x-worker", worker);
    call.send().await.map(|_| ())
}

fn builder<C: FromCore>(url: &str, budget: &RedisBudget) -> Builder<C> {
    Builder::new(url).budget(budget.clone()).timeout(LONG)
}

#[tokio::test]
async fn clients_of_one_process_share_one_budget() {
    const WINDOW: Duration = Duration::from_millis(500);
    let Some(store) = Store::start() else { return };
    let (url, log) = serve(0);
    let budget = RedisBudget::connect(store.url(), 1).await.unwrap();
    let client = || {
        builder::<Sample>(&url, &budget)
            .rate_limit("default", 5, WINDOW)
            .build()
            .unwrap()
    };
    // Each has a line of its own, so nothing but the budget keeps them together.
    let clients = [client(), client()];
    let waiting: Blocking = builder(&url, &budget).rate_limit("default", 5, WINDOW).build().unwrap();
    let blocking = thread::spawn(move || (0..8).try_for_each(|_| waiting.call("2")));
    let mut callers = tokio::task::JoinSet::new();
    for (client, worker) in clients.into_iter().zip(["0", "1"]) {
        for _ in 0..8 {
            let client = client.clone();
            callers.spawn(async move { call(&client, worker).await });
        }
    }
    while let Some(called) = callers.join_next().await {
        called.unwrap().unwrap();
    }
    tokio::task::spawn_blocking(|| blocking.join().unwrap().unwrap())
        .await
        .unwrap();
    let arrivals = log.close();
    assert_eq!(
        by_worker(&arrivals).into_iter().collect::<Vec<_>>(),
        [(0, 8), (1, 8), (2, 8)]
    );
    let most = most_within(WINDOW, &arrivals);
    assert!(most <= 5, "{most}");
}

#[test]
fn a_blocking_client_keeps_the_budget_with_other_processes_and_accounts_do_not_meet() {
    let Some(store) = Store::start() else { return };
    let (url, _log) = serve(0);
    // Two budgets, as two processes have them.
    let budget = || RedisBudget::builder(store.url(), 2).start().unwrap();
    let client = |budget: &RedisBudget, account: &str| -> Blocking {
        let builder = builder(&url, budget)
            .account(account)
            .rate_limit("default", 2, LONG * 9);
        builder.build().unwrap()
    };
    let (first, second) = (budget(), budget());
    for account in ["one", "other"] {
        // What is first waits for the other to be there, as the store knows nothing of the account.
        client(&first, account).call("0").unwrap();
        client(&second, account).call("1").unwrap();
        for budget in [&first, &second] {
            let error = client(budget, account).call("0").unwrap_err();
            assert!(error.is_rate_limited(), "{error}");
        }
    }
}

#[tokio::test]
async fn a_store_that_hangs_holds_up_nobody_for_long() {
    let Some(store) = Store::start() else { return };
    let (url, log) = serve(0);
    let changes = Arc::<Mutex<Vec<(Mode, String)>>>::default();
    let heard = Arc::clone(&changes);
    let budget = RedisBudget::builder(store.url(), 1)
        .timeout(Duration::from_millis(300))
        .longest_backoff(Duration::from_millis(100))
        .on_change(move |change| heard.lock().unwrap().push((change.mode, change.reason.clone())))
        .connect()
        .await
        .unwrap();
    let client: Sample = builder(&url, &budget).rate_limit("default", 100, LONG).build().unwrap();
    call(&client, "0").await.unwrap();
    store.hang(true);
    call(&client, "0").await.unwrap();
    assert_eq!(budget.mode(), Mode::Alone);
    call(&client, "0").await.unwrap();
    store.hang(false);
    while budget.mode() == Mode::Alone {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    call(&client, "0").await.unwrap();
    assert_eq!(log.close().len(), 4);
    let changes = changes.lock().unwrap().clone();
    assert!(changes.len() >= 3 && changes[1].1.contains("in time"), "{changes:?}");
    let all = format!("{changes:?} {budget:?}");
    assert!(!all.contains("127.0.0.1"), "nothing of the account: {all}");
}

/// A client that has one request under way at most, and all the time of the world.
fn one_at_once(store: &str, url: &str) -> Blocking {
    let budget = RedisBudget::builder(store, 2)
        .lease(Duration::from_secs(5))
        .start()
        .unwrap();
    while budget.mode() == Mode::Alone {
        thread::sleep(Duration::from_millis(5));
    }
    builder(url, &budget).parallel("default", 1).build().unwrap()
}

#[test]
#[ignore = "it is a worker of another test, which starts and kills it"]
fn a_worker_that_dies() {
    if let (Ok(store), Ok(url)) = (std::env::var("WORKER_STORE"), std::env::var("WORKER_SERVER")) {
        // It is answered when the other one comes, which is too late.
        let _ = one_at_once(&store, &url).call("0");
    }
}

#[test]
fn what_a_killed_worker_held_comes_free() {
    let Some(store) = Store::start() else { return };
    let (url, log) = serve(2);
    let mut worker = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "a_worker_that_dies", "--ignored"])
        .env("WORKER_STORE", store.url())
        .env("WORKER_SERVER", &url)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    log.wait_until(|arrivals| arrivals.len() == 1);
    let client = one_at_once(&store.url(), &url);
    let caller = thread::spawn(move || client.call("1"));
    thread::sleep(Duration::from_millis(300));
    let killed = micros();
    worker.kill().unwrap();
    worker.wait().unwrap();
    caller.join().unwrap().unwrap();
    let arrivals = log.close();
    assert_eq!(by_worker(&arrivals).into_iter().collect::<Vec<_>>(), [(0, 1), (1, 1)]);
    assert!(
        arrivals[1].at > killed,
        "the permit was held until its worker was killed"
    );
}
