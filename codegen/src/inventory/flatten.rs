//! A type as rows of field paths.

use std::collections::BTreeSet;

use super::{FieldRow, Value};
use crate::model::{
    Field, Literal, Platform, Provenance, Scalar, Struct, Type, TypeId, TypeShape, Union, UnionKind, WireName,
};

/// What a value is called in the inventory, and its known values.
pub(super) struct Kind {
    pub(super) name: &'static str,
    pub(super) values: Vec<Value>,
    pub(super) nullable: bool,
}

/// Rows of one body. Documented ones have a few hundred; types that all refer to each other would have more than memory.
const MOST_ROWS: usize = 20_000;
/// Values within each other. No reader takes JSON that is nested deeper, and paths would grow with the square.
const DEEPEST: usize = 128;

/// Collects rows; a path is listed once, the first time it is met.
pub(super) struct Rows<'p> {
    platform: &'p Platform,
    found: Vec<FieldRow>,
    seen: BTreeSet<String>,
    /// Types on the way from the root to here.
    open: Vec<TypeId>,
    /// Values on that way.
    depth: usize,
}

impl<'p> Rows<'p> {
    pub(super) fn new(platform: &'p Platform) -> Self {
        Self {
            platform,
            found: Vec::new(),
            seen: BTreeSet::new(),
            open: Vec::new(),
            depth: 0,
        }
    }

    pub(super) fn finish(self) -> Vec<FieldRow> {
        self.found
    }

    /// The fields of some struct below a path.
    pub(super) fn fields(&mut self, fields: &[Field], below: &str) {
        for field in fields {
            self.field(field, below);
        }
    }

    fn field(&mut self, field: &Field, below: &str) {
        let name = field.name.written();
        let path = join(below, name.trim_end_matches("[]"));
        let required = field.required && matches!(field.name, WireName::Plain(_));
        let provenance = &field.docs.provenance;
        self.value(&field.ty, &path, (required, field.nullable), provenance);
        if !field.also.is_empty()
            && let Some(row) = self.found.iter_mut().rev().find(|row| row.path == path)
        {
            row.also.clone_from(&field.also);
        }
        if field.one_or_many
            && let Some(element) = self.platform.as_list(&field.ty)
        {
            self.below(element, &path, provenance);
        }
    }

    /// A value at a path: its own row, and everything in it. The root has no row.
    pub(super) fn value(&mut self, ty: &Type, path: &str, (required, nullable): (bool, bool), provenance: &Provenance) {
        let kind = kind_of(self.platform, ty);
        let recursive = self.is_open(ty);
        if !path.is_empty() && self.seen.insert(path.to_owned()) {
            let name = if recursive { "recursive" } else { kind.name };
            self.found.push(FieldRow {
                path: path.to_owned(),
                kind: name,
                required,
                nullable: nullable || kind.nullable,
                standing: provenance.into(),
                values: kind.values,
                also: Vec::new(),
            });
        }
        if !recursive && self.found.len() < MOST_ROWS {
            self.below(ty, path, provenance);
        }
    }

    /// What is inside a value.
    pub(super) fn below(&mut self, ty: &Type, path: &str, provenance: &Provenance) {
        if self.depth == DEEPEST {
            return;
        }
        self.depth += 1;
        match self.platform.bare(ty) {
            Type::List(element) => self.value(element, &format!("{path}[]"), (true, false), provenance),
            Type::Map(value) => self.value(value, &join(path, "{key}"), (false, false), provenance),
            Type::Named(id) if !self.open.contains(id) => {
                self.open.push(*id);
                match self.platform.def(*id).map(|def| &def.shape) {
                    Some(TypeShape::Struct(shape)) => self.in_struct(shape, path),
                    Some(TypeShape::Union(union)) => self.in_union(union, path, provenance),
                    _ => {}
                }
                self.open.pop();
            }
            _ => {}
        }
        self.depth -= 1;
    }

    fn in_struct(&mut self, shape: &Struct, path: &str) {
        self.fields(&shape.fields, path);
    }

    fn in_union(&mut self, union: &Union, path: &str, provenance: &Provenance) {
        if let UnionKind::Tagged { tag } = &union.kind {
            let tag_path = join(path, tag);
            if self.seen.insert(tag_path.clone()) {
                let values = union
                    .variants
                    .iter()
                    .map(|variant| Value::Text(variant.name.clone()))
                    .collect();
                self.found.push(FieldRow {
                    path: tag_path,
                    kind: "string",
                    required: true,
                    nullable: false,
                    standing: provenance.into(),
                    values,
                    also: Vec::new(),
                });
            }
        }
        for variant in &union.variants {
            self.below(&variant.ty, path, provenance);
        }
    }

    fn is_open(&self, ty: &Type) -> bool {
        matches!(self.platform.bare(ty), Type::Named(id) if self.open.contains(id))
    }
}

pub(super) fn join(below: &str, name: &str) -> String {
    if below.is_empty() {
        name.to_owned()
    } else {
        format!("{below}.{name}")
    }
}

/// What a type is called.
pub(super) fn kind_of(platform: &Platform, ty: &Type) -> Kind {
    let nullable = matches!(platform.target(ty), Type::Nullable(_));
    let plain = |name| Kind {
        name,
        values: Vec::new(),
        nullable,
    };
    match platform.bare(ty) {
        Type::Scalar(scalar) => plain(scalar_kind(*scalar)),
        Type::List(_) => plain("array"),
        Type::Map(_) => plain("map"),
        Type::Const(literal) => Kind {
            name: literal_kind(literal),
            values: vec![Value::from(literal)],
            nullable: nullable || *literal == Literal::Null,
        },
        bare @ Type::Named(_) => match platform.shape(bare) {
            Some(TypeShape::Enum(shape)) => {
                let integers = shape
                    .values
                    .iter()
                    .all(|value| matches!(value.wire, Literal::Integer(_)));
                let values = shape.values.iter().map(|value| Value::from(&value.wire)).collect();
                Kind {
                    name: if integers { "integer" } else { "string" },
                    values,
                    nullable,
                }
            }
            Some(TypeShape::Union(union)) => Kind {
                nullable: nullable || union_nullable(platform, union),
                ..plain(union_kind(platform, union))
            },
            _ => plain("object"),
        },
        Type::Nullable(_) => plain("any"),
    }
}

/// One name where all forms agree; an object or list among them tells most; `any` else.
fn union_kind(platform: &Platform, union: &Union) -> &'static str {
    if !matches!(union.kind, UnionKind::Untagged) {
        return "object";
    }
    let is_itself =
        |ty: &Type| matches!(platform.shape(ty), Some(TypeShape::Union(inner)) if std::ptr::eq(inner, union));
    let kinds: Vec<&str> = union
        .variants
        .iter()
        .filter(|variant| !is_itself(&variant.ty))
        .map(|variant| shallow_kind(platform, &variant.ty))
        .collect();
    match kinds.split_first() {
        Some((first, rest)) if rest.iter().all(|kind| kind == first) => first,
        _ => ["object", "array", "map"]
            .into_iter()
            .find(|wanted| kinds.contains(wanted))
            .unwrap_or("any"),
    }
}

/// As [`kind_of`], but not into unions in unions, which might not end.
fn shallow_kind(platform: &Platform, ty: &Type) -> &'static str {
    match platform.shape(ty) {
        Some(TypeShape::Union(_)) => "any",
        _ => kind_of(platform, ty).name,
    }
}

fn union_nullable(platform: &Platform, union: &Union) -> bool {
    union.variants.iter().any(|variant| {
        matches!(platform.target(&variant.ty), Type::Nullable(_))
            || matches!(platform.bare(&variant.ty), Type::Const(Literal::Null))
    })
}

fn literal_kind(literal: &Literal) -> &'static str {
    match literal {
        Literal::Boolean(_) => "boolean",
        Literal::Integer(_) => "integer",
        Literal::Number(_) => "number",
        Literal::Null | Literal::String(_) => "string",
    }
}

fn scalar_kind(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::String | Scalar::Uuid => "string",
        Scalar::Integer => "integer",
        Scalar::Number => "number",
        Scalar::Decimal => "decimal",
        Scalar::Boolean | Scalar::Flag => "boolean",
        Scalar::Date | Scalar::MonthDay => "date",
        Scalar::Time => "time",
        Scalar::DateTime | Scalar::LocalDateTime | Scalar::UnixSeconds | Scalar::TimestampOrIso => "datetime",
        Scalar::Base64 | Scalar::File => "binary",
        Scalar::Any => "any",
    }
}
