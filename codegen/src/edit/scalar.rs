//! Texts as YAML writes them.

use std::fmt::Write;

/// Words that mean something else than their letters, to this dialect or to older readers of YAML.
const WORDS: &[&str] = &[
    "null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf",
];

/// Whether a text may stand without quotes, in block and in flow style, as key and as value.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    let starts = text.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '/');
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '.' | ' ' | '(' | ')' | '+' | ';');
    let number = text.starts_with(|c: char| c.is_ascii_digit());
    starts
        && !number
        && text.len() <= 120
        && text.chars().all(inside)
        && !text.ends_with(' ')
        && !text.contains("  ")
        && !WORDS.contains(&text.to_lowercase().as_str())
}

/// The text itself where it may stand without quotes, else in double quotes.
#[must_use]
pub fn quoted(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || is_invisible(c) => {
                let _ = if u32::from(c) > 0xFFFF {
                    write!(out, "\\U{:08X}", u32::from(c))
                } else {
                    write!(out, "\\u{:04X}", u32::from(c))
                };
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// What a reader would not see, or YAML takes for the end of a line.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}'
    ) || c.is_whitespace() && c != ' '
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Diagnostics, Sources};
    use crate::yaml::parse;

    #[test]
    fn every_text_is_read_back() {
        let texts = [
            "", " ", "a", "a b", "a: b", "a #b", "null", "Yes", "1", "-1", "0x1", "~", "a\nb", "é", "\u{85}",
            "\u{2028}", "\u{feff}", "\\", "\"", "'", "{n}", "[a]", "a,b", "*a", "&a", "!a", "%a", "@a", "`a", "- a",
            "?", "🎉", "\u{0}", "\u{7f}", "a  b", "a ",
        ];
        for text in texts {
            for spec in [
                format!("k: {}\n", quoted(text)),
                format!("{}: v\n", quoted(text)),
                format!("k: {{a: {}}}\n", quoted(text)),
            ] {
                let (mut sources, mut found) = (Sources::default(), Diagnostics::default());
                let file = sources.add("a.yaml", spec.as_str());
                let node = parse(&spec, file, &mut found).expect("it is YAML");
                assert!(format!("{node:?}").contains(&format!("{text:?}")), "{spec}");
                assert!(found.is_empty(), "{spec}");
            }
        }
    }
}
