//! What the specs of a platform cover, how it is known, and what nobody knows: counted from the model, as Markdown.

mod markdown;
mod overview;
mod page;
mod reach;
mod tally;

#[cfg(test)]
mod tests;

pub use overview::overview;
pub use page::page;
pub use tally::Tally;

use super::{OperationEntry, Standing, operation};
use crate::model::{Operation, Platform, Provenance, ReturnKind, Returns, Scalar, Type};
use reach::Reach;

/// What the specs of one platform cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// `insales`
    pub platform: String,
    /// `InSales`
    pub title: String,
    /// By basis.
    pub operations: Tally,
    /// By basis.
    pub callbacks: Tally,
    /// Of operations and callbacks, in each of them.
    pub params: Tally,
    /// Fields of the types that operations send.
    pub sent: Tally,
    /// Fields of the types that operations reply with.
    pub replied: Tally,
    /// Fields of the types that callbacks bring.
    pub brought: Tally,
    /// Fields of the types that callbacks are answered with.
    pub answered: Tally,
    /// Operations and callbacks that are not documented, by how they are known.
    pub beyond: Vec<Beyond>,
    /// What the operations reply with.
    pub replies: Replies,
    /// Operations whose whole reply has no type.
    pub untyped: Vec<Untyped>,
    /// Where replies hold elements without a type.
    pub open: Vec<Open>,
    /// Where callbacks bring elements without a type.
    pub open_brought: Vec<Open>,
}

/// Operations and callbacks that are known in one way other than from the documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beyond {
    /// `inferred` or `peer`.
    pub basis: &'static str,
    /// The clients, where the specs name them.
    pub peers: Vec<String>,
    /// `orders.update`
    pub ids: Vec<String>,
}

/// How many operations reply in which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Replies {
    /// JSON with a type.
    pub typed: usize,
    /// JSON without a type.
    pub untyped: usize,
    /// Text, CSV or a file.
    pub other: usize,
    /// Nothing worth reading.
    pub none: usize,
}

/// An operation whose whole reply has no type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untyped {
    /// `orders.update`
    pub id: String,
    /// `PUT /orders/{id}`
    pub request: String,
}

/// Elements without a type in one type, or beside all replies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// Name of the type, or what else holds them.
    pub holder: String,
    /// Paths below it: `[]` for elements of a list, `{key}` for values of a map.
    pub paths: Vec<String>,
}

/// Whether a reply is JSON that the specs give no type.
pub(super) fn is_untyped(platform: &Platform, returns: &Returns) -> bool {
    returns.cases().any(|returns| match (returns.kind, &returns.ty) {
        (ReturnKind::Undocumented | ReturnKind::Json, None) => true,
        (ReturnKind::Json, Some(ty)) => matches!(platform.bare(ty), Type::Scalar(Scalar::Any)),
        _ => false,
    })
}

/// What the specs of a platform cover.
#[must_use]
pub fn coverage(platform: &Platform) -> Coverage {
    let entry = operation::platform_entry(platform);
    let mut found = Coverage {
        platform: platform.name.clone(),
        title: platform.title.clone(),
        operations: Tally::default(),
        callbacks: Tally::default(),
        params: Tally::default(),
        sent: Tally::default(),
        replied: Tally::default(),
        brought: Tally::default(),
        answered: Tally::default(),
        beyond: Vec::new(),
        replies: Replies::default(),
        untyped: Vec::new(),
        open: Vec::new(),
        open_brought: Vec::new(),
    };
    for operation in &entry.operations {
        found.operations.add(operation.basis, &operation.peers);
        found.note_beyond(operation.basis, &operation.peers, &operation.id);
        found.note_reply(operation);
    }
    for callback in &entry.callbacks {
        found.callbacks.add(callback.basis, &callback.peers);
        found.note_beyond(callback.basis, &callback.peers, &callback.id);
    }
    let params = entry.operations.iter().flat_map(|operation| &operation.params);
    for param in params.chain(entry.callbacks.iter().flat_map(|callback| &callback.params)) {
        let Standing { basis, peers } = &param.standing;
        found.params.add(basis.unwrap_or("documented"), peers);
    }
    found.fields(platform);
    found
}

impl Coverage {
    fn note_beyond(&mut self, basis: &'static str, peers: &[String], id: &str) {
        if basis == "documented" {
            return;
        }
        let same = self
            .beyond
            .iter_mut()
            .find(|group| group.basis == basis && group.peers == peers);
        match same {
            Some(group) => group.ids.push(id.to_owned()),
            None => self.beyond.push(Beyond {
                basis,
                peers: peers.to_vec(),
                ids: vec![id.to_owned()],
            }),
        }
    }

    fn note_reply(&mut self, operation: &OperationEntry) {
        let response = &operation.response;
        match response.encoding {
            _ if response.untyped => {
                self.replies.untyped += 1;
                self.untyped.push(Untyped {
                    id: operation.id.clone(),
                    request: format!("{} {}", operation.method, operation.path),
                });
            }
            "json" => self.replies.typed += 1,
            "none" => self.replies.none += 1,
            _ => self.replies.other += 1,
        }
    }

    fn fields(&mut self, platform: &Platform) {
        let [mut sent, mut replied, mut brought, mut answered] = [(); 4].map(|()| Reach::new(platform));
        for resource in &platform.resources {
            for operation in &resource.operations {
                let holder = format!("{}.{}", resource.name, operation.name);
                if let Some(ty) = operation.body.as_ref().and_then(|body| body.ty.as_ref()) {
                    sent.root(ty, &holder);
                }
                reply(&mut replied, platform, operation, &holder);
            }
            for callback in &resource.callbacks {
                let holder = format!("{}.{}", resource.name, callback.name);
                if let Some(ty) = callback.body.as_ref().and_then(|body| body.ty.as_ref()) {
                    brought.root(ty, &holder);
                }
                if let Some(ty) = &callback.returns.ty {
                    answered.root(ty, &holder);
                }
            }
        }
        (self.sent, _) = sent.finish();
        (self.replied, self.open) = replied.finish();
        (self.brought, self.open_brought) = brought.finish();
        (self.answered, _) = answered.finish();
    }
}

/// The type of a reply, and what the platform and the paging put beside it.
fn reply(reach: &mut Reach<'_>, platform: &Platform, operation: &Operation, holder: &str) {
    for returns in operation.returns.cases() {
        case(reach, platform, operation, returns, holder);
    }
}

fn case(reach: &mut Reach<'_>, platform: &Platform, operation: &Operation, returns: &Returns, holder: &str) {
    let Some(ty) = &returns.ty else { return };
    if !is_untyped(platform, returns) {
        reach.root(ty, holder);
    }
    let paging = operation.paging.as_ref().map(|paging| paging.kind);
    if returns.key.is_some()
        && let Some(kind) = paging.and_then(|kind| platform.pagination.get(kind))
    {
        reach.beside(&kind.fields, &format!("pages of kind {}", kind.name));
    }
    if returns.key.is_some() || platform.as_struct(ty).is_some() {
        reach.beside(&platform.reply, "every reply");
    }
}

/// The word of a basis and the clients that it rests on.
fn add(tally: &mut Tally, provenance: &Provenance) {
    tally.add(super::entries::basis_word(provenance.basis), &provenance.peers);
}
