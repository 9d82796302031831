//! Types for what an operation hands out where a reply is more than one value: headers beside it, or one of several by status.

use super::parts::plan_parts;
use super::reply::plan_reply;
use crate::model::{Operation, ReturnKind, Returns};
use crate::naming;
use crate::plan::context::Context;
use crate::plan::data::{
    CaseContent, CasePlan, CasesPlan, DocPlan, OutputPlan, PartPlan, PartsPlan, ReadPlan, ReplyReader, RustType,
};

/// The type, if one is needed. `names` are those of the output and of the structs for statuses with headers.
#[must_use]
pub fn plan_output(cx: &Context<'_>, operation: &Operation, names: &[String]) -> Option<OutputPlan> {
    let (name, mut others) = (names.first()?, names.iter().skip(1));
    let returns = &operation.returns;
    if returns.by_status.is_empty() {
        // The table of the operation has the wrapper key.
        let mut parts = parts(cx, operation, returns, name);
        if let Some(body) = &mut parts.body {
            body.under = None;
        }
        return Some(OutputPlan::Parts(parts));
    }
    let cases = returns.by_status.iter().map(|(status, returns)| CasePlan {
        status: *status,
        rust: naming::status(*status),
        docs: DocPlan::line(format!("With the status {status}.")),
        content: match (returns.headers.is_empty(), read(cx, returns)) {
            (false, _) => {
                let name = others.next().cloned().unwrap_or_default();
                CaseContent::Parts(parts(cx, operation, returns, &name))
            }
            (true, Some(read)) => CaseContent::Body(read),
            (true, None) => CaseContent::Nothing,
        },
    });
    Some(OutputPlan::Cases(CasesPlan {
        rust: name.clone(),
        cases: cases.collect(),
        docs: DocPlan::line("What came, by the status of the reply.".to_owned()),
    }))
}

fn parts(cx: &Context<'_>, operation: &Operation, returns: &Returns, name: &str) -> PartsPlan {
    let around = &operation.docs.provenance;
    let headers = plan_parts(cx, around, &[], &[], &returns.headers, None);
    PartsPlan {
        rust: name.to_owned(),
        docs: DocPlan::line("What came, with headers of the reply.".to_owned()),
        body: read(cx, returns),
        headers: headers.into_iter().map(|part| beside_body(part.plan)).collect(),
    }
}

/// The name `body` is taken.
fn beside_body(mut part: PartPlan) -> PartPlan {
    if part.rust == "body" {
        "body_header".clone_into(&mut part.rust);
    }
    part
}

fn read(cx: &Context<'_>, returns: &Returns) -> Option<ReadPlan> {
    if returns.kind == ReturnKind::None {
        return None;
    }
    let reply = plan_reply(cx, returns);
    let key = (reply.reader == ReplyReader::Json)
        .then_some(returns.key.as_ref())
        .flatten();
    Some(ReadPlan {
        ty: reply.output,
        reader: reply.reader,
        under: key.map(|key| (key.clone(), returns.or_bare)),
    })
}

/// The type of the output, as others name it.
#[must_use]
pub fn output_type(module: &str, output: &OutputPlan) -> RustType {
    let (OutputPlan::Parts(PartsPlan { rust, .. }) | OutputPlan::Cases(CasesPlan { rust, .. })) = output;
    RustType::Local {
        module: module.to_owned(),
        name: rust.clone(),
    }
}
