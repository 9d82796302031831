//! Money prints right and adds up, whatever is written.

use super::{Decimal, DecimalError, Rounding};

mod properties;

fn decimal(text: &str) -> Decimal {
    crate::json::from_str(&format!("{text:?}")).expect(text)
}

#[test]
fn precision_rounds_half_to_even_and_pads() {
    for (text, places, shown) in [
        ("1250.50", 2, "1250.50"),
        ("1250.5", 3, "1250.500"),
        ("1250.50", 0, "1250"),
        ("1251.50", 0, "1252"),
        ("-7.25", 1, "-7.2"),
        ("-7.35", 1, "-7.4"),
        ("-7.25", 2, "-7.25"),
        ("7.2500001", 1, "7.3"),
        ("0.005", 2, "0.00"),
        ("0.015", 2, "0.02"),
        ("0.0051", 2, "0.01"),
        ("0.5", 0, "0"),
        ("1.5", 0, "2"),
        ("0.51", 0, "1"),
        ("0.05", 0, "0"),
        ("0.95", 1, "1.0"),
        ("0.99", 1, "1.0"),
        ("9.999", 2, "10.00"),
        (
            "99999999999999999999999999999999999999999.995",
            2,
            "100000000000000000000000000000000000000000.00",
        ),
        ("-0.001", 2, "0.00"),
        ("-0.00", 1, "0.0"),
        ("-0.006", 2, "-0.01"),
        ("5", 2, "5.00"),
        ("1.25e3", 2, "1250.00"),
        ("125E-3", 2, "0.12"),
        ("1.5e-3", 2, "0.00"),
        ("5e-1", 0, "0"),
        ("0e400000000", 2, "0.00"),
        ("1e-400000000", 2, "0.00"),
        ("-9e-99999999999999999999", 2, "0.00"),
        ("1e400000000", 2, "1e400000000"),
        ("-1e99999999999999999999", 0, "-1e99999999999999999999"),
        ("+5", 1, "5.0"),
        (".5", 2, "0.50"),
        ("007.1", 0, "7"),
        ("000", 1, "0.0"),
        ("5.", 1, "5.0"),
    ] {
        assert_eq!(format!("{:.places$}", decimal(text)), shown, "{text} with {places}");
    }
    assert_eq!(format!("{:.*}", 65_535, decimal("1e1000")).len(), 1001 + 1 + 65_535);
    assert_eq!(format!("{:.2}", decimal("1e1001")), "1e1001");
}

#[test]
fn width_fill_sign_and_zeros_work_as_for_integers() {
    let (price, debt) = (decimal("1250.5"), decimal("-7.25"));
    let shown = [
        format!("{price}|{debt}"),
        format!("{price:10}|{debt:10}"),
        format!("{price:<10}|{debt:>10}|{price:^10}"),
        format!("{price:*<10.2}|{debt:_^9.1}"),
        format!("{price:+}|{debt:+}|{price:+.0}"),
        format!("{price:010.2}|{debt:010.2}|{price:+010}"),
        format!("{price:3}|{debt:.1}"),
        format!("{:+}|{:+.1}|{:05}", decimal("0"), decimal("-0.01"), decimal("-0.0")),
        format!("{0}|{0:5}|{0:+5}|{0:05}", decimal("+5")),
        format!("{0}|{0:8}|{0:08}", decimal("1e3")),
    ];
    assert_eq!(
        shown,
        [
            "1250.5|-7.25",
            "    1250.5|     -7.25",
            "1250.5    |     -7.25|  1250.5  ",
            "1250.50***|__-7.2___",
            "+1250.5|-7.25|+1250",
            "0001250.50|-000007.25|+0001250.5",
            "1250.5|-7.2",
            "+0|+0.0|-00.0",
            "+5|   +5|   +5|00005",
            "1e3|     1e3|000001e3",
        ]
    );
}

#[test]
fn sums_keep_the_digits_behind_the_point() {
    for (a, b, sum, difference) in [
        ("0.1", "0.2", "0.3", "-0.1"),
        ("12.50", "0.5", "13.00", "12.00"),
        ("999.99", "0.01", "1000.00", "999.98"),
        ("1", "-1", "0", "2"),
        ("-1.25", "1.250", "0.000", "-2.500"),
        ("-3", "-4.5", "-7.5", "1.5"),
        ("1e3", "1e-3", "1000.001", "999.999"),
        ("0", "-0.00", "0.00", "0.00"),
        ("+007.5", ".5", "8.0", "7.0"),
        ("0e999999", "5", "5", "-5"),
        (
            "99999999999999999999999999999999999999999",
            "1",
            "100000000000000000000000000000000000000000",
            "99999999999999999999999999999999999999998",
        ),
    ] {
        let (a, b) = (decimal(a), decimal(b));
        let found = (
            a.checked_add(&b).expect("a sum"),
            a.checked_sub(&b).expect("a difference"),
        );
        assert_eq!((found.0.as_str(), found.1.as_str()), (sum, difference), "{a} and {b}");
        assert_eq!(b.checked_add(&a), Ok(found.0));
        assert_eq!(b.checked_sub(&a), Ok(-found.1));
    }
}

#[test]
fn products_are_exact() {
    for (a, b, product) in [
        ("19.99", "3", "59.97"),
        ("0.1", "0.1", "0.01"),
        ("-2.50", "4", "-10.00"),
        ("-2.5", "-0.5", "1.25"),
        ("0.00", "-7", "0.00"),
        ("1e3", "1.5", "1500.0"),
        (
            "99999999999999999999",
            "99999999999999999999",
            "9999999999999999999800000000000000000001",
        ),
    ] {
        let found = decimal(a).checked_mul(decimal(b)).expect("a product");
        assert_eq!(found.as_str(), product, "{a} times {b}");
        assert_eq!(decimal(b).checked_mul(decimal(a)).expect("a product").as_str(), product);
    }
    assert_eq!(
        decimal("0.5").checked_mul(i64::MIN).expect("a product").as_str(),
        "-4611686018427387904.0"
    );
    assert_eq!(decimal("0.5").checked_mul(3), Ok(decimal("1.5")));
}

#[test]
fn each_rounding_has_its_direction() {
    let rounded = |text: &str, rounding| decimal(text).round_with(1, rounding).expect(text).as_str().to_owned();
    for (text, even, half_up, down, up) in [
        ("0.25", "0.2", "0.3", "0.2", "0.3"),
        ("0.35", "0.4", "0.4", "0.3", "0.4"),
        ("-0.25", "-0.2", "-0.3", "-0.2", "-0.3"),
        ("0.2500001", "0.3", "0.3", "0.2", "0.3"),
        ("0.2499999", "0.2", "0.2", "0.2", "0.3"),
        ("0.2", "0.2", "0.2", "0.2", "0.2"),
        ("-0.01", "0.0", "0.0", "0.0", "-0.1"),
        ("1e-400000000", "0.0", "0.0", "0.0", "0.1"),
        ("0.05", "0.0", "0.1", "0.0", "0.1"),
        ("7", "7.0", "7.0", "7.0", "7.0"),
    ] {
        let all = [Rounding::HalfEven, Rounding::HalfUp, Rounding::Down, Rounding::Up];
        assert_eq!(all.map(|way| rounded(text, way)), [even, half_up, down, up], "{text}");
    }
    assert_eq!(decimal("2.345").round(2).expect("rounded").as_str(), "2.34");
    assert_eq!(Rounding::default(), Rounding::HalfEven);
}

/// What a server may write costs no memory, no time and no panic, and never gives a wrong number.
#[test]
fn absurd_numbers_are_errors() {
    let long = "9".repeat(1001);
    let fine = "9".repeat(1000);
    let tiny = format!("0.{}1", "0".repeat(1000));
    for text in [
        "1e400000000",
        "1e-400000000",
        "-1e99999999999999999999",
        "1e1000",
        "1e-1001",
        &long,
        &tiny,
    ] {
        let absurd = decimal(text);
        let one = Decimal::from(1);
        for result in [
            absurd.checked_add(&one),
            one.checked_add(&absurd),
            absurd.checked_sub(&one),
            absurd.checked_mul(2),
            one.checked_mul(absurd.clone()),
            [&one, &absurd, &one].into_iter().sum(),
        ] {
            assert_eq!(result, Err(DecimalError::TOO_LONG), "{text}");
        }
    }
    assert_eq!(decimal("1e400000000").round(2), Err(DecimalError::TOO_LONG));
    assert_eq!(
        decimal(&fine).checked_add(&Decimal::from(1)),
        Err(DecimalError::TOO_LONG),
        "the sum is too long"
    );
    assert_eq!(
        decimal("1e999").checked_add(&decimal("1e-999")),
        Err(DecimalError::TOO_LONG)
    );
    assert_eq!(decimal(&fine).checked_mul(2), Err(DecimalError::TOO_LONG));
    assert!(decimal(&fine).checked_sub(&Decimal::from(1)).is_ok());
    assert_eq!(
        <Decimal as crate::json::Decode>::blank().checked_add(&Decimal::from(1)),
        Err(DecimalError::NO_NUMBER)
    );
    let message = DecimalError::TOO_LONG.to_string();
    assert_eq!(message, "a decimal number of more than 1000 digits, written out");
}

#[test]
fn sums_of_many() {
    let prices = ["19.99", "0.01", "-5", "1e2"].map(decimal);
    let total: Result<Decimal, DecimalError> = prices.iter().sum();
    assert_eq!(total.expect("a sum").as_str(), "115.00");
    let total: Result<Decimal, DecimalError> = prices.into_iter().sum();
    assert_eq!(total, Ok(decimal("115")));
    let none: Result<Decimal, DecimalError> = std::iter::empty::<Decimal>().sum();
    assert_eq!(none.expect("zero").as_str(), "0");
}

#[test]
fn signs() {
    for (text, size, other) in [
        ("5", "5", "-5"),
        ("-5.50", "5.50", "5.50"),
        ("+5", "5", "-5"),
        ("-.5", "0.5", "0.5"),
        ("-0.00", "0.00", "0.00"),
        ("0", "0", "0"),
        ("-1e400000000", "1e400000000", "1e400000000"),
    ] {
        let number = decimal(text);
        assert_eq!((number.abs().as_str(), (-&number).as_str()), (size, other), "{text}");
        assert!(!number.abs().is_quoted(), "results are numbers");
    }
}

#[test]
fn doubles_go_both_ways_by_name() {
    for (double, shortest) in [
        (0.1, "0.1"),
        (12.0, "12"),
        (-0.0, "0"),
        (-1.5, "-1.5"),
        (1e21, "1000000000000000000000"),
    ] {
        assert_eq!(Decimal::from_f64_shortest(double).expect("finite").as_str(), shortest);
    }
    for (double, exact) in [
        (0.5, "0.5"),
        (100.0, "100"),
        (-0.0, "0"),
        (1e22, "10000000000000000000000"),
    ] {
        assert_eq!(Decimal::from_f64_exact(double).expect("finite").as_str(), exact);
    }
    let smallest = Decimal::from_f64_exact(f64::from_bits(1)).expect("finite");
    assert!(
        smallest.as_str().ends_with("5625") && smallest.as_str().len() == 1076,
        "{smallest}"
    );
    for double in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(Decimal::from_f64_shortest(double), Err(DecimalError::NO_NUMBER));
        assert_eq!(Decimal::from_f64_exact(double), Err(DecimalError::NO_NUMBER));
    }
}

#[test]
fn scaled_integers_are_exact_or_none() {
    for (text, scale, scaled) in [
        ("12.5", 2, Some(1250)),
        ("12.500", 2, Some(1250)),
        ("12.505", 2, None),
        ("-92233720368547758.08", 2, Some(i64::MIN)),
        ("92233720368547758.08", 2, None),
        ("1e3", 0, Some(1000)),
        ("1e-3", 2, None),
        ("1e400000000", 2, None),
        ("0e400000000", 2, Some(0)),
        ("-0.00", 0, Some(0)),
    ] {
        assert_eq!(decimal(text).to_scaled(scale), scaled, "{text} with {scale}");
    }
}
