//! What the calls that are compared have in common.

pub mod http2;
pub mod ways;

/// What goes wrong ends the measurement.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;
