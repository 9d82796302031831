//! Where crates go, and what that place gives to them: the workspace there, and `tradewire.toml` beside the folder of specs.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use toml::{Table, Value};
use tradewire_codegen::plan::{Home, PackageKey, PackageValue, RUNTIME_VERSION, RuntimeSource};
use tradewire_codegen::write::OUTPUT;

use crate::settings::{Runtime, Settings};

/// Where output goes.
#[derive(Debug)]
pub struct Target {
    /// The folder of specs.
    pub specs: PathBuf,
    /// The folder above it, where licences, lists of changes and `tradewire.toml` are looked for.
    pub project: PathBuf,
    /// The folder that gets `generated/`.
    pub into: PathBuf,
    /// What crates there are given.
    pub home: Home,
}

impl Target {
    /// That of a folder of specs.
    ///
    /// # Errors
    /// Folders and manifests that cannot be read, and settings that are none.
    pub fn of(specs: &Path) -> Result<Self> {
        let canonical = |path: &Path| {
            path.canonicalize()
                .with_context(|| format!("cannot read {}", path.display()))
        };
        let specs = canonical(specs)?;
        let project = specs.parent().context("the folder of specs has no folder above it")?;
        let settings = Settings::of(project)?;
        let into = match &settings.into {
            Some(into) => canonical(&project.join(into))?,
            None => project.to_owned(),
        };
        Ok(Self {
            home: home(project, &into, &settings)?,
            project: project.to_owned(),
            specs,
            into,
        })
    }

    /// Whether crates stand beside their specs, so that pages about them do, too.
    #[must_use]
    pub fn is_beside(&self) -> bool {
        self.project == self.into
    }
}

fn home(project: &Path, into: &Path, settings: &Settings) -> Result<Home> {
    let path = into.join("Cargo.toml");
    let root = if path.is_file() { manifest(&path)? } else { Table::new() };
    let inherits = |key: &str| at(&root, &["workspace", "package", key]).is_some();
    let mut package = Vec::new();
    let mut add = |name, own: Option<PackageValue>| {
        let inherited = inherits(name).then_some(PackageValue::Inherited);
        package.extend(own.or(inherited).map(|value| PackageKey { name, value }));
    };
    let fixed = |name: &str, value: &str| (!inherits(name)).then(|| PackageValue::Text(value.to_owned()));
    add("edition", fixed("edition", "2024"));
    add("rust-version", fixed("rust-version", "1.85"));
    add("license", settings.package.license.clone().map(PackageValue::Text));
    add("authors", settings.package.authors.clone().map(PackageValue::List));
    let crate_folder = into.join(OUTPUT).join("platform");
    let inherits_runtime = at(&root, &["workspace", "dependencies", "tradewire"]).is_some();
    let runtime = match &settings.runtime {
        Some(Runtime { path: Some(path), .. }) => RuntimeSource::Path(relative(&project.join(path), &crate_folder)?),
        Some(Runtime {
            version: Some(versions),
            ..
        }) => RuntimeSource::Registry(versions.clone()),
        _ if inherits_runtime => RuntimeSource::Inherited,
        _ => RuntimeSource::Registry(RUNTIME_VERSION.to_owned()),
    };
    let inherited = at(&root, &["workspace", "package", "repository"]).and_then(Value::as_str);
    Ok(Home {
        package,
        repository: settings.package.repository.clone().or(inherited.map(str::to_owned)),
        publish: settings.package.publish.unwrap_or(inherits_runtime),
        runtime,
        specs: relative(project, &crate_folder)?,
    })
}

/// The path from one folder to another, with forward slashes.
fn relative(to: &Path, from: &Path) -> Result<String> {
    let to = match to.canonicalize() {
        Ok(path) => path,
        Err(error) => bail!("cannot read {}, which tradewire.toml names: {error}", to.display()),
    };
    let path = pathdiff::diff_paths(&to, from).unwrap_or(to);
    let text = path.to_str().context("a path is no text")?;
    Ok(text.replace('\\', "/"))
}

/// `workspace.package.repository`, the one place that says where the repository is.
///
/// # Errors
/// A manifest that cannot be read.
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
///
/// # Errors
/// It cannot be read, or is no TOML.
pub fn manifest(path: &Path) -> Result<Table> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    text.parse()
        .with_context(|| format!("{} is no manifest", path.display()))
}

/// The value at a path of keys.
#[must_use]
pub fn at<'t>(table: &'t Table, path: &[&str]) -> Option<&'t Value> {
    let (last, above) = path.split_last()?;
    let table = above.iter().try_fold(table, |table, key| table.get(*key)?.as_table())?;
    table.get(*last)
}
