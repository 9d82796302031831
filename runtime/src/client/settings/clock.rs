//! Time, as something that tests can set.

use std::time::{Duration, Instant, SystemTime};

use crate::transport::BoxFuture;

/// Tells the time and waits.
pub trait Clock: Send + Sync + 'static {
    /// Monotonic time, for deadlines and limits.
    fn now(&self) -> Instant;
    /// Wall time, for signatures and HTTP dates.
    fn system(&self) -> SystemTime;
    /// Completes after `duration`. Dropping the future ends the wait.
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()>;
}

/// The machine's clock, waiting with tokio; without a tokio runtime a thread waits.
#[cfg(any(feature = "reqwest", feature = "blocking"))]
#[derive(Debug, Clone, Copy, Default)]
pub struct TokioClock;

#[cfg(any(feature = "reqwest", feature = "blocking"))]
impl Clock for TokioClock {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn system(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        crate::transport::sleep(duration)
    }
}
