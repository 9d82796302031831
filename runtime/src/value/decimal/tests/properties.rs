//! Arithmetic and rounding against integers of 128 bits.

use super::decimal;
use crate::Decimal;
use proptest::prelude::*;

/// A number as `(mantissa, scale)`, and its text in one of several writings.
fn written() -> impl Strategy<Value = (i128, u32, String)> {
    (any::<i64>(), 0_u32..12, 0_u8..4, any::<u8>()).prop_map(|(mantissa, scale, writing, bits)| {
        // Small and large ones alike.
        let mantissa = mantissa >> (bits % 64);
        let plain = Decimal::new(mantissa, u8::try_from(scale).expect("small"));
        let text = match writing {
            0 => format!("{mantissa}e-{scale}"),
            1 => format!("{mantissa}000e-{}", scale + 3),
            2 if mantissa >= 0 => format!("+00{}", plain.as_str()),
            _ => plain.as_str().to_owned(),
        };
        (i128::from(mantissa), scale, text)
    })
}

/// `mantissa` in units of a common scale of 12.
fn common(mantissa: i128, scale: u32) -> i128 {
    mantissa * 10_i128.pow(12 - scale)
}

/// Half to even, by integers.
fn rounded(mantissa: i128, scale: u32, places: u32) -> i128 {
    if places >= scale {
        return mantissa * 10_i128.pow(places - scale);
    }
    let unit = 10_i128.pow(scale - places);
    let (whole, rest) = (mantissa.div_euclid(unit), mantissa.rem_euclid(unit));
    match (2 * rest).cmp(&unit) {
        std::cmp::Ordering::Less => whole,
        std::cmp::Ordering::Equal => whole + whole.rem_euclid(2),
        std::cmp::Ordering::Greater => whole + 1,
    }
}

/// `mantissa` over ten to the `scale`, as text.
fn shown(mantissa: i128, scale: u32) -> String {
    let size = mantissa.unsigned_abs();
    let unit = 10_u128.pow(scale);
    let sign = if mantissa < 0 { "-" } else { "" };
    let width = scale as usize;
    if scale == 0 {
        format!("{sign}{size}")
    } else {
        format!("{sign}{}.{:0width$}", size / unit, size % unit)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn arithmetic_is_that_of_integers((a, a_scale, a_text) in written(), (b, b_scale, b_text) in written()) {
        let (x, y) = (decimal(&a_text), decimal(&b_text));
        let (left, right) = (common(a, a_scale), common(b, b_scale));
        let exact = |units: i128| shown(units, 12).parse::<Decimal>().expect("a decimal");
        prop_assert_eq!(x.checked_add(&y), Ok(exact(left + right)));
        prop_assert_eq!(x.checked_sub(&y), Ok(exact(left - right)));
        prop_assert_eq!([&x, &y, &x].into_iter().sum::<Result<Decimal, _>>(), Ok(exact(2 * left + right)));
        prop_assert_eq!(x.checked_mul(y.clone()), Ok(shown(a * b, a_scale + b_scale).parse().expect("a decimal")));
        prop_assert_eq!(x.cmp(&y), left.cmp(&right));
        prop_assert_eq!(-&x, exact(-left));
        prop_assert_eq!(x.abs(), exact(left.abs()));
        prop_assert_eq!(x.is_negative(), left < 0);
        prop_assert_eq!(x.is_zero(), left == 0);
        // What comes out is JSON, and text that reads back as itself.
        let sum = x.checked_add(&y).expect("a sum");
        let read = crate::json::from_str::<Decimal>(sum.as_str()).expect("JSON");
        prop_assert_eq!(read.as_str(), sum.as_str());
    }

    #[test]
    fn rounding_is_that_of_integers((mantissa, scale, text) in written(), places in 0_u8..14) {
        let expected = shown(rounded(mantissa, scale, places.into()), places.into());
        let number = decimal(&text);
        let found = number.round(places).expect("in bounds");
        prop_assert_eq!(found.as_str(), &*expected);
        prop_assert_eq!(format!("{number:.*}", usize::from(places)), &*expected);
        let width = expected.len() + 3;
        prop_assert_eq!(format!("{number:>width$.*}", usize::from(places)), format!("   {expected}"));
    }

    /// Any text that is read at all prints, rounds and adds without a panic, and prints whole without options.
    #[test]
    fn whatever_is_read_can_be_used(text in r"[+-]?[0-9]{0,12}(\.[0-9]{0,12})?([eE][+-]?[0-9]{1,20})?", places in 0_usize..20) {
        if let Ok(number) = crate::json::from_str::<Decimal>(&format!("{text:?}")) {
            prop_assert_eq!(number.to_string(), text);
            let shown = format!("{number:.places$}");
            if !shown.contains(['e', 'E']) {
                let behind = shown.split_once('.').map_or(0, |(_, behind)| behind.len());
                prop_assert_eq!(behind, places);
            }
            let one = Decimal::from(1);
            if let Ok(sum) = number.checked_add(&one) {
                prop_assert!(sum > number);
                prop_assert_eq!(sum.checked_sub(&one), Ok(number.clone()));
            }
            prop_assert!(number.to_scaled(2).is_none_or(|scaled| Decimal::new(scaled, 2) == number));
        }
    }

    #[test]
    fn shortest_doubles_read_back(double in any::<f64>().prop_filter("finite", |double| double.is_finite())) {
        for made in [Decimal::from_f64_shortest(double), Decimal::from_f64_exact(double)] {
            let made = made.expect("finite");
            prop_assert!((made.to_f64() - double).abs() == 0.0);
        }
    }
}
