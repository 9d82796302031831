//! The time of a mock.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// What time it is for the mock: that of the machine, or one that only tests move. Clones are the same clock.
///
/// ```
/// use std::time::Duration;
/// use tradewire_mock::Clock;
///
/// let clock = Clock::set(1_700_000_000);
/// clock.forward(Duration::from_secs(300));
/// assert_eq!(clock.unix_seconds(), 1_700_000_300);
/// ```
#[derive(Debug, Clone)]
pub struct Clock {
    /// Milliseconds: since 1970 of one that is set, else what the machine's is to be ahead.
    millis: Arc<AtomicI64>,
    stands: bool,
}

impl Clock {
    /// That of the machine.
    #[must_use]
    pub fn system() -> Self {
        Self {
            millis: Arc::default(),
            stands: false,
        }
    }

    /// One that stands at this second since 1970 until it is moved.
    #[must_use]
    pub fn set(unix_seconds: i64) -> Self {
        Self {
            millis: Arc::new(AtomicI64::new(unix_seconds.saturating_mul(1000))),
            stands: true,
        }
    }

    /// Moves it on. One of the machine is then that much ahead of it.
    pub fn forward(&self, by: Duration) {
        let by = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        let _ = self
            .millis
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |now| Some(now.saturating_add(by)));
    }

    /// Seconds since 1970.
    #[must_use]
    pub fn unix_seconds(&self) -> i64 {
        self.unix_millis().div_euclid(1000)
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub fn unix_millis(&self) -> i64 {
        let own = self.millis.load(Ordering::SeqCst);
        if self.stands {
            return own;
        }
        let machine = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        own.saturating_add(i64::try_from(machine.as_millis()).unwrap_or(i64::MAX))
    }

    /// As `httpdate` takes it; nothing before 1970.
    pub(crate) fn system_time(&self) -> SystemTime {
        UNIX_EPOCH
            + Duration::from_millis(
                u64::try_from(self.unix_millis())
                    .unwrap_or_default()
                    .min(253_402_300_799_000),
            )
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::system()
    }
}
