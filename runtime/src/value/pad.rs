//! Width, fill and alignment for values that are written whole: a precision never cuts one.

use std::fmt::{self, Alignment, Formatter, Write as _};

/// Writes `text` as text is written, at the left of the width. A precision is passed over.
pub(super) fn text(f: &mut Formatter<'_>, text: &str) -> fmt::Result {
    let Some(width) = f.width() else {
        return f.write_str(text);
    };
    let missing = width.saturating_sub(text.chars().count());
    let before = match f.align() {
        Some(Alignment::Right) => missing,
        Some(Alignment::Center) => missing / 2,
        Some(Alignment::Left) | None => 0,
    };
    let fill = f.fill();
    (0..before).try_for_each(|_| f.write_char(fill))?;
    f.write_str(text)?;
    (before..missing).try_for_each(|_| f.write_char(fill))
}

/// Writes the text of a number as the integers of the standard library are written: at the right of the width, with `+`
/// and `0` as they do. A precision is passed over.
pub(super) fn number(f: &mut Formatter<'_>, text: &str) -> fmt::Result {
    if let Some(size) = text.strip_prefix('-') {
        return f.pad_integral(false, "", size);
    }
    // A plus that the server wrote stays, unless one is asked for or zeros are to stand before the digits.
    let size = match text.strip_prefix('+') {
        Some(size) if f.sign_plus() || f.sign_aware_zero_pad() => size,
        _ => text,
    };
    f.pad_integral(true, "", size)
}

#[cfg(test)]
mod tests {
    use crate::value::{Base64, Date, DateTime, Flag, LocalDateTime, MonthDay, Time, Timestamp, UnixSeconds, Uuid};
    use std::fmt::Display;

    /// `value` at the left, right and middle of a width, filled, and under a precision that would cut text.
    fn check(value: &dyn Display, plain: &str, number: bool) {
        let length = plain.chars().count();
        let (width, odd) = (length + 2, length + 3);
        assert_eq!(format!("{value}"), plain);
        let unsaid = if number {
            format!("  {plain}")
        } else {
            format!("{plain}  ")
        };
        assert_eq!(format!("{value:width$}"), unsaid);
        assert_eq!(format!("{value:<width$}|"), format!("{plain}  |"));
        assert_eq!(format!("{value:>width$}"), format!("  {plain}"));
        assert_eq!(format!("{value:^odd$}"), format!(" {plain}  "));
        assert_eq!(format!("{value:*>width$}"), format!("**{plain}"));
        assert_eq!(format!("{value:ж^width$}"), format!("ж{plain}ж"));
        for precision in 0..=length {
            assert_eq!(format!("{value:.precision$}"), plain, "a precision cuts nothing");
        }
        assert_eq!(format!("{value:*>width$.1}"), format!("**{plain}"));
        assert_eq!(format!("{value:1}"), plain, "a width cuts nothing");
    }

    #[test]
    fn texts_are_padded_and_never_cut() {
        check(&Date::from("2024-02-29"), "2024-02-29", false);
        check(&Date::from("завтра"), "завтра", false);
        check(&MonthDay::from("12.31"), "12.31", false);
        check(&Time::from("18:30"), "18:30", false);
        check(
            &DateTime::from("2024-02-29T18:30:05+03:00"),
            "2024-02-29T18:30:05+03:00",
            false,
        );
        check(
            &LocalDateTime::from("2024-02-29 18:30:05"),
            "2024-02-29 18:30:05",
            false,
        );
        check(&Timestamp::from("2024-02-29T18:30Z"), "2024-02-29T18:30Z", false);
        check(&Uuid::from(7), "00000000-0000-0000-0000-000000000007", false);
        check(&Base64::encode(b"GIF89a"), "R0lGODlh", false);
        let text = crate::json::decode::<UnixSeconds>(b"\"soon\"", crate::json::Options::default());
        check(&text.expect("kept as text").value, "soon", false);
    }

    #[test]
    fn numbers_stand_at_the_right() {
        check(&UnixSeconds::new(1_709_208_000), "1709208000", true);
        check(&Timestamp::from(-5), "-5", true);
        check(&Flag::ON, "1", true);
        check(&crate::json::Number::new("-12.50").expect("a number"), "-12.50", true);
        assert_eq!(format!("{:+04}|{:04}", Flag::OFF, UnixSeconds::new(-7)), "+000|-007");
    }
}
