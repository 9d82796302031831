//! Documentation of a generated item.

/// What rustdoc shows for an item. Nothing here has been escaped: it is text from specs, and `emit` sees to
/// it that text stays text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DocPlan {
    /// Paragraphs; text between backticks is shown as code.
    pub paragraphs: Vec<String>,
    /// Lines of a compiled example, made of identifiers and fixed text only.
    pub example: Vec<String>,
    /// `Some("")` when there is nothing to say beyond "deprecated".
    pub deprecated: Option<String>,
}

impl DocPlan {
    /// Documentation of one paragraph.
    #[must_use]
    pub fn line(text: impl Into<String>) -> Self {
        Self {
            paragraphs: vec![text.into()],
            ..Self::default()
        }
    }

    /// The first paragraph and the deprecation.
    #[must_use]
    pub fn first(&self) -> Self {
        Self {
            paragraphs: self.paragraphs.first().cloned().into_iter().collect(),
            example: Vec::new(),
            deprecated: self.deprecated.clone(),
        }
    }
}
