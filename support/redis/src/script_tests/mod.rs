//! The script, in a real store.

use std::time::Duration;

use tokio::time::Instant;
use tradewire::client::budget::Charged;

use crate::common::Store as Server;
use crate::keys::Keys;
use crate::link::{Link, RedisStore, Store};
use crate::own::{Grant, Limit, Share};
use crate::steps::{Outcome, Placed, Steps, Wanted, Worker, outcome};

/// Without a server there is nothing to test, which the server's start tells.
macro_rules! server {
    () => {
        match Server::start() {
            Some(server) => server,
            None => return,
        }
    };
}

mod clocks;
mod counts;
mod memory;
mod turns;
mod window;

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
        self.enter_part(run, false, entries).await;
    }

    async fn enter_part(&mut self, run: &str, more: bool, entries: &[(usize, String, i64, u32, bool)]) {
        let mut steps = Steps::default();
        steps.enter(run, more, entries);
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
