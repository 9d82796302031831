//! Documentation of a generated item.

/// What rustdoc shows for an item. Nothing here has been escaped: it is text from specs, and `emit` sees to
/// it that text stays text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DocPlan {
    /// Paragraphs; text between backticks is shown as code.
    pub paragraphs: Vec<String>,
    /// Paragraphs behind those, which link to items of the crate.
    pub linked: Vec<LinkedText>,
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

    /// Nothing is said: not even that it is deprecated.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.paragraphs.is_empty() && self.linked.is_empty()
    }

    /// The first paragraph and the deprecation.
    #[must_use]
    pub fn first(&self) -> Self {
        Self {
            paragraphs: self.paragraphs.first().cloned().into_iter().collect(),
            linked: Vec::new(),
            example: Vec::new(),
            deprecated: self.deprecated.clone(),
        }
    }
}

/// A paragraph with links in it.
pub type LinkedText = Vec<DocSpan>;

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocSpan {
    /// As in other paragraphs; blanks at its ends count.
    Text(String),
    /// Code that leads to an item, or to what stands on the same page.
    Link {
        /// What is shown.
        shown: String,
        /// Path of the item as the place of the documentation sees it.
        to: String,
    },
}

impl DocSpan {
    /// Words.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A link.
    #[must_use]
    pub fn link(shown: impl Into<String>, to: impl Into<String>) -> Self {
        Self::Link {
            shown: shown.into(),
            to: to.into(),
        }
    }
}

/// A part of the front page of a crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageBlock {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Text(LinkedText),
    /// A list.
    List(Vec<LinkedText>),
    /// An example that is compiled, made of identifiers and fixed text only.
    Example(Vec<String>),
}
