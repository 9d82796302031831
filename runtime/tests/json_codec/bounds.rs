//! Values at the bounds of what is written and kept: exact, or an error.

use std::fmt::Debug;

use tradewire::json::{Decode, Encode, to_string};
use tradewire::{Date, DateTime, Decimal, Json, LocalDateTime, Timestamp, UnixSeconds};

use super::models::read;

/// Reads, writes and shows a value. What was read is written as it came, or it was refused.
#[track_caller]
fn exact_or_refused<T: Decode + Encode + Debug>(text: &str) {
    match read::<T>(text) {
        Ok(value) => {
            let written = to_string(&value).expect("what was read can be written");
            let same = read::<T>(&written).expect("and read again");
            assert_eq!(format!("{value:?}"), format!("{same:?}"), "{text}");
            let plain = |text: &str| text.trim_matches('"').to_owned();
            assert_eq!(plain(&written), plain(text), "{text} is not what came");
        }
        Err(error) => assert!(error.to_string().len() < 300, "{text}"),
    }
}

#[test]
fn numbers() {
    let digits = "1234567890".repeat(4);
    for text in [
        digits.as_str(),
        &format!("-{digits}.{digits}"),
        &format!("0.{digits}"),
        "1e400",
        "-1e-400",
        "1e99999999999999999999",
        "-0",
        "-0.00",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "18446744073709551616",
        "340282366920938463463374607431768211456",
        "9007199254740993",
        "1.7976931348623157e308",
        "1.7976931348623159e308",
        "4.9e-324",
    ] {
        for text in [text.to_owned(), format!("\"{text}\"")] {
            exact_or_refused::<Decimal>(&text);
            exact_or_refused::<Json>(&text);
            assert!(read::<f64>(&text).is_ok_and(f64::is_finite) || read::<f64>(&text).is_err());
        }
        if let (Ok(whole), true) = (read::<i64>(text), text != "-0" && text != "-0.00") {
            assert_eq!(whole.to_string(), text);
        }
    }
    for text in ["+5", ".5", "007", "5.", "0x10", "1_000", "١", "NaN", "Infinity"] {
        assert!(
            read::<Decimal>(text).is_err() && read::<Json>(text).is_err() && read::<i64>(text).is_err(),
            "{text}"
        );
    }
}

#[test]
fn days_and_times() {
    for text in [
        "0000-01-01",
        "0001-01-01",
        "9999-12-31",
        "10000-01-01",
        "-0001-01-01",
        "2024-02-29",
        "2023-02-29",
        "2024-00-10",
        "2024-13-01",
        "2024-01-32",
        "99999999999999999999-01-01",
    ] {
        exact_or_refused::<Date>(&format!("\"{text}\""));
        for time in [
            "00:00:00",
            "23:59:59",
            "23:59:60",
            "24:00:00",
            "24:00:01",
            "25:00:00",
            "12:60:00",
            "12:00:00.999999999999",
        ] {
            exact_or_refused::<LocalDateTime>(&format!("\"{text} {time}\""));
            for zone in [
                "Z", "+00:00", "-00:00", "+14:00", "-12:00", "+99:99", "+24:00", "+0300", "+3", "",
            ] {
                let text = format!("\"{text}T{time}{zone}\"");
                exact_or_refused::<DateTime>(&text);
                if let Ok(moment) = read::<DateTime>(&text) {
                    // Whatever is asked of it, there is an answer.
                    assert!(
                        moment.partial_cmp(&moment).is_none_or(std::cmp::Ordering::is_eq),
                        "{text}"
                    );
                }
            }
        }
    }
    for text in [
        "0",
        "-1",
        "253402300800",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
    ] {
        exact_or_refused::<UnixSeconds>(text);
        exact_or_refused::<Timestamp>(text);
        let _ = read::<UnixSeconds>(text).map(|seconds| format!("{seconds} {seconds:?} {seconds:>5.1}"));
    }
}
