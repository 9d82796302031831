//! The server's own count, however absurd.

use super::*;

#[test]
fn a_count_costs_nothing_however_large_it_is() {
    let limiter = declared(500, 300);
    let now = Instant::now();
    for (used, limit) in [
        (usize::MAX, usize::MAX),
        (u32::MAX as usize, u32::MAX as usize),
        (u32::MAX as usize, 500),
        (50_000, 50_000),
        (0, 50_000),
        (7, 0),
    ] {
        let departed = limiter.reserve(now);
        let Ok(departed) = departed.depart(now + WINDOW * 1000) else {
            continue;
        };
        departed.replied(now);
        departed.observe((used, limit), None, now);
    }
    let line = format!("{limiter:?}");
    assert!(line.len() < 4000, "it grew to {} characters", line.len());
}

#[test]
fn a_limit_far_beyond_the_declared_one_is_passed_over() {
    let limiter = declared(5, 1);
    let now = Instant::now();
    depart(limiter.reserve(now), now).observe((501, 501), None, now);
    assert_eq!(times(&limiter, now, 1).1, [Duration::ZERO], "it was not believed");
    depart(limiter.reserve(now), now).observe((500, 500), None, now);
    assert_eq!(times(&limiter, now, 1).1, [WINDOW], "a hundred times as much may be");
}

#[test]
fn what_may_still_be_on_its_way_is_not_in_the_count() {
    let limiter = declared(3, 1);
    let now = Instant::now();
    let slow = limiter.reserve(now).depart(now).unwrap();
    depart(limiter.reserve(now), now).observe((1, 3), None, now);
    assert_eq!(times(&limiter, now, 2).1, [Duration::ZERO, WINDOW]);
    drop(slow);
}
