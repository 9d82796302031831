//! Findings as text: code, place, source line, caret, help.

use annotate_snippets::renderer::DEFAULT_TERM_WIDTH;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Severity, Sources, Span};

/// Whether the text goes to a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// No escape sequences.
    Plain,
    /// ANSI colours.
    Coloured,
}

/// Longest source line that is shown; a longer one is named by its place alone.
const LONGEST_SHOWN: usize = 2000;

/// The finding as rustc would print it, without a newline at the end.
#[must_use]
pub fn render(diagnostic: &Diagnostic, sources: &Sources, style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    }
    .term_width(DEFAULT_TERM_WIDTH.max(160));
    let level = match diagnostic.code.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.id);
    let mut groups = vec![show(title.elements(Vec::<Origin<'_>>::new()), diagnostic, sources)];
    for help in &diagnostic.help {
        groups.push(Group::with_title(Level::HELP.secondary_title(help.as_str())));
    }
    renderer.render(&groups)
}

fn show<'a>(mut group: Group<'a>, diagnostic: &'a Diagnostic, sources: &'a Sources) -> Group<'a> {
    let primary = excerpt(
        diagnostic.span,
        sources,
        AnnotationKind::Primary,
        diagnostic.label.as_deref(),
    );
    group = match primary {
        Some(snippet) => group.element(snippet),
        None => {
            let place = sources.place(diagnostic.span);
            let origin = Origin::path(sources.path(diagnostic.span.file));
            // A file that could not be read has no lines to point at.
            if sources.text(diagnostic.span.file).is_empty() {
                group.element(origin)
            } else {
                group.element(origin.line(place.line as usize).char_column(place.column as usize))
            }
        }
    };
    for (span, label) in &diagnostic.related {
        if let Some(snippet) = excerpt(*span, sources, AnnotationKind::Context, Some(label)) {
            group = group.element(snippet);
        }
    }
    group
}

/// The line a span starts in, with the span marked as far as it reaches in that line.
fn excerpt<'a>(
    span: Span,
    sources: &'a Sources,
    kind: AnnotationKind,
    label: Option<&'a str>,
) -> Option<Snippet<'a, Annotation<'a>>> {
    let (number, offset, line) = sources.line_at(span.file, span.start);
    if line.is_empty() && sources.text(span.file).is_empty() || line.len() > LONGEST_SHOWN {
        return None;
    }
    let start = floor(line, span.start.saturating_sub(offset));
    let end = floor(line, span.end.saturating_sub(offset)).max(start);
    let annotation = kind.span(start..end).label(label);
    Some(
        Snippet::source(line)
            .line_start(number)
            .path(sources.path(span.file))
            .annotation(annotation),
    )
}

/// The last character boundary at or before an offset.
fn floor(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}
