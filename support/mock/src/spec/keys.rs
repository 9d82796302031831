//! What tells which thing is meant.

use tradewire_codegen::model::{Field, Literal, Operation, Platform, Type, TypeShape, WireName};

use crate::words::snake;

/// A parameter that tells which thing is meant.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Key {
    pub place: Place,
    pub param: String,
    /// Fields of the thing that may have the value.
    pub fields: Vec<String>,
    /// A parameter whose value is the name of the field, and what it is when left out.
    pub by: Option<By>,
}

/// A parameter that names the field, by its place and name, and its value when left out.
pub(crate) type By = (Place, String, Option<String>);

/// Where a parameter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Path,
    Query,
    Body,
}

fn plain(field: &Field) -> Option<&str> {
    match &field.name {
        WireName::Plain(name) => Some(name),
        WireName::Family { .. } => None,
    }
}

/// Names of the fields of a thing.
fn names<'p>(platform: &'p Platform, entity: Option<&'p Type>) -> Vec<&'p str> {
    let shape = entity.and_then(|ty| platform.as_struct(ty).map(|shape| &shape.fields));
    shape
        .map(|fields| fields.iter().filter_map(plain).collect())
        .unwrap_or_default()
}

/// Whether a field or a parameter is the id of a thing that is called so: `id`, `orderId`, `order_id`, `orderid`.
pub(crate) fn is_id(name: &str, noun: &str) -> bool {
    let squeezed = snake(name).replace('_', "");
    squeezed == "id" || squeezed.strip_suffix("id") == Some(noun.replace('_', "").as_str())
}

/// The field that a platform gives each thing.
pub(super) fn id_field(platform: &Platform, entity: Option<&Type>, noun: &str) -> String {
    let known = names(platform, entity);
    let own = known
        .iter()
        .find(|name| **name == "id")
        .or_else(|| known.iter().find(|name| is_id(name, noun)));
    own.map_or_else(|| "id".to_owned(), |name| (*name).to_owned())
}

/// The fields that a parameter may speak of.
fn fields_for(
    platform: &Platform,
    entity: Option<&Type>,
    noun: &str,
    field: Option<&Field>,
    param: &str,
) -> Vec<String> {
    let known = names(platform, entity);
    if let Some(Some(TypeShape::Union(union))) = field.map(|field| platform.shape(&field.ty)) {
        let named: Vec<String> = union
            .variants
            .iter()
            .map(|variant| variant.name.clone())
            .filter(|name| known.contains(&name.as_str()))
            .collect();
        if !named.is_empty() {
            return named;
        }
    }
    if known.is_empty() || known.contains(&param) {
        return vec![param.to_owned()];
    }
    let wanted = snake(param);
    if is_id(param, noun) || wanted.ends_with("_id") && !wanted.ends_with("external_id") {
        return vec![id_field(platform, entity, noun)];
    }
    // `name` of what shows a `category_name`.
    let whole = format!("{noun}_{wanted}");
    if let Some(own) = known.iter().find(|name| snake(name) == whole) {
        return vec![(*own).to_owned()];
    }
    let ending = known
        .iter()
        .filter(|name| wanted.ends_with(&format!("_{}", snake(name))))
        .max_by_key(|name| name.len());
    vec![ending.map_or_else(|| param.to_owned(), |name| (*name).to_owned())]
}

/// A parameter whose values are names of fields, this one among them: `by=externalId`.
fn by(platform: &Platform, operation: &Operation, param: &str) -> Option<By> {
    let body = operation
        .body
        .as_ref()
        .and_then(|body| body.ty.as_ref())
        .and_then(|ty| platform.as_struct(ty));
    let of_query = operation.query.iter().map(|field| (Place::Query, field));
    let of_body = body
        .into_iter()
        .flat_map(|shape| shape.fields.iter().map(|field| (Place::Body, field)));
    let mut best: Option<(usize, By)> = None;
    for (place, field) in of_query.chain(of_body) {
        let (Some(name), Some(TypeShape::Enum(listed))) = (plain(field), platform.shape(&field.ty)) else {
            continue;
        };
        let of_whom = name.to_ascii_lowercase();
        let Some(of_whom) = of_whom.strip_suffix("by") else {
            continue;
        };
        let speaks = listed.values.iter().any(|value| match &value.wire {
            Literal::String(value) => snake(param).ends_with(&snake(value)),
            _ => false,
        });
        if speaks
            && param.to_ascii_lowercase().starts_with(of_whom)
            && best.as_ref().is_none_or(|(length, _)| *length < of_whom.len())
        {
            let default = field.default.as_ref().map(crate::check::text_of);
            best = Some((of_whom.len(), (place, name.to_owned(), default)));
        }
    }
    best.map(|(_, by)| by)
}

/// The key of a placeholder.
pub(super) fn of_path(
    platform: &Platform,
    operation: &Operation,
    entity: Option<&Type>,
    noun: &str,
    param: &str,
) -> Key {
    let field = operation.path_params.iter().find(|field| plain(field) == Some(param));
    Key {
        place: Place::Path,
        param: param.to_owned(),
        fields: fields_for(platform, entity, noun, field, param),
        by: by(platform, operation, param),
    }
}

/// The key among parameters of query and body, where the path has none: one that is called after the thing.
pub(super) fn of_params(platform: &Platform, operation: &Operation, entity: Option<&Type>, noun: &str) -> Option<Key> {
    let body = operation
        .body
        .as_ref()
        .and_then(|body| body.ty.as_ref())
        .and_then(|ty| platform.as_struct(ty));
    let of_query = operation.query.iter().map(|field| (Place::Query, field));
    let of_body = body
        .into_iter()
        .flat_map(|shape| shape.fields.iter().map(|field| (Place::Body, field)));
    let squeezed = format!("{}id", noun.replace('_', ""));
    let all: Vec<(Place, &Field, &str)> = of_query
        .chain(of_body)
        .filter_map(|(place, field)| Some((place, field, plain(field)?)))
        .filter(|(_, field, _)| platform.as_list(&field.ty).is_none())
        .collect();
    let called = |wanted: &dyn Fn(&str) -> bool| {
        all.iter()
            .find(|(_, _, name)| wanted(&snake(name).replace('_', "")))
            .copied()
    };
    let (place, field, name) = called(&|name| name == squeezed).or_else(|| called(&|name| name == "id"))?;
    Some(Key {
        place,
        param: name.to_owned(),
        fields: fields_for(platform, entity, noun, Some(field), name),
        by: None,
    })
}
