//! Types and fields as tables, with links from type to type.

use super::html::{Element, Html, el, link};
use super::page::{Head, section};
use super::{Shown, nav, prose};
use crate::model::{
    Condition, Enum, Field, FilterBy, GroupKind, GroupRule, Literal, Provenance, Scalar, Struct, Type, TypeDef,
    TypeShape, Union, UnionKind,
};

/// What a type looks like, in place of a link to it.
pub(super) fn form(shown: &Shown<'_>, def: &TypeDef) -> Vec<Html> {
    let around = &def.docs.provenance;
    match &def.shape {
        TypeShape::Struct(shape) => structure(shown, shape, around),
        TypeShape::Enum(shape) => vec![enumeration(shape).into()],
        TypeShape::Union(union) => union_parts(shown, union),
        TypeShape::Alias(ty) => vec![el("p").add("Another name for ").add(type_of(shown, ty)).add(".").into()],
    }
}

/// The whole page.
pub(super) fn page(shown: &Shown<'_>, def: &TypeDef) -> String {
    let mut content = vec![el("h1").add(&def.name).into()];
    let mut facts = vec![el("span").with("class", "tag").add("type")];
    facts.extend(prose::basis(&def.docs.provenance));
    content.push(el("p").all(facts).into());
    content.extend(prose::docs(&def.docs));
    content.extend(def.docs.source.iter().map(|source| {
        el("p")
            .with("class", "source")
            .add(format!("In the document: {source}"))
            .into()
    }));
    content.extend(section("fields", "Form", form(shown, def)));
    let title = format!("{} · {}", def.name, shown.platform.title);
    let mut crumbs = vec![("index.html".to_owned(), shown.platform.title.clone())];
    let resource = def.resource.and_then(|at| shown.platform.resources.get(at));
    crumbs.extend(resource.map(|resource| (super::resource_path(resource), resource.name.clone())));
    crumbs.push((String::from("#"), def.name.clone()));
    super::page::page(
        Head {
            title: &title,
            up: "../",
            crumbs,
            beside: Some(nav::of(shown, def.resource, "")),
        },
        content,
    )
}

fn structure(shown: &Shown<'_>, shape: &Struct, around: &Provenance) -> Vec<Html> {
    let mut all: Vec<Html> = Vec::new();
    all.extend(fields(shown, &shape.fields, around).map(Html::from));
    if shape.open {
        all.push(el("p").add("Other keys may stand beside these.").into());
    }
    all.extend(shape.rules.iter().map(|shape| rule(shape).into()));
    all
}

/// Rules over fields, as a sentence.
pub(super) fn rule(rule: &GroupRule) -> Element {
    let words = match rule.kind {
        GroupKind::AnyOf => "At least one is given of",
        GroupKind::ExactlyOneOf => "Exactly one is given of",
        GroupKind::AtMostOneOf => "No more than one is given of",
    };
    el("p")
        .add(format!("{words}: "))
        .add(el("code").add(rule.fields.join(", ")))
}

/// A table of fields or parameters; nothing if there are none.
pub(super) fn fields(shown: &Shown<'_>, fields: &[Field], around: &Provenance) -> Option<Element> {
    if fields.is_empty() {
        return None;
    }
    let row = |field: &Field| {
        let mut name = el("td").add(el("code").with("class", "name").add(field.name.written()));
        if field.required {
            name = name.add(" ").add(el("span").with("class", "tag must").add("required"));
        }
        if field.docs.deprecated.is_some() {
            name = name.add(" ").add(el("span").with("class", "tag").add("deprecated"));
        }
        let mut said = prose::docs(&field.docs);
        let facts = facts(field);
        if !facts.is_empty() {
            said.push(
                el("p")
                    .with("class", "facts")
                    .add(prose::line(&facts.join("; ")))
                    .into(),
            );
        }
        if field.docs.provenance != *around {
            let basis = prose::basis(&field.docs.provenance)
                .unwrap_or_else(|| el("span").with("class", "tag basis").add("documented"));
            said.push(el("p").add(basis).into());
        }
        let mut ty = vec![type_of(shown, &field.ty)];
        ty.extend(field.nullable.then(|| Html::from(" or null")));
        el("tr")
            .add(name)
            .add(el("td").with("class", "type").all(ty))
            .add(el("td").all(said))
    };
    let head = el("tr").all(["Name", "Type", "Meaning"].map(|word| el("th").add(word)));
    let table = el("table")
        .add(el("thead").add(head))
        .add(el("tbody").all(fields.iter().map(row)));
    Some(el("div").with("class", "wide").add(table))
}

/// Bounds and other facts of a field, a few words each.
fn facts(field: &Field) -> Vec<String> {
    let limits = &field.limits;
    let mut facts = Vec::new();
    let mut fact = |word: &str, value: Option<String>| facts.extend(value.map(|value| format!("{word} `{value}`")));
    fact("default", field.default.as_ref().map(literal));
    fact("at least", limits.min.as_ref().map(literal));
    fact("at most", limits.max.as_ref().map(literal));
    fact("shortest", limits.min_length.map(|length| length.to_string()));
    fact("longest", limits.max_length.map(|length| length.to_string()));
    fact("elements at least", limits.min_items.map(|count| count.to_string()));
    fact("elements at most", limits.max_items.map(|count| count.to_string()));
    let allowed: Vec<String> = limits.allowed.iter().map(literal).collect();
    fact("one of", (!allowed.is_empty()).then(|| allowed.join(", ")));
    fact("looks like", limits.pattern.clone());
    fact("written", field.format.as_ref().map(|format| format.text.clone()));
    fact("emptied by", field.clear.as_ref().map(literal));
    fact(
        "also read from",
        (!field.also.is_empty()).then(|| field.also.join(", ")),
    );
    facts.extend(field.shown_as.as_ref().map(|key| format!("shown as `{key}`")));
    facts.extend(field.merged_by.as_ref().map(|key| format!("merged by `{key}`")));
    facts.extend(field.filters.as_ref().map(|about| match about.by {
        FilterBy::Equal => format!("filters by `{}`", about.field),
        by => format!("filters by `{}` ({})", about.field, by.word()),
    }));
    facts.extend(limits.not_blank.then(|| "not blank".to_owned()));
    facts.extend(field.one_or_many.then(|| "a single element may stand bare".to_owned()));
    facts.extend(field.secret.then(|| "secret".to_owned()));
    facts.extend(field.required_when.as_ref().map(|condition| match condition {
        Condition::Is { field, values } => {
            format!(
                "required where `{field}` is `{}`",
                values.iter().map(literal).collect::<Vec<_>>().join(", ")
            )
        }
        Condition::Present { field } => format!("required beside `{field}`"),
        Condition::Absent { field } => format!("required without `{field}`"),
    }));
    facts
}

pub(super) fn literal(literal: &Literal) -> String {
    match literal {
        Literal::Null => "null".to_owned(),
        Literal::Boolean(value) => value.to_string(),
        Literal::Integer(value) => value.to_string(),
        Literal::Number(text) => text.clone(),
        Literal::String(text) => format!("\"{text}\""),
    }
}

/// A type, named ones as links.
pub(super) fn type_of(shown: &Shown<'_>, ty: &Type) -> Html {
    match ty {
        Type::Scalar(scalar) => scalar_word(*scalar).into(),
        Type::Named(id) => {
            let name = shown.platform.def(*id).map_or_else(String::new, |def| def.name.clone());
            if shown.types.contains(id) {
                link(shown.type_path(*id), name).into()
            } else {
                name.into()
            }
        }
        Type::List(element) => Html::Several(vec!["list of ".into(), type_of(shown, element)]),
        Type::Map(value) => Html::Several(vec!["map to ".into(), type_of(shown, value)]),
        Type::Nullable(inner) => Html::Several(vec![type_of(shown, inner), " or null".into()]),
        Type::Const(value) => Html::Several(vec!["always ".into(), el("code").add(literal(value)).into()]),
    }
}

fn enumeration(shape: &Enum) -> Element {
    let row = |value: &crate::model::EnumValue| {
        let name = el("td").add(el("code").add(literal(&value.wire)));
        el("tr").add(name).add(
            el("td")
                .all(prose::docs(&value.docs))
                .all(prose::basis(&value.docs.provenance)),
        )
    };
    let words = if shape.closed {
        "No other value occurs."
    } else {
        "Other values may come."
    };
    let head = el("tr").all(["Value", "Meaning"].map(|word| el("th").add(word)));
    let table = el("table")
        .add(el("thead").add(head))
        .add(el("tbody").all(shape.values.iter().map(row)));
    el("div").with("class", "wide").add(table).add(el("p").add(words))
}

fn union_parts(shown: &Shown<'_>, union: &Union) -> Vec<Html> {
    let words = match &union.kind {
        UnionKind::Untagged => "One of these, told by its JSON form:".to_owned(),
        UnionKind::Tagged { tag } => format!("One of these, told by its field `{tag}`:"),
        UnionKind::Beside { field } => format!("One of these, told by `{field}` beside it:"),
    };
    let item = |variant: &crate::model::Variant| {
        let mut item = el("li");
        if union.kind != UnionKind::Untagged {
            item = item.add(el("code").add(&variant.name)).add(": ");
        }
        item = item.add(type_of(shown, &variant.ty));
        if union.default.as_ref() == Some(&variant.name) {
            item = item.add(", which the server takes where nothing is said");
        }
        item.all(prose::docs(&variant.docs))
    };
    vec![
        el("p").add(prose::line(&words)).into(),
        el("ul").all(union.variants.iter().map(item)).into(),
    ]
}

/// The word of the dialect.
fn scalar_word(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::String => "string",
        Scalar::Integer => "integer",
        Scalar::Number => "number",
        Scalar::Decimal => "decimal",
        Scalar::Boolean => "boolean",
        Scalar::Flag => "flag (1 or 0)",
        Scalar::Date => "date",
        Scalar::Time => "time",
        Scalar::MonthDay => "month and day",
        Scalar::DateTime => "date and time with offset",
        Scalar::LocalDateTime => "date and time",
        Scalar::UnixSeconds => "UNIX seconds",
        Scalar::TimestampOrIso => "UNIX seconds or date and time",
        Scalar::Uuid => "UUID",
        Scalar::Base64 => "base64",
        Scalar::File => "file",
        Scalar::Any => "any JSON",
    }
}
