//! Written forms of dates and times: those that the dialect knows.

use super::draft::{Draft, Kind};

/// Days, clocks and offsets as PHP's letters write them; the dialect has no others.
const DAYS: [&str; 3] = ["Y-m-d", "Y/m/d", "d.m.Y"];

/// What a text is written as: kind of time, and its form if that is not the kind's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Form {
    word: &'static str,
    format: Option<&'static str>,
}

/// A date or time, if all are written as one.
pub(super) fn draft(texts: &[&str]) -> Option<Draft> {
    let forms: Option<Vec<Form>> = texts.iter().map(|text| form(text)).collect();
    let forms = forms?;
    let first = *forms.first()?;
    if forms.iter().any(|form| form.word != first.word) {
        return None;
    }
    if forms.iter().all(|form| *form == first) {
        return Some(Draft::new(match first.format {
            Some(format) => Kind::Written(first.word, format),
            None => Kind::Scalar(first.word),
        }));
    }
    Some(Draft::new(Kind::Scalar(first.word)).note("written in several forms"))
}

/// The form of one text.
fn form(text: &str) -> Option<Form> {
    if let Some((seconds, rest)) = clock(text) {
        let word = "time";
        return rest.is_empty().then_some(Form {
            word,
            format: (!seconds).then_some("H:i"),
        });
    }
    let (day, rest) = DAYS
        .iter()
        .enumerate()
        .find_map(|(at, form)| Some((at, date(text, form)?)))?;
    if rest.is_empty() {
        return Some(Form {
            word: "date",
            format: (day > 0).then(|| DAYS.get(day).copied()).flatten(),
        });
    }
    let (with_t, rest) = match rest.strip_prefix('T') {
        Some(rest) => (true, rest),
        None => (false, rest.strip_prefix(' ')?),
    };
    let (seconds, rest) = clock(rest)?;
    let (fraction, rest) = match rest.strip_prefix('.') {
        Some(rest) => {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            (true, rest.get(digits..).filter(|_| digits > 0 && seconds)?)
        }
        None => (false, rest),
    };
    let blank = rest.starts_with(' ');
    let offset = match rest.trim_start_matches(' ') {
        "" if rest.is_empty() => None,
        "Z" => Some("Z"),
        text if is_offset(text, true) => Some("P"),
        text if is_offset(text, false) => Some("O"),
        _ => return None,
    };
    // The type's own form says all of these: RFC 3339 with an offset, and what has a fraction, which no form can write.
    let word = if offset.is_some() { "datetime" } else { "local_datetime" };
    let own = match offset {
        Some(offset) => day == 0 && with_t && seconds && !blank && offset != "O",
        None => day == 0 && !with_t && seconds,
    };
    if own || fraction || offset == Some("Z") {
        return Some(Form { word, format: None });
    }
    let format = FORMS
        .iter()
        .find(|(parts, _)| *parts == (day, with_t, seconds, blank, offset))?
        .1;
    Some(Form {
        word,
        format: Some(format),
    })
}

/// Day, `T`, seconds, blank before the offset, offset: and the form that has them.
type Parts = (usize, bool, bool, bool, Option<&'static str>);

macro_rules! forms {
    ($($day:literal $name:literal)*) => {
        &[$(
            (($day, false, true, false, None), concat!($name, " H:i:s")),
            (($day, false, false, false, None), concat!($name, " H:i")),
            (($day, true, true, false, None), concat!($name, "\\TH:i:s")),
            (($day, true, false, false, None), concat!($name, "\\TH:i")),
            (($day, false, true, false, Some("P")), concat!($name, " H:i:sP")),
            (($day, false, false, false, Some("P")), concat!($name, " H:iP")),
            (($day, true, true, false, Some("P")), concat!($name, "\\TH:i:sP")),
            (($day, true, false, false, Some("P")), concat!($name, "\\TH:iP")),
            (($day, false, true, true, Some("P")), concat!($name, " H:i:s P")),
            (($day, false, false, true, Some("P")), concat!($name, " H:i P")),
            (($day, true, true, true, Some("P")), concat!($name, "\\TH:i:s P")),
            (($day, true, false, true, Some("P")), concat!($name, "\\TH:i P")),
            (($day, false, true, false, Some("O")), concat!($name, " H:i:sO")),
            (($day, false, false, false, Some("O")), concat!($name, " H:iO")),
            (($day, true, true, false, Some("O")), concat!($name, "\\TH:i:sO")),
            (($day, true, false, false, Some("O")), concat!($name, "\\TH:iO")),
            (($day, false, true, true, Some("O")), concat!($name, " H:i:s O")),
            (($day, false, false, true, Some("O")), concat!($name, " H:i O")),
            (($day, true, true, true, Some("O")), concat!($name, "\\TH:i:s O")),
            (($day, true, false, true, Some("O")), concat!($name, "\\TH:i O")),
        )*]
    };
}

const FORMS: &[(Parts, &str)] = forms!(0 "Y-m-d" 1 "Y/m/d" 2 "d.m.Y");

/// What follows a date in this form.
fn date<'t>(text: &'t str, form: &str) -> Option<&'t str> {
    let bytes = text.as_bytes();
    let part = |from: usize, to: usize| {
        text.get(from..to)?.parse::<u32>().ok().filter(|_| {
            text.get(from..to)
                .is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
        })
    };
    let (year, month, day, marks) = match form {
        "d.m.Y" => (part(6, 10)?, part(3, 5)?, part(0, 2)?, (2, 5, b'.')),
        "Y/m/d" => (part(0, 4)?, part(5, 7)?, part(8, 10)?, (4, 7, b'/')),
        _ => (part(0, 4)?, part(5, 7)?, part(8, 10)?, (4, 7, b'-')),
    };
    let marked = bytes.get(marks.0) == Some(&marks.2) && bytes.get(marks.1) == Some(&marks.2);
    // Zeros stand for no date; years far away for other numbers.
    let plausible = (1..=12).contains(&month) && (1..=31).contains(&day) && (1800..=2200).contains(&year)
        || year + month + day == 0;
    (marked && plausible).then(|| text.get(10..)).flatten()
}

/// Whether a clock has seconds, and what follows it.
fn clock(text: &str) -> Option<(bool, &str)> {
    let two = |from: usize, most: u32| {
        let part = text
            .get(from..from + 2)
            .filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()))?;
        part.parse::<u32>().ok().filter(|number| *number <= most)
    };
    let colon = |at: usize| text.as_bytes().get(at) == Some(&b':');
    let (Some(_), true, Some(_)) = (two(0, 24), colon(2), two(3, 59)) else {
        return None;
    };
    match (colon(5), two(6, 60)) {
        (true, Some(_)) => Some((true, text.get(8..)?)),
        (true, None) => None,
        (false, _) => Some((false, text.get(5..)?)),
    }
}

fn is_offset(text: &str, colon: bool) -> bool {
    let Some(digits) = text.strip_prefix(['+', '-']) else {
        return false;
    };
    let bare = if colon {
        digits
            .split_once(':')
            .map(|(hours, minutes)| format!("{hours}{minutes}"))
    } else {
        Some(digits.to_owned())
    };
    let right = if colon {
        digits.len() == 5 && digits.find(':') == Some(2)
    } else {
        digits.len() == 4
    };
    right && bare.is_some_and(|bare| bare.bytes().all(|byte| byte.is_ascii_digit()))
}
