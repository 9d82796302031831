//! Request bodies.

use super::docs::words;
use super::scope::{Context, Home, Scope};
use super::types::{field, structs, type_of, unions};
use super::{basis, literals};
use crate::diagnostics::{Diagnostic, Ground, code};
use crate::dialect::{BodyDef, BodyLong};
use crate::model::{Body, Docs, Encoding, Struct, Type, TypeShape};
use crate::naming;
use crate::yaml::At;

/// The body, and words on it that belong to the operation.
pub(super) fn body(scope: &mut Scope<'_>, def: &BodyDef, at: At<'_>, context: &Context<'_>) -> (Body, Docs) {
    let platform = context.platform;
    let item = format!("{}Item", context.type_name);
    let plain = Body {
        encoding: platform.body_encoding,
        key: None,
        ty: None,
        inline: false,
        one_or_many: false,
        lists: platform.query_lists,
        content_type: None,
        json_switch: None,
    };
    let long = match def {
        BodyDef::Type(def) => {
            let ty = type_of::element(
                scope,
                def,
                at,
                Home {
                    name: &item,
                    resource: context.resource,
                    basis: context.basis,
                },
            );
            return (Body { ty: Some(ty), ..plain }, Docs::default());
        }
        BodyDef::Long(long) => long,
    };
    let encoding = long.encoding.map_or(platform.body_encoding, literals::encoding);
    let ty = body_type(scope, long, at, context, encoding);
    let json_switch = match &long.json_switch {
        Some(switch) if switch.len() == 1 && encoding == Encoding::Query => {
            switch.iter().next().map(|(name, value)| (name.clone(), value.clone()))
        }
        Some(_) => {
            bad_body(
                scope,
                at.get("json_switch"),
                "`json_switch` names one parameter of a `query` body",
            );
            None
        }
        None => None,
    };
    if long.content_type.is_some() && !matches!(encoding, Encoding::Binary | Encoding::Text) {
        bad_body(
            scope,
            at.get("content_type"),
            "only `binary` and `text` bodies choose their `content_type`",
        );
    }
    if long.lists.is_some()
        && !matches!(
            encoding,
            Encoding::Query | Encoding::Form | Encoding::Multipart | Encoding::FormJson
        )
    {
        bad_body(
            scope,
            at.get("lists"),
            "only `form` and `query` bodies have a list style",
        );
    }
    let body = Body {
        encoding,
        key: long.key.clone(),
        ty,
        inline: long.fields.is_some(),
        one_or_many: long.one_or_many,
        lists: long.lists.map_or(platform.query_lists, literals::lists),
        content_type: long.content_type.clone(),
        json_switch,
    };
    (body, words!(long, doc, note).docs())
}

fn body_type(
    scope: &mut Scope<'_>,
    long: &BodyLong,
    at: At<'_>,
    context: &Context<'_>,
    encoding: Encoding,
) -> Option<Type> {
    let given = [
        ("type", long.type_.is_some()),
        ("fields", long.fields.is_some()),
        ("union", long.union.is_some()),
    ];
    let given: Vec<&str> = given.iter().filter(|(_, there)| *there).map(|(key, _)| *key).collect();
    let raw = matches!(encoding, Encoding::Binary | Encoding::Text);
    match (given.len(), raw) {
        (1, false) | (0, true) => {}
        (_, true) => bad_body(scope, at.get("encoding"), "a `binary` or `text` body has no type"),
        (0, false) => {
            let finding = Diagnostic::new(code::CONFLICTING_KEYS, at.key_span(), "the body has no type");
            let finding = finding.help("give one of `type`, `fields`, `union`");
            scope.report(finding.rests_on(Ground::Read(at.extent())));
        }
        (_, false) => {
            let finding = Diagnostic::new(
                code::CONFLICTING_KEYS,
                at.key_span(),
                format!("`{}` exclude each other", given.join("`, `")),
            );
            scope.report(finding.help("give one of `type`, `fields`, `union`"));
        }
    }
    for (key, idle) in [("open", long.open), ("rules", !long.rules.is_empty())] {
        if idle && long.fields.is_none() {
            scope.report(Diagnostic::new(
                code::NO_EFFECT,
                at.get(key).key_span(),
                format!("`{key}` has no effect without `fields`"),
            ));
        }
    }
    let name = match &long.name {
        Some(name) if naming::is_type_name(name) => name.clone(),
        Some(name) => {
            scope.bad_type_name(name, at.get("name").span());
            format!("{}Body", context.type_name)
        }
        None => format!("{}Body", context.type_name),
    };
    let provenance = basis::provenance(scope, long.basis.as_ref(), at.get("basis"), context.basis);
    let home = Home {
        name: &name,
        resource: context.resource,
        basis: &provenance,
    };
    if let Some(defs) = &long.fields {
        let fields = field::fields(scope, defs, at.get("fields"), home);
        let rules = structs::rules(scope, &long.rules, at.get("rules"));
        let shape = Struct {
            fields,
            open: long.open,
            rules,
        };
        let docs = words!(long, doc).docs();
        return Some(structs::define(scope, TypeShape::Struct(shape), docs, at, home));
    }
    if let Some(union) = &long.union {
        return Some(unions::inline(scope, union, words!(long, doc).docs(), at, home));
    }
    let item = long
        .name
        .clone()
        .unwrap_or_else(|| format!("{}Item", context.type_name));
    long.type_
        .as_ref()
        .map(|def| type_of::element(scope, def, at.get("type"), Home { name: &item, ..home }))
}

fn bad_body(scope: &mut Scope<'_>, at: At<'_>, message: &str) {
    scope.report(Diagnostic::new(code::BAD_BODY, at.key_span(), message));
}
