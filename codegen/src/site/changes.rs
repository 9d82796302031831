//! What changed: against another revision of the specs where one was named, and what each version of the crate brought.

use super::html::{Element, Html, el, link};
use super::page::{Head, page, section};
use super::{CHANGES, Described, Shown, nav, operation_path, prose};
use crate::impact::{Change, by_effect, sort};

/// The page, for a platform of which there is something to tell.
pub(super) fn page_of(shown: &Shown<'_>, described: Described<'_>) -> String {
    let mut content: Vec<Html> = vec![el("h1").add(format!("What changed in {}", shown.platform.title)).into()];
    if let Some(since) = described.since {
        let title = format!("Since {}", since.revision);
        let told = match since.found {
            None => vec![el("p").add("Nothing that users could see.").into()],
            Some(found) => by_effect(found)
                .into_iter()
                .flat_map(|(heading, changes)| told(shown, heading, &changes))
                .collect(),
        };
        content.extend(section("since", &title, told));
    }
    content.extend(section(
        "versions",
        "Versions of the crate",
        described.changes.map(prose::markdown).unwrap_or_default(),
    ));
    let crumbs = vec![
        ("index.html".to_owned(), shown.platform.title.clone()),
        ("#".to_owned(), "What changed".to_owned()),
    ];
    let head = Head {
        title: &format!("What changed · {}", shown.platform.title),
        up: "../",
        crumbs,
        beside: Some(nav::of(shown, None, CHANGES)),
    };
    page(head, content)
}

/// The newest entry of a list of changes.
pub(super) fn newest(changes: &str) -> &str {
    let Some(start) = changes.find("\n## ").map(|at| at + 1) else {
        return changes;
    };
    let rest = changes.get(start..).unwrap_or_default();
    let end = rest.find("\n## ").map_or(rest.len(), |at| at + 1);
    rest.get(..end).unwrap_or_default()
}

fn told(shown: &Shown<'_>, heading: &str, changes: &[&Change]) -> Vec<Html> {
    let item = |change: &&Change| {
        let mut item = el("li")
            .add(named(shown, &change.item))
            .add(": ")
            .add(prose::line(&change.what))
            .add(" ")
            .add(el("span").with("class", "tag").add(sort(change)));
        if let Some(advice) = &change.advice {
            item = item.add(el("p").with("class", "facts").add(prose::line(advice)));
        }
        item
    };
    vec![
        el("h3").add(heading).into(),
        el("ul").all(changes.iter().map(item)).into(),
    ]
}

/// The name of what changed, with a link where it has a page.
fn named(shown: &Shown<'_>, item: &str) -> Element {
    let code = el("code").add(item);
    let operations = shown.platform.resources.iter().flat_map(|resource| {
        let own = resource.operations.iter();
        own.map(move |operation| (resource, operation))
    });
    let mut operations =
        operations.filter(|(resource, operation)| format!("{}.{}", resource.name, operation.name) == item);
    let name = item.rsplit("::").next().unwrap_or(item);
    let of_type = |name: &str| {
        let mut ids = shown.types.iter();
        ids.find(|id| shown.platform.def(**id).is_some_and(|def| def.name == name))
    };
    match (operations.next(), of_type(name)) {
        (Some((resource, operation)), _) => link(operation_path(resource, operation), code),
        (None, Some(id)) => link(shown.type_path(*id), code),
        (None, None) => code,
    }
}
