//! Text of a query, a form, a path or a header as the JSON that its type asks for. What does not fit stays text, and is told by the check.

use serde_json::{Map, Number, Value};
use tradewire_codegen::model::{
    Field, ListStyle, Literal, Platform, Scalar, Separator, Type, TypeShape, Union, UnionKind, WireName, field_of_key,
};

use super::tree::Node;
use crate::check::{Checker, is, text_of};

/// How text became of values.
#[derive(Clone, Copy)]
pub(crate) struct Coerce<'p> {
    pub platform: &'p Platform,
    /// Of lists whose field says nothing else.
    pub lists: ListStyle,
}

impl Coerce<'_> {
    /// The value of a field.
    pub fn field(self, field: &Field, node: &Node) -> Value {
        let style = field.style.unwrap_or(self.lists);
        let here = Self { lists: style, ..self };
        if let Some(element) = self.platform.as_list(&field.ty)
            && let ([text], true) = (node.texts.as_slice(), node.children.is_empty())
        {
            if let Some(separator) = &field.separator {
                return here.texts(element, &split(text, separator));
            }
            if field.one_or_many && !matches!(style, ListStyle::Comma | ListStyle::Json) {
                return here.text(element, text);
            }
        }
        if field.nullable && node.children.is_empty() && node.texts.iter().all(String::is_empty) {
            let is_text = matches!(
                self.platform.bare(&field.ty),
                Type::Scalar(Scalar::String | Scalar::Any)
            );
            let empties = field
                .clear
                .as_ref()
                .is_some_and(|clear| is(clear, &Value::String(String::new())));
            if !is_text && !empties {
                return Value::Null;
            }
        }
        here.value(&field.ty, node)
    }

    fn value(self, ty: &Type, node: &Node) -> Value {
        let bare = self.platform.bare(ty);
        if let (Type::List(element), ()) = (bare, ()) {
            return self.list(element, node);
        }
        if node.children.is_empty() {
            return match node.texts.as_slice() {
                [text] => self.text(ty, text),
                texts => self.texts(ty, texts),
            };
        }
        match (bare, self.platform.shape(ty)) {
            (Type::Map(inner), _) => entries(node, |_, child| self.value(inner, child)),
            (_, Some(TypeShape::Struct(shape))) => self.object(&shape.fields, node),
            (_, Some(TypeShape::Union(union))) => self.union(union, node),
            _ => open(node),
        }
    }

    fn list(self, element: &Type, node: &Node) -> Value {
        if !node.children.is_empty() {
            let own = node.texts.iter().map(|text| self.text(element, text));
            return own
                .chain(node.children.iter().map(|(_, child)| self.value(element, child)))
                .collect();
        }
        match (node.texts.as_slice(), self.lists) {
            ([text], ListStyle::Comma) => {
                let texts: Vec<String> = text.split(',').map(str::to_owned).collect();
                self.texts(element, &texts)
            }
            ([text], ListStyle::Json) => json(text),
            // A form knows no empty list but this.
            ([text], _) if text.is_empty() => Value::Array(Vec::new()),
            ([text], ListStyle::Brackets | ListStyle::Indexed) => self.text(element, text),
            (texts, _) => self.texts(element, texts),
        }
    }

    fn texts(self, element: &Type, texts: &[String]) -> Value {
        texts.iter().map(|text| self.text(element, text)).collect()
    }

    /// An object of these fields.
    pub fn object(self, fields: &[Field], node: &Node) -> Value {
        entries(node, |key, child| match field_of_key(fields, key) {
            Some(field) => self.field(field, child),
            None => open(child),
        })
    }

    fn union(self, union: &Union, node: &Node) -> Value {
        if let UnionKind::Tagged { tag } = &union.kind {
            let said = node
                .children
                .iter()
                .find(|(key, _)| key == tag)
                .and_then(|(_, child)| child.texts.first());
            let said = said.or(union.default.as_ref());
            let variant = said.and_then(|said| union.variants.iter().find(|variant| variant.name == *said));
            if let Some(shape) = variant.and_then(|variant| self.platform.as_struct(&variant.ty)) {
                return entries(node, |key, child| match field_of_key(&shape.fields, key) {
                    Some(field) => self.field(field, child),
                    None => open(child),
                });
            }
        }
        let fitting = union.variants.iter().find_map(|variant| {
            let value = self.value(&variant.ty, node);
            Checker::passes(self.platform, &variant.ty, &value, None).then_some(value)
        });
        fitting.unwrap_or_else(|| open(node))
    }

    /// One text.
    pub fn text(self, ty: &Type, text: &str) -> Value {
        let kept = || Value::String(text.to_owned());
        match (self.platform.bare(ty), self.platform.shape(ty)) {
            (Type::Scalar(scalar), _) => self.scalar(*scalar, text),
            (Type::Const(literal), _) => literal_of(literal, text),
            (_, Some(TypeShape::Enum(listed))) => {
                let known = listed.values.iter().find(|known| text_of(&known.wire) == text);
                known.map_or_else(kept, |known| literal_of(&known.wire, text))
            }
            (_, Some(TypeShape::Union(union))) => {
                let mut values = union
                    .variants
                    .iter()
                    .map(|variant| (variant, self.text(&variant.ty, text)));
                let fitting = values.find(|(variant, value)| Checker::passes(self.platform, &variant.ty, value, None));
                fitting.map_or_else(kept, |(_, value)| value)
            }
            // Objects and lists as JSON in one field.
            _ => json(text),
        }
    }

    fn scalar(self, scalar: Scalar, text: &str) -> Value {
        let kept = Value::String(text.to_owned());
        match scalar {
            Scalar::Integer | Scalar::UnixSeconds | Scalar::TimestampOrIso => {
                text.parse::<i64>().map_or(kept, Value::from)
            }
            Scalar::Number => text
                .parse::<f64>()
                .ok()
                .and_then(Number::from_f64)
                .map_or(kept, Value::Number),
            Scalar::Boolean => match (text, self.platform.digit_booleans) {
                ("true", false) | ("1", true) => Value::Bool(true),
                ("false", false) | ("0", true) => Value::Bool(false),
                _ => kept,
            },
            Scalar::Flag => match text {
                "1" => Value::from(1),
                "0" => Value::from(0),
                _ => kept,
            },
            _ => kept,
        }
    }
}

/// Without a type: objects, lists where all keys are numbers, and text.
pub(super) fn open(node: &Node) -> Value {
    if node.children.is_empty() {
        return match node.texts.as_slice() {
            [text] => Value::String(text.clone()),
            texts => texts.iter().cloned().map(Value::String).collect(),
        };
    }
    if node
        .children
        .iter()
        .all(|(key, _)| key.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return node.children.iter().map(|(_, child)| open(child)).collect();
    }
    entries(node, |_, child| open(child))
}

fn entries(node: &Node, value: impl Fn(&str, &Node) -> Value) -> Value {
    let all = node
        .children
        .iter()
        .map(|(key, child)| (key.clone(), value(key, child)));
    Value::Object(all.collect())
}

fn json(text: &str) -> Value {
    match super::json::read(text.as_bytes()).map(|read| read.value) {
        Ok(value @ (Value::Array(_) | Value::Object(_) | Value::Null)) => value,
        _ => Value::String(text.to_owned()),
    }
}

/// A constant, where the text is that; else the text.
fn literal_of(literal: &Literal, text: &str) -> Value {
    if text_of(literal) != text {
        return Value::String(text.to_owned());
    }
    match literal {
        Literal::Null => Value::Null,
        Literal::Boolean(value) => Value::Bool(*value),
        Literal::Integer(value) => Value::from(*value),
        Literal::Number(text) => text
            .parse::<f64>()
            .ok()
            .and_then(Number::from_f64)
            .map_or(Value::Null, Value::Number),
        Literal::String(text) => Value::String(text.clone()),
    }
}

/// A list that was written as one text.
fn split(text: &str, separator: &Separator) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        if let Some(behind) = separator
            .escape
            .as_deref()
            .filter(|escape| !escape.is_empty())
            .and_then(|escape| rest.strip_prefix(escape))
        {
            // Two separators that begin alike: the one that is escaped is taken whole.
            let taken = if behind.starts_with(&separator.by) {
                separator.by.len()
            } else {
                behind.chars().next().map_or(0, char::len_utf8)
            };
            let (one, left) = behind.split_at(taken.min(behind.len()));
            if let Some(last) = out.last_mut() {
                last.push_str(one);
            }
            rest = left;
        } else if let Some(behind) = rest
            .strip_prefix(separator.by.as_str())
            .filter(|_| !separator.by.is_empty())
        {
            out.push(String::new());
            rest = behind;
        } else {
            if let Some(last) = out.last_mut() {
                last.push(next);
            }
            rest = rest.get(next.len_utf8()..).unwrap_or_default();
        }
    }
    out
}

/// Fields by name, families among them: what is read of a family of keys becomes entries beside the others.
pub(crate) fn put(object: &mut Map<String, Value>, key: &str, value: Value) {
    object.insert(key.to_owned(), value);
}

/// The field of a parameter's name, as it is written or as its brackets say.
pub(crate) fn root_of<'f, 'n>(fields: &'f [Field], name: &'n str) -> Option<(&'f Field, &'n str, Vec<&'n str>)> {
    let plain = |field: &&Field| matches!(&field.name, WireName::Plain(own) if own == name);
    if let Some(field) = fields.iter().find(plain) {
        return Some((field, name, Vec::new()));
    }
    let (root, steps) = super::tree::steps(name);
    field_of_key(fields, root).map(|field| (field, root, steps))
}
