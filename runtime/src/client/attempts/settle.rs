//! What follows an attempt: its outcome, another one, or a pause before that.

use std::time::{Duration, Instant};

use super::next::{Next, Outcome, Pause};
use super::receive::Receive;
use super::run::Attempts;
use super::verdict::{Verdict, judge_error, judge_status};
use super::{redirect, trace};
use crate::client::limiter::{Left, longest_pause};
use crate::error::RetryAfter;
use crate::meta::Limit;
use crate::reply::LimitState;

impl<'c> Attempts<'c> {
    /// Decides what follows, where there may be `more` attempts.
    pub(super) fn settle<B: Receive>(
        &self,
        outcome: Outcome<B>,
        departed: Option<Left<'c>>,
        now: Instant,
        attempt: u32,
        more: bool,
        away: bool,
    ) -> Next<'c, B> {
        let verdict = match &outcome {
            Ok(response) if away => redirect::judge_away(response.status()),
            Ok(response) => {
                self.observe(response, departed.as_ref(), now);
                let verdict = judge_status(
                    self.meta,
                    self.safety,
                    response.status(),
                    response.headers(),
                    response.body().is_blank(),
                    || self.core.clock.system(),
                );
                if let (false, Some(departed)) = (response.status().is_server_error(), &departed) {
                    if !matches!(verdict, Verdict::Refused { .. }) {
                        departed.served(now);
                    }
                }
                verdict
            }
            Err(error) => judge_error(self.safety, error),
        };
        match (verdict, departed) {
            (Verdict::Final, _) => Next::Done(outcome),
            (Verdict::Refused { wait, again }, Some(departed)) => {
                // The others of the account would be refused too.
                departed.refused(
                    wait.unwrap_or_else(|| self.policy.backoff(attempt)),
                    wait.is_some(),
                    now,
                );
                if more && again {
                    let mut place = departed.again(now);
                    let wait = place.wait(now);
                    if self.deadline.allows_in_line(wait, now) {
                        trace::again(attempt + 1, wait);
                        return Next::InLine(place, outcome);
                    }
                }
                Next::Done(outcome)
            }
            (Verdict::Refused { wait, again }, None) => {
                // Nobody spreads those who were told the same wait, so chance has to.
                let wait = self
                    .bounded(wait.unwrap_or_default())
                    .saturating_add(self.policy.backoff(attempt));
                if more && again && self.deadline.allows_in_line(wait, now) {
                    trace::again(attempt + 1, wait);
                    let is_in_line = true;
                    return Next::Later(Pause { wait, is_in_line }, outcome);
                }
                Next::Done(outcome)
            }
            (Verdict::Again { wait }, _) => {
                let wait = wait.map_or_else(|| self.policy.backoff(attempt), |wait| self.bounded(wait));
                if more && self.deadline.allows(wait, now) && self.core.budget.take() {
                    trace::again(attempt + 1, wait);
                    let is_in_line = false;
                    return Next::Later(Pause { wait, is_in_line }, outcome);
                }
                Next::Done(outcome)
            }
        }
    }

    /// What a server asks for, as far as it is believed.
    fn bounded(&self, wait: Duration) -> Duration {
        let window = self.meta.limits().map(Limit::window).max();
        wait.min(longest_pause(window.unwrap_or_default()))
    }

    /// Tells the limits what the server counted, each by its own headers.
    fn observe<B>(&self, response: &http::Response<B>, left: Option<&Left<'_>>, now: Instant) {
        let Some(left) = left else { return };
        let headers = response.headers();
        left.each(|departed| {
            let limit = departed.limit();
            let Some(state) = LimitState::told(headers, limit) else {
                return;
            };
            let reset = limit.reset.and_then(|header| RetryAfter::read(headers, &header));
            let reset = reset.and_then(|reset| reset.believable(self.core.clock.system()));
            left.counted(departed, (state.used, state.limit), reset, now);
        });
    }
}
