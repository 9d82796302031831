//! Operations: parts, arguments, setters and the body of `write`.

use super::args::{plan_setters, required_values};
use super::batch::plan_batch;
use super::context::{Context, Structs, plain_text};
use super::data::{
    ArgTarget, DocPlan, ItemStep, ListStyle, MetaTable, OperationPlan, PartPlan, PartSource, ReplyPlan, ReplyReader,
    RuntimeType, RustType, StructPlan, WriteStep,
};
use super::docs;
use super::former;
use super::operation_docs;
use super::outputs::{output_type, plan_output};
use super::paging::plan_paginated;
use super::parts::{Part, plan_parts};
use super::required::arrange;
use super::setter_names;
use super::structs::{format_text, holds_files};
use super::tables::meta_table;
use super::words;
use crate::model::{
    self, Body, Encoding, Field, Literal, Operation, Resource, ReturnKind, Returns, TypeShape, WireName,
};

/// Plans one operation; its example comes later, when everything has a name.
#[must_use]
pub fn plan_operation(
    cx: &Context<'_>,
    structs: &Structs,
    resource: &Resource,
    operation: &Operation,
    (rust, required, outputs): (&str, &str, &[String]),
    (module, method): (&str, &str),
) -> OperationPlan {
    let parts = plan_parts(
        cx,
        &operation.docs.provenance,
        &operation.path_params,
        &operation.query,
        &operation.headers,
        operation.body.as_ref(),
    );
    let body = operation.body.as_ref().and_then(|body| body_struct(cx, structs, body));
    let inline = body.filter(|_| operation.body.as_ref().is_some_and(|body| body.inline));
    let (values, whole) = required_values(cx, operation, &parts, inline);
    let given: Vec<ArgTarget> = values.iter().chain(&whole).map(|value| value.target.clone()).collect();
    let (args, required) = arrange(values, whole, required);
    let output = plan_output(cx, operation, outputs);
    let mut reply = plan_reply(cx, &operation.returns);
    let mut paginated = plan_paginated(cx, structs, operation);
    if let Some(output) = &output {
        reply.output = output_type(module, output);
        // The list is in the body, which stands beside the headers.
        if let Some(paginated) = &mut paginated {
            paginated.steps.insert(0, ItemStep::body());
        }
    }
    let setters = plan_setters(cx, &parts, &given, inline);
    let steps = plan_steps(cx, operation, &parts, body);
    let mut meta = MetaTable {
        setters: setter_names::plan(&steps, &setters, inline),
        ..meta_table(cx, resource, operation)
    };
    if let (Some(table), Some(paginated)) = (&mut meta.paging, &paginated) {
        table.keyed = paginated.map;
    }
    let mut plan = OperationPlan {
        rust: rust.to_owned(),
        method: method.to_owned(),
        former: former::methods(resource, operation),
        docs: operation_docs::of_operation(cx.platform, operation),
        value_docs: DocPlan::default(),
        sample: None,
        setters,
        required,
        args,
        body_required: inline.and_then(|plan| required_of_body(cx, operation, plan)),
        steps,
        reply,
        output,
        paginated,
        batch: None,
        meta,
        parts: parts.into_iter().map(|part| part.plan).collect(),
    };
    plan.batch = plan_batch(cx, structs, operation, &plan);
    plan
}

/// The struct that `new` of an inline body takes.
fn required_of_body(cx: &Context<'_>, operation: &Operation, plan: &StructPlan) -> Option<RustType> {
    let (named, body) = (plan.named.as_ref()?, operation.body.as_ref()?);
    let (id, _) = cx.shape(body.ty.as_ref()?)?;
    let (module, _) = cx.names.types.get(id.0)?;
    Some(RustType::Local {
        module: module.clone(),
        name: named.rust.clone(),
    })
}

/// The struct that a body is, if it is one.
#[must_use]
pub fn body_struct<'s>(cx: &Context<'_>, structs: &'s Structs, body: &Body) -> Option<&'s StructPlan> {
    match cx.shape(body.ty.as_ref()?) {
        Some((id, TypeShape::Struct(_))) => structs.get(&id),
        _ => None,
    }
}

/// What comes back from an operation, or what a callback answers.
#[must_use]
pub fn plan_reply(cx: &Context<'_>, returns: &Returns) -> ReplyPlan {
    let (output, reader) = match (returns.kind, &returns.ty) {
        // What comes by status has a type of its own.
        (ReturnKind::None | ReturnKind::ByStatus, _) => (RustType::Unit, ReplyReader::Empty),
        (ReturnKind::Text, _) => (RustType::Text, ReplyReader::Text),
        // A table may be in any encoding, and has a file name.
        (ReturnKind::Binary | ReturnKind::Csv, _) => (RustType::Runtime(RuntimeType::Download), ReplyReader::Download),
        (ReturnKind::Json, Some(ty)) if returns.only => (cx.rust_type(ty), ReplyReader::OnlyJson),
        (ReturnKind::Json, Some(ty)) => (cx.rust_type(ty), ReplyReader::Json),
        (ReturnKind::Json, None) | (ReturnKind::Undocumented, _) => {
            (RustType::Runtime(RuntimeType::Json), ReplyReader::Json)
        }
    };
    ReplyPlan { output, reader }
}

fn plan_steps(
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
