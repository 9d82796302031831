//! The platform on your own machine: a server made from a Tradewire spec, which checks what it is asked and remembers what it is told.
//!
//! ```
//! use tradewire_mock::{Clock, Mock};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../specs");
//! let mock = Mock::builder(specs, "insales")?.samples(0).build();
//!
//! let create = http::Request::post("/admin/domains.json")
//!     .header("authorization", "Basic a2V5OnNlY3JldA==")
//!     .header("content-type", "application/json")
//!     .body(r#"{"domain": {"domain": "shop.example"}}"#.into())?;
//! let reply = mock.handle(&create).response;
//! assert_eq!(reply.status(), 201);
//! assert_eq!(mock.dump()["collections"]["admin/domain"]["rows"][0]["data"]["domain"], "shop.example");
//!
//! let wrong = http::Request::post("/admin/domains.json")
//!     .header("authorization", "Basic a2V5OnNlY3JldA==")
//!     .header("content-type", "application/json")
//!     .body(r#"{"domain": {"main": "yes"}}"#.into())?;
//! assert!(mock.handle(&wrong).response.status().is_client_error());
//! let fields: Vec<_> = mock.violations().into_iter().map(|violation| violation.field).collect();
//! assert_eq!(fields, ["body.domain.main", "body.domain.domain"]);
//! # Ok(())
//! # }
//! ```
//!
//! - **Checks.** Path, query, headers, body, rules and credentials of each request are held against the spec. What does not fit is answered as
//!   the platform would, and told by [`Mock::violations`] with the line of the spec.
//! - **Memory.** What is created can be read, listed, changed and deleted; [`Mock::coverage`] says which operations do that. The others answer
//!   documented examples, or data made from their types.
//! - **Limits** are counted on the clock of the mock, which tests can move: [`Clock`].
//! - **Faults**, one by one or at random: [`Fault`].
//! - **Webhooks** on writes: [`Mock::deliveries`].
//! - **On a socket**: `Mock::serve`, feature `server`; `Mock::transport` puts it in the place of a client's network, feature `client`.
#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "paths of an API are compared as they are written"
)]

mod answer;
mod arguments;
mod auth;
mod builder;
mod chance;
mod check;
mod clock;
mod coverage;
mod error;
mod fault;
mod limits;
mod mock;
mod read;
mod sample;
#[cfg(feature = "server")]
mod server;
mod spec;
mod state;
mod stored;
#[cfg(feature = "client")]
mod transport;
mod violation;
mod webhooks;
mod words;

pub use arguments::Arguments;
pub use builder::Builder;
pub use clock::Clock;
pub use coverage::Coverage;
pub use error::Error;
pub use fault::{Conduct, Fault, FaultError};
pub use mock::{Answer, Mock, Seen};
#[cfg(feature = "server")]
pub use server::Server;
#[cfg(feature = "client")]
pub use transport::MockTransport;
pub use violation::{Kind, Violation};
pub use webhooks::Delivery;

/// The example of the package's front page must compile and hold.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
