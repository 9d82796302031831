//! Holds values against the types of the model, as strictly as a server may be.

mod bounds;
pub(crate) mod rules;
mod scalars;
mod unions;

pub(crate) use scalars::{fits, is, tag_text, text_of};

use serde_json::{Map, Value};
use tradewire_codegen::model::{
    Enum, Field, GroupRule, Literal, Place, Platform, Scalar, Type, TypeShape, WireName, field_of_key,
};

use crate::violation::{Kind, Violation};

/// Walks a value and its type side by side.
pub(crate) struct Checker<'p> {
    platform: &'p Platform,
    path: String,
    /// Nothing beneath may be shown.
    secret: bool,
    /// Only what is wrong is wanted, and not what it would be as something else: so that unions within unions are gone through once.
    brief: bool,
    pub found: Vec<Violation>,
}

/// What an object is held against.
pub(crate) struct Shape<'p> {
    pub fields: &'p [Field],
    pub open: bool,
    pub rules: &'p [GroupRule],
    /// A key that was looked at already.
    pub tag: Option<&'p str>,
}

impl<'p> Checker<'p> {
    /// At a place that is called so in the report.
    pub fn at(platform: &'p Platform, path: &str) -> Self {
        Self {
            platform,
            path: path.to_owned(),
            secret: false,
            brief: false,
            found: Vec::new(),
        }
    }

    /// Whether a value is one of this type, with nothing to say against it.
    pub fn passes(platform: &'p Platform, ty: &Type, value: &Value, holder: Option<&Map<String, Value>>) -> bool {
        let mut checker = Checker::at(platform, "");
        checker.brief = true;
        checker.value(ty, value, holder, None);
        checker.found.is_empty()
    }

    pub fn value(&mut self, ty: &Type, value: &Value, holder: Option<&Map<String, Value>>, place: Option<&Place>) {
        match self.platform.target(ty) {
            Type::Nullable(inner) => {
                if !value.is_null() {
                    self.value(inner, value, holder, place);
                }
            }
            Type::Scalar(scalar) => self.scalar(*scalar, value, place),
            Type::Const(wanted) => {
                if !is(wanted, value) {
                    self.push(Kind::Value, &format!("always {}", text_of(wanted)), value, place);
                }
            }
            Type::List(element) => match value {
                Value::Array(elements) => {
                    for (at, inner) in elements.iter().enumerate() {
                        self.within(&format!("[{at}]"), |here| here.value(element, inner, holder, place));
                    }
                }
                _ => self.push(Kind::Type, "a list", value, place),
            },
            Type::Map(inner) => match value {
                Value::Object(entries) => {
                    for (key, value) in entries {
                        self.within(&format!(".{key}"), |here| here.value(inner, value, holder, place));
                    }
                }
                _ => self.push(Kind::Type, "an object", value, place),
            },
            Type::Named(id) => {
                let Some(def) = self.platform.def(*id) else { return };
                let place = Some(&def.place).filter(|place| !place.file.is_empty()).or(place);
                match &def.shape {
                    TypeShape::Struct(shape) => {
                        let shape = Shape {
                            fields: &shape.fields,
                            open: shape.open,
                            rules: &shape.rules,
                            tag: None,
                        };
                        self.object(&shape, value, place);
                    }
                    TypeShape::Enum(listed) => self.listed(listed, value, place),
                    TypeShape::Union(union) => self.union(union, value, holder, place),
                    // `target` went through them; what is left names itself.
                    TypeShape::Alias(_) => {}
                }
            }
        }
    }

    fn scalar(&mut self, scalar: Scalar, value: &Value, place: Option<&Place>) {
        if let Err(expected) = fits(scalar, value) {
            self.push(Kind::Type, expected, value, place);
        }
    }

    fn listed(&mut self, listed: &Enum, value: &Value, place: Option<&Place>) {
        if listed.values.iter().any(|known| is(&known.wire, value)) {
            return;
        }
        let first: Vec<String> = listed.values.iter().take(4).map(|known| text_of(&known.wire)).collect();
        let more = if listed.values.len() > first.len() { ", …" } else { "" };
        self.push(Kind::Value, &format!("one of {}{more}", first.join(", ")), value, place);
    }

    pub fn object(&mut self, shape: &Shape<'_>, value: &Value, place: Option<&Place>) {
        let Value::Object(entries) = value else {
            return self.push(Kind::Type, "an object", value, place);
        };
        for (key, inner) in entries.iter().filter(|(key, _)| shape.tag != Some(key.as_str())) {
            match field_of_key(shape.fields, key) {
                Some(field) => self.within(&format!(".{key}"), |here| here.field(field, inner, entries)),
                None if shape.open => {}
                None => self.within(&format!(".{key}"), |here| {
                    here.push(Kind::Unknown, "no such key", inner, place);
                }),
            }
        }
        for field in shape.fields {
            let WireName::Plain(name) = &field.name else { continue };
            if entries.contains_key(name) || matches!(self.platform.target(&field.ty), Type::Const(_)) {
                continue;
            }
            let wanted = if field.required {
                Some("a value".to_owned())
            } else {
                rules::condition(field.required_when.as_ref(), entries)
            };
            if let Some(wanted) = wanted {
                self.within(&format!(".{name}"), |here| {
                    here.say(Kind::Missing, wanted, "nothing".to_owned(), Some(&field.place));
                });
            }
        }
        for rule in shape.rules {
            if let Some((expected, found)) = rules::broken(rule, entries) {
                self.say(Kind::Rule, expected, found, place);
            }
        }
    }

    /// The value of a field, with what the field itself says.
    pub fn field(&mut self, field: &Field, value: &Value, holder: &Map<String, Value>) {
        let before = self.secret;
        self.secret |= field.secret;
        let place = Some(&field.place);
        let empties = field.clear.as_ref().is_some_and(|clear| is(clear, value));
        if !(empties || value.is_null() && field.nullable) {
            match self.platform.as_list(&field.ty) {
                Some(element) if field.one_or_many && !value.is_array() => {
                    self.value(element, value, Some(holder), place);
                }
                _ => self.value(&field.ty, value, Some(holder), place),
            }
            for (expected, found) in bounds::broken(field, value) {
                let kind = if field.limits.allowed.is_empty() {
                    Kind::Bounds
                } else {
                    Kind::Value
                };
                self.say(kind, expected, found, place);
            }
        }
        self.secret = before;
    }

    fn within(&mut self, step: &str, inside: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        self.path.push_str(if self.path.is_empty() {
            step.trim_start_matches('.')
        } else {
            step
        });
        inside(self);
        self.path.truncate(length);
    }

    fn push(&mut self, kind: Kind, expected: &str, value: &Value, place: Option<&Place>) {
        let found = if self.secret {
            "a secret of another form".to_owned()
        } else {
            short(value)
        };
        self.say(kind, expected.to_owned(), found, place);
    }

    fn say(&mut self, kind: Kind, expected: String, found: String, place: Option<&Place>) {
        self.found.push(Violation {
            operation: None,
            kind,
            field: self.path.clone(),
            expected,
            found: if self.secret && kind == Kind::Bounds {
                "a secret out of bounds".to_owned()
            } else {
                found
            },
            place: place.filter(|place| !place.file.is_empty()).cloned(),
        });
    }
}

/// A value in a line: scalars as they are, cut; of others the form.
pub(crate) fn short(value: &Value) -> String {
    const LONGEST: usize = 60;
    match value {
        Value::Array(elements) => format!("a list of {}", elements.len()),
        Value::Object(entries) => format!("an object of {} keys", entries.len()),
        _ => {
            let text = value.to_string();
            if text.chars().count() <= LONGEST {
                return text;
            }
            let cut: String = text.chars().take(LONGEST).collect();
            format!("{cut}…")
        }
    }
}

/// Whether a type is text on the wire whatever it holds.
pub(crate) fn is_literal_text(literal: &Literal) -> bool {
    matches!(literal, Literal::String(_))
}
