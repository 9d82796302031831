//! `tradewire.toml`, beside the folder of specs: what generation needs to know that is in no spec. Nothing of it has to be given.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

/// Name of the file.
pub const SETTINGS: &str = "tradewire.toml";

/// What stands in it.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The folder that gets `generated/`, from that of this file; default: this folder.
    pub into: Option<PathBuf>,
    /// Where the crate `tradewire` comes from; default: the workspace, if it has it, and else the registry.
    pub runtime: Option<Runtime>,
    /// What manifests say of the crates.
    #[serde(default)]
    pub package: Package,
}

/// Where the crate `tradewire` comes from. One of the two is given.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Runtime {
    /// Versions that will do.
    pub version: Option<String>,
    /// A folder, from that of this file.
    pub path: Option<PathBuf>,
}

/// What manifests say of the crates, in place of what they take from the workspace.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Package {
    /// `license`.
    pub license: Option<String>,
    /// `authors`.
    pub authors: Option<Vec<String>>,
    /// `repository`.
    pub repository: Option<String>,
    /// Whether Cargo may publish the crates; default: only where the workspace has the runtime.
    pub publish: Option<bool>,
}

impl Settings {
    /// Those of a folder; without the file all defaults.
    ///
    /// # Errors
    /// It cannot be read, has a key that means nothing, or a runtime from two places or none.
    pub fn of(folder: &Path) -> Result<Self> {
        let path = folder.join(SETTINGS);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
        };
        let settings: Self = toml::from_str(&text).with_context(|| format!("cannot use {}", path.display()))?;
        if let Some(runtime) = &settings.runtime
            && runtime.version.is_some() == runtime.path.is_some()
        {
            bail!(
                "{}: `[runtime]` wants either `version` (of the registry) or `path` (to a folder)",
                path.display()
            );
        }
        Ok(settings)
    }
}

#[cfg(test)]
mod tests {
    use super::{SETTINGS, Settings};

    fn read(text: &str) -> Result<Settings, String> {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join(SETTINGS), text).expect("a file");
        Settings::of(folder.path()).map_err(|error| format!("{error:#}"))
    }

    #[test]
    fn nothing_has_to_be_given() {
        assert_eq!(read(""), Ok(Settings::default()));
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(Settings::of(folder.path()).ok(), Some(Settings::default()));
    }

    #[test]
    fn what_means_nothing_is_refused_by_name() {
        for (text, named) in [
            ("to = \"x\"", "to"),
            ("[package]\nlicence = \"MIT\"", "licence"),
            ("[runtime]", "either `version`"),
            ("[runtime]\nversion = \"0.1\"\npath = \"x\"", "either `version`"),
            ("[package]\npublish = \"no\"", "publish"),
            ("into = [", SETTINGS),
        ] {
            let error = read(text).expect_err(text);
            assert!(error.contains(named) && error.contains(SETTINGS), "{text}: {error}");
        }
    }
}
