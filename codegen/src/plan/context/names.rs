//! The Rust name of everything that has one of its own: modules, handles, types, operations.

use crate::model::{Operation, Platform, Resource, TypeDef};
use crate::naming::{self, Names as Scope};

/// Module of the types that several resources share.
pub const SHARED_MODULE: &str = "types";

/// Names in the root of a generated crate that a resource may not take.
const ROOT_NAMES: &[&str] = &[
    "blocking",
    "call",
    "client",
    "catalogue",
    "client_headers",
    "convert",
    "credentials",
    "error_code",
    "event",
    "lib",
    "main",
    "platform",
    "tradewire",
    SHARED_MODULE,
];

/// Type parameter of handles.
const CLIENT_PARAMETER: &str = "C";

/// Methods of a generated client that a resource may not take.
const CLIENT_METHODS: &[&str] = &[
    "builder",
    "builder_from_env",
    "clone",
    "core",
    "from",
    "from_core",
    "from_env",
    "into",
    "raw",
    "with",
];

/// Names by position in the model.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Module of each resource.
    pub modules: Vec<String>,
    /// Method of the client that gives the handle of each resource.
    pub client_methods: Vec<String>,
    /// Handle of each resource.
    pub handles: Vec<String>,
    /// Module and name of each type.
    pub types: Vec<(String, String)>,
    /// Struct of each operation of each resource.
    pub operations: Vec<Vec<String>>,
    /// Types of what each operation of each resource hands out, where a reply is more than one value: the output, then a struct for each
    /// status that has headers.
    pub outputs: Vec<Vec<Vec<String>>>,
    /// Struct of each callback of each resource.
    pub callbacks: Vec<Vec<String>>,
    /// Struct of what each operation of each resource requires, where it takes one.
    pub operations_required: Vec<Vec<String>>,
    /// Struct of what `new` of each type requires, where it takes one.
    pub types_required: Vec<String>,
}

impl Names {
    /// Gives out all names of a platform; types go first because their names are the spec's own.
    #[must_use]
    pub fn assign(platform: &Platform) -> Self {
        let mut names = Self::default();
        let mut root = Scope::reserving(ROOT_NAMES.iter().copied());
        let mut methods = Scope::reserving(CLIENT_METHODS.iter().copied());
        for resource in &platform.resources {
            let name = naming::field(&resource.name);
            names.modules.push(claim_or(&mut root, &name, &format!("{name}_api")));
            names
                .client_methods
                .push(claim_or(&mut methods, &name, &format!("{name}_api")));
        }
        let mut scopes = vec![Scope::default(); platform.resources.len() + 1];
        for def in &platform.types {
            let at = def.resource.unwrap_or(platform.resources.len());
            let module = names.modules.get(at).cloned().unwrap_or(SHARED_MODULE.to_owned());
            let wanted = type_name(def);
            let name = scopes.get_mut(at).map_or(wanted.clone(), |scope| scope.claim(&wanted));
            names.types.push((module, name));
        }
        for (resource, scope) in platform.resources.iter().zip(&mut scopes) {
            names.assign_resource(resource, scope);
        }
        // Last, so that they take no name from anything else, and all of them, so that what one needs is not a matter of others.
        for (operations, scope) in names.operations.iter().zip(&mut scopes) {
            let required = operations.iter().map(|name| claim_required(scope, name));
            names.operations_required.push(required.collect());
        }
        for (def, (_, name)) in platform.types.iter().zip(&names.types) {
            let at = def.resource.unwrap_or(platform.resources.len());
            let mut none = Scope::default();
            let scope = scopes.get_mut(at).unwrap_or(&mut none);
            names.types_required.push(claim_required(scope, name));
        }
        names
    }

    fn assign_resource(&mut self, resource: &Resource, scope: &mut Scope) {
        let handle = naming::type_name(resource.rust.as_ref().unwrap_or(&resource.name));
        let second = format!("{handle}Handle");
        // Derives could not tell a handle from its own parameter.
        let first = if handle == CLIENT_PARAMETER { &second } else { &handle };
        self.handles.push(claim_or(scope, first, &second));
        let operations = resource.operations.iter().map(|operation| {
            let wanted = operation_name(operation, resource);
            claim_or(scope, &wanted, &format!("{wanted}Operation"))
        });
        let operations: Vec<String> = operations.collect();
        let outputs = resource.operations.iter().zip(&operations);
        let outputs = outputs.map(|(operation, rust)| {
            let returns = &operation.returns;
            let mut wanted = Vec::new();
            if !(returns.headers.is_empty() && returns.by_status.is_empty()) {
                wanted.push(format!("{rust}Output"));
            }
            let with_headers = returns.by_status.iter().filter(|(_, case)| !case.headers.is_empty());
            wanted.extend(with_headers.map(|(status, _)| format!("{rust}{}", naming::status(*status))));
            wanted.iter().map(|wanted| scope.claim(wanted)).collect()
        });
        self.outputs.push(outputs.collect());
        self.operations.push(operations);
        let callbacks = resource.callbacks.iter().map(|callback| {
            let wanted = naming::type_name(callback.rust.as_ref().unwrap_or(&callback.name));
            claim_or(scope, &wanted, &format!("{wanted}Callback"))
        });
        self.callbacks.push(callbacks.collect());
    }
}

fn claim_required(scope: &mut Scope, name: &str) -> String {
    claim_or(scope, &format!("{name}Required"), &format!("{name}RequiredParts"))
}

fn type_name(def: &TypeDef) -> String {
    if naming::is_type_name(&def.name) {
        def.name.clone()
    } else {
        naming::type_name(&def.name)
    }
}

/// The struct of an operation: `list` of `products` is `ListProducts`, `update_address` of `orders` is
/// `UpdateOrderAddress`.
#[must_use]
pub fn operation_name(operation: &Operation, resource: &Resource) -> String {
    operation.rust.as_ref().map_or_else(
        || naming::operation_type(&resource.name, &resource.singular, &operation.name),
        |rust| naming::type_name(rust),
    )
}

/// The first name if it is free, else the second, numbered where that is taken too.
pub fn claim_or(scope: &mut Scope, wanted: &str, second: &str) -> String {
    if scope.is_free(wanted) {
        scope.claim(wanted)
    } else {
        scope.claim(second)
    }
}
