//! Which values could stand in for each other in a call without the compiler noticing.
//!
//! It depends on what converts to what: a date is made from text, so it is text as far as the compiler can tell; an enumeration is
//! made from any text unless it is closed. What the runtime converts stands in [`taken_by_runtime`]; a test holds it against its
//! `From` implementations.

use std::collections::BTreeSet;

use super::enums::{is_closed, repr_of};
use super::unions::conversions;
use crate::model::{Scalar, Type, TypeShape};
use crate::plan::context::Context;
use crate::plan::data::{EnumRepr, Given, RuntimeType, RustType};

/// What may be written for a value of a type of the runtime.
#[must_use]
pub fn taken_by_runtime(ty: RuntimeType) -> &'static [Given] {
    match ty {
        RuntimeType::Json => &[Given::Json, Given::Text, Given::Integer, Given::Float, Given::Boolean],
        RuntimeType::Decimal => &[Given::Integer],
        RuntimeType::UnixSeconds => &[Given::Integer, Given::Instant],
        RuntimeType::Flag => &[Given::Boolean],
        RuntimeType::Date | RuntimeType::Time | RuntimeType::MonthDay | RuntimeType::LocalDateTime => &[Given::Text],
        RuntimeType::DateTime => &[Given::Text, Given::Instant],
        RuntimeType::Timestamp => &[Given::Text, Given::Integer, Given::Instant],
        RuntimeType::Uuid => &[Given::Text, Given::Integer],
        RuntimeType::Base64 | RuntimeType::Bytes | RuntimeType::Upload => &[Given::Text, Given::Bytes],
        RuntimeType::File | RuntimeType::Download => &[],
    }
}

/// How deep lists, maps and unions are followed. What lies deeper is taken as it is and converts to nothing.
const DEPTH: usize = 4;

/// What may be written for a value of a type, where a setter or constructor takes it.
#[must_use]
pub fn taken(cx: &Context<'_>, ty: &Type) -> BTreeSet<Given> {
    taken_within(cx, ty, DEPTH)
}

/// The same, where the value may be left empty.
#[must_use]
pub fn taken_optional(cx: &Context<'_>, ty: &Type) -> BTreeSet<Given> {
    let inner = match cx.behind(ty) {
        Type::Nullable(inner) => taken(cx, inner),
        _ => taken(cx, ty),
    };
    inner
        .into_iter()
        .map(|given| Given::Optional(Box::new(given)))
        .collect()
}

fn taken_within(cx: &Context<'_>, ty: &Type, depth: usize) -> BTreeSet<Given> {
    let Some(deeper) = depth.checked_sub(1) else {
        return exactly(cx, ty);
    };
    let within = |inner: &Type, wrap: fn(Box<Given>) -> Given| {
        let inner = taken_within(cx, inner, deeper);
        inner.into_iter().map(|given| wrap(Box::new(given))).collect()
    };
    match cx.behind(ty) {
        Type::List(inner) => within(inner, Given::List),
        Type::Map(inner) => within(inner, Given::Map),
        Type::Nullable(inner) => within(inner, Given::Optional),
        Type::Scalar(scalar) => taken_by_scalar(cx, *scalar),
        Type::Const(_) => taken_by_scalar(cx, Scalar::Any),
        behind @ Type::Named(id) => {
            let mut found = exactly(cx, behind);
            match cx.def(*id).map(|def| &def.shape) {
                Some(TypeShape::Enum(body)) if !is_closed(body) => match repr_of(body) {
                    EnumRepr::Text => found.extend([Given::Text]),
                    EnumRepr::Integer => found.extend([Given::Integer]),
                    EnumRepr::Mixed => {}
                },
                Some(TypeShape::Union(body)) => {
                    let converting = body.variants.iter().zip(conversions(cx, *id, body));
                    let converting = converting.filter(|(_, converts)| *converts);
                    found.extend(converting.flat_map(|(variant, _)| made_from(cx, &variant.ty, deeper)));
                }
                _ => {}
            }
            found
        }
    }
}

/// What a union is made from by an alternative of this type: the type itself, not what that would be made from.
fn made_from(cx: &Context<'_>, ty: &Type, depth: usize) -> BTreeSet<Given> {
    match cx.behind(ty) {
        Type::Scalar(Scalar::String | Scalar::Integer | Scalar::Number | Scalar::Boolean)
        | Type::List(_)
        | Type::Map(_)
        | Type::Nullable(_) => taken_within(cx, ty, depth),
        other => exactly(cx, other),
    }
}

fn exactly(cx: &Context<'_>, ty: &Type) -> BTreeSet<Given> {
    BTreeSet::from([Given::Exactly(cx.rust_type(ty))])
}

fn taken_by_scalar(cx: &Context<'_>, scalar: Scalar) -> BTreeSet<Given> {
    match cx.rust_type(&Type::Scalar(scalar)) {
        RustType::Text => BTreeSet::from([Given::Text]),
        RustType::Integer => BTreeSet::from([Given::Integer]),
        RustType::Float => BTreeSet::from([Given::Float]),
        RustType::Boolean => BTreeSet::from([Given::Boolean]),
        RustType::Runtime(ty) => {
            let mut found: BTreeSet<Given> = taken_by_runtime(ty).iter().cloned().collect();
            found.insert(Given::Exactly(RustType::Runtime(ty)));
            found
        }
        other => BTreeSet::from([Given::Exactly(other)]),
    }
}

/// Whether values for two arguments could be exchanged and the call would still compile.
#[must_use]
pub fn exchangeable(one: &BTreeSet<Given>, other: &BTreeSet<Given>) -> bool {
    one.iter().any(|a| other.iter().any(|b| a.meets(b)))
}
