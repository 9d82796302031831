//! Which types are used.

use std::collections::BTreeSet;

use super::{Field, Platform, Type, TypeId, TypeShape};

impl Platform {
    /// Types that operations, callbacks or shared fields lead to. A type that is reached uses what it extends (derived type and base).
    #[must_use]
    pub fn reached(&self, extends: &[(TypeId, TypeId)]) -> BTreeSet<TypeId> {
        let mut reach = Reach {
            platform: self,
            extends,
            ids: BTreeSet::new(),
        };
        reach.fields(&self.reply);
        reach.fields(&self.headers);
        for kind in &self.pagination {
            reach.fields(&kind.fields);
        }
        for resource in &self.resources {
            for operation in &resource.operations {
                for fields in [&operation.path_params, &operation.query, &operation.headers] {
                    reach.fields(fields);
                }
                reach.maybe(operation.body.as_ref().and_then(|body| body.ty.as_ref()));
                for returns in operation.returns.cases() {
                    reach.fields(&returns.headers);
                    reach.maybe(returns.ty.as_ref());
                }
            }
            for callback in &resource.callbacks {
                for fields in [&callback.path_params, &callback.query, &callback.headers] {
                    reach.fields(fields);
                }
                reach.maybe(callback.body.as_ref().and_then(|body| body.ty.as_ref()));
                reach.maybe(callback.returns.ty.as_ref());
            }
        }
        reach.ids
    }

    /// Types that one type leads to, itself included.
    #[must_use]
    pub fn reached_from(&self, ty: &Type) -> BTreeSet<TypeId> {
        let mut reach = Reach {
            platform: self,
            extends: &[],
            ids: BTreeSet::new(),
        };
        reach.ty(ty);
        reach.ids
    }
}

struct Reach<'p> {
    platform: &'p Platform,
    extends: &'p [(TypeId, TypeId)],
    ids: BTreeSet<TypeId>,
}

impl Reach<'_> {
    fn fields(&mut self, fields: &[Field]) {
        for field in fields {
            self.ty(&field.ty);
            self.maybe(field.send.as_ref().map(|sent| &sent.ty));
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
        let bases = self.extends.iter().filter(|(derived, _)| *derived == id);
        for base in bases.map(|(_, base)| *base).collect::<Vec<_>>() {
            self.id(base);
        }
        let Some(def) = self.platform.def(id) else { return };
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
