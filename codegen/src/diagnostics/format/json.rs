//! The form of our own.

use serde_json::{Map, Value, json};

use super::super::{Diagnostic, Severity, Sources, Span};
use super::Region;

/// What a reader has to know to read it: raised when a member goes, or means something else. New members do not raise it.
const FORMAT: u32 = 1;

/// All findings as one object.
#[must_use]
pub fn json(findings: &[Diagnostic], held: usize, sources: &Sources) -> String {
    let errors = findings
        .iter()
        .filter(|one| one.code.severity() == Severity::Error)
        .count();
    let all: Vec<Value> = findings.iter().map(|one| finding(one, sources)).collect();
    let value = json!({
        "format": FORMAT,
        "errors": errors,
        "warnings": findings.len() - errors,
        "held_back": held,
        "findings": all,
    });
    format!("{value:#}\n")
}

fn finding(finding: &Diagnostic, sources: &Sources) -> Value {
    let related = finding.related.iter().map(|(span, label)| {
        let mut place = place(*span, sources);
        place.insert("label".to_owned(), json!(label));
        Value::Object(place)
    });
    let related: Vec<Value> = related.collect();
    let mut value = place(finding.span, sources);
    let severity = match finding.code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    value.insert("code".to_owned(), json!(finding.code.id));
    value.insert("title".to_owned(), json!(finding.code.title));
    value.insert("severity".to_owned(), json!(severity));
    value.insert("message".to_owned(), json!(finding.message));
    value.insert("label".to_owned(), json!(finding.label));
    value.insert("help".to_owned(), json!(finding.help));
    value.insert("related".to_owned(), json!(related));
    let fix = finding.fix.as_ref().and_then(|fix| Some((fix, fix.place(sources)?)));
    let fix = fix.map(|(fix, span)| {
        let mut edit = place(span, sources);
        edit.insert("text".to_owned(), json!(fix.new));
        Value::Object(edit)
    });
    value.insert("fix".to_owned(), json!(fix));
    Value::Object(value)
}

fn place(span: Span, sources: &Sources) -> Map<String, Value> {
    let region = Region::of(span, sources);
    let place = json!({
        "file": region.path,
        "line": region.line,
        "column": region.column,
        "end_line": region.end_line,
        "end_column": region.end_column,
    });
    match place {
        Value::Object(place) => place,
        _ => Map::new(),
    }
}
