//! Where a body begins and ends.
//!
//! Templates and included files leave blank lines and byte-order marks before and after what they print, several and in any order.
//! Whoever reads a body, or looks at its first byte, asks here.

use std::ops::Range;

use crate::text::is_mark;

/// What a body says, without blanks and invisible marks around it: white space of Unicode, byte-order marks, joiners and spaces of no
/// width.
#[must_use]
pub(crate) fn content(body: &[u8]) -> &[u8] {
    body.get(extent(body)).unwrap_or_default()
}

/// Bytes of `body` that its content takes.
pub(super) fn extent(body: &[u8]) -> Range<usize> {
    let (mut start, mut end) = (0, body.len());
    while let Some(length) = body.get(start..).and_then(blank_at_start) {
        start += length;
    }
    while let Some(length) = body.get(start..end).and_then(blank_at_end) {
        end -= length;
    }
    start..end
}

/// Whether something stands around the content that JSON does not allow there.
pub(super) fn is_marked(body: &[u8], extent: &Range<usize>) -> bool {
    let around = [body.get(..extent.start), body.get(extent.end..)];
    around
        .into_iter()
        .flatten()
        .flatten()
        .any(|byte| !matches!(byte, b' ' | b'\n' | b'\r' | b'\t'))
}

/// Whether a reader of text would see nothing, or no more than a gap.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_mark(c)
}

/// Most bytes of a character.
const WIDEST: usize = 4;

/// White space of ASCII, as [`char::is_whitespace`] has it.
fn is_blank_byte(byte: u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ')
}

fn blank_at_start(bytes: &[u8]) -> Option<usize> {
    // As nearly all begin and end.
    match bytes.first() {
        Some(byte) if byte.is_ascii() => return is_blank_byte(*byte).then_some(1),
        _ => {}
    }
    let head = bytes.get(..WIDEST).unwrap_or(bytes);
    let first = head.utf8_chunks().next()?.valid().chars().next()?;
    is_blank(first).then(|| first.len_utf8())
}

fn blank_at_end(bytes: &[u8]) -> Option<usize> {
    match bytes.last() {
        Some(byte) if byte.is_ascii() => return is_blank_byte(*byte).then_some(1),
        _ => {}
    }
    let from = bytes.len().saturating_sub(WIDEST);
    let last = bytes.get(from..)?.utf8_chunks().last()?;
    let last = last.invalid().is_empty().then(|| last.valid().chars().next_back())??;
    is_blank(last).then(|| last.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_and_marks_are_cut_in_any_order() {
        for around in [
            "",
            " \r\n\t",
            "\u{feff}",
            "\u{feff}\u{feff}",
            "\n\n\u{feff}",
            "\u{feff}\n\u{feff} \u{a0}",
            "\u{200b}\u{2060}\u{85}\u{3000}",
        ] {
            for inner in ["", "{}", "é", "\u{1f600}", "a\u{feff} b"] {
                let body = format!("{around}{inner}{around}");
                assert_eq!(content(body.as_bytes()), inner.as_bytes(), "{body:?}");
            }
        }
    }

    #[test]
    fn ascii_has_no_other_blanks() {
        for byte in 0..=0x7f {
            let c = char::from(byte);
            assert_eq!(is_blank_byte(byte), is_blank(c), "{c:?}");
        }
    }

    #[test]
    fn bytes_that_are_no_text_stay() {
        for bytes in [&b"\xff\xfe"[..], b"\xef\xbb", b"\x80", b"\xc2", b"\xbb\xbf"] {
            assert_eq!(content(bytes), bytes);
            let body = [b"\xef\xbb\xbf ", bytes, b" \xef\xbb\xbf"].concat();
            assert_eq!(content(&body), bytes);
        }
    }

    #[test]
    fn only_what_json_forbids_is_a_mark() {
        let marked = |text: &str| is_marked(text.as_bytes(), &extent(text.as_bytes()));
        assert!(!marked(" \n{} "));
        assert!(marked("\u{a0}{}") && marked("{}\u{feff}") && marked("\u{b}{}"));
    }
}
