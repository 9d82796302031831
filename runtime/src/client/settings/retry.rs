//! How often and how patiently calls are repeated.

use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

/// How often and how patiently a call is repeated.
///
/// What may be repeated at all follows from the operation's declared safety: reads and idempotent operations after
/// connection errors, timeouts and the statuses 429, 502, 503 and 504; others only when the request certainly did not
/// reach the server, or the server refused it unseen: with 429, with another status in the very form in which the platform's
/// description says so, or, in HTTP/2, as a stream that it refused or had not begun when it went away. What a server asks to wait is believed up to some minutes beyond two windows of the request limit.
#[derive(Debug, Clone, PartialEq)]
pub struct RetryPolicy {
    /// Attempts in all; 1 switches repeating off.
    pub max_attempts: u32,
    /// Upper bound of the first wait; it doubles with each attempt.
    pub base_delay: Duration,
    /// Upper bound of any computed wait. A `Retry-After` of the server may ask for more.
    pub max_delay: Duration,
    /// How long an attempt may hang, with nothing going out or coming in, if the call may be repeated: so a dead connection leaves time
    /// for another. An attempt that moves has all the time of the call. Unless set, it is half of the time that the call has left, and
    /// all of it once an attempt has used up its own. It does not hold for what must not be repeated.
    pub attempt_timeout: Option<Duration>,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            max_attempts: 4,
            base_delay: Duration::from_millis(500),
            max_delay: Duration::from_secs(20),
            attempt_timeout: None,
        }
    }
}

impl RetryPolicy {
    /// Every call is sent once.
    #[must_use]
    pub fn never() -> Self {
        Self {
            max_attempts: 1,
            ..Self::default()
        }
    }

    /// The same policy with another number of attempts.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts.max(1);
        self
    }

    /// The same policy with this time for one attempt.
    #[must_use]
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// Wait before attempt `attempt + 1` (full jitter): evenly spread between zero and the bound of that attempt.
    pub(crate) fn backoff(&self, attempt: u32) -> Duration {
        self.backoff_at(attempt, random())
    }

    /// `random` lies in `0.0..1.0`.
    fn backoff_at(&self, attempt: u32, random: f64) -> Duration {
        let doubled = self
            .base_delay
            .saturating_mul(1_u32.checked_shl(attempt.saturating_sub(1)).unwrap_or(u32::MAX));
        doubled.min(self.max_delay).mul_f64(random.clamp(0.0, 1.0))
    }
}

/// Evenly spread over `0.0..1.0`; enough for jitter.
fn random() -> f64 {
    use std::hash::{BuildHasher, RandomState};
    let bits = RandomState::new().hash_one(0_u8) >> 11;
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit a float exactly")]
    let fraction = bits as f64 / (1_u64 << 53) as f64;
    fraction
}

/// Limits repeats over all calls of a client, so that an ailing server is not buried in them.
#[derive(Debug)]
pub(crate) struct RetryBudget {
    tokens: AtomicU32,
}

impl RetryBudget {
    const CAPACITY: u32 = 100;
    const COST: u32 = 5;

    pub(crate) fn new() -> Self {
        Self {
            tokens: AtomicU32::new(Self::CAPACITY),
        }
    }

    /// Takes the price of one repeat; `false` if too many failed lately.
    pub(crate) fn take(&self) -> bool {
        let spend = |tokens: u32| tokens.checked_sub(Self::COST);
        self.tokens.fetch_update(Relaxed, Relaxed, spend).is_ok()
    }

    /// A call went well.
    pub(crate) fn refund(&self) {
        let add = |tokens: u32| (tokens < Self::CAPACITY).then_some(tokens + 1);
        // Full, as nearly always: nothing is written, which threads would wait for.
        let _ = self.tokens.fetch_update(Relaxed, Relaxed, add);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backoff_doubles_within_its_bound() {
        let policy = RetryPolicy::default();
        assert_eq!(policy.backoff_at(1, 0.0), Duration::ZERO);
        assert_eq!(policy.backoff_at(1, 1.0), Duration::from_millis(500));
        assert_eq!(policy.backoff_at(3, 1.0), Duration::from_secs(2));
        assert_eq!(policy.backoff_at(60, 1.0), policy.max_delay);
    }

    #[test]
    fn the_budget_runs_dry_and_recovers() {
        let budget = RetryBudget::new();
        for _ in 0..RetryBudget::CAPACITY / RetryBudget::COST {
            assert!(budget.take());
        }
        assert!(!budget.take());
        for _ in 0..RetryBudget::COST {
            budget.refund();
        }
        assert!(budget.take());
    }
}
