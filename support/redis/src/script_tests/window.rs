//! The window, weights, and all limits of a call together.

use std::time::Duration;

use tokio::time::sleep;
use tradewire::client::budget::Charged;

use super::{Hand, Server, WINDOW, grant, is_granted};
use crate::steps::Placed;

#[tokio::test]
async fn the_budget_is_that_of_all_workers() {
    let server = server!();
    let (mut first, mut second) = Hand::both(&server, &[Charged::new("default", 5, WINDOW)]).await;
    assert_eq!((first.granted(0..3).await, second.granted(0..9).await), (3, 2));
    let Placed::Wait(wait) = first.ask(9, &[(0, 1)]).await else {
        panic!("no room is left")
    };
    assert!(
        wait > WINDOW / 2 && wait <= WINDOW + Duration::from_secs(12),
        "{wait:?}"
    );
    // What is not used is free again, for whoever is first in line.
    second
        .tell(|steps, worker| steps.forgo(worker, 0, &grant(&[(0, 1)], 0)))
        .await;
    assert!(!is_granted(second.ask(20, &[(0, 1)]).await));
    assert!(is_granted(first.ask(9, &[(0, 1)]).await));
}

#[tokio::test]
async fn a_reply_ends_the_way_and_the_window_begins() {
    let server = server!();
    let window = Duration::from_millis(200);
    let (mut first, _) = Hand::both(&server, &[Charged::new("default", 1, window)]).await;
    assert!(is_granted(first.ask(1, &[(0, 1)]).await));
    let Placed::Wait(wait) = first.ask(2, &[(0, 1)]).await else {
        panic!("no room is left")
    };
    assert!(wait > Duration::from_secs(5), "it may arrive as late as that: {wait:?}");
    first
        .tell(|steps, worker| steps.replied(worker, 1, &grant(&[(0, 1)], 0)))
        .await;
    while !is_granted(first.ask(2, &[(0, 1)]).await) {
        sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn all_limits_or_none() {
    let server = server!();
    let charged = [Charged::new("many", 10, WINDOW), Charged::new("few", 1, WINDOW)];
    let (mut first, mut second) = Hand::both(&server, &charged).await;
    assert!(is_granted(first.ask(1, &[(0, 4), (1, 1)]).await));
    assert!(!is_granted(first.ask(2, &[(0, 4), (1, 1)]).await), "few is full");
    // The one who waits keeps 4 of many for itself, so 2 are left; and nothing of it was taken.
    assert!(!is_granted(second.ask(1, &[(0, 3)]).await));
    assert!(is_granted(second.ask(1, &[(0, 2)]).await));
    first.tell(|steps, worker| steps.left(worker, 2)).await;
    assert!(is_granted(second.ask(2, &[(0, 4)]).await));
    assert!(!is_granted(second.ask(3, &[(0, 1)]).await), "10 of 10");
}

#[tokio::test]
async fn a_weight_beyond_the_budget_takes_all_of_it() {
    let server = server!();
    let (mut first, _) = Hand::both(&server, &[Charged::new("default", 3, WINDOW)]).await;
    assert!(is_granted(first.ask(1, &[(0, 50)]).await));
    assert!(!is_granted(first.ask(2, &[(0, 1)]).await));
}
