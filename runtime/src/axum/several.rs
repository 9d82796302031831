//! Several callbacks at one address.

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::{MethodRouter, any};
use bytes::Bytes;
use http::StatusCode;
use zeroize::Zeroizing;

use super::answer::IntoEventAnswer;
use super::handler::Handler;
use super::one::Marker;
use super::read::{LIMIT, whole};
use super::refusal::{Hook, Refusal, Refuser, is_by};
use crate::callback::{Events, topic};
use crate::error::{Error, ErrorKind};

/// The method of events of which nothing is known.
const USUAL: &str = "POST";

/// The route of all events of a platform, to be finished by [`route`](Self::route).
#[must_use = "nothing is answered before it is a route"]
pub struct EventRoute<E, S, H, M> {
    handler: H,
    check: Option<Check>,
    unsigned_topics: bool,
    limit: usize,
    hook: Option<Hook>,
    marker: Marker<E, S, M>,
}

type Secret = Zeroizing<Vec<u8>>;

/// How it is made sure that the platform sends.
enum Check {
    Secrets {
        usual: Secret,
        of_topics: BTreeMap<String, Secret>,
    },
    /// Somebody else does.
    Nobody,
}

/// A route that reads the events of a platform, hands each to `handler` and answers with what that gives: `events(handler).secret("…")`.
///
/// Events of topics that the spec does not know come as the variant `Other`, checked as the platform signs in general.
pub fn events<E, S, H, M>(handler: H) -> EventRoute<E, S, H, M>
where
    E: Events,
    H: Handler<E, S, M>,
{
    EventRoute {
        handler,
        check: None,
        unsigned_topics: false,
        limit: LIMIT,
        hook: None,
        marker: PhantomData,
    }
}

impl<E: Events, S, H, M> EventRoute<E, S, H, M> {
    /// Checks signatures with this secret before anything but the topic is read.
    pub fn secret(mut self, secret: impl AsRef<[u8]>) -> Self {
        let secret = Zeroizing::new(secret.as_ref().to_vec());
        let of_topics = match self.check {
            Some(Check::Secrets { of_topics, .. }) => of_topics,
            Some(Check::Nobody) | None => BTreeMap::new(),
        };
        self.check = Some(Check::Secrets {
            usual: secret,
            of_topics,
        });
        self
    }

    /// A secret of its own for a topic that is signed by another key. It counts only beside [`secret`](Self::secret), which comes first.
    pub fn secret_of(mut self, topic: impl Into<String>, secret: impl AsRef<[u8]>) -> Self {
        if let Some(Check::Secrets { of_topics, .. }) = &mut self.check {
            of_topics.insert(topic.into(), Zeroizing::new(secret.as_ref().to_vec()));
        }
        self
    }

    /// Takes whatever comes: somebody in front has checked, or the platform does not sign.
    pub fn unverified(mut self) -> Self {
        self.check = Some(Check::Nobody);
        self
    }

    /// Takes events of topics that the platform does not sign, as a test message often is. Anybody can send these.
    pub fn unsigned_topics(mut self) -> Self {
        self.unsigned_topics = true;
        self
    }

    /// Most bytes of a body; 2 MiB unless set.
    pub fn limit(mut self, bytes: usize) -> Self {
        self.limit = bytes;
        self
    }

    /// Is told of each request that is refused, for a log or a counter.
    pub fn on_refusal(mut self, hook: impl Fn(&Refusal) + Send + Sync + 'static) -> Self {
        self.hook = Some(Arc::new(hook));
        self
    }

    /// The route, for any address.
    ///
    /// # Errors
    /// There is no secret, nor was it said that nobody checks.
    pub fn route(self) -> Result<MethodRouter<S>, Error>
    where
        E: Send + 'static,
        S: Clone + Send + Sync + 'static,
        H: Handler<E, S, M>,
        H::Given: IntoEventAnswer,
        M: 'static,
    {
        if self.check.is_none() {
            let why =
                "give the secret of the platform's events by `secret`, or say `unverified` where somebody else checks";
            let mut error = Error::new(ErrorKind::Build, why);
            error.inner_mut().operation = Some("events");
            return Err(error);
        }
        let route = Arc::new(self);
        Ok(any(move |State(state): State<S>, request: Request| {
            let route = Arc::clone(&route);
            async move { route.serve(state, request).await }
        }))
    }

    async fn serve(&self, state: S, request: Request) -> Response
    where
        H: Handler<E, S, M>,
        H::Given: IntoEventAnswer,
    {
        let mut refuser = Refuser {
            platform: E::source().platform.name,
            callback: "events",
            hook: self.hook.as_ref(),
        };
        let method = request.method().clone();
        // The topic may stand in the body, which is not read of what nobody sends.
        if matches!(method.as_str(), "GET" | "HEAD" | "OPTIONS") && !is_by(&method, USUAL) {
            return refuser.method(USUAL, 0);
        }
        let request = match whole(request, self.limit).await {
            Ok(request) => request,
            Err((fault, bytes)) => return refuser.fault(fault, bytes),
        };
        let bytes = request.body().len();
        let topic = match topic(E::source(), &request) {
            Ok(topic) => topic,
            Err(error) => return refuser.error(error, bytes),
        };
        let meta = E::meta_of(&topic);
        let expected = meta.map_or(USUAL, |meta| meta.method);
        refuser.callback = meta.map_or("events", |meta| meta.id);
        if !is_by(&method, expected) {
            return refuser.method(expected, bytes);
        }
        let verified = self.verify(&topic, &request);
        match verified.and_then(|()| E::from_http(&request)) {
            Ok(event) => {
                drop(request);
                self.handler.call(event, state).await.into_event_answer()
            }
            Err(error) => refuser.error(error, bytes),
        }
    }

    fn verify(&self, topic: &str, request: &http::Request<Bytes>) -> Result<(), Error> {
        let Some(Check::Secrets { usual, of_topics }) = &self.check else {
            return Ok(());
        };
        let is_signed = E::meta_of(topic)
            .map_or(E::source().verify, |meta| meta.verify)
            .is_some();
        if is_signed {
            return E::verify(request, of_topics.get(topic).unwrap_or(usual));
        }
        if self.unsigned_topics {
            return Ok(());
        }
        let mut error = Error::new(ErrorKind::Callback, "the platform does not sign requests of this topic");
        error.inner_mut().status = Some(StatusCode::FORBIDDEN);
        Err(error)
    }
}
