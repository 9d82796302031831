//! Requests that count for several, in one limit or in more.

use super::*;

fn heavy(limiter: &Limiter, weight: usize, now: Instant) -> Place<'_> {
    Place::reserve(limiter, weight, now)
}

#[test]
fn no_window_holds_more_weight_than_the_budget() {
    let limiter = declared(10, 1);
    let start = Instant::now();
    let (mut now, mut left, mut gone) = (start, Vec::new(), Vec::new());
    let mut places: Vec<_> = [3, 5, 4, 1, 10, 2, 7, 3, 6, 1]
        .into_iter()
        .map(|weight| (weight, heavy(&limiter, weight, now)))
        .collect();
    while !places.is_empty() {
        let mut still = Vec::new();
        for (weight, place) in places {
            match place.depart(now) {
                Ok(departed) => {
                    departed.replied(now);
                    left.push((now, weight));
                    gone.push(departed);
                }
                Err(place) => still.push((weight, place)),
            }
        }
        places = still;
        now += Duration::from_millis(10);
        assert!(now - start < WINDOW * 20, "{} never left", places.len());
    }
    for (at, _) in &left {
        let window = left.iter().filter(|(other, _)| other >= at && *other < *at + WINDOW);
        let weight: usize = window.map(|(_, weight)| weight).sum();
        assert!(weight <= 10, "{weight} in a window");
    }
}

#[test]
fn light_ones_do_not_take_the_room_of_a_heavy_one_that_came_before() {
    let limiter = declared(10, 1);
    let now = Instant::now();
    depart(heavy(&limiter, 6, now), now);
    let first = heavy(&limiter, 6, now).depart(now).expect_err("4 are left");
    assert_eq!(first.at, now + WINDOW);
    for step in 0..8 {
        let then = now + WINDOW / 10 * step;
        let light = heavy(&limiter, 1, then);
        assert!(light.depart(then).is_err(), "it came later");
    }
    depart(first, now + WINDOW);
    depart(heavy(&limiter, 4, now + WINDOW), now + WINDOW);
}

#[test]
fn a_heavy_one_that_does_not_come_back_holds_nobody_up_for_long() {
    let limiter = declared(10, 1);
    let now = Instant::now();
    depart(heavy(&limiter, 6, now), now);
    let _asleep = heavy(&limiter, 6, now).depart(now).expect_err("4 are left");
    let (mut then, mut count) = (now, 0);
    while count < 30 {
        let mut light = heavy(&limiter, 1, then);
        then += light.wait(then);
        if light.depart(then).is_ok() {
            count += 1;
        } else {
            then += WINDOW / 10;
        }
        assert!(then - now < WINDOW * 30, "{count} left");
    }
}

#[test]
fn a_weight_above_the_servers_budget_takes_all_of_it() {
    let limiter = declared(10, 1);
    let now = Instant::now();
    depart(heavy(&limiter, 1, now), now).observe((3, 3), None, now);
    let place = heavy(&limiter, 5, now);
    assert_eq!(place.at, now + WINDOW);
    depart(place, now + WINDOW);
    let own = with_budget(4, WINDOW);
    assert_eq!((own.never(5), own.never(4), limiter.never(11)), (Some(4), None, None));
}

#[test]
fn what_weighs_is_added_to_the_servers_count() {
    let limiter = declared(10, 1);
    let now = Instant::now();
    let first = depart(heavy(&limiter, 2, now), now);
    depart(heavy(&limiter, 5, now), now);
    first.observe((2, 10), None, now);
    assert_eq!(heavy(&limiter, 3, now).at, now, "2 and 5 of 10");
    assert_eq!(heavy(&limiter, 4, now).at, now + WINDOW);
}

#[test]
fn a_request_leaves_all_its_limits_or_none() {
    let limiters = [declared(5, 1), declared(1, 10)];
    let now = Instant::now();
    // The order is the platform's, and one that is named twice counts once with both weights.
    let both = Counted::new(&limiters, [(1, 1), (0, 2), (7, 1), (0, 1)].into_iter(), None);
    let left = both.reserve(now).unwrap().depart(now).expect("both have room");
    left.replied(now);
    let mut waiting = both.reserve(now).unwrap();
    assert_eq!(waiting.wait(now), WINDOW * 10);
    let waiting = waiting.depart(now).expect_err("the second limit has no room");
    drop(waiting);
    assert_eq!(limiters[0].reserve(now).at, now, "3 of 5 weigh");
    assert!(
        Counted::new(&limiters, [(7, 1)].into_iter(), None)
            .reserve(now)
            .is_none()
    );
    let own = [with_budget(2, WINDOW)];
    let never = Counted::new(&own, [(0, 3)].into_iter(), None).never();
    assert_eq!(never, Some(("default", 3, 2)));
}

#[test]
fn the_end_of_the_servers_window_is_waited_for() {
    let limiter = declared(5, 1);
    let now = Instant::now();
    let first = depart(limiter.reserve(now), now);
    first.observe((5, 5), Some(WINDOW * 3), now);
    assert_eq!(
        limiter.reserve(now).at,
        now + WINDOW * 3,
        "its window is longer than ours"
    );
    let early = limiter.reserve(now + WINDOW).depart(now + WINDOW).expect_err("not yet");
    assert_eq!(early.at, now + WINDOW * 3);
    // Room again, by a later word.
    let limiter = declared(5, 1);
    let (one, two) = (depart(limiter.reserve(now), now), depart(limiter.reserve(now), now));
    one.observe((5, 5), Some(WINDOW / 2), now);
    two.observe((2, 5), Some(WINDOW / 2), now);
    assert_eq!(limiter.reserve(now).at, now);
    // A day is not believed.
    let limiter = declared(5, 1);
    depart(limiter.reserve(now), now).observe((5, 5), Some(WINDOW * 86_400), now);
    assert_eq!(limiter.reserve(now).at, now + longest_pause(WINDOW));
}

#[test]
fn a_day_that_ends_soon_by_the_servers_word_weighs_until_then_only() {
    let (day, hour) = (Duration::from_secs(86_400), Duration::from_secs(3600));
    let limiter = declared(100, 86_400);
    let now = Instant::now();
    depart(limiter.reserve(now), now).observe((99, 100), Some(hour), now);
    let (_places, times) = times(&limiter, now, 99);
    assert_eq!(
        times[..2],
        [Duration::ZERO, hour],
        "98 others came in the 23 hours before"
    );
    assert_eq!(times[98], hour);
    let last = limiter.reserve(now);
    assert_eq!(last.at, now + day, "our own came now");
}
