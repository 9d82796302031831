//! What the store keeps, and what becomes of it when it forgets.

use tradewire::client::budget::Charged;

use super::{Hand, Server, WINDOW, is_granted};
use crate::link::Said;
use crate::own::Share;
use crate::steps::{Outcome, Steps, outcome};

#[tokio::test]
async fn a_store_that_forgot_asks_for_introductions() {
    let mut server = server!();
    let (mut first, mut second) = Hand::both(&server, &[Charged::new("default", 10, WINDOW)]).await;
    assert_eq!(first.granted(0..8).await, 8);
    server.kill();
    server.run();
    let charged = [Charged::new("default", 10, WINDOW)];
    (first.link, second.link) = {
        let (one, other) = (
            Hand::new(&server, "x", &charged).await,
            Hand::new(&server, "y", &charged).await,
        );
        (one.link, other.link)
    };
    let mut steps = Steps::default();
    steps.pause(WINDOW, &[0]);
    assert_eq!(first.run(steps, 0).await, Outcome::Unknown);
    // Anew, under another run.
    second.enter("2", &[]).await;
    assert!(second.is_young);
    let share = |mine| {
        (
            0,
            1,
            mine,
            0,
            Share {
                requests: 5,
                at_once: 1,
            },
        )
    };
    assert!(is_granted(second.ask_with(1, &[share(4)]).await));
    assert!(
        !is_granted(second.ask_with(2, &[share(5)]).await),
        "the other one is not here yet"
    );
    let entries: Vec<_> = (0..8)
        .map(|number| (0, format!("a:{number}"), -1000, 1, false))
        .collect();
    first.enter("2", &entries).await;
    assert!(!first.is_young, "now all are here");
    // To say it again changes nothing.
    first.enter("2", &entries).await;
    assert!(is_granted(second.ask_with(2, &[share(5)]).await));
    assert!(!is_granted(second.ask_with(3, &[share(6)]).await), "10 of 10");
    // Another process of the store, which may hold less than this one did.
    first.enter("3", &entries).await;
    assert!(first.is_young);
    let steps = Steps::default();
    assert_eq!(second.run(steps, 0).await, Outcome::Unknown);
}

#[tokio::test]
async fn who_has_much_to_tell_is_there_when_it_is_all_told() {
    let server = server!();
    let charged = [Charged::new("default", 10, WINDOW)];
    let mut first = Hand::new(&server, "a", &charged).await;
    let mut second = Hand::new(&server, "a", &charged).await;
    second.worker.name = "b".to_owned();
    let entry = |number: u32| (0, format!("b:{number}"), 0, 3, false);
    second.enter_part("", true, &[entry(1)]).await;
    let nothing_yet = Share {
        requests: 0,
        at_once: 0,
    };
    assert!(second.is_young && !is_granted(first.ask_with(99, &[(0, 1, 0, 0, nothing_yet)]).await));
    first.tell(|steps, worker| steps.left(worker, 99)).await;
    second.enter_part("", false, &[entry(2)]).await;
    assert!(!second.is_young);
    assert_eq!(first.granted(0..9).await, 4, "10, without twice 3");
}

#[tokio::test]
async fn a_script_that_was_flushed_is_given_again() {
    let server = server!();
    let (mut first, _) = Hand::both(&server, &[Charged::new("default", 3, WINDOW)]).await;
    let client = redis::Client::open(server.url()).unwrap();
    let mut connection = client.get_multiplexed_async_connection().await.unwrap();
    let mut flush = redis::cmd("SCRIPT");
    flush.arg("FLUSH").exec_async(&mut connection).await.unwrap();
    assert_eq!(first.granted(0..9).await, 3);
    // And a store that was emptied knows nobody.
    redis::cmd("FLUSHALL").exec_async(&mut connection).await.unwrap();
    assert_eq!(first.run(Steps::default(), 0).await, Outcome::Unknown);
}

#[tokio::test]
async fn nothing_stays_for_good_and_nothing_tells_of_the_account() {
    let server = server!();
    let charged = Charged::new("default", 1, WINDOW).parallel(1);
    let (mut first, mut second) = Hand::both(&server, &[charged]).await;
    assert!(is_granted(first.ask(1, &[(0, 1)]).await));
    assert!(!is_granted(second.ask(1, &[(0, 1)]).await));
    let client = redis::Client::open(server.url()).unwrap();
    let mut connection = client.get_multiplexed_async_connection().await.unwrap();
    let keys: Vec<String> = redis::cmd("KEYS").arg("*").query_async(&mut connection).await.unwrap();
    assert_eq!(keys.len(), 5, "{keys:?}");
    for key in keys {
        let left: i64 = redis::cmd("PTTL").arg(&key).query_async(&mut connection).await.unwrap();
        assert!(left > 0, "{key} stays for ever");
        assert!(!key.contains("shop") && key.starts_with("test:{sample:"), "{key}");
    }
}

#[tokio::test]
async fn another_script_is_told_by_what_it_says() {
    assert!(outcome(&[Said::Number(0), Said::Text("e".into())], 0).is_err());
}
