//! Pages of operations and callbacks.

use serde_json::Value;

use super::html::{Element, Html, el};
use super::page::{Head, code, page, section};
use super::types::{fields, form, rule, type_of};
use super::{Shown, curl, prose};
use crate::model::{
    Body, Callback, Direction, Docs, Encoding, Example, Field, Operation, Provenance, Resource, ReturnKind, Returns,
    Safety, Type,
};

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
    finished(shown, &id, content)
}

/// The page of a callback.
pub(super) fn of_callback(shown: &Shown<'_>, resource: &Resource, callback: &Callback) -> String {
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
    finished(shown, &id, content)
}

fn finished(shown: &Shown<'_>, id: &str, content: Vec<Html>) -> String {
    let title = format!("{id} · {}", shown.platform.title);
    let crumbs = vec![
        ("index.html".to_owned(), shown.platform.title.clone()),
        ("#".to_owned(), id.to_owned()),
    ];
    page(
        Head {
            title: &title,
            up: "../",
            crumbs,
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
    let source = docs
        .source
        .as_ref()
        .map(|source| format!("In the document: {source}. "));
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

fn body(shown: &Shown<'_>, body: Option<&Body>, around: &Provenance) -> Vec<Html> {
    let Some(body) = body else { return Vec::new() };
    let mut all: Vec<Html> = Vec::new();
    let encoding = match body.encoding {
        Encoding::Json => "JSON".to_owned(),
        Encoding::Form => "A form".to_owned(),
        Encoding::FormJson => "A form, lists and objects as JSON texts".to_owned(),
        Encoding::Query => "In the query".to_owned(),
        Encoding::Multipart => "Parts of a form, with files".to_owned(),
        Encoding::Binary => format!(
            "Bytes ({})",
            body.content_type.as_deref().unwrap_or("application/octet-stream")
        ),
        Encoding::Text => "Text".to_owned(),
    };
    let key = body
        .key
        .as_ref()
        .map(|key| format!(", under the key `{key}`"))
        .unwrap_or_default();
    let one = if body.one_or_many {
        "; a single element may stand bare"
    } else {
        ""
    };
    all.push(el("p").add(prose::line(&format!("{encoding}{key}{one}."))).into());
    if let Some(ty) = &body.ty {
        all.extend(value(shown, ty, body.inline, around));
    }
    if let Some((name, value)) = &body.json_switch {
        all.push(
            el("p")
                .add(prose::line(&format!(
                    "With `{name}={value}` in the query, all else is sent as JSON."
                )))
                .into(),
        );
    }
    all
}

/// A type with its form, where that is short enough to be looked at here.
fn value(shown: &Shown<'_>, ty: &Type, in_place: bool, around: &Provenance) -> Vec<Html> {
    let mut all = vec![el("p").add("Type: ").add(type_of(shown, ty)).into()];
    let element = shown.platform.as_list(ty).unwrap_or(ty);
    let def = element.id().and_then(|id| shown.platform.def(id));
    match def.map(|def| &def.shape) {
        Some(crate::model::TypeShape::Struct(shape)) if in_place => {
            all.extend(fields(shown, &shape.fields, around).map(Html::from))
        }
        Some(_) => all.extend(def.into_iter().flat_map(|def| form(shown, def))),
        None => {}
    }
    all
}

fn replies(shown: &Shown<'_>, (returns, statuses): (&Returns, &[u16]), around: &Provenance) -> Vec<Html> {
    let mut all: Vec<Html> = Vec::new();
    let of_all = statuses.iter().map(u16::to_string).collect::<Vec<_>>().join(", ");
    if returns.by_status.is_empty() {
        all.extend(reply(shown, &of_all, returns, around));
    }
    for (status, returns) in &returns.by_status {
        all.extend(reply(shown, &status.to_string(), returns, around));
    }
    all
}

fn reply(shown: &Shown<'_>, status: &str, returns: &Returns, around: &Provenance) -> Vec<Html> {
    let words = match returns.kind {
        ReturnKind::Undocumented => "JSON that is not documented",
        ReturnKind::None | ReturnKind::ByStatus => "nothing worth reading",
        ReturnKind::Json => "JSON",
        ReturnKind::Text => "text",
        ReturnKind::Csv => "CSV",
        ReturnKind::Binary => "a file",
    };
    let key = returns
        .key
        .as_ref()
        .map(|key| format!(", under the key `{key}`"))
        .unwrap_or_default();
    let bare = if returns.or_bare { " or without it" } else { "" };
    let only = if returns.only {
        ", as the only element of a list"
    } else {
        ""
    };
    let mut all = vec![
        el("p")
            .add(prose::line(&format!("{status}: {words}{key}{bare}{only}.")))
            .into(),
    ];
    all.extend(fields(shown, &returns.headers, around).map(Html::from));
    if let Some(ty) = &returns.ty {
        all.extend(value(shown, ty, false, around));
    }
    all
}

fn examples(examples: &[Example]) -> Vec<Html> {
    let one = |example: &Example| {
        let word = match example.direction {
            Direction::Request => "Request",
            Direction::Response => "Reply",
        };
        let laid_out =
            serde_json::from_str::<Value>(&example.text).and_then(|value| serde_json::to_string_pretty(&value));
        let text = laid_out.unwrap_or_else(|_| example.text.clone());
        let summary = el("summary").add(format!("{word} {}", example.number));
        Html::from(el("details").add(summary).add(code(&text)))
    };
    examples.iter().map(one).collect()
}

fn place(place: &crate::model::Place) -> Element {
    el("p")
        .with("class", "source")
        .add(format!("Written in {}, line {}.", place.file, place.line))
}
