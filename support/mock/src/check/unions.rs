//! Values that have one of several forms.

use serde_json::{Map, Value};
use tradewire_codegen::model::{Place, Type, Union, UnionKind, Variant};

use super::{Checker, Shape, tag_text};
use crate::violation::{Kind, Violation};

impl Checker<'_> {
    pub(super) fn union(
        &mut self,
        union: &Union,
        value: &Value,
        holder: Option<&Map<String, Value>>,
        place: Option<&Place>,
    ) {
        let (name, tag) = match &union.kind {
            UnionKind::Untagged => return self.untagged(union, value, holder, place),
            UnionKind::Tagged { tag } => (value.get(tag).and_then(tag_text), Some(tag.as_str())),
            UnionKind::Beside { field } => (beside(field, holder), None),
        };
        let variant = name.as_deref().and_then(|name| variant_of(union, name));
        let Some(variant) = variant else {
            // Left out, it is what the server takes by itself; one of the variants has to fit.
            if name.is_none() && tag.is_some() && value.is_object() {
                return self.any_variant(union, value, holder, place);
            }
            let names: Vec<&str> = union.variants.iter().map(|variant| variant.name.as_str()).collect();
            let found = name.map_or(Value::Null, Value::String);
            return self.push(
                Kind::Value,
                &format!("one of the variants {}", names.join(", ")),
                &found,
                place,
            );
        };
        match self.platform.as_struct(&variant.ty) {
            Some(shape) => {
                let shape = Shape {
                    fields: &shape.fields,
                    open: shape.open,
                    rules: &shape.rules,
                    tag,
                };
                let own = match self.platform.bare(&variant.ty) {
                    Type::Named(id) => self.platform.def(*id).map(|def| &def.place),
                    _ => None,
                };
                self.object(&shape, value, own.or(place));
            }
            None => self.value(&variant.ty, value, holder, place),
        }
    }

    fn any_variant(
        &mut self,
        union: &Union,
        value: &Value,
        holder: Option<&Map<String, Value>>,
        place: Option<&Place>,
    ) {
        let mut best: Option<Vec<Violation>> = None;
        for variant in &union.variants {
            let mut own = self.beside_here();
            own.value(&variant.ty, value, holder, place);
            if best.as_ref().is_none_or(|best| own.found.len() < best.len()) {
                best = Some(own.found);
            }
        }
        self.found.extend(best.unwrap_or_default());
    }

    fn untagged(&mut self, union: &Union, value: &Value, holder: Option<&Map<String, Value>>, place: Option<&Place>) {
        let mut best: Option<Vec<Violation>> = None;
        for variant in &union.variants {
            let mut own = self.beside_here();
            own.value(&variant.ty, value, holder, None);
            if own.found.is_empty() {
                return;
            }
            // One of the right form, in which something is wrong, tells more than one of another form.
            let inside = own
                .found
                .iter()
                .all(|found| found.field != self.path || found.kind == Kind::Value);
            if inside && best.as_ref().is_none_or(|best| own.found.len() < best.len()) {
                best = Some(own.found);
            }
        }
        match best {
            Some(found) => self.found.extend(found),
            None => self.push(Kind::Type, "one of several forms", value, place),
        }
    }

    fn beside_here(&self) -> Self {
        Self {
            platform: self.platform,
            path: self.path.clone(),
            secret: self.secret,
            found: Vec::new(),
        }
    }
}

/// The variant of a tag.
pub(crate) fn variant_of<'u>(union: &'u Union, name: &str) -> Option<&'u Variant> {
    union.variants.iter().find(|variant| variant.name == name)
}

fn beside(field: &str, holder: Option<&Map<String, Value>>) -> Option<String> {
    let mut keys = field.split('.');
    let first = keys.next().and_then(|key| holder?.get(key));
    keys.try_fold(first, |here, key| Some(here?.get(key)))
        .flatten()
        .and_then(tag_text)
}
