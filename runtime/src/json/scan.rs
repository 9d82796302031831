//! Byte scanning, eight at a time, in safe Rust.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;

/// A word with the high bit set in every byte that is `"`, `\` or a control character.
///
/// The lowest marked byte is exact; bytes above it may be marked by a borrow, which is why callers look at the lowest only.
#[allow(clippy::inline_always)] // it is called for every eight bytes of text
#[inline(always)]
const fn marks(word: u64) -> u64 {
    let quote = word ^ (ONES * 0x22);
    let backslash = word ^ (ONES * 0x5c);
    ((quote.wrapping_sub(ONES) & !quote)
        | (backslash.wrapping_sub(ONES) & !backslash)
        | (word.wrapping_sub(ONES * 0x20) & !word))
        & HIGHS
}

/// Index of the first byte at or after `from` that cannot stand plainly in a JSON string: `"`, `\` or below 0x20.
/// The length of `bytes` if there is none.
#[inline]
pub(super) fn string_end(bytes: &[u8], from: usize) -> usize {
    let end = find_string_end(bytes, from);
    crate::steps::add(1 + end.saturating_sub(from));
    end
}

#[allow(clippy::inline_always)] // a function of its own only so that there is one place to count
#[inline(always)]
fn find_string_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let marked = marks(u64::from_le_bytes(*chunk));
        if marked != 0 {
            return at + (marked.trailing_zeros() >> 3) as usize;
        }
        at += 8;
    }
    while let Some(&byte) = bytes.get(at) {
        if byte == b'"' || byte == b'\\' || byte < 0x20 {
            return at;
        }
        at += 1;
    }
    at
}

/// Whether `bytes` begin with `key`. Keys are short: two overlapping words tell more cheaply than a call of `memcmp`.
#[inline]
pub(super) fn begins_with(bytes: &[u8], key: &[u8]) -> bool {
    let Some(head) = bytes.get(..key.len()) else {
        return false;
    };
    match key.len() {
        4..=7 => same_ends::<4>(head, key),
        8..=16 => same_ends::<8>(head, key),
        17..=32 => same_ends::<16>(head, key),
        _ => head == key,
    }
}

/// Whether the first `N` and the last `N` bytes are the same.
#[inline]
fn same_ends<const N: usize>(a: &[u8], b: &[u8]) -> bool {
    a.first_chunk::<N>() == b.first_chunk::<N>() && a.last_chunk::<N>() == b.last_chunk::<N>()
}

/// Index of the first byte at or after `from` that is no ASCII digit.
#[inline]
pub(super) fn digits_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while bytes.get(at).is_some_and(u8::is_ascii_digit) {
        at += 1;
    }
    crate::steps::add(1 + at - from);
    at
}

#[cfg(test)]
mod tests {
    use super::{begins_with, digits_end, string_end};

    #[test]
    fn finds_every_special_byte_at_every_offset() {
        for special in (0u8..0x20).chain([b'"', b'\\']) {
            for len in 0..40 {
                for at in 0..len {
                    let mut text = vec![b'a'; len];
                    text[at] = special;
                    assert_eq!(string_end(&text, 0), at, "{special:#x} at {at} of {len}");
                    assert_eq!(string_end(&text, at + 1), len);
                }
            }
        }
    }

    #[test]
    fn passes_over_all_other_bytes() {
        for byte in (0x20u8..=0xff).filter(|b| *b != b'"' && *b != b'\\') {
            assert_eq!(string_end(&[byte; 19], 0), 19, "{byte:#x}");
        }
        assert_eq!(string_end(b"", 0), 0);
    }

    #[test]
    fn beginnings_of_every_length() {
        let text: Vec<u8> = (0..50).map(|at| b'a' + at % 23).collect();
        for length in 0..=text.len() {
            let key = &text[..length];
            assert!(begins_with(&text, key), "{length}");
            assert!(begins_with(key, key), "{length}");
            for at in 0..length {
                let mut other = key.to_vec();
                other[at] ^= 1;
                assert!(!begins_with(&text, &other), "{length} bytes, another at {at}");
                assert!(!begins_with(&text[..at], key), "{at} bytes of {length}");
            }
        }
    }

    #[test]
    fn digits() {
        assert_eq!(digits_end(b"123x", 0), 3);
        assert_eq!(digits_end(b"123", 1), 3);
        assert_eq!(digits_end(b"x", 0), 0);
    }
}
