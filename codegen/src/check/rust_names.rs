//! Names in Rust that two things of one scope would have. Nothing is told apart by a number behind: what stands first would get the
//! plain name, so that a value added before another would take the name that users have written, and send something else in silence.

use super::header_lists::is_again;
use super::headers::is_token;
use super::rust_claims::{Claim, unique};
use super::{Check, EndpointView};
use crate::diagnostics::code;
use crate::model::{Field, Operation, Resource, Type, TypeShape, WireName};
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
