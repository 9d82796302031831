//! A small body for every callback, made from the specs.

use std::collections::BTreeMap;
use std::path::Path;

use tradewire::Json;
use tradewire_codegen::compile;
use tradewire_codegen::load::read_folder;
use tradewire_codegen::model::{Body, Field, Literal, Platform, Scalar, Type, TypeShape, WireName};

/// A body that a callback takes.
pub struct Sample {
    /// All required fields, or else one.
    pub body: Json,
    /// Whether the spec names fields at all.
    pub has_fields: bool,
    /// An object, or a list of one, that has none of them.
    pub foreign: &'static str,
    /// An optional field that holds a scalar.
    pub scalar: Option<String>,
}

/// By platform and id; `None` for callbacks without a body.
pub fn samples() -> BTreeMap<(String, String), Option<Sample>> {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let files = read_folder(&specs, "specs", &[]).expect("the specs");
    let platforms = compile(files).platforms;
    let callbacks = platforms.iter().flat_map(|platform| {
        platform.resources.iter().flat_map(move |resource| {
            resource.callbacks.iter().map(move |callback| {
                let id = format!("{}.{}", resource.name, callback.name);
                let sample = callback.body.as_ref().map(|body| sample(platform, body));
                ((platform.name.clone(), id), sample)
            })
        })
    });
    callbacks.collect()
}

fn sample(platform: &Platform, body: &Body) -> Sample {
    let ty = body.ty.as_ref().expect("a typed body");
    assert!(body.key.is_none(), "samples have no wrapper");
    let element = platform.as_list(ty);
    let fields = platform
        .as_struct(element.unwrap_or(ty))
        .map_or(&[][..], |body| &body.fields);
    let is_scalar = |field: &&Field| {
        let kind = platform.bare(&field.ty);
        !field.required && matches!(kind, Type::Scalar(scalar) if *scalar != Scalar::Any)
    };
    Sample {
        body: Json::parse(&value(platform, ty, 0)).expect("a sample is JSON"),
        has_fields: !fields.is_empty(),
        foreign: match element {
            Some(_) => r#"[{"nobody knows this":1}]"#,
            None => r#"{"nobody knows this":1}"#,
        },
        scalar: fields.iter().find(is_scalar).filter(|_| element.is_none()).map(name),
    }
}

fn name(field: &Field) -> String {
    match &field.name {
        WireName::Plain(name) => name.clone(),
        WireName::Family { prefix, suffix, .. } => format!("{prefix}1{suffix}"),
    }
}

/// JSON text of a value.
fn value(platform: &Platform, ty: &Type, depth: usize) -> String {
    assert!(depth < 12, "a type that requires itself");
    let ty = platform.bare(ty);
    match ty {
        Type::Scalar(scalar) => scalar_text(*scalar).to_owned(),
        Type::List(inner) => format!("[{}]", value(platform, inner, depth + 1)),
        Type::Map(inner) => format!("{{\"a\":{}}}", value(platform, inner, depth + 1)),
        Type::Const(literal) => literal_text(literal),
        Type::Nullable(inner) => value(platform, inner, depth + 1),
        Type::Named(_) => match platform.shape(ty) {
            Some(TypeShape::Struct(body)) => object(platform, &body.fields, depth),
            Some(TypeShape::Enum(choice)) => literal_text(&choice.values[0].wire),
            Some(TypeShape::Union(union)) => value(platform, &union.variants[0].ty, depth + 1),
            Some(TypeShape::Alias(_)) | None => "null".to_owned(),
        },
    }
}

/// All required fields, or else the first one.
fn object(platform: &Platform, fields: &[Field], depth: usize) -> String {
    let required = fields.iter().filter(|field| field.required);
    let first = fields.first().filter(|field| !field.required);
    let chosen = required.chain(first).map(|field| {
        let value = match field.limits.allowed.first() {
            Some(allowed) => literal_text(allowed),
            None => value(platform, &field.ty, depth + 1),
        };
        format!("{:?}:{value}", name(field))
    });
    format!("{{{}}}", chosen.collect::<Vec<_>>().join(","))
}

fn literal_text(literal: &Literal) -> String {
    match literal {
        Literal::Null => "null".to_owned(),
        Literal::Boolean(value) => value.to_string(),
        Literal::Integer(value) => value.to_string(),
        Literal::Number(text) => text.clone(),
        Literal::String(text) => format!("{text:?}"),
    }
}

fn scalar_text(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::String => "\"a b\"",
        Scalar::Integer | Scalar::Any => "7",
        Scalar::Number => "1.5",
        Scalar::Decimal => "\"1.50\"",
        Scalar::Boolean => "true",
        Scalar::Flag => "1",
        Scalar::Date => "\"2026-01-02\"",
        Scalar::Time => "\"03:04:05\"",
        Scalar::MonthDay => "\"01-02\"",
        Scalar::DateTime => "\"2026-01-02T03:04:05+03:00\"",
        Scalar::LocalDateTime => "\"2026-01-02 03:04:05\"",
        Scalar::UnixSeconds | Scalar::TimestampOrIso => "1767323045",
        Scalar::Uuid => "\"67e55044-10b1-426f-9247-bb680e5fe0c8\"",
        Scalar::Base64 => "\"eA==\"",
        Scalar::File => panic!("files have no JSON form"),
    }
}
