//! A static reference of the platforms: pages that work from a folder, without a network and without a framework.
//!
//! All text of specs and examples reaches a page by way of `html`, which escapes it.

mod assets;
mod bodies;
mod calls;
mod changes;
mod curl;
mod front;
mod html;
mod index;
mod nav;
mod operation;
mod page;
mod prose;
mod resource;
mod types;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::impact::CrateImpact;
use crate::model::{Callback, Operation, Platform, Resource, TypeId};
use crate::plan::Names;

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteFile {
    /// Path below the folder of the site, with forward slashes.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// A platform, and the list of what each version of its crate brought, as Markdown.
#[derive(Debug, Clone, Copy)]
pub struct Described<'p> {
    /// What the specs say.
    pub platform: &'p Platform,
    /// `CHANGELOG.md` of the spec's folder.
    pub changes: Option<&'p str>,
    /// Another revision, and what changed since.
    pub since: Option<Since<'p>>,
}

/// What changed since another revision.
#[derive(Debug, Clone, Copy)]
pub struct Since<'p> {
    /// As it was named.
    pub revision: &'p str,
    /// `None` if nothing did that users could see.
    pub found: Option<&'p CrateImpact>,
}

/// The page of what changed, in the folder of a platform.
const CHANGES: &str = "changes.html";

/// The files of the site, by path. The same specs give the same bytes.
#[must_use]
pub fn site(platforms: &[Described<'_>]) -> Vec<SiteFile> {
    let mut files = assets::files();
    let mut entries = Vec::new();
    for described in platforms {
        let shown = Shown::new(*described);
        files.extend(platform_files(&shown, *described, &mut entries));
    }
    files.push(SiteFile {
        path: "index.html".to_owned(),
        text: front::of_all(platforms),
    });
    files.push(index::file(&entries));
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

fn platform_files(shown: &Shown<'_>, described: Described<'_>, entries: &mut Vec<index::Entry>) -> Vec<SiteFile> {
    let name = &shown.platform.name;
    let mut files = Vec::new();
    let mut add = |path: String, text: String| {
        files.push(SiteFile {
            path: format!("{name}/{path}"),
            text,
        });
    };
    add("index.html".to_owned(), front::of_one(shown, described));
    if shown.has_changes {
        add(CHANGES.to_owned(), changes::page_of(shown, described));
    }
    for (at, resource) in shown.platform.resources.iter().enumerate() {
        let path = resource_path(resource);
        entries.push(index::of_resource(shown, resource, &path));
        add(path, resource::page_of(shown, at, resource));
        for (index, operation) in resource.operations.iter().enumerate() {
            let path = operation_path(resource, operation);
            entries.push(index::of_operation(shown, resource, operation, &path));
            add(path, operation::of_operation(shown, (at, index), resource, operation));
        }
        for callback in &resource.callbacks {
            let path = callback_path(resource, callback);
            entries.push(index::of_callback(shown, resource, callback, &path));
            add(path, operation::of_callback(shown, at, resource, callback));
        }
    }
    for id in &shown.types {
        if let Some(def) = shown.platform.def(*id) {
            let path = shown.type_path(*id);
            entries.push(index::of_type(shown, def, &path));
            add(path, types::page(shown, def));
        }
    }
    files
}

/// A platform with what its pages look up.
struct Shown<'p> {
    platform: &'p Platform,
    names: Names,
    /// Lines of Rust by resource and operation.
    calls: Vec<Vec<Vec<String>>>,
    /// Types that have a page.
    types: BTreeSet<TypeId>,
    /// Their files, by position: no two of a platform are one on any file system.
    paths: Vec<String>,
    /// Whether there is a page of what changed.
    has_changes: bool,
}

impl<'p> Shown<'p> {
    fn new(described: Described<'p>) -> Self {
        let platform = described.platform;
        let mut taken = BTreeSet::new();
        let paths = platform.types.iter().map(|def| {
            let wanted = format!("type.{}", plain(&def.name));
            let mut name = wanted.clone();
            let mut number = 2_usize;
            while !taken.insert(name.to_ascii_lowercase()) {
                name = format!("{wanted}.{number}");
                number += 1;
            }
            format!("{name}.html")
        });
        Self {
            paths: paths.collect(),
            platform,
            names: Names::assign(platform),
            calls: calls::of(platform),
            types: platform.reached(&[]),
            has_changes: described.changes.is_some() || described.since.is_some(),
        }
    }

    /// The page of a type.
    fn type_path(&self, id: TypeId) -> String {
        self.paths.get(id.0).cloned().unwrap_or_default()
    }

    /// Lines of Rust that call an operation.
    fn call(&self, (resource, operation): (usize, usize)) -> &[String] {
        let found = self.calls.get(resource).and_then(|own| own.get(operation));
        found.map_or(&[], Vec::as_slice)
    }
}

fn resource_path(resource: &Resource) -> String {
    format!("resource.{}.html", plain(&resource.name))
}

fn operation_path(resource: &Resource, operation: &Operation) -> String {
    format!("{}.{}.html", plain(&resource.name), plain(&operation.name))
}

fn callback_path(resource: &Resource, callback: &Callback) -> String {
    format!("callback.{}.{}.html", plain(&resource.name), plain(&callback.name))
}

/// A name as a file name and in an address: what is no plain letter or digit is written as its number.
fn plain(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || c == '_' {
            out.push(c);
        } else {
            let _ = write!(out, "-{:x}", u32::from(c));
        }
    }
    out
}
