//! Path, query and header parameters, nested ones flattened.

use super::flatten::{join, kind_of};
use super::{Param, Value};
use crate::model::{Field, Platform, Provenance, Struct, Type, TypeId, TypeShape, WireName};

/// The rows of some parameters.
pub(super) fn params<'f>(
    platform: &Platform,
    place: &'static str,
    fields: impl IntoIterator<Item = &'f Field>,
    rows: &mut Vec<Param>,
) {
    let mut walk = Walk {
        platform,
        place,
        rows,
        open: Vec::new(),
    };
    for field in fields {
        walk.field(field, "", place == "path" || field.required);
    }
}

/// Parameters of one operation. Documented ones have some dozens; types that all refer to each other would not end.
const MOST_ROWS: usize = 2_000;

struct Walk<'a> {
    platform: &'a Platform,
    place: &'static str,
    rows: &'a mut Vec<Param>,
    open: Vec<TypeId>,
}

impl Walk<'_> {
    fn field(&mut self, field: &Field, below: &str, required: bool) {
        let name = field.name.written();
        let name = join(below, name.trim_end_matches("[]"));
        let required = required && matches!(field.name, WireName::Plain(_)) || matches!(field.ty, Type::Const(_));
        self.value(&field.ty, name, (required, false), &field.docs.provenance);
    }

    fn value(&mut self, ty: &Type, name: String, (required, list): (bool, bool), provenance: &Provenance) {
        let platform = self.platform;
        match platform.bare(ty) {
            Type::List(element) => {
                let deeper =
                    matches!(platform.bare(element), Type::List(_) | Type::Map(_)) || is_object(platform, element);
                let name = if deeper { format!("{name}[]") } else { name };
                self.value(element, name, (required, true), provenance);
            }
            Type::Map(value) => self.value(value, join(&name, "{key}"), (false, list), provenance),
            Type::Named(id) if is_object(platform, ty) => {
                if self.open.contains(id) || self.rows.len() > MOST_ROWS {
                    self.row(name, ("recursive", Vec::new()), (required, list), provenance);
                    return;
                }
                let shapes = structs(platform, ty);
                if shapes.iter().all(|shape| shape.fields.is_empty()) {
                    self.row(name, ("object", Vec::new()), (required, list), provenance);
                    return;
                }
                self.open.push(*id);
                for shape in shapes {
                    for field in &shape.fields {
                        self.field(field, &name, field.required && required);
                    }
                }
                self.open.pop();
            }
            _ => {
                let kind = kind_of(platform, ty);
                self.row(name, (kind.name, kind.values), (required, list), provenance);
            }
        }
    }

    fn row(
        &mut self,
        name: String,
        (kind, values): (&'static str, Vec<Value>),
        (required, list): (bool, bool),
        provenance: &Provenance,
    ) {
        if !self.rows.iter().any(|row| row.place == self.place && row.name == name) {
            self.rows.push(Param {
                place: self.place,
                name,
                kind,
                required,
                list,
                standing: provenance.into(),
                values,
            });
        }
    }
}

fn is_object(platform: &Platform, ty: &Type) -> bool {
    !structs(platform, ty).is_empty()
}

/// The struct, or the structs among the forms of a union.
fn structs<'p>(platform: &'p Platform, ty: &'p Type) -> Vec<&'p Struct> {
    match platform.shape(ty) {
        Some(TypeShape::Struct(shape)) => vec![shape],
        Some(TypeShape::Union(union)) => union
            .variants
            .iter()
            .filter_map(|variant| platform.as_struct(&variant.ty))
            .collect(),
        _ => Vec::new(),
    }
}
