//! The loop: gather a batch, send it, tell what became of it.

use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use super::elements::ElementSource;
use super::fates::{Fate, fates};
use super::fit::{Fitted, fit};
use super::outcome::{ElementOutcome, SentBatch};
use super::position::BatchPosition;
use super::spans::Spans;
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

const BEGAN: &str = "this run has begun, and knows more than the position of another; make a new one and resume that";

const IN_DOUBT: &str = "a run before this one was sending it, or had sent it and nobody read its outcome; look whether the platform has it";

/// A list on its way.
pub(super) struct Run<O: BatchOperation, S> {
    /// What goes along with each batch, and the elements of the one that is under way.
    pub operation: O,
    pub options: CallOptions,
    source: S,
    /// Elements that stood in the operation already go first.
    given: std::vec::IntoIter<O::Item>,
    /// Elements of the next batch, with their positions.
    gathered: Vec<(u64, O::Item)>,
    /// Those that stay behind while the others of their batch are under way.
    barred: Vec<(u64, O::Item, Fate)>,
    state: State,
}

/// Everything that does not depend on the type of the operation.
struct State {
    /// Most elements of a batch.
    size: usize,
    /// Position of the element that comes next from the source.
    read: u64,
    /// Elements that were told of, here or in an earlier run, and are not to be sent again.
    settled: Spans,
    /// Elements that were under way when an earlier run ended.
    in_doubt: Spans,
    /// Positions of those in the batch that is under way.
    places: Vec<u64>,
    /// The source has no more.
    ended: bool,
    /// Something was sent, or told of.
    began: bool,
    /// The gathered ones were announced: they go as they are.
    announced: bool,
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
                read: 0,
                settled: Spans::default(),
                in_doubt: Spans::default(),
                places: Vec::new(),
                ended: false,
                began: false,
                announced: false,
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
        if self.state.began {
            return Err(Error::new(ErrorKind::Build, BEGAN).with_operation(meta));
        }
        let (settled, in_doubt) = position.spans();
        (self.state.settled, self.state.in_doubt) = (settled.clone(), in_doubt.clone());
        self.gathered.retain(|(at, _)| !settled.contains(*at));
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

    /// How far it came. A batch that is under way was not answered for, nor were those whose outcomes are still `unread`.
    pub(super) fn position(&self, unread: impl Iterator<Item = u64>) -> BatchPosition {
        let mut in_doubt = self.state.in_doubt.clone();
        let places = self.state.places.iter().copied();
        for at in places.chain(unread) {
            in_doubt.insert(at..at.saturating_add(1));
        }
        BatchPosition::new(O::meta().id, self.state.settled.clone(), in_doubt)
    }

    /// Gathers the next batch. The position then has it as under way; `None` if there is no other.
    pub(super) fn poll_gathered(&mut self, cx: &mut Context<'_>) -> Poll<Option<Spans>> {
        if self.state.flight.is_none() {
            ready!(self.gather(cx));
            if self.gathered.is_empty() {
                return Poll::Ready(None);
            }
            self.state.announced = true;
        }
        let mut ahead = Spans::default();
        for (at, _) in &self.gathered {
            ahead.insert(*at..at.saturating_add(1));
        }
        Poll::Ready(Some(ahead))
    }

    /// Elements of which an earlier run knew, and that the source did not have.
    pub(super) fn missing(&self) -> u64 {
        let State {
            ended,
            read,
            settled,
            in_doubt,
            ..
        } = &self.state;
        let all = settled.count_from(*read).saturating_add(in_doubt.count_from(*read));
        if *ended { all } else { 0 }
    }

    pub(super) fn source(&mut self) -> &mut S {
        &mut self.source
    }

    /// Elements that were taken from the source and not told of.
    pub(super) fn into_unanswered(mut self) -> Vec<O::Item> {
        let sent = std::mem::take(self.operation.elements());
        let mut elements: Vec<(u64, O::Item)> = self.state.places.into_iter().zip(sent).collect();
        elements.extend(self.barred.into_iter().map(|(at, element, _)| (at, element)));
        elements.extend(self.gathered);
        elements.sort_by_key(|(at, _)| *at);
        elements.into_iter().map(|(_, element)| element).collect()
    }

    pub(super) fn poll_batch(&mut self, cx: &mut Context<'_>, client: &Client) -> Poll<Option<SentBatch<O>>> {
        self.state.began = true;
        loop {
            if let Some(flight) = &mut self.state.flight {
                let fetched = ready!(flight.as_mut().poll(cx));
                self.state.flight = None;
                return Poll::Ready(Some(self.landed(client, fetched)));
            }
            ready!(self.gather(cx));
            let (places, elements): (Vec<u64>, Vec<O::Item>) = self.take_sure().into_iter().unzip();
            if places.is_empty() {
                return Poll::Ready(self.nothing_sent());
            }
            *self.operation.elements() = elements;
            let fitted = fit(&mut self.operation, places, &self.options, client);
            let Fitted {
                prepared,
                places,
                barred,
            } = fitted;
            self.state.places = places;
            let barred = barred.into_iter();
            self.barred
                .extend(barred.map(|(at, element, error)| (at, element, Fate::not_sent(&error))));
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

    /// The gathered elements that can be sent. Those in doubt stay behind: they are told of, and not sent.
    fn take_sure(&mut self) -> Vec<(u64, O::Item)> {
        let gathered = std::mem::take(&mut self.gathered);
        self.state.announced = false;
        if self.state.in_doubt.is_empty() {
            return gathered;
        }
        let error = Error::new(ErrorKind::Cancelled, IN_DOUBT).with_operation(O::meta());
        let error = Arc::new(error.with_unknown_outcome(true));
        let mut sure = Vec::with_capacity(gathered.len());
        for (at, element) in gathered {
            if self.state.in_doubt.contains(at) {
                self.barred.push((at, element, Fate::unknown(&error)));
            } else {
                sure.push((at, element));
            }
        }
        sure
    }

    /// The next batch, of which nothing can be sent because of this.
    #[cfg(feature = "blocking")]
    pub(super) fn give_up(&mut self, error: Error) -> Option<SentBatch<O>> {
        self.state.began = true;
        let mut at_once = Context::from_waker(std::task::Waker::noop());
        let Poll::Ready(()) = self.gather(&mut at_once) else {
            return None;
        };
        let error = Arc::new(error.with_operation(O::meta()));
        let sure = self.take_sure().into_iter();
        let sure = sure.map(|(at, element)| (at, element, Fate::not_sent(&error)));
        self.barred.extend(sure);
        self.nothing_sent()
    }

    /// Takes elements from the source until a batch is full.
    fn gather(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        if self.state.announced && !self.gathered.is_empty() {
            return Poll::Ready(());
        }
        while !self.state.ended && self.gathered.len() < self.state.size {
            let element = match self.given.next() {
                Some(element) => Some(element),
                None => ready!(self.source.poll_element(cx)),
            };
            let Some(element) = element else {
                self.state.ended = true;
                break;
            };
            let at = self.state.read;
            self.state.read = at.saturating_add(1);
            if !self.state.settled.contains(at) {
                self.gathered.push((at, element));
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
        let places = std::mem::take(&mut self.state.places);
        let sent = places.into_iter().zip(sent).zip(fates);
        self.settled(reply, sent.map(|((at, element), fate)| (at, element, fate)).collect())
    }

    /// All of it stays behind; `None` if there is nothing.
    fn nothing_sent(&mut self) -> Option<SentBatch<O>> {
        self.barred.sort_by_key(|(at, ..)| *at);
        let error = self.barred.first().and_then(|(_, _, fate)| fate.error.clone())?;
        Some(self.settled(Err(error), Vec::new()))
    }

    /// Puts those that stayed behind in their places between those that were sent, and notes what is not to be sent again.
    fn settled(
        &mut self,
        reply: Result<Replied<O::Output>, Arc<Error>>,
        mut all: Vec<(u64, O::Item, Fate)>,
    ) -> SentBatch<O> {
        all.append(&mut self.barred);
        all.sort_by_key(|(at, ..)| *at);
        for (at, _, fate) in &all {
            let here = *at..at.saturating_add(1);
            self.state.in_doubt.remove(here.clone());
            if !fate.is_open() {
                self.state.settled.insert(here);
            }
        }
        let outcomes: Vec<_> = all
            .into_iter()
            .map(|(at, element, fate)| ElementOutcome::new(at, element, fate))
            .collect();
        let first = outcomes.first().map_or(self.state.read, |outcome| outcome.position);
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
