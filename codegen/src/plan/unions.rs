//! Unions.

use super::context::{Context, json_text};
use super::data::{RuntimeType, RustType, UnionForm, UnionPlan, VariantPlan};
use super::docs;
use super::names::claim_or;
use crate::model::{TypeDef, TypeId, Union, UnionKind};
use crate::naming::{self, Names as Scope};

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
        let payload = constant.is_none().then(|| {
            let ty = cx.rust_type(&variant.ty);
            if cx.recursion.is_boxed(id, slot) {
                RustType::Boxed(Box::new(ty))
            } else {
                ty
            }
        });
        variants.push(VariantPlan {
            rust: claim_or(&mut scope, &wanted, &format!("{}Value", wanted.trim_end_matches('_'))),
            tag: variant.name.clone(),
            payload,
            constant,
            from: false,
            docs: docs::of_value(&variant.docs, &format!("`{}`.", variant.name), &def.docs.provenance),
        });
    }
    mark_conversions(&mut variants);
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

/// A variant gets a `From` if its payload belongs to no other variant. Aliases could hide that two payloads
/// are one type, so only what is certainly distinct counts.
fn mark_conversions(variants: &mut [VariantPlan]) {
    let payloads: Vec<Option<RustType>> = variants
        .iter()
        .map(|variant| variant.payload.as_ref().map(|ty| ty.bare().clone()))
        .collect();
    for (variant, payload) in variants.iter_mut().zip(&payloads) {
        let Some(payload) = payload else { continue };
        let alone = payloads.iter().flatten().filter(|other| *other == payload).count() == 1;
        let optional = matches!(variant.payload, Some(RustType::Optional(_)));
        let json = *payload == RustType::Runtime(RuntimeType::Json);
        variant.from = alone && !optional && !json;
    }
}
