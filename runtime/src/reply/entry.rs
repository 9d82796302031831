//! One entry of a list of errors.

use super::said::text;
use crate::error::FieldError;
use crate::json::Json;
use crate::meta::Entries;

/// What an object says, if it is an entry: `{"field": "title", "message": "…"}`, with or without further members. One without a text
/// is an entry if it has a code, and something that the code is about.
pub(super) fn entry(json: &Json, entries: &Entries) -> Option<FieldError> {
    json.as_object()?;
    let names = |keys: &[&str]| keys.iter().find_map(|key| said(json.at(key)?));
    let plain = |keys: &[&str]| keys.iter().find_map(|key| json.at(key)?.as_str()).map(str::to_owned);
    let field = plain(entries.field);
    let position = names(entries.row).and_then(|row| row_of(&row, entries.first_row));
    let id = names(entries.id);
    let code = names(entries.code);
    let is_about = field.is_some() || position.is_some() || id.is_some();
    // A list under the name of a text may as well be the messages of a field of that name, unless something says what it is about.
    let listed = |keys: &[&str]| keys.iter().find_map(|key| text(json.at(key)?));
    let message = plain(entries.message)
        .or_else(|| plain(entries.beside).filter(|_| is_about))
        .or_else(|| listed(entries.message).filter(|_| position.is_some() || id.is_some()))
        .or_else(|| code.clone().filter(|_| is_about))?;
    Some(FieldError {
        position,
        code,
        id,
        ..FieldError::new(field.unwrap_or_default(), message)
    })
}

/// The position that a row stands for.
pub(super) fn row_of(row: &str, first: usize) -> Option<usize> {
    row.trim().parse::<usize>().ok()?.checked_sub(first)
}

/// Text of a name, code, number or id that says something.
pub(super) fn said(json: &Json) -> Option<String> {
    let text = json.scalar_text()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: Entries = Entries {
        row: &["line"],
        id: &["sku", "source.id"],
        first_row: 1,
        ..Entries::USUAL
    };

    fn read(text: &str, entries: &Entries) -> Option<String> {
        entry(&Json::parse(text).unwrap(), entries).map(|found| found.to_string())
    }

    #[test]
    fn an_entry_says_what_its_keys_are_declared_to_say() {
        for (text, told) in [
            (r#"{"field":"title","message":"is empty"}"#, Some("title: is empty")),
            (
                r#"{"error":"x","code":1014,"parameter":"name"}"#,
                Some("name: x (code 1014)"),
            ),
            (r#"{"line":3,"message":"x"}"#, Some("element 2: x")),
            (
                r#"{"line":"1","source":{"id":7},"message":["x","y"]}"#,
                Some("element 0 (7): x; y"),
            ),
            (r#"{"line":0,"message":"x"}"#, Some("x")),
            (r#"{"line":"-1","message":"x"}"#, Some("x")),
            (r#"{"sku":"s","code":"gone"}"#, Some("s: gone")),
            (r#"{"field":"a","description":"b"}"#, Some("a: b")),
            (r#"{"description":"b"}"#, None),
            (r#"{"code":"b"}"#, None),
            (r#"{"message":["z"]}"#, None),
            (r#"{"message":""}"#, Some("")),
            ("[]", None),
            (r#""text""#, None),
        ] {
            assert_eq!(read(text, &ROWS).as_deref(), told, "{text}");
        }
    }

    #[test]
    fn rows_are_counted_from_their_first() {
        assert_eq!((row_of("0", 0), row_of(" 5 ", 1)), (Some(0), Some(4)));
        assert_eq!((row_of("0", 1), row_of("x", 0)), (None, None));
        assert_eq!(row_of("99999999999999999999999999", 0), None);
    }
}
