//! How plainly things are documented, and the clients that tell what the document leaves out.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::scope::Scope;
use crate::diagnostics::{Diagnostic, Span, code, did_you_mean};
use crate::dialect::BasisDef;
use crate::model::{Basis, Provenance};
use crate::naming;
use crate::yaml::At;

/// The clients of a platform that `basis` may name.
#[derive(Default)]
pub(super) struct Peers {
    /// Word and what to call it.
    declared: IndexMap<String, String>,
    used: BTreeSet<String>,
}

impl Peers {
    /// Words that no `basis` names.
    pub(super) fn unused(&self) -> Vec<String> {
        let unused = self.declared.keys().filter(|word| !self.used.contains(*word));
        unused.cloned().collect()
    }
}

/// Takes in `peers` of platform.yaml.
pub(super) fn declare(scope: &mut Scope<'_>, defs: &IndexMap<String, String>, at: At<'_>) {
    for (word, text) in defs {
        let here = at.get(word);
        if FIXED.contains(&word.as_str()) {
            bad_peer(scope, here.key_span(), format!("`{word}` means something else already"));
        } else if !naming::is_snake_name(word) {
            bad_peer(scope, here.key_span(), format!("`{word}` is no word in snake_case"));
        }
        if text.trim().is_empty() {
            bad_peer(scope, here.key_span(), format!("nothing says who `{word}` is"));
        }
        scope.peers.declared.insert(word.clone(), one_line(text));
    }
}

const FIXED: [&str; 3] = [BasisDef::DOCUMENTED, BasisDef::INFERRED, BasisDef::PEER];

fn bad_peer(scope: &mut Scope<'_>, span: Span, message: String) {
    let finding = Diagnostic::new(code::BAD_PEER, span, message);
    scope.report(finding.help("a peer is a word of its own and what to call it, such as `php: vendor's PHP client`"));
}

/// What `basis` says; nothing said is what holds around.
pub(super) fn provenance(scope: &mut Scope<'_>, def: Option<&BasisDef>, at: At<'_>, around: &Provenance) -> Provenance {
    let Some(def) = def else { return around.clone() };
    let of = |basis| Provenance {
        basis,
        peers: Vec::new(),
    };
    let words = def.words();
    match words {
        [] => {
            conflict(scope, at.key_span(), "the basis is empty");
            around.clone()
        }
        [word] if word == BasisDef::DOCUMENTED => of(Basis::Documented),
        [word] if word == BasisDef::INFERRED => of(Basis::Inferred),
        [word] if word == BasisDef::PEER && scope.peers.declared.is_empty() => of(Basis::Peer),
        _ => named(scope, def, at),
    }
}

fn named(scope: &mut Scope<'_>, def: &BasisDef, at: At<'_>) -> Provenance {
    let mut peers: Vec<String> = Vec::new();
    for (index, word) in def.words().iter().enumerate() {
        let span = match def {
            BasisDef::One(_) => at.span(),
            BasisDef::Several(_) => at.item(index).span(),
        };
        if let Some(text) = scope.peers.declared.get(word).cloned() {
            if def.words().iter().take(index).any(|earlier| earlier == word) {
                let message = format!("the peer `{word}` is named twice");
                scope.report(Diagnostic::new(code::NO_EFFECT, span, message));
            } else {
                scope.peers.used.insert(word.clone());
                peers.push(text);
            }
        } else if def.words().len() > 1 && FIXED.contains(&word.as_str()) {
            conflict(scope, span, format!("`{word}` stands alone"));
        } else {
            unknown(scope, word, span);
        }
    }
    Provenance {
        basis: Basis::Peer,
        peers,
    }
}

fn conflict(scope: &mut Scope<'_>, span: Span, message: impl Into<String>) {
    let finding = Diagnostic::new(code::CONFLICTING_KEYS, span, message);
    scope.report(finding.help("give one of `documented` and `inferred`, or one or several peers"));
}

fn unknown(scope: &mut Scope<'_>, word: &str, span: Span) {
    let declared: Vec<&str> = scope.peers.declared.keys().map(String::as_str).collect();
    let listed = || format!("`{}`", declared.join("`, `"));
    let (message, help) = if word == BasisDef::PEER {
        (
            "`peer` does not say which".to_owned(),
            format!("platform.yaml declares {}", listed()),
        )
    } else {
        let fixed = || {
            FIXED
                .into_iter()
                .filter(|word| declared.is_empty() || *word != BasisDef::PEER)
        };
        let known = || fixed().chain(declared.iter().copied());
        let help = did_you_mean(word, known()).unwrap_or_else(|| {
            let known: Vec<String> = known().map(|word| format!("`{word}`")).collect();
            format!("known here: {}; others are declared under `peers`", known.join(", "))
        });
        (format!("no peer `{word}` in platform.yaml"), help)
    };
    let grounds = scope.trees.may_declare_in(scope.file, word);
    scope.report(
        Diagnostic::new(code::UNKNOWN_NAME, span, message)
            .help(help)
            .rests_on_all(grounds),
    );
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
