//! The body of `write`: what goes where in the request.

use super::parts::Part;
use crate::model::{self, Body, Encoding, Field, Literal, Operation, WireName};
use crate::plan::context::{Context, plain_text};
use crate::plan::data::{ListStyle, PartPlan, PartSource, StructPlan, WriteStep};
use crate::plan::docs;
use crate::plan::types::structs::{format_text, holds_files};
use crate::plan::words;

/// The steps of an operation, constants and body last.
#[must_use]
pub fn plan_steps(
    cx: &Context<'_>,
    operation: &Operation,
    parts: &[Part<'_>],
    body: Option<&StructPlan>,
) -> Vec<WriteStep> {
    let mut steps = Vec::new();
    for Part { plan, field } in parts {
        match &plan.source {
            PartSource::Path(name) => {
                steps.push(WriteStep::Path {
                    name: name.clone(),
                    field: plan.rust.clone(),
                    format: field.and_then(format_text),
                });
            }
            PartSource::Query(name) => steps.push(WriteStep::Query {
                name: name.clone(),
                style: style(cx, *field),
                field: plan.rust.clone(),
                format: field.and_then(format_text),
            }),
            PartSource::QueryFamily(pattern) => steps.push(WriteStep::QueryFamily {
                pattern: pattern.clone(),
                style: style(cx, *field),
                field: plan.rust.clone(),
            }),
            PartSource::Header(name) => {
                steps.push(WriteStep::Header {
                    name: name.clone(),
                    style: field.and_then(header_style),
                    field: plan.rust.clone(),
                    format: field.and_then(format_text),
                });
            }
            PartSource::Body => {}
        }
    }
    steps.extend(constants(cx, operation));
    if let (Some(declared), Some(part)) = (
        &operation.body,
        parts
            .iter()
            .map(|part| &part.plan)
            .find(|plan| plan.source == PartSource::Body),
    ) {
        steps.extend(body_steps(declared, part, body));
    }
    steps
}

fn constants<'a>(cx: &'a Context<'_>, operation: &'a Operation) -> impl Iterator<Item = WriteStep> + 'a {
    let digits = cx.platform.digit_booleans;
    let value = move |field: &Field| {
        cx.constant(&field.ty).map(|literal| match literal {
            Literal::Null => None,
            Literal::Boolean(value) if digits => Some(u8::from(*value).to_string()),
            other => Some(plain_text(other)),
        })
    };
    let query = operation
        .query
        .iter()
        .filter_map(move |field| match (&field.name, value(field)?) {
            (WireName::Plain(name), value) => Some(WriteStep::QueryConst {
                name: name.clone(),
                value,
            }),
            (WireName::Family { .. }, _) => None,
        });
    let headers = operation.headers.iter().filter_map(move |field| {
        let value = value(field)?.unwrap_or_default();
        Some(WriteStep::HeaderConst {
            name: docs::wire_text(&field.name),
            value,
        })
    });
    query.chain(headers)
}

fn body_steps(declared: &Body, part: &PartPlan, body: Option<&StructPlan>) -> Vec<WriteStep> {
    match (declared.encoding, body) {
        (Encoding::Multipart, Some(plan)) => plan
            .fields
            .iter()
            .map(|field| WriteStep::Part {
                name: field.wire.clone(),
                field: vec![part.rust.clone(), field.rust.clone()],
                file: holds_files(&field.ty),
                format: field.format.clone(),
            })
            .chain(plan.constants.iter().map(|constant| WriteStep::PartConst {
                name: constant.wire.clone(),
                value: constant.text.clone(),
            }))
            .collect(),
        (Encoding::Binary, _) => vec![WriteStep::Upload {
            field: part.rust.clone(),
        }],
        _ => vec![WriteStep::Body {
            field: part.rust.clone(),
        }],
    }
}

/// How the list of a header is written, where that is not the usual way.
fn header_style(field: &Field) -> Option<ListStyle> {
    match field.style {
        Some(model::ListStyle::Comma) | None => separated(field),
        Some(style) => Some(words::list_style(style)),
    }
}

fn separated(field: &Field) -> Option<ListStyle> {
    let separator = field.separator.as_ref()?;
    Some(ListStyle::Separated {
        by: separator.by.clone(),
        escape: separator.escape.clone(),
    })
}

fn style(cx: &Context<'_>, field: Option<&Field>) -> ListStyle {
    if let Some(separated) = field.and_then(separated) {
        return separated;
    }
    let chosen = field.and_then(|field| field.style);
    words::list_style(chosen.unwrap_or(cx.platform.query_lists))
}
