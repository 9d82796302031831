//! What is read before any code: the front page of a crate, its README and its line in an index.

pub mod front;
pub mod package;
pub mod readme;
pub mod showcase;
