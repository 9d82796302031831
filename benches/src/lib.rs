//! What the benchmarks have in common. How to run them: `README.md` beside this crate.

pub mod models;
pub mod pages;
pub mod pairs;
pub mod server;
pub mod shop;
