//! Credentials.

use super::basis;
use super::docs::words;
use super::layout::bad_name;
use super::scope::Scope;
use crate::diagnostics::{Diagnostic, Ground, code};
use crate::dialect::{AuthDef, AuthKindDef, PlatformFile, TemplateDef};
use crate::model::{AuthKind, AuthScheme, Docs, Provenance, Template};
use crate::naming;
use crate::yaml::At;

/// The schemes, and the indices of those that an operation accepts if it says nothing.
pub(super) fn schemes(scope: &mut Scope<'_>, data: &PlatformFile, top: At<'_>) -> (Vec<AuthScheme>, Vec<usize>) {
    let at = top.get("auth");
    let schemes: Vec<AuthScheme> = data
        .auth
        .iter()
        .filter_map(|(name, def)| scheme(scope, name, def, at.get(name)))
        .collect();
    let default = match &data.default_auth {
        Some(names) => indices(scope, &schemes, names, top.get("default_auth")),
        None => (0..schemes.len()).collect(),
    };
    (schemes, default)
}

/// Indices of schemes by name.
pub(super) fn indices(scope: &mut Scope<'_>, schemes: &[AuthScheme], names: &[String], at: At<'_>) -> Vec<usize> {
    let mut found = Vec::new();
    for (position, name) in names.iter().enumerate() {
        match schemes.iter().position(|scheme| scheme.name == *name) {
            Some(index) => found.push(index),
            None => {
                let known = schemes.iter().map(|scheme| scheme.name.as_str());
                scope.undeclared("credentials", name, at.item(position).span(), known);
            }
        }
    }
    found
}

fn scheme(scope: &mut Scope<'_>, name: &str, def: &AuthDef, at: At<'_>) -> Option<AuthScheme> {
    if !naming::is_snake_name(name) {
        bad_name(scope, "credentials", name, at.key_span());
    }
    let kind = def.kind?;
    surplus(scope, def, kind, at);
    let kind = match kind {
        AuthKindDef::Basic => AuthKind::Basic {
            username: needed(scope, def.username.as_ref(), at, "username"),
            password: needed(scope, def.password.as_ref(), at, "password"),
        },
        AuthKindDef::Header => {
            if def.header.is_none() {
                missing(scope, at, "header");
            }
            AuthKind::Header {
                header: def.header.clone().unwrap_or_default(),
                value: needed(scope, def.value.as_ref(), at, "value"),
            }
        }
        AuthKindDef::Query => {
            if def.params.is_empty() {
                missing(scope, at, "params");
            }
            let params = def
                .params
                .iter()
                .map(|(name, value)| (name.clone(), template(scope, value, at.get("params").get(name))));
            AuthKind::Query {
                params: params.collect(),
            }
        }
        AuthKindDef::Oauth1 => AuthKind::OAuth1 {
            consumer_key: needed(scope, def.consumer_key.as_ref(), at, "consumer_key"),
            consumer_secret: needed(scope, def.consumer_secret.as_ref(), at, "consumer_secret"),
        },
    };
    let inputs = inputs(&kind);
    Some(AuthScheme {
        name: name.to_owned(),
        docs: Docs {
            provenance: basis::provenance(scope, def.basis.as_ref(), at.get("basis"), &Provenance::default()),
            ..words!(def, doc, note).docs()
        },
        kind,
        inputs,
    })
}

/// Keys that belong to another kind of credentials.
fn surplus(scope: &mut Scope<'_>, def: &AuthDef, kind: AuthKindDef, at: At<'_>) {
    let given = [
        ("username", AuthKindDef::Basic, def.username.is_some()),
        ("password", AuthKindDef::Basic, def.password.is_some()),
        ("header", AuthKindDef::Header, def.header.is_some()),
        ("value", AuthKindDef::Header, def.value.is_some()),
        ("params", AuthKindDef::Query, !def.params.is_empty()),
        ("consumer_key", AuthKindDef::Oauth1, def.consumer_key.is_some()),
        ("consumer_secret", AuthKindDef::Oauth1, def.consumer_secret.is_some()),
    ];
    for (key, _, _) in given.iter().filter(|(_, of, given)| *given && *of != kind) {
        let message = format!("`{key}` has no effect on credentials of this kind");
        scope.report(Diagnostic::new(code::NO_EFFECT, at.get(key).key_span(), message));
    }
}

fn missing(scope: &mut Scope<'_>, at: At<'_>, key: &str) {
    let message = format!("credentials of this kind need the key `{key}`");
    let finding = Diagnostic::new(code::MISSING_KEY, at.key_span(), message);
    scope.report(finding.rests_on(Ground::Read(at.extent())));
}

fn needed(scope: &mut Scope<'_>, def: Option<&TemplateDef>, at: At<'_>, key: &str) -> Template {
    match def {
        Some(def) => template(scope, def, at.get(key)),
        None => {
            missing(scope, at, key);
            Template {
                text: String::new(),
                md5: false,
            }
        }
    }
}

fn template(scope: &mut Scope<'_>, def: &TemplateDef, at: At<'_>) -> Template {
    let (text, md5, at) = match def {
        TemplateDef::Text(text) => (text.clone(), false, at),
        TemplateDef::Long(long) => (long.template.clone().unwrap_or_default(), long.md5, at.get("template")),
    };
    for input in placeholders(&text) {
        let usable = input.is_ok_and(naming::is_snake_name);
        if !usable {
            let finding = Diagnostic::new(code::BAD_AUTH, at.span(), "a placeholder that cannot be an input");
            scope.report(finding.help("inputs are written `{snake_case}`, and every `{` has its `}`"));
        }
    }
    Template { text, md5 }
}

/// The placeholders of a text in order; `Err` where the braces do not match.
pub(super) fn placeholders(text: &str) -> Vec<Result<&str, ()>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let after = rest.get(at + 1..).unwrap_or("");
        if rest.get(at..).is_some_and(|tail| tail.starts_with('}')) {
            found.push(Err(()));
            rest = after;
            continue;
        }
        match after.split_once('}') {
            Some((name, tail)) if !name.contains('{') => {
                found.push(Ok(name));
                rest = tail;
            }
            _ => {
                found.push(Err(()));
                rest = after;
            }
        }
    }
    found
}

fn inputs(kind: &AuthKind) -> Vec<String> {
    let templates: Vec<&Template> = match kind {
        AuthKind::Basic { username, password } => vec![username, password],
        AuthKind::Header { value, .. } => vec![value],
        AuthKind::Query { params } => params.iter().map(|(_, template)| template).collect(),
        AuthKind::OAuth1 {
            consumer_key,
            consumer_secret,
        } => vec![consumer_key, consumer_secret],
    };
    let mut inputs: Vec<String> = Vec::new();
    for name in templates
        .iter()
        .flat_map(|template| placeholders(&template.text))
        .flatten()
    {
        if !inputs.iter().any(|known| known == name) {
            inputs.push(name.to_owned());
        }
    }
    inputs
}
