//! Which fields need a `Box` or an `Option`, because a type would otherwise hold itself or be needlessly large.
//!
//! Specs say nothing of this, and should not: a category with a parent category is plain JSON. But a Rust value has its fields
//! inside itself, so a struct that holds its own kind has no size, and the generated crate would not compile (E0072). A `Box` is
//! put on each slot that lies on such a circle, and on the large values of a struct that holds several of them (`weight` tells which);
//! on no other slot, because a box costs an allocation and shows in the public type. Both are facts of all types together; that is
//! why they are found for the whole platform, before any struct is planned. Lists and maps end a circle: their elements stand on the heap already.
//!
//! A `Box` gives the type a size and still no value: if every slot on the circle is required, decoding starts from a blank value
//! that holds a blank value, without end. `check` makes an error of that (E0306). Models are also made without it, by tests
//! and by whoever calls [`plan`](super::plan) on their own; for them such a slot becomes an `Option`, so that what was planned can
//! at least be built.

use std::collections::BTreeSet;

use super::weight;
use crate::model::circles;
use crate::model::{Field, Platform, Type, TypeId, TypeShape, WireName};

/// Slots (position of a field or variant) by type that lie on a cycle or are large.
#[derive(Debug, Clone, Default)]
pub struct Recursion {
    /// On a circle of values that stand inside each other, or large.
    boxed: BTreeSet<(TypeId, usize)>,
    /// On a circle that no absent or `null` value can end.
    endless: BTreeSet<(TypeId, usize)>,
}

impl Recursion {
    /// Finds the cycles among the types of a platform.
    #[must_use]
    pub fn find(platform: &Platform) -> Self {
        let contained: Vec<Vec<(usize, TypeId)>> = platform
            .types
            .iter()
            .map(|def| edges(platform, &def.shape, false))
            .collect();
        let required: Vec<Vec<(usize, TypeId)>> = platform
            .types
            .iter()
            .map(|def| edges(platform, &def.shape, true))
            .collect();
        let mut boxed = on_cycles(&contained);
        boxed.append(&mut weight::crowded(platform, &contained, &boxed));
        Self {
            boxed,
            endless: on_cycles(&required),
        }
    }

    /// Whether the value in this slot must be boxed.
    #[must_use]
    pub fn is_boxed(&self, owner: TypeId, slot: usize) -> bool {
        self.boxed.contains(&(owner, slot))
    }

    /// Whether a value of this required slot could never end; it is made optional.
    #[must_use]
    pub fn is_endless(&self, owner: TypeId, slot: usize) -> bool {
        self.endless.contains(&(owner, slot))
    }
}

/// The type that a value of type `ty` holds in place, if it is one of the platform's own.
fn held(platform: &Platform, ty: &Type) -> Option<TypeId> {
    let mut ty = ty;
    for _ in 0..=platform.types.len() {
        match ty {
            Type::Nullable(inner) => ty = inner,
            Type::Named(id) => match platform.types.get(id.0).map(|def| &def.shape) {
                Some(TypeShape::Alias(target)) => ty = target,
                Some(_) => return Some(*id),
                None => return None,
            },
            Type::Scalar(_) | Type::List(_) | Type::Map(_) | Type::Const(_) => return None,
        }
    }
    None
}

fn edges(platform: &Platform, shape: &TypeShape, only_required: bool) -> Vec<(usize, TypeId)> {
    match shape {
        TypeShape::Struct(body) => body
            .fields
            .iter()
            .enumerate()
            // A family of keys becomes a map.
            .filter(|(_, field)| matches!(field.name, WireName::Plain(_)))
            .filter(|(_, field)| !only_required || is_plain_required(platform, field))
            .filter_map(|(slot, field)| Some((slot, held(platform, &field.ty)?)))
            .collect(),
        // A union can always be `Other`, so it ends any chain of required values.
        TypeShape::Union(body) if !only_required => body
            .variants
            .iter()
            .enumerate()
            .filter_map(|(slot, variant)| Some((slot, held(platform, &variant.ty)?)))
            .collect(),
        TypeShape::Union(_) | TypeShape::Enum(_) | TypeShape::Alias(_) => Vec::new(),
    }
}

fn is_plain_required(platform: &Platform, field: &Field) -> bool {
    field.required && !field.nullable && field.clear.is_none() && !is_nullable(platform, &field.ty)
}

fn is_nullable(platform: &Platform, ty: &Type) -> bool {
    let mut ty = ty;
    for _ in 0..=platform.types.len() {
        match ty {
            Type::Nullable(_) => return true,
            Type::Named(id) => match platform.types.get(id.0).map(|def| &def.shape) {
                Some(TypeShape::Alias(target)) => ty = target,
                _ => return false,
            },
            _ => return false,
        }
    }
    false
}

/// The edges from which their own start can be reached: those within one group of types.
fn on_cycles(graph: &[Vec<(usize, TypeId)>]) -> BTreeSet<(TypeId, usize)> {
    let targets: Vec<Vec<usize>> = graph
        .iter()
        .map(|edges| edges.iter().map(|(_, target)| target.0).collect())
        .collect();
    let groups = circles::groups(&targets);
    let mut found = BTreeSet::new();
    for (owner, edges) in graph.iter().enumerate() {
        let within = |(_, target): &&(usize, TypeId)| groups.get(target.0) == groups.get(owner);
        found.extend(edges.iter().filter(within).map(|(slot, _)| (TypeId(owner), *slot)));
    }
    found
}
