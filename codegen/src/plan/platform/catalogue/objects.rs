//! Parameters and fields, and tables of the fields of objects: one for each type, however many operations take it, for types may hold
//! themselves.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToShoutySnakeCase as _;

use super::kinds::{kind, moment, values};
use super::types::{Key, Types};
use crate::plan::data::{
    CatalogueKind, CatalogueParam, CataloguePlace, DocPlan, FieldPlan, ModulePlan, Presence, RustType, StructPlan,
    TypePlan, UnionForm, UnionPlan,
};

/// The tables so far.
pub struct Objects<'p> {
    pub types: Types<'p>,
    names: BTreeMap<Key<'p>, String>,
    taken: BTreeSet<String>,
    tables: Vec<(String, Vec<CatalogueParam>)>,
}

impl<'p> Objects<'p> {
    pub fn of(modules: &'p [ModulePlan]) -> Self {
        Self {
            types: Types::of(modules),
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
            let field = of_field(self, CataloguePlace::Body, field);
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

/// The field that tells which object it is; what it is without one, the platform knows.
fn tag(plan: &UnionPlan) -> Option<CatalogueParam> {
    match &plan.form {
        UnionForm::Tagged { tag } => Some(CatalogueParam {
            values: plan.variants.iter().map(|variant| variant.tag.clone()).collect(),
            ..constant(CataloguePlace::Body, tag)
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

/// A field of an object.
pub fn of_field(objects: &mut Objects<'_>, place: CataloguePlace, field: &FieldPlan) -> CatalogueParam {
    CatalogueParam {
        required: matches!(field.presence, Presence::Required | Presence::RequiredNullable),
        secret: field.secret || objects.hides_secret(&field.ty),
        format: field.format.clone(),
        ..described(objects, place, &field.wire, &field.ty, &field.docs)
    }
}

/// What takes values of a type.
pub fn described(
    objects: &mut Objects<'_>,
    place: CataloguePlace,
    name: &str,
    ty: &RustType,
    docs: &DocPlan,
) -> CatalogueParam {
    let (list, element) = match ty.bare() {
        RustType::List(element) => (true, element.bare()),
        other => (false, other),
    };
    CatalogueParam {
        name: name.to_owned(),
        kind: kind(&objects.types, element),
        list,
        required: !matches!(ty, RustType::Optional(_) | RustType::Patch(_) | RustType::Map(_)),
        values: values(&objects.types, element),
        doc: line(docs),
        moment: moment(&objects.types, element),
        fields: objects.table(element),
        ..constant(place, name)
    }
}

/// What has no more to say than its place and its name.
pub fn constant(place: CataloguePlace, name: &str) -> CatalogueParam {
    CatalogueParam {
        place,
        name: name.to_owned(),
        kind: CatalogueKind::Text,
        list: false,
        required: false,
        values: Vec::new(),
        doc: String::new(),
        secret: false,
        moment: None,
        format: None,
        fields: None,
    }
}

/// The first paragraph, as plain text, without the name on the wire, which a catalogue has beside it.
pub fn line(docs: &DocPlan) -> String {
    let text = docs.paragraphs.first().map(String::as_str).unwrap_or_default();
    let text = match text.find("On the wire `") {
        Some(at) => text.get(..at).unwrap_or_default().trim_end(),
        None => text,
    };
    text.replace('`', "'")
}
