//! Callbacks behind axum 0.8: a handler takes a callback as a value and gives its answer, and everything else is done here. With the
//! feature `axum`.
//!
//! | what came | answer |
//! | --- | --- |
//! | a callback, signed as the platform signs | what the handler gives, with status 200 |
//! | another method than the spec names | 405, with `Allow` |
//! | more bytes than the limit (2 MiB unless set) | 413, without reading on |
//! | a signature that is missing, wrong or too old | 403, before anything is read |
//! | what cannot be read whole, or broke off | 400, with the reason |
//! | an error of the handler | what the handler makes of it |
//!
//! ```
//! # use tradewire::{BodyShape, CallbackMeta, Encoding, Error, InboundRequest, Platform};
//! use axum::Router;
//! use tradewire::axum::callback;
//! # static PLATFORM: Platform = Platform { name: "sample", ..Platform::PLAIN };
//! # struct Calculate { weights: Vec<i64> }
//! # impl tradewire::Callback for Calculate {
//! #     type Answer = i64;
//! #     fn meta() -> &'static CallbackMeta {
//! #         static META: CallbackMeta = CallbackMeta {
//! #             platform: &PLATFORM, id: "delivery.calculate", path: "/calculate",
//! #             body: BodyShape::new(Encoding::FormJson), ..CallbackMeta::POST
//! #         };
//! #         &META
//! #     }
//! #     fn parse(r: &InboundRequest<'_>) -> Result<Self, Error> { Ok(Self { weights: r.field("weights")? }) }
//! # }
//!
//! async fn cost(asked: Calculate) -> i64 {
//!     asked.weights.iter().sum()
//! }
//!
//! # fn main() -> Result<(), tradewire::Error> {
//! let routes: Router = Router::new().route("/calculate", callback(cost).route()?);
//! # let _ = routes;
//! # Ok(())
//! # }
//! ```
//!
//! How it is made sure that the platform sends is said once, by `secret` or `unverified`: a route that says both is none, and does not
//! compile; one that says neither is none where the platform signs.
//!
//! A handler may take axum's `State` in front, and may give a `Result` whose error axum can answer with: `Result<i64, StatusCode>`.
//! Several callbacks at one address are an `Event` of the platform's crate: see [`events`].
//!
//! With the feature `tracing`, each refusal is an event `callback refused` that names the callback, the status and the sort of the
//! fault, and holds nothing of what came. A slow sender is the server's concern: put a time limit around the routes. If the sender hangs up,
//! axum drops the handler where it stands: what has to be done to its end belongs into a task of its own.

mod answer;
mod check;
mod handler;
mod near;
mod one;
mod read;
mod refusal;
mod several;

pub use self::answer::{IntoAnswer, IntoEventAnswer};
pub use self::check::{Check, Undecided, Unverified, Verified};
pub use self::handler::Handler;
pub use self::one::{CallbackRoute, callback};
pub use self::refusal::Refusal;
pub use self::several::{EventRoute, events};
