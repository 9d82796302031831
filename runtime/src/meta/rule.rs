//! What must hold before a request is sent.

/// What must hold before a request is sent; checked on the encoded request.
///
/// Paths are dotted wire paths from the root of the body (wrapper keys included) or of the query; `[]` stands for each
/// element of a list, `""` for the root.
#[derive(Debug)]
pub enum Rule {
    /// A field is required under a condition on a field beside it.
    RequiredWhen {
        /// The field.
        path: &'static str,
        /// The condition.
        when: Condition,
    },
    /// At least one of the fields is required.
    AnyOf {
        /// Path of the object that holds them.
        at: &'static str,
        /// The fields.
        fields: &'static [&'static str],
    },
    /// One of the fields is required, and only one.
    ExactlyOneOf {
        /// Path of the object that holds them.
        at: &'static str,
        /// The fields.
        fields: &'static [&'static str],
    },
    /// The fields exclude each other.
    AtMostOneOf {
        /// Path of the object that holds them.
        at: &'static str,
        /// The fields.
        fields: &'static [&'static str],
    },
    /// A list that is given may not be shorter.
    MinItems {
        /// The list.
        path: &'static str,
        /// Least elements.
        min: usize,
    },
    /// A list may not be longer.
    MaxItems {
        /// The list.
        path: &'static str,
        /// Most elements.
        max: usize,
    },
}

/// A condition on a field beside the one that it governs.
#[derive(Debug)]
pub enum Condition {
    /// The field has one of these values.
    Is {
        /// The field.
        field: &'static str,
        /// JSON texts.
        values: &'static [&'static str],
    },
    /// The field is there.
    Present(&'static str),
    /// The field is not there.
    Absent(&'static str),
}
