//! Holds JSON against a type of the model, strictly: no unknown key, no tolerated kind.

use super::json_scalar::{expected, is_null, node_kind, scalar};
use crate::diagnostics::{Span, did_you_mean};
use crate::model::{Enum, Field, Literal, Platform, Scalar, Struct, Type, TypeShape, WireName, field_of_key};
use crate::yaml::{Node, Syntax};

/// A place in JSON that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// `$.order.lines[0].price`
    pub path: String,
    /// The value, or the key that should not be there.
    pub span: Span,
    /// What was expected and found.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// Everything in a value that does not fit a type.
#[must_use]
pub fn validate(platform: &Platform, ty: &Type, node: &Node) -> Vec<Misfit> {
    let mut check = Validator {
        platform,
        path: "$".to_owned(),
        found: Vec::new(),
    };
    check.value(ty, node, None);
    check.found
}

/// Everything in an object that does not fit some fields.
pub(super) fn validate_fields(platform: &Platform, fields: &[Field], node: &Node) -> Vec<Misfit> {
    let mut check = Validator {
        platform,
        path: "$".to_owned(),
        found: Vec::new(),
    };
    check.object(fields, false, node, None);
    check.found
}

pub(super) struct Validator<'p> {
    pub(super) platform: &'p Platform,
    pub(super) path: String,
    pub(super) found: Vec<Misfit>,
}

impl<'p> Validator<'p> {
    /// `holder` is the object around the value, for unions that are told apart by a field beside them.
    pub(super) fn value(&mut self, ty: &'p Type, node: &Node, holder: Option<&Node>) {
        match ty {
            Type::Nullable(_) if is_null(node) => {}
            Type::Nullable(inner) => self.value(inner, node, holder),
            Type::Scalar(scalar) => {
                if let Some(expected) = expected(*scalar, node) {
                    self.misfit(node, format!("expected {expected}, found {}", node_kind(node)));
                }
            }
            Type::Const(literal) => {
                if scalar(node).as_ref() != Some(literal) {
                    self.misfit(
                        node,
                        format!(
                            "expected always {}, found {}",
                            super::literal::shown(literal),
                            node_kind(node)
                        ),
                    );
                }
            }
            Type::List(element) => match &node.value {
                Syntax::List(items) => {
                    for (index, item) in items.iter().enumerate() {
                        self.within(&format!("[{index}]"), |this| this.value(element, item, holder));
                    }
                }
                _ => self.misfit(node, format!("expected a list, found {}", node_kind(node))),
            },
            Type::Map(value) => match &node.value {
                Syntax::Map(entries) => {
                    for entry in entries {
                        self.within(&format!(".{}", entry.key.text), |this| {
                            this.value(value, &entry.value, holder);
                        });
                    }
                }
                _ => self.misfit(node, format!("expected a map, found {}", node_kind(node))),
            },
            Type::Named(id) => {
                let platform = self.platform;
                match platform.def(*id).map(|def| &def.shape) {
                    Some(TypeShape::Struct(shape)) => self.structure(shape, node, None),
                    Some(TypeShape::Enum(shape)) => self.enumeration(shape, node),
                    Some(TypeShape::Union(union)) => self.union(union, node, holder),
                    Some(TypeShape::Alias(inner)) => self.value(inner, node, holder),
                    None => {}
                }
            }
        }
    }

    pub(super) fn structure(&mut self, shape: &'p Struct, node: &Node, tag: Option<&str>) {
        self.object(&shape.fields, shape.open, node, tag);
    }

    fn object(&mut self, fields: &'p [Field], open: bool, node: &Node, tag: Option<&str>) {
        let Syntax::Map(entries) = &node.value else {
            self.misfit(node, format!("expected an object, found {}", node_kind(node)));
            return;
        };
        for entry in entries {
            let key = entry.key.text.as_str();
            if tag == Some(key) {
                continue;
            }
            match field_of_key(fields, key) {
                Some(field) => self.within(&format!(".{key}"), |this| this.field(field, &entry.value, node)),
                None if open => {}
                None => {
                    let names: Vec<String> = fields.iter().map(|field| field.name.written()).collect();
                    let own = fields.iter().find(|field| field.also.iter().any(|other| other == key));
                    // What is read by another key is written by its own, so that the example would not come out again.
                    let (message, help) = match own {
                        Some(own) => {
                            let own = own.name.written();
                            let help = format!("write `{own}` in the example");
                            (format!("another spelling of `{own}`"), Some(help))
                        }
                        None => (
                            "no such field".to_owned(),
                            did_you_mean(key, names.iter().map(String::as_str)),
                        ),
                    };
                    let path = format!("{}.{key}", self.path);
                    self.found.push(Misfit {
                        path,
                        span: entry.key_span,
                        message,
                        help,
                    });
                }
            }
        }
        for field in fields.iter().filter(|field| field.required) {
            let there = entries.iter().any(|entry| field.name.matches(&entry.key.text));
            if let WireName::Plain(name) = &field.name
                && !there
                && !matches!(field.ty, Type::Const(_))
            {
                self.misfit(node, format!("the required field `{name}` is missing"));
            }
        }
    }

    fn field(&mut self, field: &'p Field, node: &Node, holder: &Node) {
        if is_null(node) && field.nullable || field.clear.is_some() && scalar(node) == field.clear {
            return;
        }
        if is_null(node)
            && !matches!(self.platform.bare(&field.ty), Type::Scalar(Scalar::Any))
            && !accepts_null(self.platform, &field.ty)
        {
            let help = Some("mark the field with `?` if `null` is documented".to_owned());
            self.found.push(Misfit {
                path: self.path.clone(),
                span: node.span,
                message: "found null".to_owned(),
                help,
            });
            return;
        }
        let bare_element = field.one_or_many && !matches!(node.value, Syntax::List(_));
        match self.platform.as_list(&field.ty) {
            Some(element) if bare_element => self.value(element, node, Some(holder)),
            _ => self.value(&field.ty, node, Some(holder)),
        }
    }

    fn enumeration(&mut self, shape: &Enum, node: &Node) {
        let fits = match scalar(node) {
            Some(literal @ (Literal::String(_) | Literal::Integer(_))) => {
                let known = shape.values.iter().any(|value| value.wire == literal);
                let same_kind = |value: &Literal| std::mem::discriminant(value) == std::mem::discriminant(&literal);
                known || !shape.closed && shape.values.iter().any(|value| same_kind(&value.wire))
            }
            _ => false,
        };
        if !fits {
            let known: Vec<String> = shape
                .values
                .iter()
                .take(8)
                .map(|value| super::literal::shown(&value.wire))
                .collect();
            self.misfit(
                node,
                format!(
                    "expected a value such as {}, found {}",
                    known.join(", "),
                    node_kind(node)
                ),
            );
        }
    }

    fn within(&mut self, step: &str, inside: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        self.path.push_str(step);
        inside(self);
        self.path.truncate(length);
    }

    pub(super) fn misfit(&mut self, node: &Node, message: String) {
        self.found.push(Misfit {
            path: self.path.clone(),
            span: node.span,
            message,
            help: None,
        });
    }
}

fn accepts_null(platform: &Platform, ty: &Type) -> bool {
    match platform.target(ty) {
        Type::Nullable(_) | Type::Const(Literal::Null) => true,
        target => match platform.shape(target) {
            Some(TypeShape::Union(union)) => union.variants.iter().any(|variant| {
                matches!(
                    platform.target(&variant.ty),
                    Type::Nullable(_) | Type::Const(Literal::Null) | Type::Scalar(Scalar::Any)
                )
            }),
            _ => false,
        },
    }
}
