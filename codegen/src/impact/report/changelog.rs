//! The entry of a list of changes.

use std::fmt::Write;

use super::of;
use crate::impact::{CrateImpact, Effect};

/// Most lines of one weight; the author is to put the rest in words of his own.
const MOST_LINES: usize = 20;

/// The entry under the version that carries the changes, a draft to be put in words; `None` where users have nothing to read.
pub fn entry(one: &CrateImpact) -> Option<String> {
    let worth = one.effect.is_some_and(|effect| effect > Effect::Documentation);
    let (Some(now), true) = (&one.version.now, worth) else {
        return None;
    };
    let version = if one.version.follows {
        Some(now)
    } else {
        one.version.needed.as_ref()
    };
    let mut text = format!("## {}\n", version.unwrap_or(now));
    for (effect, word) in [
        (Effect::Breaking, "Breaking"),
        (Effect::Additive, "New"),
        (Effect::Fix, "Fixed"),
    ] {
        let changes: Vec<_> = of(one, effect).collect();
        if !changes.is_empty() {
            let _ = write!(text, "\n{word}:\n\n");
        }
        for change in changes.iter().take(MOST_LINES) {
            let what = change.what.replace(['\n', '\r'], " ");
            let _ = write!(text, "- `{}`: {what}", change.item);
            if let Some(advice) = change.advice.as_ref().filter(|_| effect == Effect::Additive) {
                let _ = write!(text, " ({advice})");
            }
            text.push_str(".\n");
        }
        if changes.len() > MOST_LINES {
            let _ = writeln!(text, "- … {} more: put them in words.", changes.len() - MOST_LINES);
        }
    }
    Some(text)
}
