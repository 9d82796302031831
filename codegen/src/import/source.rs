//! The document: read, and its references followed.

use std::fmt;

use serde_json::Value;

use super::credentials;

/// Why a text is no document that can be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ImportError {
    /// Neither JSON nor YAML.
    Syntax(String),
    /// Something else, or a version that is not known.
    Version(String),
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(reason) => write!(f, "it is neither JSON nor YAML: {reason}"),
            Self::Version(found) => write!(f, "{found}; give a document of OpenAPI 3.0 or 3.1"),
        }
    }
}

impl std::error::Error for ImportError {}

/// A document.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) root: Value,
    /// It was written by our own generator, from a spec.
    pub(super) is_own: bool,
    /// What was taken out of it, and why.
    pub(super) taken_out: credentials::Found,
}

/// References to references that are followed.
const DEEPEST: usize = 32;

impl Source {
    pub(super) fn read(text: &str) -> Result<Self, ImportError> {
        // JSON first: it is read much faster, and most large documents are JSON.
        let mut root: Value = match serde_json::from_str(text) {
            Ok(root) => root,
            Err(of_json) => serde_yaml::from_str(text).map_err(|of_yaml| {
                let is_json = text.trim_start().starts_with('{');
                ImportError::Syntax(if is_json {
                    of_json.to_string()
                } else {
                    of_yaml.to_string()
                })
            })?,
        };
        let version = |key: &str| {
            root.get(key)
                .map(|value| value.to_string().trim_matches('"').to_owned())
        };
        match (version("openapi"), version("swagger")) {
            (Some(found), _) if found.starts_with("3.0") || found.starts_with("3.1") => {}
            (Some(found), _) => return Err(ImportError::Version(format!("the version is {found}"))),
            (None, Some(found)) => {
                let reason = format!("this is a Swagger {found} document, which converters turn into OpenAPI 3");
                return Err(ImportError::Version(reason));
            }
            (None, None) => return Err(ImportError::Version("it has no key `openapi`".to_owned())),
        }
        let is_own = root.get("x-tradewire-generated").is_some();
        let mut taken_out = credentials::Found::new();
        if !is_own {
            credentials::take_out(&mut root, "", &mut taken_out);
        }
        Ok(Self {
            root,
            is_own,
            taken_out,
        })
    }

    /// What a reference leads to, or the value itself; `None` if it leads nowhere in this document.
    pub(super) fn resolved<'s>(&'s self, mut value: &'s Value) -> Option<&'s Value> {
        for _ in 0..DEEPEST {
            match value.get("$ref").and_then(Value::as_str) {
                None => return Some(value),
                Some(path) => value = self.root.pointer(path.strip_prefix('#')?)?,
            }
        }
        None
    }
}

/// The component that a schema refers to.
pub(super) fn component(schema: &Value) -> Option<String> {
    let name = schema.get("$ref")?.as_str()?.strip_prefix("#/components/schemas/")?;
    Some(name.replace("~1", "/").replace("~0", "~"))
}
