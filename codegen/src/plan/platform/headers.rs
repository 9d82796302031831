//! Headers of all calls: constants of the platform, and setters for what a client says.

use crate::model::{Field, Literal, Provenance};
use crate::naming::Names as Scope;
use crate::plan::context::names::claim_or;
use crate::plan::context::{Context, plain_text};
use crate::plan::data::{CommonHeaderTable, HeaderSetterPlan, SetterPlan};
use crate::plan::docs;
use crate::plan::types::structs::{field_type, format_text, rust_name};

/// Methods of what takes headers, which a setter may not have the name of: the method there would be called in its place.
const METHODS: &[&str] = &[
    "allow_http",
    "app",
    "attempt_timeout",
    "build",
    "clock",
    "clone",
    "clone_from",
    "connect_timeout",
    "credentials",
    "fmt",
    "from",
    "header",
    "hook",
    "into",
    "limit_wait",
    "max_body",
    "max_memory",
    "new",
    "no_proxy",
    "on_drift",
    "parallel",
    "prefer_verb",
    "proxy",
    "rate_limit",
    "retry",
    "strict",
    "take_header",
    "timeout",
    "tolerance",
    "transport",
    "user_agent",
];

/// The table of the headers of all calls.
#[must_use]
pub fn common_headers(cx: &Context<'_>) -> Vec<CommonHeaderTable> {
    let digits = cx.platform.digit_booleans;
    let text = |literal: &Literal| match literal {
        Literal::Boolean(value) if digits => u8::from(*value).to_string(),
        other => plain_text(other),
    };
    let headers = cx.platform.headers.iter().map(|field| CommonHeaderTable {
        name: docs::wire_text(&field.name),
        value: cx.constant(&field.ty).map(text),
        required: field.required,
    });
    headers.collect()
}

/// Setters for those that are not constant.
#[must_use]
pub fn header_setters(cx: &Context<'_>) -> Vec<HeaderSetterPlan> {
    let mut names = Scope::reserving(METHODS.iter().copied());
    let inputs = cx
        .platform
        .headers
        .iter()
        .filter(|field| cx.constant(&field.ty).is_none());
    let setters = inputs.map(|field| {
        let rust = rust_name(field);
        let given = Field {
            required: true,
            nullable: false,
            clear: None,
            ..field.clone()
        };
        let mut docs = docs::of_field(cx.platform, field, None, &Provenance::default());
        docs.paragraphs.push(format!(
            "Sent with every call as the header `{}`, unless the call sets that itself.",
            docs::wire_text(&field.name)
        ));
        if field.required {
            docs.paragraphs
                .push("Required: no client is built without it.".to_owned());
        }
        HeaderSetterPlan {
            required: field.required,
            sample: None,
            setter: SetterPlan {
                name: claim_or(&mut names, &rust, &format!("set_{rust}")),
                form: cx.setter_form(&field.ty),
            },
            ty: field_type(cx, &given, false, false).0,
            header: docs::wire_text(&field.name),
            format: format_text(field),
            docs,
        }
    });
    setters.collect()
}
