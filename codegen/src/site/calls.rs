//! Calls in Rust, as rustdoc shows them.

use crate::model::Platform;

/// Lines by resource and operation, without those that only make them compile.
pub(super) fn of(platform: &Platform) -> Vec<Vec<Vec<String>>> {
    let plan = crate::plan::plan(platform);
    let shown = |lines: &[String]| {
        lines
            .iter()
            .filter(|line| !line.starts_with("# ") && *line != "#")
            .cloned()
            .collect()
    };
    // Modules of resources come first, in the order of the model.
    let modules = plan.modules.iter().take(platform.resources.len());
    modules
        .map(|module| {
            module
                .operations
                .iter()
                .map(|operation| shown(&operation.docs.example))
                .collect()
        })
        .collect()
}
