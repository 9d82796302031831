//! The attempts of one call: place in line, exchange, verdict, pause; redirects between them.

use std::future::poll_fn;
use std::task::Poll;
use std::time::{Duration, Instant};

use http::header::LOCATION;

use super::deadline::Deadline;
use super::fetched::Fetched;
use super::receive::Receive;
use super::verdict::{Verdict, judge_error, judge_status};
use super::{redirect, trace};
use crate::auth::Stamp;
use crate::client::limiter::{Departed, Limiter, Place};
use crate::client::settings::{Core, RetryPolicy};
use crate::error::{Error, ErrorKind, RetryAfter};
use crate::meta::{Meta, StatusMeaning};
use crate::reply::LimitState;
use crate::request::Prepared;
use crate::transport::{ExchangeLimits, TransportError, TransportErrorKind};

pub(crate) struct Attempts<'c> {
    pub core: &'c Core,
    pub meta: &'static Meta,
    pub limiter: Option<&'c Limiter>,
    pub policy: &'c RetryPolicy,
    pub started: Instant,
    pub deadline: Deadline,
}

type Outcome<B> = Result<http::Response<B>, TransportError>;

const ONCE_ONLY: &str = "the server redirects an upload that can be sent only once; give its right address as the base URL, or the \
    content as bytes or by its path";

/// What to do after an attempt.
enum Next<'c, B> {
    /// Hand the outcome out.
    Done(Outcome<B>),
    /// Send again when the place's time comes.
    Again(Option<Place<'c>>, Outcome<B>),
}

impl<'c> Attempts<'c> {
    pub(crate) async fn run<B: Receive>(mut self, mut prepared: Prepared) -> Result<Fetched<B>, Error> {
        let mut attempt = 0;
        let mut redirects = 0;
        let mut place = self.join_line();
        // What the server said last, in case there is no time for another attempt.
        let mut last: Option<Outcome<B>> = None;
        loop {
            let departed = match (self.wait_for_place(place).await, last) {
                (Ok(departed), _) => departed,
                (Err(_), Some(outcome)) => return self.finish(outcome, attempt),
                (Err(error), None) => return Err(error),
            };
            attempt += 1;
            let sent = self.core.clock.now();
            let outcome = self.exchange(&prepared).await?;
            trace::attempted(
                attempt,
                outcome.as_ref().map(http::Response::status),
                self.core.clock.now() - sent,
            );
            let more = attempt < self.policy.max_attempts && prepared.is_replayable();
            match self.settle(outcome, departed, attempt, more).await {
                Next::Again(again, outcome) => {
                    place = again;
                    last = Some(outcome);
                }
                Next::Done(Ok(response)) if redirect::is_redirect(response.status()) => {
                    let location = response.headers().get(LOCATION).and_then(|value| value.to_str().ok());
                    redirect::follow(
                        &mut prepared,
                        &self.core.base_url,
                        response.status(),
                        location,
                        redirects,
                    )
                    .map_err(|error| error.with_attempts(attempt))?;
                    if !prepared.is_replayable() {
                        return Err(Error::new(ErrorKind::Build, ONCE_ONLY).with_attempts(attempt));
                    }
                    redirects += 1;
                    // The same attempt, at another address.
                    attempt -= 1;
                    place = self.join_line();
                    last = None;
                }
                Next::Done(outcome) => return self.finish(outcome, attempt),
            }
        }
    }

    fn finish<B>(&self, outcome: Outcome<B>, attempts: u32) -> Result<Fetched<B>, Error> {
        let response = outcome.map_err(|error| failed(self.core, &error, attempts))?;
        if response.status().is_success() {
            self.core.budget.refund();
        }
        Ok(Fetched {
            response,
            attempts,
            elapsed: self.core.clock.now() - self.started,
        })
    }

    fn join_line(&self) -> Option<Place<'c>> {
        self.limiter.map(|limiter| limiter.reserve(self.core.clock.now()))
    }

    /// Waits until the place's time comes, if that is in time for the call.
    async fn wait_for_place(&mut self, place: Option<Place<'c>>) -> Result<Option<Departed<'c>>, Error> {
        let Some(mut place) = place else { return Ok(None) };
        loop {
            let now = self.core.clock.now();
            let wait = place
                .at()
                .map_or(Duration::ZERO, |at| at.saturating_duration_since(now));
            if !wait.is_zero() && !self.deadline.allows_in_line(wait, now) {
                return Err(out_of_line(wait));
            }
            if !wait.is_zero() {
                trace::in_line(wait);
                let mut sleep = self.core.clock.sleep(wait);
                poll_fn(|context| {
                    if place.is_before(now + wait, context.waker()) {
                        Poll::Ready(())
                    } else {
                        sleep.as_mut().poll(context)
                    }
                })
                .await;
                self.deadline.waited_in_line(self.core.clock.now() - now);
            }
            match place.depart(self.core.clock.now()) {
                Ok(departed) => return Ok(Some(departed)),
                Err(still) => place = still,
            }
        }
    }

    async fn exchange<B: Receive>(&self, prepared: &Prepared) -> Result<Outcome<B>, Error> {
        let timeout = self.deadline.left(self.core.clock.now());
        if timeout.is_zero() {
            return Ok(Err(TransportError {
                sent: false,
                ..TransportError::new(TransportErrorKind::Timeout, "no time was left")
            }));
        }
        let stamp = Stamp::at(self.core.clock.system());
        let request = prepared.to_streaming_request(&self.core.base_url, &self.core.credentials, &stamp)?;
        Ok(B::exchange(
            &*self.core.transport,
            request,
            ExchangeLimits {
                timeout,
                max_body: self.core.max_body,
            },
        )
        .await)
    }

    /// Decides what follows, and pauses before another attempt, if there may be `more`.
    async fn settle<B>(
        &mut self,
        outcome: Outcome<B>,
        departed: Option<Departed<'c>>,
        attempt: u32,
        more: bool,
    ) -> Next<'c, B> {
        let now = self.core.clock.now();
        let verdict = match &outcome {
            Ok(response) => {
                self.observe(response, departed.as_ref(), now);
                judge_status(
                    self.meta,
                    response.status(),
                    response.headers(),
                    self.core.clock.system(),
                )
            }
            Err(error) => judge_error(self.meta, error),
        };
        match (verdict, self.limiter, departed) {
            (Verdict::Final, ..) => Next::Done(outcome),
            (Verdict::Refused { wait }, Some(limiter), Some(departed)) => {
                // The others of the account would be refused too.
                let wait = wait.unwrap_or_else(|| self.backoff(attempt));
                limiter.pause(now, wait);
                if more && self.deadline.allows_in_line(wait, now) {
                    trace::again(attempt + 1, wait);
                    return Next::Again(Some(departed.again(now)), outcome);
                }
                Next::Done(outcome)
            }
            (Verdict::Refused { wait }, ..) => {
                // Nobody spreads those who were told the same wait, so chance has to.
                let wait = wait.unwrap_or_default().saturating_add(self.backoff(attempt));
                if more && self.deadline.allows_in_line(wait, now) {
                    trace::again(attempt + 1, wait);
                    self.core.clock.sleep(wait).await;
                    self.deadline.waited_in_line(wait);
                    return Next::Again(self.join_line(), outcome);
                }
                Next::Done(outcome)
            }
            (Verdict::Again { wait }, ..) => {
                let wait = wait.unwrap_or_else(|| self.backoff(attempt));
                if more && self.deadline.allows(wait, now) && self.core.budget.take() {
                    trace::again(attempt + 1, wait);
                    self.core.clock.sleep(wait).await;
                    return Next::Again(self.join_line(), outcome);
                }
                Next::Done(outcome)
            }
        }
    }

    /// Tells the limiter what the server counted.
    fn observe<B>(&self, response: &http::Response<B>, departed: Option<&Departed<'_>>, now: Instant) {
        let header = self.meta.limit().and_then(|limit| limit.header);
        let state = header.and_then(|name| LimitState::parse(response.headers(), name));
        if let (Some(departed), Some(state)) = (departed, state) {
            departed.observe(state.used as usize, state.limit as usize, now);
        }
    }

    fn backoff(&self, attempt: u32) -> Duration {
        self.policy.backoff(attempt)
    }
}

/// An exchange that came to nothing, told to the caller.
pub(crate) fn failed(core: &Core, error: &TransportError, attempts: u32) -> Error {
    let kind = match error.kind {
        TransportErrorKind::Connect => ErrorKind::Connect,
        TransportErrorKind::Timeout => ErrorKind::Timeout,
        TransportErrorKind::Interrupted => ErrorKind::Interrupted,
        TransportErrorKind::TooLarge => ErrorKind::TooLarge,
        TransportErrorKind::Request => ErrorKind::Build,
    };
    Error::new(kind, core.blotter().text(&error.message).into_owned()).with_attempts(attempts)
}

/// The account's limit leaves no room for the call within its time.
fn out_of_line(wait: Duration) -> Error {
    let detail = format!(
        "the account's request limit allows the next call in {:.1} s, after the call's time is up; \
         allow it more with `.limit_wait(…)` or send less",
        wait.as_secs_f64()
    );
    let mut error = Error::new(ErrorKind::Timeout, detail);
    let inner = error.inner_mut();
    inner.meaning = Some(StatusMeaning::RateLimited);
    inner.retry_after = Some(RetryAfter::Delay(wait));
    error
}
