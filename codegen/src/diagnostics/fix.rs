//! Mends that a program can carry out.

use super::{Sources, Span};

/// A mend of which there is no doubt: what it replaces could mean nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced.
    pub span: Span,
    /// What stands there, without quotes; nothing else is replaced.
    pub old: String,
    /// What takes its place.
    pub new: String,
}

impl Fix {
    /// A mend that replaces a word.
    #[must_use]
    pub fn new(span: Span, old: impl Into<String>, new: impl Into<String>) -> Self {
        Self {
            span,
            old: old.into(),
            new: new.into(),
        }
    }

    /// The span without the quotes around the word, if that is what stands there.
    #[must_use]
    pub fn place(&self, sources: &Sources) -> Option<Span> {
        let there = sources.text(self.span.file).get(self.span.start..self.span.end)?;
        let quoted = ['"', '\'']
            .iter()
            .any(|quote| there == format!("{quote}{}{quote}", self.old));
        if there == self.old {
            Some(self.span)
        } else {
            quoted.then(|| self.span.part(1, 1 + self.old.len()))
        }
    }
}

/// The only one of several words that is one slip of the pen away: a letter too many or too few, another one, or two exchanged. Short
/// words are too like each other to tell.
#[must_use]
pub fn slip_of<'a>(wrong: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const SHORTEST: usize = 4;
    let mut near = words
        .into_iter()
        .filter(|word| *word != wrong && strsim::damerau_levenshtein(wrong, word) == 1);
    let first = near.next()?;
    (near.next().is_none() && wrong.chars().count() >= SHORTEST && first.chars().count() >= SHORTEST).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_slip_and_only_one_word() {
        let words = ["returns", "query", "header", "headers", "doc"];
        assert_eq!(slip_of("retuns", words), Some("returns"));
        assert_eq!(slip_of("retruns", words), Some("returns"));
        assert_eq!(slip_of("retun", words), None);
        assert_eq!(slip_of("headerz", words), None, "`header` or `headers`");
        assert_eq!(slip_of("dox", words), None, "too short");
    }

    #[test]
    fn only_what_is_meant_is_replaced() {
        let mut sources = Sources::default();
        let file = sources.add("a.yaml", "\"retuns\": x");
        let fix = Fix::new(Span { file, start: 0, end: 8 }, "retuns", "returns");
        assert_eq!(fix.place(&sources).map(|span| (span.start, span.end)), Some((1, 7)));
        let other = Fix::new(Span { file, start: 0, end: 9 }, "retuns", "returns");
        assert_eq!(other.place(&sources), None);
    }
}
