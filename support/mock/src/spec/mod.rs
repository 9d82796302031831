//! What the spec says, in the order in which requests ask for it.

mod drafts;
mod entity;
mod keys;
mod links;
mod paths;
mod roles;
mod routes;
mod spots;

pub(crate) use entity::Collection;
pub(crate) use keys::{Key, Place as KeyPlace, is_id};
pub(crate) use links::Link;
pub(crate) use roles::{Act, Role};
pub(crate) use spots::{ReplySpot, is_listed, is_map};

use std::collections::BTreeMap;

use tradewire_codegen::captured::base_path;
use tradewire_codegen::model::{Operation, Platform};

/// A platform, and what was found out about it.
#[derive(Debug)]
pub(crate) struct Spec {
    pub platform: Platform,
    pub operations: Vec<At>,
    /// What each operation does to what is remembered; `None`: nothing.
    pub roles: Vec<Option<Role>>,
    pub collections: BTreeMap<String, Collection>,
    /// What the path of each operation that remembers nothing names.
    named: Vec<Vec<Above>>,
    /// Lists of things whose elements are things of collections of their own.
    pub links: Vec<Link>,
    base: String,
}

/// What a placeholder of a path names: by which key, and in which collection.
pub(crate) type Above = (Key, Option<String>);

/// Where an operation stands.
#[derive(Debug, Clone)]
pub(crate) struct At {
    pub resource: usize,
    pub operation: usize,
    /// `orders.create`
    pub id: String,
}

/// What a method and a path lead to.
#[derive(Debug, Default)]
pub(crate) struct Routed {
    /// Operations by their index, with the values of placeholders as they came; all equally close.
    pub found: Vec<(usize, Vec<(String, String)>)>,
    /// The path is known, with other methods.
    pub other_methods: bool,
}

impl Spec {
    pub fn of(platform: Platform) -> Self {
        let mut operations = Vec::new();
        for (resource, one) in platform.resources.iter().enumerate() {
            for (operation, known) in one.operations.iter().enumerate() {
                operations.push(At {
                    resource,
                    operation,
                    id: format!("{}.{}", one.name, known.name),
                });
            }
        }
        let (roles, collections, links) = entity::of(&platform, &operations);
        let base = base_path(&platform.base_url).to_owned();
        let named = operations.iter().zip(&roles).map(|(at, role)| {
            let operation = platform.resources.get(at.resource)?.operations.get(at.operation)?;
            role.is_none()
                .then(|| entity::named_above(&platform, operation, &collections))
        });
        let named = named.map(Option::unwrap_or_default).collect();
        Self {
            platform,
            operations,
            roles,
            collections,
            named,
            links,
            base,
        }
    }

    pub fn operation(&self, at: usize) -> Option<&Operation> {
        let at = self.operations.get(at)?;
        self.platform.resources.get(at.resource)?.operations.get(at.operation)
    }

    pub fn role(&self, at: usize) -> Option<&Role> {
        self.roles.get(at)?.as_ref()
    }

    /// What the path of an operation names that itself remembers nothing.
    pub fn named(&self, at: usize) -> &[Above] {
        self.named.get(at).map_or(&[], Vec::as_slice)
    }

    /// What the listing of an operation shows, where nothing is remembered of it.
    pub fn listing(&self, at: usize) -> Option<Role> {
        let operation = self.operation(at)?;
        operation.paging.as_ref()?;
        let parsed = paths::parse(operation);
        let reply = spots::of_many(&self.platform, operation, &paths::noun(&parsed.collection))?;
        Some(Role {
            act: Act::List,
            collection: String::new(),
            parents: Vec::new(),
            key: None,
            part: None,
            reply: Some(reply),
            sent: None,
        })
    }

    pub fn id(&self, at: usize) -> &str {
        self.operations.get(at).map_or("", |at| at.id.as_str())
    }

    pub fn by_id(&self, id: &str) -> Option<usize> {
        self.operations.iter().position(|at| at.id == id)
    }

    /// The operations of a method and a path, the path whole or below that of the base URL.
    pub fn route(&self, method: &str, path: &str) -> Routed {
        let below = path
            .strip_prefix(self.base.as_str())
            .filter(|rest| rest.starts_with('/'))
            .unwrap_or(path);
        let mut routed = Routed::default();
        let mut best = 0;
        for at in 0..self.operations.len() {
            let Some(operation) = self.operation(at) else { continue };
            let fitting = routes::fits(&operation.path, below).or_else(|| routes::fits(&operation.path, path));
            let Some((close, values)) = fitting else { continue };
            let verb = operation.method == method || operation.aliases.iter().any(|alias| alias == method);
            if !verb {
                routed.other_methods = true;
                continue;
            }
            if close > best || routed.found.is_empty() {
                best = close;
                routed.found.clear();
            }
            if close == best {
                routed.found.push((at, values));
            }
        }
        routed
    }
}
