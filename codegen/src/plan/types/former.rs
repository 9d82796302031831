//! Names that operations and types had before, which stay for programs that use them.

use std::collections::BTreeSet;

use crate::model::{Operation, Resource};
use crate::naming;
use crate::plan::context::Context;
use crate::plan::context::names::operation_name;
use crate::plan::data::{AliasPlan, DocPlan, FormerPlan, ModulePlan, OutputPlan, RustType, TypePlan};

/// Methods of a handle that do what an operation does, under its former names.
#[must_use]
pub fn methods(resource: &Resource, operation: &Operation) -> Vec<FormerPlan> {
    let now = naming::field(&operation.name);
    let former = operation.renamed_from.iter().map(|name| FormerPlan {
        id: format!("{}.{name}", resource.name),
        method: naming::field(name),
        docs: DocPlan {
            deprecated: Some(format!("it is called `{now}`")),
            ..DocPlan::line(format!("Former name of `{now}`."))
        },
    });
    former.collect()
}

/// Adds aliases to a module: for its renamed operations and types, and for what is named after them (`ProductCreate`,
/// `UpdateOrderRequired`, `ListOrdersReply`), where the name is free.
pub fn add_aliases(cx: &Context<'_>, resource: Option<usize>, module: &mut ModulePlan) {
    let renamed = renamed(cx, resource);
    if renamed.is_empty() {
        return;
    }
    let owners = owners(cx, resource, module);
    let names = names(module);
    let mut taken: BTreeSet<String> = names
        .iter()
        .cloned()
        .chain(module.handle.iter().map(|handle| handle.rust.clone()))
        .collect();
    for (old, new) in &renamed {
        for name in &names {
            let owner = owners
                .iter()
                .filter(|owner| rest(name, owner).is_some())
                .max_by_key(|owner| owner.len());
            let Some(rest) = rest(name, new).filter(|_| owner == Some(new)) else {
                continue;
            };
            let alias = format!("{old}{rest}");
            if taken.insert(alias.clone()) {
                module.types.push(TypePlan::Alias(alias_of(&module.name, alias, name)));
            }
        }
    }
}

fn alias_of(module: &str, name: String, target: &str) -> AliasPlan {
    AliasPlan {
        name,
        docs: DocPlan {
            deprecated: Some(format!("it is called `{target}`")),
            ..DocPlan::line(format!("Former name of `{target}`."))
        },
        target: RustType::Local {
            module: module.to_owned(),
            name: target.to_owned(),
        },
    }
}

/// Old and new names, operations first.
fn renamed(cx: &Context<'_>, resource: Option<usize>) -> Vec<(String, String)> {
    let mut renamed = Vec::new();
    if let Some(resource) = resource.and_then(|at| cx.platform.resources.get(at)) {
        for operation in &resource.operations {
            // A name that the spec gave did not follow from the key, and stays.
            for old in operation.renamed_from.iter().filter(|_| operation.rust.is_none()) {
                let struct_of = |name: &str| naming::operation_type(&resource.name, &resource.singular, name);
                renamed.push((struct_of(old), operation_name(operation, resource)));
            }
        }
    }
    for (def, (_, name)) in cx.platform.types.iter().zip(&cx.names.types) {
        if def.resource == resource {
            renamed.extend(def.renamed_from.iter().map(|old| (old.clone(), name.clone())));
        }
    }
    renamed.retain(|(old, new)| old != new);
    renamed
}

/// Names that others are made from: those of operations, and those that the spec declares.
fn owners(cx: &Context<'_>, resource: Option<usize>, module: &ModulePlan) -> Vec<String> {
    let declared = cx.platform.types.iter().zip(&cx.names.types);
    let declared = declared.filter(|(def, _)| def.resource == resource && !def.inline && def.form.is_none());
    let declared = declared.map(|(_, (_, name))| name.clone());
    module
        .operations
        .iter()
        .map(|operation| operation.rust.clone())
        .chain(declared)
        .collect()
}

/// The name of every type in a module.
fn names(module: &ModulePlan) -> Vec<String> {
    let mut names = Vec::new();
    for operation in &module.operations {
        names.push(operation.rust.clone());
        names.extend(operation.required.iter().map(|required| required.rust.clone()));
        names.extend(operation.output.iter().map(|output| match output {
            OutputPlan::Parts(parts) => parts.rust.clone(),
            OutputPlan::Cases(cases) => cases.rust.clone(),
        }));
    }
    for ty in &module.types {
        match ty {
            TypePlan::Struct(plan) => {
                names.push(plan.name.clone());
                names.extend(plan.named.iter().map(|required| required.rust.clone()));
            }
            TypePlan::Enum(plan) => names.push(plan.name.clone()),
            TypePlan::Union(plan) => names.push(plan.name.clone()),
            TypePlan::Alias(plan) => names.push(plan.name.clone()),
        }
    }
    names
}

/// What stands behind a name that another begins with, if that begins a further word.
fn rest<'n>(name: &'n str, owner: &str) -> Option<&'n str> {
    let rest = name.strip_prefix(owner)?;
    let is_word = rest
        .chars()
        .next()
        .is_none_or(|first| first.is_uppercase() || first.is_ascii_digit());
    is_word.then_some(rest)
}
