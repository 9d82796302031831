//! The types of all `types:` sections get their ids before anything refers to them.

use indexmap::IndexMap;

use super::scope::{Declared, Scope};
use super::types::type_of::bad_type_name;
use crate::dialect::{SCALARS, TypeEntry};
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
        if !naming::is_type_name(name) || SCALARS.iter().any(|(scalar, _)| scalar == name) {
            bad_type_name(scope, name, at.key_span());
        }
        scope.declare(Declared {
            name,
            entry,
            at,
            resource,
        });
    }
}
