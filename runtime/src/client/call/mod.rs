//! Calls: of an operation, or of what no specification covers.

mod raw;
mod typed;

pub use self::raw::RawCall;
pub use self::typed::Call;
