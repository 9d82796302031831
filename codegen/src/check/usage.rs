//! What is declared and never used.

use std::collections::BTreeSet;

use super::Check;
use crate::diagnostics::{Ground, code};
use crate::model::{Field, Operation, Type, TypeId, TypeShape};

pub(super) fn check(check: &mut Check<'_>) {
    types(check);
    declarations(check);
}

fn types(check: &mut Check<'_>) {
    let mut used = Used {
        check,
        ids: BTreeSet::new(),
    };
    used.fields(&used.check.platform.reply);
    used.fields(&used.check.platform.headers);
    for kind in &used.check.platform.pagination {
        used.fields(&kind.fields);
    }
    for resource in &used.check.platform.resources {
        for operation in &resource.operations {
            for fields in [&operation.path_params, &operation.query, &operation.headers] {
                used.fields(fields);
            }
            used.maybe(operation.body.as_ref().and_then(|body| body.ty.as_ref()));
            used.maybe(operation.returns.ty.as_ref());
        }
        for callback in &resource.callbacks {
            for fields in [&callback.path_params, &callback.query, &callback.headers] {
                used.fields(fields);
            }
            used.maybe(callback.body.as_ref().and_then(|body| body.ty.as_ref()));
            used.maybe(callback.returns.ty.as_ref());
        }
    }
    let ids = used.ids;
    let declared: BTreeSet<&str> = check.platform.types.iter().map(|def| def.name.as_str()).collect();
    for (index, def) in check.platform.types.iter().enumerate() {
        if !def.inline && !ids.contains(&TypeId(index)) {
            let finding = check.lacking(
                code::UNUSED_TYPE,
                &def.place,
                format!("nothing uses the type `{}`", def.name),
            );
            // What refers to it may be among what could not be read.
            let places = check.trees.may_mention(&def.name, |word| declared.contains(word));
            check.report(
                finding
                    .help("refer to it from an operation, or remove it")
                    .rests_on_all(places),
            );
        }
    }
}

struct Used<'c, 'a> {
    check: &'c Check<'a>,
    ids: BTreeSet<TypeId>,
}

impl Used<'_, '_> {
    fn fields(&mut self, fields: &[Field]) {
        for field in fields {
            self.ty(&field.ty);
        }
    }

    fn maybe(&mut self, ty: Option<&Type>) {
        if let Some(ty) = ty {
            self.ty(ty);
        }
    }

    fn ty(&mut self, ty: &Type) {
        match ty {
            Type::Named(id) => self.id(*id),
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => self.ty(inner),
            Type::Scalar(_) | Type::Const(_) => {}
        }
    }

    fn id(&mut self, id: TypeId) {
        if !self.ids.insert(id) {
            return;
        }
        let bases = self
            .check
            .extends
            .iter()
            .filter(|(derived, _)| *derived == id)
            .map(|(_, base)| *base);
        for base in bases.collect::<Vec<_>>() {
            self.id(base);
        }
        let Some(def) = self.check.platform.def(id) else { return };
        match &def.shape {
            TypeShape::Struct(shape) => self.fields(&shape.fields),
            TypeShape::Union(union) => {
                for variant in &union.variants {
                    self.ty(&variant.ty);
                }
            }
            TypeShape::Alias(ty) => self.ty(ty),
            TypeShape::Enum(_) => {}
        }
    }
}

fn declarations(check: &mut Check<'_>) {
    let platform = check.platform;
    let operations = || platform.resources.iter().flat_map(|resource| &resource.operations);
    if operations().next().is_none() {
        return;
    }
    let mut unused: Vec<(String, String)> = Vec::new();
    for (index, kind) in platform.pagination.iter().enumerate() {
        if !operations().any(|operation| operation.paging.as_ref().is_some_and(|paging| paging.kind == index)) {
            unused.push((
                format!("pagination kind `{}`", kind.name),
                format!("pagination.{}", kind.name),
            ));
        }
    }
    for (index, kind) in platform.errors.outcomes.iter().enumerate() {
        let is_it = |operation: &Operation| operation.outcomes.as_ref().is_some_and(|used| used.kind == Some(index));
        if !operations().any(is_it) {
            unused.push((
                format!("kind of outcomes `{}`", kind.name),
                format!("outcomes.{}", kind.name),
            ));
        }
    }
    for (index, limit) in platform.limits.iter().enumerate() {
        if !operations().any(|operation| operation.charges.iter().any(|charge| charge.limit == index)) {
            unused.push((format!("limit `{}`", limit.name), format!("limits.{}", limit.name)));
        }
    }
    for (index, scheme) in platform.auth.iter().enumerate() {
        if !operations().any(|operation| operation.auth.contains(&index)) {
            unused.push((
                format!("credentials `{}`", scheme.name),
                format!("auth.{}", scheme.name),
            ));
        }
    }
    for scope in platform.scopes.iter().flatten() {
        if !operations().any(|operation| operation.permissions.contains(scope)) {
            unused.push((format!("scope `{scope}`"), format!("scopes.{scope}")));
        }
    }
    let mut unused: Vec<(String, String)> = unused
        .into_iter()
        .map(|(what, key)| (format!("no operation uses the {what}"), key))
        .collect();
    for word in check.unused_peers {
        unused.push((format!("no `basis` names the peer `{word}`"), format!("peers.{word}")));
    }
    for (message, key) in unused {
        if let Some(place) = check.places.get(&key) {
            // A slip in the name of one makes it look unused.
            let files = check.files(Ground::Right);
            let finding = check.at(code::UNUSED_DECLARATION, place, message);
            check.report(finding.rests_on_all(files));
        }
    }
}
