//! For a pull request.

use std::fmt::Write;

use super::changelog::entry;
use super::{EFFECTS, heading, of, sort, version};
use crate::impact::{Change, CrateImpact, Effect, Impact};

/// Most changes of one weight that are shown; the rest is counted.
const MOST_SHOWN: usize = 60;

/// A section for each crate, and what its list of changes would say.
#[must_use]
pub fn markdown(impact: &Impact) -> String {
    let mut text = "# What this change does to users\n".to_owned();
    if impact.crates.is_empty() {
        text.push_str("\nNothing that users could see has changed.\n");
    }
    for one in &impact.crates {
        let _ = write!(text, "\n## {}\n\n{}.\n", one.package, capitalised(&version(one)));
        for effect in EFFECTS {
            section(&mut text, one, effect);
        }
        if let Some(entry) = entry(one) {
            let _ = write!(
                text,
                "\nFor `specs/{}/CHANGELOG.md`:\n\n```markdown\n{entry}```\n",
                one.platform
            );
        }
    }
    text
}

fn section(text: &mut String, one: &CrateImpact, effect: Effect) {
    let changes: Vec<&Change> = of(one, effect).collect();
    if changes.is_empty() {
        return;
    }
    let _ = write!(text, "\n### {} ({})\n\n", heading(effect), changes.len());
    for change in changes.iter().take(MOST_SHOWN) {
        let _ = write!(
            text,
            "- `{}`: {} *({})*",
            change.item,
            plain(&change.what),
            sort(change)
        );
        if change.arguable && effect == Effect::Breaking {
            text.push_str("; a fix if the former form never worked");
        }
        if let Some(advice) = &change.advice {
            let _ = write!(text, "; {}", plain(advice));
        }
        text.push('\n');
    }
    if changes.len() > MOST_SHOWN {
        let _ = writeln!(text, "- … and {} more", changes.len() - MOST_SHOWN);
    }
}

/// Text of specs has no say over the page: what stands between backticks is shown as it is, and nothing else may be markup.
fn plain(text: &str) -> String {
    let mut is_code = false;
    let mut plain = String::new();
    for character in text.chars() {
        match character {
            '`' => is_code = !is_code,
            '\n' | '\r' => {
                plain.push(' ');
                continue;
            }
            '<' | '*' | '_' | '[' | '#' | '|' | '@' if !is_code => plain.push('\\'),
            _ => {}
        }
        plain.push(character);
    }
    plain
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>());
    first.unwrap_or_default() + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_specs_are_no_markup() {
        assert_eq!(plain("a <b> @team *c* `*d*`"), "a \\<b> \\@team \\*c\\* `*d*`");
        assert_eq!(plain("one\n# two"), "one \\# two");
    }
}
