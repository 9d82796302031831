//! What the specs say there is, read without the generator: tests of generated code must not trust it to tell what it generated.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

fn folder(platform: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../specs")
        .join(platform)
}

/// Names of the resources of a platform.
#[must_use]
pub fn resources(platform: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(folder(platform)).expect("the platform has a folder of specs");
    entries
        .filter_map(|entry| entry.expect("a readable entry").file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".yaml").map(str::to_owned))
        .filter(|name| name != "platform")
        .collect()
}

/// Ids of the operations of a resource: the keys one step below `operations:`.
#[must_use]
pub fn operations(platform: &str, resource: &str) -> BTreeSet<String> {
    let path = folder(platform).join(format!("{resource}.yaml"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines()
        .skip_while(|line| *line != "operations:")
        .skip(1)
        .take_while(|line| line.is_empty() || line.starts_with([' ', '#']))
        .filter_map(|line| line.strip_prefix("  ")?.split_once(':'))
        .filter(|(name, _)| !name.starts_with([' ', '#']))
        .map(|(name, _)| format!("{resource}.{name}"))
        .collect()
}
