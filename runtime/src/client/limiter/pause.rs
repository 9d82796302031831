//! Pauses that a server asks for.
//!
//! What a server asks for is believed within bounds, because a number too many in a header, or a clock that is wrong, would else
//! stop every call of the account until the program is started anew. A longer wish is met by a pause of the longest believed
//! length and then a probe: one request leaves, and the others wait for what comes of it.

use std::time::{Duration, Instant};

use super::window::later;

/// What a pause may take whatever the window is …
const PATIENCE: Duration = Duration::from_secs(5 * 60);
/// … and at most.
const LONGEST: Duration = Duration::from_secs(24 * 3600);
/// How long the others wait before they look again what came of a probe.
const LOOK: Duration = Duration::from_secs(1);

/// Nobody leaves before `until`; afterwards one by one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pause {
    until: Instant,
    /// When it shall end by the server's own words.
    wish: Option<Instant>,
    /// The last departure behind it.
    left: Option<Instant>,
    /// Number of departures before it.
    since: u64,
    /// It is shorter than what was asked for, so only a probe leaves …
    probing: bool,
    /// … which is this one.
    probe: Option<u64>,
}

/// Longest pause that is believed of a server with this window.
pub(crate) fn longest(window: Duration) -> Duration {
    window.saturating_mul(2).saturating_add(PATIENCE).min(LONGEST)
}

impl Pause {
    /// A pause of `wait`, which the server asked for if it is `wished`; `since` is the number of departures so far.
    pub(super) fn new(now: Instant, wait: Duration, wished: bool, window: Duration, since: u64) -> Self {
        let longest = longest(window);
        Self {
            until: later(now, wait.min(longest)),
            wish: wished.then(|| later(now, wait)),
            left: None,
            since,
            probing: wait > longest,
            probe: None,
        }
    }

    /// Whether `other`, told in the reply to `departure`, takes the place of this one: requests that left behind this one know
    /// better, others can only make it longer.
    pub(super) fn gives_way_to(&self, other: &Self, departure: u64) -> bool {
        departure > self.since || self.until < other.until
    }

    /// When the next one may leave.
    pub(super) fn opens(&self, now: Instant, spacing: Duration, is_flying: impl Fn(u64) -> bool) -> Instant {
        let next = self
            .left
            .map_or(self.until, |left| later(left, spacing).max(self.until));
        if self.probing && self.probe.is_some_and(is_flying) {
            return next.max(later(now, LOOK));
        }
        next
    }

    pub(super) fn departed(&mut self, departure: u64, now: Instant) {
        self.left = Some(now);
        self.probe = Some(departure);
    }

    /// The server did what a request asked for. Whether that ended the pause.
    pub(super) fn end(&mut self, departure: u64, now: Instant) -> bool {
        if departure <= self.since || (self.until <= now && !self.probing && self.wish.is_none()) {
            return false;
        }
        self.until = self.until.min(now);
        self.probing = false;
        self.wish = None;
        true
    }

    /// When the server wanted it to end, while it lasts.
    pub(super) fn wish(&self, now: Instant) -> Option<Instant> {
        self.wish.filter(|_| self.until > now || self.probing)
    }

    /// Whether it makes no difference any more, if nobody waited for its end.
    pub(super) fn is_over(&self, now: Instant) -> bool {
        !self.probing && self.left.unwrap_or(self.until) <= now
    }
}
