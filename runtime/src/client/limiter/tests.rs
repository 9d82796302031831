use std::task::Waker;
use std::time::{Duration, Instant};

use super::place::{Departed, Place};
use super::*;
use crate::meta;

const WINDOW: Duration = Duration::from_secs(1);
const WAY: Duration = Duration::from_secs(10);

/// Times of the next `count` places, in windows' parts from `now`.
fn times(limiter: &Limiter, now: Instant, count: usize) -> (Vec<Place<'_>>, Vec<Duration>) {
    let places: Vec<_> = (0..count).map(|_| limiter.reserve(now)).collect();
    let times = places.iter().map(|place| place.at - now).collect();
    (places, times)
}

/// A request whose reply comes at once.
fn depart(place: Place<'_>, at: Instant) -> Departed<'_> {
    let departed = place.depart(at).expect("its time has come");
    departed.replied(at);
    departed
}

impl Limiter {
    /// A place for a request that counts for one.
    fn reserve(&self, now: Instant) -> Place<'_> {
        Place::reserve(self, 1, now)
    }
}

impl<'l> Place<'l> {
    fn depart(mut self, now: Instant) -> Result<Departed<'l>, Self> {
        let departure = self
            .limiter
            .with(|line| line.may_depart(self.number, now).then(|| line.depart(self.number, now)));
        if let Some(departure) = departure {
            return Ok(self.departed(departure));
        }
        self.wait(now);
        Err(self)
    }
}

/// When the place's time comes, as things stand.
fn at(place: &Place<'_>, now: Instant) -> Instant {
    place.limiter.with(|line| line.outlook(place.number, now))
}

/// The first of the line is refused, and the server wants a pause.
fn pause(limiter: &Limiter, now: Instant, wait: Duration) {
    depart(limiter.reserve(now), now).refused(wait, true, now);
}

fn with_budget(requests: u32, window: Duration) -> Limiter {
    Limiter::new(limit(requests, 1), Some((requests, window)), None, WAY, Instant::now())
}

fn declared(requests: u32, per_seconds: u32) -> Limiter {
    Limiter::new(limit(requests, per_seconds), None, None, WAY, Instant::now())
}

fn limit(requests: u32, per_seconds: u32) -> &'static meta::Limit {
    Box::leak(Box::new(meta::Limit {
        name: "default",
        requests,
        per_seconds,
        ..meta::Limit::PLAIN
    }))
}

#[test]
fn no_window_holds_more_than_the_budget() {
    let limiter = with_budget(10, WINDOW);
    let (_places, times) = times(&limiter, Instant::now(), 100);
    assert!(
        times.windows(2).all(|w| w[0] <= w[1]),
        "not in order of arrival: {times:?}"
    );
    for (i, t) in times.iter().enumerate().skip(10) {
        assert!(*t >= times[i - 10] + WINDOW, "11 requests within a window at {i}");
    }
    assert_eq!(times[99], WINDOW * 9);
}

#[test]
fn those_who_are_late_do_not_exceed_the_budget_either() {
    let limiter = with_budget(2, WINDOW);
    let start = Instant::now();
    let (places, _) = times(&limiter, start, 4);
    // All four wake up together, long after their times.
    let now = start + WINDOW * 10;
    let outcomes: Vec<_> = places.into_iter().map(|place| place.depart(now)).collect();
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 2);
    let waits = outcomes
        .into_iter()
        .filter_map(Result::err)
        .map(|place| at(&place, now));
    assert!(waits.into_iter().all(|at| at == now + WINDOW));
}

#[test]
fn somebody_who_does_not_come_holds_nobody_up() {
    let limiter = with_budget(2, WINDOW);
    let start = Instant::now();
    let _asleep = limiter.reserve(start);
    let mut now = start;
    for _ in 0..20 {
        let place = limiter.reserve(now);
        now = now.max(place.at);
        depart(place, now);
    }
    assert!(now - start <= WINDOW * 20);
}

#[test]
fn a_pause_holds_everybody_and_spreads_those_who_waited() {
    let limiter = with_budget(10, WINDOW);
    let now = Instant::now();
    pause(&limiter, now, WINDOW * 5);
    let early = limiter.reserve(now);
    let early = early.depart(now).expect_err("nobody leaves during the pause");
    assert_eq!(at(&early, now), now + WINDOW * 5);
    let (_places, times) = times(&limiter, now, 5);
    let spaced: Vec<_> = (1..=5).map(|place| WINDOW * 5 + WINDOW / 10 * place).collect();
    assert_eq!(times, spaced, "behind the one who was there first");
}

#[test]
fn those_who_waited_stay_spread_when_times_are_given_anew() {
    let limiter = with_budget(10, WINDOW);
    let now = Instant::now();
    pause(&limiter, now, WINDOW);
    let (mut places, _) = times(&limiter, now, 5);
    let then = now + WINDOW;
    let first = depart(places.remove(0), then);
    first.observe((1, 10), None, then);
    first.served(then);
    drop(places.remove(0));
    let times: Vec<_> = places.iter().map(|place| at(place, then) - then).collect();
    assert_eq!(times, [WINDOW / 10, WINDOW / 5, WINDOW / 10 * 3]);
}

#[test]
fn the_refused_one_goes_before_those_who_came_later() {
    let limiter = with_budget(10, WINDOW);
    let now = Instant::now();
    let refused = depart(limiter.reserve(now), now);
    let (later, _) = times(&limiter, now, 2);
    refused.refused(WINDOW * 2, true, now);
    let again = refused.again(now);
    assert_eq!(at(&again, now), now + WINDOW * 2);
    assert_eq!(at(&later[0], now), now + WINDOW * 2 + WINDOW / 10);
}

#[test]
fn after_the_pause_the_budget_is_whole_again() {
    let limiter = with_budget(2, WINDOW);
    let now = Instant::now();
    pause(&limiter, now, WINDOW);
    assert_eq!(
        times(&limiter, now + WINDOW * 10, 2).1,
        [Duration::ZERO, Duration::ZERO]
    );
}

#[test]
fn the_servers_count_corrects_ours() {
    let limiter = declared(500, 300);
    let now = Instant::now();
    depart(limiter.reserve(now), now).observe((499, 500), None, now);
    let (_places, times) = times(&limiter, now, 2);
    assert_eq!(times, [Duration::ZERO, Duration::from_secs(300)], "one request is left");
}

#[test]
fn others_requests_are_dated_to_the_start_of_the_servers_window() {
    let limiter = declared(5, 1);
    let now = Instant::now();
    depart(limiter.reserve(now), now).observe((1, 5), None, now);
    let later = now + WINDOW / 2;
    depart(limiter.reserve(later), later).observe((5, 5), None, later);
    let (_places, times) = times(&limiter, later, 1);
    assert_eq!(
        times,
        [WINDOW / 2],
        "the window began no later than with the first count"
    );
}

#[test]
fn a_new_window_of_the_server_frees_places() {
    let limiter = declared(3, 1);
    let now = Instant::now();
    for _ in 0..2 {
        depart(limiter.reserve(now), now);
    }
    depart(limiter.reserve(now), now).observe((1, 3), None, now);
    assert_eq!(times(&limiter, now, 3).1, [Duration::ZERO, Duration::ZERO, WINDOW]);
}

#[test]
fn those_who_left_since_are_not_in_the_count() {
    let limiter = declared(3, 1);
    let now = Instant::now();
    let first = depart(limiter.reserve(now), now);
    depart(limiter.reserve(now), now);
    depart(limiter.reserve(now), now);
    first.observe((1, 3), None, now);
    assert_eq!(times(&limiter, now, 1).1, [WINDOW]);
}

#[test]
fn an_older_count_that_comes_late_is_passed_over() {
    let limiter = declared(3, 1);
    let now = Instant::now();
    let (first, second) = (depart(limiter.reserve(now), now), depart(limiter.reserve(now), now));
    second.observe((2, 3), None, now);
    first.observe((1, 3), None, now);
    assert_eq!(times(&limiter, now, 2).1, [Duration::ZERO, WINDOW]);
}

#[test]
fn the_server_can_narrow_a_budget_of_the_users_own_but_not_widen_it() {
    let limiter = with_budget(2, WINDOW);
    let now = Instant::now();
    depart(limiter.reserve(now), now).observe((1, 500), None, now);
    assert_eq!(times(&limiter, now, 2).1, [Duration::ZERO, WINDOW]);
    depart(limiter.reserve(now), now).observe((500, 500), None, now);
    assert_eq!(times(&limiter, now, 1).1, [WINDOW]);
}

#[test]
fn a_place_given_back_goes_to_those_behind() {
    let limiter = with_budget(1, WINDOW);
    let now = Instant::now();
    depart(limiter.reserve(now), now);
    let (mut places, told) = times(&limiter, now, 3);
    assert_eq!(told, [WINDOW, WINDOW * 2, WINDOW * 3]);
    assert!(!places[1].is_earlier(Waker::noop()));
    drop(places.remove(0));
    assert!(places[0].is_earlier(Waker::noop()));
    assert_eq!(places[0].wait(now), WINDOW);
    assert_eq!(at(&places[1], now), now + WINDOW * 2);
}

mod arrivals;
mod counts;
mod growth;
mod pauses;
mod random;
mod weights;
