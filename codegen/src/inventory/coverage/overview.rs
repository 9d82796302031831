//! The table over all platforms.

use super::markdown::{head, row};
use super::page::{number, share};
use super::{Coverage, Tally};

/// The page that leads to those of all platforms, in Markdown.
///
/// `names` are all platforms, and `fresh` those of which the coverage is known now; the rows of the others are taken from
/// `before`, the page as it stands. `None` if one is not there either: a table with a row missing would be wrong.
#[must_use]
pub fn overview(names: &[String], fresh: &[Coverage], before: Option<&str>) -> Option<String> {
    let mut text = "# What is covered\n\n\
        One page a platform, counted from the specs and written with the crates: how each operation, parameter and field is \
        known, and what has no type.\n\n"
        .to_owned();
    let titles = [
        "platform",
        "operations",
        "callbacks",
        "documented / inferred / peer operations",
        "documented / inferred / peer reply fields",
        "typed replies",
        "untyped replies",
        "untyped elements in replies",
    ];
    text.push_str(&head(&titles.map(str::to_owned)));
    for name in names {
        match fresh.iter().find(|coverage| coverage.platform == *name) {
            Some(coverage) => text.push_str(&line(coverage)),
            None => {
                let start = start(name);
                let old = before?.lines().find(|line| line.starts_with(&start))?;
                text.push_str(old);
                text.push('\n');
            }
        }
    }
    Some(text)
}

fn link(name: &str) -> String {
    format!("[{name}]({name}.md)")
}

/// How the row of a platform begins.
fn start(name: &str) -> String {
    format!("| {} |", link(name))
}

fn line(coverage: &Coverage) -> String {
    let split = |tally: &Tally| format!("{} / {} / {}", tally.documented, tally.inferred, tally.peer);
    row(&[
        link(&coverage.platform),
        coverage.operations.all().to_string(),
        coverage.callbacks.all().to_string(),
        split(&coverage.operations),
        split(&coverage.replied),
        share(coverage.replies),
        coverage.replies.untyped.to_string(),
        number(&coverage.open).to_string(),
    ])
}
