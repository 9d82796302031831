//! Tree to typed data.

use serde::de::DeserializeOwned;
use serde_yaml::{Mapping, Value};

use super::{Node, Scalar, Syntax};
use crate::model::Literal;

/// The tree as a value of `serde_yaml`. Keys are always text.
#[must_use]
pub fn value(node: &Node) -> Value {
    match &node.value {
        Syntax::Scalar(scalar) => scalar_value(scalar),
        Syntax::List(items) => Value::Sequence(items.iter().map(value).collect()),
        Syntax::Map(entries) => {
            let pairs = entries
                .iter()
                .map(|entry| (Value::String(entry.key.text.clone()), value(&entry.value)));
            Value::Mapping(pairs.collect::<Mapping>())
        }
    }
}

/// Typed data from a tree.
///
/// # Errors
///
/// The message of `serde_yaml` when the tree does not have the form of the type.
pub fn typed<T: DeserializeOwned>(node: &Node) -> Result<T, String> {
    serde_yaml::from_value(value(node)).map_err(|error| error.to_string())
}

fn scalar_value(scalar: &Scalar) -> Value {
    match scalar.literal() {
        Literal::Null => Value::Null,
        Literal::Boolean(flag) => Value::Bool(flag),
        Literal::Integer(number) => Value::Number(number.into()),
        Literal::Number(text) => text
            .parse::<f64>()
            .map_or_else(|_| Value::String(text.clone()), |float| Value::Number(float.into())),
        Literal::String(text) => Value::String(text),
    }
}
