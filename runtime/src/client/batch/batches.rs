//! A list on its way, as the caller holds it.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;

use super::elements::{ElementSource, Elements};
use super::outcome::{ElementOutcome, SentBatch};
use super::position::BatchPosition;
use super::run::Run;
use super::spans::Spans;
use crate::client::handle::Client;
use crate::client::settings::RetryPolicy;
use crate::error::Error;
use crate::json::Json;
use crate::operation::BatchOperation;
use crate::reply::Tolerance;

/// Elements of any number, sent batch by batch, as many at a time as the platform takes: a [`Stream`] (of the blocking client an
/// iterator) of what became of each, in their order.
///
/// Nothing is sent before the first outcome is asked for, and a batch only when the outcomes of the one before are taken. Each goes
/// within the account's budget and is repeated as any call of its operation. A batch that is refused does not end it: its elements carry
/// the error ([`ElementOutcome::error`]), and the next batch follows; break off where that makes no sense, as with
/// [`Error::is_auth`]. An element that cannot be sent, because it breaks a rule or has no written form, stays behind alone.
///
/// One that is dropped in the middle has sent what it has sent: [`position`](Self::position) tells where another goes on. Outcomes that
/// were not read go with it, and [`into_unanswered`](Self::into_unanswered) has the elements that were not told of.
#[must_use = "nothing is sent before the outcomes are read"]
pub struct Batches<O: BatchOperation, C, S> {
    pub(crate) client: C,
    run: Run<O, S>,
    /// Outcomes that were not handed out.
    told: VecDeque<ElementOutcome<O::Item>>,
}

impl<O: BatchOperation, C, S: ElementSource<Item = O::Item>> Batches<O, C, S> {
    /// Binds elements, and what goes along with each batch, to a client. Elements that stand in the operation already go first.
    pub fn new(client: C, operation: O, elements: impl Elements<O::Item, Source = S>) -> Self {
        Self {
            client,
            run: Run::new(operation, elements.into_source()),
            told: VecDeque::new(),
        }
    }

    /// Sets what goes along with each batch: `.with(|upload| upload.site("main"))`.
    pub fn with(mut self, set: impl FnOnce(O) -> O) -> Self {
        self.run.operation = set(self.run.operation);
        self.run.give_what_was_set();
        self
    }

    /// Most elements of a batch, where it shall be fewer than the platform takes. A batch that was announced ([`announce`](Self::announce))
    /// goes as it was announced; the size counts for those after it.
    pub fn batch_size(mut self, elements: usize) -> Self {
        self.run.set_size(elements);
        self
    }

    /// Time for each batch with its repeats and waits.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.run.options.timeout = Some(timeout);
        self
    }

    /// Time that each batch waits for the account's request limit, on top of the timeout; ten minutes unless set here or in the client.
    pub fn limit_wait(mut self, wait: Duration) -> Self {
        self.run.options.limit_wait = Some(wait);
        self
    }

    /// How each batch is repeated.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.run.options.retry = Some(policy);
        self
    }

    /// What to do about a reply that is not as described.
    pub fn tolerance(mut self, tolerance: Tolerance) -> Self {
        self.run.options.tolerance = Some(tolerance);
        self
    }

    /// Adds a header to each batch, or replaces the one of that name.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.run.options.header(name.into(), value.into());
        self
    }

    /// Adds a query parameter to each batch that the specification does not know; the name is spelt as on the wire.
    pub fn extra_query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.run.options.query(name.into(), value.into());
        self
    }

    /// Adds a field to the body of each batch that the specification does not know, by its dotted path within the wrapper key.
    pub fn extra_field(mut self, path: impl Into<String>, value: impl Into<Json>) -> Self {
        self.run.options.field(path.into(), value.into());
        self
    }

    /// Goes on where an earlier run stopped, with the same elements in the same order. Those that are settled are passed over; those in doubt
    /// come as [`Unknown`](super::OutcomeKind::Unknown) and are not sent ([`BatchPosition::reopen`] is for those that shall be).
    ///
    /// # Errors
    /// The position belongs to another operation, or this run has sent a batch already.
    pub fn resume_from(mut self, position: &BatchPosition) -> Result<Self, Error> {
        self.run.resume(position)?;
        Ok(self)
    }

    /// How far it came. Elements are settled when their outcomes are handed out, so store it together with these; those that are being sent,
    /// or whose outcomes are still [`unread`](Self::unread), are in doubt.
    #[must_use]
    pub fn position(&self) -> BatchPosition {
        let settled = self.told.iter().filter(|outcome| !outcome.is_open());
        self.run.position(settled.map(|outcome| outcome.position))
    }

    fn position_ahead(&self, ahead: &Spans) -> BatchPosition {
        let settled = self.told.iter().filter(|outcome| !outcome.is_open());
        let ahead = ahead.iter().flatten();
        self.run.position(settled.map(|outcome| outcome.position).chain(ahead))
    }

    pub(crate) fn poll_ahead(&mut self, cx: &mut Context<'_>) -> Poll<Option<BatchPosition>> {
        let ahead = ready!(self.run.poll_gathered(cx));
        Poll::Ready(ahead.map(|ahead| self.position_ahead(&ahead)))
    }

    /// Where the elements come from: for one that keeps something to ask for, as [`until_error`](super::until_error) does.
    pub fn source(&mut self) -> &mut S {
        self.run.source()
    }

    /// How many outcomes are known and were not handed out.
    #[must_use]
    pub fn unread(&self) -> usize {
        self.told.len()
    }

    /// How many of the elements that the earlier run ([`resume_from`](Self::resume_from)) had sent did not come. If that is not 0 at the end,
    /// these are not the elements of that run.
    #[must_use]
    pub fn missing(&self) -> u64 {
        self.run.missing()
    }

    /// Gives it up. The elements that were taken from the source and have no outcome come back, those that are just being sent among them.
    #[must_use]
    pub fn into_unanswered(self) -> Vec<O::Item> {
        self.run.into_unanswered()
    }

    #[cfg(feature = "blocking")]
    pub(crate) fn poll_batch(&mut self, cx: &mut Context<'_>, client: &Client) -> Poll<Option<SentBatch<O>>> {
        self.run.poll_batch(cx, client)
    }

    #[cfg(feature = "blocking")]
    pub(crate) fn give_up(&mut self, error: Error) -> Option<SentBatch<O>> {
        self.run.give_up(error)
    }

    #[cfg(feature = "blocking")]
    pub(crate) fn told(&mut self) -> &mut VecDeque<ElementOutcome<O::Item>> {
        &mut self.told
    }
}

impl<O: BatchOperation, S: ElementSource<Item = O::Item>> Batches<O, Client, S> {
    /// The outcome of the next element, without the help of a stream library.
    pub async fn next(&mut self) -> Option<ElementOutcome<O::Item>> {
        poll_fn(|cx| self.poll_outcome(cx)).await
    }

    /// Sends the next batch, and gives its reply and all of its outcomes; `None` when all are sent. Outcomes of the batch before that
    /// were not read by [`next`](Self::next) stay to be read there.
    ///
    /// Where a program may be killed between sending and storing, store what [`announce`](Self::announce) says first.
    pub async fn next_batch(&mut self) -> Option<SentBatch<O>> {
        let Self { client, run, .. } = self;
        poll_fn(|cx| run.poll_batch(cx, client)).await
    }

    /// Gathers the next batch without sending it, and says which position to store before it goes: in that all of it is in doubt, so that a
    /// run after a crash knows what may have been sent. `None` if there is no other batch.
    pub async fn announce(&mut self) -> Option<BatchPosition> {
        poll_fn(|cx| self.poll_ahead(cx)).await
    }

    fn poll_outcome(&mut self, cx: &mut Context<'_>) -> Poll<Option<ElementOutcome<O::Item>>> {
        let Self { client, run, told } = self;
        loop {
            if let Some(outcome) = told.pop_front() {
                return Poll::Ready(Some(outcome));
            }
            match ready!(run.poll_batch(cx, client)) {
                Some(batch) => told.extend(batch.outcomes),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<O: BatchOperation, C, S> Unpin for Batches<O, C, S> {}

impl<O: BatchOperation, S: ElementSource<Item = O::Item>> Stream for Batches<O, Client, S> {
    type Item = ElementOutcome<O::Item>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_outcome(cx)
    }
}

/// Shows no element.
impl<O: BatchOperation, C, S: ElementSource<Item = O::Item>> fmt::Debug for Batches<O, C, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batches")
            .field("position", &self.position())
            .field("unread", &self.told.len())
            .finish_non_exhaustive()
    }
}
