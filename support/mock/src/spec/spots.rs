//! Where in bodies and replies the thing stands that they are about.

use tradewire_codegen::model::{
    AtPath, Body, Field, Operation, Platform, ReturnKind, Returns, Struct, Type, field_of_key,
};

use crate::words::{singular, snake};

/// Where a thing stands in a reply.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ReplySpot {
    /// Keys from the top; none: the reply is it.
    pub path: Vec<String>,
    pub ty: Type,
}

/// Where a thing stands in what is sent.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct BodySpot {
    /// The key within the wrapper; `None`: all of it.
    pub field: Option<String>,
    pub ty: Type,
    /// A list of them.
    pub many: bool,
}

/// The reply that says most.
pub(crate) fn json(returns: &Returns) -> Option<&Returns> {
    returns
        .cases()
        .find(|case| case.kind == ReturnKind::Json && case.ty.is_some())
}

/// The field of an inline object that is called as the thing, or is the only one of its sort.
fn field_for<'s>(shape: &'s Struct, noun: &str, fits: impl Fn(&Type) -> bool) -> Option<(&'s str, &'s Type)> {
    let names = shape
        .fields
        .iter()
        .filter(|field| fits(&field.ty))
        .filter_map(|field| match &field.name {
            tradewire_codegen::model::WireName::Plain(name) => Some((name.as_str(), &field.ty)),
            tradewire_codegen::model::WireName::Family { .. } => None,
        });
    let all: Vec<_> = names.collect();
    let called = all.iter().find(|(name, _)| {
        let name = singular(&snake(name));
        name == noun || noun.ends_with(&format!("_{name}")) || name.ends_with(&format!("_{noun}"))
    });
    called
        .or(if let [only] = all.as_slice() { Some(only) } else { None })
        .copied()
}

pub(super) fn is_inline(platform: &Platform, ty: &Type) -> bool {
    matches!(platform.bare(ty), Type::Named(id) if platform.def(*id).is_some_and(|def| def.inline))
}

/// The one thing of a reply.
pub(super) fn of_one(platform: &Platform, operation: &Operation, noun: &str) -> Option<ReplySpot> {
    let returns = json(&operation.returns)?;
    let ty = returns.ty.as_ref()?;
    let mut path: Vec<String> = returns.key.iter().cloned().collect();
    if let Some(shape) = platform.as_struct(ty).filter(|_| is_inline(platform, ty)) {
        let is_object = |ty: &Type| platform.as_struct(ty).is_some() || is_union(platform, ty);
        if let Some((name, ty)) = field_for(shape, noun, is_object) {
            path.push(name.to_owned());
            return Some(ReplySpot { path, ty: ty.clone() });
        }
    }
    Some(ReplySpot { path, ty: ty.clone() })
}

fn is_union(platform: &Platform, ty: &Type) -> bool {
    matches!(platform.shape(ty), Some(tradewire_codegen::model::TypeShape::Union(_)))
}

/// The list of a reply, with the type of its elements.
pub(super) fn of_many(platform: &Platform, operation: &Operation, noun: &str) -> Option<ReplySpot> {
    let returns = json(&operation.returns)?;
    let ty = returns.ty.as_ref()?;
    let mut path: Vec<String> = returns.key.iter().cloned().collect();
    if let Some(element) = platform.elements(ty) {
        return Some(ReplySpot {
            path,
            ty: element.clone(),
        });
    }
    if let Some(paging) = &operation.paging {
        // The path of a listing is that of the whole reply.
        let within = paging.items.split('.').filter(|key| !key.is_empty());
        let keys: Vec<String> = within.map(str::to_owned).collect();
        let below = returns
            .key
            .as_ref()
            .and_then(|key| keys.strip_prefix(std::slice::from_ref(key)))
            .unwrap_or(&keys);
        if let AtPath::Type(list) = platform.at_path(ty, &below.join(".")) {
            let element = platform.elements(list)?.clone();
            path.extend(below.iter().cloned());
            return Some(ReplySpot { path, ty: element });
        }
    }
    let shape = platform.as_struct(ty)?;
    let (name, list) = field_for(shape, noun, |ty| platform.elements(ty).is_some())?;
    path.push(name.to_owned());
    Some(ReplySpot {
        path,
        ty: platform.elements(list)?.clone(),
    })
}

/// Whether the elements of a list in a reply stand under keys.
pub(crate) fn is_map(platform: &Platform, operation: &Operation, spot: &ReplySpot) -> bool {
    matches!(listed(platform, operation, spot), Some(Type::Map(_)))
}

/// Whether a reply has a list at a spot, or a map of such things.
pub(crate) fn is_listed(platform: &Platform, operation: &Operation, spot: &ReplySpot) -> bool {
    listed(platform, operation, spot).is_some_and(|list| platform.elements(list).is_some())
}

fn listed<'p>(platform: &'p Platform, operation: &'p Operation, spot: &ReplySpot) -> Option<&'p Type> {
    let returns = json(&operation.returns)?;
    let below = spot.path.get(usize::from(returns.key.is_some())..)?;
    match platform.at_path(returns.ty.as_ref()?, &below.join(".")) {
        AtPath::Type(list) => Some(platform.bare(list)),
        AtPath::Open | AtPath::Nowhere => None,
    }
}

/// How many fields two objects, or the elements of two lists, have by the same name.
fn alike(platform: &Platform, one: &Type, other: &Type) -> usize {
    let of = |ty| platform.as_struct(platform.as_list(ty).unwrap_or(ty));
    let (Some(one), Some(other)) = (of(one), of(other)) else {
        return 0;
    };
    let shared = one.fields.iter().filter(|field| {
        let name = field.shown_as.clone().unwrap_or_else(|| field.name.written());
        field_of_key(&other.fields, &name).is_some()
    });
    shared.count()
}

/// What one of those is called that a reply lists.
pub(super) fn listed_noun(platform: &Platform, operation: &Operation) -> Option<String> {
    let spot = of_many(platform, operation, "")?;
    spot.path.last().map(|key| singular(&snake(key)))
}

/// The thing, or the list of them, in what is sent. What is a field of the thing itself (`items` of a fulfilment) is not the thing.
pub(super) fn sent(platform: &Platform, body: &Body, noun: &str, entity: Option<&Type>) -> Option<BodySpot> {
    let ty = body.ty.as_ref()?;
    let known = entity.and_then(|entity| platform.as_struct(entity));
    let is_part = |name: &str, ty: &Type| {
        let field = known.and_then(|shape| field_of_key(&shape.fields, name));
        // One object may be about one element of a list.
        let is_of_sort = |field: &Field| platform.as_list(&field.ty).is_some() || platform.as_list(ty).is_none();
        let Some(field) = field.filter(|field| is_of_sort(field) && singular(&snake(name)) != noun) else {
            return false;
        };
        // It has the fields of the part rather than those of the thing.
        alike(platform, ty, &field.ty) >= entity.map_or(0, |entity| alike(platform, ty, entity))
    };
    let objects = |ty: &Type| {
        platform
            .as_list(ty)
            .is_some_and(|element| platform.as_struct(element).is_some() || is_union(platform, element))
    };
    if let Some(element) = platform.as_list(ty) {
        return Some(BodySpot {
            field: None,
            ty: element.clone(),
            many: true,
        });
    }
    if let Some(shape) = platform
        .as_struct(ty)
        .filter(|_| body.inline || is_inline(platform, ty))
    {
        let one = field_for(shape, noun, |ty| {
            platform.as_struct(ty).is_some() || is_union(platform, ty)
        });
        // A single object among parameters is the thing; a list is it only where it is called so, or nothing else is there.
        if let Some((name, ty)) = one.filter(|(name, ty)| !name.eq_ignore_ascii_case("filter") && !is_part(name, ty)) {
            return Some(BodySpot {
                field: Some(name.to_owned()),
                ty: ty.clone(),
                many: false,
            });
        }
        if let Some((name, list)) = field_for(shape, noun, objects).filter(|(name, ty)| !is_part(name, ty)) {
            return Some(BodySpot {
                field: Some(name.to_owned()),
                ty: platform.as_list(list)?.clone(),
                many: true,
            });
        }
    }
    Some(BodySpot {
        field: None,
        ty: ty.clone(),
        many: false,
    })
}
