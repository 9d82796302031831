//! A reply as its description has it, made from the type.

use std::collections::BTreeSet;

use tradewire::Json;
use tradewire::json::{Number, Object};
use tradewire_codegen::model::{
    Field, Literal, Operation, Platform, Scalar, Struct, Type, TypeShape, Union, UnionKind, WireName,
};

use super::random::Random;

/// Below this, what is optional is left out.
const DEEP: usize = 5;

/// A body of a reply; `None` if the reply is no JSON, or if nobody knows what is in it.
pub fn of_reply(platform: &Platform, operation: &Operation, random: &mut Random) -> Option<Json> {
    let ty = operation.returns.ty.as_ref()?;
    let value = of_type(platform, ty, random, 0);
    Some(match &operation.returns.key {
        Some(key) => Json::Object([(key.clone(), value)].into_iter().collect()),
        None => value,
    })
}

/// Whether a reply holds unions whose variants are told by anything but a tag in them.
pub fn has_guesses(platform: &Platform, operation: &Operation) -> bool {
    let (mut seen, mut open) = (BTreeSet::new(), Vec::from_iter(operation.returns.ty.as_ref()));
    while let Some(ty) = open.pop() {
        match platform.bare(ty) {
            Type::List(inner) | Type::Map(inner) => open.push(inner),
            Type::Named(id) if seen.insert(*id) => match platform.def(*id).map(|def| &def.shape) {
                Some(TypeShape::Struct(body)) => open.extend(body.fields.iter().map(|field| &field.ty)),
                Some(TypeShape::Union(body)) if matches!(body.kind, UnionKind::Tagged { .. }) => {
                    open.extend(body.variants.iter().map(|variant| &variant.ty));
                }
                Some(TypeShape::Union(_)) => return true,
                _ => {}
            },
            _ => {}
        }
    }
    false
}

fn of_type(platform: &Platform, ty: &Type, random: &mut Random, depth: usize) -> Json {
    match platform.bare(ty) {
        Type::Scalar(scalar) => of_scalar(*scalar, random),
        Type::Const(literal) => of_literal(literal),
        Type::List(_) if depth > DEEP => Json::Array(Vec::new()),
        Type::List(inner) => {
            let count = 1 + random.below(2);
            Json::Array(
                (0..count)
                    .map(|_| of_type(platform, inner, random, depth + 1))
                    .collect(),
            )
        }
        Type::Map(_) if depth > DEEP => Json::Object(Object::new()),
        Type::Map(inner) => {
            let value = of_type(platform, inner, random, depth + 1);
            Json::Object([("some-code", value)].into_iter().collect())
        }
        Type::Named(id) => match platform.def(*id).map(|def| &def.shape) {
            Some(TypeShape::Struct(body)) => Json::Object(of_struct(platform, body, random, depth + 1)),
            Some(TypeShape::Enum(body)) => {
                let value = random.pick(&body.values);
                of_literal(&value.wire)
            }
            Some(TypeShape::Union(body)) => of_union(platform, body, random, depth + 1),
            Some(TypeShape::Alias(_)) | None => Json::Null,
        },
        Type::Nullable(_) => Json::Null,
    }
}

fn of_struct(platform: &Platform, body: &Struct, random: &mut Random, depth: usize) -> Object {
    let present = |field: &&Field| field.required || depth <= DEEP;
    let mut object = Object::new();
    for field in body.fields.iter().filter(present) {
        let value = match &field.format {
            Some(format) => Json::from(written(&format.text)),
            None => of_type(platform, &field.ty, random, depth),
        };
        object.insert(key_of(&field.name), value);
    }
    object
}

/// A time in a form of its own, as the server writes it.
fn written(format: &str) -> String {
    let mut text = String::new();
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        match letter {
            'Y' => text.push_str("2026"),
            'm' => text.push_str("01"),
            'd' => text.push_str("31"),
            'H' => text.push_str("10"),
            'i' => text.push_str("20"),
            's' => text.push_str("30"),
            'P' => text.push_str("+03:00"),
            'O' => text.push_str("+0300"),
            '\\' => text.extend(letters.next()),
            other => text.push(other),
        }
    }
    text
}

fn key_of(name: &WireName) -> String {
    match name {
        WireName::Plain(name) => name.clone(),
        WireName::Family {
            prefix, suffix, digits, ..
        } => format!("{prefix}{}{suffix}", if *digits { "3" } else { "some" }),
    }
}

fn of_union(platform: &Platform, body: &Union, random: &mut Random, depth: usize) -> Json {
    if depth > DEEP + 2 {
        return Json::from("deep");
    }
    let variant = random.pick(&body.variants);
    let value = of_type(platform, &variant.ty, random, depth);
    match (&body.kind, value) {
        (UnionKind::Tagged { tag }, Json::Object(object)) => {
            let mut tagged: Object = [(tag.clone(), Json::from(variant.name.clone()))].into_iter().collect();
            for (key, value) in object {
                tagged.insert(key, value);
            }
            Json::Object(tagged)
        }
        (_, value) => value,
    }
}

fn of_literal(literal: &Literal) -> Json {
    match literal {
        Literal::Null => Json::Null,
        Literal::Boolean(value) => Json::from(*value),
        Literal::Integer(value) => Json::from(*value),
        Literal::Number(text) => Number::new(text).map_or(Json::Null, Json::Number),
        Literal::String(text) => Json::from(text.as_str()),
    }
}

fn of_scalar(scalar: Scalar, random: &mut Random) -> Json {
    let text = match scalar {
        Scalar::String => *random.pick(&["\"text\"", "\"\\u0422\\u0435\\u043a\\u0441\\u0442\"", "\"12\""]),
        Scalar::Integer => *random.pick(&["7", "0", "-12", "9007199254740993"]),
        Scalar::Number => *random.pick(&["1.5", "0", "-2.25"]),
        Scalar::Decimal => *random.pick(&["\"12.50\"", "12.50", "0"]),
        Scalar::Boolean => *random.pick(&["true", "false"]),
        Scalar::Flag => *random.pick(&["1", "0", "true"]),
        Scalar::Date => "\"2026-01-31\"",
        Scalar::Time => "\"10:20\"",
        Scalar::MonthDay => "\"01.31\"",
        Scalar::DateTime => "\"2026-01-31T10:20:30+03:00\"",
        Scalar::LocalDateTime => "\"2026-01-31 10:20:30\"",
        Scalar::UnixSeconds | Scalar::TimestampOrIso => "1767225600",
        Scalar::Uuid => "\"6f1c1a3e-58e0-4f3c-9a39-0b8f8c0a7a11\"",
        Scalar::Base64 => "\"aGVsbG8=\"",
        Scalar::File => "null",
        Scalar::Any => "{\"any\":[1,null]}",
    };
    Json::parse(text).expect("JSON")
}
