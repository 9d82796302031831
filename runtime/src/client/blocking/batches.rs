//! Lists sent batch by batch, as iterators.

use std::future::poll_fn;
use std::task::{Context, Poll, Waker};

use super::client::Client;
use crate::client::batch::{AtOnce, BatchPosition, Batches, ElementOutcome, SentBatch};
use crate::operation::BatchOperation;

impl<O: BatchOperation, S: AtOnce<Item = O::Item>> Batches<O, Client, S> {
    /// Sends the next batch, and gives its reply and all of its outcomes; `None` when all are sent. Outcomes of the batch before that
    /// were not read by `next` stay to be read there.
    pub fn next_batch(&mut self) -> Option<SentBatch<O>> {
        let client = self.client.clone();
        let sent = client.wait(async { Ok(poll_fn(|cx| self.poll_batch(cx, client.inner())).await) });
        // Waiting is not possible here: nothing is sent, and each element says why.
        sent.unwrap_or_else(|error| self.give_up(error))
    }

    /// Gathers the next batch without sending it, and says which position to store before it goes: in that all of it is in doubt, so that a
    /// run after a crash knows what may have been sent. `None` if there is no other batch.
    pub fn announce(&mut self) -> Option<BatchPosition> {
        // Such a source is never waited for.
        match self.poll_ahead(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(position) => position,
            Poll::Pending => None,
        }
    }
}

impl<O: BatchOperation, S: AtOnce<Item = O::Item>> Iterator for Batches<O, Client, S> {
    type Item = ElementOutcome<O::Item>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.told().is_empty() {
            let batch = self.next_batch()?;
            self.told().extend(batch.outcomes);
        }
        self.told().pop_front()
    }
}
