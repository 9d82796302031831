//! What handlers give, as responses.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;

use crate::callback::{Answer, refuse};
use crate::error::Error;

/// What the handler of a callback may give: its answer, or a result whose error is answered in axum's way.
///
/// An error makes the platform send the callback again, where it does such a thing.
pub trait IntoAnswer<A> {
    /// The response.
    fn into_answer(self) -> Response;
}

impl<A: Answer> IntoAnswer<A> for A {
    fn into_answer(self) -> Response {
        self.to_response().map(Body::from)
    }
}

impl<A: Answer, E: IntoResponse> IntoAnswer<A> for Result<A, E> {
    fn into_answer(self) -> Response {
        self.map_or_else(E::into_response, A::into_answer)
    }
}

/// What the handler of events may give: nothing, a response of one of the callbacks (`OrderCreated::answer(&…)`), or a result of these.
pub trait IntoEventAnswer {
    /// The response.
    fn into_event_answer(self) -> Response;
}

impl IntoEventAnswer for () {
    fn into_event_answer(self) -> Response {
        self.to_response().map(Body::from)
    }
}

impl IntoEventAnswer for http::Response<Bytes> {
    fn into_event_answer(self) -> Response {
        self.map(Body::from)
    }
}

impl<A: IntoEventAnswer, E: IntoResponse> IntoEventAnswer for Result<A, E> {
    fn into_event_answer(self) -> Response {
        self.map_or_else(E::into_response, A::into_event_answer)
    }
}

/// As [`refuse`]: what the sender did wrong with the reason, everything else as status 500 without one.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        refuse(&self).map(Body::from)
    }
}
