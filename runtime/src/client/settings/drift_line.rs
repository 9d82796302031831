//! A difference as a line of JSON, without anything that is data.

use std::fmt::Write as _;

use super::DriftReport;
use crate::json::{Drift, DriftKind};

/// The line without its count and braces.
pub(super) fn about(report: &DriftReport<'_>, drift: &Drift) -> String {
    let path = without_ids(&drift.path);
    let entries = [
        ("platform", report.platform),
        ("operation", report.operation),
        ("kind", word(drift.kind)),
        ("path", &path),
        ("expected", drift.expected),
        ("found", drift.found),
    ];
    let mut out = String::new();
    for (key, text) in entries {
        let _ = write!(out, "{}\"{key}\":", if out.is_empty() { "" } else { "," });
        push_text(&mut out, text);
    }
    out
}

fn word(kind: DriftKind) -> &'static str {
    match kind {
        DriftKind::UnknownKey => "unknown_key",
        DriftKind::ToleratedType => "tolerated_type",
        DriftKind::UnknownValue => "unknown_value",
        DriftKind::SkippedItem => "skipped_item",
        DriftKind::Misfit => "misfit",
        DriftKind::Missing => "missing",
        DriftKind::Duplicate => "duplicate",
        DriftKind::OtherSpelling => "other_spelling",
        DriftKind::Encoding => "encoding",
        DriftKind::Listing => "listing",
    }
}

/// The path with `{key}` in place of keys that are data.
fn without_ids(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut rest = path;
    while let Some(at) = rest.find(['.', '[']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let (step, behind) = step(from);
        let key = step
            .strip_prefix('.')
            .or_else(|| step.strip_prefix("[\"").map(|key| key.trim_end_matches("\"]")));
        match key {
            Some(key) if is_data(key) => out.push_str(".{key}"),
            _ => out.push_str(step),
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// The first step of a path that begins with one, and what follows.
fn step(path: &str) -> (&str, &str) {
    let end = if path.starts_with("[\"") {
        path.find("\"]").map(|at| at + 2)
    } else if path.starts_with('[') {
        path.find(']').map(|at| at + 1)
    } else {
        path.get(1..).and_then(|rest| rest.find(['.', '['])).map(|at| at + 1)
    };
    path.split_at(end.unwrap_or(path.len()))
}

/// Whether a key looks like an id, an address of mail, or words of people, and not like a name that somebody gave a field.
fn is_data(key: &str) -> bool {
    let digits = key.bytes().filter(u8::is_ascii_digit).count();
    let hex = key.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    digits > 0 && digits == key.len()
        || hex && digits > 0 && key.len() >= 12
        || key.len() >= 10 && digits * 4 >= key.len()
        || key.contains('@') && !key.starts_with('@')
        || key.contains('…')
        || key
            .split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-' | '.'))
            .any(is_credential)
        || key.chars().filter(|c| c.is_whitespace()).count() > 3
}

/// How credentials begin by which whoever issued them lets them be found, and how many letters follow at least.
const CREDENTIALS: &[(&str, usize)] = &[
    ("ghp_", 20),
    ("gho_", 20),
    ("ghu_", 20),
    ("ghs_", 20),
    ("ghr_", 20),
    ("github_pat_", 20),
    ("glpat-", 16),
    ("sk_live_", 10),
    ("sk_test_", 10),
    ("rk_live_", 10),
    ("rk_test_", 10),
    ("whsec_", 16),
    ("sk-ant-", 16),
    ("sk-proj-", 16),
    ("xoxa-", 10),
    ("xoxb-", 10),
    ("xoxe-", 10),
    ("xoxp-", 10),
    ("xoxr-", 10),
    ("xoxs-", 10),
    ("xapp-", 10),
    ("shpat_", 16),
    ("shpca_", 16),
    ("shppa_", 16),
    ("shpss_", 16),
    ("npm_", 30),
    ("pypi-", 40),
    ("hf_", 30),
    ("dop_v1_", 30),
    ("sq0atp-", 16),
    ("sq0csp-", 16),
    ("AIza", 30),
    ("ya29.", 20),
    ("SG.", 30),
    ("EAAC", 40),
    // Keys of access to a cloud.
    ("AKIA", 16),
    ("ASIA", 16),
    ("AGPA", 16),
    ("AIDA", 16),
    ("AROA", 16),
    // Web tokens.
    ("eyJ", 27),
];

fn is_credential(word: &str) -> bool {
    CREDENTIALS
        .iter()
        .any(|(prefix, least)| word.strip_prefix(prefix).is_some_and(|rest| rest.len() >= *least))
}

/// A text as JSON.
fn push_text(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_are_data_are_not_shown() {
        for (path, expected) in [
            ("$.orders[].gift", "$.orders[].gift"),
            ("$.orders[].12345", "$.orders[].{key}"),
            (r#"$["ann@shop.example"].name"#, "$.{key}.name"),
            ("$.prices.{key}.@id", "$.prices.{key}.@id"),
            ("$.6fa459ea-ee8a-3ca4-894e-db77e160355e[]", "$.{key}[]"),
            (r#"$["a b"].address1"#, r#"$["a b"].address1"#),
            ("$.AKIAIOSFODNN7EXAMPLE", "$.{key}"),
            ("$.sk_live_abcdefghijkl.a", "$.{key}.a"),
            ("$.ghp_abcdefghijklmnopqrstuvwx", "$.{key}"),
            (r#"$["a sk_live_abcdefghijkl"]"#, "$.{key}"),
            ("$.sk_live_mode", "$.sk_live_mode"),
            ("$.john@shop.example", "$.{key}.example"),
            ("$", "$"),
            ("$.", "$."),
            ("$[", "$["),
        ] {
            assert_eq!(without_ids(path), expected);
        }
    }

    #[test]
    fn texts_are_json() {
        let mut out = String::new();
        push_text(&mut out, "a\"\\\n\u{85}é");
        assert_eq!(serde_json::from_str::<String>(&out).expect("JSON"), "a\"\\\n\u{85}é");
    }
}
