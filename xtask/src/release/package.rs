//! The packages of the workspace that may be published, as Cargo sees them.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use semver::Version;
use serde_json::Value;

use super::cargo;

/// A package.
#[derive(Debug, Clone)]
pub struct Package {
    /// Its name in a registry.
    pub name: String,
    /// Its version.
    pub version: Version,
    /// Its folder.
    pub folder: PathBuf,
    /// `license`, if it is set.
    pub licence: Option<String>,
    /// `description`, if it is set.
    pub description: Option<String>,
    /// `repository`, if it is set.
    pub repository: Option<String>,
    /// Other packages of the workspace that it needs when it is built for a user.
    pub needs: Vec<Need>,
}

/// A dependency on another package of the workspace.
#[derive(Debug, Clone)]
pub struct Need {
    /// Name of the package.
    pub name: String,
    /// Versions that will do; `*` where the manifest names none.
    pub versions: String,
}

/// Those that may be published, by name.
pub fn published(repository: &Path) -> Result<Vec<Package>> {
    let metadata = cargo::metadata(repository)?;
    let packages = metadata["packages"].as_array().context("cargo told of no packages")?;
    let packages = packages.iter().filter(|package| package["publish"].is_null());
    let mut packages = packages.map(read).collect::<Result<Vec<_>>>()?;
    packages.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(packages)
}

fn read(package: &Value) -> Result<Package> {
    let text = |key: &str| package[key].as_str().map(str::to_owned);
    let name = text("name").context("a package without a name")?;
    let version = text("version").with_context(|| format!("{name} has no version"))?;
    let manifest = text("manifest_path").with_context(|| format!("{name} has no manifest"))?;
    let folder = Path::new(&manifest).parent().unwrap_or(Path::new("")).to_owned();
    let dependencies = package["dependencies"].as_array().into_iter().flatten();
    let needs = dependencies
        .filter(|dependency| dependency["path"].is_string() && dependency["kind"] != "dev")
        .filter_map(|dependency| {
            Some(Need {
                name: dependency["name"].as_str()?.to_owned(),
                versions: dependency["req"].as_str()?.to_owned(),
            })
        });
    Ok(Package {
        version: version
            .parse()
            .with_context(|| format!("{name} has the version `{version}`"))?,
        needs: needs.collect(),
        licence: text("license"),
        description: text("description"),
        repository: text("repository"),
        folder,
        name,
    })
}
