//! Ids of new things.

use serde_json::{Value, json};
use tradewire_codegen::model::{Scalar, Type, field_of_key};

use crate::chance::Chance;
use crate::sample::{Fill, Sampler};
use crate::spec::{Collection, Spec};

/// The id of a thing by its number, in the form that its type has.
pub(super) fn numbered(spec: &Spec, name: &str, collection: &Collection, number: i64, seed: u64) -> Value {
    let platform = &spec.platform;
    let shape = collection.entity.as_ref().and_then(|ty| platform.as_struct(ty));
    let field = shape.and_then(|shape| field_of_key(&shape.fields, &collection.id));
    match field.map(|field| platform.bare(&field.ty)) {
        Some(Type::Scalar(Scalar::String)) => json!(number.to_string()),
        Some(Type::Scalar(Scalar::Uuid)) => {
            let chance = Chance::named(seed, &format!("{name}{number}"));
            Sampler::new(platform, chance, Fill::Least).value(&Type::Scalar(Scalar::Uuid), "id")
        }
        _ => json!(number),
    }
}
