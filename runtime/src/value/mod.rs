//! The values that JSON has no type for: decimals, flags, dates, identifiers, bytes as text, and the three states of an update.
//!
//! All of them keep what the server wrote. A date that does not parse is still there as text; it never costs a reply.

mod base64;
mod calendar;
mod date;
mod datetime;
mod decimal;
mod flag;
mod formatted;
mod into_json;
mod pad;
mod patch;
#[cfg(feature = "serde")]
mod serde;
mod text;
mod time;
mod unix;
mod uuid;
mod zone;

mod convert;

pub use self::base64::Base64;
pub use self::convert::ConvertError;
pub use self::date::{Date, MonthDay};
pub use self::datetime::{DateTime, LocalDateTime};
pub use self::decimal::{Decimal, DecimalError, Rounding};
pub use self::flag::Flag;
pub use self::formatted::{EncodeAs, Formatted};
pub use self::patch::Patch;
pub use self::text::InvalidText;
pub use self::time::Time;
pub use self::unix::{Timestamp, UnixSeconds};
pub use self::uuid::Uuid;
pub use self::zone::TimeZone;

/// A map by text keys, in the order of the keys.
pub type Map<T> = std::collections::BTreeMap<String, T>;
