//! Types by their names.

use std::collections::{BTreeMap, BTreeSet};

use crate::plan::data::{ModulePlan, RustType, StructPlan, TypePlan};

/// A type by module and name.
pub type Key<'p> = (&'p str, &'p str);

/// Named types.
pub struct Types<'p>(BTreeMap<Key<'p>, (Key<'p>, &'p TypePlan)>);

impl<'p> Types<'p> {
    pub fn of(modules: &'p [ModulePlan]) -> Self {
        let all = modules.iter().flat_map(|module| {
            module.types.iter().map(move |ty| {
                let key = (module.name.as_str(), name_of(ty));
                (key, (key, ty))
            })
        });
        Self(all.collect())
    }

    pub fn named(&self, ty: &RustType) -> Option<&'p TypePlan> {
        self.found(ty).map(|(_, plan)| plan)
    }

    fn found(&self, ty: &RustType) -> Option<(Key<'p>, &'p TypePlan)> {
        match ty.bare() {
            RustType::Local { module, name } => self.0.get(&(module.as_str(), name.as_str())).copied(),
            _ => None,
        }
    }

    /// The struct that it is, if it is one.
    pub fn as_struct(&self, ty: &RustType) -> Option<&'p StructPlan> {
        match self.behind(ty)? {
            (_, TypePlan::Struct(plan)) => Some(plan),
            _ => None,
        }
    }

    /// What stands behind aliases.
    pub fn behind(&self, ty: &RustType) -> Option<(Key<'p>, &'p TypePlan)> {
        match self.found(ty)? {
            (_, TypePlan::Alias(alias)) => self.behind(&alias.target),
            found => Some(found),
        }
    }

    /// The struct that it is, or those that it may be.
    pub fn alternatives(&self, plan: &'p TypePlan) -> Vec<&'p StructPlan> {
        match plan {
            TypePlan::Struct(plan) => vec![plan],
            TypePlan::Union(plan) => {
                let payloads = plan.variants.iter().filter_map(|variant| variant.payload.as_ref());
                payloads.filter_map(|payload| self.as_struct(payload)).collect()
            }
            TypePlan::Alias(_) | TypePlan::Enum(_) => Vec::new(),
        }
    }

    /// Whether a value of this type may have something in it that is not to be shown.
    pub fn holds_secret(&self, ty: &RustType, seen: &mut BTreeSet<Key<'p>>) -> bool {
        match ty.bare() {
            RustType::List(inner) | RustType::Map(inner) => return self.holds_secret(inner, seen),
            _ => {}
        }
        let Some((key, plan)) = self.found(ty) else {
            return false;
        };
        if !seen.insert(key) {
            return false;
        }
        match plan {
            TypePlan::Struct(plan) => {
                plan.families.iter().any(|family| family.secret)
                    || plan
                        .fields
                        .iter()
                        .any(|field| field.secret || self.holds_secret(&field.ty, seen))
            }
            TypePlan::Union(plan) => plan
                .variants
                .iter()
                .filter_map(|variant| variant.payload.as_ref())
                .any(|payload| self.holds_secret(payload, seen)),
            TypePlan::Alias(alias) => self.holds_secret(&alias.target, seen),
            TypePlan::Enum(_) => false,
        }
    }
}

fn name_of(ty: &TypePlan) -> &str {
    match ty {
        TypePlan::Struct(plan) => &plan.name,
        TypePlan::Enum(plan) => &plan.name,
        TypePlan::Union(plan) => &plan.name,
        TypePlan::Alias(plan) => &plan.name,
    }
}
