//! `rust_decimal`: arithmetic on [`Decimal`].

use super::ConvertError;
use crate::value::Decimal;

/// Exact: a number with more digits than fit is an error, not rounded.
impl TryFrom<&Decimal> for ::rust_decimal::Decimal {
    type Error = ConvertError;

    fn try_from(value: &Decimal) -> Result<Self, ConvertError> {
        let text = value.as_str();
        let parsed = if text.contains(['e', 'E']) {
            Self::from_scientific(text)
        } else {
            Self::from_str_exact(text)
        };
        parsed.map_err(|_| ConvertError("the number does not fit rust_decimal::Decimal"))
    }
}

impl From<::rust_decimal::Decimal> for Decimal {
    fn from(value: ::rust_decimal::Decimal) -> Self {
        value.to_string().parse().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use crate::value::Decimal;

    #[test]
    fn both_ways() {
        for text in ["0", "-12.50", "79228162514264337593543950335", "1.25e3"] {
            let ours: Decimal = text.parse().expect("a decimal");
            let theirs = ::rust_decimal::Decimal::try_from(&ours).expect(text);
            assert_eq!(Decimal::from(theirs), ours, "{text}");
        }
        for text in [
            "79228162514264337593543950336",
            "0.00000000000000000000000000001",
            "1e99",
        ] {
            let ours: Decimal = text.parse().expect("a decimal");
            assert!(::rust_decimal::Decimal::try_from(&ours).is_err(), "{text}");
        }
    }
}
