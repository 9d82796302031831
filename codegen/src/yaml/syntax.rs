//! The text of a spec as a tree that knows where everything stands.

use crate::diagnostics::Span;
use crate::model::Literal;

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it stands; a mapping or list in block style spans all its lines.
    pub span: Span,
    /// What it is.
    pub value: Syntax,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub enum Syntax {
    /// Text, number, truth value or null.
    Scalar(Scalar),
    /// Values in order.
    List(Vec<Node>),
    /// Keys and values in order, each key once.
    Map(Vec<Entry>),
}

/// A scalar as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// After quotes and escapes.
    pub text: String,
    /// Written without quotes, so that it may mean a number, a truth value or null.
    pub plain: bool,
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Keys are scalars.
    pub key: Scalar,
    /// Where the key stands.
    pub key_span: Span,
    /// What follows it.
    pub value: Node,
}

impl Entry {
    /// From the key to the end of the value.
    #[must_use]
    pub fn extent(&self) -> Span {
        Span {
            end: self.value.span.end.max(self.key_span.end),
            ..self.key_span
        }
    }
}

impl Node {
    /// The entry of a key.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.key.text == key)
    }

    /// The entries of a mapping; empty for anything else.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Syntax::Map(entries) => entries,
            _ => &[],
        }
    }

    /// What it is, in words, with an article.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match &self.value {
            Syntax::List(_) => "a list",
            Syntax::Map(_) => "a mapping",
            Syntax::Scalar(scalar) => match scalar.literal() {
                Literal::Null => "nothing",
                Literal::Boolean(_) => "a truth value",
                Literal::Integer(_) => "an integer",
                Literal::Number(_) => "a number",
                Literal::String(_) => "text",
            },
        }
    }
}

impl Scalar {
    /// What the text means by the core schema of YAML 1.2, as `serde_yaml` reads it.
    #[must_use]
    pub fn literal(&self) -> Literal {
        if !self.plain {
            return Literal::String(self.text.clone());
        }
        match self.text.as_str() {
            "" | "~" | "null" | "Null" | "NULL" => Literal::Null,
            "true" | "True" | "TRUE" => Literal::Boolean(true),
            "false" | "False" | "FALSE" => Literal::Boolean(false),
            text => number(text).unwrap_or_else(|| Literal::String(text.to_owned())),
        }
    }
}

/// An integer or another finite number; numbers with needless zeros in front are text.
fn number(text: &str) -> Option<Literal> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let negative = text.starts_with('-');
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = unsigned.strip_prefix(prefix) {
            let plain = digits.starts_with(|c: char| c.is_ascii_hexdigit());
            let value = i64::from_str_radix(digits, radix).ok().filter(|_| plain)?;
            return Some(Literal::Integer(if negative { -value } else { value }));
        }
    }
    if !unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        || !unsigned.bytes().any(|byte| byte.is_ascii_digit())
    {
        return None;
    }
    let padded = unsigned.len() > 1 && unsigned.starts_with('0') && unsigned.bytes().all(|byte| byte.is_ascii_digit());
    if padded {
        return None;
    }
    if let Ok(value) = text.parse::<i64>() {
        return Some(Literal::Integer(value));
    }
    let allowed = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E' | b'+' | b'-');
    let finite = unsigned.bytes().all(allowed) && text.parse::<f64>().is_ok_and(f64::is_finite);
    finite.then(|| Literal::Number(text.to_owned()))
}

/// A place in the tree that follows the typed data along: for what is missing, the nearest place above it.
#[derive(Debug, Clone, Copy)]
pub struct At<'a> {
    node: Option<&'a Node>,
    key: Option<Span>,
    here: Span,
}

impl<'a> At<'a> {
    /// The top of a file.
    #[must_use]
    pub fn top(node: &'a Node) -> Self {
        Self {
            node: Some(node),
            key: None,
            here: Span {
                end: node.span.start,
                ..node.span
            },
        }
    }

    /// The value of a key of this mapping.
    #[must_use]
    pub fn get(self, key: &str) -> Self {
        match self.node.and_then(|node| node.entry(key)) {
            Some(entry) => Self {
                node: Some(&entry.value),
                key: Some(entry.key_span),
                here: place_of(entry),
            },
            None => Self { node: None, ..self },
        }
    }

    /// An element of this list.
    #[must_use]
    pub fn item(self, index: usize) -> Self {
        let element = match self.node.map(|node| &node.value) {
            Some(Syntax::List(items)) => items.get(index),
            _ => None,
        };
        match element {
            Some(node) => Self {
                node: Some(node),
                key: None,
                here: node.span,
            },
            None => Self { node: None, ..self },
        }
    }

    /// The scalar here as written: numbers keep their text.
    #[must_use]
    pub fn literal(self) -> Option<Literal> {
        match &self.node?.value {
            Syntax::Scalar(scalar) => Some(scalar.literal()),
            _ => None,
        }
    }

    /// Whether this mapping has a key.
    #[must_use]
    pub fn has(self, key: &str) -> bool {
        self.node.is_some_and(|node| node.entry(key).is_some())
    }

    /// The syntax here, if the place exists.
    #[must_use]
    pub fn node(self) -> Option<&'a Node> {
        self.node
    }

    /// The value, or its key where the value is a block of many lines.
    #[must_use]
    pub fn span(self) -> Span {
        self.here
    }

    /// The key that leads here, or the value in a list.
    #[must_use]
    pub fn key_span(self) -> Span {
        self.key.unwrap_or(self.here)
    }

    /// The key that leads here and the whole of its value.
    #[must_use]
    pub fn extent(self) -> Span {
        let end = self.node.map_or(self.here.end, |node| node.span.end);
        let key = self.key_span();
        Span {
            end: end.max(key.end),
            ..key
        }
    }

    /// A part of the text of a scalar, by offsets in the text. Quotes are accounted for, escapes are not.
    #[must_use]
    pub fn inside(self, start: usize, end: usize) -> Span {
        match self.node.map(|node| &node.value) {
            Some(Syntax::Scalar(scalar)) => {
                let quote = usize::from(!scalar.plain);
                self.here.part(start + quote, end + quote)
            }
            _ => self.here,
        }
    }
}

/// Scalars are shown themselves, collections by their key.
fn place_of(entry: &Entry) -> Span {
    match &entry.value.value {
        Syntax::Scalar(scalar) if scalar.plain && scalar.text.is_empty() => entry.key_span,
        Syntax::Scalar(_) => entry.value.span,
        _ => entry.key_span,
    }
}
