//! The fields that bodies lead to, each type once however many operations use it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Open, Tally, add};
use crate::inventory::flatten::join;
use crate::model::{Field, Platform, Scalar, Type, TypeId, TypeShape};

/// Collects from some roots.
pub(super) struct Reach<'p> {
    platform: &'p Platform,
    fields: Tally,
    /// Paths without a type, by what holds them.
    open: BTreeMap<String, BTreeSet<String>>,
    seen: BTreeSet<TypeId>,
    /// Types that were met and not looked into.
    todo: Vec<TypeId>,
    beside: BTreeSet<String>,
}

impl<'p> Reach<'p> {
    pub(super) fn new(platform: &'p Platform) -> Self {
        Self {
            platform,
            fields: Tally::default(),
            open: BTreeMap::new(),
            seen: BTreeSet::new(),
            todo: Vec::new(),
            beside: BTreeSet::new(),
        }
    }

    /// How the fields are known, and where elements have no type.
    pub(super) fn finish(self) -> (Tally, Vec<Open>) {
        let open = self.open.into_iter().map(|(holder, paths)| Open {
            holder,
            paths: paths.into_iter().collect(),
        });
        (self.fields, open.collect())
    }

    /// A whole body, which `holder` has.
    pub(super) fn root(&mut self, ty: &Type, holder: &str) {
        self.value(ty, holder, "");
        self.work();
    }

    /// Fields that stand beside bodies; the same ones count once.
    pub(super) fn beside(&mut self, fields: &[Field], holder: &str) {
        if self.beside.insert(holder.to_owned()) {
            self.fields(fields, holder);
            self.work();
        }
    }

    fn work(&mut self) {
        let platform = self.platform;
        while let Some(def) = self.todo.pop().and_then(|id| platform.def(id)) {
            match &def.shape {
                TypeShape::Struct(shape) => self.fields(&shape.fields, &def.name),
                TypeShape::Union(union) => {
                    for variant in &union.variants {
                        self.value(&variant.ty, &def.name, &variant.name);
                    }
                }
                TypeShape::Enum(_) | TypeShape::Alias(_) => {}
            }
        }
    }

    fn fields(&mut self, fields: &[Field], holder: &str) {
        for field in fields {
            add(&mut self.fields, &field.docs.provenance);
            let name = field.name.written();
            self.value(&field.ty, holder, name.trim_end_matches("[]"));
        }
    }

    fn value(&mut self, ty: &Type, holder: &str, path: &str) {
        match ty {
            Type::Scalar(Scalar::Any) => {
                let paths = self.open.entry(holder.to_owned()).or_default();
                paths.insert(path.to_owned());
            }
            Type::Scalar(_) | Type::Const(_) => {}
            Type::Nullable(inner) => self.value(inner, holder, path),
            Type::List(element) => self.value(element, holder, &format!("{path}[]")),
            Type::Map(value) => self.value(value, holder, &join(path, "{key}")),
            Type::Named(id) => match self.platform.def(*id).map(|def| &def.shape) {
                // It does not lead back to itself: E0306.
                Some(TypeShape::Alias(inner)) => self.value(inner, holder, path),
                Some(_) if self.seen.insert(*id) => self.todo.push(*id),
                _ => {}
            },
        }
    }
}
