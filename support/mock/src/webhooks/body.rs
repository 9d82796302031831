//! Values as parameters of a form or a query.

use serde_json::Value;
use tradewire_codegen::model::{ListStyle, Platform};

/// The members of an object, each as one or several parameters.
pub(super) fn pairs(platform: &Platform, value: &Value, lists: ListStyle) -> Vec<(String, String)> {
    let mut out = Vec::new();
    if let Value::Object(entries) = value {
        for (key, value) in entries {
            spread(platform, key.clone(), value, lists, &mut out);
        }
    }
    out
}

fn spread(platform: &Platform, name: String, value: &Value, lists: ListStyle, out: &mut Vec<(String, String)>) {
    match value {
        Value::Array(_) | Value::Object(_) if lists == ListStyle::Json => out.push((name, value.to_string())),
        Value::Object(entries) => {
            for (key, inner) in entries {
                spread(platform, format!("{name}[{key}]"), inner, lists, out);
            }
        }
        Value::Array(elements) => {
            let nested = elements.iter().any(|element| element.is_array() || element.is_object());
            for (at, element) in elements.iter().enumerate() {
                let name = match lists {
                    _ if nested => format!("{name}[{at}]"),
                    ListStyle::Indexed => format!("{name}[{at}]"),
                    ListStyle::Brackets => format!("{name}[]"),
                    _ => name.clone(),
                };
                spread(platform, name, element, lists, out);
            }
        }
        scalar => out.push((name, text(platform, scalar))),
    }
}

fn text(platform: &Platform, value: &Value) -> String {
    match value {
        Value::Bool(yes) if platform.digit_booleans => if *yes { "1" } else { "0" }.to_owned(),
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
