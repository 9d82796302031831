//! What a client and a single call are set to.
//!
//! `core` is what all clones of a client share, `given` what of it a user sets and may change, `options` are those of one call on top
//! of it, `hook` is who looks on. `retry` has the policy and the
//! budget of repeats; what it is that may be repeated is decided by `attempts`.

mod clock;
mod core;
mod drift;
mod given;
mod hook;
mod limits;
mod options;
mod retry;

pub use self::clock::Clock;
#[cfg(any(feature = "reqwest", feature = "blocking"))]
pub use self::clock::TokioClock;
pub(crate) use self::core::{Core, common_headers};
pub(crate) use self::drift::DriftHook;
pub use self::drift::DriftReport;
pub use self::given::Settings;
pub(crate) use self::given::setters;
pub use self::hook::{Attempt, AttemptOutcome, Hook};
pub(crate) use self::limits::OwnLimits;
pub(crate) use self::options::CallOptions;
pub(crate) use self::retry::RetryBudget;
pub use self::retry::RetryPolicy;
