//! A budget that several processes share: what it is asked and told, whatever becomes of a call.

mod client_support;

use std::collections::VecDeque;
use std::future::{pending, ready};
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Waker};
use std::time::Duration;

use client_support::{GetThing, Sample, builder, credentials, run, secs};
use tradewire::client::budget::{Answer, Ask, Budget, BudgetError, News};
use tradewire::client::transport::BoxFuture;
use tradewire::testing::{Scripted, SetClock};
use tradewire::{Builder, ErrorKind};

/// Answers by script, then always with `Go`; keeps all that it was asked and told.
#[derive(Default)]
struct Fake {
    answers: Mutex<VecDeque<Option<Result<Answer, BudgetError>>>>,
    asks: Mutex<Vec<(Ask, Duration)>>,
    told: Mutex<Vec<(u64, News)>>,
}

impl Budget for Fake {
    fn ask<'a>(&'a self, ask: &'a Arc<Ask>, patience: Duration) -> BoxFuture<'a, Result<Answer, BudgetError>> {
        self.asks.lock().unwrap().push(((**ask).clone(), patience));
        match self.answers.lock().unwrap().pop_front() {
            Some(Some(answer)) => Box::pin(ready(answer)),
            Some(None) => Box::pin(pending()),
            None => Box::pin(ready(Ok(Answer::Go))),
        }
    }

    fn tell(&self, ask: &Arc<Ask>, news: News) {
        self.told.lock().unwrap().push((ask.ticket, news));
    }
}

impl Fake {
    /// `None`: no answer ever.
    fn answering(answers: impl IntoIterator<Item = Option<Result<Answer, BudgetError>>>) -> Arc<Self> {
        let fake = Self::default();
        fake.answers.lock().unwrap().extend(answers);
        Arc::new(fake)
    }

    /// What was told, by the order of tickets.
    fn told(&self) -> Vec<(usize, News)> {
        let told = self.told.lock().unwrap();
        let mut tickets: Vec<u64> = self.asks.lock().unwrap().iter().map(|(ask, _)| ask.ticket).collect();
        tickets.dedup();
        told.iter()
            .map(|(ticket, news)| {
                let rank = tickets.iter().position(|known| known == ticket);
                (rank.expect("it was asked for"), *news)
            })
            .collect()
    }
}

fn client(server: &Scripted, clock: &SetClock, fake: &Arc<Fake>) -> Builder<Sample> {
    builder(server, clock).budget(Arc::clone(fake))
}

#[test]
fn a_call_asks_goes_and_gives_back() {
    let (server, clock, fake) = (Scripted::new().reply(200, "{}"), SetClock::new(), Fake::answering([]));
    let client = client(&server, &clock, &fake).account("shop 7").build().unwrap();
    run(client.call(GetThing(1)).send()).unwrap();
    let asks = fake.asks.lock().unwrap().clone();
    assert_eq!(asks.len(), 1);
    let (ask, patience) = &asks[0];
    assert_eq!((ask.platform, &*ask.account, *patience), ("sample", "shop 7", secs(60)));
    let charged = ask.charged[0];
    assert_eq!(
        (
            charged.limit,
            charged.requests,
            charged.window,
            charged.weight,
            charged.is_own
        ),
        ("default", 5, secs(1), 1, false)
    );
    let mut told = fake.told();
    told.sort_by_key(|(_, news)| *news == News::Over);
    assert_eq!(told, [(0, News::Replied), (0, News::Served), (0, News::Over)]);
}

#[test]
fn the_account_is_the_base_address_unless_it_is_named() {
    let (server, clock, fake) = (Scripted::new().reply(200, "{}"), SetClock::new(), Fake::answering([]));
    let client = client(&server, &clock, &fake)
        .rate_limit("default", 3, secs(9))
        .build()
        .unwrap();
    run(client.call(GetThing(1)).send()).unwrap();
    let (ask, _) = fake.asks.lock().unwrap()[0].clone();
    assert!(ask.account.starts_with("https://"), "{}", ask.account);
    let charged = ask.charged[0];
    assert_eq!((charged.requests, charged.window, charged.is_own), (3, secs(9), true));
    // However it is written: processes that write it in two ways would have two budgets.
    for url in ["https://Shop.Example:443/", "https://shop.example"] {
        let (server, fake) = (Scripted::new().reply(200, "{}"), Fake::answering([]));
        let client = Builder::<Sample>::new(url).credentials(credentials()).transport(server);
        let client = client.clock(SetClock::new()).budget(Arc::clone(&fake)).build().unwrap();
        run(client.call(GetThing(1)).send()).unwrap();
        assert_eq!(&*fake.asks.lock().unwrap()[0].0.account, "https://shop.example");
    }
}

#[test]
fn a_later_place_is_waited_for_with_the_same_ticket() {
    let later = |seconds| Some(Ok(Answer::Later(secs(seconds))));
    let (server, clock) = (Scripted::new().reply(200, "{}"), SetClock::new());
    let fake = Fake::answering([later(7), later(3)]);
    let client = client(&server, &clock, &fake).build().unwrap();
    run(client.call(GetThing(1)).send()).unwrap();
    assert_eq!(clock.waits(), [secs(7), secs(3)]);
    let asks = fake.asks.lock().unwrap();
    assert!(asks.iter().all(|(ask, _)| ask.ticket == asks[0].0.ticket));
    assert_eq!(
        asks.iter().map(|(_, patience)| *patience).collect::<Vec<_>>(),
        [secs(60), secs(53), secs(50)]
    );
}

#[test]
fn a_place_that_comes_too_late_is_left() {
    let (server, clock) = (Scripted::new(), SetClock::new());
    let fake = Fake::answering([Some(Ok(Answer::Later(secs(61))))]);
    let client = client(&server, &clock, &fake).build().unwrap();
    let error = run(client.call(GetThing(1)).send()).unwrap_err();
    assert!(error.kind() == ErrorKind::Timeout && error.is_rate_limited(), "{error}");
    assert!(error.to_string().contains("in 61.0 s"), "{error}");
    assert_eq!(fake.told(), [(0, News::Left)]);
    assert!(clock.waits().is_empty() && server.requests().is_empty());
}

#[test]
fn a_budget_that_never_answers_takes_no_more_than_the_calls_time() {
    let (server, clock, fake) = (Scripted::new(), SetClock::new(), Fake::answering([None]));
    let client = client(&server, &clock, &fake).build().unwrap();
    let error = run(client.call(GetThing(1)).send()).unwrap_err();
    assert!(error.is_rate_limited() && server.requests().is_empty(), "{error}");
    assert_eq!((clock.passed(), fake.told()), (secs(60), vec![(0, News::Left)]));
}

#[test]
fn a_budget_without_places_says_why() {
    let (server, clock) = (Scripted::new(), SetClock::new());
    let fake = Fake::answering([Some(Err(BudgetError::new("it is closed")))]);
    let client = client(&server, &clock, &fake).build().unwrap();
    let error = run(client.call(GetThing(1)).send()).unwrap_err();
    assert!(error.to_string().contains("it is closed"), "{error}");
    assert_eq!(fake.told(), [(0, News::Left)]);
    assert!(server.requests().is_empty());
}

#[test]
fn a_dropped_call_leaves() {
    /// A clock whose sleeps never end.
    struct Asleep;
    impl tradewire::client::Clock for Asleep {
        fn now(&self) -> std::time::Instant {
            std::time::Instant::now()
        }
        fn system(&self) -> std::time::SystemTime {
            std::time::SystemTime::now()
        }
        fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
            Box::pin(pending())
        }
    }
    let fake = Fake::answering([None]);
    let client = client(&Scripted::new(), &SetClock::new(), &fake)
        .clock(Asleep)
        .build()
        .unwrap();
    {
        let mut call = pin!(client.call(GetThing(1)).send());
        assert!(call.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        assert!(fake.told().is_empty());
    }
    assert_eq!(fake.told(), [(0, News::Left)]);
}

#[test]
fn all_processes_learn_what_the_server_said() {
    let server = Scripted::new()
        .reply_with_headers(429, [("retry-after", "7"), ("API-Usage-Limit", "6/5")], "")
        .reply(200, "{}");
    let (clock, fake) = (SetClock::new(), Fake::answering([]));
    let client = client(&server, &clock, &fake).build().unwrap();
    run(client.call(GetThing(1)).send()).unwrap();
    let told = fake.told();
    let counted = News::Counted {
        limit: "default",
        used: 6,
        of: 5,
        reset: None,
    };
    let refused = News::Refused {
        wait: secs(7),
        wished: true,
    };
    for news in [counted, refused, News::Served] {
        assert_eq!(
            told.iter().filter(|told| **told == (0, news)).count(),
            1,
            "{news:?} in {told:?}"
        );
    }
    for news in [News::Replied, News::Over] {
        assert_eq!(
            told.iter().filter(|told| **told == (0, news)).count(),
            2,
            "{news:?} in {told:?}"
        );
    }
    let asks = fake.asks.lock().unwrap();
    assert_eq!(
        (asks.len(), asks[0].0.ticket),
        (2, asks[1].0.ticket),
        "it comes back with its ticket"
    );
}

#[test]
fn what_a_server_asks_for_is_told_within_bounds() {
    let server = Scripted::new().reply_with_headers(429, [("retry-after", "20000")], "");
    let (clock, fake) = (SetClock::new(), Fake::answering([]));
    let client = client(&server, &clock, &fake).build().unwrap();
    run(client.call(GetThing(1)).send()).unwrap_err();
    let waits: Vec<Duration> = fake
        .told()
        .into_iter()
        .filter_map(|(_, news)| match news {
            News::Refused { wait, .. } => Some(wait),
            _ => None,
        })
        .collect();
    assert_eq!(waits, [secs(302)], "twice the window of a second, and five minutes");
}
