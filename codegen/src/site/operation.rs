//! Pages of operations and callbacks.

use super::bodies::{body, examples, place, replies};
use super::html::{Element, Html, el};
use super::page::{Head, code, page, section};
use super::types::{fields, rule};
use super::{Shown, curl, nav, prose};
use crate::model::{Callback, Docs, Field, Operation, Provenance, Resource, Safety, Upsert};

/// The page of an operation, by its position.
pub(super) fn of_operation(
    shown: &Shown<'_>,
    at: (usize, usize),
    resource: &Resource,
    operation: &Operation,
) -> String {
    let around = &operation.docs.provenance;
    let id = format!("{}.{}", resource.name, operation.name);
    let mut content = head(&id, (&operation.method, &operation.path), &operation.docs);
    content.push(facts(shown, operation).into());
    content.extend(calls(shown, at, operation));
    content.extend(parameters(
        shown,
        (&operation.path_params, &operation.query, &operation.headers),
        around,
    ));
    content.extend(section("body", "Body", body(shown, operation.body.as_ref(), around)));
    content.extend(operation.rules.iter().map(|own| rule(own).into()));
    content.extend(section(
        "reply",
        "Reply",
        replies(shown, (&operation.returns, &operation.statuses), around),
    ));
    content.extend(section(
        "examples",
        "Examples of the document",
        examples(&operation.examples),
    ));
    content.push(place(&operation.place).into());
    finished(
        shown,
        (at.0, resource),
        (&id, &super::operation_path(resource, operation)),
        content,
    )
}

/// The page of a callback.
pub(super) fn of_callback(shown: &Shown<'_>, at: usize, resource: &Resource, callback: &Callback) -> String {
    let around = &callback.docs.provenance;
    let id = format!("{}.{}", resource.name, callback.name);
    let mut content = head(&id, (&callback.method, &callback.path), &callback.docs);
    let mut facts = vec!["The platform sends this request to the integrator.".to_owned()];
    facts.extend(
        callback
            .configured_by
            .iter()
            .map(|place| format!("Its address is set by `{place}`.")),
    );
    facts.extend((!callback.topics.is_empty()).then(|| format!("Topics: `{}`.", callback.topics.join(", "))));
    facts.extend(
        callback
            .verify
            .as_ref()
            .map(|verify| format!("It is signed; the key is the {}.", verify.key)),
    );
    content.push(
        el("ul")
            .with("class", "facts")
            .all(facts.iter().map(|fact| el("li").add(prose::line(fact))))
            .into(),
    );
    content.extend(parameters(
        shown,
        (&callback.path_params, &callback.query, &callback.headers),
        around,
    ));
    content.extend(section("body", "Body", body(shown, callback.body.as_ref(), around)));
    content.extend(section(
        "reply",
        "Answer",
        replies(shown, (&callback.returns, &callback.statuses), around),
    ));
    content.extend(section(
        "examples",
        "Examples of the document",
        examples(&callback.examples),
    ));
    content.push(place(&callback.place).into());
    finished(
        shown,
        (at, resource),
        (&id, &super::callback_path(resource, callback)),
        content,
    )
}

fn finished(
    shown: &Shown<'_>,
    (at, resource): (usize, &Resource),
    (id, path): (&str, &str),
    content: Vec<Html>,
) -> String {
    let title = format!("{id} · {}", shown.platform.title);
    let crumbs = vec![
        ("index.html".to_owned(), shown.platform.title.clone()),
        (super::resource_path(resource), resource.name.clone()),
        ("#".to_owned(), id.to_owned()),
    ];
    page(
        Head {
            title: &title,
            up: "../",
            crumbs,
            beside: Some(nav::of(shown, Some(at), path)),
        },
        content,
    )
}

fn head(id: &str, (method, path): (&str, &str), docs: &Docs) -> Vec<Html> {
    let request = el("p")
        .with("class", "request")
        .add(el("span").with("class", "method").add(method))
        .add(" ")
        .add(el("code").add(path));
    let mut all = vec![el("h1").add(id).into(), request.into()];
    all.extend(prose::docs(docs));
    let source = docs.source.as_ref().map(|source| format!("In the document: {source} "));
    let basis =
        prose::basis(&docs.provenance).unwrap_or_else(|| el("span").with("class", "tag basis").add("documented"));
    all.push(el("p").with("class", "source").all(source).add(basis).into());
    all
}

fn facts(shown: &Shown<'_>, operation: &Operation) -> Element {
    let platform = shown.platform;
    let mut facts = Vec::new();
    facts.extend(
        (!operation.aliases.is_empty()).then(|| format!("Also taken with: `{}`.", operation.aliases.join(", "))),
    );
    facts.push(match operation.safety {
        Safety::Read => "Reads only; it is repeated where it fails on the way.".to_owned(),
        Safety::Idempotent => {
            "Done twice it does no more than once; it is repeated where it fails on the way.".to_owned()
        }
        Safety::Unsafe => {
            "Done twice it may do twice; it is only repeated where the server certainly did nothing.".to_owned()
        }
    });
    facts.extend(
        (!operation.permissions.is_empty()).then(|| format!("Permission: `{}`.", operation.permissions.join(", "))),
    );
    let schemes: Vec<&str> = operation
        .auth
        .iter()
        .filter_map(|at| platform.auth.get(*at))
        .map(|scheme| scheme.name.as_str())
        .collect();
    facts.push(if schemes.is_empty() {
        "No credentials.".to_owned()
    } else {
        format!("Credentials: `{}`.", schemes.join("`, `"))
    });
    for charge in &operation.charges {
        if let Some(limit) = platform.limits.get(charge.limit) {
            facts.push(format!(
                "Counts for {} in the limit `{}`: {}.",
                charge.weight,
                limit.name,
                super::front::limit(limit)
            ));
        }
    }
    facts.extend(
        operation
            .batch_limit
            .map(|most| format!("At most {most} elements in one call.")),
    );
    facts.extend(operation.upsert.as_ref().map(|upsert| match upsert {
        Upsert::Always => "Makes what is not there, changes what is.".to_owned(),
        Upsert::Asked(field) => format!("Makes what is not there; what is there changes only where `{field}` is true."),
    }));
    let kind = operation
        .paging
        .as_ref()
        .and_then(|paging| Some((paging, platform.pagination.get(paging.kind)?)));
    facts.extend(kind.map(|(paging, kind)| match paging.items.as_str() {
        "" => format!("Paged by `{}`; the reply is the list.", kind.name),
        items => format!("Paged by `{}`; the elements stand under `{items}`.", kind.name),
    }));
    facts.extend(
        operation
            .redirects_anywhere
            .then(|| "The server may hand the result to another host.".to_owned()),
    );
    el("ul")
        .with("class", "facts")
        .all(facts.iter().map(|fact| el("li").add(prose::line(fact))))
}

/// Rust and shell, side by side.
fn calls(shown: &Shown<'_>, at: (usize, usize), operation: &Operation) -> Option<Html> {
    let rust = shown.call(at).join("\n");
    let side = |title: &str, text: &str| el("div").add(el("h3").add(title)).add(code(text));
    let mut both = el("div").with("class", "calls");
    if !rust.is_empty() {
        both = both.add(side("Rust", &rust));
    }
    both = both.add(side("curl", &curl::line(shown.platform, operation)));
    section("call", "Call", vec![both.into()])
}

fn parameters(
    shown: &Shown<'_>,
    (path, query, headers): (&[Field], &[Field], &[Field]),
    around: &Provenance,
) -> Option<Html> {
    let parts = [("In the path", path), ("In the query", query), ("Headers", headers)];
    let mut all: Vec<Html> = Vec::new();
    for (title, own) in parts {
        if let Some(table) = fields(shown, own, around) {
            all.extend([el("h3").add(title).into(), table.into()]);
        }
    }
    section("parameters", "Parameters", all)
}
