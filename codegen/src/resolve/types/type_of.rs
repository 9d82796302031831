//! The types that stand in fields, lists, maps, unions, bodies and replies.

use super::super::docs::words;
use super::super::forms;
use super::super::scope::{Home, Scope};
use super::{enums, structs, templates, unions};
use crate::diagnostics::{Diagnostic, Ground, Span, code};
use crate::dialect::{Expression, ExpressionKind, FieldDef, FieldLong, RequiredDef, expression};
use crate::model::{Literal, Scalar, Type};
use crate::naming;
use crate::yaml::{At, Node};

/// A type with its marks.
pub(in crate::resolve) struct Marked {
    pub(in crate::resolve) ty: Type,
    pub(in crate::resolve) required: bool,
    pub(in crate::resolve) nullable: bool,
}

pub(in crate::resolve) fn type_of(scope: &mut Scope<'_>, def: &FieldDef, at: At<'_>, home: Home<'_>) -> Marked {
    match def {
        FieldDef::Short(text) => match expression(text) {
            Ok(read) => Marked {
                ty: from_expression(scope, &read, at),
                required: read.required,
                nullable: read.nullable,
            },
            Err(error) => {
                let finding = Diagnostic::new(
                    code::BAD_TYPE_EXPRESSION,
                    at.inside(error.at, error.at + 1),
                    format!("`{text}` is no type: {}", error.message),
                );
                scope.report(finding.maybe_help(expression_help(text)));
                Marked {
                    ty: Type::Scalar(Scalar::Any),
                    required: false,
                    nullable: false,
                }
            }
        },
        FieldDef::List(items) => {
            let element = items
                .first()
                .map_or(Type::Scalar(Scalar::Any), |item| element(scope, item, at.item(0), home));
            Marked {
                ty: Type::List(Box::new(element)),
                required: false,
                nullable: false,
            }
        }
        FieldDef::Map(value) => {
            let value = element(scope, value, at.get("string"), home);
            Marked {
                ty: Type::Map(Box::new(value)),
                required: false,
                nullable: false,
            }
        }
        FieldDef::Long(long) => long_type(scope, long, at, home),
    }
}

/// A type by its name alone: `Order`, `Page<Order>`.
pub(in crate::resolve) fn named(scope: &mut Scope<'_>, text: &str, at: At<'_>) -> Type {
    match expression(text) {
        Ok(read) if !read.required && !read.nullable => from_expression(scope, &read, at),
        _ => scope.named(text, at.span()),
    }
}

fn expression_help(text: &str) -> Option<String> {
    if text.contains('|') {
        Some("several JSON forms are `{union: [A, B]}`, `?` says nullable".to_owned())
    } else if text.ends_with("[]") {
        Some("a list is `[T]`, a map is `{string: T}`".to_owned())
    } else {
        is_value(text).then(|| format!("a value that is always the same is `{{const: \"{text}\"}}`"))
    }
}

/// A number, a date, a media type: what no type is called like.
fn is_value(text: &str) -> bool {
    let starts = text.starts_with(|c: char| c.is_ascii_digit());
    (starts || text.contains(['/', ':', ';'])) && !text.contains(['"', '\\', '[', '{', '<'])
}

fn from_expression(scope: &mut Scope<'_>, read: &Expression, at: At<'_>) -> Type {
    kind(scope, &read.kind, (read.start, read.end), at)
}

fn kind(scope: &mut Scope<'_>, kind: &ExpressionKind, (start, end): (usize, usize), at: At<'_>) -> Type {
    match kind {
        ExpressionKind::Name(name) => scope.named(name, at.inside(start, start + name.len())),
        ExpressionKind::Applied(name, arguments) => {
            let arguments = arguments
                .iter()
                .map(|argument| expression_element(scope, argument, at))
                .collect();
            templates::applied(scope, name, arguments, at.inside(start, end))
        }
        ExpressionKind::Form(entity, purpose) => {
            let entity = self::kind(scope, entity, (start, end), at);
            forms::form(scope, &entity, *purpose, at.inside(start, end))
        }
        ExpressionKind::List(element) => Type::List(Box::new(expression_element(scope, element, at))),
        ExpressionKind::Map(value) => Type::Map(Box::new(expression_element(scope, value, at))),
    }
}

fn expression_element(scope: &mut Scope<'_>, read: &Expression, at: At<'_>) -> Type {
    if read.required {
        needless_mark(scope, at.inside(read.start, read.end));
    }
    nullable(from_expression(scope, read, at), read.nullable)
}

/// Type of an element of a list or a value of a map.
pub(in crate::resolve) fn element(scope: &mut Scope<'_>, def: &FieldDef, at: At<'_>, home: Home<'_>) -> Type {
    part(scope, def, at, home, &[])
}

/// Type of an alternative of a union, which has a name of its own.
pub(in crate::resolve) fn alternative(scope: &mut Scope<'_>, def: &FieldDef, at: At<'_>, home: Home<'_>) -> Type {
    part(scope, def, at, home, &["rust"])
}

/// The type in which a field is sent, and whether it may be `null` there.
pub(in crate::resolve) fn sent(scope: &mut Scope<'_>, def: &FieldDef, at: At<'_>, home: Home<'_>) -> (Type, bool) {
    let marked = type_of(scope, def, at, home);
    if marked.required {
        let finding = Diagnostic::new(code::NO_EFFECT, at.span(), "`!` has no effect in `send`");
        scope.report(finding.help("put it behind the type that is read, or say `required: create`"));
    }
    if let FieldDef::Long(_) = def {
        only_type_keys(scope, at, &[]);
    }
    (marked.ty, marked.nullable)
}

fn part(scope: &mut Scope<'_>, def: &FieldDef, at: At<'_>, home: Home<'_>, more: &[&str]) -> Type {
    let marked = type_of(scope, def, at, home);
    if marked.required {
        needless_mark(scope, at.span());
    }
    if let FieldDef::Long(_) = def {
        only_type_keys(scope, at, more);
    }
    nullable(marked.ty, marked.nullable)
}

/// Keys of the long form that describe a type and not the field around it.
const TYPE_KEYS: &[&str] = &[
    "type", "fields", "enum", "union", "const", "name", "closed", "open", "rules", "nullable", "doc", "remark",
    "remarks",
];

fn only_type_keys(scope: &mut Scope<'_>, at: At<'_>, more: &[&str]) {
    for entry in at.node().map(Node::entries).unwrap_or_default() {
        let key = entry.key.text.as_str();
        if !TYPE_KEYS.contains(&key) && !more.contains(&key) {
            let message = format!("`{key}` has no effect here");
            scope.report(
                Diagnostic::new(code::NO_EFFECT, entry.key_span, message)
                    .help("say it of the field, or of a named type"),
            );
        }
    }
}

fn needless_mark(scope: &mut Scope<'_>, span: Span) {
    let finding = Diagnostic::new(code::NO_EFFECT, span, "an element is always there");
    scope.report(finding.help("leave the `!` out, or put it behind the list: `\"[T]!\"`"));
}

fn nullable(ty: Type, nullable: bool) -> Type {
    if nullable { Type::Nullable(Box::new(ty)) } else { ty }
}

fn long_type(scope: &mut Scope<'_>, long: &FieldLong, at: At<'_>, home: Home<'_>) -> Marked {
    let mut given: Vec<&str> = Vec::new();
    let there = [
        ("type", long.type_.is_some()),
        ("fields", long.fields.is_some()),
        ("enum", long.enum_.is_some()),
        ("union", long.union.is_some()),
        ("const", long.const_.is_some()),
    ];
    given.extend(there.iter().filter(|(_, there)| *there).map(|(key, _)| *key));
    if given.len() != 1 {
        let message = if given.is_empty() {
            "the field has no type".to_owned()
        } else {
            format!("`{}` exclude each other", given.join("`, `"))
        };
        let finding = Diagnostic::new(code::CONFLICTING_KEYS, at.key_span(), message);
        let finding = finding.help("give one of `type`, `fields`, `enum`, `union`, `const`");
        scope.report(finding.rests_on(Ground::Read(at.extent())));
    }
    idle_keys(scope, long, at);
    let name = inline_name(scope, long, at, home);
    let home = Home { name: &name, ..home };
    let mut marked = Marked {
        ty: Type::Scalar(Scalar::Any),
        required: false,
        nullable: false,
    };
    if let Some(inner) = &long.type_ {
        let before = scope.found.len();
        marked = type_of(scope, inner, at.get("type"), home);
        if let FieldDef::Short(_) = **inner {
            // A word of another dialect comes with its keys: `{type: array, items: …}`.
            scope.found.rest_on(before, Ground::Read(at.extent()));
        }
    } else if let Some(defs) = &long.fields {
        marked.ty = structs::inline(scope, defs, long, at, home);
    } else if let Some(values) = &long.enum_ {
        marked.ty = enums::inline(scope, values, long, at, home);
    } else if let Some(union) = &long.union {
        marked.ty = unions::inline(scope, union, words!(long, doc).docs(), at, home);
    } else if long.const_.is_some() {
        marked.ty = Type::Const(at.get("const").literal().unwrap_or(Literal::Null));
    }
    marked.required |= long.required == RequiredDef::Flag(true);
    marked.nullable |= long.nullable;
    marked
}

/// `name`, `open`, `closed` and `rules` without the inline type that they belong to.
fn idle_keys(scope: &mut Scope<'_>, long: &FieldLong, at: At<'_>) {
    let nested = matches!(
        long.type_.as_deref(),
        Some(FieldDef::List(_) | FieldDef::Map(_) | FieldDef::Long(_))
    );
    let idle = [
        (
            "name",
            long.name.is_some() && !nested && long.fields.is_none() && long.enum_.is_none() && long.union.is_none(),
        ),
        ("open", long.open && long.fields.is_none()),
        ("rules", !long.rules.is_empty() && long.fields.is_none()),
        ("closed", long.closed && long.enum_.is_none()),
    ];
    for (key, _) in idle.iter().filter(|(_, idle)| *idle) {
        let message = format!("`{key}` has no effect without an inline type");
        scope.report(Diagnostic::new(code::NO_EFFECT, at.get(key).key_span(), message));
    }
}

fn inline_name(scope: &mut Scope<'_>, long: &FieldLong, at: At<'_>, home: Home<'_>) -> String {
    match &long.name {
        Some(name) if naming::is_type_name(name) => name.clone(),
        Some(name) => {
            scope.bad_type_name(name, at.get("name").span());
            home.name.to_owned()
        }
        None => home.name.to_owned(),
    }
}
