//! Whether changed texts leave the specs as right as they were.

use std::collections::BTreeSet;

use crate::compile::{Compiled, compile};
use crate::diagnostics::Diagnostic;
use crate::load::InputFile;

/// The specs with changes in them.
#[derive(Debug)]
pub struct Verified {
    /// What they say now; its findings are only those that were not there before.
    pub compiled: Compiled,
}

impl Verified {
    /// Whether nothing new is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.compiled.findings.is_empty()
    }
}

/// Compiles the files with these texts in place of theirs, or beside them.
#[must_use]
pub fn verify(files: &[InputFile], changed: &[(String, String)]) -> Verified {
    let known = |compiled: &Compiled, finding: &Diagnostic| {
        let path = compiled.sources.path(finding.span.file).to_owned();
        (path, finding.code.id, finding.message.clone())
    };
    let before = compile(files.to_vec());
    let there: BTreeSet<_> = before.findings.iter().map(|finding| known(&before, finding)).collect();
    let kept = files
        .iter()
        .filter(|file| changed.iter().all(|(path, _)| *path != file.path))
        .cloned();
    let new = changed
        .iter()
        .map(|(path, text)| InputFile::new(path.clone(), text.clone()));
    let mut compiled = compile(kept.chain(new).collect());
    let findings = std::mem::take(&mut compiled.findings);
    compiled.findings = findings
        .into_iter()
        .filter(|finding| !there.contains(&known(&compiled, finding)))
        .collect();
    Verified { compiled }
}
