//! Fields and parameters.

use indexmap::IndexMap;

use super::super::docs::words;
use super::super::scope::{Home, Scope};
use super::super::{basis, format, literals};
use super::marks;
use super::type_of::{self, Marked, type_of};
use crate::diagnostics::{Diagnostic, Ground, code};
use crate::dialect::{ConditionDef, FieldDef, FieldLong};
use crate::model::{Condition, Constraints, Docs, Field, Literal, Sent, Separator, WireName};
use crate::naming;
use crate::yaml::At;

pub(in crate::resolve) fn fields(
    scope: &mut Scope<'_>,
    defs: &IndexMap<String, FieldDef>,
    at: At<'_>,
    home: Home<'_>,
) -> Vec<Field> {
    defs.iter()
        .map(|(key, def)| field(scope, key, def, at.get(key), home))
        .collect()
}

fn field(scope: &mut Scope<'_>, key: &str, def: &FieldDef, at: At<'_>, home: Home<'_>) -> Field {
    let name = wire_name(scope, key, at);
    let inline = format!("{}{}", home.name, naming::type_name(&naming::field_of(&name)));
    let empty = FieldLong::default();
    let long = match def {
        FieldDef::Long(long) => long.as_ref(),
        _ => &empty,
    };
    let provenance = basis::provenance(scope, long.basis.as_ref(), at.get("basis"), home.basis);
    let within = Home {
        name: &inline,
        basis: &provenance,
        ..home
    };
    let marked = type_of(scope, def, at, within);
    let marks = marks::read(scope, long, at, marked.required);
    let send = long
        .send
        .as_deref()
        .map(|def| sent(scope, def, at.get("send"), within, &marked));
    let required_when = long
        .required_when
        .as_ref()
        .and_then(|when| condition(scope, when, at.get("required_when")));
    Field {
        name,
        ty: marked.ty,
        send,
        required: marks.required.map_or(marked.required, |required| required.read),
        marks,
        nullable: marked.nullable,
        required_when,
        one_or_many: long.one_or_many,
        also: long.also.clone(),
        shown_as: long.shown_as.clone(),
        merged_by: long.merged_by.clone(),
        filters: long.filters.as_ref().map(literals::filters),
        clear: at_long(long, at, "clear"),
        limits: Constraints {
            min: at_long(long, at, "min"),
            max: at_long(long, at, "max"),
            min_length: long.min_length,
            max_length: long.max_length,
            not_blank: long.not_blank,
            min_items: long.min_items,
            max_items: long.max_items,
            allowed: if long.allowed.is_empty() {
                Vec::new()
            } else {
                literals::literals(at.get("allowed"))
            },
            pattern: long.pattern.clone(),
        },
        format: long
            .format
            .as_ref()
            .and_then(|text| format::read(scope, text, at.get("format"))),
        default: at_long(long, at, "default"),
        style: long.style.map(literals::lists),
        separator: separator(scope, long, at),
        secret: long.secret,
        docs: Docs {
            provenance,
            ..words!(long, doc, note, notes, deprecated).docs()
        },
        rust: long.rust.clone(),
        place: scope.place(at.key_span()),
    }
}

/// The type in which a field is sent that is read in another one.
fn sent(scope: &mut Scope<'_>, def: &FieldDef, at: At<'_>, home: Home<'_>, read: &Marked) -> Sent {
    let name = format!("{}Sent", home.name);
    let (ty, nullable) = type_of::sent(scope, def, at, Home { name: &name, ..home });
    if ty == read.ty && nullable == read.nullable {
        let message = "`send` has no effect: it is read as the same";
        let finding = Diagnostic::new(code::NO_EFFECT, at.key_span(), message);
        scope.report(finding.help("leave it out, or say as what it is sent"));
    }
    Sent {
        ty,
        nullable,
        place: scope.place(at.key_span()),
    }
}

/// What stands between elements, in place of a style.
fn separator(scope: &mut Scope<'_>, long: &FieldLong, at: At<'_>) -> Option<Separator> {
    let Some(by) = &long.separator else {
        if long.escape.is_some() {
            let finding = Diagnostic::new(
                code::NO_EFFECT,
                at.get("escape").key_span(),
                "`escape` has no effect without `separator`",
            );
            scope.report(finding.help("say what it escapes: `separator: \";\"`"));
        }
        return None;
    };
    if long.style.is_some() {
        let finding = Diagnostic::new(
            code::CONFLICTING_KEYS,
            at.get("separator").key_span(),
            "`style` and `separator` exclude each other",
        );
        scope.report(finding.help("a separator makes one text of the list"));
    }
    for (key, text) in [("separator", Some(by)), ("escape", long.escape.as_ref())] {
        let is_bad = text.is_some_and(|text| text.is_empty() || text.chars().any(char::is_control));
        if is_bad {
            let finding = Diagnostic::new(
                code::BAD_LITERAL,
                at.get(key).span(),
                format!("`{key}` is empty, or holds what cannot be seen"),
            );
            scope.report(finding);
        }
    }
    let holds = |escape: &String| !escape.is_empty() && !by.is_empty() && (escape.contains(by) || by.contains(escape));
    if long.escape.as_ref().is_some_and(holds) {
        let finding = Diagnostic::new(
            code::BAD_LITERAL,
            at.get("escape").span(),
            "an escape and the separator hold each other, so that nobody could tell them apart",
        );
        scope.report(finding.help("what stands before a separator is another sign, such as `escape: \"\\\\\"`"));
    }
    Some(Separator {
        by: by.clone(),
        escape: long.escape.clone(),
    })
}

/// The scalar of a key of the long form, as written.
fn at_long(long: &FieldLong, at: At<'_>, key: &str) -> Option<Literal> {
    let given = match key {
        "clear" => long.clear,
        "min" => long.min,
        "max" => long.max,
        _ => long.default,
    };
    given.and_then(|_| at.get(key).literal())
}

fn condition(scope: &mut Scope<'_>, def: &ConditionDef, at: At<'_>) -> Option<Condition> {
    let field = def.field.clone()?;
    let given = usize::from(def.is.is_some()) + usize::from(def.present) + usize::from(def.absent);
    if given != 1 {
        let finding = Diagnostic::new(
            code::CONFLICTING_KEYS,
            at.key_span(),
            "a condition says one thing about its field",
        );
        let finding = finding.help("give one of `is: value`, `present: true`, `absent: true`");
        scope.report(finding.rests_on(Ground::Read(at.extent())));
        return None;
    }
    Some(match (&def.is, def.present) {
        (Some(_), _) => Condition::Is {
            field,
            values: literals::literals(at.get("is")),
        },
        (None, true) => Condition::Present { field },
        (None, false) => Condition::Absent { field },
    })
}

/// A plain name, or a family of names around one placeholder.
fn wire_name(scope: &mut Scope<'_>, key: &str, at: At<'_>) -> WireName {
    let plain = WireName::Plain(key.to_owned());
    let Some((prefix, rest)) = key.split_once('{') else {
        if key.contains('}') {
            bad_family(scope, key, at, "it closes a placeholder that does not start");
        }
        return plain;
    };
    let Some((placeholder, suffix)) = rest.split_once('}') else {
        bad_family(scope, key, at, "its placeholder does not end");
        return plain;
    };
    if suffix.contains(['{', '}']) || placeholder.contains('{') {
        bad_family(scope, key, at, "it has more than one placeholder");
        return plain;
    }
    if !naming::is_identifier(placeholder) {
        bad_family(scope, key, at, "its placeholder has no name");
        return plain;
    }
    let digits = placeholder == "n";
    WireName::Family {
        prefix: prefix.to_owned(),
        suffix: suffix.to_owned(),
        placeholder: placeholder.to_owned(),
        digits,
    }
}

fn bad_family(scope: &mut Scope<'_>, key: &str, at: At<'_>, why: &str) {
    let finding = Diagnostic::new(
        code::BAD_FAMILY,
        at.key_span(),
        format!("the family of keys `{key}` cannot be read: {why}"),
    );
    scope.report(finding.help("a family is `prefix_{key}`, or `prefix{n}` where only digits may stand"));
}
