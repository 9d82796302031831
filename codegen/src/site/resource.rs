//! The page of a resource: what can be called, what comes in, and its types.

use super::html::{Element, Html, el, link};
use super::page::{Head, page, section};
use super::{Shown, callback_path, nav, operation_path, prose, resource_path};
use crate::model::{Docs, Resource};

/// The page of a resource, by its position.
pub(super) fn page_of(shown: &Shown<'_>, at: usize, resource: &Resource) -> String {
    let module = shown.names.modules.get(at).cloned().unwrap_or_default();
    let mut content: Vec<Html> = vec![el("h1").add(&resource.name).into()];
    content.extend(prose::docs(&resource.docs));
    let module = format!("Module `{module}` of the crate.");
    content.push(el("p").with("class", "source").add(prose::line(&module)).into());
    let operations = resource.operations.iter().map(|operation| {
        let to = (operation_path(resource, operation), operation.name.as_str());
        row(&operation.method, &operation.path, to, &operation.docs)
    });
    content.extend(table("operations", "Operations", operations.collect()));
    let callbacks = resource.callbacks.iter().map(|callback| {
        let to = (callback_path(resource, callback), callback.name.as_str());
        row(&callback.method, &callback.path, to, &callback.docs)
    });
    content.extend(table(
        "callbacks",
        "Callbacks, which the platform sends to you",
        callbacks.collect(),
    ));
    let types = shown.types.iter().filter_map(|id| {
        let def = shown
            .platform
            .def(*id)
            .filter(|def| def.resource == Some(at) && !def.inline)?;
        let words = el("td").add(prose::line(first_line(&def.docs)));
        let name = el("td").add(link(shown.type_path(*id), &def.name));
        Some(el("tr").add(name).add(words.all(prose::basis(&def.docs.provenance))))
    });
    content.extend(table("types", "Types", types.collect()));
    let path = resource_path(resource);
    let crumbs = vec![
        ("index.html".to_owned(), shown.platform.title.clone()),
        ("#".to_owned(), resource.name.clone()),
    ];
    let head = Head {
        title: &format!("{} · {}", resource.name, shown.platform.title),
        up: "../",
        crumbs,
        beside: Some(nav::of(shown, Some(at), &path)),
    };
    page(head, content)
}

/// The first line of what is said of a thing.
pub(super) fn first_line(docs: &Docs) -> &str {
    docs.doc
        .as_deref()
        .unwrap_or_default()
        .lines()
        .next()
        .unwrap_or_default()
}

fn table(id: &str, title: &str, rows: Vec<Element>) -> Option<Html> {
    if rows.is_empty() {
        return None;
    }
    let table = el("table").with("class", "operations").add(el("tbody").all(rows));
    section(id, title, vec![el("div").with("class", "wide").add(table).into()])
}

fn row(method: &str, path: &str, (to, name): (String, &str), docs: &Docs) -> Element {
    let request = el("td")
        .add(el("span").with("class", "method").add(method))
        .add(" ")
        .add(el("code").add(path));
    let words = el("td")
        .add(prose::line(first_line(docs)))
        .all(prose::basis(&docs.provenance));
    el("tr").add(el("td").add(link(to, name))).add(request).add(words)
}
