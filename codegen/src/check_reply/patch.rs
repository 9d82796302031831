//! Takes differences into the text of the specs.

use super::Report;
use super::wanted::{Wanted, wanted};
use super::writer::{Writer, Written};
use crate::infer::verify;
use crate::load::InputFile;
use crate::model::Platform;

/// What became of the differences.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Patch {
    /// Files and their whole new texts. With them, nothing is wrong in the specs that was right before.
    pub changed: Vec<(String, String)>,
    /// Differences that a person has to decide on, and why.
    pub by_hand: Vec<String>,
}

/// Everything that can be said with certainty is said in the specs: new keys with their types, `?`, what is no longer always there,
/// new values of enumerations. Comments and order stay. What the specs could not be right with is left out by itself, and told.
#[must_use]
pub fn patch(platform: &Platform, files: &[InputFile], report: &Report) -> Patch {
    let mut by_hand = Vec::new();
    let all = wanted(report, &mut by_hand);
    let writer = Writer::new(platform, files);
    let mut absorbed = Absorbed {
        files,
        writer: &writer,
        kept: Vec::new(),
        written: Written::default(),
        left: Vec::new(),
    };
    let all: Vec<&Wanted<'_>> = all.iter().collect();
    absorbed.take(&all);
    by_hand.extend(absorbed.written.refused);
    by_hand.extend(absorbed.left);
    by_hand.sort();
    by_hand.dedup();
    Patch {
        changed: absorbed.written.changed,
        by_hand,
    }
}

/// What the specs are right with so far.
struct Absorbed<'a> {
    files: &'a [InputFile],
    writer: &'a Writer<'a>,
    kept: Vec<&'a Wanted<'a>>,
    /// The texts with what is kept.
    written: Written,
    left: Vec<String>,
}

impl<'a> Absorbed<'a> {
    /// Takes all of these if the specs are right with them, else each half by itself, down to those that are the reason.
    fn take(&mut self, group: &[&'a Wanted<'a>]) {
        if group.is_empty() {
            return;
        }
        let tried: Vec<&Wanted<'_>> = self.kept.iter().chain(group).copied().collect();
        let reason = match self.writer.write(&tried) {
            Ok(written) => match self.wrong(&written) {
                None => {
                    (self.kept, self.written) = (tried, written);
                    return;
                }
                Some(reason) => reason,
            },
            Err(error) => error.to_string(),
        };
        match group {
            [one] => self.left.push(one.by_hand(&format!("not taken in: {reason}"))),
            several => {
                let (first, rest) = several.split_at(several.len() / 2);
                self.take(first);
                self.take(rest);
            }
        }
    }

    /// What would be wrong with the specs.
    fn wrong(&self, written: &Written) -> Option<String> {
        if written.changed.is_empty() {
            return None;
        }
        let verified = verify(self.files, &written.changed);
        let first = verified.compiled.findings.first()?;
        Some(format!("`lint` would say {}: {}", first.code.id, first.message))
    }
}
