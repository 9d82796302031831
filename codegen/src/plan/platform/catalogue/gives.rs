//! What an operation gives.

use super::types::Types;
use crate::plan::data::{CaseContent, CatalogueGives, OperationPlan, OutputPlan, ReadPlan, ReplyReader, RustType};

/// In one word. Where that differs by status, a file counts before all else, as only that cannot be read otherwise.
pub fn of(operation: &OperationPlan) -> CatalogueGives {
    let readers = match &operation.output {
        None => vec![operation.reply.reader],
        Some(output) => bodies(output).iter().map(|body| body.reader).collect(),
    };
    let has = |wanted: &[ReplyReader]| readers.iter().any(|reader| wanted.contains(reader));
    if has(&[ReplyReader::Download]) {
        CatalogueGives::Bytes
    } else if has(&[ReplyReader::Json, ReplyReader::OnlyJson]) {
        CatalogueGives::Json
    } else if has(&[ReplyReader::Text]) {
        CatalogueGives::Text
    } else {
        CatalogueGives::Nothing
    }
}

/// Keys of what it gives, or of the elements of the list that it gives.
pub fn keys(types: &Types<'_>, operation: &OperationPlan) -> Vec<String> {
    let given: Vec<&RustType> = match (&operation.paginated, &operation.output) {
        (Some(paginated), _) => vec![&paginated.item],
        (None, None) => vec![&operation.reply.output],
        (None, Some(output)) => bodies(output).iter().map(|body| &body.ty).collect(),
    };
    let mut keys: Vec<String> = Vec::new();
    for ty in given {
        let ty = match ty.bare() {
            RustType::List(element) => element,
            other => other,
        };
        let fields = types.as_struct(ty).into_iter().flat_map(|plan| &plan.fields);
        for key in fields.flat_map(|field| std::iter::once(&field.wire).chain(&field.also)) {
            if !keys.contains(key) {
                keys.push(key.clone());
            }
        }
    }
    keys
}

fn bodies(output: &OutputPlan) -> Vec<&ReadPlan> {
    match output {
        OutputPlan::Parts(parts) => parts.body.iter().collect(),
        OutputPlan::Cases(cases) => cases
            .cases
            .iter()
            .filter_map(|case| match &case.content {
                CaseContent::Nothing => None,
                CaseContent::Body(body) => Some(body),
                CaseContent::Parts(parts) => parts.body.as_ref(),
            })
            .collect(),
    }
}
