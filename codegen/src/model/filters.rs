//! What a filter of a listing is about.

/// The field of the listed things that a filter is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filters {
    /// Dotted path below the listed thing, through the elements of lists and maps.
    pub field: String,
    pub by: FilterBy,
}

/// How that field stands to what is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilterBy {
    Equal,
    From,
    To,
    Contains,
}

impl FilterBy {
    /// The word of the dialect.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::From => "from",
            Self::To => "to",
            Self::Contains => "contains",
        }
    }
}
