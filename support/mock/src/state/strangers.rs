//! Elements of forms that a thing is sent with.

use serde_json::{Map, Value};
use tradewire_codegen::model::{Type, field_of_key};

use super::Turn;
use crate::answer::{Failure, Why};
use crate::check::tag_text;
use crate::spec::{Act, Role};
use crate::words::NESTED;

/// Refuses elements that are said to be known by their id, and are not: `lines_attributes` with an `id` that none of the `lines` has.
pub(super) fn refuse(sent: &Map<String, Value>, known: Option<&Map<String, Value>>) -> Result<(), Failure> {
    for (key, value) in sent {
        let Some((base, Value::Array(elements))) = key.strip_suffix(NESTED).map(|base| (base, value)) else {
            continue;
        };
        let own = known.and_then(|known| known.get(base)).and_then(Value::as_array);
        for element in elements {
            let Some(id) = element.get("id").and_then(tag_text) else {
                continue;
            };
            let same = |other: &&Value| other.get("id").and_then(tag_text).as_ref() == Some(&id);
            let Some(own) = own.into_iter().flatten().find(same) else {
                let mut failure = Failure::new(Why::NotFound);
                failure
                    .fields
                    .push((key.clone(), format!("there is none with the id {id}")));
                return Err(failure);
            };
            if let Value::Object(element) = element {
                refuse(element, own.as_object())?;
            }
        }
    }
    Ok(())
}

/// Refuses elements of lists that only a change has ids for, and that the thing has none of: who makes it sends `items` without `id`, so that an id that is
/// sent later is that of an item which it has.
pub(super) fn refuse_unknown(
    turn: &Turn<'_>,
    sent: &Map<String, Value>,
    known: &Map<String, Value>,
) -> Result<(), Failure> {
    for name in sent
        .keys()
        .filter(|name| !name.ends_with(NESTED) && is_numbered(turn, name))
    {
        let ids = |data: &Map<String, Value>| -> Vec<String> {
            let list = data.get(name).and_then(Value::as_array);
            list.into_iter()
                .flatten()
                .filter_map(|element| element.get("id").and_then(tag_text))
                .collect()
        };
        let own = ids(known);
        if let Some(id) = ids(sent).into_iter().find(|id| !own.contains(id)) {
            let mut failure = Failure::new(Why::NotFound);
            failure
                .fields
                .push((name.clone(), format!("there is none with the id {id}")));
            return Err(failure);
        }
    }
    Ok(())
}

/// Whether elements of a list are sent with ids to change a thing, and without to make one.
pub(super) fn is_numbered(turn: &Turn<'_>, name: &str) -> bool {
    let platform = &turn.spec.platform;
    let has_id = |ty: &Type| {
        let field = platform
            .as_struct(ty)
            .and_then(|shape| field_of_key(&shape.fields, name))?;
        let element = platform.as_struct(platform.as_list(&field.ty)?)?;
        Some(field_of_key(&element.fields, "id").is_some())
    };
    let sent = |role: &Role| role.sent.as_ref().and_then(|spot| has_id(&spot.ty));
    let mut making = turn.spec.roles.iter().flatten();
    let made =
        |role: &&Role| role.collection == turn.role.collection && matches!(role.act, Act::Create | Act::CreateMany);
    sent(turn.role) == Some(true) && making.any(|role| made(&role) && sent(role) == Some(false))
}
