//! Unions.

use crate::model::{Type, TypeDef, TypeId, Union, UnionKind, Variant};
use crate::naming::{self, Names as Scope};
use crate::plan::context::names::claim_or;
use crate::plan::context::{Context, json_text};
use crate::plan::data::{DocPlan, RuntimeType, RustType, UnionForm, UnionPlan, VariantPlan};
use crate::plan::docs;

/// The variant for what fits no other.
const OTHER: &str = "Other";

/// Plans one union.
#[must_use]
pub fn plan_union(cx: &Context<'_>, id: TypeId, def: &TypeDef, body: &Union) -> UnionPlan {
    let mut scope = Scope::reserving([OTHER]);
    let mut variants: Vec<VariantPlan> = Vec::new();
    for (slot, variant) in body.variants.iter().enumerate() {
        let wanted = naming::variant(variant.rust.as_ref().unwrap_or(&variant.name));
        let constant = cx.constant(&variant.ty).map(json_text);
        let payload = payload(cx, id, slot, &variant.ty);
        variants.push(VariantPlan {
            rust: claim_or(&mut scope, &wanted, &format!("{}Value", wanted.trim_end_matches('_'))),
            tag: variant.name.clone(),
            payload,
            constant,
            from: false,
            docs: variant_docs(def, body, variant),
        });
    }
    let payloads: Vec<_> = variants.iter().map(|variant| variant.payload.clone()).collect();
    for (variant, converts) in variants.iter_mut().zip(converting(&payloads)) {
        variant.from = converts;
    }
    UnionPlan {
        name: cx
            .names
            .types
            .get(id.0)
            .map(|(_, name)| name.clone())
            .unwrap_or_default(),
        docs: docs::of_def(cx.platform, def),
        form: match &body.kind {
            UnionKind::Tagged { tag } => UnionForm::Tagged { tag: tag.clone() },
            UnionKind::Beside { .. } => UnionForm::Beside,
            UnionKind::Untagged => UnionForm::Untagged,
        },
        variants,
        other: OTHER.to_owned(),
    }
}

/// What a variant is; of the one that servers take without being told, that it is.
fn variant_docs(def: &TypeDef, body: &Union, variant: &Variant) -> DocPlan {
    let mut plan = docs::of_value(&variant.docs, &format!("`{}`.", variant.name), &def.docs.provenance);
    if body.default.as_ref() == Some(&variant.name) {
        plan.paragraphs
            .push("What the server takes where nothing is said.".to_owned());
    }
    plan
}

/// What a variant carries; nothing if it is a constant.
fn payload(cx: &Context<'_>, id: TypeId, slot: usize, ty: &Type) -> Option<RustType> {
    if cx.constant(ty).is_some() {
        return None;
    }
    let ty = cx.rust_type(ty);
    Some(if cx.recursion.is_boxed(id, slot) {
        RustType::Boxed(Box::new(ty))
    } else {
        ty
    })
}

/// Which alternatives of a union get a `From`, in their order.
#[must_use]
pub fn conversions(cx: &Context<'_>, id: TypeId, body: &Union) -> Vec<bool> {
    let variants = body.variants.iter().enumerate();
    let payloads: Vec<_> = variants
        .map(|(slot, variant)| payload(cx, id, slot, &variant.ty))
        .collect();
    converting(&payloads)
}

/// A variant gets a `From` if its payload belongs to no other variant. Aliases could hide that two payloads
/// are one type, so only what is certainly distinct counts.
fn converting(payloads: &[Option<RustType>]) -> Vec<bool> {
    let converts = |payload: &RustType| {
        let bare = payload.bare();
        let alone = payloads.iter().flatten().filter(|other| other.bare() == bare).count() == 1;
        let json = *bare == RustType::Runtime(RuntimeType::Json);
        alone && !matches!(payload, RustType::Optional(_)) && !json
    };
    payloads
        .iter()
        .map(|payload| payload.as_ref().is_some_and(converts))
        .collect()
}
