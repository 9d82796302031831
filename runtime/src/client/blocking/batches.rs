//! Lists sent batch by batch, as iterators.

use std::future::poll_fn;

use super::client::Client;
use crate::client::batch::{Batches, ElementOutcome, FromIter, SentBatch};
use crate::operation::BatchOperation;

impl<O: BatchOperation, I: Iterator<Item = O::Item>> Batches<O, Client, FromIter<I>> {
    /// Sends the next batch, and gives its reply and all of its outcomes; `None` when all are sent. Outcomes of the batch before that
    /// were not read by `next` stay to be read there.
    pub fn next_batch(&mut self) -> Option<SentBatch<O>> {
        let client = self.client.clone();
        let sent = client.wait(async { Ok(poll_fn(|cx| self.poll_batch(cx, client.inner())).await) });
        // Waiting is not possible here: nothing is sent, and each element says why.
        sent.unwrap_or_else(|error| self.give_up(error))
    }
}

impl<O: BatchOperation, I: Iterator<Item = O::Item>> Iterator for Batches<O, Client, FromIter<I>> {
    type Item = ElementOutcome<O::Item>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.told().is_empty() {
            let batch = self.next_batch()?;
            self.told().extend(batch.outcomes);
        }
        self.told().pop_front()
    }
}
