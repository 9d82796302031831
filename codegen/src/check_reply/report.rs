//! Reports as text, for people and for programs.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value, json};

use super::Report;
use crate::captured::Passed;

fn times(count: u64) -> String {
    if count == 1 {
        "once".to_owned()
    } else {
        format!("{count} times")
    }
}

fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

impl Report {
    /// For people: a section for each operation, a line for each difference.
    #[must_use]
    pub fn human(&self) -> String {
        let mut out = String::new();
        let mut operation = "";
        for (finding, seen) in &self.findings {
            if operation != finding.operation {
                operation = &finding.operation;
                let replies = self
                    .replies
                    .get(operation)
                    .map(|count| format!(" ({})", counted(*count, "reply", "replies")))
                    .unwrap_or_default();
                let _ = writeln!(out, "{}/{operation}{replies}", self.platform);
            }
            let words = finding.kind.word().replace('_', " ");
            let kinds = match (finding.expected.as_str(), finding.found.as_str()) {
                ("", "") => String::new(),
                ("", found) => format!(": {found}"),
                (expected, "") => format!(": expected {expected}"),
                (expected, found) => format!(": expected {expected}, found {found}"),
            };
            let _ = writeln!(out, "  {words:<13} {}{kinds} ({})", finding.path, times(seen.count));
        }
        for (route, count) in &self.unmatched {
            let _ = writeln!(out, "no operation for {route} ({})", times(*count));
        }
        let total = self.held();
        if total > 0 {
            let _ = writeln!(
                out,
                "held against the spec: {} of {}",
                counted(total, "reply", "replies"),
                counted(self.replies.len() as u64, "operation", "operations")
            );
        }
        for (why, count) in &self.passed {
            let _ = writeln!(out, "passed over: {}", why.counted(*count));
        }
        for note in &self.notes {
            let _ = writeln!(out, "{note}");
        }
        out
    }

    /// For programs; the form is a contract: keys may be added, none changes its meaning.
    #[must_use]
    pub fn json(&self) -> Value {
        let findings: Vec<Value> = self
            .findings
            .iter()
            .map(|(finding, seen)| {
                let place = seen.place.as_ref().map(|place| json!({"file": place.file, "line": place.line, "column": place.column}));
                json!({
                    "operation": finding.operation, "kind": finding.kind.word(), "path": finding.path, "expected": finding.expected,
                    "found": finding.found, "count": seen.count, "place": place,
                })
            })
            .collect();
        let passed: BTreeMap<&str, u64> = self.passed.iter().map(|(why, count)| (why.word(), *count)).collect();
        let count = |all: &[Passed]| -> u64 { all.iter().filter_map(|why| self.passed.get(why)).sum() };
        json!({
            "platform": self.platform, "replies": self.replies, "findings": findings, "unmatched": self.unmatched,
            "passed_over": passed, "failures": count(&[Passed::Failure]),
            "unread": count(&[Passed::Unanswered, Passed::NoEnd, Passed::NotJson, Passed::NoBody, Passed::NotDescribed]),
            "notes": self.notes,
        })
    }
}
