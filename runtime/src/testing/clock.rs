//! A clock that tests set.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use crate::client::Clock;
use crate::transport::BoxFuture;

/// A clock that moves only when it is told to, or when somebody sleeps: a sleep ends at once and moves the clock on.
///
/// Clones show the same time. [`SetClock::waits`] tells what was slept.
#[derive(Debug, Clone)]
pub struct SetClock {
    started: Instant,
    system: SystemTime,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    passed: Duration,
    waits: Vec<Duration>,
}

impl SetClock {
    /// Starts at 2026-01-01 00:00:00 UTC.
    #[must_use]
    pub fn new() -> Self {
        const NEW_YEAR_2026: Duration = Duration::from_secs(1_767_225_600);
        Self {
            started: Instant::now(),
            system: SystemTime::UNIX_EPOCH + NEW_YEAR_2026,
            state: Arc::default(),
        }
    }

    /// Moves the time on.
    pub fn advance(&self, duration: Duration) {
        self.state().passed += duration;
    }

    /// What was slept so far, in order.
    #[must_use]
    pub fn waits(&self) -> Vec<Duration> {
        self.state().waits.clone()
    }

    /// Time since the start.
    #[must_use]
    pub fn passed(&self) -> Duration {
        self.state().passed
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for SetClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SetClock {
    fn now(&self) -> Instant {
        self.started + self.passed()
    }

    fn system(&self) -> SystemTime {
        self.system + self.passed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            let mut state = self.state();
            state.waits.push(duration);
            state.passed += duration;
        })
    }
}
