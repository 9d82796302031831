//! For a terminal.

use std::fmt::Write;

use super::{EFFECTS, heading, of, sort, version};
use crate::impact::Impact;

/// Everything, one change a line.
#[must_use]
pub fn human(impact: &Impact) -> String {
    let mut text = String::new();
    for one in &impact.crates {
        let _ = writeln!(text, "{}: {}", one.package, version(one));
        for effect in EFFECTS {
            let mut changes = of(one, effect).peekable();
            if changes.peek().is_some() {
                let _ = writeln!(text, "  {}", heading(effect));
            }
            for change in changes {
                let _ = writeln!(
                    text,
                    "    {}: {} [{}; {}]",
                    change.item,
                    change.what,
                    change.kind,
                    sort(change)
                );
                if change.arguable && effect == crate::impact::Effect::Breaking {
                    let _ = writeln!(
                        text,
                        "      a fix if the former form never worked: --was-broken {}",
                        change.item
                    );
                }
                if let Some(advice) = &change.advice {
                    let _ = writeln!(text, "      {advice}");
                }
            }
        }
    }
    if impact.crates.is_empty() {
        text.push_str("nothing that users could see has changed\n");
    }
    text
}
