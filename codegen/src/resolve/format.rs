//! Written forms of dates and times.
//!
//! Only forms that the runtime reads back without being told: a value keeps the text of the wire and finds its parts by itself.

use super::scope::Scope;
use crate::diagnostics::{Diagnostic, code};
use crate::model::Format;
use crate::yaml::At;

const DAYS: [&str; 3] = ["Y-m-d", "Y/m/d", "d.m.Y"];
const CLOCKS: [&str; 2] = ["H:i:s", "H:i"];
const BETWEEN: [&str; 2] = [" ", r"\T"];
const OFFSETS: [&str; 2] = ["P", "O"];
const LETTERS: &str = "YmdHisPO";

/// Takes a form apart; a finding and nothing if it cannot be one.
pub(super) fn read(scope: &mut Scope<'_>, text: &str, at: At<'_>) -> Option<Format> {
    if let Some((start, letter)) = stray_letter(text) {
        let span = at.inside(start, start + letter.len_utf8());
        let finding = Diagnostic::new(
            code::BAD_FORMAT,
            span,
            format!("`{letter}` is no letter of written forms"),
        );
        scope.report(finding.help(format!(
            "letters are PHP's {}; any other stands behind a backslash: `\\{letter}`",
            listed(&LETTERS.chars().map(String::from).collect::<Vec<_>>())
        )));
        return None;
    }
    let format = parse(text);
    if format.is_none() {
        let finding = Diagnostic::new(code::BAD_FORMAT, at.span(), format!("`{text}` would not be read back"));
        scope.report(finding.help(format!(
            "a form is a day ({}), a time ({}), or both with a blank or `\\T` between; an offset from UTC (`P` or `O`) may follow both",
            listed(&DAYS),
            listed(&CLOCKS)
        )));
    }
    format
}

/// The first unescaped letter that stands for nothing, and its byte.
fn stray_letter(text: &str) -> Option<(usize, char)> {
    let mut characters = text.char_indices();
    while let Some((start, character)) = characters.next() {
        if character == '\\' {
            characters.next();
        } else if character.is_alphabetic() && !LETTERS.contains(character) {
            return Some((start, character));
        }
    }
    None
}

fn parse(text: &str) -> Option<Format> {
    let (day, rest) = cut(text, &DAYS);
    let (between, rest) = if day { cut(rest, &BETWEEN) } else { (false, rest) };
    let (clock, rest) = if between || !day {
        cut(rest, &CLOCKS)
    } else {
        (false, rest)
    };
    let offset = day && clock && OFFSETS.contains(&rest.strip_prefix(' ').unwrap_or(rest));
    let whole = (day || clock) && between == (day && clock) && (offset || rest.is_empty());
    whole.then(|| Format {
        text: text.to_owned(),
        day,
        clock,
        offset,
    })
}

/// Whether the text starts with one of these, and what follows.
fn cut<'t>(text: &'t str, starts: &[&str]) -> (bool, &'t str) {
    let rest = starts.iter().find_map(|start| text.strip_prefix(start));
    (rest.is_some(), rest.unwrap_or(text))
}

fn listed<T: AsRef<str>>(words: &[T]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{}`", word.as_ref())).collect();
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_say_what_they_hold() {
        let parts = |text| parse(text).map(|format| (format.day, format.clock, format.offset));
        for (text, expected) in [
            ("H:i", Some((false, true, false))),
            ("H:i:s", Some((false, true, false))),
            ("d.m.Y", Some((true, false, false))),
            ("Y-m-d H:i", Some((true, true, false))),
            (r"Y-m-d\TH:i:sP", Some((true, true, true))),
            ("Y/m/d H:i O", Some((true, true, true))),
            ("", None),
            ("Y-m-d ", None),
            ("Y-m-dP", None),
            ("H:iP", None),
            ("Ymd", None),
            ("d/m/Y", None),
            (" H:i", None),
            ("Y-m-d H:i  P", None),
            ("H:i h", None),
        ] {
            assert_eq!(parts(text), expected, "{text}");
        }
    }

    #[test]
    fn letters_behind_a_backslash_stand_for_themselves() {
        assert_eq!(stray_letter(r"Y-m-d\TH:i"), None);
        assert_eq!(stray_letter("Y-m-dTH:i"), Some((5, 'T')));
        assert_eq!(stray_letter("день"), Some((0, 'д')));
        assert_eq!(stray_letter("H:i\\"), None);
    }
}
