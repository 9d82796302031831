//! What stands in lists of errors.

/// What stands in the lists of errors: where they are, and which key of an entry says what. Keys are dotted paths within the entry; of
/// several the first that says anything counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entries {
    /// Where the entries stand, besides [`ErrorShape::fields`](crate::ErrorShape::fields): dotted paths, with `[]` behind a key for each
    /// element of a list or each value of a map. All of them count.
    pub at: &'static [&'static str],
    /// What the keys are, where a map stands in place of a list.
    pub keys: EntryKeys,
    /// The text for people.
    pub message: &'static [&'static str],
    /// Further names of the text, which are it only beside a field: by themselves they are as likely fields.
    pub beside: &'static [&'static str],
    /// The code for machines.
    pub code: &'static [&'static str],
    /// The field that it is about.
    pub field: &'static [&'static str],
    /// Position of the element of the request that it is about.
    pub row: &'static [&'static str],
    /// Id of that element, the platform's or one's own.
    pub id: &'static [&'static str],
    /// The number of the first row: 0 or 1.
    pub first_row: usize,
}

impl Entries {
    /// The names that are usual, for platforms whose spec does not say which are theirs.
    pub const USUAL: Self = Self {
        at: &[],
        keys: EntryKeys::Field,
        message: &["message", "error", "errorMsg", "msg"],
        beside: &["text", "description"],
        code: &["code"],
        field: &[
            "field",
            "property",
            "attribute",
            "param",
            "path",
            "key",
            "name",
            "parameter",
        ],
        row: &[],
        id: &[],
        first_row: 0,
    };
}

/// What the keys of a map of errors are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKeys {
    /// Names of fields.
    Field,
    /// Positions of elements of the request. A list of texts that is as long as that of the failed elements goes with it in turn.
    Row,
    /// Ids of elements of the request.
    Id,
}
