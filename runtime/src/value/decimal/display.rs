//! Decimal numbers for people.

use super::plain::Plain;
use super::{Decimal, Rounding};
use crate::value::pad;
use std::fmt;

/// As it was written, or with the digits behind the point that are asked for, rounded half to even on the digits
/// themselves. Width, fill, `+` and `0` work as for the integers of the standard library. What rounds to zero has no sign.
///
/// A number whose exponent would add more than a thousand zeros is shown as it was written, whatever is asked for.
///
/// ```
/// use tradewire::Decimal;
/// let price: Decimal = "1250.5".parse()?;
/// assert_eq!(format!("{price}"), "1250.5");
/// assert_eq!(format!("{price:.2}"), "1250.50");
/// assert_eq!(format!("{price:>10.2}|{price:+.0}|{price:08.1}"), "   1250.50|+1250|001250.5");
/// # Ok::<(), tradewire::DecimalError>(())
/// ```
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // More places than the standard library allows would be a mistake, and memory.
        let places = f.precision().map(|places| places.min(u16::MAX.into()));
        let rounded = places.and_then(|places| Plain::round(&self.text, places, Rounding::HalfEven).ok());
        match rounded {
            Some(rounded) => pad::number(f, &rounded.text()),
            None => pad::number(f, &self.text),
        }
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Decimal({})", self.text)
    }
}
