//! A schema as a field of the dialect.

use serde_json::{Value, json};

use super::{Import, Object, elements, put, text};

/// What is said of elements stands at the list, in the dialect.
const BOUNDS: [&str; 8] = [
    "allowed",
    "min",
    "max",
    "min_length",
    "max_length",
    "not_blank",
    "pattern",
    "format",
];

/// A type of the dialect and what is said of the value beside it.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed {
    /// `"[integer]"`, `{"fields": …}`, …, without marks.
    pub(super) ty: Value,
    pub(super) nullable: bool,
    /// Keys of the long form.
    pub(super) extra: Object,
}

impl Typed {
    pub(super) fn of(ty: impl Into<Value>) -> Self {
        Self {
            ty: ty.into(),
            ..Self::default()
        }
    }

    /// As a field.
    pub(super) fn field(self, required: bool) -> Value {
        if let (Value::String(line), true) = (&self.ty, self.extra.is_empty()) {
            let marks = format!(
                "{}{}",
                if required { "!" } else { "" },
                if self.nullable { "?" } else { "" }
            );
            return json!(format!("{line}{marks}"));
        }
        let mut long = Object::new();
        match self.ty {
            // A map alone has the key `string`, and is a type like others.
            Value::Object(inline) if !inline.contains_key("string") => long.extend(inline),
            other => {
                if self.extra.is_empty() && !required && !self.nullable {
                    return other;
                }
                long.insert("type".to_owned(), other);
            }
        }
        put(&mut long, "required", required.then_some(true));
        put(&mut long, "nullable", self.nullable.then_some(true));
        for (key, value) in self.extra {
            long.entry(key).or_insert(value);
        }
        Value::Object(long)
    }
}

/// A list of a type.
pub(super) fn list_of(element: Value) -> Value {
    match element {
        Value::String(line) => json!(format!("[{line}]")),
        other => json!([other]),
    }
}

/// A map of a type.
pub(super) fn map_of(value: Value) -> Value {
    match value {
        Value::String(line) => json!(format!("{{string: {line}}}")),
        other => json!({"string": other}),
    }
}

impl Import<'_> {
    /// A field of a struct, or the schema of a parameter.
    pub(super) fn field(&mut self, schema: &Value, required: bool, place: &str) -> Value {
        self.typed_field(schema, place).field(required)
    }

    /// The same, before it is put together.
    pub(super) fn typed_field(&mut self, schema: &Value, place: &str) -> Typed {
        let mut typed = self.typed(schema, place);
        self.said(schema, &mut typed.extra, place);
        typed
    }

    /// The type of an element of a list or the value of a map, with its own `?`.
    pub(super) fn element(&mut self, schema: &Value, place: &str) -> Value {
        self.bounded_element(schema, place).0
    }

    /// [`element`](Self::element), and its bounds, which are those of the list's field in the dialect. Made at once: a list of lists of
    /// lists would be made twice at each depth.
    pub(super) fn bounded_element(&mut self, schema: &Value, place: &str) -> (Value, Object) {
        let typed = self.typed_field(schema, place);
        let mut extra = typed.extra;
        let mut bounds = Object::new();
        for key in BOUNDS {
            if let Some(bound) = extra.remove(key) {
                bounds.insert(key.to_owned(), bound);
            }
        }
        if !extra.is_empty() {
            let keys: Vec<&str> = extra.keys().map(String::as_str).collect();
            self.notes.add(
                place,
                format!(
                    "what is said of elements has no place ({}); say it of the list",
                    keys.join(", ")
                ),
            );
        }
        let element = match typed.ty {
            Value::String(line) if typed.nullable && line != "any" => json!(format!("{line}?")),
            other => {
                if typed.nullable && !other.is_string() {
                    self.notes.add(
                        place,
                        "elements may be null; give the element a named type and mark it `?`",
                    );
                }
                other
            }
        };
        (element, bounds)
    }

    /// Words, bounds and marks.
    fn said(&mut self, schema: &Value, extra: &mut Object, place: &str) {
        self.words(schema, extra);
        let bounds = [
            ("minimum", "min"),
            ("maximum", "max"),
            ("minLength", "min_length"),
            ("maxLength", "max_length"),
            ("minItems", "min_items"),
            ("maxItems", "max_items"),
        ];
        let own = schema.get("x-tradewire-not-blank").is_some();
        for (theirs, ours) in bounds {
            let of_blank = own && theirs == "minLength" && schema[theirs] == json!(1);
            if let Some(value) = schema.get(theirs).filter(|_| !of_blank) {
                extra.insert(ours.to_owned(), value.clone());
            }
        }
        put(extra, "not_blank", own.then_some(true));
        for (theirs, bound, ours) in [
            ("exclusiveMinimum", "minimum", "min"),
            ("exclusiveMaximum", "maximum", "max"),
        ] {
            match schema.get(theirs) {
                Some(Value::Bool(false)) | None => {}
                Some(value) => {
                    let value = if value.is_number() { value } else { &schema[bound] };
                    put(extra, ours, Some(value.clone()));
                    self.notes.add(
                        place,
                        format!("`{theirs}` became an inclusive `{ours}`; correct the bound"),
                    );
                }
            }
        }
        let pattern = text(schema, "x-tradewire-pattern").or_else(|| text(schema, "pattern"));
        put(extra, "pattern", pattern);
        put(extra, "format", text(schema, "x-tradewire-format"));
        if let Some(default) = schema.get("default") {
            match default {
                Value::Array(items) if items.len() == 1 => put(extra, "default", items.first().cloned()),
                Value::Array(_) | Value::Object(_) | Value::Null => {
                    self.notes
                        .add(place, format!("the default {default} is no scalar, and was left out"));
                }
                scalar => put(extra, "default", Some(scalar.clone())),
            }
        }
        put(extra, "clear", schema.get("x-tradewire-clear").cloned());
        put(extra, "shown_as", schema.get("x-tradewire-shown-as").cloned());
        put(extra, "merged_by", schema.get("x-tradewire-merged-by").cloned());
        put(extra, "filters", schema.get("x-tradewire-filters").cloned());
        put(extra, "secret", schema.get("x-tradewire-secret").cloned());
        put(extra, "required_when", schema.get("x-tradewire-required-when").cloned());
        let also: Vec<Value> = elements(schema, "x-tradewire-also").cloned().collect();
        put(extra, "also", (!also.is_empty()).then_some(also));
        for (theirs, ours) in [("readOnly", "read_only"), ("writeOnly", "write_only")] {
            if schema.get(theirs) == Some(&json!(true)) {
                let message = format!(
                    "`{theirs}` was left out; write the entity once with `{ours}` marks, see \"Entities\" in specs/README.md"
                );
                self.notes.add(place, message);
            }
        }
        for key in [
            "multipleOf",
            "uniqueItems",
            "not",
            "if",
            "contains",
            "dependentRequired",
            "prefixItems",
        ] {
            if schema.get(key).is_some_and(|value| *value != json!(false)) {
                self.notes.add(
                    place,
                    format!("`{key}` cannot be said in the dialect, and was left out; a `note` may tell callers"),
                );
            }
        }
        if schema.get("example").is_some() || schema.get("examples").is_some() {
            self.notes.add(
                place,
                "examples of single values were left out; whole bodies become files in `examples/`",
            );
        }
    }

    /// Description, deprecation, source and basis.
    pub(super) fn words(&mut self, thing: &Value, extra: &mut Object) {
        let description = text(thing, "description")
            .map(str::trim)
            .filter(|text| !text.is_empty());
        let (description, advice) = match description.and_then(|text| text.rsplit_once("Deprecated: ")) {
            Some((before, advice)) if self.source.is_own && thing.get("deprecated").is_some() => {
                (Some(before.trim()), Some(advice))
            }
            _ => (description, None),
        };
        put(extra, "doc", description.filter(|text| !text.is_empty()));
        if thing.get("deprecated") == Some(&json!(true)) {
            extra.insert(
                "deprecated".to_owned(),
                advice.map_or(json!(true), |advice| json!(advice)),
            );
        }
        self.basis(thing, extra);
    }

    /// How plainly a thing is documented.
    pub(super) fn basis(&mut self, thing: &Value, extra: &mut Object) {
        let Some(basis) = text(thing, "x-tradewire-basis") else {
            return;
        };
        let mut words = Vec::new();
        for peer in elements(thing, "x-tradewire-peers").filter_map(Value::as_str) {
            let word = crate::naming::field(peer);
            self.peers.insert(word.clone(), peer.to_owned());
            words.push(json!(word));
        }
        let basis = match words.len() {
            0 => json!(basis),
            1 => words.remove(0),
            _ => Value::Array(words),
        };
        extra.insert("basis".to_owned(), basis);
    }
}
