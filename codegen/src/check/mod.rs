//! Checks on what the specs say, once every name is looked up. Whether a file has the form of the dialect is known by then: `load` saw to it.

mod batches;
mod constraints;
mod contradictions;
mod docs;
mod examples;
mod filters;
mod formats;
mod forms;
mod header_lists;
mod headers;
mod json_scalar;
mod keys;
mod literal;
mod outcomes;
mod paging;
mod paging_kind;
mod params;
mod recursion;
mod references;
mod renamed;
mod rust_claims;
mod rust_names;
mod shown;
mod signatures;
mod spellings;
mod unions;
mod usage;
mod validate;
mod validate_unions;
mod view;
mod zones;

pub use validate::{Misfit, validate};
pub(crate) use view::{Check, EndpointView};

use std::collections::BTreeSet;

use crate::diagnostics::{Diagnostics, Sources};
use crate::resolve::Resolved;
use crate::yaml::Trees;

/// Everything that can be wrong with a model whose names are known. `trees` are its files as they were written.
pub fn check(resolved: &Resolved, trees: &Trees, sources: &Sources, found: &mut Diagnostics) {
    let mut check = Check {
        platform: &resolved.platform,
        extends: &resolved.extends,
        places: &resolved.places,
        unused_peers: &resolved.unused_peers,
        trees,
        sources,
        told: BTreeSet::new(),
        found,
    };
    batches::check(&mut check);
    constraints::check(&mut check);
    filters::check(&mut check);
    formats::check(&mut check);
    forms::check(&mut check);
    params::check(&mut check);
    headers::check(&mut check);
    header_lists::check(&mut check);
    keys::check(&mut check);
    references::check(&mut check);
    signatures::check(&mut check);
    contradictions::check(&mut check);
    rust_names::check(&mut check);
    renamed::check(&mut check);
    spellings::check(&mut check);
    shown::check(&mut check);
    unions::check(&mut check);
    recursion::check(&mut check);
    paging::check(&mut check);
    outcomes::check(&mut check);
    usage::check(&mut check);
    zones::check(&mut check);
    examples::check(&mut check);
    docs::check(&mut check);
}
