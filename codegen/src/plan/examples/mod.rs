//! Examples: the line of Rust that rustdoc shows, and the tests made of documented bodies.

mod apart;
mod batch;
mod bodies;
mod call;
mod complete;
mod known;
mod layout;
mod place;
mod samples;
mod scalars;
mod shown;
mod spelling;
mod useful;
mod variants;

pub use bodies::plan_examples;
pub use call::item_name;
pub use layout::{broken, imports, laid_out};

use crate::model::Platform;
use crate::plan::data::CratePlan;
use known::Known;
use samples::{Samples, structs_of};
use shown::header_examples;
use variants::variants_of;

/// Writes the example of every operation of a crate.
pub fn add_doc_examples(platform: &Platform, krate: &mut CratePlan) {
    let modules = krate.modules.clone();
    let samples = Samples {
        lib: &krate.lib,
        structs: modules.iter().flat_map(structs_of).collect(),
        variants: modules.iter().flat_map(variants_of).collect(),
        known: &Known::find(platform),
    };
    // Modules of resources come first, in the order of the model.
    for (resource, module) in krate.modules.iter_mut().enumerate() {
        let Some(handle) = module.handle.as_ref().map(|handle| handle.method.clone()) else {
            continue;
        };
        for (at, operation) in module.operations.iter_mut().enumerate() {
            let of_operation = samples.of((resource, at));
            (operation.docs.example, operation.sample) =
                call::doc_example(&of_operation, &module.name, &handle, operation);
            let of_batch = batch::example(&of_operation, &module.name, &handle, operation);
            if let Some(batch) = &mut operation.batch {
                batch.docs.example = of_batch;
            }
        }
    }
    header_examples(&samples, &mut krate.headers);
}
