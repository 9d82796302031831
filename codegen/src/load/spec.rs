//! Files to typed specs with their trees.

use std::collections::BTreeMap;

use serde_json::Value;

use super::InputFile;
use super::layout::{Role, role};
use crate::diagnostics::{Diagnostic, Diagnostics, FileId, Fix, Sources, Span, code};
use crate::dialect::{PlatformFile, ResourceFile, check_shape, platform_schema, resource_schema};
use crate::yaml::{self, Node, Trees};

/// Longest spec file in bytes.
const LARGEST_SPEC: usize = 4 * 1024 * 1024;
/// Longest line of a spec in bytes.
const LONGEST_LINE: usize = 64 * 1024;

/// A spec file: what it says and where.
#[derive(Debug)]
pub struct SpecFile<T> {
    /// The file.
    pub file: FileId,
    /// Its name without `.yaml`.
    pub stem: String,
    /// What it says.
    pub data: T,
    /// Where it says it; without the parts that are wrong.
    pub node: Node,
}

/// An example file.
#[derive(Debug)]
pub struct ExampleFile {
    /// The file.
    pub file: FileId,
    /// Its name.
    pub name: String,
}

/// The files of one platform.
#[derive(Debug, Default)]
pub struct LoadedPlatform {
    /// The folder's name.
    pub folder: String,
    /// `platform.yaml`, if it can be read.
    pub platform: Option<SpecFile<PlatformFile>>,
    /// In order of name.
    pub resources: Vec<SpecFile<ResourceFile>>,
    /// In order of name.
    pub examples: Vec<ExampleFile>,
    /// The spec files as they were written.
    pub trees: Trees,
}

/// Sorts files into platforms and reads them. The order of the files does not matter.
#[must_use]
pub fn load(mut files: Vec<InputFile>, sources: &mut Sources, found: &mut Diagnostics) -> Vec<LoadedPlatform> {
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let schemas = (platform_schema(), resource_schema());
    let (of_platform, of_resource) = (schemas, (schemas.1, schemas.0));
    let mut platforms: BTreeMap<String, LoadedPlatform> = BTreeMap::new();
    for input in files {
        let role = role(&input.path);
        if role == Role::Ignored {
            continue;
        }
        let (file, usable) = decode(input, sources, found);
        match role {
            Role::Platform { platform } => {
                let entry = folder(&mut platforms, platform);
                let read = || {
                    spec(
                        file,
                        "platform".to_owned(),
                        of_platform,
                        (sources, found),
                        &mut entry.trees,
                    )
                };
                entry.platform = usable.then(read).flatten();
                if entry.platform.is_none() {
                    entry.trees.add_unread(file);
                }
            }
            Role::Resource { platform, resource } => {
                let entry = folder(&mut platforms, platform);
                let read = || spec(file, resource, of_resource, (sources, found), &mut entry.trees);
                match usable.then(read).flatten() {
                    Some(read) => entry.resources.push(read),
                    None => entry.trees.add_unread(file),
                }
            }
            Role::Example { platform, name } if usable => folder(&mut platforms, platform)
                .examples
                .push(ExampleFile { file, name }),
            Role::Stray { hint } => {
                found.push(Diagnostic::new(code::STRAY_FILE, Span::top(file), "nothing reads this file").help(hint));
            }
            Role::Example { .. } | Role::Ignored => {}
        }
    }
    platforms.into_values().collect()
}

fn folder(platforms: &mut BTreeMap<String, LoadedPlatform>, name: String) -> &mut LoadedPlatform {
    platforms.entry(name).or_insert_with_key(|name| LoadedPlatform {
        folder: name.clone(),
        ..LoadedPlatform::default()
    })
}

/// Takes the text of a file in; `false` if there is none to work on.
fn decode(input: InputFile, sources: &mut Sources, found: &mut Diagnostics) -> (FileId, bool) {
    let bytes = match input.content {
        Ok(bytes) => bytes,
        Err(reason) => {
            let file = sources.add(input.path, "");
            found.push(Diagnostic::new(
                code::UNREADABLE,
                Span::top(file),
                format!("cannot be read: {reason}"),
            ));
            return (file, false);
        }
    };
    match String::from_utf8(bytes) {
        Ok(text) => {
            let marked = text.starts_with('\u{feff}');
            let file = sources.add(input.path, text);
            if marked {
                let span = Span { file, start: 0, end: 3 };
                let finding = Diagnostic::new(code::BYTE_ORDER_MARK, span, "starts with a byte-order mark");
                let fix = Fix::new(span, "\u{feff}", "");
                found.push(finding.help("save it as UTF-8 without a mark").fix(fix));
            }
            (file, !marked)
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let valid = String::from_utf8_lossy(error.as_bytes().get(..at).unwrap_or(&[])).into_owned();
            let file = sources.add(input.path, valid);
            let span = Span {
                file,
                start: at,
                end: at,
            };
            found.push(Diagnostic::new(code::NOT_UTF8, span, "not UTF-8 from here on").help("save it as UTF-8"));
            (file, false)
        }
    }
}

fn spec<T: serde::de::DeserializeOwned>(
    file: FileId,
    stem: String,
    (schema, other): (&Value, &Value),
    (sources, found): (&Sources, &mut Diagnostics),
    trees: &mut Trees,
) -> Option<SpecFile<T>> {
    let text = sources.text(file);
    if let Some(finding) = too_large(text, file) {
        found.push(finding);
        return None;
    }
    let root = yaml::parse(text, file, found).filter(|root| !root.entries().is_empty() || root.kind() != "nothing");
    let Some(root) = root else {
        if text.trim().is_empty()
            || text
                .lines()
                .all(|line| line.trim_start().starts_with('#') || line.trim().is_empty())
        {
            found.push(Diagnostic::new(
                code::WRONG_KIND,
                Span::top(file),
                "expected a mapping, found nothing",
            ));
        }
        return None;
    };
    let node = check_shape(&root, schema, other, found)?;
    match yaml::typed(&node) {
        Ok(data) => {
            trees.add(file, root);
            Some(SpecFile { file, stem, data, node })
        }
        Err(message) => {
            found.push(Diagnostic::new(code::WRONG_KIND, Span::top(file), message));
            None
        }
    }
}

fn too_large(text: &str, file: FileId) -> Option<Diagnostic> {
    if text.len() > LARGEST_SPEC {
        let message = format!(
            "{} bytes are more than a spec file may have ({LARGEST_SPEC})",
            text.len()
        );
        return Some(Diagnostic::new(code::TOO_LARGE, Span::top(file), message).help("split it by resource"));
    }
    let mut start = 0;
    for line in text.split('\n') {
        if line.len() > LONGEST_LINE {
            let message = format!(
                "a line of {} bytes is longer than a spec may have ({LONGEST_LINE})",
                line.len()
            );
            return Some(
                Diagnostic::new(
                    code::TOO_LARGE,
                    Span {
                        file,
                        start,
                        end: start,
                    },
                    message,
                )
                .help("break it up"),
            );
        }
        start += line.len() + 1;
    }
    None
}
