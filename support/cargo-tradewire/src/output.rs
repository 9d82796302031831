//! Where text goes: results to standard output, findings and errors to standard error.

use std::io::{IsTerminal, Write};

use tradewire_codegen::Compiled;
use tradewire_codegen::diagnostics::{Diagnostic, Severity, Style, render};

use crate::program::maker;

/// Prints a result. A closed pipe is no error.
pub fn result(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

/// Prints what somebody who waits should know.
pub fn note(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Prints why a command could not be carried out.
pub fn error(error: &anyhow::Error) {
    let _ = writeln!(std::io::stderr(), "error: {error:#}");
}

/// Prints findings, worst last in the summary; true if there are any.
#[expect(clippy::must_use_candidate, reason = "printing them is the point")]
pub fn findings(compiled: &Compiled, only_errors: bool) -> bool {
    let mut stderr = std::io::stderr().lock();
    let style = if stderr.is_terminal() && std::env::var_os("NO_COLOR").is_none() {
        Style::Coloured
    } else {
        Style::Plain
    };
    let is_error = |finding: &&Diagnostic| finding.code.severity() == Severity::Error;
    let shown: Vec<&Diagnostic> = compiled
        .findings
        .iter()
        .filter(|finding| !only_errors || is_error(finding))
        .collect();
    for finding in &shown {
        let _ = writeln!(stderr, "{}\n", render(finding, &compiled.sources, style));
    }
    if !shown.is_empty() {
        let errors = shown.iter().filter(|finding| is_error(finding)).count();
        let warnings = shown.len() - errors;
        let _ = writeln!(
            stderr,
            "{}, {}{}; `{} explain <code>` says more",
            count(errors, "error"),
            count(warnings, "warning"),
            held(compiled.held),
            maker().command()
        );
    }
    !shown.is_empty()
}

/// What is not shown, so that nobody takes the list for complete.
fn held(number: usize) -> String {
    match number {
        0 => String::new(),
        1 => ", and 1 finding held back that may follow from these".to_owned(),
        _ => format!(", and {number} findings held back that may follow from these"),
    }
}

/// `1 file`, `2 files`.
#[must_use]
pub fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
