//! The crate and its modules.

use super::context::names::SHARED_MODULE;
use super::context::{Context, Structs};
use super::data::{AliasPlan, CratePlan, DocPlan, ErrorCodePlan, HandlePlan, Home, ModulePlan, ReadmePlan, TypePlan};
use super::docs;
use super::docs::zone::plan_zone;
use super::examples::{add_doc_examples, plan_examples};
use super::operations::batch;
use super::operations::callbacks::plan_callback;
use super::operations::operation_docs;
use super::operations::plan_operation;
use super::pages::front;
use super::pages::package::{UNRELEASED, keywords};
use super::pages::readme;
use super::pages::showcase;
use super::platform::catalogue;
use super::platform::credentials::plan_credentials;
use super::platform::events::plan_events;
use super::platform::headers::header_setters;
use super::platform::platform_table;
use super::platform::variables;
use super::types::enums::{plan_enum, plan_error_codes};
use super::types::former;
use super::types::structs::plan_struct;
use super::types::unions::plan_union;
use crate::model::{Resource, TypeId, TypeShape};
use crate::naming::{self, Names as Scope};

/// Methods of a generated handle that an operation may not take.
const HANDLE_METHODS: &[&str] = &["new", "clone", "clone_from", "fmt", "into", "from"];

/// Plans the whole crate.
#[must_use]
pub fn plan_crate(cx: &Context<'_>) -> CratePlan {
    let platform = cx.platform;
    let spec = format!("specs/{}/platform.yaml", platform.name);
    let structs = plan_structs(cx);
    let mut modules = Vec::new();
    let mut examples = Vec::new();
    for (at, resource) in platform.resources.iter().enumerate() {
        let module = plan_module(cx, &structs, at, resource);
        examples.extend(plan_examples(resource, &module));
        modules.push(module);
    }
    let shared = plan_types(cx, &structs, None);
    if !shared.is_empty() {
        let mut module = ModulePlan {
            name: SHARED_MODULE.to_owned(),
            spec: spec.clone(),
            docs: DocPlan::line("Types that several resources share."),
            handle: None,
            operations: Vec::new(),
            callbacks: Vec::new(),
            types: shared,
        };
        former::add_aliases(cx, None, &mut module);
        modules.push(module);
    }
    let mut krate = CratePlan {
        platform: platform.name.clone(),
        package: format!("tradewire-{}", platform.name.replace('_', "-")),
        lib: format!("tradewire_{}", platform.name.replace('-', "_")),
        version: platform.version.clone().unwrap_or_else(|| UNRELEASED.to_owned()),
        home: Home::default(),
        keywords: keywords(&platform.name),
        title: platform.title.clone(),
        docs: docs::of(&platform.docs, &format!("Client of the {} API.", platform.title)),
        base_url: platform.base_url.clone(),
        front: Vec::new(),
        readme: ReadmePlan::default(),
        spec,
        time_zone: plan_zone(platform),
        catalogue: catalogue::plan(&modules),
        modules,
        headers: header_setters(cx),
        credentials: plan_credentials(cx),
        error_codes: (!platform.errors.codes.is_empty()).then(|| ErrorCodePlan {
            codes: plan_error_codes(&platform.title, &platform.errors.codes),
        }),
        events: plan_events(cx),
        variables: Vec::new(),
        table: platform_table(cx),
        examples,
    };
    krate.variables = variables::plan(&krate);
    add_doc_examples(platform, &mut krate);
    let shown = showcase::choose(platform, &krate);
    (krate.front, krate.readme) = (front::page(platform, &krate, &shown), readme::plan(&krate, &shown));
    krate
}

fn plan_structs(cx: &Context<'_>) -> Structs {
    cx.platform
        .types
        .iter()
        .enumerate()
        .filter_map(|(at, def)| match &def.shape {
            TypeShape::Struct(body) => Some((TypeId(at), plan_struct(cx, TypeId(at), def, body))),
            _ => None,
        })
        .collect()
}

fn plan_types(cx: &Context<'_>, structs: &Structs, resource: Option<usize>) -> Vec<TypePlan> {
    let mut types = Vec::new();
    for (at, def) in cx.platform.types.iter().enumerate() {
        let id = TypeId(at);
        if def.resource != resource || def.hidden {
            continue;
        }
        let name = cx.names.types.get(at).map(|(_, name)| name.clone()).unwrap_or_default();
        types.push(match &def.shape {
            TypeShape::Struct(_) => match structs.get(&id) {
                Some(plan) => TypePlan::Struct(plan.clone()),
                None => continue,
            },
            TypeShape::Enum(body) => TypePlan::Enum(plan_enum(&name, def, body)),
            TypeShape::Union(body) => TypePlan::Union(plan_union(cx, id, def, body)),
            TypeShape::Alias(target) => TypePlan::Alias(AliasPlan {
                name,
                docs: docs::of_def(cx.platform, def),
                target: alias_target(cx, id, target),
            }),
        });
    }
    types
}

/// Aliases of aliases point at what is behind them, so that a circle of aliases cannot reach the compiler.
fn alias_target(cx: &Context<'_>, id: TypeId, target: &crate::model::Type) -> super::data::RustType {
    let behind = cx.behind(&crate::model::Type::Named(id)).clone();
    match behind {
        crate::model::Type::Named(_) => cx.rust_type(&behind),
        _ => cx.rust_type(if contains(cx, target, id, 0) {
            &crate::model::Type::Scalar(crate::model::Scalar::Any)
        } else {
            target
        }),
    }
}

/// Whether a type mentions an alias that leads back to `id` through aliases, lists and maps alone.
fn contains(cx: &Context<'_>, ty: &crate::model::Type, id: TypeId, depth: usize) -> bool {
    use crate::model::Type;
    if depth > cx.platform.types.len() {
        return true;
    }
    match ty {
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => contains(cx, inner, id, depth + 1),
        Type::Named(other) if *other == id => true,
        Type::Named(other) => match cx.def(*other).map(|def| &def.shape) {
            Some(TypeShape::Alias(target)) => contains(cx, target, id, depth + 1),
            _ => false,
        },
        Type::Scalar(_) | Type::Const(_) => false,
    }
}

fn plan_module(cx: &Context<'_>, structs: &Structs, at: usize, resource: &Resource) -> ModulePlan {
    let name = |names: &[String]| names.get(at).cloned().unwrap_or_default();
    let nth = |names: &[Vec<String>], nth: usize| {
        names
            .get(at)
            .and_then(|names| names.get(nth))
            .cloned()
            .unwrap_or_default()
    };
    let mut methods = Scope::reserving(HANDLE_METHODS.iter().copied());
    let mut operations: Vec<_> = resource
        .operations
        .iter()
        .enumerate()
        .map(|(i, operation)| {
            let method = methods.claim(&naming::field(&operation.name));
            let rust = nth(&cx.names.operations, i);
            let required = nth(&cx.names.operations_required, i);
            let outputs = cx.names.outputs.get(at).and_then(|outputs| outputs.get(i));
            let outputs = outputs.map_or(&[][..], Vec::as_slice);
            let module = name(&cx.names.modules);
            let mut plan = plan_operation(
                cx,
                structs,
                resource,
                operation,
                (&rust, &required, outputs),
                (&module, &method),
            );
            operation_docs::link(&mut plan, &module, &name(&cx.names.handles));
            plan
        })
        .collect();
    batch::name_methods(
        &mut operations,
        &mut methods,
        &name(&cx.names.modules),
        &name(&cx.names.handles),
    );
    let callbacks = resource
        .callbacks
        .iter()
        .enumerate()
        .map(|(i, callback)| plan_callback(cx, resource, callback, &nth(&cx.names.callbacks, i)))
        .collect();
    let mut module = ModulePlan {
        name: name(&cx.names.modules),
        spec: resource.file.clone(),
        docs: docs::of(
            &resource.docs,
            &format!("{} of {}.", resource.name.replace('_', " "), cx.platform.title),
        ),
        handle: (!operations.is_empty()).then(|| HandlePlan {
            rust: name(&cx.names.handles),
            method: name(&cx.names.client_methods),
        }),
        operations,
        callbacks,
        types: plan_types(cx, structs, Some(at)),
    };
    former::add_aliases(cx, Some(at), &mut module);
    module
}
