//! Carries out the mends of findings: in the text, so that comments and layout stay, and only where the specs are the better for it.

use std::collections::BTreeSet;

use crate::compile::{Compiled, compile};
use crate::diagnostics::{Diagnostic, Severity, Sources, Span};
use crate::load::InputFile;
use crate::model::Place;

/// Rounds after which nothing is tried any more: each mends what the one before brought to light.
const ROUNDS: usize = 16;

/// A mend that was carried out, or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// Code of the finding: `E0201`.
    pub code: &'static str,
    /// Where, in the text of before.
    pub place: Place,
    /// What stood there.
    pub old: String,
    /// What stands there now, or would.
    pub new: String,
}

/// What came of it.
#[derive(Debug, Clone, Default)]
pub struct Mended {
    /// Files whose text is another now.
    pub files: Vec<InputFile>,
    /// What was done, in the order of doing.
    pub done: Vec<Mend>,
    /// What was tried and taken back, because another finding came of it.
    pub left: Vec<Mend>,
}

/// A mend as it is tried.
struct Try {
    mend: Mend,
    span: Span,
    message: String,
}

/// Mends what can be mended. Nothing is written.
#[must_use]
pub fn mend(mut files: Vec<InputFile>) -> Mended {
    let mut mended = Mended::default();
    let before = files.clone();
    for _ in 0..ROUNDS {
        let compiled = compile(files.clone());
        let tries = tries(&compiled, &mended.left);
        if tries.is_empty() {
            break;
        }
        let done = round(&mut files, &compiled, tries, &mut mended.left);
        mended.done.extend(done);
    }
    mended.files = files
        .into_iter()
        .zip(before)
        .filter(|(now, then)| now != then)
        .map(|(now, _)| now)
        .collect();
    mended
}

/// What there is to try: no two in one place, and nothing that was taken back.
fn tries(compiled: &Compiled, left: &[Mend]) -> Vec<Try> {
    let mut taken: BTreeSet<(String, usize)> = BTreeSet::new();
    let mut tries = Vec::new();
    for finding in &compiled.findings {
        let Some((fix, span)) = finding
            .fix
            .as_ref()
            .and_then(|fix| Some((fix, fix.place(&compiled.sources)?)))
        else {
            continue;
        };
        let mend = Mend {
            code: finding.code.id,
            place: compiled.sources.place(span),
            old: fix.old.clone(),
            new: fix.new.clone(),
        };
        let is_free = taken.insert((mend.place.file.clone(), span.start));
        if is_free && !left.contains(&mend) {
            tries.push(Try {
                mend,
                span,
                message: finding.message.clone(),
            });
        }
    }
    tries
}

/// All at once if that goes well, else one by one.
fn round(files: &mut Vec<InputFile>, compiled: &Compiled, tries: Vec<Try>, left: &mut Vec<Mend>) -> Vec<Mend> {
    let all: Vec<&Try> = tries.iter().collect();
    let changed = edited(files, &compiled.sources, &all);
    let after = compile(changed.clone());
    if all.iter().all(|one| helps(one, compiled, &after)) {
        *files = changed;
        return tries.into_iter().map(|one| one.mend).collect();
    }
    for one in tries {
        let changed = edited(files, &compiled.sources, &[&one]);
        if helps(&one, compiled, &compile(changed.clone())) {
            // Places of the others may have moved: the next round finds them anew.
            *files = changed;
            return vec![one.mend];
        }
        left.push(one.mend);
    }
    Vec::new()
}

/// The finding is gone, and in its line nothing is out of form that was not before. What was hidden behind it may come to light: names
/// that do not exist, and what can be mended in turn.
fn helps(one: &Try, before: &Compiled, after: &Compiled) -> bool {
    let (earlier, later) = (in_line(before, &one.mend.place), in_line(after, &one.mend.place));
    let is_it = |finding: &&&Diagnostic| finding.code.id == one.mend.code && finding.message == one.message;
    let is_gone = later.iter().filter(is_it).count() < earlier.iter().filter(is_it).count();
    let was_there = |finding: &Diagnostic| {
        let mut same = earlier.iter().filter(|other| other.code == finding.code);
        same.any(|other| other.message == finding.message)
    };
    let is_of_form = |finding: &Diagnostic| finding.code.id.starts_with("E01") || finding.code.id.starts_with("E02");
    let blocks = |finding: &&&Diagnostic| is_of_form(finding) && finding.fix.is_none() && !was_there(finding);
    is_gone && later.iter().filter(blocks).count() == 0
}

/// The errors that start in a line.
fn in_line<'c>(compiled: &'c Compiled, line: &Place) -> Vec<&'c Diagnostic> {
    let is_here = |finding: &&Diagnostic| {
        let place = compiled.sources.place(finding.span);
        place.file == line.file && place.line == line.line && finding.code.severity() == Severity::Error
    };
    compiled.findings.iter().filter(is_here).collect()
}

/// The files with these replacements.
fn edited(files: &[InputFile], sources: &Sources, tries: &[&Try]) -> Vec<InputFile> {
    let mut files = files.to_vec();
    let mut edits: Vec<(Span, &str)> = tries.iter().map(|one| (one.span, one.mend.new.as_str())).collect();
    // From behind, so that those before stay where they are.
    edits.sort_by_key(|(span, _)| std::cmp::Reverse((span.file, span.start)));
    for (span, new) in edits {
        let path = sources.path(span.file);
        let file = files.iter_mut().find(|file| file.path == path);
        if let Some(Ok(content)) = file.map(|file| file.content.as_mut())
            && span.start <= span.end
            && span.end <= content.len()
        {
            content.splice(span.start..span.end, new.bytes());
        }
    }
    files
}

#[cfg(test)]
mod tests;
