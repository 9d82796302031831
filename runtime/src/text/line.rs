//! Text of others in a line of a log.

use std::fmt::{self, Formatter, Write as _};

/// `text` as one line of at most `most` characters, without those that break lines, turn the direction of writing or cannot be seen.
pub(crate) fn line(text: &str, most: usize) -> String {
    let (mut line, mut room) = (String::new(), most);
    for c in text.trim().chars() {
        // The name of a mark counts by its characters, so that marks do not make a line long.
        let taken = if is_mark(c) { MARK_NAME } else { 1 };
        let Some(left) = room.checked_sub(taken) else {
            line.push('…');
            break;
        };
        room = left;
        if is_mark(c) {
            push_visible(&mut line, c);
        } else {
            line.push(if is_hidden(c) { ' ' } else { c });
        }
    }
    line
}

/// Characters of the name of a mark, `<U+FEFF>`.
const MARK_NAME: usize = 8;

/// Characters that show as nothing at all, or turn the direction of writing.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

/// Whether a log would break the line at the character, or act on it.
fn is_hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Adds `c` to a text for people. What they would not see is named, `<U+FEFF>`: it may be all that is wrong with a text.
pub(crate) fn push_visible(text: &mut String, c: char) {
    if is_mark(c) {
        // Writing into a string cannot fail.
        let _ = write!(text, "<U+{:04X}>", u32::from(c));
    } else {
        text.push(c);
    }
}

/// The most characters that [`Shown`] shows.
const SHOWN: usize = 400;

/// Text of others as a line: without quotes in `Display`, with quotes in `Debug`.
pub(crate) struct Shown<'t>(pub &'t str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&line(self.0, SHOWN))
    }
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", line(self.0, SHOWN))
    }
}

/// The most elements that [`Few`] shows.
const FEW: usize = 8;

/// The first elements of a list, and how many there are.
pub(crate) struct Few<'t, T>(pub &'t [T]);

impl<T: fmt::Debug> fmt::Debug for Few<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().take(FEW)).finish()?;
        match self.0.len().checked_sub(FEW) {
            Some(more) if more > 0 => write!(f, " and {more} more"),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_line() {
        let odd = "a\nb\r\u{85}\u{2028}\u{2029}c\u{202e}\u{2066}\u{200b}\u{feff}\u{61c}\u{200f}\0\u{9b}d";
        let shown = line(odd, 100);
        assert_eq!(
            shown.split(' ').filter(|word| !word.is_empty()).collect::<String>(),
            "abc<U+202E><U+2066><U+200B><U+FEFF><U+061C><U+200F>d"
        );
        assert!(!shown.chars().any(|c| is_hidden(c) || is_mark(c)));
        assert_eq!(line("  ab cd  ", 2), "ab…");
        assert_eq!(line("ё", 1), "ё");
        assert_eq!(
            format!("{:?} {}", Shown("a\"\n"), Shown(&"x".repeat(9999)))
                .chars()
                .count(),
            6 + 401
        );
    }

    #[test]
    fn lists_show_their_heads() {
        assert_eq!(format!("{:?}", Few(&[1, 2])), "[1, 2]");
        assert_eq!(format!("{:?}", Few(&[0; 20])), "[0, 0, 0, 0, 0, 0, 0, 0] and 12 more");
    }
}
