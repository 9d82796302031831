//! Eight processes, one account, a real store.
//!
//! Nothing here depends on how fast the machine is: that a window is never too full is judged by when requests arrived, and a request that
//! is stamped late by a busy machine was granted no later than that, and its reply is told after the stamp.

#![cfg(unix)]

mod common;
#[path = "common/platform.rs"]
mod platform;
#[path = "common/workers.rs"]
mod workers;

use common::{Store, say};
use platform::{Arrival, LIMIT, WINDOW, by_worker, micros, most_in_a_window, serve};
use workers::{Workers, work};

const WORKERS: usize = 8;

#[test]
#[ignore = "it is a worker of the other tests, which start it"]
fn a_worker_of_the_other_tests() {
    work();
}

#[test]
fn eight_processes_keep_one_budget_and_none_starves() {
    const ALL: usize = 2500;
    let Some(store) = Store::start() else { return };
    let (url, log) = serve(WORKERS);
    let workers = Workers::start(WORKERS, &store.url(), &url);
    // Not before all are there.
    let before = log.wait_until(|arrivals| by_worker(arrivals).len() == WORKERS).len();
    log.wait_until(|arrivals| arrivals.len() >= before + ALL);
    let arrivals = log.close();
    workers.join();

    let most = most_in_a_window(&arrivals);
    let shares = by_worker(&arrivals[before..]);
    let took = arrivals[arrivals.len() - 1].at - arrivals[before].at;
    say(&format!(
        "-- eight processes: {} requests in {:.1} s, at most {most} of {LIMIT} in a window; shares {:?}",
        arrivals.len() - before,
        std::time::Duration::from_micros(took).as_secs_f64(),
        shares.values().collect::<Vec<_>>(),
    ));
    assert!(most <= LIMIT, "{most} in a window");
    assert_eq!(shares.len(), WORKERS);
    let even = (arrivals.len() - before) / WORKERS;
    assert!(shares.values().all(|share| *share >= even / 2), "{shares:?}");
}

#[test]
fn a_store_that_dies_is_done_without_and_comes_back() {
    let Some(mut store) = Store::start() else { return };
    let (url, log) = serve(WORKERS);
    let workers = Workers::start(WORKERS, &store.url(), &url);
    log.wait_until(|arrivals| arrivals.len() >= 2 * LIMIT);
    let killed = micros();
    store.kill();
    let all_are = |is_shared: bool, since: u64| {
        move |arrivals: &[Arrival]| {
            let of = |worker: usize| arrivals.iter().rev().find(|arrival| arrival.worker == worker);
            (0..WORKERS).all(|worker| of(worker).is_some_and(|last| last.is_shared == is_shared && last.at > since))
        }
    };
    log.wait_until(all_are(false, killed));
    let alone = micros();
    log.wait_until(|arrivals| arrivals.iter().filter(|arrival| arrival.at > alone).count() >= 2 * LIMIT);
    // Empty: what it knew is lost.
    store.run();
    let restarted = micros();
    log.wait_until(all_are(true, restarted));
    let back = micros();
    log.wait_until(|arrivals| arrivals.iter().filter(|arrival| arrival.at > back).count() >= 3 * LIMIT);
    let arrivals = log.close();
    workers.join();

    let share = LIMIT / WORKERS;
    let window = u64::try_from(WINDOW.as_micros()).expect("short");
    let before: Vec<_> = arrivals.iter().filter(|arrival| arrival.at < killed).cloned().collect();
    let between: Vec<_> = arrivals
        .iter()
        .filter(|arrival| (alone + window..restarted).contains(&arrival.at))
        .cloned()
        .collect();
    let after: Vec<_> = arrivals
        .iter()
        .filter(|arrival| arrival.at > back + 2 * window)
        .cloned()
        .collect();
    let gap = |from: u64, to: u64| {
        let near = arrivals.windows(2).filter(|pair| pair[1].at > from && pair[0].at < to);
        near.map(|pair| pair[1].at - pair[0].at).max().unwrap_or_default()
    };
    let most = most_in_a_window(&arrivals);
    let first = before.first().map_or(killed, |first| first.at);
    let (usual, at_the_kill, at_the_return) = (
        gap(first, killed - window / 2),
        gap(killed, alone),
        gap(restarted, back),
    );
    say(&format!(
        "-- the store dies: at most {} of {LIMIT} in a window before, {} alone, {} afterwards, {most} in all; {} ms until the first that \
         arrived alone, {} ms until all were alone; longest time without an arrival {} ms before, {} ms at the kill, {} ms at the return; {} ms from \
         the restart until all were back",
        most_in_a_window(&before),
        most_in_a_window(&between),
        most_in_a_window(&after),
        arrivals
            .iter()
            .find(|arrival| !arrival.is_shared && arrival.at > killed)
            .map_or(0, |first| first.at - killed)
            / 1000,
        (alone - killed) / 1000,
        usual / 1000,
        at_the_kill / 1000,
        at_the_return / 1000,
        (back - restarted) / 1000,
    ));
    assert!(most_in_a_window(&before) <= LIMIT);
    assert!(most_in_a_window(&between) <= share * WORKERS);
    assert!(most_in_a_window(&after) <= LIMIT);
    // Where one worker had all of the budget, the others have their shares beside it.
    assert!(most <= LIMIT + (WORKERS - 1) * share, "{most} in a window");
    assert_eq!(by_worker(&after).len(), WORKERS, "all go on");
}
