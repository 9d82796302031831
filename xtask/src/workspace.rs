//! The manifest of the workspace.

use std::path::Path;

use anyhow::{Context, Result};
use toml::{Table, Value};
use tradewire_codegen::write::Workspace;

/// What the workspace gives to the crates that are generated into it; nothing where there is no manifest.
pub fn shared(root: &Path) -> Result<Workspace> {
    Ok(Workspace {
        repository: repository(root)?,
    })
}

/// `workspace.package.repository`, the one place that says where the repository is.
pub fn repository(root: &Path) -> Result<Option<String>> {
    let path = root.join("Cargo.toml");
    if !path.is_file() {
        return Ok(None);
    }
    let manifest = manifest(&path)?;
    let found = at(&manifest, &["workspace", "package", "repository"]).and_then(Value::as_str);
    Ok(found.map(str::to_owned))
}

/// A manifest as it is written.
pub fn manifest(path: &Path) -> Result<Table> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    text.parse()
        .with_context(|| format!("{} is no manifest", path.display()))
}

/// The value at a path of keys.
pub fn at<'t>(table: &'t Table, path: &[&str]) -> Option<&'t Value> {
    let (last, above) = path.split_last()?;
    let table = above.iter().try_fold(table, |table, key| table.get(*key)?.as_table())?;
    table.get(*last)
}
