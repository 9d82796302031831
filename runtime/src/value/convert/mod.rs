//! Conversions to the types of other crates, each behind a feature named after the crate, and to the standard library's time.
//!
//! From our type it is `TryFrom<&T>`, as the text may not parse or not fit; to our type it is `From`, or `TryFrom` where the other
//! type reaches beyond the years 0 to 9999.

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "rust_decimal")]
mod rust_decimal;
mod system;
#[cfg(feature = "time")]
mod time;

/// A value that does not convert: its text does not parse, lacks an offset, or lies out of range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConvertError(&'static str);

impl ConvertError {
    const NO_MOMENT: Self = Self("the text is no date and time");
    const NO_OFFSET: Self = Self("the text has no offset from UTC");
    const OUT_OF_RANGE: Self = Self("out of range");
}

impl std::fmt::Display for ConvertError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for ConvertError {}

#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod errors {
    use super::ConvertError;

    pub(super) const NO_DATE: ConvertError = ConvertError("the text is no date");
    pub(super) const NO_TIME: ConvertError = ConvertError("the text is no time of day");
    pub(super) const NO_MOMENT: ConvertError = ConvertError::NO_MOMENT;
    pub(super) const NO_OFFSET: ConvertError = ConvertError::NO_OFFSET;
    pub(super) const OUT_OF_RANGE: ConvertError = ConvertError::OUT_OF_RANGE;
    #[cfg(any(feature = "chrono", feature = "jiff"))]
    pub(super) const NOT_ONE_POINT: ConvertError = ConvertError("the clocks of the zone show this time twice or never");
}
