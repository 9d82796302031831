//! What must be given to an operation, and what may be set on its call.

use std::collections::BTreeSet;

use super::parts::Part;
use crate::model::{Body, Operation, WireName};
use crate::naming::Names as Scope;
use crate::plan::context::Context;
use crate::plan::context::names::claim_or;
use crate::plan::data::{
    ArgTarget, CallSetterPlan, DocPlan, DocSpan, Given, PartSource, RustType, SetterForm, SetterPlan, StructPlan,
};
use crate::plan::types::exchange::{taken, taken_by_runtime, taken_optional};
use crate::plan::types::required::Value;
use crate::plan::types::structs::family_form;

/// Methods of every call and of every operation, which a setter may not shadow: it has one name in both places.
const CALL_METHODS: &[&str] = &[
    "new",
    "operation",
    "operation_mut",
    "timeout",
    "retry",
    "header",
    "extra_query",
    "extra_field",
    "send",
    "send_raw",
    "send_with_metadata",
    "pages",
    "items",
    "resume_from",
    "into_inner",
    "clone",
    "clone_from",
    "eq",
    "fmt",
    "into",
    "from",
    "into_future",
    "max_pages",
    "limit_wait",
    "tolerance",
    "send_stream",
    "read_ahead",
    "json_body",
    "meta",
    "write",
    "read",
    "prepare",
    "request",
    "decode",
    "decode_own",
    "decode_reply",
    "default",
    "ne",
];

/// What an operation must be given: each on its own, and a body that is a value of its own. `inline` is its body where the fields of
/// the body count one by one.
#[must_use]
pub fn required_values(
    cx: &Context<'_>,
    operation: &Operation,
    parts: &[Part<'_>],
    inline: Option<&StructPlan>,
) -> (Vec<Value>, Option<Value>) {
    let mut names = Scope::default();
    let mut values = Vec::new();
    for part in parts.iter().filter(|part| part.plan.source != PartSource::Body) {
        let Some(field) = part.field else { continue };
        let in_path = matches!(part.plan.source, PartSource::Path(_));
        let plain = matches!(field.name, WireName::Plain(_));
        if !in_path && (!field.required || !plain) {
            continue;
        }
        let (form, takes) = match &part.plan.ty {
            RustType::Optional(_) | RustType::Patch(_) => {
                (SetterForm::Plain(part.plan.ty.clone()), taken_optional(cx, &field.ty))
            }
            _ => (cx.setter_form(&field.ty), taken(cx, &field.ty)),
        };
        values.push(value(part, names.claim(&part.plan.rust), form, takes));
    }
    let body = parts.iter().find(|part| part.plan.source == PartSource::Body);
    let (Some(body), Some(declared)) = (body, &operation.body) else {
        return (values, None);
    };
    if let Some(plan) = inline {
        let fields = plan.required.iter().filter_map(|at| plan.fields.get(*at));
        values.extend(fields.map(|field| {
            let name = claim_or(&mut names, &field.rust, &format!("body_{}", field.rust));
            Value::of_field(field, name, ArgTarget::Body(field.rust.clone()))
        }));
        return (values, None);
    }
    let (form, takes) = body_form(cx, declared, &body.plan.ty);
    let name = names.claim(&body.plan.rust);
    (values, Some(value(body, name, form, takes)))
}

fn value(part: &Part<'_>, name: String, form: SetterForm, takes: BTreeSet<Given>) -> Value {
    Value {
        name,
        form,
        takes,
        ty: part.plan.ty.clone(),
        target: ArgTarget::Part(part.plan.rust.clone()),
        docs: part.plan.docs.first(),
        secret: part.plan.secret,
    }
}

fn body_form(cx: &Context<'_>, body: &Body, ty: &RustType) -> (SetterForm, BTreeSet<Given>) {
    match (&body.ty, ty) {
        (Some(declared), _) => (cx.setter_form(declared), taken(cx, declared)),
        (None, RustType::Runtime(runtime)) => {
            let takes = taken_by_runtime(*runtime).iter().cloned().collect();
            (SetterForm::Into(ty.clone()), takes)
        }
        (None, _) => (SetterForm::Into(ty.clone()), BTreeSet::from([Given::Text])),
    }
}

/// Plans the setters of the call: every part that need not be given, and every field of an inline body.
#[must_use]
pub fn plan_setters(
    cx: &Context<'_>,
    parts: &[Part<'_>],
    given: &[ArgTarget],
    inline: Option<&StructPlan>,
) -> Vec<CallSetterPlan> {
    let mut names = Scope::reserving(CALL_METHODS.iter().copied());
    let mut setters = Vec::new();
    for Part { plan, field } in parts {
        let is_given = given.contains(&ArgTarget::Part(plan.rust.clone()));
        let Some(field) = field.filter(|_| !is_given) else {
            continue;
        };
        let form = match field.name {
            WireName::Plain(_) => cx.setter_form(&field.ty),
            WireName::Family { .. } => family_form(cx, field),
        };
        let name = claim_or(&mut names, &plan.rust, &format!("set_{}", plan.rust));
        let clearer = matches!(plan.ty, RustType::Patch(_)).then(|| names.claim(&format!("clear_{name}")));
        setters.push(CallSetterPlan {
            setter: SetterPlan { name, form },
            target: vec![plan.rust.clone()],
            ty: plan.ty.clone(),
            clearer,
            docs: setter_docs(&plan.docs, &[&plan.rust]),
        });
    }
    let body = parts.iter().find(|part| part.plan.source == PartSource::Body);
    if let (Some(body), Some(plan)) = (body, inline) {
        setters.extend(body_setters(plan, &body.plan.rust, &mut names));
    }
    setters
}

fn body_setters(plan: &StructPlan, body: &str, names: &mut Scope) -> Vec<CallSetterPlan> {
    let mut setters = Vec::new();
    for (at, field) in plan.fields.iter().enumerate() {
        if plan.required.contains(&at) {
            continue;
        }
        let second = format!("set_{}", field.rust);
        let name = claim_or(names, &field.rust, &second);
        setters.push(CallSetterPlan {
            clearer: field.clearer.as_ref().map(|clearer| names.claim(clearer)),
            setter: SetterPlan {
                name,
                form: field.setter.form.clone(),
            },
            target: vec![body.to_owned(), field.rust.clone()],
            ty: field.ty.clone(),
            docs: setter_docs(&field.docs, &[body, &field.rust]),
        });
    }
    for family in &plan.families {
        let name = claim_or(names, &family.rust, &format!("set_{}", family.rust));
        setters.push(CallSetterPlan {
            setter: SetterPlan {
                name,
                form: family.setter.form.clone(),
            },
            target: vec![body.to_owned(), family.rust.clone()],
            ty: family.ty.clone(),
            clearer: None,
            docs: setter_docs(&family.docs, &[body, &family.rust]),
        });
    }
    setters
}

/// What is said of a field, or which one it is.
fn setter_docs(field: &DocPlan, target: &[&str]) -> DocPlan {
    if !field.is_empty() {
        return field.clone();
    }
    let link = |part: &str| DocSpan::link(part, format!("field@Self::{part}"));
    let linked = match target {
        [part] => vec![DocSpan::text("Sets "), link(part), DocSpan::text(".")],
        [part, field, ..] => vec![
            DocSpan::text(format!("Sets `{field}` of ")),
            link(part),
            DocSpan::text("."),
        ],
        [] => Vec::new(),
    };
    DocPlan {
        linked: vec![linked],
        ..field.clone()
    }
}
