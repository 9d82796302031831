//! From the reply to a batch: what became of each of its elements.

use std::sync::Arc;

use crate::error::{Error, ErrorKind, FailedElement};

/// What became of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OutcomeKind {
    /// It was sent, and the reply says nothing against it.
    Sent,
    /// The platform says that it did not take this element.
    Failed,
    /// The platform refused the whole batch that it was in.
    Refused,
    /// It did not leave: it cannot be sent as it is, or there was no connection, no budget, no credentials.
    NotSent,
    /// It may have been taken or not: the reply was lost or cannot be read, or the platform did part of a batch without telling which.
    Unknown,
}

/// What became of an element that is told elsewhere.
#[derive(Debug, Clone)]
pub(super) struct Fate {
    pub kind: OutcomeKind,
    pub failed: Option<FailedElement>,
    pub error: Option<Arc<Error>>,
}

impl Fate {
    fn plain(kind: OutcomeKind, error: Option<&Arc<Error>>) -> Self {
        Self {
            kind,
            failed: None,
            error: error.cloned(),
        }
    }

    pub(super) fn not_sent(error: &Arc<Error>) -> Self {
        Self::plain(OutcomeKind::NotSent, Some(error))
    }

    pub(super) fn unknown(error: &Arc<Error>) -> Self {
        Self::plain(OutcomeKind::Unknown, Some(error))
    }

    /// Nothing was done about it, and the reason may be gone tomorrow.
    pub(super) fn is_open(&self) -> bool {
        let is_passing = |error: &Arc<Error>| error.is_auth() || error.is_rate_limited() || error.is_unavailable();
        match self.kind {
            OutcomeKind::NotSent => true,
            OutcomeKind::Refused => self.error.as_ref().is_some_and(is_passing),
            OutcomeKind::Sent | OutcomeKind::Failed | OutcomeKind::Unknown => false,
        }
    }
}

/// What became of each of the `sent` elements of a batch that failed with `error`, or did not.
pub(super) fn fates(error: Option<&Arc<Error>>, sent: usize) -> Vec<Fate> {
    let Some(error) = error else {
        return vec![Fate::plain(OutcomeKind::Sent, None); sent];
    };
    let told = Told::of(error, sent);
    let is_unknown = error.is_outcome_unknown();
    let rest = match error.kind() {
        // The platform answered this very attempt, and all that it has against elements is known.
        ErrorKind::Partial if told.is_complete => OutcomeKind::Sent,
        ErrorKind::Partial | ErrorKind::Decode | ErrorKind::TooLarge | ErrorKind::Interrupted => OutcomeKind::Unknown,
        _ if is_unknown => OutcomeKind::Unknown,
        ErrorKind::Api => OutcomeKind::Refused,
        _ => OutcomeKind::NotSent,
    };
    let named = if is_unknown {
        OutcomeKind::Unknown
    } else {
        OutcomeKind::Failed
    };
    let fate = |failed: Option<FailedElement>| match failed {
        Some(failed) => Fate {
            kind: named,
            failed: Some(failed),
            error: Some(Arc::clone(error)),
        },
        None if rest == OutcomeKind::Sent => Fate::plain(rest, None),
        None => Fate::plain(rest, Some(error)),
    };
    told.elements.into_iter().map(fate).collect()
}

/// What an error says about single elements.
struct Told {
    /// By position in the batch.
    elements: Vec<Option<FailedElement>>,
    /// Every element that failed is known, so the others did not.
    is_complete: bool,
}

impl Told {
    fn of(error: &Error, sent: usize) -> Self {
        let mut elements: Vec<Option<FailedElement>> = vec![None; sent];
        let (mut placed, total) = (0, error.failed_elements_total());
        for failed in error.failed_elements() {
            let place = failed.position().and_then(|at| elements.get_mut(at));
            if let Some(place) = place {
                placed += 1;
                // One that is told twice keeps what was said first.
                place.get_or_insert_with(|| failed.clone());
            }
        }
        // Where the spec does not say how elements are told, messages may still have a position.
        let loose = error.field_errors().iter().filter(|said| !said.of_element);
        for said in loose.filter(|_| total == 0) {
            let position = said.position();
            if let Some(place) = position.and_then(|at| elements.get_mut(at)) {
                let failed = place.get_or_insert_with(|| FailedElement::at(position));
                failed.errors.push(said.clone());
            }
        }
        Self {
            elements,
            is_complete: total > 0 && placed == total && !error.leaves_elements_open(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::FieldError;

    fn kinds(error: Error, sent: usize) -> Vec<OutcomeKind> {
        let fates = fates(Some(&Arc::new(error)), sent);
        fates.iter().map(|fate| fate.kind).collect()
    }

    fn failing(kind: ErrorKind, positions: &[Option<usize>]) -> Error {
        let mut error = Error::new(kind, "sample");
        let inner = error.inner_mut();
        inner.failed_total = positions.len();
        inner.failed = positions.iter().map(|at| FailedElement::at(*at)).collect();
        error
    }

    use OutcomeKind::{Failed, NotSent, Refused, Sent, Unknown};

    #[test]
    fn a_success_is_one_of_all() {
        assert!(
            fates(None, 2)
                .iter()
                .all(|fate| fate.kind == Sent && fate.error.is_none())
        );
    }

    #[test]
    fn elements_that_failed_leave_the_others_sent() {
        assert_eq!(kinds(failing(ErrorKind::Partial, &[Some(1)]), 3), [Sent, Failed, Sent]);
        assert_eq!(
            kinds(failing(ErrorKind::Partial, &[Some(0), Some(0)]), 2),
            [Failed, Sent]
        );
    }

    #[test]
    fn one_that_nobody_can_place_may_be_any_of_the_others() {
        for positions in [&[Some(1), None][..], &[Some(1), Some(9)]] {
            assert_eq!(
                kinds(failing(ErrorKind::Partial, positions), 3),
                [Unknown, Failed, Unknown]
            );
        }
        assert_eq!(kinds(failing(ErrorKind::Partial, &[]), 2), [Unknown, Unknown]);
        let mut beyond = failing(ErrorKind::Partial, &[Some(0)]);
        beyond.inner_mut().failed_total = 2;
        assert_eq!(kinds(beyond, 2), [Failed, Unknown]);
        let mut open = failing(ErrorKind::Partial, &[Some(0)]);
        open.inner_mut().leaves_elements_open = true;
        assert_eq!(kinds(open, 2), [Failed, Unknown]);
    }

    #[test]
    fn a_refusal_is_of_all() {
        assert_eq!(kinds(Error::new(ErrorKind::Api, "no"), 2), [Refused, Refused]);
        assert_eq!(kinds(failing(ErrorKind::Api, &[Some(1)]), 2), [Refused, Failed]);
        let mut error = Error::new(ErrorKind::Api, "no");
        let mut said = FieldError::new("phone", "is too long");
        said.position = Some(1);
        error.inner_mut().fields = vec![said, FieldError::new("", "no")];
        let fates = fates(Some(&Arc::new(error)), 2);
        assert_eq!(
            fates[1].failed.as_ref().and_then(FailedElement::message),
            Some("is too long")
        );
        assert!(fates[0].failed.is_none() && fates[0].error.is_some());
    }

    #[test]
    fn only_what_was_not_looked_at_stays_open() {
        use crate::meta::StatusMeaning::{Auth, Invalid, RateLimited, Unavailable};
        let open = |error: Error, sent| -> Vec<bool> {
            let fates = fates(Some(&Arc::new(error)), sent);
            fates.iter().map(Fate::is_open).collect()
        };
        for (meaning, is_open) in [
            (Some(Auth), true),
            (Some(RateLimited), true),
            (Some(Unavailable), true),
            (Some(Invalid), false),
            (None, false),
        ] {
            let mut error = failing(ErrorKind::Api, &[Some(1)]);
            error.inner_mut().meaning = meaning;
            assert_eq!(open(error, 2), [is_open, false], "{meaning:?}");
        }
        assert_eq!(open(Error::new(ErrorKind::Connect, "x"), 1), [true]);
        assert_eq!(open(Error::new(ErrorKind::Interrupted, "x"), 1), [false]);
        assert!(!fates(None, 1)[0].is_open());
    }

    #[test]
    fn what_is_lost_is_unknown_and_what_never_left_is_not() {
        for kind in [ErrorKind::Decode, ErrorKind::TooLarge, ErrorKind::Interrupted] {
            assert_eq!(kinds(Error::new(kind, "x"), 1), [Unknown]);
        }
        for kind in [
            ErrorKind::Connect,
            ErrorKind::Build,
            ErrorKind::Credentials,
            ErrorKind::Timeout,
        ] {
            assert_eq!(kinds(Error::new(kind, "x"), 1), [NotSent]);
            assert_eq!(kinds(Error::new(kind, "x").with_unknown_outcome(true), 1), [Unknown]);
        }
        let lost_before = failing(ErrorKind::Api, &[Some(0)]).with_unknown_outcome(true);
        assert_eq!(kinds(lost_before, 2), [Unknown, Unknown]);
        let lost_before = failing(ErrorKind::Partial, &[Some(0)]).with_unknown_outcome(true);
        assert_eq!(kinds(lost_before, 2), [Unknown, Sent]);
    }
}
