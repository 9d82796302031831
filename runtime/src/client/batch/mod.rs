//! Lists of any length, sent as one batch after another.
//!
//! | file | concern |
//! | --- | --- |
//! | `elements` | where the elements come from: iterators and streams |
//! | `fit` | what cannot go at all, found before anything is sent |
//! | `fates` | from the reply to a batch: what became of each of its elements |
//! | `outcome` | what is told of one element |
//! | `position`, `position_serde` | how far a run came, to be stored and gone on from |
//! | `spans` | sets of positions |
//! | `run` | the loop: gather, send, tell |
//! | `batches` | the same as the caller holds it |
//!
//! There is never more than one batch in memory, and never more than one under way: the next is gathered when the outcomes of the one
//! before are handed out, so who reads slowly sends slowly.

mod batches;
mod elements;
mod fates;
mod fit;
mod outcome;
mod position;
#[cfg(feature = "serde")]
mod position_serde;
mod run;
mod spans;

pub use self::batches::Batches;
pub use self::elements::{AtOnce, ElementSource, Elements, FromIter, FromStream, UntilError, stream, until_error};
pub use self::fates::OutcomeKind;
pub use self::outcome::{ElementOutcome, SentBatch};
pub use self::position::{BatchPosition, InvalidPosition};
