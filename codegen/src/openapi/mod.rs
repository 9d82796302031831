//! What the specs of a platform say as an `OpenAPI` 3.1 document, for those who do not use Rust.
//!
//! Made from the model alone. What `OpenAPI` has no word for stands under keys that begin with `x-tradewire-`; `docs/openapi/README.md`
//! tells what each of them means, and how operations are written that share method and path.

mod body;
mod document;
mod examples;
mod failures;
mod field;
mod layout;
mod merge;
mod operation;
mod params;
mod paths;
mod platform;
mod replies;
mod scalars;
mod schemas;
mod security;
mod webhooks;
mod words;

pub use document::document;

use serde_json::Value;

use crate::model::{Platform, TypeId};
use crate::write::Maker;

/// The version of the specification that is followed.
pub const VERSION: &str = "3.1.1";

/// A JSON object in the order in which it is written.
type Object = serde_json::Map<String, Value>;

/// The text of the document of a platform, laid out so that a diff shows an edit. The same specs give the same bytes.
#[must_use]
pub fn text(platform: &Platform, maker: Maker) -> String {
    layout::text(&document(platform, maker))
}

/// A platform, and what its types are called in the document.
struct Context<'p> {
    platform: &'p Platform,
    /// By the position of the type.
    names: Vec<String>,
    /// The schema of failures.
    failure: String,
}

impl<'p> Context<'p> {
    fn new(platform: &'p Platform) -> Self {
        let mut taken = std::collections::BTreeSet::new();
        let mut claim = |wanted: &str| {
            let wanted = component(wanted);
            let mut name = wanted.clone();
            let mut number = 2_usize;
            while !taken.insert(name.clone()) {
                name = format!("{wanted}{number}");
                number += 1;
            }
            name
        };
        let names = platform.types.iter().map(|def| claim(&def.name)).collect();
        Self {
            platform,
            names,
            failure: claim("Failure"),
        }
    }

    /// The name of a type in the document.
    fn name(&self, id: TypeId) -> &str {
        self.names.get(id.0).map_or("", String::as_str)
    }
}

/// A name as components may have it.
fn component(name: &str) -> String {
    let plain = name.chars().map(|c| {
        if c.is_ascii_alphanumeric() || "._-".contains(c) {
            c
        } else {
            '_'
        }
    });
    plain.collect()
}

/// A reference to a component.
fn reference(kind: &str, name: &str) -> Value {
    serde_json::json!({"$ref": format!("#/components/{kind}/{name}")})
}

/// Puts a value in, if there is one.
fn put(object: &mut Object, key: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        object.insert(key.to_owned(), value.into());
    }
}

/// Puts a list in, unless it is empty.
fn put_list<T: Into<Value>>(object: &mut Object, key: &str, values: impl IntoIterator<Item = T>) {
    let values: Vec<Value> = values.into_iter().map(Into::into).collect();
    if !values.is_empty() {
        object.insert(key.to_owned(), Value::Array(values));
    }
}
