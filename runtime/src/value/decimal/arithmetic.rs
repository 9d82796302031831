//! Sums, products and rounding, on the digits.

use super::plain::Plain;
use super::{Decimal, DecimalError, Rounding};
use std::borrow::Borrow;
use std::iter::Sum;
use std::ops::Neg;

/// Results are written as JSON numbers; [`quoted`](Self::quoted) makes them text.
impl Decimal {
    /// `self + other`, with as many digits behind the point as the longer of the two has.
    ///
    /// ```
    /// # use tradewire::Decimal;
    /// let (a, b): (Decimal, Decimal) = ("0.1".parse()?, "0.20".parse()?);
    /// assert_eq!(a.checked_add(&b)?.as_str(), "0.30");
    /// # Ok::<(), tradewire::DecimalError>(())
    /// ```
    ///
    /// # Errors
    /// One of the numbers or the sum has more than 1000 digits, written out.
    pub fn checked_add(&self, other: &Self) -> Result<Self, DecimalError> {
        let sum = Plain::read(&self.text)?.add(&Plain::read(&other.text)?)?;
        Ok(Self::unquoted(sum.text()))
    }

    /// `self - other`, with as many digits behind the point as the longer of the two has.
    ///
    /// # Errors
    /// One of the numbers or the difference has more than 1000 digits, written out.
    pub fn checked_sub(&self, other: &Self) -> Result<Self, DecimalError> {
        let difference = Plain::read(&self.text)?.add(&Plain::read(&other.text)?.negated())?;
        Ok(Self::unquoted(difference.text()))
    }

    /// `self * factor`: a price times a number of pieces, a weight, a rate. Exact, so it has the digits behind the point of
    /// both; [`round`](Self::round) makes it an amount again.
    ///
    /// ```
    /// # use tradewire::Decimal;
    /// let price: Decimal = "19.99".parse()?;
    /// assert_eq!(price.checked_mul(3)?.as_str(), "59.97");
    /// assert_eq!(price.checked_mul("0.2".parse::<Decimal>()?)?.as_str(), "3.998");
    /// # Ok::<(), tradewire::DecimalError>(())
    /// ```
    ///
    /// # Errors
    /// One of the numbers or the product has more than 1000 digits, written out.
    pub fn checked_mul(&self, factor: impl Into<Self>) -> Result<Self, DecimalError> {
        self.multiply(&factor.into())
    }

    fn multiply(&self, factor: &Self) -> Result<Self, DecimalError> {
        let product = Plain::read(&self.text)?.multiply(&Plain::read(&factor.text)?)?;
        Ok(Self::unquoted(product.text()))
    }

    /// The number with exactly `places` digits behind the point, rounded half to even.
    ///
    /// ```
    /// # use tradewire::Decimal;
    /// let rounded = |text: &str| Ok(text.parse::<Decimal>()?.round(2)?.as_str().to_owned());
    /// assert_eq!(rounded("12.345")?, "12.34");
    /// assert_eq!(rounded("12.355")?, "12.36");
    /// assert_eq!(rounded("5")?, "5.00");
    /// # Ok::<(), tradewire::DecimalError>(())
    /// ```
    ///
    /// # Errors
    /// An exponent that would add more than 1000 zeros.
    pub fn round(&self, places: u8) -> Result<Self, DecimalError> {
        self.round_with(places, Rounding::HalfEven)
    }

    /// The number with exactly `places` digits behind the point.
    ///
    /// ```
    /// # use tradewire::{Decimal, Rounding};
    /// let tax: Decimal = "2.345".parse()?;
    /// assert_eq!(tax.round_with(2, Rounding::HalfUp)?.as_str(), "2.35");
    /// # Ok::<(), tradewire::DecimalError>(())
    /// ```
    ///
    /// # Errors
    /// An exponent that would add more than 1000 zeros.
    pub fn round_with(&self, places: u8, rounding: Rounding) -> Result<Self, DecimalError> {
        let rounded = Plain::round(&self.text, places.into(), rounding)?;
        Ok(Self::unquoted(rounded.text()))
    }

    /// The number without its sign.
    #[must_use]
    pub fn abs(&self) -> Self {
        let number = self.clone().as_number();
        match number.text.strip_prefix('-') {
            Some(size) => Self::unquoted(size),
            None => number,
        }
    }
}

/// The number with the other sign; zero has none.
impl Neg for &Decimal {
    type Output = Decimal;

    fn neg(self) -> Decimal {
        let size = self.abs();
        if self.is_negative() || self.is_zero() {
            size
        } else {
            Decimal::unquoted(format!("-{}", size.text))
        }
    }
}

/// The number with the other sign; zero has none.
impl Neg for Decimal {
    type Output = Self;

    fn neg(self) -> Self {
        -&self
    }
}

/// The exact sum; an error if one of the numbers or the sum has more than 1000 digits, written out.
///
/// ```
/// use tradewire::{Decimal, DecimalError};
/// let prices = [Decimal::new(1999, 2), Decimal::new(5, 1)];
/// let total = prices.iter().sum::<Result<Decimal, DecimalError>>()?;
/// assert_eq!(total.as_str(), "20.49");
/// # Ok::<(), DecimalError>(())
/// ```
impl<'a> Sum<&'a Decimal> for Result<Decimal, DecimalError> {
    fn sum<I: Iterator<Item = &'a Decimal>>(numbers: I) -> Self {
        total(numbers)
    }
}

/// As the sum of references.
impl Sum<Decimal> for Result<Decimal, DecimalError> {
    fn sum<I: Iterator<Item = Decimal>>(numbers: I) -> Self {
        total(numbers)
    }
}

fn total(mut numbers: impl Iterator<Item: Borrow<Decimal>>) -> Result<Decimal, DecimalError> {
    let total = numbers.try_fold(Plain::default(), |total, number| {
        total.add(&Plain::read(&number.borrow().text)?)
    })?;
    Ok(Decimal::unquoted(total.text()))
}
