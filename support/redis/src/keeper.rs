//! The thread that keeps the budget: it takes what clients ask and tell, runs the script, and goes on alone while the store is away.

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, Sleep, sleep_until};
use tradewire::client::budget::Ask;
use tradewire::client::transport::BoxFuture;

use crate::account::Account;
use crate::budget::{Message, RedisBudget};
use crate::error::ConnectError;
use crate::link::{Link, Store};
use crate::mode::{Mode, Told};
use crate::settings::Settings;
use crate::steps::{Worker, outcome};

/// First pause between two attempts to reach the store; each is twice the one before.
const FIRST_BACKOFF: Duration = Duration::from_millis(100);
/// How often it is looked through what weighs no more.
const SWEEP: Duration = Duration::from_secs(1);
/// Farther away than any program runs.
const NEVER: Duration = Duration::from_secs(24 * 3600);

/// What came of the first attempt to connect.
pub(crate) type First = oneshot::Receiver<Result<(), String>>;

type Connected = Result<Box<dyn Link>, String>;

pub(crate) struct Keeper<S> {
    store: S,
    settings: Settings,
    told: Told,
    worker: Worker,
    chance: Chance,
    inbox: mpsc::UnboundedReceiver<Message>,
    accounts: BTreeMap<(&'static str, Arc<str>), Account>,
    link: Option<Box<dyn Link>>,
    connecting: Option<BoxFuture<'static, Connected>>,
    retry_at: Instant,
    backoff: Duration,
    /// As it was told last.
    mode: Option<Mode>,
    sweep_at: Instant,
    first: Option<oneshot::Sender<Result<(), String>>>,
}

enum Event {
    Message(Message),
    Connected(Connected),
    Time,
    End,
}

/// Numbers that differ from worker to worker.
struct Chance(RandomState, u64);

impl Chance {
    fn number(&mut self) -> u64 {
        self.1 += 1;
        self.0.hash_one(self.1)
    }

    /// Between 0 and 1.
    fn part(&mut self) -> f64 {
        f64::from(u32::try_from(self.number() >> 32).unwrap_or_default()) / f64::from(u32::MAX)
    }
}

/// Starts the thread.
pub(crate) fn start<S: Store>(store: S, settings: Settings, told: Told) -> Result<(RedisBudget, First), ConnectError> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| ConnectError::new(format!("the thread of the budget cannot be set up: {error}")))?;
    let (inbox, messages) = mpsc::unbounded_channel();
    let (first, result) = oneshot::channel();
    let budget = RedisBudget {
        inbox,
        told: told.clone(),
    };
    thread::Builder::new()
        .name("tradewire-redis".to_owned())
        .spawn(move || runtime.block_on(async { Keeper::new(store, settings, told, messages, first).run().await }))
        .map_err(|error| ConnectError::new(format!("the thread of the budget cannot be started: {error}")))?;
    Ok((budget, result))
}

impl<S: Store> Keeper<S> {
    pub(crate) fn new(
        store: S,
        settings: Settings,
        told: Told,
        inbox: mpsc::UnboundedReceiver<Message>,
        first: oneshot::Sender<Result<(), String>>,
    ) -> Self {
        let now = Instant::now();
        let mut chance = Chance(RandomState::new(), u64::from(std::process::id()));
        Self {
            worker: Worker {
                name: format!("{:016x}", chance.number()),
                workers: settings.workers,
                lease: settings.lease,
            },
            store,
            settings,
            told,
            chance,
            inbox,
            accounts: BTreeMap::new(),
            link: None,
            connecting: None,
            retry_at: now,
            backoff: FIRST_BACKOFF,
            mode: None,
            sweep_at: now + SWEEP,
            first: Some(first),
        }
    }

    /// Goes on until the last handle is gone.
    pub(crate) async fn run(mut self) {
        loop {
            let now = Instant::now();
            if self.link.is_none() && self.connecting.is_none() && self.retry_at <= now {
                self.connecting = Some(self.store.connect());
            }
            let mut event = self.next_event(self.due(now)).await;
            loop {
                match event {
                    Event::Message(message) => self.take(message),
                    Event::Connected(Ok(link)) => self.connected(link),
                    Event::Connected(Err(why)) => self.lost(why),
                    Event::Time => break,
                    Event::End => {
                        self.round().await;
                        return;
                    }
                }
                let Ok(message) = self.inbox.try_recv() else { break };
                event = Event::Message(message);
            }
            self.round().await;
        }
    }

    fn due(&self, now: Instant) -> Instant {
        let is_shared = self.link.is_some();
        let accounts = self.accounts.values();
        let first = accounts.filter_map(|account| account.due(self.settings.lease, is_shared, now));
        let sweep = (!self.accounts.is_empty()).then_some(self.sweep_at);
        let retry = (!is_shared && self.connecting.is_none()).then_some(self.retry_at);
        first.chain(sweep).chain(retry).min().unwrap_or(now + NEVER)
    }

    async fn next_event(&mut self, due: Instant) -> Event {
        let mut sleep = Box::pin(sleep_until(due));
        poll_fn(|context| self.poll_event(sleep.as_mut(), context)).await
    }

    fn poll_event(&mut self, sleep: Pin<&mut Sleep>, context: &mut Context<'_>) -> Poll<Event> {
        if let Some(connecting) = &mut self.connecting {
            if let Poll::Ready(connected) = connecting.as_mut().poll(context) {
                self.connecting = None;
                return Poll::Ready(Event::Connected(connected));
            }
        }
        if let Poll::Ready(message) = self.inbox.poll_recv(context) {
            return Poll::Ready(message.map_or(Event::End, Event::Message));
        }
        sleep.poll(context).map(|()| Event::Time)
    }

    fn take(&mut self, message: Message) {
        let now = Instant::now();
        match message {
            Message::Ask { ask, patience, answer } => {
                self.account(&ask, now).line_up(ask, patience, answer, now);
            }
            Message::Tell { ask, news } => {
                let (worker, is_shared) = (self.worker.clone(), self.link.is_some());
                self.account(&ask, now).take(&ask, news, &worker, is_shared, now);
            }
        }
    }

    fn account(&mut self, ask: &Ask, now: Instant) -> &mut Account {
        let key = (ask.platform, Arc::clone(&ask.account));
        let prefix = &self.settings.prefix;
        self.accounts
            .entry(key)
            .or_insert_with(|| Account::new(prefix, ask, now))
    }

    fn connected(&mut self, link: Box<dyn Link>) {
        self.link = Some(link);
        let now = Instant::now();
        for account in self.accounts.values_mut() {
            account.come_back(now);
        }
        if self.accounts.is_empty() {
            self.proven();
        }
        // After the mode is told, which whoever waited looks at. Whoever did not wait does not hear it.
        if let Some(first) = self.first.take() {
            let _ = first.send(Ok(()));
        }
    }

    /// The store does what it is for.
    fn proven(&mut self) {
        self.backoff = FIRST_BACKOFF;
        if self.mode != Some(Mode::Shared) {
            self.mode = Some(Mode::Shared);
            self.told.change(Mode::Shared, String::new());
        }
    }

    /// There is no store, or it does not do what it is for.
    fn lost(&mut self, why: String) {
        let now = Instant::now();
        self.link = None;
        // Workers that lost it together shall not all come back at once.
        self.retry_at = now + self.backoff.mul_f64(0.5 + self.chance.part() / 2.0);
        self.backoff = self.backoff.saturating_mul(2).min(self.settings.longest_backoff);
        let is_new = self.mode != Some(Mode::Alone);
        for account in self.accounts.values_mut() {
            if is_new {
                account.go_alone(self.worker.workers, self.chance.part(), now);
            }
            account.is_introduced = false;
        }
        if is_new {
            self.mode = Some(Mode::Alone);
            self.told.change(Mode::Alone, why.clone());
        }
        if let Some(first) = self.first.take() {
            let _ = first.send(Err(why));
        }
    }

    /// Does what is to be done now.
    async fn round(&mut self) {
        let now = Instant::now();
        if self.sweep_at <= now {
            self.sweep_at = now + SWEEP;
            for account in self.accounts.values_mut() {
                account.purge(now);
            }
            self.accounts.retain(|_, account| !account.is_idle(now));
        }
        if let Some(mut link) = self.link.take() {
            match self.at_the_store(&mut *link).await {
                Ok(did_something) => {
                    self.link = Some(link);
                    if did_something {
                        self.proven();
                    }
                }
                Err(why) => self.lost(why),
            }
        }
        if self.link.is_none() {
            let now = Instant::now();
            for account in self.accounts.values_mut() {
                account.serve_alone(self.worker.workers, now);
            }
        }
    }

    /// Tells and asks the store. Whether there was anything to tell or to ask.
    async fn at_the_store(&mut self, link: &mut dyn Link) -> Result<bool, String> {
        let mut did_something = false;
        for account in self.accounts.values_mut() {
            if !account.is_introduced {
                let runs = account.introduction(link.run_id(), &self.worker, Instant::now());
                for (part, run) in runs.into_iter().enumerate() {
                    account.introduced(part, outcome(&link.run(run).await?, 0)?)?;
                }
                account.is_introduced = true;
                did_something = true;
            }
            let Some((run, asking)) = account.steps(&self.worker, Instant::now()) else {
                continue;
            };
            did_something = true;
            let outcome = outcome(&link.run(run).await?, asking.len())?;
            account.done(outcome, asking, &self.worker, Instant::now());
        }
        Ok(did_something)
    }
}
