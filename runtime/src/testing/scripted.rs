//! A transport in memory: replies by script, requests kept for inspection.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::StatusCode;

use super::captured::Captured;
use crate::transport::{BoxFuture, ExchangeLimits, Transport, TransportError, TransportErrorKind};

/// A server in memory for tests of programs that use a client: a [`Transport`] that answers by script.
///
/// Replies are handed out in the order of the script; when it is used up, every further request gets what
/// [`otherwise`](Self::otherwise) says, or fails with a message that says so. Clones share the script and the requests.
///
/// ```
/// # use tradewire::testing::Scripted;
/// let server = Scripted::new().reply(200, r#"{"id": 7}"#).fail_to_connect();
/// assert_eq!(server.requests().len(), 0);
/// ```
#[derive(Clone, Default)]
pub struct Scripted {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    script: VecDeque<Step>,
    otherwise: Option<Answer>,
    requests: Vec<Captured>,
}

type Answer = Box<dyn Fn(&Captured) -> http::Response<Bytes> + Send>;

enum Step {
    Reply(http::Response<Bytes>),
    Answer(Answer),
    Fail(TransportErrorKind),
}

impl Scripted {
    /// An empty script.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Then a reply with this status and JSON (or other) body.
    #[must_use]
    pub fn reply(self, status: u16, body: impl Into<Bytes>) -> Self {
        self.reply_with_headers(status, [("content-type", "application/json")], body)
    }

    /// Then a reply with these headers.
    ///
    /// # Panics
    /// When status or headers are not valid.
    #[must_use]
    pub fn reply_with_headers<'h>(
        self,
        status: u16,
        headers: impl IntoIterator<Item = (&'h str, &'h str)>,
        body: impl Into<Bytes>,
    ) -> Self {
        let mut response = http::Response::new(body.into());
        *response.status_mut() = StatusCode::from_u16(status).expect("a valid status");
        for (name, value) in headers {
            let name = http::HeaderName::try_from(name).expect("a valid header name");
            response
                .headers_mut()
                .append(name, value.parse().expect("a valid header value"));
        }
        self.step(Step::Reply(response))
    }

    /// Then a reply that depends on the request.
    #[must_use]
    pub fn answer(self, answer: impl Fn(&Captured) -> http::Response<Bytes> + Send + 'static) -> Self {
        self.step(Step::Answer(Box::new(answer)))
    }

    /// What every request gets once the script is used up.
    #[must_use]
    pub fn otherwise(self, answer: impl Fn(&Captured) -> http::Response<Bytes> + Send + 'static) -> Self {
        self.state().otherwise = Some(Box::new(answer));
        self
    }

    /// Then no connection.
    #[must_use]
    pub fn fail_to_connect(self) -> Self {
        self.fail(TransportErrorKind::Connect)
    }

    /// Then a failure of this kind.
    #[must_use]
    pub fn fail(self, kind: TransportErrorKind) -> Self {
        self.step(Step::Fail(kind))
    }

    fn step(self, step: Step) -> Self {
        self.state().script.push_back(step);
        self
    }

    /// All requests so far.
    #[must_use]
    pub fn requests(&self) -> Vec<Captured> {
        self.state().requests.clone()
    }

    /// The latest request.
    ///
    /// # Panics
    /// When there was none.
    #[must_use]
    pub fn last_request(&self) -> Captured {
        self.state().requests.last().cloned().expect("a request was sent")
    }

    /// Steps of the script that were not used yet.
    #[must_use]
    pub fn steps_left(&self) -> usize {
        self.state().script.len()
    }

    /// Checks that everything in the script was asked for.
    ///
    /// # Panics
    /// Something was not.
    #[track_caller]
    pub fn assert_done(&self) {
        let left = self.steps_left();
        assert!(
            left == 0,
            "{left} replies of the script were not asked for; requests: {:?}",
            self.requests()
        );
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for Scripted {
    fn exchange(
        &self,
        request: http::Request<Bytes>,
        limits: ExchangeLimits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let mut state = self.state();
        let captured = Captured::new(request);
        let outcome = match state.script.pop_front() {
            None => state.otherwise.as_ref().map(|answer| answer(&captured)).ok_or_else(|| {
                let message = format!("the script has no reply to {} {}", captured.method, captured.path());
                TransportError::new(TransportErrorKind::Request, message)
            }),
            Some(Step::Fail(kind)) => Err(TransportError::new(kind, "failed by script")),
            Some(Step::Reply(response)) => Ok(response),
            Some(Step::Answer(answer)) => Ok(answer(&captured)),
        };
        state.requests.push(captured);
        let outcome = outcome.and_then(|response| {
            if response.body().len() > limits.max_body {
                return Err(TransportError::new(
                    TransportErrorKind::TooLarge,
                    "the reply is larger than the limit",
                ));
            }
            Ok(response)
        });
        Box::pin(async move { outcome })
    }
}

/// Shows how much there is, never what: requests hold credentials.
impl fmt::Debug for Scripted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        write!(
            f,
            "Scripted({} requests, {} steps left)",
            state.requests.len(),
            state.script.len()
        )
    }
}
