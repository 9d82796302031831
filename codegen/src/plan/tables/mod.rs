//! The static tables of operations and callbacks.

pub mod outcomes;
pub mod paging;
pub mod rules;
pub mod signature;

use crate::model::{Body, Callback, Charge, Encoding, IdempotencyKey, KeyPlace, Operation, Place, Resource};
use crate::plan::context::Context;
use crate::plan::data::{BodyTable, CallbackTable, KeyPlaceTable, KeyTable, ListStyle, MetaTable, ReplyTable};
use crate::plan::words;
use paging::paging_table;
use rules::plan_rules;
use signature::verify_table;

/// The table of an operation.
#[must_use]
pub fn meta_table(cx: &Context<'_>, resource: &Resource, operation: &Operation) -> MetaTable {
    let known = |charge: &&Charge| charge.limit < cx.platform.limits.len();
    let mut charges = operation.charges.iter().filter(known);
    let first = charges.next();
    MetaTable {
        id: format!("{}.{}", resource.name, operation.name),
        former: operation
            .renamed_from
            .iter()
            .map(|name| format!("{}.{name}", resource.name))
            .collect(),
        place: place(&operation.place),
        method: operation.method.clone(),
        aliases: operation.aliases.clone(),
        path: operation.path.clone(),
        safety: words::safety(operation.safety),
        auth: operation
            .auth
            .iter()
            .filter_map(|at| cx.platform.auth.get(*at))
            .map(|scheme| scheme.name.clone())
            .collect(),
        limit: first.map(|charge| charge.limit),
        weight: first.map_or(1, |charge| charge.weight),
        also: charges.map(|charge| (charge.limit, charge.weight)).collect(),
        idempotency_key: operation.idempotency_key.as_ref().map(key_table),
        success: operation.statuses.clone(),
        body: body_table(operation.body.as_ref(), bodyless_type(cx, operation)),
        reply: ReplyTable {
            key: operation.returns.key.clone(),
            or_bare: operation.returns.or_bare,
        },
        redirects_anywhere: operation.redirects_anywhere,
        paging: paging_table(cx, operation),
        rules: plan_rules(cx, operation),
        entries: operation.entries.as_ref().map(outcomes::entries),
        outcomes: operation.outcomes.as_ref().map(outcomes::outcomes),
        setters: Vec::new(),
    }
}

fn key_table(key: &IdempotencyKey) -> KeyTable {
    KeyTable {
        place: match &key.at {
            KeyPlace::Header(name) => KeyPlaceTable::Header(name.clone()),
            KeyPlace::Field(path) => KeyPlaceTable::Field(path.clone()),
        },
        is_made: key.is_made,
    }
}

/// The table of a callback.
#[must_use]
pub fn callback_table(resource: &Resource, callback: &Callback) -> CallbackTable {
    CallbackTable {
        id: format!("{}.{}", resource.name, callback.name),
        place: place(&callback.place),
        method: callback.method.clone(),
        path: callback.path.clone(),
        body: body_table(callback.body.as_ref(), None),
        verify: callback.verify.as_ref().map(verify_table),
        status: callback.statuses.first().copied().unwrap_or(200),
    }
}

/// A platform that takes forms is told of one also where there is nothing to put into it.
fn bodyless_type(cx: &Context<'_>, operation: &Operation) -> Option<String> {
    let sends = matches!(operation.method.as_str(), "POST" | "PUT" | "PATCH");
    let forms = matches!(cx.platform.body_encoding, Encoding::Form | Encoding::FormJson);
    (operation.body.is_none() && sends && forms).then(|| "application/x-www-form-urlencoded".to_owned())
}

fn body_table(body: Option<&Body>, bodyless_type: Option<String>) -> BodyTable {
    body.map_or(
        BodyTable {
            encoding: None,
            key: None,
            lists: ListStyle::Brackets,
            content_type: bodyless_type,
            one_or_many: false,
            json_switch: None,
        },
        |body| BodyTable {
            encoding: Some(words::encoding(body.encoding)),
            key: body.key.clone(),
            lists: words::list_style(body.lists),
            content_type: body.content_type.clone(),
            one_or_many: body.one_or_many,
            json_switch: body.json_switch.clone(),
        },
    )
}

/// The spec file alone: with the line, every edit of a spec would touch all tables after it.
fn place(place: &Place) -> String {
    place.file.clone()
}
