//! Arguments of operations, made from their types.

mod smaller;

pub(crate) use smaller::smaller;

use serde_json::{Map, Value};
use tradewire_codegen::model::{Encoding, Field, GroupRule, Operation, Platform, Scalar, Type, WireName};

use crate::chance::Chance;
use crate::sample::{Fill, Sampler};

/// What an operation is called with, by names on the wire. Constants are left out, as clients send them by themselves.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Arguments {
    /// Values of the placeholders in the path.
    pub path: Map<String, Value>,
    /// Parameters of the query. Of a family (`custom_{key}`) the key is its name in the spec, and the value an object of what stands for the
    /// placeholder.
    pub query: Map<String, Value>,
    /// Headers.
    pub headers: Map<String, Value>,
    /// The body, within its wrapper key; `None` where there is none, or none of JSON. Parts of a multipart body that are no files.
    pub body: Option<Value>,
    /// Names of the parts of a multipart body that are files, and have to be given.
    pub files: Vec<String>,
}

/// Valid arguments: one seed in eight has only what has to be given, one in eight all there is.
pub(crate) fn made(platform: &Platform, operation: &Operation, seed: u64) -> Arguments {
    let mut chance = Chance::named(seed, &format!("{}{}", operation.method, operation.path));
    let fill = match chance.below(8) {
        0 => Fill::Least,
        1 => Fill::Share(1.0),
        _ => Fill::Share(0.4),
    };
    let mut sampler = Sampler::new(platform, chance, fill);
    let body = operation.body.as_ref();
    let fields = body
        .and_then(|body| body.ty.as_ref())
        .and_then(|ty| platform.as_struct(ty));
    let over_query = rules_over(&operation.rules, &operation.query);
    let mut out = Arguments {
        path: sampler.object(&operation.path_params, &[]),
        query: params(platform, &mut sampler, &operation.query, &over_query),
        headers: params(platform, &mut sampler, &operation.headers, &[]),
        ..Arguments::default()
    };
    for value in out.path.values_mut() {
        // A step of a path cannot be empty, and a dot alone is none.
        if value.as_str().is_some_and(str::is_empty) {
            *value = Value::from("1");
        }
    }
    let Some(body) = body else { return out };
    match (&body.ty, fields) {
        _ if matches!(body.encoding, Encoding::Binary | Encoding::Text) => {}
        (Some(_), Some(shape)) => {
            let rules: Vec<GroupRule> = shape
                .rules
                .iter()
                .cloned()
                .chain(rules_over(&operation.rules, &shape.fields))
                .collect();
            let is_file = |ty: &Type| {
                matches!(
                    platform.bare(platform.as_list(ty).unwrap_or(ty)),
                    Type::Scalar(Scalar::File)
                )
            };
            let files = shape.fields.iter().filter(|field| is_file(&field.ty) && field.required);
            out.files = files.map(|field| field.name.written()).collect();
            let others: Vec<Field> = shape
                .fields
                .iter()
                .filter(|field| !is_file(&field.ty))
                .cloned()
                .collect();
            out.body = Some(Value::Object(sampler.object(&others, &rules)));
        }
        (Some(ty), None) => out.body = Some(sampler.value(ty, "")),
        (None, _) => {}
    }
    if let (Some(most), Some(Value::Array(elements))) = (operation.batch_limit, &mut out.body) {
        elements.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    }
    out
}

/// The rules that are over fields of this list alone.
fn rules_over(rules: &[GroupRule], fields: &[Field]) -> Vec<GroupRule> {
    let here = |name: &String| fields.iter().any(|field| field.name.matches(name));
    rules
        .iter()
        .filter(|rule| rule.fields.iter().all(here))
        .cloned()
        .collect()
}

fn params(platform: &Platform, sampler: &mut Sampler<'_>, fields: &[Field], rules: &[GroupRule]) -> Map<String, Value> {
    let sent: Vec<Field> = fields
        .iter()
        .filter(|field| !matches!(platform.bare(&field.ty), Type::Const(_)))
        .cloned()
        .collect();
    let made = sampler.object(&sent, rules);
    let mut out = Map::new();
    for (key, value) in made {
        let is_plain = sent
            .iter()
            .any(|field| matches!(&field.name, WireName::Plain(name) if *name == key));
        let families = sent.iter().filter(|field| !is_plain && field.name.matches(&key));
        // Of `custom_{key}` and `custom_{key}_from` the one that says more of the key.
        let family = families.max_by_key(|field| field.name.written().len());
        match family {
            Some(field) => {
                let WireName::Family { prefix, suffix, .. } = &field.name else {
                    continue;
                };
                let middle = key
                    .get(prefix.len()..key.len() - suffix.len())
                    .unwrap_or_default()
                    .to_owned();
                out.insert(field.name.written(), Value::Object(Map::from_iter([(middle, value)])));
            }
            None => {
                out.insert(key, value);
            }
        }
    }
    out
}
