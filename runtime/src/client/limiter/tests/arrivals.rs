//! Requests count from their departure until a window after their reply.

use super::*;

#[test]
fn a_request_without_a_reply_holds_its_place() {
    let limiter = with_budget(2, WINDOW);
    let now = Instant::now();
    let slow = limiter.reserve(now).depart(now).unwrap();
    let quick = depart(limiter.reserve(now), now);
    // Ten windows later the slow one may just have arrived, so the window may hold it and one more.
    let later = now + WINDOW * 5;
    let mut next = depart(limiter.reserve(later), later);
    let waiting = limiter.reserve(later);
    assert_eq!(waiting.at, later + WINDOW, "nobody knows better than that");
    let waiting = waiting.depart(later).expect_err("two are in the window");
    slow.replied(later + WINDOW / 2);
    // The other one's window is over; the slow one's is not.
    let then = later + WINDOW;
    next.replied(then);
    next = depart(waiting, then);
    assert_eq!(
        limiter.reserve(then).at,
        later + WINDOW + WINDOW / 2,
        "a window after the reply of the slow one"
    );
    drop((quick, next));
}

#[test]
fn no_window_of_a_server_far_away_sees_more_than_the_budget() {
    let limiter = with_budget(10, WINDOW);
    let start = Instant::now();
    let (mut now, mut seed) = (start, 7_u64);
    let mut on_the_way: Vec<(Instant, Departed<'_>)> = Vec::new();
    let mut arrivals = Vec::new();
    let mut place = limiter.reserve(now);
    while arrivals.len() < 200 {
        place = match place.depart(now) {
            Ok(departed) => {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let there = now + Duration::from_millis(seed >> 32 & 0x3ff);
                arrivals.push(there);
                on_the_way.push((there, departed));
                limiter.reserve(now)
            }
            Err(still) => still,
        };
        now += Duration::from_millis(5);
        on_the_way.retain(|(there, departed)| {
            let is_there = *there <= now;
            if is_there {
                departed.replied(now);
            }
            !is_there
        });
    }
    arrivals.sort();
    for pair in arrivals.windows(11) {
        assert!(pair[10] - pair[0] >= WINDOW, "11 requests within a window");
    }
    assert!(now - start < WINDOW * 60, "200 requests took {:?}", now - start);
}

#[test]
fn a_request_is_not_on_its_way_for_ever() {
    let limiter = with_budget(1, WINDOW);
    let now = Instant::now();
    let _hanging = limiter.reserve(now).depart(now).unwrap();
    let later = now + WAY + WINDOW;
    assert_eq!(limiter.reserve(later).wait(later), Duration::ZERO);
}

#[test]
fn a_request_that_is_given_up_counts_as_arriving_then() {
    let limiter = with_budget(1, WINDOW);
    let now = Instant::now();
    drop(limiter.reserve(now).depart(now).unwrap());
    let later = now + WINDOW * 3;
    assert_eq!(limiter.reserve(later).at, later + WINDOW);
}

#[test]
fn whoever_is_left_of_many_is_woken_for_an_earlier_time() {
    let limiter = with_budget(10, WINDOW);
    let now = Instant::now();
    let (mut places, _) = times(&limiter, now, 1000);
    let mut last = places.pop().unwrap();
    let first: Vec<_> = places.drain(..10).collect();
    let left: Vec<_> = first.into_iter().map(|place| depart(place, now)).collect();
    assert!(!last.is_earlier(Waker::noop()));
    drop(places);
    assert!(last.is_earlier(Waker::noop()));
    assert_eq!(last.wait(now), WINDOW);
    drop(left);
}

#[test]
fn windows_without_an_end_or_a_beginning_do_no_harm() {
    let now = Instant::now();
    let endless = with_budget(1, Duration::MAX);
    depart(endless.reserve(now), now);
    for _ in 0..3 {
        let mut place = endless.reserve(now);
        assert!(place.wait(now) > Duration::from_secs(365 * 24 * 3600));
        place.depart(now).expect_err("its time never comes");
    }
    depart(endless.reserve(now), now + Duration::from_secs(11 * 365 * 24 * 3600));
    let empty = with_budget(0, Duration::ZERO);
    depart(empty.reserve(now), now);
    assert!(empty.reserve(now).wait(now) <= Duration::from_millis(1));
    pause(&empty, now + WINDOW, Duration::MAX);
    assert!(empty.reserve(now + WINDOW).wait(now) > WINDOW);
}
