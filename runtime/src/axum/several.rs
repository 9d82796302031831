//! Several callbacks at one address.

use std::marker::PhantomData;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::{MethodRouter, any};
use bytes::Bytes;
use http::{Method, StatusCode};

use super::answer::IntoEventAnswer;
use super::check::{Check, Undecided, Unverified, Verified, unfit};
use super::handler::Handler;
use super::near::near;
use super::one::Marker;
use super::read::{LIMIT, whole};
use super::refusal::{Hook, Refusal, Refuser, is_by};
use crate::callback::{Events, topic};
use crate::error::{Error, ErrorKind};
use crate::meta::{At, CallbackMeta, Verify};

/// The method of events of which nothing is known.
const USUAL: &str = "POST";
/// What events are called of which nothing more is known.
const EVENTS: &str = "events";

/// The route of all events of a platform, to be finished by `route`. `V` says how it is made sure that the platform sends.
#[must_use = "nothing is answered before it is a route"]
pub struct EventRoute<E, S, H, M, V = Undecided> {
    handler: H,
    check: V,
    unsigned_topics: bool,
    limit: usize,
    hook: Option<Hook>,
    marker: Marker<E, S, M>,
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
        check: Undecided,
        unsigned_topics: false,
        limit: LIMIT,
        hook: None,
        marker: PhantomData,
    }
}

impl<E: Events, S, H, M> EventRoute<E, S, H, M> {
    /// Checks signatures with this secret before anything but the topic is read.
    pub fn secret(self, secret: impl AsRef<[u8]>) -> EventRoute<E, S, H, M, Verified> {
        self.checked(Verified::by(secret.as_ref()))
    }

    /// Takes whatever comes: somebody in front has checked, or the platform does not sign.
    ///
    /// Without one of these two it is no route, and both do not go together:
    ///
    /// ```compile_fail,E0599
    /// # use tradewire::{axum::EventRoute, callback::Events};
    /// fn both<E: Events, S, H, M>(route: EventRoute<E, S, H, M>) {
    ///     let _ = route.secret("s3cret").unverified();
    /// }
    /// ```
    ///
    /// ```compile_fail,E0599
    /// # use tradewire::{axum::EventRoute, callback::Events};
    /// fn neither<E: Events + Send, S, H, M>(route: EventRoute<E, S, H, M>) {
    ///     let _ = route.route();
    /// }
    /// ```
    pub fn unverified(self) -> EventRoute<E, S, H, M, Unverified> {
        self.checked(Unverified)
    }

    fn checked<V>(self, check: V) -> EventRoute<E, S, H, M, V> {
        EventRoute {
            handler: self.handler,
            check,
            unsigned_topics: self.unsigned_topics,
            limit: self.limit,
            hook: self.hook,
            marker: self.marker,
        }
    }
}

impl<E: Events, S, H, M> EventRoute<E, S, H, M, Verified> {
    /// A secret of its own for a topic that is signed by another key. It may be one that the spec does not know yet.
    pub fn secret_of(mut self, topic: impl Into<String>, secret: impl AsRef<[u8]>) -> Self {
        self.check.of_topic(topic.into(), secret.as_ref());
        self
    }

    /// Takes events of topics that the platform does not sign, as a test message often is. Anybody can send these.
    pub fn unsigned_topics(mut self) -> Self {
        self.unsigned_topics = true;
        self
    }

    /// The route, for any address.
    ///
    /// # Errors
    /// A secret is empty, or a topic has two, or one that the platform does not sign by; or a topic is not known and differs from one that
    /// is by a letter.
    pub fn route(self) -> Result<MethodRouter<S>, Error>
    where
        E: Send + 'static,
        S: Clone + Send + Sync + 'static,
        H: Handler<E, S, M>,
        H::Given: IntoEventAnswer,
        M: 'static,
    {
        let mut topics = self.check.of_topics.keys();
        let unsigned = topics.find(|topic| declared::<E>(topic).is_none());
        let unsigned =
            unsigned.map(|topic| format!("the platform does not sign the topic `{topic}`, which has a secret"));
        let slip = || {
            let is_known = |topic: &str| E::meta_of(topic).is_some();
            let mut unknown = self.check.of_topics.keys().filter(|topic| !is_known(topic));
            unknown.find_map(|topic| {
                let meant = near(topic, is_known)?;
                Some(format!(
                    "a secret is given for the topic `{topic}`, which is not known; did you mean `{meant}`?"
                ))
            })
        };
        match self.check.faults.first().cloned().or(unsigned).or_else(slip) {
            Some(why) => Err(unfit(EVENTS, None, why)),
            None => Ok(self.finished()),
        }
    }
}

impl<E: Events, S, H, M> EventRoute<E, S, H, M, Unverified> {
    /// The route, for any address.
    ///
    /// # Errors
    /// None today.
    pub fn route(self) -> Result<MethodRouter<S>, Error>
    where
        E: Send + 'static,
        S: Clone + Send + Sync + 'static,
        H: Handler<E, S, M>,
        H::Given: IntoEventAnswer,
        M: 'static,
    {
        Ok(self.finished())
    }
}

impl<E: Events, S, H, M, V: Check> EventRoute<E, S, H, M, V> {
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

    fn finished(self) -> MethodRouter<S>
    where
        E: Send + 'static,
        S: Clone + Send + Sync + 'static,
        H: Handler<E, S, M>,
        H::Given: IntoEventAnswer,
        M: 'static,
    {
        let route = Arc::new(self);
        any(move |State(state): State<S>, request: Request| {
            let route = Arc::clone(&route);
            async move { route.serve(state, request).await }
        })
    }

    async fn serve(&self, state: S, request: Request) -> Response
    where
        H: Handler<E, S, M>,
        H::Given: IntoEventAnswer,
    {
        let mut refuser = Refuser {
            platform: E::source().platform.name,
            callback: EVENTS,
            hook: self.hook.as_ref(),
        };
        let (head, body) = request.into_parts();
        let head = http::Request::from_parts(head, Bytes::new());
        // The topic may stand in the body, which is not read of what nobody sends.
        if let Err(meta) = early::<E>(&head) {
            refuser.callback = meta.map_or(EVENTS, |meta| meta.id);
            return refuser.method(meta.map_or(USUAL, |meta| meta.method), 0);
        }
        let request = Request::from_parts(head.into_parts().0, body);
        let method = request.method().clone();
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
        refuser.callback = meta.map_or(EVENTS, |meta| meta.id);
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
        let Some(verified) = self.check.verified() else {
            return Ok(());
        };
        if declared::<E>(topic).is_some() {
            let secret = verified.of_topics.get(topic).unwrap_or(&verified.usual);
            return E::verify(request, secret);
        }
        if self.unsigned_topics {
            return Ok(());
        }
        let mut error = Error::new(ErrorKind::Callback, "the platform does not sign requests of this topic");
        error.inner_mut().status = Some(StatusCode::FORBIDDEN);
        Err(error)
    }
}

/// How a topic is signed.
fn declared<E: Events>(topic: &str) -> Option<Verify> {
    E::meta_of(topic).map_or(E::source().verify, |meta| meta.verify)
}

/// Whether a request may be read on, as far as its head tells; if not, what comes by another method. A topic that stands in a body makes it
/// wait.
fn early<E: Events>(head: &http::Request<Bytes>) -> Result<(), Option<&'static CallbackMeta>> {
    let method = head.method();
    match (E::source().topic, method) {
        // To look at an address is not to send an event.
        (_, &(Method::HEAD | Method::OPTIONS)) => Err(None),
        (At::Field(_), &Method::GET) | (At::Header(_), _) => match topic(E::source(), head) {
            Ok(topic) => {
                let meta = E::meta_of(&topic);
                let is_expected = is_by(method, meta.map_or(USUAL, |meta| meta.method));
                if is_expected { Ok(()) } else { Err(meta) }
            }
            // Told in full when it is read.
            Err(_) if is_by(method, USUAL) => Ok(()),
            Err(_) => Err(None),
        },
        (At::Field(_), _) => Ok(()),
    }
}
