//! Findings for other programs. The forms are contracts; `docs/findings.md` describes them.

mod github;
mod json;
mod sarif;

pub use github::github;
pub use json::json;
pub use sarif::sarif;

use super::{Sources, Span};

/// Where a span begins and ends; lines and columns count from one, columns in characters. The end is the place behind it.
struct Region<'s> {
    path: &'s str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
}

impl<'s> Region<'s> {
    fn of(span: Span, sources: &'s Sources) -> Self {
        let text = sources.text(span.file);
        let end = (0..=span.end.min(text.len()))
            .rev()
            .find(|at| text.is_char_boundary(*at));
        let end = end.unwrap_or(0).max(span.start);
        let (from, to) = (sources.place(span), sources.place(Span { start: end, ..span }));
        Self {
            path: sources.path(span.file),
            line: from.line,
            column: from.column,
            end_line: to.line,
            end_column: to.column,
        }
    }
}
