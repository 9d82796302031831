//! Waiting among the limits that count a call: for its times, for permits, and at a budget that other processes share.

use std::borrow::Cow;
use std::future::poll_fn;
use std::task::Poll;
use std::time::{Duration, Instant};

use super::run::Attempts;
use super::trace;
use crate::client::budget::{Answer, Seat};
use crate::client::limiter::{Held, Left, Permits, Places, Turn};
use crate::error::{Error, ErrorKind, RetryAfter};
use crate::meta::StatusMeaning;

impl<'c> Attempts<'c> {
    /// Other hosts do not count with the account.
    pub(super) fn line_to(&self, away: bool, now: Instant) -> Option<Places<'c>> {
        if away { None } else { self.counted.reserve(now) }
    }

    /// A budget that is smaller than what the call counts for would let it wait for ever.
    pub(super) fn refuse_what_never_fits(&self) -> Result<(), Error> {
        let Some((name, weight, own)) = self.counted.never() else {
            return Ok(());
        };
        Err(Error::build(format!(
            "it counts for {weight} requests in the limit `{name}`, whose budget was set to {own}; it could never be sent"
        )))
    }

    /// Leaves if nothing is to be waited for.
    pub(super) fn leave_at_once(mut places: Places<'c>, now: Instant) -> Result<Left<'c>, Places<'c>> {
        if places.tickets().is_empty() && places.turn().is_none() && places.wait(now).is_zero() {
            places.depart(now)
        } else {
            Err(places)
        }
    }

    /// Leaves all lines when the times of all places come and a request may be under way, if that is in time for the call.
    pub(super) async fn wait_for_place(
        &mut self,
        mut places: Places<'c>,
    ) -> Result<(Option<Left<'c>>, Permits), Error> {
        loop {
            self.wait_for_times(&mut places).await?;
            let mut permits = self.wait_for_permits(&places).await?;
            let seat = self.wait_for_seat(&places).await?;
            match (places.depart(self.core.clock.now()), seat) {
                (Ok(left), seat) => {
                    permits.extend(seat.map(Held::Seat));
                    return Ok((Some(left), permits));
                }
                (Err(still), seat) => {
                    if let (Some(turn), Some(seat)) = (still.turn(), seat) {
                        turn.forgo(seat);
                    }
                    places = still;
                }
            }
        }
    }

    /// Waits until the places' times have come, as things stand.
    async fn wait_for_times(&mut self, places: &mut Places<'c>) -> Result<(), Error> {
        loop {
            let now = self.core.clock.now();
            let wait = places.wait(now);
            if wait.is_zero() {
                return Ok(());
            }
            if !self.deadline.allows_in_line(wait, now) {
                return Err(self.out_of_line(wait, now));
            }
            trace::in_line(wait);
            let mut sleep = self.core.clock.sleep(wait);
            poll_fn(|context| {
                if places.is_earlier(context.waker()) {
                    Poll::Ready(())
                } else {
                    sleep.as_mut().poll(context)
                }
            })
            .await;
            self.deadline.waited_in_line(self.core.clock.now() - now);
        }
    }

    /// Waits for permits, one after the other.
    async fn wait_for_permits(&mut self, places: &Places<'c>) -> Result<Permits, Error> {
        let mut permits = Permits::new();
        for ticket in places.tickets() {
            loop {
                let now = self.core.clock.now();
                let look = match ticket.take(now) {
                    Turn::Now(permit) => {
                        permits.push(Held::Permit(permit));
                        break;
                    }
                    Turn::Later(look) => look,
                };
                let left = self.deadline.left_in_line(now);
                if left.is_zero() {
                    return Err(rate_limited(
                        "as many requests of the account as may be at once are under way, and the call's time is up; allow it more \
                         with `.limit_wait(…)` or send less at once",
                    ));
                }
                let mut sleep = self.core.clock.sleep(look.map_or(left, |look| look.min(left)));
                poll_fn(|context| {
                    if ticket.is_called(context.waker()) {
                        Poll::Ready(())
                    } else {
                        sleep.as_mut().poll(context)
                    }
                })
                .await;
                self.deadline.waited_in_line(self.core.clock.now() - now);
            }
        }
        Ok(permits)
    }

    /// Waits until the shared budget lets the call go, if there is one. It comes last: what it gives weighs in the account at once.
    async fn wait_for_seat(&mut self, places: &Places<'c>) -> Result<Option<Seat>, Error> {
        let Some(turn) = places.turn() else {
            return Ok(None);
        };
        loop {
            let now = self.core.clock.now();
            let left = self.deadline.left_in_line(now);
            let answer = {
                let mut answer = turn.ask(left);
                let mut sleep = self.core.clock.sleep(left);
                poll_fn(|context| match answer.as_mut().poll(context) {
                    Poll::Ready(answer) => Poll::Ready(Some(answer)),
                    Poll::Pending => sleep.as_mut().poll(context).map(|()| None),
                })
                .await
            };
            // Whatever comes, a place that was given is held from here on.
            let seat = matches!(answer, Some(Ok(Answer::Go))).then(|| turn.seat());
            let later = self.core.clock.now();
            self.deadline.waited_in_line(later - now);
            match answer {
                Some(Ok(Answer::Go)) => return Ok(seat),
                Some(Ok(Answer::Later(wait))) if self.deadline.allows_in_line(wait, later) => {
                    let wait = wait.max(SHORTEST_WAIT);
                    trace::in_line(wait);
                    self.core.clock.sleep(wait).await;
                    self.deadline.waited_in_line(self.core.clock.now() - later);
                }
                Some(Ok(Answer::Later(wait))) => return Err(self.out_of_line(wait, later)),
                Some(Err(error)) => return Err(Error::build(format!("the shared budget gives no place: {error}"))),
                None => {
                    return Err(rate_limited(
                        "the budget that the account's processes share had no place for the call within its time; allow it more with \
                         `.limit_wait(…)` or send less",
                    ));
                }
            }
        }
    }

    /// The account's limit, or what the server asked for, leaves no room for the call within its time.
    fn out_of_line(&self, wait: Duration, now: Instant) -> Error {
        let wish = self.counted.wish(now);
        let until = wish.and_then(|wish| self.core.clock.system().checked_add(wish));
        let detail = match until {
            Some(until) => format!(
                "the server asked all of the account to wait (`Retry-After`) until {}, after the call's time is up; the next \
                 request may leave in {}; allow the call more with `.limit_wait(…)`",
                httpdate::fmt_http_date(until),
                told(wait)
            ),
            None => format!(
                "the account's request limit allows the next call in {}, after the call's time is up; allow it more with \
                 `.limit_wait(…)` or send less",
                told(wait)
            ),
        };
        let mut error = rate_limited(detail);
        error.inner_mut().retry_after = Some(RetryAfter::Delay(wait));
        error
    }
}

/// A shared budget is asked again after so long at the earliest.
const SHORTEST_WAIT: Duration = Duration::from_millis(1);

/// The account's limits leave no room for the call within its time.
fn rate_limited(detail: impl Into<Cow<'static, str>>) -> Error {
    let mut error = Error::new(ErrorKind::Timeout, detail);
    error.inner_mut().meaning = Some(StatusMeaning::RateLimited);
    error
}

/// A wait for people.
fn told(wait: Duration) -> String {
    const DAY: Duration = Duration::from_secs(24 * 3600);
    if wait > DAY {
        "more than a day".to_owned()
    } else {
        format!("{:.1} s", wait.as_secs_f64())
    }
}
