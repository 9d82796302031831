//! The operations that the front page and the README show: those that the spec names, else the first that will do.

use crate::model::Platform;
use crate::plan::data::{CratePlan, OperationPlan, Safety, SamplePlan};

/// An operation with a call that needs nothing from the reader.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'p> {
    /// The operation.
    pub operation: &'p OperationPlan,
    /// Its call.
    pub sample: &'p SamplePlan,
}

/// What is shown.
#[derive(Debug, Clone, Copy, Default)]
pub struct Showcase<'p> {
    /// A first call.
    pub call: Option<Shown<'p>>,
    /// A listing.
    pub listing: Option<Shown<'p>>,
    /// Something that is written.
    pub write: Option<Shown<'p>>,
    /// A batch of which parts may fail.
    pub batch: Option<(&'p str, &'p OperationPlan)>,
}

/// Chooses for a crate whose operations have their samples.
#[must_use]
pub fn choose<'p>(platform: &Platform, krate: &'p CratePlan) -> Showcase<'p> {
    let named = |at: Option<(usize, usize)>| {
        let (resource, operation) = at?;
        let module = krate.modules.get(resource)?;
        shown(module.operations.get(operation)?)
    };
    let all = || {
        krate.modules.iter().flat_map(|module| {
            let operations = module.operations.iter();
            operations.filter_map(shown)
        })
    };
    let wanted = &platform.showcase;
    let is_plain =
        |shown: &Shown<'_>| shown.operation.meta.safety == Safety::Read && shown.operation.docs.deprecated.is_none();
    let is_listing = |shown: &Shown<'_>| shown.operation.paginated.is_some();
    let batches = krate.modules.iter().flat_map(|module| {
        let operations = module.operations.iter();
        operations.map(|operation| (module.name.as_str(), operation))
    });
    Showcase {
        call: named(wanted.call)
            .or_else(|| all().find(|shown| is_plain(shown) && !is_listing(shown)))
            .or_else(|| all().next()),
        listing: named(wanted.listing)
            .filter(is_listing)
            .or_else(|| all().find(is_listing)),
        write: named(wanted.write).or_else(|| all().find(|shown| shown.operation.meta.safety != Safety::Read)),
        batch: batches
            .into_iter()
            .find(|(_, operation)| operation.meta.outcomes.is_some()),
    }
}

fn shown(operation: &OperationPlan) -> Option<Shown<'_>> {
    let sample = operation.sample.as_ref()?;
    Some(Shown { operation, sample })
}
