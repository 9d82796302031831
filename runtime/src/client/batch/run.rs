//! The loop: gather a batch, send it, tell what became of it.

use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use super::elements::ElementSource;
use super::fates::{Fate, fates};
use super::fit::{Fitted, fit};
use super::outcome::{ElementOutcome, SentBatch};
use super::position::BatchPosition;
use crate::client::attempts::Fetched;
use crate::client::handle::{Client, Replied};
use crate::client::settings::CallOptions;
use crate::error::{Error, ErrorKind};
use crate::json::Json;
use crate::operation::BatchOperation;
use crate::request::Prepared;
use crate::transport::BoxFuture;

/// Time that a batch waits for the account's request limit, where nobody said otherwise: a run is long by nature.
const LIMIT_WAIT: Duration = Duration::from_secs(600);

const SAME_KEY: &str = "the idempotency key that was given is that of the batch before, and the platform would take this one for the \
    same; leave the key out where one is made, or send the batches one by one";

/// A list on its way.
pub(super) struct Run<O: BatchOperation, S> {
    /// What goes along with each batch, and the elements of the one that is under way.
    pub operation: O,
    pub options: CallOptions,
    source: S,
    /// Elements that stood in the operation already go first.
    given: std::vec::IntoIter<O::Item>,
    gathered: Vec<O::Item>,
    /// Those that stay behind while the others of their batch are under way.
    barred: Vec<(usize, O::Item, Arc<Error>)>,
    state: State,
}

/// Everything that does not depend on the type of the operation.
struct State {
    /// Most elements of a batch.
    size: usize,
    /// Position of the first element that was not answered for.
    next: u64,
    /// Elements to pass over, which an earlier run sent.
    skip: u64,
    /// Elements of the batch that is under way, those that stay behind among them.
    under_way: u64,
    /// The source has no more.
    ended: bool,
    flight: Option<BoxFuture<'static, Result<Fetched, Error>>>,
    /// Idempotency key of the batch before.
    last_key: Option<String>,
}

impl<O: BatchOperation, S: ElementSource<Item = O::Item>> Run<O, S> {
    pub(super) fn new(mut operation: O, source: S) -> Self {
        let given = std::mem::take(operation.elements());
        let mut options = CallOptions::default();
        options.usual_limit_wait = LIMIT_WAIT;
        Self {
            operation,
            options,
            source,
            given: given.into_iter(),
            gathered: Vec::new(),
            barred: Vec::new(),
            state: State {
                size: O::LIMIT.max(1),
                next: 0,
                skip: 0,
                under_way: 0,
                ended: false,
                flight: None,
                last_key: None,
            },
        }
    }

    pub(super) fn resume(&mut self, position: &BatchPosition) -> Result<(), Error> {
        let meta = O::meta();
        if position.operation() != meta.id {
            let why = format!(
                "the position belongs to `{}`, not to this operation",
                position.operation()
            );
            return Err(Error::new(ErrorKind::Build, why).with_operation(meta));
        }
        (self.state.next, self.state.skip) = (position.next(), position.next());
        Ok(())
    }

    /// Elements that were set in the operation itself go before those of the source, too.
    pub(super) fn give_what_was_set(&mut self) {
        let set = std::mem::take(self.operation.elements());
        if !set.is_empty() {
            let given: Vec<O::Item> = std::mem::take(&mut self.given).chain(set).collect();
            self.given = given.into_iter();
        }
    }

    pub(super) fn set_size(&mut self, elements: usize) {
        self.state.size = elements.clamp(1, O::LIMIT.max(1));
    }

    /// How far it came. A batch that is under way was not answered for.
    pub(super) fn position(&self) -> BatchPosition {
        let under_way = match self.state.flight {
            Some(_) => self.state.under_way,
            None => 0,
        };
        BatchPosition::new(O::meta().id, self.state.next, under_way)
    }

    /// Elements that were to be passed over and that the source did not have.
    pub(super) fn missing(&self) -> u64 {
        if self.state.ended { self.state.skip } else { 0 }
    }

    /// Elements that were taken from the source and not told of.
    pub(super) fn into_unanswered(mut self) -> Vec<O::Item> {
        let mut elements: Vec<O::Item> = std::mem::take(self.operation.elements());
        for (at, element, _) in self.barred {
            elements.insert(at.min(elements.len()), element);
        }
        elements.extend(self.gathered);
        elements
    }

    pub(super) fn poll_batch(&mut self, cx: &mut Context<'_>, client: &Client) -> Poll<Option<SentBatch<O>>> {
        loop {
            if let Some(flight) = &mut self.state.flight {
                let fetched = ready!(flight.as_mut().poll(cx));
                self.state.flight = None;
                return Poll::Ready(Some(self.landed(client, fetched)));
            }
            ready!(self.gather(cx));
            if self.gathered.is_empty() {
                return Poll::Ready(None);
            }
            self.state.under_way = self.gathered.len() as u64;
            *self.operation.elements() = std::mem::take(&mut self.gathered);
            let Fitted { prepared, barred } = fit(&mut self.operation, &self.options, client, self.state.next);
            self.barred = barred;
            match prepared.map(|prepared| self.state.with_new_key(prepared)) {
                Some(Ok(prepared)) => {
                    let (core, options) = (Arc::clone(&client.core), self.options.clone());
                    self.state.flight = Some(Box::pin(async move { core.fetch(prepared, &options).await }));
                }
                Some(Err(error)) => return Poll::Ready(Some(self.told(Err(error)))),
                None => return Poll::Ready(self.nothing_sent()),
            }
        }
    }

    /// The next batch, of which nothing can be sent because of this.
    #[cfg(feature = "blocking")]
    pub(super) fn give_up(&mut self, error: Error) -> Option<SentBatch<O>> {
        let mut at_once = Context::from_waker(std::task::Waker::noop());
        let Poll::Ready(()) = self.gather(&mut at_once) else {
            return None;
        };
        let error = Arc::new(error.with_operation(O::meta()));
        let all = std::mem::take(&mut self.gathered).into_iter().enumerate();
        self.barred = all.map(|(at, element)| (at, element, Arc::clone(&error))).collect();
        self.nothing_sent()
    }

    /// Takes elements from the source until a batch is full.
    fn gather(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        while !self.state.ended && self.gathered.len() < self.state.size {
            let element = match self.given.next() {
                Some(element) => Some(element),
                None => ready!(self.source.poll_element(cx)),
            };
            match element {
                None => self.state.ended = true,
                Some(_) if self.state.skip > 0 => self.state.skip -= 1,
                Some(element) => self.gathered.push(element),
            }
        }
        Poll::Ready(())
    }

    fn landed(&mut self, client: &Client, fetched: Result<Fetched, Error>) -> SentBatch<O> {
        let Self { operation, options, .. } = self;
        let sent = || -> Option<Json> {
            let mut prepared = operation.prepare().ok()?;
            options.apply(&mut prepared).ok()?;
            prepared.into_json()
        };
        let tolerance = client.tolerance(options);
        let meta = operation.table();
        let reply = fetched.and_then(|fetched| client.decode::<O>(meta, &fetched, tolerance, Some(&sent)));
        self.told(reply)
    }

    fn told(&mut self, reply: Result<Replied<O::Output>, Error>) -> SentBatch<O> {
        let reply = reply.map_err(Arc::new);
        let sent = std::mem::take(self.operation.elements());
        let fates = fates(reply.as_ref().err(), sent.len());
        self.settled(reply, sent.into_iter().zip(fates).collect())
    }

    /// All of it stays behind; `None` if there is nothing.
    fn nothing_sent(&mut self) -> Option<SentBatch<O>> {
        let error = self.barred.first().map(|(_, _, error)| Arc::clone(error))?;
        Some(self.settled(Err(error), Vec::new()))
    }

    /// Puts those that stayed behind in their places between those that were sent.
    fn settled(&mut self, reply: Result<Replied<O::Output>, Arc<Error>>, sent: Vec<(O::Item, Fate)>) -> SentBatch<O> {
        let first = self.state.next;
        let mut outcomes = Vec::with_capacity(sent.len() + self.barred.len());
        let mut sent = sent.into_iter();
        let mut barred = std::mem::take(&mut self.barred).into_iter().peekable();
        for position in first.. {
            let here = |(at, _, _): &(usize, O::Item, Arc<Error>)| *at == outcomes.len();
            let (element, fate) = match barred.next_if(here) {
                Some((_, element, error)) => (element, Fate::not_sent(&error)),
                None => match sent.next() {
                    Some(pair) => pair,
                    None => break,
                },
            };
            outcomes.push(ElementOutcome::new(position, element, fate));
        }
        self.state.next = first.saturating_add(outcomes.len() as u64);
        SentBatch { first, reply, outcomes }
    }
}

impl State {
    /// A key that came with the batch before would make the platform take this one for the same.
    fn with_new_key(&mut self, prepared: Prepared) -> Result<Prepared, Error> {
        let key = prepared.idempotency_key();
        if key.is_some() && key == self.last_key {
            return Err(Error::new(ErrorKind::Build, SAME_KEY).with_operation(prepared.meta()));
        }
        self.last_key = key;
        Ok(prepared)
    }
}
