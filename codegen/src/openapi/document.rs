//! The whole document.

use serde_json::{Value, json};

use super::{Context, Object, VERSION, put, security};
use crate::model::{Platform, Provenance};
use crate::write::{Maker, mark};

/// The `OpenAPI` document of a platform, which names the program that makes it.
#[must_use]
pub fn document(platform: &Platform, maker: Maker) -> Value {
    let context = Context::new(platform);
    let mut document = Object::new();
    let mark = mark(&platform.name, maker, &format!("specs/{}", platform.name));
    document.insert("x-tradewire-generated".to_owned(), json!(mark));
    document.insert("openapi".to_owned(), json!(VERSION));
    document.insert("info".to_owned(), info(platform));
    document.insert("servers".to_owned(), super::platform::servers(platform));
    document.insert("tags".to_owned(), tags(platform));
    document.insert(
        "security".to_owned(),
        security::requirements(platform, &platform.default_auth),
    );
    document.insert("paths".to_owned(), Value::Object(context.paths()));
    let webhooks = context.webhooks();
    put(&mut document, "webhooks", (!webhooks.is_empty()).then_some(webhooks));
    document.insert("components".to_owned(), components(&context));
    context.put_platform(&mut document);
    Value::Object(document)
}

fn info(platform: &Platform) -> Value {
    let mut info = Object::new();
    info.insert("title".to_owned(), json!(platform.title));
    info.insert(
        "version".to_owned(),
        json!(platform.version.as_deref().unwrap_or("0.0.0")),
    );
    super::words::put_docs(&mut info, &platform.docs, &Provenance::default());
    // Of the document, not of the platform that it describes.
    info.insert(
        "license".to_owned(),
        json!({"name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0"}),
    );
    Value::Object(info)
}

fn tags(platform: &Platform) -> Value {
    let one = |resource: &crate::model::Resource| {
        let mut tag = Object::new();
        tag.insert("name".to_owned(), json!(resource.name));
        put(&mut tag, "description", super::words::description(&resource.docs));
        Value::Object(tag)
    };
    Value::Array(platform.resources.iter().map(one).collect())
}

fn components(context: &Context<'_>) -> Value {
    let platform = context.platform;
    // What only types that are made from it use has no place in Rust, and none here.
    let reached = platform.reached(&[]);
    let mut schemas = Object::new();
    for id in reached {
        if let Some(def) = platform.def(id) {
            schemas.extend(context.components(id, def));
        }
    }
    schemas.insert(context.failure.clone(), context.failure_schema());
    let mut components = Object::new();
    components.insert("schemas".to_owned(), Value::Object(schemas));
    components.insert("responses".to_owned(), Value::Object(context.failure_responses()));
    let headers = context.common_headers();
    put(&mut components, "parameters", (!headers.is_empty()).then_some(headers));
    let ways = security::schemes(platform);
    put(&mut components, "securitySchemes", (!ways.is_empty()).then_some(ways));
    Value::Object(components)
}
