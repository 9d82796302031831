//! Files of a crate that are written by hand elsewhere: licences, which ask that they travel with every copy, and the list of
//! changes, which stands beside the specs because a change of a spec is what it tells of.

use std::path::Path;

use super::render::{RenderedFile, marked_page};
use super::{Maker, WriteError, disk};

/// Texts of the licences, at the root of the repository. They are copied as they are, without our mark.
pub const LICENCES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

/// The list of changes, in the folder of a platform's spec and in its crate.
pub const CHANGES: &str = "CHANGELOG.md";

/// What the crate of a platform has of the repository at `root`, whose specs stand in `specs`. A file that is not there is left out.
///
/// # Errors
/// A symbolic link, or the file system.
pub fn copies(root: &Path, specs: &Path, maker: Maker, platform: &str) -> Result<Vec<RenderedFile>, WriteError> {
    let mut files = Vec::new();
    if let Some(text) = disk::read(&disk::inside(specs, &format!("{platform}/{CHANGES}"))?)? {
        files.push(RenderedFile {
            path: CHANGES.to_owned(),
            text: marked_page(
                maker,
                Some(platform),
                &format!("specs/{platform}/{CHANGES}"),
                &unix(&text),
            ),
        });
    }
    for name in LICENCES {
        if let Some(text) = disk::read(&disk::inside(root, name)?)? {
            files.push(RenderedFile {
                path: name.to_owned(),
                text: unix(&text),
            });
        }
    }
    Ok(files)
}

/// Whether the file `below` of a crate's folder is a licence with the text of the one at the root, and so ours to remove.
pub(super) fn is_copy(root: &Path, below: &str, text: &str) -> Result<bool, WriteError> {
    if !LICENCES.contains(&below) {
        return Ok(false);
    }
    let original = disk::read(&disk::inside(root, below)?)?;
    Ok(original.is_some_and(|original| unix(&original) == text))
}

fn unix(text: &str) -> String {
    text.replace("\r\n", "\n")
}
