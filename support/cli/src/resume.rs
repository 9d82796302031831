//! The place in a listing, kept in a file from run to run.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use tradewire::Cursor;

use crate::failure::Failure;

/// A file with a cursor.
pub struct Place(PathBuf);

impl Place {
    /// In this file.
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// Where the run before stopped; `None` if there was none.
    pub fn read(&self) -> Result<Option<Cursor>, Failure> {
        let text = match std::fs::read_to_string(&self.0) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(self.failure(&format!("cannot be read: {error}"))),
        };
        let cursor = text.trim().parse();
        cursor.map(Some).map_err(|error| self.failure(&format!("{error}")))
    }

    /// Keeps it: whole or not at all, readable for its owner alone, since a cursor may have a token of the server's in it.
    pub fn keep(&self, cursor: &Cursor) -> Result<(), Failure> {
        let folder = match self.0.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let written = tempfile::NamedTempFile::new_in(folder).and_then(|mut file| {
            writeln!(file, "{cursor}")?;
            file.as_file().sync_all()?;
            file.persist(&self.0).map_err(|error| error.error)?;
            Ok(())
        });
        written.map_err(|error| self.failure(&format!("cannot be written: {error}")))
    }

    fn failure(&self, what: &str) -> Failure {
        Failure::usage(format!("{}: {what}", self.0.display()))
    }
}
