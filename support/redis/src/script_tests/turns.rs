//! Turns, permits and pauses.

use std::time::Duration;

use tokio::time::sleep;
use tradewire::client::budget::Charged;

use super::{Hand, Server, WINDOW, grant, is_granted};
use crate::steps::Placed;

#[tokio::test]
async fn whoever_came_first_goes_first_unless_it_is_gone() {
    let server = server!();
    let (mut first, mut second) = Hand::both(&server, &[Charged::new("default", 2, WINDOW)]).await;
    assert!(is_granted(first.ask(1, &[(0, 1)]).await));
    assert!(!is_granted(second.ask(7, &[(0, 2)]).await), "it needs both");
    assert!(
        !is_granted(first.ask(2, &[(0, 1)]).await),
        "a light one may not overtake it"
    );
    // It is not heard of again: after a while it is out of the line.
    while !is_granted(first.ask(2, &[(0, 1)]).await) {
        sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test]
async fn permits_come_back_and_those_of_the_dead_run_out() {
    let server = server!();
    let charged = Charged::new("default", u32::MAX, WINDOW).parallel(1);
    let (mut first, mut second) = Hand::both(&server, &[charged]).await;
    first.worker.lease = Duration::from_millis(300);
    assert!(is_granted(first.ask(1, &[(0, 1)]).await));
    assert!(!is_granted(second.ask(1, &[(0, 1)]).await));
    first
        .tell(|steps, worker| steps.over(worker, 1, &grant(&[(0, 1)], 0)))
        .await;
    assert!(is_granted(second.ask(1, &[(0, 1)]).await));
    second
        .tell(|steps, worker| steps.over(worker, 1, &grant(&[(0, 1)], 0)))
        .await;
    // This one is never told of again.
    assert!(is_granted(first.ask(2, &[(0, 1)]).await));
    while !is_granted(second.ask(2, &[(0, 1)]).await) {
        sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn a_permit_that_is_renewed_stays() {
    let server = server!();
    let charged = Charged::new("default", u32::MAX, WINDOW).parallel(1);
    let (mut first, mut second) = Hand::both(&server, &[charged]).await;
    first.worker.lease = Duration::from_millis(50);
    assert!(is_granted(first.ask(1, &[(0, 1)]).await));
    first.worker.lease = Duration::from_secs(600);
    first.tell(|steps, worker| steps.renew(worker, 1, &[0])).await;
    sleep(Duration::from_millis(100)).await;
    assert!(!is_granted(second.ask(1, &[(0, 1)]).await));
}

#[tokio::test]
async fn all_workers_learn_of_a_pause_and_leave_it_one_by_one() {
    let server = server!();
    let (mut first, mut second) = Hand::both(&server, &[Charged::new("default", 10, WINDOW)]).await;
    let pause = Duration::from_millis(300);
    first.tell(|steps, _| steps.pause(pause, &[0])).await;
    let Placed::Wait(wait) = second.ask(1, &[(0, 1)]).await else {
        panic!("there is a pause")
    };
    assert!(wait <= pause, "{wait:?}");
    while !is_granted(second.ask(1, &[(0, 1)]).await) {
        sleep(Duration::from_millis(20)).await;
    }
    let Placed::Wait(wait) = first.ask(1, &[(0, 1)]).await else {
        panic!("one after the other")
    };
    assert!(wait <= WINDOW / 9 && wait > WINDOW / 20, "{wait:?}");
}
