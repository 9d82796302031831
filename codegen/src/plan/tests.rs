//! Plans of small models, compared as data.

use super::fixture::*;
use super::*;
use crate::model::{self, Literal, Safety, Scalar, Type, TypeShape, UnionKind};

fn plan_of(types: Vec<model::TypeDef>, operations: Vec<model::Operation>) -> ModulePlan {
    let mut krate = plan(&platform(types, operations));
    krate.modules.remove(0)
}

fn struct_of(module: &ModulePlan, name: &str) -> StructPlan {
    let found = module.types.iter().find_map(|ty| match ty {
        TypePlan::Struct(plan) if plan.name == name => Some(plan.clone()),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no struct {name}"))
}

fn local(name: &str) -> RustType {
    RustType::Local {
        module: "items".to_owned(),
        name: name.to_owned(),
    }
}

mod batch;
mod catalogue;
mod exchange;
mod former;
mod guide;
mod operations;
mod outcomes;
mod paging;
mod required;
mod types;
