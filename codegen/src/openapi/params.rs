//! Parameters: name, place, and how lists and objects are written.

use serde_json::{Value, json};

use super::schemas::pattern;
use super::{Context, Object, put, words};
use crate::model::{Field, ListStyle, Literal, Provenance, Scalar, Struct, Type, TypeShape, UnionKind, WireName};

/// Where a parameter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    Path,
    Query,
    Header,
}

impl Spot {
    fn word(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
        }
    }
}

impl Context<'_> {
    /// A parameter object.
    pub(super) fn parameter(&self, spot: Spot, field: &Field, around: &Provenance, lists: ListStyle) -> Value {
        let mut object = Object::new();
        let required = spot == Spot::Path || field.required || matches!(field.ty, Type::Const(_));
        let plain = matches!(field.name, WireName::Plain(_));
        object.insert("name".to_owned(), json!(field.name.written()));
        object.insert("in".to_owned(), json!(spot.word()));
        put(&mut object, "required", (required && plain).then_some(true));
        words::put_docs(&mut object, &field.docs, around);
        match (&field.name, spot) {
            (WireName::Family { .. }, _) => self.family(&mut object, field),
            (WireName::Plain(name), Spot::Query) => self.in_query(&mut object, name, field, lists),
            (WireName::Plain(_), Spot::Path) => {
                object.insert("schema".to_owned(), self.sent(field));
            }
            (WireName::Plain(_), Spot::Header) => {
                let several = self.platform.as_list(&field.ty).is_some();
                let repeated = several && field.style == Some(ListStyle::Repeat);
                put(&mut object, "x-tradewire-list", repeated.then_some("repeat"));
                match field.separator.as_ref().filter(|_| several) {
                    Some(_) => self.separated(&mut object, field),
                    None => put(&mut object, "schema", Some(self.sent(field))),
                }
            }
        }
        Value::Object(object)
    }

    /// A family of parameters: an object, each member of which is a parameter of its own.
    fn family(&self, object: &mut Object, field: &Field) {
        let members = Object::from_iter([(pattern(&field.name), self.sent(field))]);
        object.insert("style".to_owned(), json!("form"));
        object.insert("explode".to_owned(), json!(true));
        object.insert(
            "schema".to_owned(),
            json!({"type": "object", "patternProperties": members, "additionalProperties": false}),
        );
        object.insert("x-tradewire-family".to_owned(), json!(field.name.written()));
    }

    fn in_query(&self, object: &mut Object, name: &str, field: &Field, lists: ListStyle) {
        let style = field.style.unwrap_or(lists);
        if field.ty == Type::Const(Literal::Null) {
            object.insert("allowEmptyValue".to_owned(), json!(true));
            object.insert(
                "schema".to_owned(),
                json!({"type": "string", "const": "", "x-tradewire-type": "bare"}),
            );
            return;
        }
        if self.platform.as_list(&field.ty).is_some() && field.separator.is_some() {
            return self.separated(object, field);
        }
        let (is_list, is_deep) = (self.platform.as_list(&field.ty).is_some(), self.is_deep(&field.ty));
        if (is_list || is_deep) && style == ListStyle::Json {
            object.insert(
                "content".to_owned(),
                json!({"application/json": {"schema": self.value_of(field)}}),
            );
            return;
        }
        if is_deep || is_list && style == ListStyle::Indexed {
            object.insert("style".to_owned(), json!("deepObject"));
            object.insert("explode".to_owned(), json!(true));
            object.insert("x-tradewire-list".to_owned(), json!(list_word(style)));
        } else if is_list {
            match style {
                ListStyle::Brackets => {
                    let bare = name.trim_end_matches("[]");
                    object.insert("name".to_owned(), json!(format!("{bare}[]")));
                }
                ListStyle::Comma => {
                    object.insert("style".to_owned(), json!("form"));
                    object.insert("explode".to_owned(), json!(false));
                }
                ListStyle::Repeat | ListStyle::Indexed | ListStyle::Json => {}
            }
        }
        object.insert("schema".to_owned(), self.sent(field));
    }

    /// A list that is joined in a way that no style knows is one text.
    fn separated(&self, object: &mut Object, field: &Field) {
        let Some(separator) = &field.separator else { return };
        let mut said = json!({"separator": separator.by, "items": self.value_of(field)});
        if let Some(escape) = &separator.escape {
            said["escape"] = json!(escape);
        }
        object.insert("schema".to_owned(), json!({"type": "string"}));
        object.insert("x-tradewire-list".to_owned(), said);
    }

    /// The schema of what is sent outside of JSON: there, platforms may write booleans as digits.
    fn sent(&self, field: &Field) -> Value {
        let digits = || json!({"type": "integer", "enum": [0, 1], "x-tradewire-type": "boolean"});
        let is_boolean = |ty: &Type| matches!(self.platform.bare(ty), Type::Scalar(Scalar::Boolean));
        if self.platform.digit_booleans {
            if is_boolean(&field.ty) {
                let schema = digits();
                let mut plain = field.clone();
                plain.default = plain.default.map(digit);
                return self.value_as(&plain, schema);
            }
            if self.platform.as_list(&field.ty).is_some_and(is_boolean) {
                return self.value_as(field, json!({"type": "array", "items": digits()}));
            }
        }
        self.value_of(field)
    }

    /// Whether values of a type have keys, or stand in lists of such.
    fn is_deep(&self, ty: &Type) -> bool {
        match self.platform.bare(ty) {
            Type::Map(_) => true,
            Type::List(element) => matches!(self.platform.bare(element), Type::List(_)) || self.is_deep(element),
            bare => !self.structs(bare).is_empty(),
        }
    }

    fn structs<'a>(&'a self, ty: &'a Type) -> Vec<&'a Struct> {
        match self.platform.shape(ty) {
            Some(TypeShape::Struct(shape)) => vec![shape],
            Some(TypeShape::Union(union)) if union.kind == UnionKind::Untagged => union
                .variants
                .iter()
                .filter_map(|variant| self.platform.as_struct(&variant.ty))
                .collect(),
            _ => Vec::new(),
        }
    }
}

fn digit(literal: Literal) -> Literal {
    match literal {
        Literal::Boolean(value) => Literal::Integer(value.into()),
        other => other,
    }
}

/// The word of the dialect for a style of lists.
pub(super) fn list_word(style: ListStyle) -> &'static str {
    match style {
        ListStyle::Brackets => "brackets",
        ListStyle::Indexed => "indexed",
        ListStyle::Comma => "comma",
        ListStyle::Repeat => "repeat",
        ListStyle::Json => "json",
    }
}
