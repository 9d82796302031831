//! What a crate gets from the place that it is made for.

/// Manifests inherit from a workspace what that has, and say the rest themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// `edition`, `rust-version`, `license` and `authors`, in this order, as far as anything is known of them.
    pub package: Vec<PackageKey>,
    /// Address of the repository. It is written out, for Cargo reads nothing where a key is inherited that is gone.
    pub repository: Option<String>,
    /// Whether Cargo may publish the crate.
    pub publish: bool,
    /// Where the runtime comes from.
    pub runtime: RuntimeSource,
    /// Path from the folder of a crate to the one that holds the folder of specs, with forward slashes.
    pub specs: String,
}

/// A key of `[package]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageKey {
    /// The key.
    pub name: &'static str,
    /// What stands behind it.
    pub value: PackageValue,
}

/// The value of a key of `[package]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PackageValue {
    /// That of the workspace.
    Inherited,
    /// A text.
    Text(String),
    /// Some texts.
    List(Vec<String>),
}

/// Where the crate `tradewire` comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuntimeSource {
    /// From wherever the workspace says.
    Inherited,
    /// From the registry; versions that will do.
    Registry(String),
    /// From a folder, as a path from the folder of the crate, with forward slashes.
    Path(String),
}

/// The version of the runtime that generated code is made for.
pub const RUNTIME_VERSION: &str = "0.1.0";

impl Default for Home {
    /// Tradewire's own workspace, which has everything.
    fn default() -> Self {
        let inherited = |name| PackageKey {
            name,
            value: PackageValue::Inherited,
        };
        Self {
            package: ["edition", "rust-version", "license", "authors"].map(inherited).into(),
            repository: None,
            publish: true,
            runtime: RuntimeSource::Inherited,
            specs: "../..".to_owned(),
        }
    }
}
