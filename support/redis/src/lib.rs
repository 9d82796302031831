#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod account;
mod budget;
mod error;
mod keeper;
mod keys;
mod link;
mod mode;
mod own;
mod settings;
mod steps;

#[cfg(all(test, unix))]
#[path = "../tests/common/mod.rs"]
mod common;
#[cfg(test)]
mod keeper_tests;
#[cfg(all(test, unix))]
mod script_tests;

pub use self::budget::RedisBudget;
pub use self::error::ConnectError;
pub use self::mode::{Change, Mode};
pub use self::settings::RedisBudgetBuilder;
