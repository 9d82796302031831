//! Values that are reckoned with.

use tradewire::Decimal;

use super::linear;

#[test]
fn sums_of_many_amounts() {
    linear(
        "a sum",
        |n| {
            (10_000..)
                .take(n)
                .map(|cents| Decimal::new(cents, 2))
                .collect::<Vec<_>>()
        },
        |amounts| {
            let sum: Decimal = amounts.iter().sum::<Result<_, _>>().expect("a sum");
            assert!(!sum.is_negative());
        },
    );
    linear(
        "a sum step by step",
        |n| vec![Decimal::new(i64::MAX, 9); n],
        |amounts| {
            let sum = amounts
                .iter()
                .try_fold(Decimal::default(), |sum, amount| sum.checked_add(amount));
            assert!(sum.is_ok());
        },
    );
}

#[test]
fn long_numbers() {
    linear(
        "compared and hashed",
        |n| {
            let text = "7".repeat(n);
            [format!("{text}.50"), format!("{text}.500")].map(|text| text.parse::<Decimal>().expect("a number"))
        },
        |[one, other]| {
            use std::hash::{Hash as _, Hasher as _};
            assert!(one == other);
            let mut hasher = std::collections::hash_map::DefaultHasher::new();
            one.hash(&mut hasher);
            assert!(hasher.finish() != 0);
            drop(format!("{one:.1} {one:?}"));
            // Beyond a thousand digits these are errors, and cost no more for it.
            let _ = [one.round(1), one.checked_add(other), one.checked_mul(3)];
        },
    );
}
