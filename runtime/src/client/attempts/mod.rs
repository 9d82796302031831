//! One call, from request to reply: as many attempts as it takes, within its deadline.
//!
//! | file | concern |
//! | --- | --- |
//! | `run` | the loop: place in line, exchange, what follows, pause |
//! | `settle` | what follows an attempt, as `next` can say it |
//! | `places` | waiting in line, for permits, and at a shared budget |
//! | `verdict` | whether an attempt is followed by another |
//! | `redirect` | going where a server points, never with credentials to another host |
//! | `deadline` | the time that is left, and what of it waits may take |
//! | `receive` | taking a reply in whole, or piece by piece |
//! | `fetched` | what comes of it |
//! | `trace` | what is told of it |
//! | `hooks` | who is told of each attempt |
//!
//! Only bytes go in and come out, so the loop exists twice (whole replies, streamed ones) and not once for each operation. And
//! since a request is bytes until it is sent, an attempt repeats it exactly; only the signature is made anew.

mod deadline;
mod fetched;
mod hooks;
mod next;
mod places;
mod receive;
mod redirect;
mod run;
mod settle;
mod trace;
mod verdict;

use self::deadline::Deadline;
pub(crate) use self::fetched::Fetched;
use self::receive::Receive;
use self::run::Attempts;
pub(crate) use self::run::failed;
use self::trace::CallSpan;
pub(crate) use self::trace::noticed;
use crate::auth::Stamp;
use crate::client::limiter::Counted;
use crate::client::settings::{CallOptions, Core};
use crate::error::Error;
use crate::meta::Encoding;
use crate::request::Prepared;
use crate::transport::BoxFuture;

impl Core {
    /// Sends `prepared` until there is a reply worth handing out.
    ///
    /// All that a call needs lies in one place on the heap: callers hold a pointer to it in their own futures, which lie one in the other.
    pub(crate) fn fetch<'c, B: Receive + 'c>(
        &'c self,
        mut prepared: Prepared,
        options: &'c CallOptions,
    ) -> BoxFuture<'c, Result<Fetched<B>, Error>> {
        Box::pin(async move {
            let meta = prepared.meta();
            self.complete(&mut prepared, options)?;
            let mut call = self.attempts(&prepared, options);
            let started = call.started;
            let span = CallSpan::new(meta);
            let outcome = span.around(call.run(&mut prepared)).await;
            let told = outcome
                .as_ref()
                .map(|fetched: &Fetched<B>| (fetched.attempts, fetched.response.status()));
            span.end(told, || self.clock.now() - started);
            outcome.map_err(|error| {
                error
                    .with_operation(meta)
                    .with_url(self.base_url.as_str())
                    .redacted(self.blotter())
            })
        })
    }

    /// Adds what client and caller set.
    fn complete(&self, prepared: &mut Prepared, options: &CallOptions) -> Result<(), Error> {
        let meta = prepared.meta();
        if let Some(verb) = &self.preferred_verb {
            prepared.prefer_verb(verb);
        }
        options.apply(prepared).map_err(|error| error.with_operation(meta))?;
        prepared.add_headers(&self.headers);
        if meta.body.encoding == Encoding::Multipart {
            prepared.keep_boundary(&Stamp::at(self.clock.system()).nonce);
        }
        Ok(())
    }

    fn attempts<'c>(&'c self, prepared: &Prepared, options: &'c CallOptions) -> Attempts<'c> {
        let meta = prepared.meta();
        let started = self.clock.now();
        let patience = options
            .limit_wait
            .or(self.limit_wait)
            .unwrap_or(options.usual_limit_wait);
        Attempts {
            core: self,
            meta,
            safety: prepared.safety(),
            counted: Counted::new(&self.limiters, meta.charges(), self.shared.as_ref()),
            policy: options.retry.as_ref().unwrap_or(&self.retry),
            started,
            as_it_is: options.as_it_is,
            deadline: Deadline::new(started, options.timeout.unwrap_or(self.timeout), patience),
        }
    }
}
