//! Components as named types.

use serde_json::{Value, json};

use super::fields::Typed;
use super::yaml_text::PLAIN;
use super::{Import, Object, put, text};

impl Import<'_> {
    /// A component as an entry under `types`.
    pub(super) fn entry(&mut self, component: &str, schema: &Value) -> Value {
        let mut entry = Object::new();
        let typed = self.typed(schema, component);
        self.words(schema, &mut entry);
        put(&mut entry, "source", text(schema, "x-tradewire-source"));
        let doc = entry
            .entry("doc")
            .or_insert_with(|| json!(format!("`{component}` of the document.")));
        if doc.as_str().is_some_and(str::is_empty) {
            *doc = json!(format!("`{component}` of the document."));
        }
        match typed.ty {
            Value::Object(inline) if !typed.nullable && typed.extra.is_empty() && is_shape(&inline) => {
                entry.extend(inline);
            }
            ty => {
                let alias = Typed {
                    ty,
                    nullable: typed.nullable,
                    extra: typed.extra,
                };
                entry.insert("alias".to_owned(), alias.field(false));
            }
        }
        if let Some(values) = schema.get("x-tradewire-values") {
            self.describe_values(&mut entry, values);
        }
        // Whoever reads on in our own documents finds a closed enumeration as its values alone.
        let is_closed = self.source.is_own && schema.get("enum").is_some();
        put(&mut entry, "closed", is_closed.then_some(true));
        if is_closed && entry.contains_key("alias") {
            entry.remove("alias");
            entry.insert("enum".to_owned(), schema["enum"].clone());
        }
        let is_open = schema.get("x-tradewire-open").is_some();
        let has_fields = entry.contains_key("fields");
        let takes_more = !self.source.is_own
            && schema
                .get("additionalProperties")
                .is_some_and(|rest| *rest != json!(false));
        put(
            &mut entry,
            "open",
            (has_fields && (is_open || takes_more)).then_some(true),
        );
        put(&mut entry, "rules", schema.get("x-tradewire-rules").cloned());
        Value::Object(entry)
    }

    /// Values of an enumeration with their words.
    fn describe_values(&mut self, entry: &mut Object, words: &Value) {
        let Some(known) = entry.get("enum").and_then(Value::as_array).cloned() else {
            return;
        };
        let mut all = Object::new();
        for value in known {
            let name = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let mut said = Object::new();
            if let Some(own) = words.get(&name) {
                self.words(own, &mut said);
            }
            let name = if value.is_string() {
                name
            } else {
                format!("{PLAIN}{name}")
            };
            all.insert(
                name,
                if said.is_empty() {
                    Value::Null
                } else {
                    Value::Object(said)
                },
            );
        }
        entry.insert("enum".to_owned(), Value::Object(all));
    }
}

/// Whether a type in place can stand as a declared one.
fn is_shape(inline: &Object) -> bool {
    ["fields", "enum", "union"].iter().any(|key| inline.contains_key(*key))
}
