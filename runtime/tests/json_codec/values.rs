//! Decimals, dates, identifiers: their text, their parts, their order.

#![allow(clippy::cmp_owned)] // the order of values, not of texts, is tested

use super::models::{assert_plain, assert_tolerated, read, read_strict, refused};
use std::cmp::Ordering;
use tradewire::json::to_string;
use tradewire::{Base64, Date, DateTime, Decimal, LocalDateTime, MonthDay, Time, Timestamp, UnixSeconds, Uuid};

#[test]
fn decimals_keep_their_text_and_form() {
    for text in [
        "12.50",
        "\"12.50\"",
        "0",
        "-0.0010",
        "1e3",
        "\"+5\"",
        "\".5\"",
        "\"007\"",
        "-0",
        "1e400",
        "0.1234567890123456789012345678901234567890",
        "-1234567890123456789012345678901234567890",
    ] {
        let value: Decimal = read(text).expect(text);
        assert_eq!(to_string(&value).as_deref(), Ok(text));
    }
    for (text, number) in [
        ("+5", "5"),
        (".5", "0.5"),
        ("007.50", "7.50"),
        ("5.", "5"),
        ("-.5e+3", "-0.5e3"),
        (" 12.5 ", "12.5"),
        ("1E5", "1E5"),
    ] {
        let value: Decimal = text.parse().expect(text);
        assert_eq!((value.as_str(), value.is_quoted()), (number, false), "{text}");
    }
    for bad in [
        "", " ", "abc", "1,5", "1 5", "1.2.3", "--1", "1e", "NaN", "inf", "0x10", "1_000", "٣",
    ] {
        assert!(bad.parse::<Decimal>().is_err(), "{bad}");
    }
    for (text, number) in [
        ("\" 12.5 \"", "12.5"),
        ("\"5.\"", "5."),
        ("\"\\u0031\"", "1"),
        ("\"1e3\"", "1e3"),
        ("\"-7\"", "-7"),
    ] {
        let value: Decimal = read(text).expect(text);
        assert_eq!((value.as_str(), value.is_quoted()), (number, true), "{text}");
    }
    for bad in ["\"-\"", "\".\"", "\"1.2.3\"", "\"1 5\"", "\"12", "\"12.", "\"٣\""] {
        assert!(read::<Decimal>(bad).is_err(), "{bad}");
    }
    let quoted = Decimal::new(1250, 2).quoted();
    assert_eq!(to_string(&quoted).as_deref(), Ok("\"12.50\""));
    let from_text: Decimal = read("\"+007.5\"").expect("a decimal");
    assert_eq!(to_string(&from_text.as_number()).as_deref(), Ok("7.5"));
}

#[test]
fn decimals_compare_as_numbers() {
    let decimal = |text: &str| text.parse::<Decimal>().expect(text);
    assert_eq!(decimal("12.50"), decimal("1.25e1"));
    assert_eq!(decimal("12.50"), read::<Decimal>("\"12.5\"").expect("a decimal"));
    assert!(decimal("-1") < decimal("0.1") && decimal("9") < decimal("10") && decimal("0.10") > decimal("0.09"));
    #[allow(clippy::disallowed_types, reason = "counted, never walked")]
    let set: std::collections::HashSet<Decimal> = ["1", "1.0", "10e-1", "2"].into_iter().map(decimal).collect();
    assert_eq!(set.len(), 2);
    assert_eq!(
        (
            Decimal::new(-5, 3).as_str(),
            Decimal::new(5, 0).as_str(),
            Decimal::new(0, 2).as_str()
        ),
        ("-0.005", "5", "0.00")
    );
    assert_eq!(Decimal::new(i64::MIN, 1).as_str(), "-922337203685477580.8");
    assert_eq!(
        (Decimal::from(7u8), Decimal::from(-7i64), Decimal::default()),
        (decimal("7"), decimal("-7.0"), decimal("0"))
    );
    assert!(decimal("0.00").is_zero() && decimal("-0.01").is_negative() && !decimal("-0").is_negative());
    assert!((decimal("12.5").to_f64() - 12.5).abs() < f64::EPSILON);
    assert_eq!(
        format!("{:>6}|{:?}", decimal("1.5"), decimal("1.5")),
        "   1.5|Decimal(1.5)"
    );
}

#[test]
fn dates() {
    for (text, parts) in [
        ("2024-02-29", Some((2024, 2, 29))),
        ("29.02.2024", Some((2024, 2, 29))),
        ("2024-02-29 18:30:05", Some((2024, 2, 29))),
        ("2024-02-29T18:30:05+03:00", Some((2024, 2, 29))),
        ("2023-02-29", None),
        ("0000-00-00", None),
        ("29.02.24", None),
        ("soon", None),
        ("2024-02-29x", None),
    ] {
        let date = Date::verbatim(text);
        let read_parts = date
            .year()
            .zip(date.month())
            .zip(date.day())
            .map(|((y, m), d)| (y, m, d));
        assert_eq!(read_parts, parts, "{text}");
        assert_eq!((date.as_str(), date.is_valid()), (text, parts.is_some()));
        let wire = format!("\"{text}\"");
        if parts.is_some() {
            assert_plain(&wire, &date);
        } else {
            assert_tolerated(&wire, &date);
        }
        assert_eq!(to_string(&date).as_deref(), Ok(wire.as_str()));
    }
    assert_eq!(Date::new(2024, 2, 29).expect("a day"), "2024-02-29");
    assert_eq!(Date::new(2023, 2, 29), None);
    assert!(Date::from("2024-02-01") < Date::from("02.02.2024"));
    assert_eq!(Date::from("2024-02-01").partial_cmp(&Date::from("soon")), None);
    assert_eq!(
        Date::from("soon").partial_cmp(&Date::from("soon")),
        Some(Ordering::Equal)
    );
    refused::<Date>("null");
    refused::<Date>("{}");
}

#[test]
fn date_times() {
    for text in [
        "2024-02-29T18:30:05+03:00",
        "2024-02-29T18:30:05.123+03:00",
        "2024-02-29 18:30:05 +0300",
        "2024-02-29 18:30:05.123456789+03",
    ] {
        let value = DateTime::verbatim(text);
        assert_plain(&format!("\"{text}\""), &value);
        assert_eq!(
            (value.unix_seconds(), value.offset_seconds()),
            (Some(1_709_220_605), Some(10_800)),
            "{text}"
        );
        assert_eq!(
            (value.year(), value.month(), value.day()),
            (Some(2024), Some(2), Some(29))
        );
        assert_eq!(
            (value.hour(), value.minute(), value.second()),
            (Some(18), Some(30), Some(5))
        );
        assert!(matches!(value.millisecond(), Some(0 | 123)));
        assert_eq!(value.date(), Date::new(2024, 2, 29));
    }
    let local = DateTime::from("2024-02-29 18:30:05");
    assert_plain("\"2024-02-29 18:30:05\"", &local);
    assert_eq!(
        (local.unix_seconds(), local.offset_seconds(), local.hour()),
        (None, None, Some(18))
    );
    assert_tolerated("\"tomorrow\"", &DateTime::from("tomorrow"));
    assert_eq!(read::<DateTime>("1709220605").expect("kept"), "1709220605");
    assert!(DateTime::from("2024-02-29T18:00:00Z") > DateTime::from("2024-02-29T20:30:00+03:00"));
    assert_eq!(local.partial_cmp(&DateTime::from("2024-02-29T18:00:00Z")), None);
    for seconds in [0, -1, 1_709_220_605, 253_402_300_799, -62_167_219_200] {
        let value = DateTime::from_unix_seconds(seconds).expect("in range");
        assert_eq!(value.unix_seconds(), Some(seconds), "{value}");
    }
    assert_eq!(
        DateTime::from_unix_seconds(0).expect("in range"),
        "1970-01-01T00:00:00+00:00"
    );
    assert_eq!(
        (
            DateTime::from_unix_seconds(253_402_300_800),
            DateTime::from_unix_seconds(i64::MIN)
        ),
        (None, None)
    );
}

#[test]
fn local_date_times_times_and_month_days() {
    assert_plain("\"2024-02-29 18:30\"", &LocalDateTime::from("2024-02-29 18:30"));
    assert_eq!(
        LocalDateTime::new(2024, 2, 29, 18, 30, 5).expect("a time"),
        "2024-02-29 18:30:05"
    );
    assert!(LocalDateTime::from("2024-02-29 18:30") < LocalDateTime::from("2024-02-29T18:30:01"));
    assert_plain("\"18:30\"", &Time::from("18:30"));
    assert_tolerated("\"25:00\"", &Time::from("25:00"));
    let time = Time::from("08:05:09.25");
    assert_eq!(
        (time.hour(), time.minute(), time.second(), time.nanosecond()),
        (Some(8), Some(5), Some(9), Some(250_000_000))
    );
    assert!(Time::from("9:00") < Time::from("10:00"));
    assert_eq!(Time::new(24, 0, 0), None);
    let day = MonthDay::from("12.31");
    assert_eq!((day.month(), day.day(), day.is_valid()), (Some(12), Some(31), true));
    assert_plain("\"02.29\"", &MonthDay::new(2, 29).expect("a day"));
    assert_tolerated("\"13.01\"", &MonthDay::from("13.01"));
    assert!(MonthDay::from("2.29") < MonthDay::from("12.01"));
}

#[test]
fn seconds_since_1970() {
    assert_plain("1709220605", &UnixSeconds::new(1_709_220_605));
    assert_tolerated("\"1709220605\"", &UnixSeconds::new(1_709_220_605));
    let kept = read::<UnixSeconds>("\"never\"").expect("kept");
    assert_eq!(
        (kept.seconds(), kept.to_string().as_str(), kept.is_valid()),
        (None, "never", false)
    );
    assert_eq!(to_string(&kept).as_deref(), Ok("\"never\""));
    assert_eq!(
        UnixSeconds::new(0).to_date_time().expect("in range"),
        "1970-01-01T00:00:00+00:00"
    );
    for odd in ["1.5", "1e9", "false"] {
        assert!(read_strict::<UnixSeconds>(odd).is_err());
        assert_eq!(read::<UnixSeconds>(odd).expect("kept").to_string(), odd);
        assert_eq!(read::<Timestamp>(odd).expect("kept").to_string(), odd);
    }
    assert!(UnixSeconds::new(5) < UnixSeconds::new(6));
    assert_eq!(UnixSeconds::new(5).partial_cmp(&kept), None);
    refused::<UnixSeconds>("{}");
    assert_plain("-5", &Timestamp::Seconds(-5));
    assert_plain(
        "\"2024-02-29T18:30:05+03:00\"",
        &Timestamp::from("2024-02-29T18:30:05+03:00"),
    );
    assert_tolerated("\"1709220605\"", &Timestamp::Seconds(1_709_220_605));
    assert_tolerated("\"never\"", &Timestamp::from("never"));
    assert_eq!(
        Timestamp::from("2024-02-29T18:30:05+03:00").unix_seconds(),
        Some(1_709_220_605)
    );
    assert_tolerated("\"\"", &None::<UnixSeconds>);
}

#[test]
fn identifiers_and_bytes() {
    let uuid = Uuid::from("0190ABCD-1234-7000-8000-0123456789ab");
    assert_plain("\"0190ABCD-1234-7000-8000-0123456789ab\"", &uuid);
    assert_eq!(
        uuid.to_u128().map(Uuid::from).expect("a UUID"),
        "0190abcd-1234-7000-8000-0123456789ab"
    );
    for bad in [
        "",
        "0190abcd12347000800001234567890a",
        "0190abcd-1234-7000-8000-0123456789ag",
        "0190abcd-1234-7000-80000-123456789ab",
    ] {
        assert!(!Uuid::from(bad).is_valid(), "{bad}");
    }
    assert_tolerated("\"x\"", &Uuid::from("x"));
    for length in 0..70u8 {
        let bytes: Vec<u8> = (0..length).map(|n| n.wrapping_mul(37)).collect();
        assert_eq!(Base64::encode(&bytes).decode(), Some(bytes));
    }
    assert_eq!(Base64::from("aGk").decode(), Some(b"hi".to_vec()));
    assert_eq!(Base64::from("-_-_").decode(), Base64::from("+/+/").decode());
    assert_eq!(Base64::from("aG\r\nk=").decode(), Some(b"hi".to_vec()));
    assert_tolerated("\"a*\"", &Base64::from("a*"));
}
