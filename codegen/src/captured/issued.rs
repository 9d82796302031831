//! Credentials that whoever issued them made to be found: by how they begin, or by the lines around them.

use super::secrets::BLOT;

/// How keys begin, and how many letters of a key follow at least. Those that issue them publish this for programs that look for keys
/// which leaked.
const PREFIXES: &[(&str, usize)] = &[
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
];

/// Keys of access to a cloud: these, and sixteen capitals or digits.
const CAPITALS: &[&str] = &["AKIA", "ASIA", "AGPA", "AIDA", "AROA"];

/// The text without such keys.
pub(super) fn blot(text: &str) -> String {
    let text = framed(text);
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        let begins = before.is_none_or(|c: char| !c.is_ascii_alphanumeric());
        let length = if begins { key(rest) } else { 0 };
        if length > 0 {
            out.push_str(BLOT);
            rest = rest.get(length..).unwrap_or_default();
            before = Some(']');
        } else {
            out.push(c);
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
            before = Some(c);
        }
    }
    out
}

/// How long the key is that a text begins with; 0 if it begins with none.
fn key(text: &str) -> usize {
    let length = |text: &str, inside: fn(&u8) -> bool| text.bytes().take_while(inside).count();
    for (prefix, least) in PREFIXES {
        if let Some(rest) = text.strip_prefix(prefix) {
            let found = length(rest, |byte| {
                byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
            });
            if found >= *least {
                return prefix.len() + found;
            }
        }
    }
    for prefix in CAPITALS {
        if let Some(rest) = text.strip_prefix(prefix) {
            let whole = length(rest, u8::is_ascii_alphanumeric);
            if whole == 16 && length(rest, |byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()) == 16 {
                return prefix.len() + whole;
            }
        }
    }
    bot(text)
}

/// Digits, a colon and 35 letters: the key of a bot of a messenger.
fn bot(text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let Some(rest) = text.get(digits..).and_then(|rest| rest.strip_prefix(':')) else {
        return 0;
    };
    let inside = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let letters = rest.bytes().take_while(inside).count();
    if (8..=10).contains(&digits) && letters == 35 {
        digits + 1 + letters
    } else {
        0
    }
}

/// The text without private keys between lines of their own. One whose end is missing goes on to the end of the text.
fn framed(text: &str) -> String {
    const BEGIN: &str = "-----BEGIN ";
    const END: &str = "-----END ";
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(BEGIN) {
        let (before, block) = rest.split_at(at);
        out.push_str(before);
        let label = block.get(BEGIN.len()..).and_then(|rest| rest.split_once("-----"));
        if !label.is_some_and(|(label, _)| label.contains("PRIVATE KEY") || label.contains("SECRET")) {
            out.push_str(BEGIN);
            rest = block.get(BEGIN.len()..).unwrap_or_default();
            continue;
        }
        out.push_str(BLOT);
        let behind = block.find(END).and_then(|at| block.get(at + END.len()..));
        rest = behind
            .and_then(|behind| behind.split_once("-----"))
            .map_or("", |(_, behind)| behind);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Clients write logs without them as well.
    #[test]
    fn the_runtime_knows_the_same() {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../runtime/src/client/settings/drift_line.rs"
        );
        let runtime = std::fs::read_to_string(path).expect("the runtime stands beside");
        for prefix in PREFIXES.iter().map(|(prefix, _)| prefix).chain(CAPITALS) {
            assert!(runtime.contains(&format!("(\"{prefix}\", ")), "{prefix}");
        }
    }

    #[test]
    fn keys_are_known_by_how_they_begin() {
        let long = "aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5";
        for (text, expected) in [
            (format!("ghp_{long}"), "[secret]".to_owned()),
            (format!("see (ghp_{long}), please"), "see ([secret]), please".to_owned()),
            (format!("/hooks/xoxb-{long}/send"), "/hooks/[secret]/send".to_owned()),
            ("key:AKIAIOSFODNN7EXAMPLE.".to_owned(), "key:[secret].".to_owned()),
            (format!("bot 123456789:{}", &long[..35]), "bot [secret]".to_owned()),
            (
                "no AKIAIOSFODNN7EXAMPLEX".to_owned(),
                "no AKIAIOSFODNN7EXAMPLEX".to_owned(),
            ),
            ("ghp_short, sk_live_".to_owned(), "ghp_short, sk_live_".to_owned()),
            (format!("xghp_{long}"), format!("xghp_{long}")),
            ("12:30:00 и ключ".to_owned(), "12:30:00 и ключ".to_owned()),
            (
                "a -----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- b".to_owned(),
                "a [secret] b".to_owned(),
            ),
            ("-----BEGIN PRIVATE KEY-----\\nMIIE".to_owned(), "[secret]".to_owned()),
            (
                "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----".to_owned(),
                "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----".to_owned(),
            ),
        ] {
            assert_eq!(blot(&text), expected);
        }
    }
}
