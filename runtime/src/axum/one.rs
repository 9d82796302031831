//! One callback at an address.

use std::marker::PhantomData;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::{MethodRouter, any};

use super::answer::IntoAnswer;
use super::check::{Check, Undecided, Unverified, Verified, unfit};
use super::handler::Handler;
use super::read::{LIMIT, whole};
use super::refusal::{Hook, Refusal, Refuser, is_by};
use crate::callback::Callback;
use crate::error::Error;

const UNDECIDED: &str =
    "the platform signs this callback: give its secret by `secret`, or say `unverified` where somebody else checks";
const UNSIGNED: &str = "the platform does not sign this callback, so there is nothing that the secret can check";

/// Holds no value of its types.
pub(super) type Marker<C, S, M> = PhantomData<fn() -> (C, S, M)>;

/// The route of one callback, to be finished by [`route`](Self::route). `V` says how it is made sure that the platform sends.
#[must_use = "nothing is answered before it is a route"]
pub struct CallbackRoute<C, S, H, M, V = Undecided> {
    handler: H,
    check: V,
    limit: usize,
    hook: Option<Hook>,
    marker: Marker<C, S, M>,
}

/// A route that reads a callback, hands it to `handler` and answers with what that gives.
pub fn callback<C, S, H, M>(handler: H) -> CallbackRoute<C, S, H, M>
where
    C: Callback,
    H: Handler<C, S, M>,
{
    CallbackRoute {
        handler,
        check: Undecided,
        limit: LIMIT,
        hook: None,
        marker: PhantomData,
    }
}

impl<C: Callback, S, H, M> CallbackRoute<C, S, H, M> {
    /// Checks the signature with this secret before anything is read.
    pub fn secret(self, secret: impl AsRef<[u8]>) -> CallbackRoute<C, S, H, M, Verified> {
        self.checked(Verified::by(secret.as_ref()))
    }

    /// Takes whatever comes, though the platform signs it: somebody in front has checked.
    ///
    /// ```compile_fail,E0599
    /// # use tradewire::{Callback, axum::CallbackRoute};
    /// fn both<C: Callback, S, H, M>(route: CallbackRoute<C, S, H, M>) {
    ///     let _ = route.secret("s3cret").unverified();
    /// }
    /// ```
    pub fn unverified(self) -> CallbackRoute<C, S, H, M, Unverified> {
        self.checked(Unverified)
    }

    fn checked<V>(self, check: V) -> CallbackRoute<C, S, H, M, V> {
        CallbackRoute {
            handler: self.handler,
            check,
            limit: self.limit,
            hook: self.hook,
            marker: self.marker,
        }
    }
}

impl<C: Callback, S, H, M, V: Check> CallbackRoute<C, S, H, M, V> {
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
    /// The platform signs this callback and there is no secret, nor was it said that nobody checks; or the other way round; or the secret is
    /// empty.
    pub fn route(self) -> Result<MethodRouter<S>, Error>
    where
        C: Send + 'static,
        S: Clone + Send + Sync + 'static,
        H: Handler<C, S, M>,
        H::Given: IntoAnswer<C::Answer>,
        M: 'static,
    {
        let meta = C::meta();
        let verified = self.check.verified();
        let why = match (&meta.verify, verified) {
            (Some(_), None) if !self.check.is_decided() => Some(UNDECIDED),
            (None, Some(_)) => Some(UNSIGNED),
            _ => verified
                .and_then(|verified| verified.faults.first())
                .map(String::as_str),
        };
        if let Some(why) = why {
            return Err(unfit(meta.id, Some(meta.place), why));
        }
        let route = Arc::new(self);
        Ok(any(move |State(state): State<S>, request: Request| {
            let route = Arc::clone(&route);
            async move { route.serve(state, request).await }
        }))
    }

    async fn serve(&self, state: S, request: Request) -> Response
    where
        H: Handler<C, S, M>,
        H::Given: IntoAnswer<C::Answer>,
    {
        let meta = C::meta();
        let refuser = Refuser {
            platform: meta.platform.name,
            callback: meta.id,
            hook: self.hook.as_ref(),
        };
        if !is_by(request.method(), meta.method) {
            return refuser.method(meta.method, 0);
        }
        let request = match whole(request, self.limit).await {
            Ok(request) => request,
            Err((fault, bytes)) => return refuser.fault(fault, bytes),
        };
        let verified = match self.check.verified() {
            Some(verified) => C::verify(&request, &verified.usual),
            None => Ok(()),
        };
        match verified.and_then(|()| C::from_http(&request)) {
            Ok(callback) => {
                drop(request);
                self.handler.call(callback, state).await.into_answer()
            }
            Err(error) => refuser.error(error, request.body().len()),
        }
    }
}
