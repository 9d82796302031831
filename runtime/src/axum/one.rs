//! One callback at an address.

use std::marker::PhantomData;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::{MethodRouter, any};
use zeroize::Zeroizing;

use super::answer::IntoAnswer;
use super::handler::Handler;
use super::read::{LIMIT, whole};
use super::refusal::{Hook, Refusal, Refuser, is_by};
use crate::callback::Callback;
use crate::error::{Error, ErrorKind};

/// Holds no value of its types.
pub(super) type Marker<C, S, M> = PhantomData<fn() -> (C, S, M)>;

/// The route of one callback, to be finished by [`route`](Self::route).
#[must_use = "nothing is answered before it is a route"]
pub struct CallbackRoute<C, S, H, M> {
    handler: H,
    secret: Option<Zeroizing<Vec<u8>>>,
    unverified: bool,
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
        secret: None,
        unverified: false,
        limit: LIMIT,
        hook: None,
        marker: PhantomData,
    }
}

impl<C: Callback, S, H, M> CallbackRoute<C, S, H, M> {
    /// Checks the signature with this secret before anything is read.
    pub fn secret(mut self, secret: impl AsRef<[u8]>) -> Self {
        self.secret = Some(Zeroizing::new(secret.as_ref().to_vec()));
        self
    }

    /// Takes whatever comes, though the platform signs it: somebody in front has checked.
    pub fn unverified(mut self) -> Self {
        self.unverified = true;
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
    /// The platform signs this callback and there is no secret, nor was it said that nobody checks; or the other way round.
    pub fn route(self) -> Result<MethodRouter<S>, Error>
    where
        C: Send + 'static,
        S: Clone + Send + Sync + 'static,
        H: Handler<C, S, M>,
        H::Given: IntoAnswer<C::Answer>,
        M: 'static,
    {
        match (C::meta().verify, &self.secret, self.unverified) {
            (Some(_), Some(_), false) | (None, None, _) | (Some(_), None, true) => {}
            (Some(_), None, false) => {
                return Err(unfit::<C>(
                    "the platform signs this callback: give its secret by `secret`, or say `unverified` where somebody else checks",
                ));
            }
            (None, Some(_), _) => {
                return Err(unfit::<C>(
                    "the platform does not sign this callback, so there is nothing that the secret can check",
                ));
            }
            (Some(_), Some(_), true) => return Err(unfit::<C>("it has a secret, and shall not be verified")),
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
        let verified = self
            .secret
            .as_ref()
            .map_or(Ok(()), |secret| C::verify(&request, secret));
        match verified.and_then(|()| C::from_http(&request)) {
            Ok(callback) => {
                drop(request);
                self.handler.call(callback, state).await.into_answer()
            }
            Err(error) => refuser.error(error, request.body().len()),
        }
    }
}

fn unfit<C: Callback>(why: &'static str) -> Error {
    let mut error = Error::new(ErrorKind::Build, why);
    let inner = error.inner_mut();
    (inner.operation, inner.place) = (Some(C::meta().id), Some(C::meta().place));
    error
}
