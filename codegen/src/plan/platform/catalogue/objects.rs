//! Tables of the fields of objects: one for each type, however many operations take it, for types may hold themselves.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToShoutySnakeCase as _;

use crate::plan::data::{
    CatalogueKind, CatalogueParam, CataloguePlace, ModulePlan, RustType, StructPlan, TypePlan, UnionForm, UnionPlan,
};

/// A type by module and name.
type Key<'p> = (&'p str, &'p str);

/// Named types.
pub struct Types<'p>(BTreeMap<Key<'p>, (Key<'p>, &'p TypePlan)>);

impl<'p> Types<'p> {
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
    fn behind(&self, ty: &RustType) -> Option<(Key<'p>, &'p TypePlan)> {
        match self.found(ty)? {
            (_, TypePlan::Alias(alias)) => self.behind(&alias.target),
            found => Some(found),
        }
    }

    /// The struct that it is, or those that it may be.
    fn alternatives(&self, plan: &'p TypePlan) -> Vec<&'p StructPlan> {
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
    fn holds_secret(&self, ty: &RustType, seen: &mut BTreeSet<Key<'p>>) -> bool {
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

/// The tables so far.
pub struct Objects<'p> {
    pub types: Types<'p>,
    names: BTreeMap<Key<'p>, String>,
    taken: BTreeSet<String>,
    tables: Vec<(String, Vec<CatalogueParam>)>,
}

impl<'p> Objects<'p> {
    pub fn of(modules: &'p [ModulePlan]) -> Self {
        let all = modules.iter().flat_map(|module| {
            module.types.iter().map(move |ty| {
                let key = (module.name.as_str(), name_of(ty));
                (key, (key, ty))
            })
        });
        Self {
            types: Types(all.collect()),
            names: BTreeMap::new(),
            taken: BTreeSet::from(["CATALOGUE".to_owned()]),
            tables: Vec::new(),
        }
    }

    /// The name of the table of an object's fields, if some are known; of an object of several kinds, those of all.
    pub fn table(&mut self, ty: &RustType) -> Option<String> {
        let (key, plan) = self.types.behind(ty)?;
        if let Some(name) = self.names.get(&key) {
            return Some(name.clone());
        }
        let alternatives = self.types.alternatives(plan);
        let tag = match plan {
            TypePlan::Union(plan) => tag(plan),
            _ => None,
        };
        if tag.is_none() && alternatives.iter().all(|plan| plan.fields.is_empty()) {
            return None;
        }
        let name = self.unique(key);
        // Before its fields, one of which may be such an object.
        self.names.insert(key, name.clone());
        let mut fields: Vec<CatalogueParam> = tag.into_iter().collect();
        let mut hiding = BTreeSet::new();
        for field in alternatives.iter().flat_map(|plan| &plan.fields) {
            if self.types.holds_secret(&field.ty, &mut BTreeSet::new()) {
                hiding.insert(&field.wire);
            }
            let field = super::field(self, CataloguePlace::Body, field);
            match fields.iter_mut().find(|earlier| earlier.name == field.name) {
                Some(earlier) => merge(earlier, &field, hiding.contains(&field.name)),
                None => fields.push(field),
            }
        }
        for field in &mut fields {
            let has = |plan: &&StructPlan| plan.fields.iter().any(|other| other.wire == field.name);
            field.required &= alternatives.iter().all(has);
        }
        self.tables.push((name.clone(), fields));
        Some(name)
    }

    fn unique(&mut self, (module, name): Key<'p>) -> String {
        let plain = format!("{module}_{name}").to_shouty_snake_case();
        let mut unique = plain.clone();
        for number in 2.. {
            if self.taken.insert(unique.clone()) {
                break;
            }
            unique = format!("{plain}_{number}");
        }
        unique
    }

    /// Whether there is something not to be shown in a value of this type, and no table tells where.
    pub fn hides_secret(&self, ty: &RustType) -> bool {
        let element = match ty.bare() {
            RustType::List(element) => element.bare(),
            other => other,
        };
        match self.types.behind(element) {
            Some((_, TypePlan::Struct(plan))) => plan.families.iter().any(|family| family.secret),
            Some((_, TypePlan::Union(plan))) => {
                let payloads = plan.variants.iter().filter_map(|variant| variant.payload.as_ref());
                payloads.into_iter().any(|payload| match self.types.as_struct(payload) {
                    Some(plan) => plan.families.iter().any(|family| family.secret),
                    None => self.types.holds_secret(payload, &mut BTreeSet::new()),
                })
            }
            _ => self.types.holds_secret(element, &mut BTreeSet::new()),
        }
    }

    /// All of them, by name.
    pub fn tables(self) -> Vec<(String, Vec<CatalogueParam>)> {
        let mut tables = self.tables;
        tables.sort_by(|(a, _), (b, _)| a.cmp(b));
        tables
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

/// The field that tells which object it is; what it is without one, the platform knows.
fn tag(plan: &UnionPlan) -> Option<CatalogueParam> {
    match &plan.form {
        UnionForm::Tagged { tag } => Some(CatalogueParam {
            values: plan.variants.iter().map(|variant| variant.tag.clone()).collect(),
            ..super::constant(CataloguePlace::Body, tag)
        }),
        UnionForm::Beside | UnionForm::Untagged => None,
    }
}

/// A field of the same name in another of the objects that it may be.
/// `hides`: there is something not to be shown in one of the two.
fn merge(field: &mut CatalogueParam, other: &CatalogueParam, hides: bool) {
    let is_same = |a: &CatalogueParam, b: &CatalogueParam| {
        (a.kind, a.list, a.moment, &a.format, &a.fields) == (b.kind, b.list, b.moment, &b.format, &b.fields)
    };
    field.required &= other.required;
    field.secret |= other.secret;
    for value in &other.values {
        if !field.values.contains(value) {
            field.values.push(value.clone());
        }
    }
    if !is_same(field, other) {
        // What is taken depends on the rest; and no table tells any more where something is hidden.
        field.secret |= hides;
        (field.kind, field.list) = (CatalogueKind::Json, false);
        (field.moment, field.format, field.fields) = (None, None, None);
    }
}
