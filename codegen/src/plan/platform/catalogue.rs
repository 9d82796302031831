//! The catalogue of a crate: its operations with their parameters, for programs that let their users choose.

use std::collections::BTreeMap;

use crate::plan::data::{
    CatalogueEntry, CatalogueKind, CatalogueParam, CataloguePlace, DocPlan, EnumPlan, FieldPlan, ListStyle, ModulePlan,
    OperationPlan, Presence, RuntimeType, RustType, StructPlan, TypePlan, WriteStep,
};

/// Every operation that has a place in a handle, in order of declaration.
#[must_use]
pub fn plan(modules: &[ModulePlan]) -> Vec<CatalogueEntry> {
    let types = Types::of(modules);
    let operations = modules
        .iter()
        .flat_map(|module| module.operations.iter().map(move |operation| (module, operation)));
    operations
        .map(|(module, operation)| entry(&types, module, operation))
        .collect()
}

fn entry(types: &Types<'_>, module: &ModulePlan, operation: &OperationPlan) -> CatalogueEntry {
    let mut params: Vec<_> = operation
        .steps
        .iter()
        .filter_map(|step| types.param(operation, step))
        .collect();
    // The order in which they are given.
    params.sort_by_key(|param| param.place != CataloguePlace::Path);
    CatalogueEntry {
        module: module.name.clone(),
        rust: operation.rust.clone(),
        doc: line(&operation.docs),
        deprecated: operation.docs.deprecated.is_some(),
        params,
        body: types.body(operation),
    }
}

/// Named types by module and name.
struct Types<'p>(BTreeMap<(&'p str, &'p str), &'p TypePlan>);

impl<'p> Types<'p> {
    fn of(modules: &'p [ModulePlan]) -> Self {
        let all = modules.iter().flat_map(|module| {
            module
                .types
                .iter()
                .map(move |ty| ((module.name.as_str(), name_of(ty)), ty))
        });
        Self(all.collect())
    }

    fn named(&self, ty: &RustType) -> Option<&'p TypePlan> {
        match ty.bare() {
            RustType::Local { module, name } => self.0.get(&(module.as_str(), name.as_str())).copied(),
            _ => None,
        }
    }

    fn as_struct(&self, ty: &RustType) -> Option<&'p StructPlan> {
        match self.named(ty)? {
            TypePlan::Struct(plan) => Some(plan),
            TypePlan::Alias(alias) => self.as_struct(&alias.target),
            TypePlan::Enum(_) | TypePlan::Union(_) => None,
        }
    }

    /// The parameter that a statement of `write` sends.
    fn param(&self, operation: &OperationPlan, step: &WriteStep) -> Option<CatalogueParam> {
        let part = |field: &str| operation.parts.iter().find(|part| part.rust == field);
        let of = |place, name: &str, field: &str| {
            let part = part(field)?;
            Some(self.described(place, name, &part.ty, &part.docs))
        };
        match step {
            WriteStep::Path { name, field, .. } => of(CataloguePlace::Path, name, field),
            WriteStep::Query { name, style, field, .. } => of(CataloguePlace::Query(style.clone()), name, field),
            WriteStep::QueryFamily { pattern, style, field } => {
                of(CataloguePlace::QueryFamily(style.clone()), pattern, field)
            }
            WriteStep::Header { name, style, field, .. } => {
                let style = style.clone().unwrap_or(ListStyle::Comma);
                of(CataloguePlace::Header(style), name, field)
            }
            WriteStep::QueryConst { name, value } => Some(constant(CataloguePlace::QueryConst(value.clone()), name)),
            WriteStep::HeaderConst { name, value } => Some(constant(CataloguePlace::HeaderConst(value.clone()), name)),
            WriteStep::PartConst { name, value } => Some(constant(CataloguePlace::PartConst(value.clone()), name)),
            WriteStep::Upload { field } => of(CataloguePlace::Upload, "", field),
            WriteStep::Part { name, field, file, .. } => {
                let place = if *file {
                    CataloguePlace::File
                } else {
                    CataloguePlace::Part
                };
                let (first, inner) = field.split_first()?;
                match inner {
                    [] => of(place, name, first),
                    [.., last] => {
                        let fields = &self.as_struct(&part(first)?.ty)?.fields;
                        let field = fields.iter().find(|field| field.rust == *last)?;
                        Some(self.field(place, field))
                    }
                }
            }
            WriteStep::Body { .. } => None,
        }
    }

    /// The fields of the body, if it is an object with known ones; of a list, those of its elements.
    fn body(&self, operation: &OperationPlan) -> Vec<CatalogueParam> {
        let step = operation.steps.iter().find_map(|step| match step {
            WriteStep::Body { field } => operation.parts.iter().find(|part| part.rust == *field),
            _ => None,
        });
        let plan = step.and_then(|part| match part.ty.bare() {
            RustType::List(element) => self.as_struct(element),
            ty => self.as_struct(ty),
        });
        let fields = plan.iter().flat_map(|plan| &plan.fields);
        fields.map(|field| self.field(CataloguePlace::Body, field)).collect()
    }

    fn field(&self, place: CataloguePlace, field: &FieldPlan) -> CatalogueParam {
        let required = matches!(field.presence, Presence::Required | Presence::RequiredNullable);
        CatalogueParam {
            required,
            ..self.described(place, &field.wire, &field.ty, &field.docs)
        }
    }

    fn described(&self, place: CataloguePlace, name: &str, ty: &RustType, docs: &DocPlan) -> CatalogueParam {
        let (list, element) = match ty.bare() {
            RustType::List(element) => (true, element.bare()),
            other => (false, other),
        };
        CatalogueParam {
            place,
            name: name.to_owned(),
            kind: self.kind(element),
            list,
            required: !matches!(ty, RustType::Optional(_) | RustType::Patch(_) | RustType::Map(_)),
            values: self.values(element),
            doc: line(docs),
        }
    }

    fn kind(&self, ty: &RustType) -> CatalogueKind {
        match ty.bare() {
            RustType::Text => CatalogueKind::Text,
            RustType::Integer => CatalogueKind::Integer,
            RustType::Float => CatalogueKind::Float,
            RustType::Boolean => CatalogueKind::Boolean,
            RustType::Runtime(runtime) => match runtime {
                RuntimeType::Decimal => CatalogueKind::Decimal,
                RuntimeType::Flag => CatalogueKind::Boolean,
                RuntimeType::Date
                | RuntimeType::Time
                | RuntimeType::MonthDay
                | RuntimeType::DateTime
                | RuntimeType::LocalDateTime
                | RuntimeType::UnixSeconds
                | RuntimeType::Timestamp => CatalogueKind::Moment,
                RuntimeType::Uuid => CatalogueKind::Text,
                RuntimeType::Base64
                | RuntimeType::File
                | RuntimeType::Bytes
                | RuntimeType::Upload
                | RuntimeType::Download => CatalogueKind::Bytes,
                RuntimeType::Json => CatalogueKind::Json,
            },
            RustType::Map(_) => CatalogueKind::Object,
            RustType::Local { .. } => match self.named(ty) {
                Some(TypePlan::Struct(_)) => CatalogueKind::Object,
                Some(TypePlan::Enum(plan)) if plan.variants.iter().all(|variant| variant.integer.is_some()) => {
                    CatalogueKind::Integer
                }
                Some(TypePlan::Enum(_)) => CatalogueKind::Text,
                Some(TypePlan::Alias(alias)) => self.kind(&alias.target),
                Some(TypePlan::Union(_)) | None => CatalogueKind::Json,
            },
            _ => CatalogueKind::Json,
        }
    }

    fn values(&self, ty: &RustType) -> Vec<String> {
        match self.named(ty) {
            Some(TypePlan::Enum(EnumPlan { variants, .. })) => {
                variants.iter().map(|variant| variant.text.clone()).collect()
            }
            Some(TypePlan::Alias(alias)) => self.values(&alias.target),
            _ => Vec::new(),
        }
    }
}

fn constant(place: CataloguePlace, name: &str) -> CatalogueParam {
    CatalogueParam {
        place,
        name: name.to_owned(),
        kind: CatalogueKind::Text,
        list: false,
        required: false,
        values: Vec::new(),
        doc: String::new(),
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

/// The first paragraph, as plain text, without the name on the wire, which a catalogue has beside it.
fn line(docs: &DocPlan) -> String {
    let text = docs.paragraphs.first().map(String::as_str).unwrap_or_default();
    let text = match text.find("On the wire `") {
        Some(at) => text.get(..at).unwrap_or_default().trim_end(),
        None => text,
    };
    text.replace('`', "'")
}
