//! From files to trees: reading folders, decoding text, holding each tree against the dialect.
//!
//! Only this module and `write` know of the disk, and here only [`read_folder`] does; the rest works on [`InputFile`]s, so that
//! tests need no files.

mod folder;
mod layout;
mod spec;

pub use folder::{FolderError, read_folder};
pub use spec::{ExampleFile, LoadedPlatform, SpecFile, load};

/// A file as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// Path below the repository root with forward slashes: `specs/insales/orders.yaml`.
    pub path: String,
    /// What it holds, or why it cannot be read.
    pub content: Result<Vec<u8>, String>,
}

impl InputFile {
    /// A file that could be read.
    pub fn new(path: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        Self {
            path: path.into(),
            content: Ok(content.into()),
        }
    }

    /// The platform whose folder it is in, if it is in one.
    #[must_use]
    pub fn platform(&self) -> Option<&str> {
        let (platform, _) = self.path.strip_prefix("specs/")?.split_once('/')?;
        Some(platform)
    }
}
