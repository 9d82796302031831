//! Walks a value and its type side by side, as strictly as examples are read.

use serde_json::{Map, Value};

use super::Kind;
use super::forms::{accepts_null, fits, is, tag_text, word};
use super::paths::push_key;
use crate::dialect::SCALARS;
use crate::model::{
    Field, Literal, Place, Platform, Type, TypeDef, TypeShape, Union, UnionKind, WireName, field_of_key,
};

/// A difference before it is counted.
pub(super) struct Raw {
    pub kind: Kind,
    pub path: String,
    pub expected: String,
    pub found: &'static str,
    pub place: Option<Place>,
    /// How many lists and maps deep below the declaration.
    pub within: usize,
    pub value: Option<Value>,
}

pub(super) struct Walk<'p> {
    platform: &'p Platform,
    path: String,
    within: usize,
    pub found: Vec<Raw>,
}

impl<'p> Walk<'p> {
    /// At the top of a reply.
    pub fn top(platform: &'p Platform) -> Self {
        Self {
            platform,
            path: "$".to_owned(),
            within: 0,
            found: Vec::new(),
        }
    }
}

impl Walk<'_> {
    pub fn value(&mut self, ty: &Type, value: &Value, holder: Option<&Map<String, Value>>, place: Option<&Place>) {
        match ty {
            Type::Nullable(inner) => {
                if !value.is_null() {
                    self.value(inner, value, holder, place);
                }
            }
            Type::Scalar(scalar) if !fits(*scalar, value) => {
                let word = SCALARS
                    .iter()
                    .find(|(_, known)| known == scalar)
                    .map_or("", |(word, _)| word);
                self.conflict(word, value, place);
            }
            Type::Const(literal) if !is(literal, value) => self.conflict("a constant", value, place),
            Type::Scalar(_) | Type::Const(_) => {}
            Type::List(element) => match value {
                Value::Array(items) => items
                    .iter()
                    .for_each(|item| self.within("[]", |walk| walk.value(element, item, holder, place))),
                _ => self.conflict("list", value, place),
            },
            Type::Map(inner) => match value {
                Value::Object(entries) => entries
                    .values()
                    .for_each(|value| self.within(".{key}", |walk| walk.value(inner, value, holder, place))),
                _ => self.conflict("map", value, place),
            },
            Type::Named(id) => {
                let platform = self.platform;
                if let Some(def) = platform.def(*id) {
                    self.named(def, value, holder, place);
                }
            }
        }
    }

    fn named(&mut self, def: &TypeDef, value: &Value, holder: Option<&Map<String, Value>>, place: Option<&Place>) {
        match &def.shape {
            // What is none is told at the field, whose type may be another: the struct has nothing to say of it.
            TypeShape::Struct(_) if !value.is_object() => self.conflict("object", value, place),
            TypeShape::Struct(shape) => self.object(&shape.fields, shape.open, value, None, Some(&def.place)),
            TypeShape::Alias(inner) => self.value(inner, value, holder, place),
            TypeShape::Union(union) => self.union(union, value, holder, place),
            TypeShape::Enum(shape) => {
                let same = |literal: &Literal| {
                    matches!(
                        (literal, value),
                        (Literal::String(_), Value::String(_)) | (Literal::Integer(_), Value::Number(_))
                    )
                };
                if shape.values.iter().any(|known| is(&known.wire, value)) {
                    return;
                }
                if shape.values.iter().any(|known| same(&known.wire)) {
                    self.push(
                        Kind::UnknownValue,
                        "a listed value",
                        "another",
                        Some(def.place.clone()),
                        Some(value),
                    );
                } else {
                    self.conflict("a listed value", value, place);
                }
            }
        }
    }

    pub fn object(&mut self, fields: &[Field], open: bool, value: &Value, tag: Option<&str>, place: Option<&Place>) {
        let Value::Object(entries) = value else {
            return self.conflict("object", value, None);
        };
        for (key, inner) in entries.iter().filter(|(key, _)| tag != Some(key.as_str())) {
            match field_of_key(fields, key) {
                Some(field) => {
                    let length = self.path.len();
                    match &field.name {
                        WireName::Plain(_) => push_key(&mut self.path, key),
                        WireName::Family { .. } => self.path.push_str(".{key}"),
                    }
                    self.field(field, inner, entries);
                    self.path.truncate(length);
                }
                None if open || fields.iter().any(|field| field.also.contains(key)) => {}
                None => {
                    let length = self.path.len();
                    push_key(&mut self.path, key);
                    // What the key is called is told by the path, unless it is data.
                    let keyed = Value::Object(Map::from_iter([(key.clone(), inner.clone())]));
                    self.push(Kind::UnknownKey, "", word(inner), place.cloned(), Some(&keyed));
                    self.path.truncate(length);
                }
            }
        }
        for field in fields.iter().filter(|field| field.required) {
            if let WireName::Plain(name) = &field.name
                && !entries.contains_key(name)
                && !field.also.iter().any(|other| entries.contains_key(other))
                && !matches!(field.ty, Type::Const(_))
            {
                let length = self.path.len();
                push_key(&mut self.path, name);
                let place = (!field.place.file.is_empty()).then(|| field.place.clone());
                self.push(Kind::Missing, "", "", place, None);
                self.path.truncate(length);
            }
        }
    }

    fn field(&mut self, field: &Field, value: &Value, holder: &Map<String, Value>) {
        let place = (!field.place.file.is_empty()).then_some(&field.place);
        let outside = std::mem::take(&mut self.within);
        self.own_value(field, value, (holder, place));
        self.within = outside;
    }

    fn own_value(&mut self, field: &Field, value: &Value, (holder, place): (&Map<String, Value>, Option<&Place>)) {
        let empties = field.clear.as_ref().is_some_and(|clear| is(clear, value));
        if empties || value.is_null() && field.nullable {
            return;
        }
        if value.is_null() && !accepts_null(self.platform, &field.ty) {
            return self.push(Kind::Null, "", "null", place.cloned(), None);
        }
        match self.platform.as_list(&field.ty) {
            Some(element) if field.one_or_many && !value.is_array() => self.value(element, value, Some(holder), place),
            _ => self.value(&field.ty, value, Some(holder), place),
        }
    }

    fn union(&mut self, union: &Union, value: &Value, holder: Option<&Map<String, Value>>, place: Option<&Place>) {
        let (name, tag) = match &union.kind {
            UnionKind::Untagged => return self.untagged(union, value, holder, place),
            UnionKind::Tagged { tag } => (value.get(tag).and_then(tag_text), Some(tag.as_str())),
            UnionKind::Beside { field } => {
                let mut keys = field.split('.');
                let first = keys.next().and_then(|key| holder?.get(key));
                (
                    keys.try_fold(first, |here, key| Some(here?.get(key)))
                        .flatten()
                        .and_then(tag_text),
                    None,
                )
            }
        };
        let variant = name.and_then(|name| union.variants.iter().find(|variant| variant.name == name));
        let Some(variant) = variant else {
            return self.push(Kind::UnknownValue, "a listed variant", "another", None, None);
        };
        match (self.platform.bare(&variant.ty), self.platform.as_struct(&variant.ty)) {
            (Type::Named(id), Some(shape)) => {
                let place = self.platform.def(*id).map(|def| &def.place);
                self.object(&shape.fields, shape.open, value, tag, place);
            }
            _ => self.value(&variant.ty, value, holder, place),
        }
    }

    fn untagged(&mut self, union: &Union, value: &Value, holder: Option<&Map<String, Value>>, place: Option<&Place>) {
        let mut best: Option<Vec<Raw>> = None;
        for variant in &union.variants {
            let mut walk = Walk {
                platform: self.platform,
                path: self.path.clone(),
                within: self.within,
                found: Vec::new(),
            };
            walk.value(&variant.ty, value, holder, None);
            if walk.found.is_empty() {
                return;
            }
            let inside = walk
                .found
                .iter()
                .all(|raw| raw.path != self.path || raw.kind == Kind::UnknownValue);
            if inside && best.as_ref().is_none_or(|best| walk.found.len() < best.len()) {
                best = Some(walk.found);
            }
        }
        match best {
            Some(found) => self.found.extend(found),
            None => self.conflict("one of several forms", value, place),
        }
    }

    fn within(&mut self, step: &str, inside: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        self.path.push_str(step);
        self.within += 1;
        inside(self);
        self.within -= 1;
        self.path.truncate(length);
    }

    fn conflict(&mut self, expected: &str, value: &Value, place: Option<&Place>) {
        let kind = if value.is_null() {
            Kind::Null
        } else {
            Kind::TypeConflict
        };
        self.push(kind, expected, word(value), place.cloned(), None);
    }

    fn push(&mut self, kind: Kind, expected: &str, found: &'static str, place: Option<Place>, value: Option<&Value>) {
        let (path, expected) = (self.path.clone(), expected.to_owned());
        self.found.push(Raw {
            kind,
            path,
            expected,
            found,
            place,
            within: self.within,
            value: value.cloned(),
        });
    }
}
