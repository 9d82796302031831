//! Findings: what is wrong in a spec, where, and how to mend it.

mod codes;
mod explain;
mod fix;
mod format;
mod hold;
mod render;
mod sources;
mod suggest;

pub use codes::{ALL, Code, Severity};
pub use explain::{chapters, explain, intro};
pub use fix::{Fix, slip_of};
pub use format::{github, json, sarif};
pub use hold::Ground;
pub use render::{Style, render};
pub use sources::{FileId, Sources, Span};
pub use suggest::{closest, did_you_mean};

use std::sync::Arc;

/// The codes by name: `code::UNKNOWN_KEY`.
pub mod code {
    pub use super::codes::named::*;
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of finding it is.
    pub code: Code,
    /// One sentence without a full stop.
    pub message: String,
    /// Where.
    pub span: Span,
    /// Words beside the caret.
    pub label: Option<String>,
    /// Other places that have to do with it.
    pub related: Vec<(Span, String)>,
    /// What to do about it.
    pub help: Vec<String>,
    /// A mend that a program can carry out.
    pub fix: Option<Fix>,
    /// What must have been understood for the finding to mean anything; empty: nothing else.
    pub grounds: Arc<[Ground]>,
}

impl Diagnostic {
    /// A finding at a place.
    #[must_use]
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            span,
            label: None,
            related: Vec::new(),
            help: Vec::new(),
            fix: None,
            grounds: Arc::default(),
        }
    }

    /// Adds words beside the caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }

    /// Adds a way to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Adds a mend that a program can carry out.
    #[must_use]
    pub fn fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        self.fix = fix.into();
        self
    }

    /// Holds the finding back while an error stands there.
    #[must_use]
    pub fn rests_on(self, ground: Ground) -> Self {
        self.rests_on_all([ground])
    }

    /// Holds the finding back while an error stands in one of these places.
    #[must_use]
    pub fn rests_on_all(mut self, grounds: impl IntoIterator<Item = Ground>) -> Self {
        self.grounds = self.grounds.iter().copied().chain(grounds).collect();
        self
    }

    /// Adds a way to mend it, if there is one.
    #[must_use]
    pub fn maybe_help(self, help: Option<String>) -> Self {
        match help {
            Some(help) => self.help(help),
            None => self,
        }
    }
}

/// The findings of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds the findings of another pass.
    pub fn append(&mut self, mut other: Self) {
        self.list.append(&mut other.list);
    }

    /// Has the findings from a count on rest on something more.
    pub fn rest_on(&mut self, from: usize, ground: Ground) {
        for finding in self.list.iter_mut().skip(from) {
            finding.grounds = finding.grounds.iter().copied().chain([ground]).collect();
        }
    }

    /// The findings to show, each once, and how many are held back because they may only follow from those. Specs come before
    /// examples, then it goes by file and place.
    #[must_use]
    pub fn settled(mut self, sources: &Sources) -> (Vec<Diagnostic>, usize) {
        self.list.sort_by(|a, b| {
            let key = |d: &Diagnostic| {
                let path = sources.path(d.span.file);
                (path.ends_with(".json"), path.to_owned(), d.span.start, d.code.id)
            };
            key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
        });
        self.list.dedup();
        let held = hold::hold_back(&mut self.list);
        (self.list, held)
    }

    /// The findings to show.
    #[must_use]
    pub fn sorted(self, sources: &Sources) -> Vec<Diagnostic> {
        self.settled(sources).0
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether one of them forbids generating.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.code.severity() == Severity::Error)
    }
}
