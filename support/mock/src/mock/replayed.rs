//! Keys by which a platform knows that a request came before.

use tradewire_codegen::model::{IdempotencyKey, KeyPlace, Operation};

use super::choice::Chosen;
use crate::answer::at;
use crate::check::tag_text;
use crate::read::Parts;

/// Operation and key of a request that has one.
pub(super) fn key(
    operation: &Operation,
    key: &IdempotencyKey,
    chosen: &Chosen,
    parts: &Parts<'_>,
) -> Option<(String, String)> {
    let text = match &key.at {
        KeyPlace::Header(name) => parts.header(name).map(str::to_owned),
        KeyPlace::Field(path) => {
            let content = operation.body.as_ref().and_then(|body| chosen.reading.content(body));
            content.and_then(|content| at::dotted(content, path)).and_then(tag_text)
        }
    };
    text.map(|text| (format!("{} {}", operation.method, operation.path), text))
}
