//! Two workers that read the orders of one shop, and together stay within what the account may send.
//!
//! [`worker`] is what stands in a project of your own; [`shop`] is a shop on this machine, so that there is something to call.

pub mod shop;
pub mod worker;
