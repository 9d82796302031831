//! The types of all `types:` sections get their ids before anything refers to them.

use indexmap::IndexMap;

use super::scope::{Declared, Scope};
use super::types::templates;
use crate::dialect::TypeEntry;
use crate::naming;
use crate::yaml::At;

pub(super) fn declare<'a>(
    scope: &mut Scope<'a>,
    types: &'a IndexMap<String, TypeEntry>,
    at: At<'a>,
    resource: Option<usize>,
) {
    for (name, entry) in types {
        let at = at.get(name);
        if name.contains('<') {
            templates::declare(scope, name, entry, at, resource);
            continue;
        }
        // Scalars are in lower case, so none of them can be declared.
        if !naming::is_type_name(name) {
            scope.bad_type_name(name, at.key_span());
        }
        scope.declare(Declared {
            name,
            entry,
            at,
            resource,
        });
    }
}
