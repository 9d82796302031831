//! Helpers shared by the workspace tests.
//!
//! Everything here panics with a message for people when something is off: it is called from tests only.

#![allow(clippy::missing_panics_doc, reason = "see above")]

mod server;
mod spec;
mod wire;

pub use server::{Received, Reply, Server};
pub use spec::{operations, resources};
pub use wire::{Expected, Wire, none_shows, parameters};

/// The example that readers see first must compile.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

/// So must the programs in those of the crates.
#[cfg(doctest)]
mod readmes {
    #[doc = include_str!("../../generated/boostore/README.md")]
    struct Boostore;
    #[doc = include_str!("../../generated/commercehq/README.md")]
    struct CommerceHq;
    #[doc = include_str!("../../generated/insales/README.md")]
    struct InSales;
    #[doc = include_str!("../../generated/onebox/README.md")]
    struct OneBox;
    #[doc = include_str!("../../generated/retailcrm/README.md")]
    struct RetailCrm;
}

/// Each page of the guide, compiled and run.
#[cfg(doctest)]
mod guide {
    #[doc = include_str!("../../runtime/guide/batches.md")]
    struct Batches;
    #[doc = include_str!("../../runtime/guide/callbacks.md")]
    struct Callbacks;
    #[doc = include_str!("../../runtime/guide/errors.md")]
    struct Errors;
    #[doc = include_str!("../../runtime/guide/first_hour.md")]
    struct FirstHour;
    #[doc = include_str!("../../runtime/guide/money_and_time.md")]
    struct MoneyAndTime;
    #[doc = include_str!("../../runtime/guide/resuming.md")]
    struct Resuming;
    #[doc = include_str!("../../runtime/guide/setting_up.md")]
    struct SettingUp;
    #[doc = include_str!("../../runtime/guide/testing.md")]
    struct Testing;
    #[doc = include_str!("../../runtime/guide/tolerance.md")]
    struct Tolerance;
    #[doc = include_str!("../../runtime/guide/transports.md")]
    struct Transports;
}
