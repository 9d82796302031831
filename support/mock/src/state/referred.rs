//! What elements are told apart by, where they name it otherwise: `field_id` of a value that is sent with the `handle` of its field.

use serde_json::{Map, Value};
use tradewire_codegen::model::{Field, Type, WireName, field_of_key};

use super::Turn;
use crate::check::tag_text;
use crate::spec::Collection;
use crate::words::snake;

impl Turn<'_> {
    /// What is sent, with the ids of those things that it names by something else that they have.
    pub(super) fn referred(&self, ty: Option<&Type>, sent: &Map<String, Value>) -> Map<String, Value> {
        let platform = &self.spec.platform;
        let fields = ty
            .and_then(|ty| platform.as_struct(ty))
            .map(|shape| shape.fields.as_slice())
            .unwrap_or_default();
        let told = sent.iter().map(|(key, value)| {
            let field = field_of_key(fields, key);
            let told = match (field, value) {
                (Some(field), Value::Array(elements)) => self.elements_of(field, elements),
                (Some(field), Value::Object(inner)) => Some(Value::Object(self.referred(Some(&field.ty), inner))),
                _ => None,
            };
            (key.clone(), told.unwrap_or_else(|| value.clone()))
        });
        told.collect()
    }

    fn elements_of(&self, field: &Field, elements: &[Value]) -> Option<Value> {
        let by = field.merged_by.as_ref()?;
        let element = self.spec.platform.as_list(&field.ty)?;
        let known = snake(by);
        let noun = known.strip_suffix("_id")?;
        let mut called = self.spec.collections.iter().filter(|(_, own)| own.noun == noun);
        let (name, collection) = called.next().filter(|_| called.next().is_none())?;
        let told = elements.iter().map(|value| {
            let Value::Object(entries) = value else {
                return value.clone();
            };
            let mut out = self.referred(Some(element), entries);
            let id = (!out.contains_key(by)).then(|| self.meant(element, name, collection, &out));
            out.extend(id.flatten().map(|id| (by.clone(), id)));
            Value::Object(out)
        });
        Some(told.collect())
    }

    /// The id of the thing that has what an element says of it.
    fn meant(&self, element: &Type, name: &str, of: &Collection, said: &Map<String, Value>) -> Option<Value> {
        let platform = &self.spec.platform;
        let own = platform.as_struct(of.entity.as_ref()?)?;
        let shape = platform.as_struct(element)?;
        let mut shared = shape.fields.iter().filter_map(|field| match &field.name {
            WireName::Plain(key) => field_of_key(&own.fields, key).map(|_| key),
            WireName::Family { .. } => None,
        });
        shared.find_map(|key| {
            let text = said.get(key).and_then(tag_text)?;
            let mut rows = self.store.rows(name).iter();
            let row = rows.find(|row| row.data.get(key).and_then(tag_text).as_ref() == Some(&text))?;
            row.data.get(&of.id).cloned()
        })
    }
}
