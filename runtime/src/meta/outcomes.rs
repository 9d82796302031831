//! What a reply says of the single elements of a batch.

use super::platform::Sign;

/// What a reply says of each element of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcomes {
    /// Dotted path of the list that was sent, in the whole body; `""` is the body itself.
    pub sent: &'static str,
    /// Dotted paths of lists in the reply. With `ordered` the first that holds anything counts, else all of them.
    pub at: &'static [&'static str],
    /// There is one for each element that was sent, in the order sent.
    pub ordered: bool,
    /// Signs that an element failed, paths within its outcome; none: what is listed failed.
    pub failure: &'static [Sign],
    /// Paths of ids within an outcome (`""`: the outcome is the id), each with the path of the same id within what was sent, if it
    /// can be found there.
    pub ids: &'static [(&'static str, Option<&'static str>)],
    /// Paths of the position within an outcome.
    pub row: &'static [&'static str],
    /// The number of the first row: 0 or 1.
    pub first_row: usize,
    /// Where the text for people stands, within an outcome.
    pub message: &'static [&'static str],
    /// Where the code for machines stands, within an outcome.
    pub code: &'static [&'static str],
    /// Where the messages about single fields stand, within an outcome; the first that holds any counts.
    pub fields: &'static [&'static str],
}

impl Outcomes {
    /// Nothing is said: what a table leaves out is as here.
    pub const NONE: Self = Self {
        sent: "",
        at: &[],
        ordered: false,
        failure: &[],
        ids: &[],
        row: &[],
        first_row: 0,
        message: &[],
        code: &[],
        fields: &[],
    };
}
