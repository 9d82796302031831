//! Commands by which a workflow shows findings beside the lines of a change.

use std::fmt::Write;

use super::super::{Diagnostic, Severity, Sources};
use super::Region;

/// One command a finding, one finding a line.
#[must_use]
pub fn github(findings: &[Diagnostic], sources: &Sources) -> String {
    let mut text = String::new();
    for finding in findings {
        let command = match finding.code.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let region = Region::of(finding.span, sources);
        let _ = write!(text, "::{command} file={},line={}", property(region.path), region.line);
        let _ = write!(text, ",endLine={}", region.end_line);
        // Columns are only taken of what stands in one line.
        if region.line == region.end_line {
            let _ = write!(text, ",col={},endColumn={}", region.column, region.end_column);
        }
        let title = format!("{} {}", finding.code.id, finding.code.title);
        let lines = [&finding.message].into_iter().chain(&finding.help);
        let said: Vec<String> = lines.map(|line| value(line)).collect();
        let _ = writeln!(text, ",title={}::{}", property(&title), said.join("%0A"));
    }
    text
}

/// Text behind the command.
fn value(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Text within the command, where two more signs mean something.
fn property(text: &str) -> String {
    value(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Span, code};

    #[test]
    fn texts_of_specs_begin_no_command() {
        let mut sources = Sources::default();
        let file = sources.add("specs/a,b:c/x.yaml", "a: b\n");
        let span = Span { file, start: 0, end: 1 };
        let finding = Diagnostic::new(code::UNKNOWN_KEY, span, "50% of\n::error::all").help("a");
        assert_eq!(
            github(&[finding], &sources),
            "::error file=specs/a%2Cb%3Ac/x.yaml,line=1,endLine=1,col=1,endColumn=2,title=E0201 unknown key::50%25 of%0A::error::all%0Aa\n"
        );
    }
}
