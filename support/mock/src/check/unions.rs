//! Values that have one of several forms.

use std::fmt::Write as _;

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
        let is_told = match tag {
            Some(tag) => value.get(tag).is_some(),
            None => name.is_some(),
        };
        let usual = union.default.as_deref().filter(|_| !is_told);
        let variant = name.as_deref().or(usual).and_then(|name| variant_of(union, name));
        let Some(variant) = variant else {
            if let (false, Some(tag), true) = (is_told, tag, value.is_object()) {
                return self.untold(union, tag, value, holder, place);
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
        let before = self.found.len();
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
        // Who meant another variant should see which one this was held against.
        if let (Some(usual), Some(tag), true) = (usual, tag, self.found.len() > before) {
            let others = self.tried(union, usual, value, holder);
            if let Some(first) = self.found.get_mut(before) {
                let _ = write!(first.expected, ", as it is `{usual}` without `{tag}`{others}");
            }
        }
    }

    /// Nothing says which variant it is, and the server takes none by itself.
    fn untold(
        &mut self,
        union: &Union,
        tag: &str,
        value: &Value,
        holder: Option<&Map<String, Value>>,
        place: Option<&Place>,
    ) {
        let names: Vec<String> = union
            .variants
            .iter()
            .map(|variant| format!("`{}`", variant.name))
            .collect();
        let tried = self.tried(union, "", value, holder);
        self.within(&format!(".{tag}"), |here| {
            let expected = format!("one of {}{tried}", names.join(", "));
            here.say(Kind::Missing, expected, "nothing".to_owned(), place);
        });
    }

    /// What each variant, but for one, has against a value: `; as `B` it lacks x, and y is wrong`.
    fn tried(&self, union: &Union, but: &str, value: &Value, holder: Option<&Map<String, Value>>) -> String {
        const SHOWN: usize = 3;
        let mut out = String::new();
        if self.brief {
            return out;
        }
        for variant in union.variants.iter().filter(|variant| variant.name != but) {
            let mut own = self.beside_here();
            own.path.clear();
            own.brief = true;
            own.value(&variant.ty, value, holder, None);
            let named = |missing: bool| {
                let found = own
                    .found
                    .iter()
                    .filter(|found| (found.kind == Kind::Missing) == missing);
                let names: Vec<&str> = found.map(|found| found.field.as_str()).collect();
                let more = if names.len() > SHOWN { ", …" } else { "" };
                let shown = names.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
                (!names.is_empty()).then(|| format!("{shown}{more}"))
            };
            let said = match (named(true), named(false)) {
                (None, None) => "nothing is wrong with it".to_owned(),
                (Some(lacks), None) => format!("it lacks {lacks}"),
                (None, Some(wrong)) => format!("it does not fit at {wrong}"),
                (Some(lacks), Some(wrong)) => format!("it lacks {lacks} and does not fit at {wrong}"),
            };
            let _ = write!(out, "; as `{}` {said}", variant.name);
        }
        out
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
            brief: self.brief,
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
