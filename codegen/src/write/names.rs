//! Paths that every file system can hold, each as a file of its own.

use std::collections::BTreeSet;

use super::WriteError;
use crate::file_name;

/// The paths that are to be written.
#[derive(Debug, Default)]
pub struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// Refuses a path that some system could not hold, or would take for another one.
    pub fn claim(&mut self, path: &str) -> Result<(), WriteError> {
        let refused = |reason| WriteError::Name {
            path: path.to_owned(),
            reason,
        };
        if let Some(reason) = path.split('/').find_map(file_name::problem) {
            return Err(refused(reason));
        }
        if self.taken.insert(path.to_ascii_lowercase()) {
            Ok(())
        } else {
            Err(refused("another file has this name, but for upper and lower case"))
        }
    }
}
