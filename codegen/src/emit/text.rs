//! Text of specs made harmless: in documentation it stays text, whatever it contains.

/// A paragraph as Markdown that shows the same text. Only `code` between single backticks and bare web addresses
/// mean anything; everything else that Markdown or rustdoc would act on is escaped.
#[must_use]
pub fn markdown(paragraph: &str) -> String {
    let text: String = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
    let text: String = text.chars().filter(|c| !c.is_control() && !is_bidi(*c)).collect();
    if text.contains("``") || text.matches('`').count() % 2 == 1 {
        return prose(&text.replace('`', "\u{2018}"), true);
    }
    text.split('`')
        .enumerate()
        .map(|(at, piece)| match at % 2 {
            0 => prose(piece, at == 0),
            _ if piece.trim().is_empty() => String::new(),
            _ => format!("`{piece}`"),
        })
        .collect()
}

/// Characters that make text look like something else than what the compiler reads.
fn is_bidi(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn prose(text: &str, at_start: bool) -> String {
    let mut out = String::new();
    let mut words = text.split(' ').peekable();
    let mut first = at_start;
    while let Some(word) = words.next() {
        if first && starts_a_block(word) {
            out.push('\\');
        }
        first = false;
        match address(word) {
            Some((before, address, after)) => {
                out.push_str(&escaped(before));
                out.extend(["<", address, ">"]);
                out.push_str(&escaped(after));
            }
            None => out.push_str(&escaped(word)),
        }
        if words.peek().is_some() {
            out.push(' ');
        }
    }
    out
}

/// Headings, quotes, lists, rules and fences are told by the first character of a line.
fn starts_a_block(word: &str) -> bool {
    word.starts_with(['#', '>', '-', '+', '='])
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if matches!(c, '\\' | '[' | ']' | '<' | '*' | '_' | '&' | '|' | '~')
            && !(c == '_' && out.ends_with(char::is_alphanumeric))
        {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Splits off a web address, so that rustdoc shows it as a link.
fn address(word: &str) -> Option<(&str, &str, &str)> {
    let at = word.find("https://").or_else(|| word.find("http://"))?;
    let (before, rest) = word.split_at(at);
    let end = rest
        .find(|c: char| !(c.is_ascii_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(c)))
        .unwrap_or(rest.len());
    let address = rest.get(..end)?.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
    let host = address.split_once("://")?.1;
    let known = host.starts_with(|c: char| c.is_ascii_alphanumeric()) && host.contains('.');
    known.then(|| (before, address, rest.get(address.len()..).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        for (from, want) in [
            ("plain text.", "plain text."),
            ("`ok` and `a<b`", "`ok` and `a<b`"),
            ("a lone ` tick", "a lone \u{2018} tick"),
            (
                "```rust panic!() ```",
                "\u{2018}\u{2018}\u{2018}rust panic!() \u{2018}\u{2018}\u{2018}",
            ),
            ("</script> [x](y) <b>", "\\</script> \\[x\\](y) \\<b>"),
            ("# heading", "\\# heading"),
            ("#![deny(warnings)]", "\\#!\\[deny(warnings)\\]"),
            ("- item", "\\- item"),
            ("*/ \"# snake_case _emph_", "\\*/ \"# snake_case \\_emph_"),
            ("    indented\n\tcode", "indented code"),
            ("see https://a.example/x_y.", "see <https://a.example/x_y>."),
            ("https://{shop}.example", "https://{shop}.example"),
            ("&lt; | ~~~", "\\&lt; \\| \\~\\~\\~"),
            ("\u{202e}abc\u{7}", "abc"),
        ] {
            assert_eq!(markdown(from), want, "{from}");
        }
    }

    #[test]
    fn blocks_are_escaped_after_code_only_at_the_start() {
        assert_eq!(markdown("`a` - b"), "`a` - b");
        assert_eq!(markdown("~~~ x"), "\\~\\~\\~ x");
    }
}
