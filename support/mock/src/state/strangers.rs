//! Elements of forms that a thing is sent with.

use serde_json::{Map, Value};

use crate::answer::{Failure, Why};
use crate::check::tag_text;
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
