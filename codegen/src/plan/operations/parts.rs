//! The parts of a request: what an operation or callback has for fields.

use crate::model::{Body, Encoding, Field, Provenance, TypeShape, WireName};
use crate::naming::Names as Scope;
use crate::plan::context::{Context, Structs};
use crate::plan::data::{PartPlan, PartSource, RuntimeType, RustType, StructPlan};
use crate::plan::docs;
use crate::plan::types::structs::{family_pattern, family_value, field_type, rust_name};

/// A part together with the field of the model that it comes from.
pub struct Part<'p> {
    /// The plan.
    pub plan: PartPlan,
    /// Its declaration; `None` for a body.
    pub field: Option<&'p Field>,
}

/// All parts in the order path, query, headers, body; the operation says `around` of itself. Constants are no parts: nobody chooses them.
#[must_use]
pub fn plan_parts<'p>(
    cx: &Context<'_>,
    around: &Provenance,
    path: &'p [Field],
    query: &'p [Field],
    headers: &'p [Field],
    body: Option<&Body>,
) -> Vec<Part<'p>> {
    let mut names = Scope::default();
    let mut parts = Vec::new();
    let body_name = body.map(|_| names.claim("body"));
    for field in path {
        // A path argument is always needed, whatever the spec's mark says.
        let (ty, _) = field_type(
            cx,
            &Field {
                required: true,
                nullable: false,
                clear: None,
                ..field.clone()
            },
            false,
            false,
        );
        let ty = ty.bare().clone();
        parts.push(part(
            cx,
            &mut names,
            (field, around),
            ty,
            PartSource::Path(docs::wire_text(&field.name)),
        ));
    }
    for field in query.iter().filter(|field| cx.constant(&field.ty).is_none()) {
        let (ty, source) = match &field.name {
            WireName::Plain(name) => (field_type(cx, field, false, false).0, PartSource::Query(name.clone())),
            WireName::Family { .. } => (
                RustType::Map(Box::new(family_value(cx, field))),
                PartSource::QueryFamily(family_pattern(&field.name)),
            ),
        };
        parts.push(part(cx, &mut names, (field, around), ty, source));
    }
    for field in headers.iter().filter(|field| cx.constant(&field.ty).is_none()) {
        let (ty, _) = field_type(cx, field, false, false);
        parts.push(part(
            cx,
            &mut names,
            (field, around),
            ty,
            PartSource::Header(docs::wire_text(&field.name)),
        ));
    }
    if let (Some(body), Some(rust)) = (body, body_name) {
        parts.push(Part {
            plan: PartPlan {
                rust,
                source: PartSource::Body,
                ty: body_type(cx, body),
                docs: crate::plan::data::DocPlan::line("The body."),
                secret: false,
            },
            field: None,
        });
    }
    parts
}

/// The Rust type of a body.
#[must_use]
pub fn body_type(cx: &Context<'_>, body: &Body) -> RustType {
    match (&body.ty, body.encoding) {
        (Some(ty), _) => cx.rust_type(ty),
        (None, Encoding::Text) => RustType::Text,
        (None, _) => RustType::Runtime(RuntimeType::Upload),
    }
}

fn part<'p>(
    cx: &Context<'_>,
    names: &mut Scope,
    (field, around): (&'p Field, &Provenance),
    ty: RustType,
    source: PartSource,
) -> Part<'p> {
    let rust = names.claim(&rust_name(field));
    let spelling = match &source {
        // A placeholder is never sent.
        PartSource::Path(_) => None,
        PartSource::Header(name) => Some(format!("The header `{name}`.")),
        _ => docs::spelling(&rust, &field.name),
    };
    Part {
        plan: PartPlan {
            rust,
            source,
            ty,
            docs: docs::of_field(cx.platform, field, spelling, around),
            secret: field.secret,
        },
        field: Some(field),
    }
}

/// The struct that a body is, if it is one.
#[must_use]
pub fn body_struct<'s>(cx: &Context<'_>, structs: &'s Structs, body: &Body) -> Option<&'s StructPlan> {
    match cx.shape(body.ty.as_ref()?) {
        Some((id, TypeShape::Struct(_))) => structs.get(&id),
        _ => None,
    }
}
