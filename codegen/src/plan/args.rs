//! What must be given to an operation, and what may be set on its call.

use super::context::Context;
use super::data::{
    ArgPlan, ArgTarget, CallSetterPlan, DocPlan, DocSpan, Entry, PartSource, RustType, SetterForm, SetterPlan,
    StructPlan,
};
use super::names::claim_or;
use super::parts::Part;
use super::structs::family_form;
use crate::model::{Body, Operation, WireName};
use crate::naming::Names as Scope;

/// A method takes no more than this; what needs more takes a value that was built first.
const MOST_ARGUMENTS: usize = 3;

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

/// Plans the arguments of an operation. `inline` is its body where the fields of the body count one by one.
#[must_use]
pub fn plan_args(
    cx: &Context<'_>,
    operation: &Operation,
    parts: &[Part<'_>],
    inline: Option<&StructPlan>,
) -> (Vec<ArgPlan>, Entry) {
    let mut names = Scope::default();
    let mut args = Vec::new();
    for part in parts.iter().filter(|part| part.plan.source != PartSource::Body) {
        let Some(field) = part.field else { continue };
        let in_path = matches!(part.plan.source, PartSource::Path(_));
        let plain = matches!(field.name, WireName::Plain(_));
        if !in_path && (!field.required || !plain) {
            continue;
        }
        let form = match &part.plan.ty {
            RustType::Optional(_) | RustType::Patch(_) => SetterForm::Plain(part.plan.ty.clone()),
            _ => cx.setter_form(&field.ty),
        };
        args.push(ArgPlan {
            name: names.claim(&part.plan.rust),
            form,
            target: ArgTarget::Part(part.plan.rust.clone()),
        });
    }
    let body = parts.iter().find(|part| part.plan.source == PartSource::Body);
    if let (Some(body), Some(declared)) = (body, &operation.body) {
        let fields = inline.map(|plan| field_args(plan, &names));
        match fields {
            Some(fields) if args.len() + fields.len() <= MOST_ARGUMENTS => args.extend(fields),
            _ => args.push(ArgPlan {
                name: names.claim(&body.plan.rust),
                form: body_form(cx, declared, &body.plan.ty),
                target: ArgTarget::Part(body.plan.rust.clone()),
            }),
        }
    }
    let entry = if args.len() > MOST_ARGUMENTS {
        Entry::Operation
    } else {
        Entry::Arguments
    };
    (args, entry)
}

fn field_args(plan: &StructPlan, names: &Scope) -> Vec<ArgPlan> {
    let mut names = names.clone();
    plan.required
        .iter()
        .filter_map(|at| plan.fields.get(*at))
        .map(|field| ArgPlan {
            name: claim_or(&mut names, &field.rust, &format!("body_{}", field.rust)),
            form: field.argument(),
            target: ArgTarget::Body,
        })
        .collect()
}

fn body_form(cx: &Context<'_>, body: &Body, ty: &RustType) -> SetterForm {
    match &body.ty {
        Some(declared) => cx.setter_form(declared),
        None => SetterForm::Into(ty.clone()),
    }
}

/// Plans the setters of the call: every part that is not an argument, and every field of an inline body.
#[must_use]
pub fn plan_setters(
    cx: &Context<'_>,
    parts: &[Part<'_>],
    args: &[ArgPlan],
    inline: Option<&StructPlan>,
) -> Vec<CallSetterPlan> {
    let mut names = Scope::reserving(CALL_METHODS.iter().copied());
    let mut setters = Vec::new();
    for Part { plan, field } in parts {
        let is_arg = args.iter().any(|arg| arg.target == ArgTarget::Part(plan.rust.clone()));
        let Some(field) = field.filter(|_| !is_arg) else {
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
