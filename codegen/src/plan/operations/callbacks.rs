//! Callbacks: what arrives, and what is answered.

use super::parts::plan_parts;
use super::reply::plan_reply;
use crate::model::{Callback, Resource};
use crate::plan::context::Context;
use crate::plan::data::{CallbackPlan, ReplyPlan, ReplyReader, RuntimeType, RustType};
use crate::plan::docs;
use crate::plan::tables::callback_table;

/// Plans one callback.
#[must_use]
pub fn plan_callback(cx: &Context<'_>, resource: &Resource, callback: &Callback, rust: &str) -> CallbackPlan {
    let parts = plan_parts(
        cx,
        &callback.docs.provenance,
        &callback.path_params,
        &callback.query,
        &callback.headers,
        callback.body.as_ref(),
    );
    let name = format!("{}.", callback.name.replace('_', " "));
    let mut plan = docs::of(&docs::without_provenance(&callback.docs), &name);
    plan.paragraphs.insert(
        1,
        format!(
            "Sent by the platform: `{} {}` unless configured otherwise.",
            callback.method, callback.path
        ),
    );
    if let Some(place) = &callback.configured_by {
        plan.paragraphs.push(format!("The address is set in `{place}`."));
    }
    plan.paragraphs.extend(docs::provenance(&callback.docs));
    CallbackPlan {
        rust: rust.to_owned(),
        docs: plan,
        parts: parts.into_iter().map(|part| part.plan).collect(),
        answer: answer(plan_reply(cx, &callback.returns)),
        meta: callback_table(resource, callback),
    }
}

/// Text is answered as bytes, so that it does not go out as a JSON string.
fn answer(reply: ReplyPlan) -> ReplyPlan {
    match reply.reader {
        ReplyReader::Text => ReplyPlan {
            output: RustType::Runtime(RuntimeType::Upload),
            ..reply
        },
        _ => reply,
    }
}
