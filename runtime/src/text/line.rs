//! Text of others in a line of a log.

use std::fmt::{self, Formatter};

/// `text` as one line of at most `most` characters, without those that break lines, turn the direction of writing or cannot be seen.
pub(crate) fn line(text: &str, most: usize) -> String {
    let mut line = String::new();
    for (at, c) in text.trim().chars().enumerate() {
        if at == most {
            line.push('…');
            break;
        }
        match c {
            // What cannot be seen is named: it may be all that is wrong with a text.
            _ if is_invisible(c) => line.extend(format!("<U+{:04X}>", u32::from(c)).chars()),
            _ => line.push(if is_hidden(c) { ' ' } else { c }),
        }
    }
    line
}

/// Whether the character takes no room at all.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{180e}' | '\u{feff}' | '\u{200b}' | '\u{2060}'..='\u{2064}'
    )
}

/// Whether a log would not show the character as itself.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        )
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
            "abc<U+200B><U+FEFF>d"
        );
        assert!(!shown.chars().any(is_hidden));
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
