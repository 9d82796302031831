//! What the thread does while the store is away, and when it comes back; with a store in memory, in a time that does not pass.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout};
use tradewire::client::budget::{Answer, Ask, Budget as _, Charged, News};
use tradewire::client::transport::BoxFuture;

use crate::budget::RedisBudget;
use crate::keeper::Keeper;
use crate::link::{Link, Run, Said, Store};
use crate::mode::{Mode, Told};
use crate::settings::Settings;

const WINDOW: Duration = Duration::from_secs(10);

/// Takes connections where it is told to, and then gives a place to everybody until it is told to break.
#[derive(Clone, Default)]
struct Fake(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    /// When somebody tried to connect.
    tries: Vec<Instant>,
    is_there: bool,
    breaks: bool,
    /// What asks get: a place, or this wait.
    waits: VecDeque<i64>,
    runs: Vec<Vec<String>>,
}

impl Store for Fake {
    fn connect(&self) -> BoxFuture<'static, Result<Box<dyn Link>, String>> {
        let fake = self.clone();
        Box::pin(async move {
            let mut state = fake.0.lock().unwrap();
            state.tries.push(Instant::now());
            let link: Box<dyn Link> = Box::new(fake.clone());
            if state.is_there {
                Ok(link)
            } else {
                Err("nobody is there".to_owned())
            }
        })
    }
}

impl Link for Fake {
    fn run_id(&self) -> &'static str {
        "run 1"
    }

    fn run(&mut self, run: Run) -> BoxFuture<'_, Result<Vec<Said>, String>> {
        let mut state = self.0.lock().unwrap();
        let asks = run.args.iter().filter(|arg| *arg == "ask").count();
        let mut said = vec![Said::Number(0), Said::Text("epoch 1".into()), Said::Number(0)];
        for _ in 0..asks {
            let wait = state.waits.pop_front();
            said.push(Said::Number(i64::from(wait.is_none())));
            said.push(Said::Number(wait.unwrap_or(77)));
        }
        state.runs.push(run.args);
        let breaks = state.breaks;
        Box::pin(async move { if breaks { Err("it broke".to_owned()) } else { Ok(said) } })
    }
}

impl Fake {
    fn set(&self, set: impl FnOnce(&mut State)) {
        set(&mut self.0.lock().unwrap());
    }

    fn ran(&self, step: &str) -> usize {
        let state = self.0.lock().unwrap();
        state.runs.iter().flatten().filter(|arg| *arg == step).count()
    }
}

type Changes = Arc<Mutex<Vec<(Mode, String)>>>;

/// A budget whose thread is a task of the test.
fn keep(fake: &Fake, workers: u32) -> (RedisBudget, Changes) {
    let changes = Changes::default();
    let heard = Arc::clone(&changes);
    let told = Told {
        hook: Some(Arc::new(move |change| {
            heard.lock().unwrap().push((change.mode, change.reason.clone()));
        })),
        ..Told::default()
    };
    let (inbox, messages) = mpsc::unbounded_channel();
    let keeper = Keeper::new(
        fake.clone(),
        Settings::new(workers),
        told.clone(),
        messages,
        oneshot::channel().0,
    );
    tokio::spawn(keeper.run());
    (RedisBudget { inbox, told }, changes)
}

fn ask(ticket: u64, charged: Charged) -> Arc<Ask> {
    Arc::new(Ask::new(ticket, "sample", "shop", vec![charged]))
}

/// So many calls at once, each replied to at once; when each went, in seconds from now.
async fn times(budget: &RedisBudget, count: u64, charged: Charged) -> Vec<f64> {
    let (start, mut calls) = (Instant::now(), JoinSet::new());
    for ticket in 0..count {
        let (budget, ask) = (budget.clone(), ask(ticket, charged));
        calls.spawn(async move {
            let answer = budget.ask(&ask, Duration::MAX).await.unwrap();
            assert_eq!(answer, Answer::Go);
            budget.tell(&ask, News::Replied);
            budget.tell(&ask, News::Over);
            start.elapsed().as_secs_f64()
        });
    }
    let mut times = calls.join_all().await;
    times.sort_by(f64::total_cmp);
    times
}

#[tokio::test(start_paused = true)]
async fn alone_each_worker_keeps_to_its_share() {
    let (budget, changes) = keep(&Fake::default(), 4);
    let times = times(&budget, 7, Charged::new("default", 11, WINDOW)).await;
    // Eleven for four workers are two for each.
    for (index, time) in times.iter().enumerate() {
        let earliest = 10.0 * f64::from(u32::try_from(index / 2).unwrap());
        assert!(*time >= earliest && *time < earliest + 1.0, "{times:?}");
    }
    assert_eq!(budget.mode(), Mode::Alone);
    assert_eq!(
        *changes.lock().unwrap(),
        [(Mode::Alone, "nobody is there".to_owned())],
        "it is told once"
    );
}

#[tokio::test(start_paused = true)]
async fn a_budget_that_cannot_be_divided_is_stretched() {
    let (budget, _) = keep(&Fake::default(), 8);
    // Two for eight workers: one of each in four windows.
    let times = times(&budget, 4, Charged::new("default", 2, WINDOW)).await;
    for pair in times.windows(2) {
        assert!(pair[1] - pair[0] >= 40.0 && pair[1] - pair[0] < 42.0, "{times:?}");
    }
    // A heavy request takes as many windows as it is shares.
    let (budget, _) = keep(&Fake::default(), 2);
    let heavy = self::times(&budget, 3, Charged::new("default", 10, WINDOW).weight(10)).await;
    for pair in heavy.windows(2) {
        assert!(pair[1] - pair[0] >= 20.0 && pair[1] - pair[0] < 22.0, "{heavy:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn permits_are_divided_too() {
    let (budget, _) = keep(&Fake::default(), 2);
    let charged = Charged::new("default", u32::MAX, WINDOW).parallel(5);
    let asks: Vec<_> = (0..3).map(|ticket| ask(ticket, charged)).collect();
    for ask in &asks[..2] {
        assert_eq!(budget.ask(ask, Duration::MAX).await.unwrap(), Answer::Go);
    }
    let third = timeout(WINDOW * 9, budget.ask(&asks[2], Duration::MAX)).await;
    assert!(third.is_err(), "two of five are this worker's");
    budget.tell(&asks[0], News::Over);
    assert_eq!(budget.ask(&asks[2], Duration::MAX).await.unwrap(), Answer::Go);
}

#[tokio::test(start_paused = true)]
async fn attempts_to_connect_become_rarer_but_never_end() {
    let fake = Fake::default();
    let (_budget, _) = keep(&fake, 2);
    tokio::time::sleep(Duration::from_secs(600)).await;
    let tries = fake.0.lock().unwrap().tries.clone();
    let pauses: Vec<Duration> = tries.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(pauses[0] <= Duration::from_millis(110), "{pauses:?}");
    let longest = pauses.iter().max().unwrap();
    assert!(
        *longest <= Duration::from_millis(5100) && *longest > Duration::from_secs(2),
        "{longest:?}"
    );
    assert!((120..260).contains(&pauses.len()), "{}", pauses.len());
}

#[tokio::test(start_paused = true)]
async fn a_store_that_comes_back_hears_what_it_missed() {
    let fake = Fake::default();
    let (budget, changes) = keep(&fake, 2);
    let charged = Charged::new("default", 4, WINDOW);
    times(&budget, 2, charged).await;
    fake.set(|state| state.is_there = true);
    // More than the share: only the store can give them.
    let asks: Vec<_> = (10..16).map(|ticket| ask(ticket, charged)).collect();
    for ask in &asks {
        assert_eq!(budget.ask(ask, Duration::MAX).await.unwrap(), Answer::Go);
    }
    let first = fake.0.lock().unwrap().runs[0].clone();
    let at = first
        .iter()
        .position(|arg| arg == "enter")
        .expect("it introduces itself first");
    assert_eq!(
        first[at + 1..at + 3],
        ["run 1", "2"],
        "with what it did alone: {first:?}"
    );
    assert_eq!(budget.mode(), Mode::Shared);
    let modes: Vec<Mode> = changes.lock().unwrap().iter().map(|(mode, _)| *mode).collect();
    assert_eq!(modes, [Mode::Alone, Mode::Shared]);
}

#[tokio::test(start_paused = true)]
async fn whoever_waits_goes_alone_when_the_store_breaks() {
    let fake = Fake::default();
    fake.set(|state| state.is_there = true);
    let (budget, changes) = keep(&fake, 2);
    let charged = Charged::new("default", 4, WINDOW);
    assert_eq!(budget.ask(&ask(1, charged), Duration::MAX).await.unwrap(), Answer::Go);
    fake.set(|state| (state.is_there, state.breaks) = (false, true));
    // One is left of the share: what the store gave counts too.
    assert_eq!(budget.ask(&ask(2, charged), Duration::MAX).await.unwrap(), Answer::Go);
    let third = timeout(WINDOW / 2, async { budget.ask(&ask(3, charged), Duration::MAX).await }).await;
    assert!(third.is_err(), "{third:?}");
    let changes = changes.lock().unwrap().clone();
    assert_eq!(
        changes,
        [(Mode::Shared, String::new()), (Mode::Alone, "it broke".to_owned())]
    );
}

#[tokio::test(start_paused = true)]
async fn a_place_that_nobody_waits_for_is_given_back() {
    let fake = Fake::default();
    fake.set(|state| (state.is_there, state.waits) = (true, VecDeque::from([2_000_000])));
    let (budget, _) = keep(&fake, 2);
    let charged = Charged::new("default", 4, WINDOW);
    let ask = ask(1, charged);
    // It waits at the store, and goes.
    let call = timeout(Duration::from_millis(500), budget.ask(&ask, Duration::MAX)).await;
    assert!(call.is_err());
    budget.tell(&ask, News::Left);
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert_eq!((fake.ran("left"), fake.ran("forgo")), (1, 0));
    // It was given a place, and did not see it.
    drop(budget.ask(&ask, Duration::MAX));
    tokio::time::sleep(Duration::from_secs(1)).await;
    let unseen = budget.ask(&ask, Duration::MAX);
    tokio::time::sleep(Duration::from_secs(1)).await;
    drop(unseen);
    budget.tell(&ask, News::Left);
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(fake.ran("forgo"), 1);
}

#[tokio::test(start_paused = true)]
async fn what_takes_too_long_is_told_at_once() {
    let fake = Fake::default();
    fake.set(|state| (state.is_there, state.waits) = (true, VecDeque::from([9_000_000])));
    let (budget, _) = keep(&fake, 2);
    let charged = Charged::new("default", 4, WINDOW);
    let answer = budget.ask(&ask(1, charged), Duration::from_secs(5)).await.unwrap();
    assert_eq!(answer, Answer::Later(Duration::from_secs(9)));
}

#[tokio::test(start_paused = true)]
async fn the_store_hears_what_the_server_said_and_when_it_is_over() {
    let fake = Fake::default();
    fake.set(|state| state.is_there = true);
    let (budget, _) = keep(&fake, 2);
    let ask = ask(1, Charged::new("default", 4, WINDOW).parallel(3));
    budget.ask(&ask, Duration::MAX).await.unwrap();
    tokio::time::sleep(Duration::from_secs(20)).await;
    assert!(fake.ran("renew") >= 3, "it is still under way");
    budget.tell(&ask, News::Replied);
    budget.tell(&ask, News::Over);
    let counted = News::Counted {
        limit: "default",
        used: 3,
        of: 4,
        reset: None,
    };
    budget.tell(&ask, counted);
    let (wait, wished) = (Duration::from_secs(7), true);
    budget.tell(&ask, News::Refused { wait, wished });
    tokio::time::sleep(Duration::from_secs(1)).await;
    for step in ["replied", "over", "counted", "pause"] {
        assert_eq!(fake.ran(step), 1, "{step}");
    }
    let renewed = fake.ran("renew");
    tokio::time::sleep(Duration::from_secs(60)).await;
    assert_eq!(fake.ran("renew"), renewed);
}

#[tokio::test(start_paused = true)]
async fn without_its_thread_a_budget_says_so() {
    let (inbox, messages) = mpsc::unbounded_channel();
    drop(messages);
    let budget = RedisBudget {
        inbox,
        told: Told::default(),
    };
    let error = budget
        .ask(&ask(1, Charged::new("default", 4, WINDOW)), Duration::MAX)
        .await
        .unwrap_err();
    assert!(error.to_string().contains("ended"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn times_without_an_end_do_no_harm() {
    let (budget, _) = keep(&Fake::default(), u32::MAX);
    let mut first = Ask::new(
        1,
        "sample",
        "shop",
        vec![Charged::new("default", 1, Duration::MAX).weight(u32::MAX)],
    );
    first.way = Duration::MAX;
    let (first, second) = (Arc::new(first.clone()), {
        let mut second = first.clone();
        second.ticket = 2;
        Arc::new(second)
    });
    for ask in [&first, &second] {
        let _ = timeout(WINDOW, budget.ask(ask, Duration::MAX)).await;
        for news in [
            News::Refused {
                wait: Duration::MAX,
                wished: true,
            },
            News::Counted {
                limit: "default",
                used: 9,
                of: 9,
                reset: Some(Duration::MAX),
            },
            News::Replied,
            News::Over,
        ] {
            budget.tell(ask, news);
        }
    }
    let waits = timeout(WINDOW, budget.ask(&second, Duration::MAX)).await;
    assert!(waits.is_err(), "it waits, and its thread lives: {waits:?}");
}
