//! Operations: parts, arguments, setters and the body of `write`; callbacks.

mod args;
pub mod batch;
pub mod callbacks;
pub mod operation_docs;
mod outputs;
mod parts;
mod reply;
mod setter_names;
mod steps;

use crate::model::{Operation, Resource};
use crate::plan::context::{Context, Structs};
use crate::plan::data::{ArgTarget, DocPlan, ItemStep, MetaTable, OperationPlan, RustType, StructPlan};
use crate::plan::tables::meta_table;
use crate::plan::tables::paging::plan_paginated;
use crate::plan::types::former;
use crate::plan::types::required::arrange;
use args::{plan_setters, required_values};
use batch::plan_batch;
use outputs::{output_type, plan_output};
use parts::{body_struct, plan_parts};
use reply::plan_reply;
use steps::plan_steps;

/// Plans one operation; its example comes later, when everything has a name.
#[must_use]
pub fn plan_operation(
    cx: &Context<'_>,
    structs: &Structs,
    resource: &Resource,
    operation: &Operation,
    (rust, required, outputs): (&str, &str, &[String]),
    (module, method): (&str, &str),
) -> OperationPlan {
    let parts = plan_parts(
        cx,
        &operation.docs.provenance,
        &operation.path_params,
        &operation.query,
        &operation.headers,
        operation.body.as_ref(),
    );
    let body = operation.body.as_ref().and_then(|body| body_struct(cx, structs, body));
    let inline = body.filter(|_| operation.body.as_ref().is_some_and(|body| body.inline));
    let (values, whole) = required_values(cx, operation, &parts, inline);
    let given: Vec<ArgTarget> = values.iter().chain(&whole).map(|value| value.target.clone()).collect();
    let (args, required) = arrange(values, whole, required);
    let output = plan_output(cx, operation, outputs);
    let mut reply = plan_reply(cx, &operation.returns);
    let mut paginated = plan_paginated(cx, structs, operation);
    if let Some(output) = &output {
        reply.output = output_type(module, output);
        // The list is in the body, which stands beside the headers.
        if let Some(paginated) = &mut paginated {
            paginated.steps.insert(0, ItemStep::body());
        }
    }
    let setters = plan_setters(cx, &parts, &given, inline);
    let steps = plan_steps(cx, operation, &parts, body);
    let mut meta = MetaTable {
        setters: setter_names::plan(&steps, &setters, inline),
        ..meta_table(cx, resource, operation)
    };
    if let (Some(table), Some(paginated)) = (&mut meta.paging, &paginated) {
        table.keyed = paginated.map;
    }
    let mut plan = OperationPlan {
        rust: rust.to_owned(),
        method: method.to_owned(),
        former: former::methods(resource, operation),
        docs: operation_docs::of_operation(cx.platform, operation),
        value_docs: DocPlan::default(),
        sample: None,
        setters,
        required,
        args,
        body_required: inline.and_then(|plan| required_of_body(cx, operation, plan)),
        steps,
        reply,
        output,
        paginated,
        batch: None,
        meta,
        parts: parts.into_iter().map(|part| part.plan).collect(),
    };
    plan.batch = plan_batch(cx, structs, operation, &plan);
    plan
}

/// The struct that `new` of an inline body takes.
fn required_of_body(cx: &Context<'_>, operation: &Operation, plan: &StructPlan) -> Option<RustType> {
    let (named, body) = (plan.named.as_ref()?, operation.body.as_ref()?);
    let (id, _) = cx.shape(body.ty.as_ref()?)?;
    let (module, _) = cx.names.types.get(id.0)?;
    Some(RustType::Local {
        module: module.clone(),
        name: named.rust.clone(),
    })
}
