//! Drafts as new lines of a resource's file.

use super::calls::Call;
use super::{InferError, Inferred, Taken, Target, entities, operation};
use crate::captured::matches;
use crate::edit::{self, Written};
use crate::model::{Platform, ReturnKind};
use crate::naming;
use crate::yaml::Node;

/// What is there of an operation.
enum There {
    Nothing,
    /// Without a reply.
    WithoutReply(String),
    Whole(String),
}

fn there(platform: &Platform, resource: &str, call: &Call<'_>) -> There {
    let own = platform
        .resources
        .iter()
        .filter(|known| known.name == resource)
        .flat_map(|known| &known.operations);
    let by_name = own
        .into_iter()
        .find(|operation| operation.name == call.name)
        .map(|operation| (resource, operation));
    let by_route = || {
        if call.path.is_empty() {
            None
        } else {
            matches(platform, &call.method, &call.path, &[]).first().copied()
        }
    };
    match by_name.or_else(by_route) {
        None => There::Nothing,
        Some((home, operation)) if operation.returns.kind == ReturnKind::Undocumented && home == resource => {
            There::WithoutReply(operation.name.clone())
        }
        Some((home, operation)) => There::Whole(format!("{home}.{}", operation.name)),
    }
}

pub(super) fn draft(
    platform: &Platform,
    text: &str,
    target: &Target,
    calls: &[Call<'_>],
    inferred: &mut Inferred,
) -> Result<(), InferError> {
    let resource = target.resource.as_str();
    let unreadable = || {
        InferError(format!(
            "`{resource}.yaml` cannot be read; mend what `lint` says of it first"
        ))
    };
    let no_place = || {
        InferError(format!(
            "`{resource}.yaml` has no place for new lines that leaves the rest as it is"
        ))
    };
    let whole = if text.trim().is_empty() {
        crate::new::resource_head(resource)
    } else {
        text.to_owned()
    };
    let root = edit::read_tree(&whole).ok_or_else(unreadable)?;
    let mut entities = entities::Entities::default();
    let mut started = Vec::new();
    for call in calls {
        let there = there(platform, resource, call);
        if let There::Whole(name) = &there {
            inferred.notes.push(format!(
                "`{name}` is described already and stays as it is: `check-reply {}/{name}` holds replies against it, and with `--patch` takes in what differs; to draft it anew, \
                 take it out of the file first",
                platform.name
            ));
            continue;
        }
        started.push((there, operation::start(call, platform, resource, &mut entities)));
    }
    let mut taken = Taken::of(platform);
    taken.claim(&naming::type_name(resource));
    for (_, started) in &started {
        taken.claim(&operation::operation_type(resource, &started.call.name));
    }
    let declared = entities.declare(platform, &mut taken);
    inferred.notes.extend(declared.notes);
    let (mut edits, mut operations) = (Vec::new(), Vec::new());
    for (there, started) in started {
        inferred.drafted.push(format!("{resource}.{}", started.call.name));
        let (names, notes) = (&declared.names, &mut inferred.notes);
        match there {
            There::WithoutReply(name) => {
                let entry = operation::only_returns(started, platform, resource, names, &mut taken, notes);
                let home = root.entry("operations").and_then(|section| section.value.entry(&name));
                if let (Some(entry), Some(home)) = (entry, home) {
                    edits.push(edit::add_to_mapping(&whole, &home.value, &[entry]).ok_or_else(no_place)?);
                }
            }
            There::Nothing | There::Whole(_) => {
                operations.push(operation::finish(started, platform, resource, names, &mut taken, notes));
            }
        }
    }
    add(&whole, &root, &operations, &declared.types, edits, inferred).ok_or_else(no_place)
}

/// Puts the lines into the text.
fn add(
    whole: &str,
    root: &Node,
    operations: &[Lines],
    types: &[Lines],
    mut edits: Vec<edit::Edit>,
    inferred: &mut Inferred,
) -> Option<()> {
    if !operations.is_empty() {
        edits.push(edit::section(whole, root, "operations", operations, true)?);
    }
    if !types.is_empty() {
        edits.push(edit::section(whole, root, "types", types, true)?);
    }
    if !edits.is_empty() {
        let mut text = edit::apply(whole, &edits).ok()?;
        if !text.ends_with('\n') {
            text.push('\n');
        }
        inferred.text = Some(text);
    }
    Some(())
}

type Lines = (String, Written, Vec<String>);
