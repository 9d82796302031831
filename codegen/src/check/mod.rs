//! Checks on what the specs say, once every name is looked up. Whether a file has the form of the dialect is known by then: `load` saw to it.

mod constraints;
mod contradictions;
mod docs;
mod examples;
mod formats;
mod headers;
mod json_scalar;
mod keys;
mod literal;
mod paging;
mod params;
mod recursion;
mod references;
mod rust_names;
mod signatures;
mod unions;
mod usage;
mod validate;
mod view;

pub use validate::{Misfit, validate};
pub(crate) use view::{Check, EndpointView};

use crate::diagnostics::{Diagnostics, Sources};
use crate::resolve::Resolved;

/// Everything that can be wrong with a model whose names are known. `incomplete`: some file could not be read.
pub fn check(resolved: &Resolved, incomplete: bool, sources: &Sources, found: &mut Diagnostics) {
    let mut check = Check {
        platform: &resolved.platform,
        extends: &resolved.extends,
        places: &resolved.places,
        unused_peers: &resolved.unused_peers,
        incomplete,
        sources,
        found,
    };
    constraints::check(&mut check);
    formats::check(&mut check);
    params::check(&mut check);
    headers::check(&mut check);
    keys::check(&mut check);
    references::check(&mut check);
    signatures::check(&mut check);
    contradictions::check(&mut check);
    rust_names::check(&mut check);
    unions::check(&mut check);
    recursion::check(&mut check);
    paging::check(&mut check);
    usage::check(&mut check);
    examples::check(&mut check);
    docs::check(&mut check);
}
