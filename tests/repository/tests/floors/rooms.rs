//! The rooms of a crate, the arrows between them, and the circles of files within them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::source::{Named, named};

/// The files of a crate by their modules: `["client", "listing", "pages"]`; the root's is empty.
pub struct Files(BTreeMap<Vec<String>, File>);

struct File {
    name: String,
    named: Vec<Named>,
}

/// The floors of rooms that stand side by side within one module.
pub struct Floors<'t> {
    /// The module; empty for the crate.
    pub inside: Vec<String>,
    pub of: BTreeMap<&'t str, u32>,
}

impl Files {
    /// The sources below `root`.
    pub fn read(root: &Path) -> Self {
        let mut sources = Vec::new();
        let mut folders = vec![root.to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).expect("the folder can be read") {
                let path = entry.expect("the folder can be read").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(root).expect("it is in the folder").to_string_lossy();
                    let text = fs::read_to_string(&path).expect("the file can be read");
                    sources.push((name.replace('\\', "/"), text));
                }
            }
        }
        Self::of(sources.iter().map(|(name, text)| (name.as_str(), text.as_str())))
    }

    /// Sources by name (`client/mod.rs`). Files of tests are left out.
    pub fn of<'s>(sources: impl IntoIterator<Item = (&'s str, &'s str)>) -> Self {
        let sources: BTreeMap<Vec<String>, (&str, &str)> = sources
            .into_iter()
            .map(|(name, text)| (module_of(name), (name, text)))
            .filter(|(module, _)| !module.iter().any(|step| step == "tests"))
            .collect();
        let files = sources.iter().map(|(module, (name, text))| {
            let below = sources
                .keys()
                .filter(|other| other.len() == module.len() + 1 && other.starts_with(module));
            let children: Vec<&str> = below.filter_map(|child| child.last().map(String::as_str)).collect();
            let file = File {
                name: (*name).to_owned(),
                named: named(module, &children, text),
            };
            (module.clone(), file)
        });
        Self(files.collect())
    }

    /// What breaks `floors`: rooms without a floor, floors without a room, arrows that do not run down.
    pub fn broken(&self, floors: &Floors<'_>) -> Vec<String> {
        let depth = floors.inside.len();
        let within = || {
            self.0
                .iter()
                .filter(|(module, _)| module.len() > depth && module.starts_with(&floors.inside))
        };
        let rooms: BTreeSet<&str> = within().map(|(module, _)| module[depth].as_str()).collect();
        let table: BTreeSet<&str> = floors.of.keys().copied().collect();
        let mut broken: Vec<String> = rooms
            .symmetric_difference(&table)
            .map(|room| match floors.of.get(room) {
                None => format!("the room `{room}` stands on no floor of the table"),
                Some(_) => format!("the table has a room `{room}` that does not exist"),
            })
            .collect();
        for (module, file) in within() {
            let from = module[depth].as_str();
            let arrows = file.named.iter().filter(|named| !named.is_macro);
            for (named, inner) in arrows.filter_map(|named| Some((named, named.path.strip_prefix(&floors.inside[..])?)))
            {
                let (place, path) = (format!("{}:{}", file.name, named.line), named.path.join("::"));
                let Some(to) = inner.first().map(String::as_str) else {
                    broken.push(format!(
                        "{place}: the module above the rooms is taken whole, behind which no arrow shows; name the rooms"
                    ));
                    continue;
                };
                if to == from {
                    continue;
                }
                match (floors.of.get(from), floors.of.get(to)) {
                    (Some(here), Some(there)) if there >= here => broken.push(format!(
                        "{place}: `{from}` (floor {here}) names `{path}` of `{to}` (floor {there}); arrows run down only"
                    )),
                    (Some(_), None) => broken.push(format!(
                        "{place}: `{path}` goes by way of the module above the rooms; name the room that it is from"
                    )),
                    _ => {}
                }
            }
        }
        broken
    }

    /// Groups of files of which each leads to each other by the items that they name. What a module only hands on is looked
    /// through.
    pub fn circles(&self) -> Vec<Vec<&str>> {
        let direct: BTreeMap<&[String], BTreeSet<&[String]>> = self
            .0
            .iter()
            .map(|(module, file)| {
                let used = file.named.iter().filter(|named| !named.handed_on);
                let owners = used.filter_map(|named| self.owner(&named.path, 8));
                (&module[..], owners.filter(|owner| owner != module).collect())
            })
            .collect();
        let reached_from = |from: &[String]| {
            let mut seen = BTreeSet::new();
            let mut left: Vec<&[String]> = direct[from].iter().copied().collect();
            while let Some(next) = left.pop() {
                if seen.insert(next) {
                    left.extend(&direct[next]);
                }
            }
            seen
        };
        let reached: BTreeMap<_, _> = direct.keys().map(|from| (*from, reached_from(from))).collect();
        let mut circles = BTreeSet::new();
        for (from, all) in reached.iter().filter(|(from, all)| all.contains(*from)) {
            let back = all.iter().filter(|to| reached[**to].contains(from));
            circles.insert(back.map(|module| self.0[*module].name.as_str()).collect::<Vec<_>>());
        }
        circles.into_iter().collect()
    }

    /// The module whose file defines what `path` names.
    fn owner(&self, path: &[String], patience: u32) -> Option<&[String]> {
        let known = (1..=path.len())
            .rev()
            .find(|length| self.0.contains_key(&path[..*length]))?;
        let (module, item) = path.split_at(known);
        let (module, file) = self.0.get_key_value(module)?;
        let handed_on = item.first().and_then(|name| {
            let mut handed_on = file.named.iter().filter(|named| named.handed_on);
            handed_on.find(|named| named.path.last() == Some(name) && named.path != path)
        });
        match handed_on {
            Some(named) if patience > 0 => self.owner(&named.path, patience - 1),
            _ => Some(module),
        }
    }
}

fn module_of(name: &str) -> Vec<String> {
    let name = name.strip_suffix(".rs").unwrap_or(name);
    let mut module: Vec<String> = name.split('/').map(ToOwned::to_owned).collect();
    if name == "lib" || module.last().is_some_and(|last| last == "mod") {
        module.pop();
    }
    module
}
