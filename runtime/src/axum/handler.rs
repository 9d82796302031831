//! Handlers: async functions of what came.

use axum::extract::State;

/// An async function that takes what came (`I`: a callback, or an event), alone or behind axum's `State<S>`.
///
/// `M` tells the two apart; nobody has to name it.
pub trait Handler<I, S, M>: Clone + Send + Sync + 'static {
    /// What it gives.
    type Given;

    /// Calls it.
    fn call(&self, incoming: I, state: S) -> impl Future<Output = Self::Given> + Send;
}

impl<F, R, I, S> Handler<I, S, (I,)> for F
where
    F: Fn(I) -> R + Clone + Send + Sync + 'static,
    R: Future + Send,
{
    type Given = R::Output;

    fn call(&self, incoming: I, _: S) -> impl Future<Output = R::Output> + Send {
        self(incoming)
    }
}

impl<F, R, I, S> Handler<I, S, (State<S>, I)> for F
where
    F: Fn(State<S>, I) -> R + Clone + Send + Sync + 'static,
    R: Future + Send,
{
    type Given = R::Output;

    fn call(&self, incoming: I, state: S) -> impl Future<Output = R::Output> + Send {
        self(State(state), incoming)
    }
}
