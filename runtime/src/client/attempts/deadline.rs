//! The time that a call may take.

use std::time::{Duration, Instant};

/// End of a call's time, and what it may wait for the account's request limit beyond that.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline {
    /// `None`: too far away to matter.
    end: Option<Instant>,
    /// Time left for waits that the account's limit makes necessary.
    patience: Duration,
}

impl Deadline {
    pub(crate) fn new(now: Instant, timeout: Duration, patience: Duration) -> Self {
        Self {
            end: now.checked_add(timeout),
            patience,
        }
    }

    /// Time left for exchanges.
    pub(crate) fn left(&self, now: Instant) -> Duration {
        self.end.map_or(Duration::MAX, |end| end.saturating_duration_since(now))
    }

    /// Time left for a wait for the account's limits.
    pub(crate) fn left_in_line(&self, now: Instant) -> Duration {
        self.left(now).saturating_add(self.patience)
    }

    /// Whether a wait ends in time.
    pub(crate) fn allows(&self, wait: Duration, now: Instant) -> bool {
        self.end.is_none() || wait < self.left(now)
    }

    /// Whether a wait for the account's limit ends in time.
    pub(crate) fn allows_in_line(&self, wait: Duration, now: Instant) -> bool {
        self.allows(wait.saturating_sub(self.patience), now)
    }

    /// So much time was waited for the account's limit. It is taken from the patience first.
    pub(crate) fn waited_in_line(&mut self, wait: Duration) {
        let beyond = wait.min(self.patience);
        self.patience -= beyond;
        self.end = self.end.and_then(|end| end.checked_add(beyond));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn waits_in_line_do_not_count_while_there_is_patience() {
        let now = Instant::now();
        let mut deadline = Deadline::new(now, SECOND * 10, SECOND * 5);
        assert!(deadline.allows_in_line(SECOND * 14, now) && !deadline.allows_in_line(SECOND * 15, now));
        assert_eq!(deadline.left_in_line(now + SECOND), SECOND * 14);
        assert!(deadline.allows(SECOND * 9, now) && !deadline.allows(SECOND * 10, now));
        deadline.waited_in_line(SECOND * 3);
        assert_eq!(deadline.left(now + SECOND * 3), SECOND * 10);
        deadline.waited_in_line(SECOND * 3);
        assert_eq!(deadline.left(now + SECOND * 6), SECOND * 9);
        assert!(!deadline.allows_in_line(SECOND * 9, now + SECOND * 6));
    }

    #[test]
    fn endless_times_are_possible() {
        let now = Instant::now();
        let mut deadline = Deadline::new(now, Duration::MAX, Duration::MAX);
        deadline.waited_in_line(SECOND);
        assert!(deadline.allows(Duration::MAX, now) && deadline.allows_in_line(Duration::MAX, now));
        assert_eq!(deadline.left(now), Duration::MAX);
    }
}
