//! Names of setters that do not follow from the name on the wire, for errors that tell of them.

use crate::plan::data::{CallSetterPlan, StructPlan, WriteStep};

/// Wire name and setter of each query parameter, part and field of the body where [`usual`] does not lead from one to the other. `inline`:
/// the body whose fields are arguments of the operation.
#[must_use]
pub fn plan(steps: &[WriteStep], setters: &[CallSetterPlan], inline: Option<&StructPlan>) -> Vec<(String, String)> {
    let mut names = Vec::new();
    for step in steps {
        match step {
            WriteStep::Query { name, field, .. } => names.push((name.as_str(), vec![field.as_str()])),
            WriteStep::QueryFamily { pattern, field, .. } => names.push((pattern, vec![field.as_str()])),
            WriteStep::Part { name, field, .. } => names.push((name, field.iter().map(String::as_str).collect())),
            WriteStep::Body { field } => {
                let fields = inline.iter().flat_map(|body| &body.fields);
                names.extend(fields.map(|inner| (inner.wire.as_str(), vec![field.as_str(), inner.rust.as_str()])));
            }
            _ => {}
        }
    }
    let setter = |target: &[&str]| setters.iter().find(|setter| setter.target == target);
    let unusual = names.into_iter().filter_map(|(wire, target)| {
        let name = match setter(&target) {
            Some(setter) => setter.setter.name.clone(),
            None => (*target.last()?).to_owned(),
        };
        (usual(wire) != name).then(|| (wire.to_owned(), name))
    });
    unusual.collect()
}

/// The name that follows from that on the wire; the runtime has the same rule (`request/declared.rs`).
fn usual(wire: &str) -> String {
    let mut name = String::with_capacity(wire.len() + 4);
    let mut before = '_';
    for c in wire.trim_end_matches("[]").chars() {
        if c.is_uppercase() && before.is_lowercase() {
            name.push('_');
        }
        before = c;
        let plain = if c.is_alphanumeric() { c } else { '_' };
        name.extend(plain.to_lowercase());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::usual;

    #[test]
    fn names_follow_from_the_wire() {
        for (wire, name) in [
            ("perPage", "per_page"),
            ("ids[]", "ids"),
            ("filter.sinceId", "filter_since_id"),
            ("a-b", "a_b"),
        ] {
            assert_eq!(usual(wire), name);
        }
    }
}
