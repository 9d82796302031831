//! Where the tests of the dialect find what they read.

use std::path::{Path, PathBuf};

/// The repository.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Small specs, one for each part of the dialect, and what goes over the wire.
#[must_use]
pub fn corpus() -> PathBuf {
    root().join("tests/corpus")
}

/// Specs with mistakes, and what is said about them.
#[must_use]
pub fn diagnostics() -> PathBuf {
    root().join("tests/diagnostics")
}

/// Pairs of revisions of small specs, and what the change does to users.
#[must_use]
pub fn impact() -> PathBuf {
    root().join("tests/impact")
}
