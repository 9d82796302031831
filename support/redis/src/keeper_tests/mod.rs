//! What the thread does while the store is away, and when it comes back; with a store in memory, in a time that does not pass.

mod alone;
mod shared;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;
use tokio::time::Instant;
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
    /// What it says in place of what the script does.
    nonsense: Option<Vec<Said>>,
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
        if let Some(nonsense) = &state.nonsense {
            said.clone_from(nonsense);
        }
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
