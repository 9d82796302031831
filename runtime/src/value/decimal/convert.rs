//! From text, integers and doubles, and back.

use super::plain::Plain;
use super::{Decimal, DecimalError, Parts, Rounding, digits, json_text};
use std::str::FromStr;

/// Accepts an optional sign, digits with an optional point, an optional exponent, and white space around it. No comma, no grouping.
impl FromStr for Decimal {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Self, DecimalError> {
        let text = text.trim();
        if digits::is_json_number(text) {
            return Ok(Self::unquoted(text));
        }
        Parts::split(text)
            .map(|_| Self::unquoted(json_text(text)))
            .ok_or(DecimalError::NO_NUMBER)
    }
}

macro_rules! from_integers {
    ($($integer:ty)*) => {$(
        impl From<$integer> for Decimal {
            fn from(value: $integer) -> Self {
                Self::unquoted(itoa::Buffer::new().format(value))
            }
        }
    )*};
}

from_integers!(i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 isize usize);

impl Decimal {
    /// The number with the fewest digits that is nearest to `value` and to no other double: what the double was meant to
    /// be, if a number of up to 15 digits was turned into it.
    ///
    /// ```
    /// # use tradewire::Decimal;
    /// assert_eq!(Decimal::from_f64_shortest(0.1)?.as_str(), "0.1");
    /// # Ok::<(), tradewire::DecimalError>(())
    /// ```
    ///
    /// # Errors
    /// Infinities and what is not a number.
    pub fn from_f64_shortest(value: f64) -> Result<Self, DecimalError> {
        Self::from_finite(value, |value| format!("{value}"))
    }

    /// Exactly the number that `value` is in binary, up to 1075 digits long.
    ///
    /// ```
    /// # use tradewire::Decimal;
    /// assert_eq!(Decimal::from_f64_exact(0.125)?.as_str(), "0.125");
    /// assert_eq!(
    ///     Decimal::from_f64_exact(0.1)?.as_str(),
    ///     "0.1000000000000000055511151231257827021181583404541015625"
    /// );
    /// # Ok::<(), tradewire::DecimalError>(())
    /// ```
    ///
    /// # Errors
    /// Infinities and what is not a number.
    pub fn from_f64_exact(value: f64) -> Result<Self, DecimalError> {
        // The smallest double, 2^-1074, has 1074 digits behind the point; none has more.
        Self::from_finite(value, |value| {
            let text = format!("{value:.1074}");
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        })
    }

    fn from_finite(value: f64, text: impl Fn(f64) -> String) -> Result<Self, DecimalError> {
        if value.is_finite() {
            // Adding zero takes the sign from a negative one.
            Ok(Self::unquoted(text(value + 0.0)))
        } else {
            Err(DecimalError::NO_NUMBER)
        }
    }

    /// The nearest double, for display and charts; infinite beyond its range. Sums of doubles are not sums of prices.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        self.text.parse().unwrap_or(0.0)
    }

    /// The number in units of the last of `scale` digits, as payment services want it: 1250 for 12.5 and a scale of 2.
    /// `None` if it is no whole number of them, or beyond `i64`. The counterpart of [`new`](Self::new).
    ///
    /// ```
    /// # use tradewire::Decimal;
    /// let price: Decimal = "12.5".parse()?;
    /// assert_eq!(price.to_scaled(2), Some(1250));
    /// assert_eq!(price.to_scaled(0), None);
    /// # Ok::<(), tradewire::DecimalError>(())
    /// ```
    #[must_use]
    pub fn to_scaled(&self, scale: u8) -> Option<i64> {
        let whole = Plain::round(&self.text, scale.into(), Rounding::Down).ok()?;
        let is_exact = Self::unquoted(whole.text()) == *self;
        is_exact.then(|| whole.to_integer()).flatten()
    }
}
