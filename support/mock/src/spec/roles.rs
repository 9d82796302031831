//! What an operation does to what is remembered.

use tradewire_codegen::model::{Encoding, Operation, Platform, ReturnKind, Type};

use super::keys::Key;
use super::paths::Parsed;
use super::spots::{self, BodySpot, ReplySpot};
use crate::words::{VERBS, Verb};

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Act {
    List,
    Get,
    Count,
    History,
    Create,
    CreateMany,
    Update,
    UpdateMany,
    Delete,
    DeleteMany,
    Download,
    /// Something of which only is known that it is done to one thing, which then is the answer.
    Touch,
}

impl Act {
    pub fn writes(self) -> bool {
        matches!(
            self,
            Self::Create | Self::CreateMany | Self::Update | Self::UpdateMany | Self::Delete | Self::DeleteMany
        )
    }

    /// Whether it is done to several things, one by one.
    pub fn is_batch(self) -> bool {
        matches!(self, Self::CreateMany | Self::UpdateMany | Self::DeleteMany)
    }

    /// There may be several of the things that it is done to.
    pub fn is_about_many(self) -> bool {
        matches!(
            self,
            Self::List | Self::CreateMany | Self::UpdateMany | Self::DeleteMany
        )
    }

    /// For tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Get => "get",
            Self::Count => "count",
            Self::History => "history",
            Self::Create => "create",
            Self::CreateMany => "create many",
            Self::Update => "update",
            Self::UpdateMany => "update many",
            Self::Delete => "delete",
            Self::DeleteMany => "delete many",
            Self::Download => "download",
            Self::Touch => "touch",
        }
    }
}

/// What an operation does, and where.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Role {
    pub act: Act,
    pub collection: String,
    /// Placeholders of the collection that this path has, with the collection that each stands for.
    pub parents: Vec<(Key, Option<String>)>,
    /// What tells which one is meant; `None` for one that there is only once.
    pub key: Option<Key>,
    /// The field that the path names of it.
    pub part: Option<String>,
    pub reply: Option<ReplySpot>,
    pub sent: Option<BodySpot>,
}

/// What an operation does by its name, its path and what it sends.
pub(super) fn act(
    platform: &Platform,
    operation: &Operation,
    parsed: &Parsed,
    (noun, entity): (&str, Option<&Type>),
) -> Option<Act> {
    let first = operation.name.split('_').next().unwrap_or_default();
    let verb = VERBS.iter().find(|(word, _)| *word == first).map(|(_, verb)| *verb);
    let is_history = operation
        .path
        .split('/')
        .next_back()
        .is_some_and(|step| step.starts_with("history"));
    let many = operation
        .body
        .as_ref()
        .and_then(|body| spots::sent(platform, body, noun, entity))
        .is_some_and(|spot| spot.many);
    let is_list = spots::of_many(platform, operation, noun).is_some();
    let shows_one = parsed.key.is_some();
    let only = operation.returns.only;
    let binary = operation.returns.kind == ReturnKind::Binary;
    Some(match verb {
        _ if is_history && is_list => Act::History,
        Some(Verb::Download | Verb::Get) if binary && shows_one => Act::Download,
        Some(Verb::List) if is_list && !shows_one => Act::List,
        Some(Verb::Count) => Act::Count,
        Some(Verb::Get) if is_list && !shows_one && operation.paging.is_some() => Act::List,
        Some(Verb::Get) if operation.returns.kind == ReturnKind::Undocumented || !binary || only => Act::Get,
        // Where those are told that were not found, all have to be there.
        Some(Verb::Create) if many && told_unknown(operation).is_some() => Act::UpdateMany,
        Some(Verb::Create) if many => Act::CreateMany,
        Some(Verb::Create) if !shows_one && creates(operation) => Act::Create,
        Some(Verb::Update) if many && !shows_one => Act::UpdateMany,
        Some(Verb::Update) => Act::Update,
        Some(Verb::Delete) if shows_one || operation.body.is_none() => Act::Delete,
        Some(Verb::Delete) => Act::DeleteMany,
        None if parsed.part.is_some() => Act::Touch,
        // What is done there is the last step of its path, and the thing is what it answers.
        None if shows_one && entity.is_some() && answers(platform, operation, noun).as_ref() == entity => Act::Touch,
        _ => return None,
    })
}

/// What the thing in the reply is.
fn answers(platform: &Platform, operation: &Operation, noun: &str) -> Option<Type> {
    spots::of_one(platform, operation, noun).map(|spot| spot.ty)
}

/// What those elements of a batch are called that fail because they are not there: one `offer` of `notFoundOffers`.
pub(super) fn told_unknown(operation: &Operation) -> Option<String> {
    let mut paths = operation.outcomes.iter().flat_map(|outcomes| &outcomes.at);
    paths.find_map(|path| {
        let path = crate::words::snake(path);
        Some(crate::words::singular(path.strip_prefix("not_found_")?))
    })
}

/// Whether something is sent that a thing can be made of.
fn creates(operation: &Operation) -> bool {
    operation
        .body
        .as_ref()
        .is_some_and(|body| body.ty.is_some() || body.encoding == Encoding::Binary)
}

/// Where the thing stands in the reply of an act.
pub(super) fn reply(platform: &Platform, operation: &Operation, act: Act, noun: &str) -> Option<ReplySpot> {
    match act {
        Act::List | Act::History => spots::of_many(platform, operation, noun),
        Act::Count | Act::DeleteMany | Act::Download => None,
        Act::CreateMany | Act::UpdateMany => {
            spots::of_many(platform, operation, noun).or_else(|| spots::of_one(platform, operation, noun))
        }
        Act::Get | Act::Create | Act::Update | Act::Delete | Act::Touch => spots::of_one(platform, operation, noun),
    }
}

/// The same, where what things are is known: a reply to one may list all that stand beside it.
pub(super) fn reply_about(
    platform: &Platform,
    operation: &Operation,
    act: Act,
    noun: &str,
    entity: Option<&Type>,
) -> Option<ReplySpot> {
    let one = reply(platform, operation, act, noun);
    if matches!(act, Act::Create | Act::Update | Act::Touch)
        && entity.is_some()
        && one.as_ref().map(|spot| &spot.ty) != entity
        && let Some(many) = spots::of_many(platform, operation, noun)
        && Some(&many.ty) == entity
    {
        return Some(many);
    }
    one
}

/// The type that tells best what a thing is: a struct with a name of its own, or a union of such.
pub(super) fn is_entity(platform: &Platform, ty: &Type) -> bool {
    platform.as_struct(ty).is_some() || platform.shape(ty).is_some()
}
