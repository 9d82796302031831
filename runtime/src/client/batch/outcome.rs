//! What is told of the elements of batches.

use std::fmt;
use std::sync::Arc;

use super::fates::{Fate, OutcomeKind};
use crate::client::handle::Replied;
use crate::error::{Error, FailedElement, FieldError};
use crate::operation::BatchOperation;

/// What became of one element of those that were sent in batches. `Display` says it in a line.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ElementOutcome<T> {
    /// Its position among all elements, from 0.
    pub position: u64,
    /// The element itself.
    pub element: T,
    /// What became of it.
    pub kind: OutcomeKind,
    failed: Option<FailedElement>,
    error: Option<Arc<Error>>,
    is_open: bool,
}

impl<T> ElementOutcome<T> {
    pub(super) fn new(position: u64, element: T, fate: Fate) -> Self {
        let is_open = fate.is_open();
        let Fate { kind, failed, error } = fate;
        let here = usize::try_from(position).ok();
        let failed = failed.map(|failed| failed.moved_to(here));
        Self {
            position,
            element,
            kind,
            failed,
            error,
            is_open,
        }
    }

    /// It was sent, and the reply says nothing against it.
    #[must_use]
    pub fn is_sent(&self) -> bool {
        self.kind == OutcomeKind::Sent
    }

    /// It may have been taken or not: look before sending it once more.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.kind == OutcomeKind::Unknown
    }

    /// Nothing was done about it, for a reason that need not last: it did not leave, or its batch was refused for the credentials, for too
    /// many requests, or because the server cannot answer now. A run that goes on from the [position](super::BatchPosition) sends it;
    /// what is not open it does not send.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// What the platform says about this element; its position is that among all elements.
    #[must_use]
    pub fn failed_element(&self) -> Option<&FailedElement> {
        self.failed.as_ref()
    }

    /// The error of the batch that it was in, which the others have as well; of an element that cannot be sent its own. `None` if it was
    /// sent. Positions in the error of a batch count within that batch.
    #[must_use]
    pub fn error(&self) -> Option<&Error> {
        self.error.as_deref()
    }

    /// What is wrong with its fields, as far as that was told of this element.
    #[must_use]
    pub fn field_errors(&self) -> &[FieldError] {
        let own = || self.error.as_deref().filter(|_| self.kind == OutcomeKind::NotSent);
        match &self.failed {
            Some(failed) => failed.field_errors(),
            None => own().map_or(&[], Error::field_errors),
        }
    }

    /// Why it was not taken, for people: what the platform says about it, else what it says about its batch.
    #[must_use]
    pub fn message(&self) -> Option<String> {
        let of_element = self.failed.as_ref().and_then(FailedElement::message);
        let of_batch = || self.error.as_ref().map(ToString::to_string);
        of_element.map(ToOwned::to_owned).or_else(of_batch)
    }
}

/// `element 53 (externalId B-2): Order already exists.`
impl<T> fmt::Display for ElementOutcome<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let (Some(operation), Some(_)) = (self.error().and_then(Error::operation), &self.failed) {
            write!(f, "{operation}: ")?;
        }
        let position = self.position;
        let said = match (&self.failed, self.kind) {
            (Some(failed), OutcomeKind::Unknown) => return write!(f, "{failed} (it may have been taken before)"),
            (Some(failed), _) => return failed.fmt(f),
            (None, OutcomeKind::Sent) => return write!(f, "element {position}: sent"),
            (None, OutcomeKind::Failed) => "refused",
            (None, OutcomeKind::Refused) => "its batch was refused",
            (None, OutcomeKind::NotSent) => "not sent",
            (None, OutcomeKind::Unknown) => "it may have been taken or not",
        };
        write!(f, "element {position}: {said}")?;
        match &self.error {
            Some(error) => write!(f, ": {error}"),
            None => Ok(()),
        }
    }
}

/// One batch, its reply and the outcomes of its elements.
#[non_exhaustive]
pub struct SentBatch<O: BatchOperation> {
    /// Position of its first element among all, from 0. Where a run goes on from a position, those behind it need not be the next ones.
    pub first: u64,
    /// The reply to those of its elements that were sent, or why there is none. After a partial success [`Error::partial`] has the rest.
    pub reply: Result<Replied<O::Output>, Arc<Error>>,
    /// What became of each of its elements, in the order sent.
    pub outcomes: Vec<ElementOutcome<O::Item>>,
}

impl<O: BatchOperation> fmt::Debug for SentBatch<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SentBatch")
            .field("first", &self.first)
            .field("outcomes", &self.outcomes.len())
            .field("error", &self.reply.as_ref().err())
            .finish_non_exhaustive()
    }
}
