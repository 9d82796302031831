//! Programs that look on: what is told before and after each attempt.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, StatusCode};

use crate::error::Error;
use crate::transport::TransportErrorKind;

/// Is told of each attempt of each call: for request ids, metrics and traces. This is the way to add middleware.
///
/// A call has as many attempts as it is sent, each page of a listing being a call, and what follows a redirect an attempt of the same
/// number. Hooks run on the task of the call and should not take long. They see no address, no parameter, no body and no credential;
/// headers can be added, not read. What must see or change whole requests is a [`Transport`](crate::client::transport::Transport) around
/// another one.
///
/// ```
/// use std::sync::atomic::{AtomicU64, Ordering};
/// use tradewire::client::{Attempt, AttemptOutcome, Hook};
/// use tradewire::http::{HeaderMap, HeaderValue};
///
/// #[derive(Default)]
/// struct Watch {
///     attempts: AtomicU64,
/// }
///
/// impl Hook for Watch {
///     fn before(&self, attempt: &Attempt<'_>, headers: &mut HeaderMap) {
///         let number = self.attempts.fetch_add(1, Ordering::Relaxed);
///         headers.insert("x-correlation-id", HeaderValue::from(number));
///         println!("{} {} attempt {}", attempt.platform, attempt.operation, attempt.number);
///     }
///
///     fn after(&self, attempt: &Attempt<'_>, outcome: &AttemptOutcome<'_>) {
///         println!("{}: {:?} in {:?}", attempt.operation, outcome.status, outcome.duration);
///     }
/// }
/// # let _: &dyn Hook = &Watch::default();
/// ```
pub trait Hook: Send + Sync + 'static {
    /// An attempt is about to be sent. What is put into `headers`, which are empty, goes with it. A header that the request has already is
    /// an error of the call, as one of the two would be lost; to another host, where a redirect led, no header is added.
    fn before(&self, attempt: &Attempt<'_>, headers: &mut HeaderMap) {
        let _ = (attempt, headers);
    }

    /// An attempt is over: the reply is there (of one that is streamed its head), or there is none. Each attempt that
    /// [`before`](Self::before) was told of is told here once, also one that was not sent because of a hook behind this one, and one whose
    /// call was dropped ([`AttemptOutcome::is_dropped`]); not one that a panic ended.
    fn after(&self, attempt: &Attempt<'_>, outcome: &AttemptOutcome<'_>) {
        let _ = (attempt, outcome);
    }
}

/// Which attempt it is.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Attempt<'a> {
    /// Platform of the client: `insales`.
    pub platform: &'static str,
    /// Operation: `orders.list`; `raw` for calls that no specification covers.
    pub operation: &'static str,
    /// HTTP verb that it is sent with.
    pub method: &'a str,
    /// Path of the operation with its placeholders, as a label of few values: `/admin/orders/{id}.json`.
    pub path: &'static str,
    /// Which attempt of the call it is, from 1.
    pub number: u32,
}

/// How an attempt ended.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct AttemptOutcome<'a> {
    /// Status of the reply, if one came.
    pub status: Option<StatusCode>,
    /// Why none came; [`Request`](TransportErrorKind::Request) where it was not sent, because a hook added a header that was there.
    pub failure: Option<TransportErrorKind>,
    /// The caller dropped the call while it was under way, and nobody knows what became of it: there is neither status nor failure.
    pub is_dropped: bool,
    /// The server's name for the request.
    pub request_id: Option<&'a str>,
    /// From sending to the end of the reply; of one that is streamed to its head.
    pub duration: Duration,
}

/// The hooks of a client, in order.
#[derive(Clone, Default)]
pub(crate) struct Hooks(Vec<Arc<dyn Hook>>);

impl Hooks {
    pub(crate) fn add(&mut self, hook: Arc<dyn Hook>) {
        self.0.push(hook);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Tells of an attempt, and adds to `headers` what is wished for. `told` counts the hooks that were.
    pub(crate) fn before(
        &self,
        attempt: &Attempt<'_>,
        headers: Option<&mut HeaderMap>,
        told: &mut usize,
    ) -> Result<(), Error> {
        let mut wished = HeaderMap::new();
        let mut headers = headers;
        for hook in &self.0 {
            *told += 1;
            hook.before(attempt, &mut wished);
            let Some(headers) = headers.as_deref_mut() else {
                wished.clear();
                continue;
            };
            if let Some(name) = wished.keys().find(|name| headers.contains_key(*name)) {
                return Err(Error::build(format!(
                    "a hook adds the header `{name}`, which the request has already; one of the two has to go"
                )));
            }
            let mut last = None;
            for (name, value) in wished.drain() {
                last = name.or(last);
                if let Some(name) = &last {
                    headers.append(name.clone(), value);
                }
            }
        }
        Ok(())
    }

    /// Tells the first `told` hooks.
    pub(crate) fn after(&self, attempt: &Attempt<'_>, outcome: &AttemptOutcome<'_>, told: usize) {
        for hook in self.0.iter().take(told) {
            hook.after(attempt, outcome);
        }
    }
}

impl fmt::Debug for Hooks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hooks({})", self.0.len())
    }
}
