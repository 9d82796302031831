//! The script, in a real store.

use std::time::Duration;

use tokio::time::{Instant, sleep};
use tradewire::client::budget::Charged;

use crate::common::Store as Server;
use crate::keys::Keys;
use crate::link::{Link, RedisStore, Said, Store};
use crate::own::{Grant, Limit, Share};
use crate::steps::{Outcome, Placed, Steps, Wanted, Worker, outcome};

const WINDOW: Duration = Duration::from_secs(600);
const ENOUGH: Share = Share {
    requests: u32::MAX,
    at_once: u32::MAX,
};

/// A worker of two, with a connection of its own.
struct Hand {
    link: Box<dyn Link>,
    keys: Keys,
    worker: Worker,
    limits: Vec<Limit>,
    epoch: String,
    is_young: bool,
}

fn limit(charged: Charged) -> Limit {
    Limit {
        name: charged.limit.to_owned(),
        charged,
        told: None,
        closed_until: None,
    }
}

fn grant(weights: &[(usize, u32)], granted: u64) -> Grant {
    Grant {
        ticket: 0,
        weights: weights.to_vec(),
        arrived: Instant::now(),
        granted,
        is_over: false,
    }
}

impl Hand {
    async fn new(server: &Server, name: &str, charged: &[Charged]) -> Self {
        let info = redis::IntoConnectionInfo::into_connection_info(server.url()).unwrap();
        let store = RedisStore::new(info, Duration::from_secs(30)).unwrap();
        let mut hand = Self {
            link: store.connect().await.unwrap(),
            keys: Keys::new("test", "sample", "https://shop.example/"),
            worker: Worker {
                name: name.to_owned(),
                workers: 2,
                lease: Duration::from_secs(60),
            },
            limits: charged.iter().copied().map(limit).collect(),
            epoch: String::new(),
            is_young: false,
        };
        hand.enter("", &[]).await;
        hand
    }

    /// Both workers, so that nothing is young any more.
    async fn both(server: &Server, charged: &[Charged]) -> (Self, Self) {
        let (first, second) = (
            Self::new(server, "a", charged).await,
            Self::new(server, "b", charged).await,
        );
        assert!(first.is_young && !second.is_young);
        (first, second)
    }

    async fn enter(&mut self, run: &str, entries: &[(usize, String, i64, u32, bool)]) {
        let mut steps = Steps::default();
        steps.enter(run, entries);
        if let Outcome::Done { epoch, is_young, .. } = self.run(steps, 0).await {
            (self.epoch, self.is_young) = (epoch, is_young);
        }
    }

    async fn run(&mut self, steps: Steps, asked: usize) -> Outcome {
        let said = self
            .link
            .run(steps.run(&self.keys, &self.limits, &self.epoch, &self.worker))
            .await;
        outcome(&said.unwrap(), asked).unwrap()
    }

    /// Asks as somebody who weighs so much in these limits.
    async fn ask(&mut self, number: u64, weights: &[(usize, u32)]) -> Placed {
        let limits: Vec<_> = weights
            .iter()
            .map(|(at, weight)| (*at, *weight, 0, 0, ENOUGH))
            .collect();
        self.ask_with(number, &limits).await
    }

    async fn ask_with(&mut self, number: u64, limits: &[(usize, u32, u32, u32, Share)]) -> Placed {
        let mut steps = Steps::default();
        let way = Duration::from_secs(10);
        let (ticket, worker) = (number, self.worker.clone());
        steps.ask(
            &worker,
            &Wanted {
                ticket,
                number,
                way,
                limits,
            },
        );
        match self.run(steps, 1).await {
            Outcome::Done { answers, is_young, .. } => {
                self.is_young = is_young;
                answers[0]
            }
            Outcome::Unknown => panic!("it is known"),
        }
    }

    async fn tell(&mut self, tell: impl FnOnce(&mut Steps, &Worker)) {
        let mut steps = Steps::default();
        let worker = self.worker.clone();
        tell(&mut steps, &worker);
        assert!(matches!(self.run(steps, 0).await, Outcome::Done { .. }));
    }

    /// How many of these get a place, one after the other; those who do not leave again.
    async fn granted(&mut self, numbers: std::ops::Range<u64>) -> usize {
        let mut count = 0;
        for number in numbers {
            match self.ask(number, &[(0, 1)]).await {
                Placed::Granted(_) => count += 1,
                Placed::Wait(_) => self.tell(|steps, worker| steps.left(worker, number)).await,
            }
        }
        count
    }
}

fn is_granted(placed: Placed) -> bool {
    matches!(placed, Placed::Granted(_))
}

/// Without a server there is nothing to test, which the server's start tells.
macro_rules! server {
    () => {
        match Server::start() {
            Some(server) => server,
            None => return,
        }
    };
}

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
async fn a_weight_beyond_the_budget_takes_all_of_it() {
    let server = server!();
    let (mut first, _) = Hand::both(&server, &[Charged::new("default", 3, WINDOW)]).await;
    assert!(is_granted(first.ask(1, &[(0, 50)]).await));
    assert!(!is_granted(first.ask(2, &[(0, 1)]).await));
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

#[tokio::test]
async fn the_servers_count_has_those_who_do_not_ask_here() {
    let server = server!();
    let (mut first, mut second) = Hand::both(&server, &[Charged::new("default", 10, WINDOW)]).await;
    let Placed::Granted(at) = first.ask(1, &[(0, 1)]).await else {
        panic!("there is room")
    };
    let mine = grant(&[(0, 1)], at);
    // One of the seven is ours; and one left since, which may not be among them.
    assert!(is_granted(second.ask(1, &[(0, 1)]).await));
    first.tell(|steps, _| steps.counted(0, (7, 10), None, &mine)).await;
    assert_eq!(second.granted(10..20).await, 2);
    // A count that is older than the latest says nothing.
    first
        .tell(|steps, _| steps.counted(0, (0, 1000), None, &grant(&[(0, 1)], at - 1)))
        .await;
    assert_eq!(second.granted(20..22).await, 0);
    // A larger budget is believed, one that is far too large is not.
    first.tell(|steps, _| steps.counted(0, (10, 13), None, &mine)).await;
    let more = second.granted(30..40).await;
    first
        .tell(|steps, _| steps.counted(0, (10, 1_000_000), None, &mine))
        .await;
    assert_eq!(second.granted(40..44).await, 0);
    assert!(more <= 3, "{more}");
}

#[tokio::test]
async fn a_budget_of_the_users_own_is_only_narrowed() {
    let server = server!();
    let mut charged = Charged::new("default", 4, WINDOW);
    charged.is_own = true;
    let (mut first, _) = Hand::both(&server, &[charged]).await;
    let Placed::Granted(at) = first.ask(1, &[(0, 1)]).await else {
        panic!("there is room")
    };
    first
        .tell(|steps, _| steps.counted(0, (1, 100), None, &grant(&[(0, 1)], at)))
        .await;
    assert_eq!(first.granted(10..20).await, 3);
}

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
