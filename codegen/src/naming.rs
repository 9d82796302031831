//! Rust names from names on the wire.
//!
//! Any text is a legal wire name (`type`, `2fa`, `новый`, `Self`, the empty text); what comes out of here is always an identifier
//! that Rust accepts without escaping. Specs in which two names of one scope would be one are refused by `check`; what gets past it
//! (a setter beside one that makes way for a method) is told apart by [`Names`].

use std::collections::BTreeSet;

use heck::{ToSnakeCase, ToUpperCamelCase};

use crate::model::{Literal, WireName};

/// Every word that cannot be a plain identifier in edition 2024, reserved ones included.
/// Sorted: every identifier of generated code is looked up here.
const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Words for the signs that vendors use as values when nothing else of the text survives.
const SIGNS: &[(char, &str)] = &[
    ('+', "plus"),
    ('-', "minus"),
    ('*', "star"),
    ('=', "equals"),
    ('<', "less"),
    ('>', "greater"),
    ('!', "not"),
    ('%', "percent"),
    ('&', "and"),
    ('|', "or"),
    ('@', "at"),
    ('#', "hash"),
    ('?', "question"),
    ('/', "slash"),
    ('.', "dot"),
    (',', "comma"),
    ('_', "underscore"),
    ('$', "dollar"),
    ('~', "tilde"),
    ('^', "caret"),
    (':', "colon"),
];

/// Field, parameter, method or module name: `snake_case`, a keyword gets a trailing underscore (`type_`).
#[must_use]
pub fn field(wire: &str) -> String {
    let snake = words(wire).to_snake_case();
    match snake.as_bytes().first() {
        None => "unnamed".to_owned(),
        Some(b'0'..=b'9') => format!("field_{snake}"),
        Some(_) => escape_keyword(snake),
    }
}

/// Type name: `UpperCamelCase`.
#[must_use]
pub fn type_name(wire: &str) -> String {
    camel(wire, "Type", "Unnamed")
}

/// Variant name of an enum value or of a union alternative.
#[must_use]
pub fn variant(wire: &str) -> String {
    if let Some(digits) = wire
        .strip_prefix('-')
        .filter(|digits| digits.starts_with(|c: char| c.is_ascii_digit()))
    {
        return format!("Minus{}", words(digits).to_upper_camel_case());
    }
    camel(wire, "Value", "Empty")
}

/// Variant name of the value of an enum.
#[must_use]
pub fn variant_of(value: &Literal) -> String {
    match value {
        Literal::Null => "Null".to_owned(),
        Literal::Boolean(true) => "True".to_owned(),
        Literal::Boolean(false) => "False".to_owned(),
        Literal::Integer(number) => variant(&number.to_string()),
        Literal::Number(text) | Literal::String(text) => variant(text),
    }
}

/// Name of a field or parameter, families included: `custom_{key}` is `custom`, `price{n}` is `price_n`, `{key}` is `entries`.
#[must_use]
pub fn field_of(name: &WireName) -> String {
    match name {
        WireName::Plain(text) => field(text),
        WireName::Family {
            prefix, suffix, digits, ..
        } => {
            let middle = if *digits { "_n_" } else { "_" };
            let joined = format!("{prefix}{middle}{suffix}");
            match (joined.trim_matches('_'), digits) {
                ("", _) => "entries".to_owned(),
                ("n", true) => "numbered".to_owned(),
                (rest, _) => field(rest),
            }
        }
    }
}

/// Name of an operation's type: the verb first, then the thing: `UpdateOrder`, `ListOrders`, `ListOrderHistory`.
///
/// `resource` and `singular` are the names of the spec (`order_lines`, `order_line`), `operation` is `list_history`.
#[must_use]
pub fn operation_type(resource: &str, singular: &str, operation: &str) -> String {
    let (verb, rest) = operation.split_once('_').unwrap_or((operation, ""));
    let parts = match (verb, rest) {
        ("list" | "search" | "count" | "export" | "upload" | "import" | "find", "") => format!("{verb}_{resource}"),
        (_, "") => format!("{verb}_{singular}"),
        (_, "all" | "many") => format!("{verb}_{rest}_{resource}"),
        (_, "batch" | "bulk") => format!("{verb}_{resource}_{rest}"),
        _ => format!("{verb}_{singular}_{rest}"),
    };
    type_name(&parts)
}

/// `order_lines` -> `order_line`, `categories` -> `category`, `addresses` -> `address`; a word that ends otherwise stays.
#[must_use]
pub fn singular(plural: &str) -> String {
    for (ending, mended) in [
        ("ies", "y"),
        ("sses", "ss"),
        ("xes", "x"),
        ("ches", "ch"),
        ("shes", "sh"),
    ] {
        if let Some(stem) = plural.strip_suffix(ending).filter(|stem| stem.len() > 1) {
            return format!("{stem}{mended}");
        }
    }
    match plural.strip_suffix('s') {
        Some(stem) if stem.len() > 1 && !stem.ends_with('s') && !stem.ends_with('u') => stem.to_owned(),
        _ => plural.to_owned(),
    }
}

/// Whether a spec may ask for this name (`rust:`): a plain ASCII identifier that is no keyword.
#[must_use]
pub fn is_identifier(text: &str) -> bool {
    let mut bytes = text.bytes();
    let starts = bytes
        .next()
        .is_some_and(|byte| byte.is_ascii_alphabetic() || (byte == b'_' && text.len() > 1));
    starts && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') && !is_keyword(text)
}

fn is_keyword(text: &str) -> bool {
    KEYWORDS.binary_search(&text).is_ok()
}

/// Whether a name is written in `UpperCamelCase` and can be a type.
#[must_use]
pub fn is_type_name(text: &str) -> bool {
    is_identifier(text) && text.starts_with(|c: char| c.is_ascii_uppercase()) && !text.contains('_')
}

/// Whether a name is `snake_case`, as folders, resources and operations are named.
#[must_use]
pub fn is_snake_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        && !text.ends_with('_')
        && !text.contains("__")
}

/// The names given out in one scope; the second claim to a name gets `_2` (or `2`), and so on.
#[derive(Debug, Clone, Default)]
pub struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// A scope in which these names are spoken for.
    pub fn reserving<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            taken: names.into_iter().map(str::to_owned).collect(),
        }
    }

    /// Whether nobody has the name yet.
    #[must_use]
    pub fn is_free(&self, name: &str) -> bool {
        !self.taken.contains(name)
    }

    /// Gives out the wanted name, or the first free one with a number behind it.
    pub fn claim(&mut self, wanted: &str) -> String {
        let camel = wanted.starts_with(|c: char| c.is_ascii_uppercase());
        let between = if camel || wanted.ends_with('_') { "" } else { "_" };
        let mut name = wanted.to_owned();
        let mut number = 2_u32;
        while !self.taken.insert(name.clone()) {
            name = format!("{wanted}{between}{number}");
            number += 1;
        }
        name
    }
}

fn camel(wire: &str, before_digit: &str, when_empty: &str) -> String {
    let name = words(wire).to_upper_camel_case();
    match name.as_bytes().first() {
        None => when_empty.to_owned(),
        Some(b'0'..=b'9') => format!("{before_digit}{name}"),
        Some(_) => escape_keyword(name),
    }
}

/// ASCII letters and digits of a text, anything else as a word boundary. Other scripts are transliterated.
fn words(wire: &str) -> String {
    let ascii = if wire.is_ascii() {
        wire.to_owned()
    } else {
        deunicode::deunicode_with_tofu(wire, " ")
    };
    let separated: String = ascii
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    if separated.trim().is_empty() && !ascii.trim().is_empty() {
        let named = ascii.chars().filter_map(|c| SIGNS.iter().find(|(sign, _)| *sign == c));
        return named.map(|(_, word)| *word).collect::<Vec<_>>().join(" ");
    }
    separated
}

fn escape_keyword(mut name: String) -> String {
    if is_keyword(&name) {
        name.push('_');
    }
    name
}

/// The variant for a status of success, as HTTP calls it.
#[must_use]
pub fn status(status: u16) -> String {
    match status {
        200 => "Ok".to_owned(),
        201 => "Created".to_owned(),
        202 => "Accepted".to_owned(),
        204 => "NoContent".to_owned(),
        206 => "PartialContent".to_owned(),
        207 => "MultiStatus".to_owned(),
        other => format!("Status{other}"),
    }
}

#[cfg(test)]
mod tests;
