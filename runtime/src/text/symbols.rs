//! What a text says, whatever escapes it is written in.
//!
//! Servers echo what they were sent as JSON, as PHP writes JSON, percent-encoded, in HTML, as a form, and in several of these at once.
//! So escapes are undone until none is left: each byte is added to what was read, and as soon as the end of that is an escape it is
//! replaced by what it stands for, which may end another one. A text and its escaped form come to the same symbols, because an escape
//! has become its character before the next one is looked at. What cannot be told apart (`+` and a blank, a backslash and none) is
//! made the same. Each symbol knows the bytes that it was written in.

/// One character, and the bytes that it is written in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Symbol {
    /// The character; a byte that belongs to none is above all characters.
    pub value: u32,
    pub start: usize,
    pub end: usize,
}

/// Above all characters.
pub(super) const NO_CHARACTER: u32 = 0x11_0000;

/// A byte after escapes were undone, and what it is written in.
#[derive(Clone, Copy)]
struct Byte {
    value: u8,
    start: usize,
    end: usize,
}

/// The characters of `text` as they stand there.
pub(super) fn plain(text: &[u8]) -> Vec<Symbol> {
    characters(&bytes(text).collect::<Vec<_>>())
}

/// The characters of `text` with all escapes undone.
pub(super) fn meant(text: &[u8]) -> Vec<Symbol> {
    let mut read: Vec<Byte> = Vec::with_capacity(text.len());
    for byte in bytes(text) {
        read.push(byte);
        while reduce(&mut read) {}
    }
    even(&characters(&read))
}

fn bytes(text: &[u8]) -> impl Iterator<Item = Byte> {
    text.iter().enumerate().map(|(start, value)| Byte {
        value: *value,
        start,
        end: start + 1,
    })
}

/// Replaces an escape at the end by what it stands for; `false` if there is none.
fn reduce(read: &mut Vec<Byte>) -> bool {
    match read.last().map(|byte| byte.value) {
        Some(b';') => entity(read),
        Some(last) if last.is_ascii_hexdigit() => percent(read) || code_unit(read) || code(read),
        _ => false,
    }
}

/// `%2F`
fn percent(read: &mut Vec<Byte>) -> bool {
    match tail::<3>(read) {
        Some([b'%', digits @ ..]) => match hex(&digits).and_then(|value| u8::try_from(value).ok()) {
            Some(value) => replace(read, 3, &[value]),
            None => false,
        },
        _ => false,
    }
}

/// `\x2f`
fn code(read: &mut Vec<Byte>) -> bool {
    match tail::<4>(read) {
        Some([b'\\', b'x', digits @ ..]) => match hex(&digits).and_then(char::from_u32) {
            Some(c) => replace(read, 4, c.encode_utf8(&mut [0; 4]).as_bytes()),
            None => false,
        },
        _ => false,
    }
}

/// `\u002f`; characters beyond 16 bits are written as two of these.
fn code_unit(read: &mut Vec<Byte>) -> bool {
    let Some([b'\\', b'u', digits @ ..]) = tail::<6>(read) else {
        return false;
    };
    let Some(unit) = hex(&digits) else { return false };
    if let Some(c) = char::from_u32(unit) {
        return replace(read, 6, c.encode_utf8(&mut [0; 4]).as_bytes());
    }
    // Half of a character. The first half waits in the three bytes that UTF-8 has no use for, the second looks for it there, behind
    // the backslashes of an escape that was escaped once more.
    if unit < 0xDC00 {
        let bits = |shift: u32, mask: u32| u8::try_from(unit >> shift & mask).unwrap_or_default();
        return replace(
            read,
            6,
            &[0xE0 | bits(12, 0xF), 0x80 | bits(6, 0x3F), 0x80 | bits(0, 0x3F)],
        );
    }
    let before = read.len() - 6;
    let slashes = read[..before]
        .iter()
        .rev()
        .take_while(|byte| byte.value == b'\\')
        .count();
    let Some([0xED, middle @ 0xA0..=0xAF, last @ 0x80..=0xBF]) = tail::<3>(&read[..before - slashes]) else {
        return false;
    };
    let high = u32::from(middle & 0x0F) << 6 | u32::from(last & 0x3F);
    match char::from_u32(0x1_0000 + (high << 10 | (unit - 0xDC00))) {
        Some(c) => replace(read, 9 + slashes, c.encode_utf8(&mut [0; 4]).as_bytes()),
        None => false,
    }
}

/// The longest entity that is known, `&#x0010ffff;`, with some zeros to spare.
const LONGEST_ENTITY: usize = 14;

/// `&amp;`, `&#47;`, `&#x2f;`
fn entity(read: &mut Vec<Byte>) -> bool {
    let from = read.len().saturating_sub(LONGEST_ENTITY);
    let Some(at) = read[from..].iter().rposition(|byte| byte.value == b'&') else {
        return false;
    };
    let name: Vec<u8> = read[from + at + 1..read.len() - 1]
        .iter()
        .map(|byte| byte.value)
        .collect();
    let c = match name.as_slice() {
        b"amp" => '&',
        b"lt" => '<',
        b"gt" => '>',
        b"quot" => '"',
        b"apos" => '\'',
        b"nbsp" => ' ',
        b"plus" => '+',
        b"sol" => '/',
        b"bsol" => '\\',
        b"equals" => '=',
        b"percnt" => '%',
        b"colon" => ':',
        [b'#', b'x' | b'X', digits @ ..] => match hex(digits).and_then(char::from_u32) {
            Some(c) => c,
            None => return false,
        },
        [b'#', digits @ ..] => {
            let digits = std::str::from_utf8(digits).ok();
            match digits.and_then(|digits| digits.parse().ok()).and_then(char::from_u32) {
                Some(c) => c,
                None => return false,
            }
        }
        _ => return false,
    };
    let length = read.len() - from - at;
    replace(read, length, c.encode_utf8(&mut [0; 4]).as_bytes())
}

fn tail<const N: usize>(read: &[Byte]) -> Option<[u8; N]> {
    let tail: &[Byte; N] = read.last_chunk()?;
    Some(tail.map(|byte| byte.value))
}

fn hex(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() || digits.len() > 8 {
        return None;
    }
    digits.iter().try_fold(0, |value: u32, digit| {
        Some(value.checked_mul(16)? + char::from(*digit).to_digit(16)?)
    })
}

/// Puts `bytes` in the place of the last `length`; all are written in what these were written in.
fn replace(read: &mut Vec<Byte>, length: usize, bytes: &[u8]) -> bool {
    let at = read.len().saturating_sub(length);
    let (Some(first), Some(last)) = (read.get(at), read.last()) else {
        return false;
    };
    let (start, end) = (first.start, last.end);
    read.truncate(at);
    read.extend(bytes.iter().map(|value| Byte {
        value: *value,
        start,
        end,
    }));
    true
}

fn characters(read: &[Byte]) -> Vec<Symbol> {
    let values: Vec<u8> = read.iter().map(|byte| byte.value).collect();
    let mut symbols = Vec::with_capacity(values.len());
    let mut at = 0;
    let mut push = |value: u32, length: usize| {
        if let Some(written) = read.get(at..at + length) {
            symbols.extend(written.first().zip(written.last()).map(|(first, last)| Symbol {
                value,
                start: first.start,
                end: last.end,
            }));
        }
        at += length;
    };
    for chunk in values.utf8_chunks() {
        chunk.valid().chars().for_each(|c| push(c.into(), c.len_utf8()));
        chunk
            .invalid()
            .iter()
            .for_each(|byte| push(NO_CHARACTER + u32::from(*byte), 1));
    }
    symbols
}

/// Makes the same what escapes do not keep apart: backslashes go into the character behind them, and white space, which forms write
/// as `+`, JSON as `\n` and pages in any number, is one blank.
fn even(symbols: &[Symbol]) -> Vec<Symbol> {
    const BACKSLASH: u32 = '\\' as u32;
    let mut out: Vec<Symbol> = Vec::with_capacity(symbols.len());
    let mut slashes: Option<usize> = None;
    for symbol in symbols {
        if symbol.value == BACKSLASH {
            slashes.get_or_insert(symbol.start);
            continue;
        }
        let c = char::from_u32(symbol.value).unwrap_or('?');
        let is_blank = c == '+' || c.is_whitespace() || (slashes.is_some() && matches!(c, 'n' | 'r' | 't'));
        let start = slashes.take().unwrap_or(symbol.start);
        match out.last_mut() {
            Some(last) if is_blank && last.value == u32::from(' ') => last.end = symbol.end,
            _ => out.push(Symbol {
                value: if is_blank { ' '.into() } else { symbol.value },
                start,
                end: symbol.end,
            }),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(text: &str) -> String {
        meant(text.as_bytes())
            .iter()
            .map(|symbol| char::from_u32(symbol.value).unwrap_or('?'))
            .collect()
    }

    #[test]
    fn escapes_are_undone() {
        for (written, said) in [
            (r#"p\/s\"s"#, "p/s\"s"),
            (r"\u043f\u0430\u0440", "пар"),
            (r"\\u043f", "п"),
            (r"\ud83d\ude00!", "😀!"),
            (r"\\ud83d\\ude00!", "😀!"),
            ("%D0%bf%2F%2f", "п//"),
            ("%252F", "/"),
            ("a+b%20c%2Bd", "a b c d"),
            ("&lt;a&gt; &amp; &#39;&#x27;&quot;", "<a> & ''\""),
            ("&amp;lt;", "<"),
            (r"%5Cu0026amp%3B", "&"),
            (r"\x41\n  b", "A b"),
            (r"100% \&x; %zz &#; \u12", "100% &x; %zz &#; u12"),
        ] {
            assert_eq!(says(written), said, "{written}");
        }
    }

    #[test]
    fn symbols_know_what_they_are_written_in() {
        let text = r"a\\u043fb\/";
        let spans: Vec<&str> = meant(text.as_bytes())
            .iter()
            .map(|symbol| &text[symbol.start..symbol.end])
            .collect();
        assert_eq!(spans, ["a", r"\\u043f", "b", r"\/"]);
    }

    #[test]
    fn broken_bytes_are_no_characters() {
        let symbols = meant(b"a\xffb%ff\xd0");
        assert_eq!(symbols.len(), 5);
        assert_eq!(symbols.iter().filter(|symbol| symbol.value >= NO_CHARACTER).count(), 3);
        assert_eq!(says(r"\ude00\ud83dx"), "ude00???x");
    }
}
