//! Changes to the text of a spec that leave everything else as it stands: comments, order, blank lines, line ends.
//!
//! A change is a stretch of bytes and what comes in its place. Where they go is told by the tree of the text ([`Node`](crate::yaml::Node)); the tree is
//! never written back.

mod mapping;
mod scalar;
mod written;

pub use mapping::{add_to_list, add_to_mapping, found_at, read_tree, section};
pub use scalar::{is_plain, quoted};
pub use written::Written;

use std::fmt;

/// Bytes of a text and what replaces them; an insertion where both ends are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// First byte.
    pub start: usize,
    /// Byte behind the last.
    pub end: usize,
    /// What comes there.
    pub text: String,
}

impl Edit {
    /// Puts a text in front of a byte.
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::replace(at, at, text)
    }

    /// Puts a text in the place of some bytes.
    pub fn replace(start: usize, end: usize, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { start, end, text }
    }
}

/// Why changes cannot be made together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EditError {
    /// The byte at which it is seen.
    pub at: usize,
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "two changes meet at byte {}, or one lies outside of the text",
            self.at
        )
    }
}

impl std::error::Error for EditError {}

/// The text with all changes made. Insertions at one place keep the order in which they are given.
///
/// # Errors
///
/// When two changes overlap, or one is not within the text or cuts a character: nothing is guessed.
pub fn apply(text: &str, edits: &[Edit]) -> Result<String, EditError> {
    let mut ordered: Vec<&Edit> = edits.iter().collect();
    ordered.sort_by_key(|edit| (edit.start, edit.end));
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for edit in ordered {
        let before = (edit.start >= done).then(|| text.get(done..edit.start)).flatten();
        let replaced = text.get(edit.start..edit.end);
        let (Some(before), Some(_)) = (before, replaced) else {
            return Err(EditError { at: edit.start });
        };
        out.push_str(before);
        out.push_str(&edit.text);
        done = edit.end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_made_in_the_order_of_the_text() {
        let edits = [Edit::insert(4, "!"), Edit::replace(0, 1, "A"), Edit::insert(4, "?")];
        assert_eq!(apply("a bc", &edits), Ok("A bc!?".to_owned()));
    }

    #[test]
    fn changes_that_meet_or_cut_a_character_are_refused() {
        assert!(apply("abc", &[Edit::replace(0, 2, ""), Edit::replace(1, 3, "")]).is_err());
        assert!(apply("é", &[Edit::insert(1, "x")]).is_err());
        assert!(apply("a", &[Edit::insert(2, "x")]).is_err());
    }
}
