//! Texts that others wrote: what of them may be shown, and how.
//!
//! | file | concern |
//! | --- | --- |
//! | `symbols` | what a text says, whatever escapes it is written in |
//! | `grams` | the pieces of secrets, as hashes |
//! | `blotter` | taking secrets out of texts |
//! | `line` | one short line of a log |

mod blotter;
mod grams;
mod line;
mod symbols;

pub(crate) use self::blotter::Blotter;
pub(crate) use self::line::{Few, Shown, is_mark, line, push_visible};
