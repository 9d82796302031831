//! Texts that stand for one thing among many, as opposed to names that a description has.

/// Whether a step of a path, or a key, looks like the id of a thing: digits, a UUID, a long mixture of letters and digits, an address of mail.
#[must_use]
pub fn looks_like_id(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    let is_hex = text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    let is_word = text
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    // `v1` and `sha256` are names.
    let is_mixed = is_word && digits > 0 && letters > 0 && text.len() >= 10 && digits * 4 >= text.len();
    !text.is_empty()
        && (text.bytes().all(|byte| byte.is_ascii_digit())
            || is_uuid(text)
            || is_hex && digits > 0 && text.len() >= 12
            || is_mixed
            || text.contains('@')
            || text.contains("%40"))
}

/// 8-4-4-4-12 hexadecimal digits.
pub(crate) fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let lengths = groups.iter().map(|group| group.len());
    lengths.eq([8, 4, 4, 4, 12])
        && groups
            .iter()
            .all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Whether a text looks like a code that programs tell apart (`in-work`, `EUR`), and not like words of a person.
#[must_use]
pub fn looks_like_code(text: &str) -> bool {
    let inside = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':' | b'/');
    (1..=40).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(inside)
        && !looks_like_id(text)
}
