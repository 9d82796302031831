//! A guide for programs that use a generated crate; the samples take those of `InSales` and `RetailCRM`.
//!
//! | page | for |
//! | --- | --- |
//! | [`first_hour`] | what one reaches for first, and the line that serves it |
//! | [`setting_up`] | variables of the environment, several sorts of calls, hooks |
//! | [`errors`] | what can go wrong, and what to do about it |
//! | [`testing`] | tests without an account and without waiting |
//! | [`resuming`] | reading changes again and again, and going on after a crash |
//! | [`batches`] | sending lists of any length, and what became of each element |
//! | [`money_and_time`] | which type, which conversion, and which zone |
//! | [`tolerance`] | what becomes of replies that are not as documented |
//! | [`callbacks`] | answering a platform's requests, with axum or anything else |
//! | [`transports`] | another HTTP library or TLS, a proxy, no I/O at all |

#[doc = include_str!("../guide/batches.md")]
pub mod batches {}
#[doc = include_str!("../guide/callbacks.md")]
pub mod callbacks {}
#[doc = include_str!("../guide/errors.md")]
pub mod errors {}
#[doc = include_str!("../guide/first_hour.md")]
pub mod first_hour {}
#[doc = include_str!("../guide/money_and_time.md")]
pub mod money_and_time {}
#[doc = include_str!("../guide/resuming.md")]
pub mod resuming {}
#[doc = include_str!("../guide/setting_up.md")]
pub mod setting_up {}
#[doc = include_str!("../guide/testing.md")]
pub mod testing {}
#[doc = include_str!("../guide/tolerance.md")]
pub mod tolerance {}
#[doc = include_str!("../guide/transports.md")]
pub mod transports {}
