//! Bodies and replies, with the forms of their types and the examples of the document.

use serde_json::Value;

use super::html::{Element, Html, el};
use super::page::code;
use super::types::{fields, form, type_of};
use super::{Shown, prose};
use crate::model::{Body, Direction, Encoding, Example, Provenance, ReturnKind, Returns, Type};

pub(super) fn body(shown: &Shown<'_>, body: Option<&Body>, around: &Provenance) -> Vec<Html> {
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
            all.extend(fields(shown, &shape.fields, around).map(Html::from));
        }
        Some(_) => all.extend(def.into_iter().flat_map(|def| form(shown, def))),
        None => {}
    }
    all
}

pub(super) fn replies(shown: &Shown<'_>, (returns, statuses): (&Returns, &[u16]), around: &Provenance) -> Vec<Html> {
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

pub(super) fn examples(examples: &[Example]) -> Vec<Html> {
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

pub(super) fn place(place: &crate::model::Place) -> Element {
    el("p")
        .with("class", "source")
        .add(format!("Written in {}, line {}.", place.file, place.line))
}
