//! Twice as many callers are twice the work, whatever becomes of them.

use super::*;
use crate::steps::tests::{linear, nearly_linear};

/// A power of the base that they are counted in, from which on a count takes no more steps.
const SMALL: usize = 1024;

fn in_line(limiter: &Limiter, now: Instant, count: usize) -> Vec<Place<'_>> {
    let places: Vec<_> = (0..count).map(|_| limiter.reserve(now)).collect();
    for place in &places {
        let _ = place.is_earlier(Waker::noop());
    }
    places
}

/// Neither from the front nor from the back.
fn from_the_middle<T>(mut list: Vec<T>) -> Vec<T> {
    let mut behind = list.split_off(list.len() / 2).into_iter();
    let mut mixed = Vec::new();
    while let Some(before) = list.pop() {
        mixed.push(before);
        mixed.extend(behind.next());
    }
    mixed.extend(behind);
    mixed
}

fn budget(count: usize) -> u32 {
    u32::try_from(count).unwrap()
}

#[test]
fn those_who_are_dropped_while_they_wait() {
    let now = Instant::now();
    for (order, arrange) in [
        (
            "first to last",
            (|places| places) as fn(Vec<Place<'static>>) -> Vec<Place<'static>>,
        ),
        ("last to first", |mut places| {
            places.reverse();
            places
        }),
        ("from the middle", from_the_middle),
    ] {
        linear(
            order,
            SMALL,
            |n| {
                let limiter: &'static Limiter = Box::leak(Box::new(with_budget(10, WINDOW)));
                arrange(in_line(limiter, now, n))
            },
            drop,
        );
    }
}

#[test]
fn those_who_leave_for_the_server() {
    linear(
        "in order, each as its time comes",
        SMALL,
        |n| n,
        |n| {
            let limiter = with_budget(10, WINDOW);
            let start = Instant::now();
            for (at, place) in in_line(&limiter, start, n).into_iter().enumerate() {
                depart(place, start + WINDOW * u32::try_from(at / 10 * 2).unwrap());
            }
        },
    );
    linear(
        "all at once, with replies in any order",
        SMALL,
        |n| n,
        |n| {
            let limiter = with_budget(budget(n), WINDOW);
            let now = Instant::now();
            let left: Vec<_> = in_line(&limiter, now, n)
                .into_iter()
                .map(|place| place.depart(now).unwrap())
                .collect();
            for (at, departed) in from_the_middle(left).into_iter().enumerate() {
                departed.replied(now + Duration::from_micros(at as u64));
            }
        },
    );
    linear(
        "too early",
        SMALL,
        |n| n,
        |n| {
            let limiter = with_budget(10, WINDOW);
            let now = Instant::now();
            for place in from_the_middle(in_line(&limiter, now, n)) {
                drop(place.depart(now).map(|departed| departed.replied(now)));
            }
        },
    );
}

#[test]
fn those_who_are_refused_and_come_again() {
    linear(
        "refused",
        SMALL,
        |n| n,
        |n| {
            let limiter = with_budget(budget(n), WINDOW);
            let now = Instant::now();
            let left: Vec<_> = in_line(&limiter, now, n)
                .into_iter()
                .map(|place| place.depart(now).unwrap())
                .collect();
            let _others = in_line(&limiter, now, n);
            let mut again = Vec::new();
            for departed in from_the_middle(left) {
                departed.replied(now);
                departed.refused(WINDOW, true, now);
                again.push(departed.again(now));
            }
            let later = now + WINDOW * 2;
            assert!(again.iter_mut().all(|place| place.wait(later) >= Duration::ZERO));
        },
    );
}

#[test]
fn those_who_wait_behind_many_that_weigh() {
    nearly_linear(
        "at times of their own",
        SMALL,
        |n| n,
        |n| {
            let limiter = with_budget(budget(n), WINDOW);
            let now = Instant::now();
            for at in 0..n {
                // Some arrive at one moment, so that times and requests are not as many.
                let at = now + Duration::from_micros(at as u64 / 3 * 2);
                depart(limiter.reserve(at), at);
            }
            drop(in_line(&limiter, now + WINDOW / 2, n));
        },
    );
    nearly_linear(
        "told by the server",
        SMALL,
        |n| n,
        |n| {
            let limiter = declared(budget(n * 2), 1);
            let now = Instant::now();
            for at in 0..n {
                let then = now + Duration::from_micros(at as u64);
                let departed = depart(limiter.reserve(then), then);
                departed.observe((at + at / 2, n * 2), None, then);
            }
            drop(in_line(&limiter, now + WINDOW / 2, n));
        },
    );
}

/// Weights from 1 to 7, as they come.
fn heavy(limiter: &Limiter, now: Instant, count: usize) -> Vec<Place<'_>> {
    let places: Vec<_> = (0..count)
        .map(|at| Place::reserve(limiter, at * 5 % 7 + 1, now))
        .collect();
    for place in &places {
        let _ = place.is_earlier(Waker::noop());
    }
    places
}

#[test]
fn those_who_count_for_several() {
    let now = Instant::now();
    nearly_linear(
        "dropped from the middle",
        SMALL,
        |n| {
            let limiter: &'static Limiter = Box::leak(Box::new(with_budget(10, WINDOW)));
            from_the_middle(heavy(limiter, now, n))
        },
        drop,
    );
    nearly_linear(
        "all at once, with replies in any order and counts of the server",
        SMALL,
        |n| n,
        |n| {
            let limiter = declared(budget(n * 7), 1);
            let left: Vec<_> = heavy(&limiter, now, n)
                .into_iter()
                .map(|place| place.depart(now).unwrap())
                .collect();
            let _others = heavy(&limiter, now, n);
            for (at, departed) in from_the_middle(left).into_iter().enumerate() {
                let then = now + Duration::from_micros(at as u64);
                departed.replied(then);
                departed.observe((at, n * 7), None, then);
                drop(departed.again(then));
            }
        },
    );
    nearly_linear(
        "too early, and each is owed the room",
        SMALL,
        |n| n,
        |n| {
            let limiter = with_budget(10, WINDOW);
            for place in from_the_middle(heavy(&limiter, now, n)) {
                drop(place.depart(now).map(|departed| departed.replied(now)));
            }
        },
    );
}
