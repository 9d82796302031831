//! The JSON Schema of the dialect, made from its Rust types.
//!
//! The same schema drives the editor (`specs/spec.schema.json`) and the linter (`check::shape`), so that they cannot disagree.

use std::borrow::Cow;
use std::sync::LazyLock;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::{
    BodyDef, BodyLong, EnumDef, EnumValueDef, FieldDef, FieldLong, LiteralDef, PlatformFile, ResourceFile, ReturnsDef,
    ReturnsLong, UnionDef, UnionLong,
};

/// Schema of `platform.yaml`.
#[must_use]
pub fn platform_schema() -> &'static Value {
    static SCHEMA: LazyLock<Value> = LazyLock::new(of::<PlatformFile>);
    &SCHEMA
}

/// Schema of a resource file.
#[must_use]
pub fn resource_schema() -> &'static Value {
    static SCHEMA: LazyLock<Value> = LazyLock::new(of::<ResourceFile>);
    &SCHEMA
}

/// Schema of any spec file, for editors.
#[must_use]
pub fn combined_schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let platform = generator.subschema_for::<PlatformFile>();
    let resource = generator.subschema_for::<ResourceFile>();
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Tradewire API spec",
        "description": "One file of specs/<platform>/; specs/README.md explains the dialect. Generated together with the crates.",
        "type": "object",
        "if": {"required": ["platform"]},
        "then": platform,
        "else": resource,
        "$defs": generator.take_definitions(true),
    });
    mend(&mut schema);
    schema
}

/// Content of `specs/spec.schema.json`.
#[must_use]
pub fn schema_text() -> String {
    let mut text = format!("{:#}", combined_schema());
    text.push('\n');
    text
}

fn of<T: JsonSchema>() -> Value {
    let mut schema = SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value();
    mend(&mut schema);
    schema
}

/// A key that may be left out must not be `null` instead; defaults are said in words where they matter.
fn mend(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            bound(map);
            if let Some(Value::Object(properties)) = map.get_mut("properties") {
                properties.values_mut().for_each(forbid_null);
            }
            map.values_mut().for_each(mend);
        }
        Value::Array(items) => items.iter_mut().for_each(mend),
        _ => {}
    }
}

/// Of integers of this width the least is given, and the greatest is not.
fn bound(schema: &mut Map<String, Value>) {
    if schema.get("format").and_then(Value::as_str) == Some("uint32") {
        schema.insert("maximum".to_owned(), Value::from(u32::MAX));
    }
}

fn forbid_null(property: &mut Value) {
    let Value::Object(map) = property else { return };
    map.remove("default");
    bound(map);
    map.remove("format");
    if let Some(Value::Array(types)) = map.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            map.insert("type".to_owned(), only);
        }
    }
    let null = json!({"type": "null"});
    if let Some(Value::Array(alternatives)) = map.get_mut("anyOf") {
        alternatives.retain(|alternative| *alternative != null);
        if let [Value::Object(only)] = alternatives.as_slice() {
            let only: Map<String, Value> = only.clone();
            map.remove("anyOf");
            map.extend(only);
        }
    }
}

macro_rules! schema_of {
    ($type:ty, $generator:ident => $schema:expr) => {
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($type))
            }

            fn json_schema($generator: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
}

schema_of!(LiteralDef, _generator => json_schema!({
    "description": "A scalar: text, number, truth value or null.",
    "type": ["null", "boolean", "number", "string"],
}));

/// A type in one line; what an editor offers beside the names of a file.
fn one_line() -> Value {
    json!({
        "type": "string",
        "examples": ["string", "string!", "integer", "[Name]", "{string: Name}", "Page<Name>", "Name.create", "Name.update"],
    })
}

/// `{string: T}`.
fn map_of(values: &Schema) -> Value {
    let mut values = values.clone();
    values.insert(
        "description".to_owned(),
        "A map with text keys that are data: the type of its values.".into(),
    );
    json!({"type": "object", "properties": {"string": values}, "required": ["string"], "additionalProperties": false})
}

schema_of!(FieldDef, generator => {
    let this = generator.subschema_for::<FieldDef>();
    json_schema!({
        "description": "A type: `string!?` (`!` required, `?` nullable), `[T]`, `{string: T}`, `Page<T>`, `Product.create`, or the long form with `type` and more.",
        "anyOf": [
            one_line(),
            {"type": "array", "items": this, "minItems": 1, "maxItems": 1},
            map_of(&this),
            generator.subschema_for::<FieldLong>(),
        ],
    })
});

schema_of!(EnumDef, generator => json_schema!({
    "description": "A list of values, or a map from value to its words.",
    "anyOf": [
        {"type": "array", "items": generator.subschema_for::<LiteralDef>()},
        {"type": "object", "additionalProperties": {"anyOf": [generator.subschema_for::<EnumValueDef>(), {"type": "null"}]}},
    ],
}));

schema_of!(UnionDef, generator => {
    let field = generator.subschema_for::<FieldDef>();
    json_schema!({
        "description": "Told by JSON form (a list, or a map from name to type), or by a field (`tag` or `beside`, with `variants`).",
        "anyOf": [
            {"type": "array", "items": field},
            generator.subschema_for::<UnionLong>(),
            {"type": "object", "additionalProperties": field},
        ],
    })
});

schema_of!(BodyDef, generator => {
    let field = generator.subschema_for::<FieldDef>();
    json_schema!({
        "description": "A type, or the long form with `key`, `encoding` and more.",
        "anyOf": [
            one_line(),
            {"type": "array", "items": field, "minItems": 1, "maxItems": 1},
            map_of(&field),
            generator.subschema_for::<BodyLong>(),
        ],
    })
});

schema_of!(ReturnsDef, generator => {
    let field = generator.subschema_for::<FieldDef>();
    json_schema!({
        "description": "A type, a map of fields, the long form, or one of `none`, `any`, `text`, `csv`, `binary`.",
        "anyOf": [
            one_line(),
            {"type": "array", "items": field, "minItems": 1, "maxItems": 1},
            generator.subschema_for::<ReturnsLong>(),
            {"type": "object", "additionalProperties": field},
        ],
    })
});

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use serde_json::Value;

    use super::super::combined_schema;

    /// Keys that some thing of the dialect has; what specs name themselves is none of them.
    fn keys(schema: &Value, found: &mut BTreeSet<String>) {
        match schema {
            Value::Object(map) => {
                let properties = map.get("properties").and_then(Value::as_object);
                found.extend(properties.into_iter().flatten().map(|(key, _)| key.clone()));
                map.values().for_each(|inner| keys(inner, found));
            }
            Value::Array(list) => list.iter().for_each(|inner| keys(inner, found)),
            _ => {}
        }
    }

    /// Whether a key stands in an example: as `key:`, not as the end of a longer word.
    fn is_shown(key: &str, text: &str) -> bool {
        let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
        text.match_indices(&format!("{key}:"))
            .any(|(at, _)| !text.get(..at).is_some_and(|before| before.ends_with(is_word)))
    }

    #[test]
    fn the_readme_shows_each_key() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/README.md");
        let text = std::fs::read_to_string(path).unwrap();
        let mut known = BTreeSet::new();
        keys(&combined_schema(), &mut known);
        assert!(known.contains("idempotency_key") && known.contains("or_bare"));
        let missing: Vec<&String> = known.iter().filter(|key| !is_shown(key, &text)).collect();
        assert!(missing.is_empty(), "specs/README.md has no example of {missing:?}");
    }
}
