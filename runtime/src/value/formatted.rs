//! Dates and times in a written form of their own.

use std::fmt::Write as _;

use super::calendar::{Clock, Day};
use crate::json::{Encode, Writer};
use crate::value::Patch;

/// A date or time, an optional one or a list of such, on its way out in a written form: `Formatted(&time, "H:i")`.
///
/// The form has PHP's letters `Y m d H i s P O`; any other character, and one behind a backslash, stands for itself. A value that
/// says more than the form (seconds, a time of day, an offset from UTC), or less (no offset), cannot be written; only a fraction
/// of a second is dropped. Text of the server's that is no date or time goes out as it is.
#[derive(Debug, Clone, Copy)]
pub struct Formatted<'a, T: ?Sized>(pub &'a T, pub &'static str);

impl<T: EncodeAs + ?Sized> Encode for Formatted<'_, T> {
    fn encode(&self, w: &mut Writer) {
        self.0.encode_as(self.1, w);
    }

    #[inline]
    fn is_absent(&self) -> bool {
        self.0.is_absent()
    }
}

/// What has a written form that can be chosen, see [`Formatted`].
pub trait EncodeAs: Encode {
    /// Writes the value in this form.
    fn encode_as(&self, format: &'static str, w: &mut Writer);
}

impl<T: EncodeAs> EncodeAs for Option<T> {
    fn encode_as(&self, format: &'static str, w: &mut Writer) {
        match self {
            Some(value) => value.encode_as(format, w),
            None => w.null(),
        }
    }
}

impl<T: EncodeAs> EncodeAs for Vec<T> {
    fn encode_as(&self, format: &'static str, w: &mut Writer) {
        w.begin_array();
        for value in self {
            w.item(&Formatted(value, format));
        }
        w.end_array();
    }
}

impl<T: EncodeAs> EncodeAs for Patch<T> {
    fn encode_as(&self, format: &'static str, w: &mut Writer) {
        self.value().encode_as(format, w);
    }
}

impl<T: EncodeAs> EncodeAs for &T {
    fn encode_as(&self, format: &'static str, w: &mut Writer) {
        (**self).encode_as(format, w);
    }
}

impl Writer {
    /// As [`patch`](Self::patch), in a written form.
    pub fn patch_as<T: EncodeAs>(&mut self, key: &'static str, value: &Patch<T>, clear: &str, format: &'static str) {
        match value {
            Patch::Keep => {}
            Patch::Set(value) => self.field_or_null(key, &Formatted(value, format)),
            Patch::Clear => self.raw_field(key, clear),
        }
    }
}

/// What a value says.
#[derive(Debug, Clone, Copy, Default)]
struct Said {
    day: Option<Day>,
    clock: Option<Clock>,
    offset: Option<i32>,
}

macro_rules! encode_as {
    ($($name:ident($value:ident) => $said:expr;)*) => {$(
        impl EncodeAs for super::$name {
            fn encode_as(&self, format: &'static str, w: &mut Writer) {
                let $value = self;
                let said: Option<Said> = $said;
                match said.map(|said| written(said, format)) {
                    Some(Ok(text)) => w.text(&text),
                    Some(Err(reason)) => w.refuse(reason),
                    None => self.encode(w),
                }
            }
        }
    )*};
}

encode_as! {
    Time(time) => time.parts().map(|clock| Said { clock: Some(clock), ..Said::default() });
    Date(date) => date.parts().map(|day| Said {
        day: Some(day),
        // A date may come with a time behind it.
        clock: super::calendar::moment(date.as_str()).map(|moment| moment.clock),
        offset: None,
    });
    DateTime(moment) => moment.parts().map(Said::from);
    LocalDateTime(moment) => moment.parts().map(Said::from);
}

impl From<super::calendar::Moment> for Said {
    fn from(moment: super::calendar::Moment) -> Self {
        Self {
            day: Some(moment.day),
            clock: Some(moment.clock),
            offset: moment.offset,
        }
    }
}

/// The characters of a form; `true`: a letter that stands for a part.
fn characters(format: &str) -> impl Iterator<Item = (char, bool)> {
    let mut rest = format.chars();
    std::iter::from_fn(move || match rest.next()? {
        '\\' => rest.next().map(|literal| (literal, false)),
        letter => Some((letter, "YmdHisPO".contains(letter))),
    })
}

/// The value in a form, or why it cannot be.
fn written(said: Said, format: &str) -> Result<String, &'static str> {
    let has = |letters: &str| characters(format).any(|(letter, part)| part && letters.contains(letter));
    if let Some(clock) = said.clock {
        if !has("H") {
            return Err("a time of day is given, and its written form has no place for it");
        }
        // No form has a fraction; where seconds can be said, that is as exact as the platform asks for.
        if !has("s") && (clock.second != 0 || clock.nanosecond != 0) {
            return Err("seconds are given, and its written form has no place for them");
        }
    }
    match (said.offset, has("PO")) {
        (Some(_), false) => return Err("an offset from UTC is given, and its written form has no place for it"),
        (None, true) => return Err("its written form needs an offset from UTC, and none is given"),
        _ => {}
    }
    let mut text = String::with_capacity(format.len() * 2);
    for (letter, part) in characters(format) {
        match (part, letter) {
            (true, 'Y') => {
                let _ = write!(text, "{:04}", said.day.map_or(0, |day| day.year));
            }
            (true, 'm') => two(&mut text, said.day.map_or(0, |day| day.month)),
            (true, 'd') => two(&mut text, said.day.map_or(0, |day| day.day)),
            (true, 'H') => two(&mut text, said.clock.map_or(0, |clock| clock.hour)),
            (true, 'i') => two(&mut text, said.clock.map_or(0, |clock| clock.minute)),
            (true, 's') => two(&mut text, said.clock.map_or(0, |clock| clock.second)),
            (true, 'P') => text.push_str(&offset(said.offset, ":")),
            (true, 'O') => text.push_str(&offset(said.offset, "")),
            (_, literal) => text.push(literal),
        }
    }
    Ok(text)
}

fn two(text: &mut String, number: u8) {
    let _ = write!(text, "{number:02}");
}

/// `+03:00`, or without the colon.
fn offset(seconds: Option<i32>, colon: &str) -> String {
    let seconds = seconds.unwrap_or(0);
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.unsigned_abs() / 60;
    format!("{sign}{:02}{colon}{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::{EncodeAs, Formatted};
    use crate::json;
    use crate::value::{Date, DateTime, LocalDateTime, Patch, Time};

    fn text<T: EncodeAs>(value: &T, format: &'static str) -> Result<String, &'static str> {
        json::to_string(&Formatted(value, format)).map_err(|error| error.reason())
    }

    #[test]
    fn values_take_the_form() {
        let time = Time::new(9, 5, 0).unwrap();
        let moment = DateTime::from("2024-02-29T18:30:05.250-03:30");
        let local = LocalDateTime::new(2024, 2, 9, 8, 7, 0).unwrap();
        let day = Date::new(24, 2, 9).unwrap();
        for (found, expected) in [
            (text(&time, "H:i"), r#""09:05""#),
            (text(&time, "H:i:s"), r#""09:05:00""#),
            (text(&Time::from(" 9:05"), "H:i"), r#""09:05""#),
            (text(&moment, "Y-m-d H:i:sP"), r#""2024-02-29 18:30:05-03:30""#),
            (text(&moment, r"Y-m-d\TH:i:s O"), r#""2024-02-29T18:30:05 -0330""#),
            (text(&local, "d.m.Y H:i"), r#""09.02.2024 08:07""#),
            (text(&day, "d.m.Y"), r#""09.02.0024""#),
            (text(&day, "Y/m/d"), r#""0024/02/09""#),
            (text(&Some(time.clone()), "H:i"), r#""09:05""#),
            (text(&None::<Time>, "H:i"), "null"),
            (text(&vec![time, Time::verbatim("soon")], "H:i"), r#"["09:05","soon"]"#),
        ] {
            assert_eq!(found.as_deref(), Ok(expected));
        }
    }

    #[test]
    fn what_the_form_cannot_say_is_refused() {
        let refused = |found: Result<String, &str>| found.expect_err("refused").split(',').next().map(str::to_owned);
        for (found, why) in [
            (text(&Time::from("18:30:05"), "H:i"), "seconds are given"),
            (text(&Time::from("18:30:00.5"), "H:i"), "seconds are given"),
            (
                text(&LocalDateTime::from("2024-02-29 18:30:05"), "Y-m-d H:i"),
                "seconds are given",
            ),
            (text(&Date::from("2024-02-29 18:30"), "Y-m-d"), "a time of day is given"),
            (
                text(&LocalDateTime::from("2024-02-29 18:30Z"), "Y-m-d H:i"),
                "an offset from UTC is given",
            ),
            (
                text(&DateTime::from("2024-02-29 18:30"), "Y-m-d H:i:sP"),
                "its written form needs an offset from UTC",
            ),
        ] {
            assert_eq!(refused(found).as_deref(), Some(why));
        }
    }

    #[test]
    fn patches_keep_set_and_clear() {
        let written = |patch: Patch<Time>| {
            let mut writer = json::Writer::new();
            writer.begin_object();
            writer.patch_as("\"at\":", &patch, "\"\"", "H:i");
            writer.end_object();
            writer.finish().map(|bytes| String::from_utf8(bytes).unwrap())
        };
        assert_eq!(written(Patch::Keep).unwrap(), "{}");
        assert_eq!(written(Patch::Clear).unwrap(), r#"{"at":""}"#);
        assert_eq!(
            written(Patch::Set(Time::from("18:30:00"))).unwrap(),
            r#"{"at":"18:30"}"#
        );
        assert!(written(Patch::Set(Time::from("18:30:01"))).is_err());
    }
}
