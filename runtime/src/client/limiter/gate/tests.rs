use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Wake;

use super::*;

struct Counter(AtomicUsize);

impl Wake for Counter {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

fn taken(ticket: &Ticket, now: Instant) -> Permit {
    match ticket.take(now) {
        Turn::Now(permit) => permit,
        Turn::Later(look) => panic!("not yet; look again in {look:?}"),
    }
}

fn refused(ticket: &Ticket, now: Instant) -> Option<Duration> {
    match ticket.take(now) {
        Turn::Now(_) => panic!("it is not its turn"),
        Turn::Later(look) => look,
    }
}

#[test]
fn permits_go_in_order_and_come_back() {
    let (gate, now) = (Gate::new(2), Instant::now());
    let tickets: Vec<_> = (0..4).map(|_| gate.ticket()).collect();
    let mut held: Vec<_> = tickets[..2].iter().map(|ticket| taken(ticket, now)).collect();
    assert_eq!(refused(&tickets[2], now), None);
    assert_eq!(refused(&tickets[3], now), None);
    assert!(!tickets[2].is_called(Waker::noop()) && !tickets[3].is_called(Waker::noop()));
    drop(held.pop());
    assert_eq!(refused(&tickets[3], now), Some(LOOK), "the other one came first");
    assert!(tickets[2].is_called(Waker::noop()));
    held.push(taken(&tickets[2], now));
    drop(held.pop());
    drop(taken(&tickets[3], now));
}

#[test]
fn whoever_comes_back_goes_before_those_who_came_later() {
    let (gate, now) = (Gate::new(1), Instant::now());
    let (first, second) = (gate.ticket(), gate.ticket());
    let permit = taken(&first, now);
    assert_eq!(refused(&second, now), None);
    drop(permit);
    let again = taken(&first, now);
    assert_eq!(refused(&second, now), None);
    drop(again);
    drop(taken(&second, now));
}

#[test]
fn one_who_does_not_come_is_passed_over_and_is_next_when_it_does() {
    let (gate, now) = (Gate::new(1), Instant::now());
    let (holder, asleep, awake) = (gate.ticket(), gate.ticket(), gate.ticket());
    let permit = taken(&holder, now);
    assert_eq!((refused(&asleep, now), refused(&awake, now)), (None, None));
    drop(permit);
    assert!(
        awake.is_called(Waker::noop()),
        "it has to see whether the other one comes"
    );
    assert_eq!(refused(&awake, now), Some(LOOK));
    let permit = taken(&awake, now + LOOK);
    assert!(asleep.is_called(Waker::noop()));
    assert_eq!(refused(&asleep, now + LOOK), None);
    let late = gate.ticket();
    assert_eq!(refused(&late, now + LOOK), None);
    drop(permit);
    assert_eq!(refused(&late, now + LOOK), Some(LOOK), "the sleeper kept its number");
    drop(taken(&asleep, now + LOOK));
}

#[test]
fn a_ticket_that_is_dropped_hands_its_turn_on() {
    let (gate, now) = (Gate::new(1), Instant::now());
    let (holder, dropped, next) = (gate.ticket(), gate.ticket(), gate.ticket());
    let permit = taken(&holder, now);
    assert_eq!((refused(&dropped, now), refused(&next, now)), (None, None));
    drop(permit);
    assert_eq!(refused(&next, now), Some(LOOK));
    assert!(!next.is_called(Waker::noop()));
    drop(dropped);
    assert!(next.is_called(Waker::noop()));
    drop(taken(&next, now));
}

/// Each of the many is woken at most twice before it is dropped: as the next, and as the one behind it.
#[test]
fn ten_thousand_leave_without_waking_each_other() {
    let (gate, now) = (Gate::new(1), Instant::now());
    let permit = taken(&gate.ticket(), now);
    let woken = Arc::new(Counter(AtomicUsize::new(0)));
    let waker = Waker::from(Arc::clone(&woken));
    let tickets: Vec<_> = (0..10_000).map(|_| gate.ticket()).collect();
    for ticket in &tickets {
        assert_eq!(refused(ticket, now), None);
        assert!(!ticket.is_called(&waker));
    }
    drop(permit);
    drop(tickets);
    let times = woken.0.load(Ordering::Relaxed);
    assert!((2..=20_000).contains(&times), "woken {times} times");
    drop(taken(&gate.ticket(), now));
}
