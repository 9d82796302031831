//! Walking the model: ids to types, aliases to what they stand for, dotted paths to fields.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Constraints, Docs, Field, Marks, Place, Platform, Scalar, Struct, Type, TypeDef, TypeId, TypeShape, WireName,
};

/// What stands at a dotted path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum AtPath<'a> {
    /// A value of this type.
    Type(&'a Type),
    /// Somewhere in JSON that the specs leave open, so that it may be there.
    Open,
    /// Nothing.
    Nowhere,
}

impl WireName {
    /// The name as the spec writes it, placeholder included.
    #[must_use]
    pub fn written(&self) -> String {
        match self {
            Self::Plain(name) => name.clone(),
            Self::Family {
                prefix,
                suffix,
                placeholder,
                ..
            } => format!("{prefix}{{{placeholder}}}{suffix}"),
        }
    }

    /// Whether a key on the wire is this one or belongs to this family.
    #[must_use]
    pub fn matches(&self, key: &str) -> bool {
        match self {
            Self::Plain(name) => name == key,
            Self::Family {
                prefix, suffix, digits, ..
            } => {
                let middle = key
                    .strip_prefix(prefix.as_str())
                    .and_then(|rest| rest.strip_suffix(suffix.as_str()));
                middle.is_some_and(|middle| {
                    !middle.is_empty() && (!digits || middle.bytes().all(|byte| byte.is_ascii_digit()))
                })
            }
        }
    }
}

impl Type {
    /// The named type in it, if there is one: a list, a map or a nullable value holds no more than one.
    #[must_use]
    pub fn id(&self) -> Option<TypeId> {
        match self {
            Self::Named(id) => Some(*id),
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.id(),
            Self::Scalar(_) | Self::Const(_) => None,
        }
    }
}

impl Field {
    /// A field that has only a name and a type.
    #[must_use]
    pub fn plain(name: &str, ty: Type, place: Place) -> Self {
        Self {
            name: WireName::Plain(name.to_owned()),
            ty,
            send: None,
            required: false,
            marks: Marks::default(),
            nullable: false,
            required_when: None,
            one_or_many: false,
            also: Vec::new(),
            shown_as: None,
            merged_by: None,
            filters: None,
            clear: None,
            limits: Constraints::default(),
            format: None,
            default: None,
            style: None,
            separator: None,
            secret: false,
            docs: Docs::default(),
            rust: None,
            place,
        }
    }
}

/// The field of a key: a plain one before a family.
#[must_use]
pub fn field_of_key<'a>(fields: &'a [Field], key: &str) -> Option<&'a Field> {
    let plain = fields
        .iter()
        .find(|field| matches!(&field.name, WireName::Plain(name) if name == key));
    plain.or_else(|| fields.iter().find(|field| field.name.matches(key)))
}

/// The field whose own key has dots.
fn dotted<'a>(fields: &'a [Field], key: &str) -> Option<&'a Field> {
    let is_it = |field: &&Field| matches!(&field.name, WireName::Plain(name) if name == key);
    fields.iter().filter(|_| key.contains('.')).find(is_it)
}

impl Platform {
    /// Every type that these lead to, each once, those that they copy from among them (`extends`: derived type and base).
    #[must_use]
    pub fn reachable<'t>(
        &'t self,
        from: impl IntoIterator<Item = &'t Type>,
        extends: &[(TypeId, TypeId)],
    ) -> BTreeSet<TypeId> {
        let bases: BTreeMap<TypeId, TypeId> = extends.iter().copied().collect();
        let mut seen = BTreeSet::new();
        let mut ahead: Vec<TypeId> = from.into_iter().filter_map(Type::id).collect();
        while let Some(id) = ahead.pop() {
            if !seen.insert(id) {
                continue;
            }
            ahead.extend(bases.get(&id));
            match self.def(id).map(|def| &def.shape) {
                Some(TypeShape::Struct(shape)) => ahead.extend(shape.fields.iter().filter_map(|field| field.ty.id())),
                Some(TypeShape::Union(union)) => {
                    ahead.extend(union.variants.iter().filter_map(|variant| variant.ty.id()));
                }
                Some(TypeShape::Alias(ty)) => ahead.extend(ty.id()),
                Some(TypeShape::Enum(_)) | None => {}
            }
        }
        seen
    }

    /// The type of an id.
    #[must_use]
    pub fn def(&self, id: TypeId) -> Option<&TypeDef> {
        self.types.get(id.0)
    }

    /// What an alias, or an alias of an alias, stands for; anything else is itself.
    #[must_use]
    pub fn target<'a>(&'a self, mut ty: &'a Type) -> &'a Type {
        for _ in 0..=self.types.len() {
            match ty {
                Type::Named(id) => match self.def(*id).map(|def| &def.shape) {
                    Some(TypeShape::Alias(inner)) => ty = inner,
                    _ => return ty,
                },
                _ => return ty,
            }
        }
        ty
    }

    /// As [`Self::target`], and through `?`.
    #[must_use]
    pub fn bare<'a>(&'a self, ty: &'a Type) -> &'a Type {
        let mut ty = self.target(ty);
        while let Type::Nullable(inner) = ty {
            ty = self.target(inner);
        }
        ty
    }

    /// The shape behind aliases and `?`, if it is a struct, an enumeration or a union.
    #[must_use]
    pub fn shape<'a>(&'a self, ty: &'a Type) -> Option<&'a TypeShape> {
        match self.bare(ty) {
            Type::Named(id) => self.def(*id).map(|def| &def.shape),
            _ => None,
        }
    }

    /// The struct behind aliases and `?`.
    #[must_use]
    pub fn as_struct<'a>(&'a self, ty: &'a Type) -> Option<&'a Struct> {
        match self.shape(ty) {
            Some(TypeShape::Struct(shape)) => Some(shape),
            _ => None,
        }
    }

    /// The element of a list behind aliases and `?`.
    #[must_use]
    pub fn as_list<'a>(&'a self, ty: &'a Type) -> Option<&'a Type> {
        match self.bare(ty) {
            Type::List(element) => Some(element),
            _ => None,
        }
    }

    /// The elements of a list, or of a map whose keys are ids, behind aliases and `?`: what can be paged through.
    #[must_use]
    pub fn elements<'a>(&'a self, ty: &'a Type) -> Option<&'a Type> {
        match self.bare(ty) {
            Type::List(element) | Type::Map(element) => Some(element),
            _ => None,
        }
    }

    /// What stands at a dotted path below a value; the empty path is the value itself. What is left of a path may be one key that has
    /// dots itself.
    #[must_use]
    pub fn at_path<'a>(&'a self, ty: &'a Type, path: &str) -> AtPath<'a> {
        let mut here = ty;
        let mut left = path;
        while !left.is_empty() {
            let whole = left;
            let (key, behind) = left.split_once('.').unwrap_or((left, ""));
            left = behind;
            if key.is_empty() {
                continue;
            }
            here = match self.bare(here) {
                Type::Map(value) => value,
                // One element of a list, by its number.
                Type::List(element) if key.bytes().all(|byte| byte.is_ascii_digit()) => element,
                Type::Scalar(Scalar::Any) => return AtPath::Open,
                bare => match self.shape(bare) {
                    Some(TypeShape::Struct(shape)) => {
                        match (dotted(&shape.fields, whole), field_of_key(&shape.fields, key)) {
                            (Some(field), _) => {
                                left = "";
                                &field.ty
                            }
                            (None, Some(field)) => &field.ty,
                            (None, None) if shape.open => return AtPath::Open,
                            (None, None) => return AtPath::Nowhere,
                        }
                    }
                    Some(TypeShape::Union(_)) => return AtPath::Open,
                    _ => return AtPath::Nowhere,
                },
            };
        }
        AtPath::Type(here)
    }

    /// What stands at a dotted path among parameters or fields.
    #[must_use]
    pub fn at_path_in<'a>(&'a self, fields: &'a [Field], path: &str) -> AtPath<'a> {
        if let Some(field) = field_of_key(fields, path) {
            return AtPath::Type(&field.ty);
        }
        let (first, rest) = path.split_once('.').unwrap_or((path, ""));
        match field_of_key(fields, first) {
            Some(field) => self.at_path(&field.ty, rest),
            None => AtPath::Nowhere,
        }
    }
}
