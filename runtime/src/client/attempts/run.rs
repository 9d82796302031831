//! The attempts of one call: place in line, exchange, what follows, pause; redirects between them.

use std::time::{Duration, Instant};

use super::deadline::Deadline;
use super::fetched::Fetched;
use super::hooks::Told;
use super::next::{Next, Outcome};
use super::receive::{Exchange, Receive};
use super::verdict::{is_gateways, is_lost};
use super::{hooks, redirect, trace};
use crate::auth::Stamp;
use crate::client::limiter::{Counted, Permits};
use crate::client::settings::{Core, RetryPolicy};
use crate::error::{Error, ErrorKind};
use crate::meta::{Meta, Safety};
use crate::request::Prepared;
use crate::transport::{ExchangeLimits, TransportError, TransportErrorKind};

pub(crate) struct Attempts<'c> {
    pub core: &'c Core,
    pub meta: &'static Meta,
    /// What sending this very request twice does.
    pub safety: Safety,
    pub counted: Counted<'c>,
    pub policy: &'c RetryPolicy,
    pub started: Instant,
    pub deadline: Deadline,
    /// Replies are handed out as they are, redirects that cannot be followed too.
    pub as_it_is: bool,
}

/// What became of the attempts so far.
#[derive(Debug, Clone, Copy, Default)]
struct Past {
    /// One took all of its time.
    timed_out: bool,
    /// The latest may have been carried out, though nobody knows …
    lost: bool,
    /// … and so may one before it.
    lost_before: bool,
}

const ONCE_ONLY: &str = "the server redirects an upload that can be sent only once; give its right address as the base URL, or the \
    content as bytes or by its path";

impl Attempts<'_> {
    /// Both are borrowed, as what an async function takes by value lies in its future twice.
    pub(crate) async fn run<B: Receive>(&mut self, prepared: &mut Prepared) -> Result<Fetched<B>, Error> {
        let mut attempt = 0;
        let mut redirects = 0;
        let mut place = self.counted.reserve(self.started);
        // What the server said last, in case there is no time for another attempt.
        let mut last: Option<Box<Outcome<B>>> = None;
        let mut past = Past::default();
        let mut now = self.started;
        self.refuse_what_never_fits()?;
        loop {
            let left = match place.map(|places| Self::leave_at_once(places, now)) {
                None => Ok((None, Permits::new())),
                Some(Ok(left)) => Ok((Some(left), Permits::new())),
                // On the heap, as most calls need not wait.
                Some(Err(places)) => {
                    let left = Box::pin(self.wait_for_place(places)).await;
                    now = self.core.clock.now();
                    left
                }
            };
            let (departed, mut permits) = match (left, last) {
                (Ok(departed), _) => departed,
                (Err(_), Some(outcome)) => return self.finish(*outcome, Permits::new(), attempt, past, now),
                (Err(error), None) => return Err(error),
            };
            attempt += 1;
            let sent = now;
            past.lost_before |= past.lost;
            let time = self.attempt_time(prepared, attempt, past, sent);
            let outcome: Outcome<B> = if time.is_zero() {
                Err(no_time())
            } else {
                let (told, exchange) = self.begin::<B>(prepared, time, attempt, sent)?;
                let outcome = exchange.await;
                told.after(outcome.as_ref().map(|reply| (reply.status(), reply.headers())));
                outcome
            };
            if !B::COMES_LATER || outcome.is_err() {
                permits.clear();
            }
            past.lost = self.is_lost(&outcome);
            past.timed_out |= matches!(&outcome, Err(error) if error.kind == TransportErrorKind::Timeout);
            now = self.core.clock.now();
            if let Some(departed) = &departed {
                departed.replied(now);
            }
            trace::attempted(attempt, outcome.as_ref().map(http::Response::status), now - sent);
            let more = attempt < self.policy.max_attempts && prepared.is_replayable();
            let away = prepared.away().is_some();
            let pause = match self.settle(outcome, departed, now, attempt, more, away) {
                Next::InLine(again, outcome) => {
                    (place, last) = (Some(again), Some(Box::new(outcome)));
                    None
                }
                Next::Later(pause, outcome) => {
                    (place, last) = (None, Some(Box::new(outcome)));
                    Some(pause)
                }
                Next::Done(Ok(response)) if redirect::is_redirect(response.status()) => {
                    match redirect::follow(prepared, &self.core.base_url, &response, redirects) {
                        Ok(()) => {}
                        Err(_) if self.as_it_is => return self.finish(Ok(response), permits, attempt, past, now),
                        Err(error) => return Err(error.with_attempts(attempt)),
                    }
                    if !prepared.is_replayable() {
                        return Err(Error::new(ErrorKind::Build, ONCE_ONLY).with_attempts(attempt));
                    }
                    redirects += 1;
                    // The same attempt, at another address.
                    attempt -= 1;
                    (place, last) = (self.line_to(prepared.away().is_some(), now), None);
                    None
                }
                Next::Done(Ok(response)) if !self.as_it_is && !response.status().is_success() => {
                    let Some(away) = prepared.away() else {
                        return self.finish(Ok(response), permits, attempt, past, now);
                    };
                    let (status, body) = (response.status(), response.body().so_far());
                    let error = redirect::refused_there(away, status, response.headers(), body);
                    return Err(error.with_attempts(attempt));
                }
                Next::Done(outcome) => return self.finish(outcome, permits, attempt, past, now),
            };
            // Nobody holds a permit while it waits.
            drop(permits);
            if let Some(pause) = pause {
                self.core.clock.sleep(pause.wait).await;
                now = self.core.clock.now();
                if pause.is_in_line {
                    self.deadline.waited_in_line(pause.wait);
                }
                place = self.line_to(away, now);
            }
        }
    }

    fn finish<B>(
        &self,
        outcome: Outcome<B>,
        permits: Permits,
        attempts: u32,
        past: Past,
        now: Instant,
    ) -> Result<Fetched<B>, Error> {
        let unknown = past.lost_before || past.lost;
        let response = outcome.map_err(|error| failed(self.core, &error, attempts).with_unknown_outcome(unknown))?;
        if response.status().is_success() {
            self.core.budget.refund();
        }
        Ok(Fetched {
            response,
            attempts,
            elapsed: now - self.started,
            lost_before: past.lost_before,
            lost: past.lost,
            permits,
        })
    }

    fn is_lost<B: Receive>(&self, outcome: &Outcome<B>) -> bool {
        match outcome {
            Ok(reply) => is_gateways(self.meta, reply.status(), reply.headers(), reply.body().is_blank()),
            Err(error) => is_lost(error),
        }
    }

    /// Time that the next attempt may hang. One that does shall leave some for another, if there may be another.
    fn attempt_time(&self, prepared: &Prepared, attempt: u32, past: Past, now: Instant) -> Duration {
        let left = self.deadline.left(now);
        if self.safety == Safety::Unsafe || !prepared.is_replayable() {
            return left;
        }
        match self.policy.attempt_timeout.or(self.core.attempt_timeout) {
            Some(time) => time.min(left),
            None if past.timed_out || attempt >= self.policy.max_attempts => left,
            None => left / 2,
        }
    }

    /// Makes the request and hands it to the transport.
    fn begin<'a, B: Receive>(
        &'a self,
        prepared: &'a Prepared,
        time: Duration,
        number: u32,
        now: Instant,
    ) -> Result<(Told<'a>, Exchange<'a, B>), Error> {
        let stamp = if prepared.is_stamped() {
            Stamp::at(self.core.clock.system())
        } else {
            Stamp::unused()
        };
        let mut request = prepared.to_streaming_request(&self.core.base_url, &self.core.credentials, &stamp)?;
        let told = hooks::before(self.core, prepared, number, &mut request)?;
        // Hooks take what time they like.
        let now = if self.core.hooks.is_empty() {
            now
        } else {
            self.core.clock.now()
        };
        let left = self.deadline.left(now);
        // A source may hang as well as a server, and some can be sent only once.
        let is_streamed = request.body().as_bytes().is_none();
        let limits = ExchangeLimits {
            timeout: left,
            idle: if is_streamed { left } else { time },
            max_body: self.core.max_body,
        };
        Ok((told, B::exchange(&*self.core.transport, request, limits)))
    }
}

#[cold]
fn no_time() -> TransportError {
    TransportError {
        sent: false,
        ..TransportError::new(TransportErrorKind::Timeout, "no time was left")
    }
}

/// An exchange that came to nothing, told to the caller.
pub(crate) fn failed(core: &Core, error: &TransportError, attempts: u32) -> Error {
    let kind = match error.kind {
        TransportErrorKind::Connect => ErrorKind::Connect,
        TransportErrorKind::Certificate => ErrorKind::Certificate,
        TransportErrorKind::Timeout => ErrorKind::Timeout,
        TransportErrorKind::Interrupted => ErrorKind::Interrupted,
        TransportErrorKind::TooLarge => ErrorKind::TooLarge,
        TransportErrorKind::Request => ErrorKind::Build,
    };
    Error::new(kind, core.blotter().text(&error.message).into_owned()).with_attempts(attempts)
}
