//! Names in Rust that two things of one scope would have. Nothing is told apart by a number behind: what stands first would get the
//! plain name, so that a value added before another would take the name that users have written, and send something else in silence.

use std::collections::BTreeMap;

use super::header_lists::is_again;
use super::headers::is_token;
use super::{Check, EndpointView};
use crate::diagnostics::{Ground, code};
use crate::model::{Field, Operation, Place, Resource, Type, TypeShape, WireName};
use crate::naming;

pub(super) fn check(check: &mut Check<'_>) {
    for (def, shape) in check.structs() {
        let mut claims = fields(check, &shape.fields);
        if shape.open {
            claims.push(Claim::derived(
                "extra",
                "what holds the keys that are not listed",
                &def.place,
            ));
        }
        unique(check, claims, naming::field, BESIDE);
    }
    enumerations(check);
    for resource in &check.platform.resources {
        parameters(check, resource);
        module(check, resource);
    }
}

/// A thing that is to have a name.
struct Claim<'a> {
    /// The name in Rust.
    name: String,
    /// `rust:`, where the spec asks for it.
    asked: Option<&'a String>,
    /// What it is, for the reader.
    what: String,
    place: &'a Place,
    /// How it gets another name, where that is not the usual way.
    mend: Option<String>,
}

impl<'a> Claim<'a> {
    fn derived(name: impl Into<String>, what: impl Into<String>, place: &'a Place) -> Self {
        Self {
            name: name.into(),
            asked: None,
            what: what.into(),
            place,
            mend: None,
        }
    }

    /// Named after `rust:` if it is given. Its case is mended by the plan: `rust: is_exactly` of an enum value is `IsExactly`.
    fn new(
        asked: Option<&'a String>,
        mended: fn(&str) -> String,
        derived: String,
        wire: &str,
        place: &'a Place,
    ) -> Self {
        Self {
            name: asked.map_or(derived, |name| mended(name)),
            asked,
            what: format!("`{wire}`"),
            place,
            mend: None,
        }
    }
}

const BESIDE: &str = "give one of them another name by `rust:`";

fn fields<'a>(check: &Check<'a>, fields: &'a [Field]) -> Vec<Claim<'a>> {
    let mut claims = Vec::new();
    // Nobody sets a constant.
    let named = fields
        .iter()
        .filter(|field| !matches!(check.platform.target(&field.ty), Type::Const(_)));
    for field in named {
        let derived = naming::field_of(&field.name);
        let claim = Claim::new(
            field.rust.as_ref(),
            naming::field,
            derived,
            &field.name.written(),
            &field.place,
        );
        if field.clear.is_some() {
            let clearer = format!("clear_{}", claim.name.trim_end_matches('_'));
            claims.push(Claim::derived(
                clearer,
                format!("what clears {}", claim.what),
                &field.place,
            ));
        }
        claims.push(claim);
    }
    claims
}

fn enumerations(check: &mut Check<'_>) {
    for def in &check.platform.types {
        let (claims, help): (Vec<Claim<'_>>, &str) = match &def.shape {
            TypeShape::Enum(shape) => {
                let values = shape.values.iter().map(|value| {
                    let derived = beside_other(naming::variant_of(&value.wire));
                    Claim::new(
                        value.rust.as_ref(),
                        variant,
                        derived,
                        &super::literal::shown(&value.wire),
                        &value.place,
                    )
                });
                (
                    values.collect(),
                    "give one of them another name: `enum: {value: {rust: name}, …}`",
                )
            }
            TypeShape::Union(union) => {
                let variants = union.variants.iter().map(|one| {
                    let derived = variant(&one.name);
                    Claim::new(one.rust.as_ref(), variant, derived, &one.name, &one.place)
                });
                (
                    variants.collect(),
                    "give one of them another name: `{type: T, rust: name}`",
                )
            }
            TypeShape::Struct(_) | TypeShape::Alias(_) => continue,
        };
        unique(check, claims, variant, help);
    }
    let codes = check.platform.errors.codes.iter().map(|code| {
        let derived = variant(&code.wire);
        Claim::new(code.rust.as_ref(), variant, derived, &code.wire, &code.place)
    });
    unique(
        check,
        codes.collect(),
        variant,
        "give one of them another name: `codes: {code: {rust: name}}`",
    );
}

/// Parameters of each operation and callback, and the fields of a body that are set one by one beside them.
fn parameters(check: &mut Check<'_>, resource: &Resource) {
    for endpoint in check
        .endpoints()
        .into_iter()
        .filter(|endpoint| std::ptr::eq(endpoint.resource, resource))
    {
        let mut claims: Vec<Claim<'_>> = Vec::new();
        claims.extend(
            endpoint
                .body
                .map(|_| Claim::derived("body", "the body", endpoint.place)),
        );
        for list in [endpoint.path_params, endpoint.query] {
            claims.extend(fields(check, list));
        }
        claims.extend(headers(check, endpoint.headers));
        unique(check, claims, naming::field, BESIDE);
        if endpoint.body.is_some_and(|body| body.inline) {
            beside_body(check, &endpoint);
        }
    }
    for case in resource
        .operations
        .iter()
        .flat_map(|operation| operation.returns.cases())
    {
        let claims = headers(check, &case.headers);
        unique(check, claims, naming::field, BESIDE);
    }
}

/// Headers that can be some, each once; of others nobody asks what they are called.
fn headers<'a>(check: &Check<'a>, list: &'a [Field]) -> Vec<Claim<'a>> {
    let is_one = |(index, field): &(usize, &Field)| !is_again(list, *index) && is_token(&field.name.written());
    let sound = list.iter().enumerate().filter(is_one);
    sound
        .flat_map(|(_, field)| fields(check, std::slice::from_ref(field)))
        .collect()
}

/// Parameters and fields of the body that are set on one call.
fn beside_body(check: &mut Check<'_>, endpoint: &EndpointView<'_>) {
    let set = |field: &&Field| !field.required || matches!(field.name, WireName::Family { .. });
    let mut parameters = Vec::new();
    for list in [endpoint.query, endpoint.headers] {
        let set: Vec<Field> = list.iter().filter(set).cloned().collect();
        parameters.extend(fields(check, &set).into_iter().map(|claim| claim.name));
    }
    let clashes = fields(check, endpoint.body_fields(check.platform)).into_iter();
    for claim in clashes
        .filter(|claim| parameters.contains(&claim.name))
        .collect::<Vec<_>>()
    {
        let message = format!(
            "{} of the body and a parameter are both `{}` in Rust",
            claim.what, claim.name
        );
        let finding = check.at(code::SAME_RUST_NAME, claim.place, message);
        check.report(finding.help(BESIDE));
    }
}

/// Name of a variant. `Other` is what holds values that nobody listed.
fn variant(words: &str) -> String {
    beside_other(naming::variant(words))
}

fn beside_other(name: String) -> String {
    if name == "Other" { "OtherValue".to_owned() } else { name }
}

/// What one module holds: types, the handle, the structs of operations and callbacks.
fn module(check: &mut Check<'_>, resource: &Resource) {
    let index = check
        .platform
        .resources
        .iter()
        .position(|known| std::ptr::eq(known, resource));
    let handle = (!resource.operations.is_empty()).then(|| {
        let derived = naming::type_name(&resource.name);
        let mend = format!("say `rust: {derived}Handle` at the top of the file, or give the type another name");
        let claim = Claim::new(
            resource.rust.as_ref(),
            naming::type_name,
            derived,
            &resource.name,
            &resource.place,
        );
        Claim {
            what: format!("the handle of `{}`", resource.name),
            mend: Some(mend),
            ..claim
        }
    });
    let types = check.platform.types.iter().filter(|def| def.resource == index);
    let types = types.map(|def| Claim::derived(def.name.clone(), format!("the type `{}`", def.name), &def.place));
    let operations = resource.operations.iter().map(|operation| {
        let derived = naming::operation_type(&resource.name, &resource.singular, &operation.name);
        Claim::new(
            operation.rust.as_ref(),
            naming::type_name,
            derived,
            &operation.name,
            &operation.place,
        )
    });
    let callbacks = resource.callbacks.iter().map(|callback| {
        let derived = naming::type_name(&callback.name);
        Claim::new(
            callback.rust.as_ref(),
            naming::type_name,
            derived,
            &callback.name,
            &callback.place,
        )
    });
    let claims = handle
        .into_iter()
        .chain(types)
        .chain(operations)
        .chain(callbacks)
        .collect();
    unique(check, claims, naming::type_name, BESIDE);
}

/// The struct of an operation.
pub(super) fn operation_struct(resource: &Resource, operation: &Operation) -> String {
    let derived = || naming::operation_type(&resource.name, &resource.singular, &operation.name);
    operation
        .rust
        .as_ref()
        .map_or_else(derived, |rust| naming::type_name(rust))
}

/// Each name is an identifier and stands once.
fn unique(check: &mut Check<'_>, claims: Vec<Claim<'_>>, mended: fn(&str) -> String, help: &str) {
    let mut first: BTreeMap<String, Claim<'_>> = BTreeMap::new();
    for claim in claims {
        if let Some(asked) = claim.asked.filter(|asked| !naming::is_identifier(asked)) {
            let finding = check.at(
                code::BAD_RUST_NAME,
                claim.place,
                format!("`rust: {asked}` is no identifier"),
            );
            check.report(finding.help(format!("a name such as `{}`", mended(asked))));
        } else if let Some(earlier) = first.get(&claim.name) {
            let span = check.span(earlier.place);
            let message = format!("{} and {} are both `{}` in Rust", earlier.what, claim.what, claim.name);
            // A thing that is not right may go, and its name with it.
            let right = [earlier.place, claim.place].map(|place| Ground::Read(check.span(place)));
            let finding = check.at(code::SAME_RUST_NAME, claim.place, message).rests_on_all(right);
            let help = earlier.mend.as_deref().unwrap_or(help);
            check.report(finding.related(span, "the other one").help(help));
        } else {
            first.insert(claim.name.clone(), claim);
        }
    }
}
