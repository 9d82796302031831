//! Lists that are sent batch by batch: which list of an operation it is, and the method that takes any number of elements.

use super::operation_docs::type_link;
use super::parts::body_struct;
use crate::model::{Operation, Type, WireName};
use crate::naming::Names as Scope;
use crate::plan::context::{Context, Structs};
use crate::plan::data::{
    ArgTarget, BatchPlan, DocPlan, DocSpan, ItemStep, OperationPlan, PartSource, RuleTable, RustType, StructPlan,
};

/// The list that a batch limit counts: its place in the operation.
struct Found {
    steps: Vec<ItemStep>,
    /// What it is called in Rust.
    rust: String,
    item: RustType,
    target: ArgTarget,
    /// Its path in the request.
    path: String,
}

/// Plans the method for any number of elements; `None` where the operation takes no list in batches, or nobody can say which of
/// several. The method gets its name once those of all operations are given out.
#[must_use]
pub fn plan_batch(
    cx: &Context<'_>,
    structs: &Structs,
    operation: &Operation,
    plan: &OperationPlan,
) -> Option<BatchPlan> {
    let limit = operation.batch_limit?;
    let found = in_body(cx, structs, operation, plan).or_else(|| in_query(cx, operation, plan))?;
    let narrower = plan.meta.rules.iter().filter_map(|rule| match rule {
        RuleTable::MaxItems { path, max } if *path == found.path => Some(*max),
        _ => None,
    });
    let instead_of = plan.args.iter().enumerate().find(|(_, arg)| arg.target == found.target);
    let argument = match instead_of {
        Some((_, arg)) => arg.name.clone(),
        None => {
            let taken = plan.args.iter().map(|arg| arg.name.as_str());
            Scope::reserving(taken.chain(["required", "self"])).claim(&found.rust)
        }
    };
    Some(BatchPlan {
        method: String::new(),
        argument,
        instead_of: instead_of.map(|(at, arg)| (at, arg.form.clone())),
        item: found.item,
        limit: narrower.fold(limit, u64::min),
        steps: found.steps,
        docs: DocPlan::default(),
    })
}

/// The body, or the list in it: that of which the reply tells outcomes, else the only one.
fn in_body(cx: &Context<'_>, structs: &Structs, operation: &Operation, plan: &OperationPlan) -> Option<Found> {
    let body = operation.body.as_ref()?;
    let part = plan.parts.iter().find(|part| part.source == PartSource::Body)?;
    let to_body = ItemStep {
        field: part.rust.clone(),
        optional: matches!(part.ty, RustType::Optional(_)),
        boxed: matches!(part.ty, RustType::Boxed(_)),
    };
    let key = body.key.as_deref().unwrap_or_default();
    if let Type::List(item) = cx.behind(body.ty.as_ref()?) {
        return Some(Found {
            steps: vec![to_body],
            rust: "elements".to_owned(),
            item: cx.rust_type(item),
            target: ArgTarget::Part(part.rust.clone()),
            path: key.to_owned(),
        });
    }
    let shape = body_struct(cx, structs, body).filter(|_| !to_body.optional)?;
    let below = |path: &str| match path.strip_prefix(key) {
        Some(rest) if !key.is_empty() => rest.trim_start_matches('.').to_owned(),
        _ => path.to_owned(),
    };
    let told = operation.outcomes.as_ref().map(|outcomes| below(&outcomes.sent));
    let lists = lists_of(cx, shape, body.ty.as_ref()?);
    let (wire, item) = match lists.as_slice() {
        [only] => only,
        several => several.iter().find(|(wire, _)| Some(wire) == told.as_ref())?,
    };
    let field = shape.fields.iter().find(|field| field.wire == *wire)?;
    let step = step(&field.rust, &field.ty)?;
    Some(Found {
        steps: vec![to_body, step],
        rust: field.rust.clone(),
        item: item.clone(),
        target: ArgTarget::Body(field.rust.clone()),
        path: if key.is_empty() {
            wire.clone()
        } else {
            format!("{key}.{wire}")
        },
    })
}

/// Keys of the lists in a struct, with the type of their elements.
fn lists_of(cx: &Context<'_>, shape: &StructPlan, ty: &Type) -> Vec<(String, RustType)> {
    let Some((_, crate::model::TypeShape::Struct(body))) = cx.shape(ty) else {
        return Vec::new();
    };
    let lists = body
        .fields
        .iter()
        .filter_map(|field| match (&field.name, cx.behind(&field.ty)) {
            (WireName::Plain(name), Type::List(item)) => Some((name.clone(), cx.rust_type(item))),
            _ => None,
        });
    lists
        .filter(|(wire, _)| shape.fields.iter().any(|field| field.wire == *wire))
        .collect()
}

/// The only list of the query.
fn in_query(cx: &Context<'_>, operation: &Operation, plan: &OperationPlan) -> Option<Found> {
    let mut lists = operation
        .query
        .iter()
        .filter_map(|field| match (&field.name, cx.behind(&field.ty)) {
            (WireName::Plain(name), Type::List(item)) => Some((name, cx.rust_type(item))),
            _ => None,
        });
    let ((name, item), None) = (lists.next()?, lists.next()) else {
        return None;
    };
    let is_it = |source: &PartSource| matches!(source, PartSource::Query(query) if query == name);
    let part = plan.parts.iter().find(|part| is_it(&part.source))?;
    Some(Found {
        steps: vec![step(&part.rust, &part.ty)?],
        rust: part.rust.clone(),
        item,
        target: ArgTarget::Part(part.rust.clone()),
        path: name.clone(),
    })
}

/// The step to a list; `None` to one that can be told to be emptied, for then it is no plain list.
fn step(rust: &str, ty: &RustType) -> Option<ItemStep> {
    let inner = match ty {
        RustType::Patch(_) => return None,
        RustType::Optional(inner) => inner,
        other => other,
    };
    Some(ItemStep {
        field: rust.to_owned(),
        optional: matches!(ty, RustType::Optional(_)),
        boxed: matches!(inner, RustType::Boxed(_)),
    })
}

/// Gives the methods of a handle their names, behind those of its operations, and says what they do.
pub fn name_methods(operations: &mut [OperationPlan], names: &mut Scope, module: &str, handle: &str) {
    for plan in operations {
        let Some(batch) = &mut plan.batch else { continue };
        batch.method = names.claim(&format!("{}_all", plan.method.trim_end_matches('_')));
        let limit = batch.limit;
        let link = |method: &str| DocSpan::link(method, format!("{handle}::{method}"));
        let mut first = vec![
            DocSpan::text("As "),
            link(&plan.method),
            DocSpan::text(format!(", for any number of elements, {limit} at a time.")),
        ];
        if plan.required.is_some() {
            first.push(DocSpan::text(" Those that stand in `required` go first."));
        }
        let mut gives = vec![
            DocSpan::text("Takes what can be iterated over, or a "),
            DocSpan::link("stream", "::tradewire::batch::stream"),
            DocSpan::text(", of "),
            type_link(&batch.item, module),
            DocSpan::text(", and gives the "),
            DocSpan::link("outcome", "::tradewire::batch::ElementOutcome"),
            DocSpan::text(" of each: "),
            DocSpan::link("Batches", "::tradewire::Batches"),
            DocSpan::text(" tells how."),
        ];
        if let Some(setter) = plan.setters.first() {
            let name = &setter.setter.name;
            gives.push(DocSpan::text(" What goes along with each batch is set by "));
            gives.push(DocSpan::link("with", "::tradewire::Batches::with"));
            gives.push(DocSpan::text(": "));
            gives.push(DocSpan::link(name.clone(), format!("{}::{name}", plan.rust)));
            gives.push(DocSpan::text(if plan.setters.len() > 1 { " and others." } else { "." }));
        }
        batch.docs.linked = vec![first, gives];
        let more = vec![
            DocSpan::text("Any number of elements: "),
            link(&batch.method),
            DocSpan::text("."),
        ];
        plan.docs.linked.push(more);
    }
}
