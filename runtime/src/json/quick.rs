//! The end of a value that is plain JSON, found without a reader: no errors, no state but an index.
//!
//! What it takes, [`Reader::skip`](super::Reader::skip) takes too and ends at the same byte; what it does not (a mistake, `\u`, more
//! than [`LEVELS`] levels) is for the reader, which knows what to say.

use super::scan;

/// Below everything that is open.
const BOTTOM: u64 = 1;
/// With a bit here, there is no room for another level.
const FULL: u64 = 1 << 62;
/// Levels that it takes.
const LEVELS: u8 = 62;

/// Index behind the value that begins at `from` with the byte `first`, where so many levels may be opened.
#[allow(clippy::inline_always)] // as little as a call costs
#[inline(always)]
pub(super) fn value_end(bytes: &[u8], from: usize, first: u8, levels: u8) -> Option<usize> {
    match first {
        b'"' => text_end(bytes, from + 1),
        b'-' | b'0'..=b'9' => number_end(bytes, from),
        b'{' | b'[' if levels >= LEVELS => nested_end(bytes, from),
        b't' => word_end(bytes, from, b"true"),
        b'f' => word_end(bytes, from, b"false"),
        b'n' => word_end(bytes, from, b"null"),
        _ => None,
    }
}

/// Index behind the list or object that begins at `from`.
#[inline(never)]
fn nested_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    // One bit for each open container, the innermost lowest: 1 for an object.
    let mut open = BOTTOM;
    loop {
        // Before a value.
        match visible(bytes, &mut at)? {
            b'"' => at = text_end(bytes, at + 1)?,
            b'-' | b'0'..=b'9' => at = number_end(bytes, at)?,
            b'{' if open & FULL == 0 => {
                at += 1;
                match visible(bytes, &mut at)? {
                    b'"' => {
                        open = open << 1 | 1;
                        at = key_end(bytes, at)?;
                        continue;
                    }
                    b'}' => at += 1,
                    _ => return None,
                }
            }
            b'[' if open & FULL == 0 => {
                at += 1;
                if visible(bytes, &mut at)? != b']' {
                    open <<= 1;
                    continue;
                }
                at += 1;
            }
            b't' => at = word_end(bytes, at, b"true")?,
            b'f' => at = word_end(bytes, at, b"false")?,
            b'n' => at = word_end(bytes, at, b"null")?,
            _ => return None,
        }
        // After a value.
        loop {
            if open == BOTTOM {
                crate::steps::add(at - from);
                return Some(at);
            }
            let is_object = open & 1 == 1;
            match visible(bytes, &mut at)? {
                b',' => {
                    at += 1;
                    if is_object {
                        visible(bytes, &mut at)?;
                        at = key_end(bytes, at)?;
                    }
                    break;
                }
                b'}' if is_object => {}
                b']' if !is_object => {}
                _ => return None,
            }
            at += 1;
            open >>= 1;
        }
    }
}

/// The byte at `at`, or the first one behind white space there.
#[allow(clippy::inline_always)] // a sign costs one comparison
#[inline(always)]
fn visible(bytes: &[u8], at: &mut usize) -> Option<u8> {
    let byte = *bytes.get(*at)?;
    if byte > b' ' {
        return Some(byte);
    }
    *at = space_end(bytes, *at);
    bytes.get(*at).copied()
}

#[inline(never)]
fn space_end(bytes: &[u8], from: usize) -> usize {
    super::lenient::skip_space(bytes, from)
}

/// Index behind the key at `at` and its colon.
#[allow(clippy::inline_always)] // as above
#[inline(always)]
fn key_end(bytes: &[u8], at: usize) -> Option<usize> {
    if bytes.get(at) != Some(&b'"') {
        return None;
    }
    let mut at = text_end(bytes, at + 1)?;
    (visible(bytes, &mut at)? == b':').then_some(at + 1)
}

/// Index behind the closing quote of the string whose content begins at `from`.
#[allow(clippy::inline_always)] // as above
#[inline(always)]
fn text_end(bytes: &[u8], from: usize) -> Option<usize> {
    let end = scan::string_end(bytes, from);
    match bytes.get(end)? {
        b'"' => Some(end + 1),
        b'\\' => escaped_end(bytes, end),
        _ => None,
    }
}

/// As [`text_end`], from a backslash on.
#[inline(never)]
fn escaped_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\'
                if matches!(
                    bytes.get(at + 1)?,
                    b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't'
                ) =>
            {
                at += 2;
            }
            _ => return None,
        }
        at = scan::string_end(bytes, at);
    }
}

/// Index behind the number at `from`, which begins with a digit or a minus.
#[allow(clippy::inline_always)] // as above
#[inline(always)]
fn number_end(bytes: &[u8], from: usize) -> Option<usize> {
    let integer = from + usize::from(bytes.get(from) == Some(&b'-'));
    let mut end = scan::digits_end(bytes, integer);
    if end == integer || (end > integer + 1 && bytes.get(integer) == Some(&b'0')) {
        return None;
    }
    if bytes.get(end) == Some(&b'.') {
        let fraction = end + 1;
        end = scan::digits_end(bytes, fraction);
        if end == fraction {
            return None;
        }
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let exponent = end + 1 + usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        end = scan::digits_end(bytes, exponent);
        if end == exponent {
            return None;
        }
    }
    Some(end)
}

#[allow(clippy::inline_always)] // as above
#[inline(always)]
fn word_end<const N: usize>(bytes: &[u8], at: usize, word: &[u8; N]) -> Option<usize> {
    let found = bytes.get(at..)?.first_chunk::<N>()?;
    (found == word).then_some(at + N)
}

#[cfg(test)]
mod tests {
    use super::{LEVELS, nested_end};
    use crate::json::{Mode, Reader};

    /// What the reader makes of it, step by step.
    fn slowly(text: &str) -> Option<usize> {
        let mut reader = Reader::new(text, Mode::Tolerant);
        reader.skip_nested().is_ok().then_some(reader.pos)
    }

    #[test]
    fn plain_values_end_where_the_reader_says() {
        for text in [
            "[]",
            "{}",
            "[ ]",
            "{\n}",
            r#"{"a":[1,2,3],"b":null}"#,
            r#"[true,false,null,-0.5e+7,"x",{"y":[{}]},[[]]]"#,
            " { \"a\" :\t[ 1 ,\r\n{ } ] , \"b\" : \"c\" } ",
            r#"["\"\\\/\b\f\n\r\t","a\\","я",{"k\"":""}]"#,
        ] {
            let text = text.trim_start();
            let end = text.trim_end().len();
            assert_eq!(
                (nested_end(text.as_bytes(), 0), slowly(text)),
                (Some(end), Some(end)),
                "{text}"
            );
            let within = format!("7,{text},8");
            assert_eq!(nested_end(within.as_bytes(), 2), Some(2 + end), "{text}");
        }
    }

    /// Every text that differs in one byte from a sound one: both take it, or none.
    #[test]
    fn what_is_taken_and_what_is_not_is_the_same() {
        let sound = r#"{"a":[1,-2.50,3e-7,"t\n"],"b":{"c":null,"d":[]},"e": [true ,false]}"#;
        let others = b"\"\\{}[]:,.-+eE0123456789tfnu \n\x01";
        let (mut taken, mut refused) = (0, 0);
        for at in 0..sound.len() {
            for &other in others {
                for keep in [0, 1] {
                    let text = [
                        &sound[..at],
                        std::str::from_utf8(&[other]).unwrap(),
                        &sound[at + keep..],
                    ]
                    .concat();
                    let (quick, slow) = (nested_end(text.as_bytes(), 0), slowly(&text));
                    assert_eq!(quick, slow, "{text}");
                    taken += usize::from(quick.is_some());
                    refused += usize::from(quick.is_none());
                }
            }
            assert_eq!(nested_end(&sound.as_bytes()[..at], 0), None, "{at}");
        }
        assert!(taken > 100 && refused > 100, "{taken} {refused}");
    }

    #[test]
    fn what_is_deeper_than_its_levels_is_left_to_the_reader() {
        for (levels, fits) in [(LEVELS, true), (LEVELS + 1, false)] {
            let levels = usize::from(levels);
            let text = "[".repeat(levels) + &"]".repeat(levels);
            assert_eq!(nested_end(text.as_bytes(), 0).is_some(), fits, "{levels}");
            assert_eq!(slowly(&text), Some(text.len()), "{levels}");
        }
    }
}
