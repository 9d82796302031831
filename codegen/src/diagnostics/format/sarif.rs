//! SARIF 2.1.0, which code scanning and editors read.

use serde_json::{Value, json};

use super::super::{Code, Diagnostic, Severity, Sources, Span, explain};
use super::Region;

/// All findings as one log of one run.
#[must_use]
pub fn sarif(findings: &[Diagnostic], sources: &Sources) -> String {
    let mut codes: Vec<Code> = findings.iter().map(|one| one.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let rules: Vec<Value> = codes.iter().map(|code| rule(*code)).collect();
    let results: Vec<Value> = findings.iter().map(|one| result(one, &codes, sources)).collect();
    let value = json!({
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "tradewire",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{value:#}\n")
}

fn level(code: Code) -> &'static str {
    match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn rule(code: Code) -> Value {
    let section = explain(code.id).unwrap_or(code.title);
    json!({
        "id": code.id,
        "shortDescription": {"text": code.title},
        "help": {"text": section, "markdown": section},
        "defaultConfiguration": {"level": level(code)},
    })
}

fn result(finding: &Diagnostic, codes: &[Code], sources: &Sources) -> Value {
    let said: Vec<&str> = [&finding.message]
        .into_iter()
        .chain(&finding.help)
        .map(String::as_str)
        .collect();
    let mut value = json!({
        "ruleId": finding.code.id,
        "ruleIndex": codes.iter().position(|code| *code == finding.code),
        "level": level(finding.code),
        "message": {"text": said.join("\n")},
        "locations": [location(finding.span, finding.label.as_deref(), sources)],
    });
    if !finding.related.is_empty() {
        let related = finding.related.iter();
        let related: Vec<Value> = related
            .map(|(span, label)| location(*span, Some(label), sources))
            .collect();
        value["relatedLocations"] = json!(related);
    }
    let fix = finding.fix.as_ref().and_then(|fix| Some((fix, fix.place(sources)?)));
    if let Some((fix, span)) = fix {
        value["fixes"] = json!([{
            "description": {"text": format!("replace `{}` by `{}`", fix.old.escape_default(), fix.new)},
            "artifactChanges": [{
                "artifactLocation": artifact(span, sources),
                "replacements": [{
                    "deletedRegion": region(span, sources),
                    "insertedContent": {"text": fix.new},
                }],
            }],
        }]);
    }
    value
}

fn location(span: Span, label: Option<&str>, sources: &Sources) -> Value {
    let mut value = json!({
        "physicalLocation": {"artifactLocation": artifact(span, sources), "region": region(span, sources)},
    });
    if let Some(label) = label {
        value["message"] = json!({"text": label});
    }
    value
}

/// Paths are those below the root of the repository; the reader knows where that is.
fn artifact(span: Span, sources: &Sources) -> Value {
    json!({"uri": reference(sources.path(span.file))})
}

fn region(span: Span, sources: &Sources) -> Value {
    let region = Region::of(span, sources);
    json!({
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    })
}

/// A path as a relative reference.
fn reference(path: &str) -> String {
    use std::fmt::Write;
    let mut text = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Fix, code};

    #[test]
    fn a_log_has_what_a_reader_looks_for() {
        let mut sources = Sources::default();
        let file = sources.add("specs/demo/мир.yaml", "имя: x\nretuns: y\n");
        let start = sources.text(file).find("retuns").expect("it is there");
        let span = Span {
            file,
            start,
            end: start + 6,
        };
        let finding = Diagnostic::new(code::UNKNOWN_KEY, span, "unknown key `retuns`")
            .related(Span { file, start: 0, end: 6 }, "beside this")
            .fix(Fix::new(span, "retuns", "returns"));
        let log: Value = serde_json::from_str(&sarif(&[finding], &sources)).expect("JSON");
        let at = |pointer: &str| log.pointer(pointer).cloned().unwrap_or_default();
        assert_eq!(at("/version"), "2.1.0");
        assert_eq!(at("/runs/0/tool/driver/rules/0/id"), "E0201");
        assert_eq!(at("/runs/0/results/0/ruleIndex"), 0);
        let place = "/runs/0/results/0/locations/0/physicalLocation";
        assert_eq!(
            at(&format!("{place}/artifactLocation/uri")),
            "specs/demo/%D0%BC%D0%B8%D1%80.yaml"
        );
        let region = json!({"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 7});
        assert_eq!(at(&format!("{place}/region")), region);
        let related = "/runs/0/results/0/relatedLocations/0/physicalLocation/region/endColumn";
        assert_eq!(at(related), 4, "columns count characters");
        let change = "/runs/0/results/0/fixes/0/artifactChanges/0/replacements/0";
        assert_eq!(at(&format!("{change}/deletedRegion")), region);
        assert_eq!(at(&format!("{change}/insertedContent/text")), "returns");
    }
}
