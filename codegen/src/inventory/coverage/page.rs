//! The page of one platform.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::markdown::{code, codes, head, row, words};
use super::tally::named;
use super::{Coverage, Open, Replies, Tally};

/// The page of one platform, in Markdown.
#[must_use]
pub fn page(coverage: &Coverage) -> String {
    let name = &coverage.platform;
    let mut text = format!(
        "# {}: what is covered\n\n\
         Counted from the specs in [`specs/{name}`](../../specs/{name}). *Documented* is what the vendor's documentation states, \
         *inferred* what follows from its prose or an example, *peer* what is known from clients of the API.\n\n",
        words(&coverage.title)
    );
    basis(&mut text, coverage);
    peers(&mut text, coverage);
    beyond(&mut text, coverage);
    replies(&mut text, coverage);
    open(
        &mut text,
        "Elements of replies without a type",
        "replies",
        &coverage.open,
    );
    if coverage.callbacks.all() > 0 {
        open(
            &mut text,
            "Elements of callbacks without a type",
            "what callbacks bring",
            &coverage.open_brought,
        );
    }
    text
}

/// What is counted, without what the platform has none of.
fn sorts(coverage: &Coverage) -> Vec<(&'static str, &Tally)> {
    let mut sorts = vec![
        ("operations", &coverage.operations),
        ("callbacks", &coverage.callbacks),
        ("parameters", &coverage.params),
        ("request fields", &coverage.sent),
        ("reply fields", &coverage.replied),
        ("fields that callbacks bring", &coverage.brought),
        ("fields of answers to callbacks", &coverage.answered),
    ];
    sorts.retain(|(_, tally)| tally.all() > 0);
    sorts
}

fn basis(text: &mut String, coverage: &Coverage) {
    text.push_str("## How it is known\n\n");
    text.push_str(&head(&["", "documented", "inferred", "peer", "all"].map(str::to_owned)));
    for (sort, tally) in sorts(coverage) {
        let numbers = [tally.documented, tally.inferred, tally.peer, tally.all()];
        let cells = std::iter::once(sort.to_owned()).chain(numbers.iter().map(usize::to_string));
        text.push_str(&row(&cells.collect::<Vec<_>>()));
    }
    text.push_str(
        "\nParameters count in each operation and callback that has them. Fields count once in each type, \
         however many operations use the type; one that is both sent and replied counts on both sides.\n\n",
    );
}

/// Who tells what the documents leave out.
fn peers(text: &mut String, coverage: &Coverage) {
    let sorts: Vec<_> = sorts(coverage)
        .into_iter()
        .filter(|(_, tally)| tally.peer > 0)
        .collect();
    if sorts.is_empty() {
        return;
    }
    let clients: BTreeSet<&String> = sorts.iter().flat_map(|(_, tally)| tally.peers.keys()).collect();
    text.push_str("By client, where several may know the same:\n\n");
    let titles = std::iter::once("client").chain(sorts.iter().map(|(sort, _)| *sort));
    text.push_str(&head(&titles.map(str::to_owned).collect::<Vec<_>>()));
    for client in clients {
        let numbers = sorts
            .iter()
            .map(|(_, tally)| tally.peers.get(client).copied().unwrap_or(0));
        let cells = std::iter::once(words(client)).chain(numbers.map(|number| number.to_string()));
        text.push_str(&row(&cells.collect::<Vec<_>>()));
    }
    text.push('\n');
}

fn beyond(text: &mut String, coverage: &Coverage) {
    if coverage.beyond.is_empty() {
        return;
    }
    text.push_str("Operations and callbacks that the documentation does not state:\n\n");
    for group in &coverage.beyond {
        let how = if group.basis == "peer" {
            let clients: Vec<String> = named(&group.peers).iter().map(|name| words(name)).collect();
            format!("{} ({})", group.basis, clients.join(", "))
        } else {
            group.basis.to_owned()
        };
        let _ = writeln!(text, "- {how}: {}", codes(&group.ids));
    }
    text.push('\n');
}

fn replies(text: &mut String, coverage: &Coverage) {
    let Replies {
        typed,
        untyped,
        other,
        none,
    } = coverage.replies;
    text.push_str("## Replies\n\n");
    text.push_str(&head(&["", "operations"].map(str::to_owned)));
    for (form, number) in [
        ("JSON with a type", typed),
        ("JSON without a type", untyped),
        ("text, CSV or a file", other),
        ("nothing worth reading", none),
    ] {
        text.push_str(&row(&[form.to_owned(), number.to_string()]));
    }
    let _ = writeln!(
        text,
        "\nTyped: {}.\n\n### Replies without a type\n",
        share(coverage.replies)
    );
    if coverage.untyped.is_empty() {
        text.push_str("None.\n");
    }
    for operation in &coverage.untyped {
        let _ = writeln!(text, "- {}: {}", code(&operation.id), code(&operation.request));
    }
}

/// `9 of 10 JSON replies (90 %)`, rounded down so that only all of them are 100 %.
pub(super) fn share(replies: Replies) -> String {
    let all = replies.typed + replies.untyped;
    match (replies.typed * 100).checked_div(all) {
        Some(percent) => format!("{} of {all} JSON replies ({percent} %)", replies.typed),
        None => "no JSON replies".to_owned(),
    }
}

/// How many elements have no type.
pub(super) fn number(open: &[Open]) -> usize {
    open.iter().map(|group| group.paths.len()).sum()
}

fn open(text: &mut String, title: &str, place: &str, open: &[Open]) {
    let _ = write!(text, "\n## {title}\n\n");
    if open.is_empty() {
        text.push_str("None.\n");
        return;
    }
    let _ = write!(
        text,
        "{} in {place}, by the type that holds them; each may hold any JSON. `[]` are the elements of a list, \
         `{{key}}` the values of a map.\n\n",
        number(open)
    );
    for group in open {
        let _ = writeln!(text, "- {}: {}", words(&group.holder), paths(&group.paths));
    }
}

/// A body that is nothing but JSON has no path.
fn paths(paths: &[String]) -> String {
    let shown = paths.iter().map(|path| match path.as_str() {
        "" => "the whole body".to_owned(),
        path => code(path),
    });
    shown.collect::<Vec<_>>().join(", ")
}
