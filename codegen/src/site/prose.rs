//! Text of specs as paragraphs, with code between backticks; lists of changes from their Markdown.

use super::html::{Element, Html, el};
use crate::model::{Basis, Docs, Provenance};

/// A line of text; what stands between backticks is code.
pub(super) fn line(text: &str) -> Html {
    let pieces = text.split('`').collect::<Vec<_>>();
    // An odd backtick is one that stands for itself.
    if pieces.len().is_multiple_of(2) {
        return text.into();
    }
    let several = pieces.iter().enumerate().filter(|(_, piece)| !piece.is_empty());
    let several = several.map(|(at, piece)| {
        if at % 2 == 1 {
            el("code").add(*piece).into()
        } else {
            Html::from(*piece)
        }
    });
    Html::Several(several.collect())
}

/// Paragraphs; empty lines part them.
pub(super) fn paragraphs(text: &str) -> Vec<Html> {
    let blocks = text.trim().split("\n\n").filter(|block| !block.trim().is_empty());
    blocks.map(|block| el("p").add(line(block.trim())).into()).collect()
}

/// What is said of a thing, deprecation first.
pub(super) fn docs(docs: &Docs) -> Vec<Html> {
    let mut all = Vec::new();
    if let Some(advice) = &docs.deprecated {
        let word = el("strong").add("Deprecated. ");
        all.push(el("p").with("class", "deprecated").add(word).add(line(advice)).into());
    }
    all.extend(docs.doc.iter().flat_map(|doc| paragraphs(doc)));
    all.extend(docs.notes.iter().flat_map(|note| paragraphs(note)));
    all
}

/// How a thing is known.
pub(super) fn basis(provenance: &Provenance) -> Option<Element> {
    let word = match provenance.basis {
        Basis::Documented => return None,
        Basis::Inferred => "inferred".to_owned(),
        Basis::Peer if provenance.peers.is_empty() => "known from a public client".to_owned(),
        Basis::Peer => format!("known from {}", provenance.peers.join(", ")),
    };
    Some(el("span").with("class", "tag basis").add(word))
}

/// A list of changes: headings, items and paragraphs, as much of Markdown as such files have.
pub(super) fn markdown(text: &str) -> Vec<Html> {
    let mut all: Vec<Html> = Vec::new();
    let mut items: Vec<Html> = Vec::new();
    for said in text.lines().map(str::trim_end) {
        if let Some(item) = said.strip_prefix("- ") {
            items.push(el("li").add(line(item)).into());
            continue;
        }
        if said.starts_with("  ") && !items.is_empty() {
            items.push(el("li").with("class", "on").add(line(said.trim())).into());
            continue;
        }
        if !items.is_empty() {
            all.push(el("ul").all(std::mem::take(&mut items)).into());
        }
        match said.trim_start_matches('#') {
            "" => {}
            heading if heading.len() < said.len() => all.push(el("h3").add(line(heading.trim())).into()),
            plain => all.push(el("p").add(line(plain)).into()),
        }
    }
    if !items.is_empty() {
        all.push(el("ul").all(items).into());
    }
    all
}
