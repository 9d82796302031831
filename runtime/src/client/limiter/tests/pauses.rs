//! What a server asks for is believed within bounds.

use super::*;

const DAY: Duration = Duration::from_secs(24 * 3600);
/// Two windows and five minutes.
const LONGEST: Duration = Duration::from_secs(302);

#[test]
fn a_longer_pause_than_is_believed_ends_with_a_probe() {
    for wait in [Duration::MAX, DAY] {
        ends_with_a_probe(wait);
    }
}

fn ends_with_a_probe(wait: Duration) {
    let limiter = with_budget(10, WINDOW);
    let now = Instant::now();
    pause(&limiter, now, wait);
    assert!(limiter.wish(now).unwrap() >= DAY, "the server's own words are known");
    let (mut places, _) = times(&limiter, now, 3);
    let then = now + LONGEST;
    let probe = places.remove(0).depart(then).expect("one goes and asks");
    for later in [then, then + WINDOW * 5] {
        let place = places
            .remove(0)
            .depart(later)
            .expect_err("the others wait for its answer");
        assert!(place.at > later);
        places.push(place);
    }
    let later = then + WINDOW * 6;
    probe.replied(later);
    probe.served(later);
    assert_eq!(limiter.wish(later), None);
    depart(places.remove(0), later);
}

#[test]
fn a_refused_probe_begins_another_pause_that_may_be_shorter() {
    let limiter = with_budget(10, WINDOW);
    let now = Instant::now();
    pause(&limiter, now, DAY);
    let then = now + LONGEST;
    let probe = depart(limiter.reserve(then), then);
    probe.refused(WINDOW, true, then);
    assert_eq!(limiter.reserve(then).at, then + WINDOW);
}

#[test]
fn a_request_that_left_before_the_pause_does_not_end_it() {
    let limiter = with_budget(10, WINDOW);
    let now = Instant::now();
    let before = depart(limiter.reserve(now), now);
    pause(&limiter, now, WINDOW * 5);
    before.served(now);
    assert_eq!(limiter.reserve(now).at, now + WINDOW * 5);
    before.refused(WINDOW, true, now);
    assert_eq!(limiter.reserve(now).wait(now), WINDOW * 5, "nor shortens it");
}

#[test]
fn a_probe_that_is_given_up_is_followed_by_another() {
    let limiter = with_budget(10, WINDOW);
    let now = Instant::now();
    pause(&limiter, now, DAY);
    let then = now + LONGEST;
    let probe = limiter.reserve(then).depart(then).unwrap();
    let next = limiter.reserve(then).depart(then).expect_err("one is enough");
    drop(probe);
    depart(next, then + WINDOW);
}
