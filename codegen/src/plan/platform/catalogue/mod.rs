//! The catalogue of a crate: its operations with their parameters, for programs that let their users choose.

mod gives;
mod kinds;
mod objects;
mod types;

use self::objects::{Objects, constant, described, line, of_field};
use crate::plan::data::{
    CatalogueEntry, CatalogueParam, CataloguePlace, CataloguePlan, ListStyle, ModulePlan, OperationPlan, RustType,
    WriteStep,
};

/// Every operation that has a place in a handle, in order of declaration.
#[must_use]
pub fn plan(modules: &[ModulePlan]) -> CataloguePlan {
    let mut objects = Objects::of(modules);
    let operations = modules
        .iter()
        .flat_map(|module| module.operations.iter().map(move |operation| (module, operation)));
    let entries = operations
        .map(|(module, operation)| entry(&mut objects, module, operation))
        .collect();
    CataloguePlan {
        entries,
        tables: objects.tables(),
    }
}

fn entry(objects: &mut Objects<'_>, module: &ModulePlan, operation: &OperationPlan) -> CatalogueEntry {
    let mut params: Vec<_> = operation
        .steps
        .iter()
        .filter_map(|step| param(objects, operation, step))
        .collect();
    // The order in which they are given.
    params.sort_by_key(|param| param.place != CataloguePlace::Path);
    CatalogueEntry {
        module: module.name.clone(),
        rust: operation.rust.clone(),
        doc: line(&operation.docs),
        deprecated: operation.docs.deprecated.is_some(),
        params,
        body: body(objects, operation),
        gives: gives::of(operation),
        keys: gives::keys(&objects.types, operation),
    }
}

/// The parameter that a statement of `write` sends.
fn param(objects: &mut Objects<'_>, operation: &OperationPlan, step: &WriteStep) -> Option<CatalogueParam> {
    let part = |field: &str| operation.parts.iter().find(|part| part.rust == field);
    let mut of = |place, name: &str, field: &str, format: &Option<String>| {
        let part = part(field)?;
        Some(CatalogueParam {
            secret: part.secret || objects.hides_secret(&part.ty),
            format: format.clone(),
            ..described(objects, place, name, &part.ty, &part.docs)
        })
    };
    match step {
        WriteStep::Path { name, field, format } => of(CataloguePlace::Path, name, field, format),
        WriteStep::Query {
            name,
            style,
            field,
            format,
        } => of(CataloguePlace::Query(style.clone()), name, field, format),
        WriteStep::QueryFamily { pattern, style, field } => {
            of(CataloguePlace::QueryFamily(style.clone()), pattern, field, &None)
        }
        WriteStep::Header {
            name,
            style,
            field,
            format,
        } => {
            let style = style.clone().unwrap_or(ListStyle::Comma);
            of(CataloguePlace::Header(style), name, field, format)
        }
        WriteStep::QueryConst { name, value } => Some(constant(CataloguePlace::QueryConst(value.clone()), name)),
        WriteStep::HeaderConst { name, value } => Some(constant(CataloguePlace::HeaderConst(value.clone()), name)),
        WriteStep::PartConst { name, value } => Some(constant(CataloguePlace::PartConst(value.clone()), name)),
        WriteStep::Upload { field } => of(CataloguePlace::Upload, "", field, &None),
        WriteStep::Part {
            name,
            field,
            file,
            format,
        } => {
            let place = if *file {
                CataloguePlace::File
            } else {
                CataloguePlace::Part
            };
            let (first, inner) = field.split_first()?;
            match inner {
                [] => of(place, name, first, format),
                [.., last] => {
                    let fields = &objects.types.as_struct(&part(first)?.ty)?.fields;
                    let plan = fields.iter().find(|field| field.rust == *last)?;
                    Some(of_field(objects, place, plan))
                }
            }
        }
        WriteStep::Body { .. } => None,
    }
}

/// The fields of the body, if it is an object with known ones; of a list, those of its elements.
fn body(objects: &mut Objects<'_>, operation: &OperationPlan) -> Option<String> {
    let part = operation.steps.iter().find_map(|step| match step {
        WriteStep::Body { field } => operation.parts.iter().find(|part| part.rust == *field),
        _ => None,
    })?;
    match part.ty.bare() {
        RustType::List(element) => objects.table(element),
        ty => objects.table(ty),
    }
}
