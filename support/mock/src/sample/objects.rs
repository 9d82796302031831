//! Objects that keep the rules over their fields.

use serde_json::{Map, Value};
use tradewire_codegen::model::{Condition, Field, GroupKind, GroupRule, Scalar, Type, TypeShape, UnionKind, WireName};

use super::Sampler;
use crate::check::is;
use crate::check::rules::given;

impl Sampler<'_> {
    pub fn object(&mut self, fields: &[Field], rules: &[GroupRule]) -> Map<String, Value> {
        let mut out = Map::new();
        for field in fields {
            if field.required || self.takes() {
                self.add(field, &mut out);
            }
        }
        self.keep(fields, rules, &mut out);
        self.beside(fields, &mut out);
        out
    }

    fn add(&mut self, field: &Field, out: &mut Map<String, Value>) {
        if matches!(self.platform.bare(&field.ty), Type::Scalar(Scalar::File)) {
            return;
        }
        let name = match &field.name {
            WireName::Plain(name) => name.clone(),
            WireName::Family {
                prefix, suffix, digits, ..
            } => {
                // A key that is all placeholder would be taken for any other.
                if prefix.is_empty() && suffix.is_empty() && !digits {
                    return;
                }
                format!("{prefix}{}{suffix}", if *digits { "1" } else { "one" })
            }
        };
        let value = self.field(field, &name);
        out.insert(name, value);
    }

    /// Adds and takes away until the rules hold. Rules of a spec agree with each other, so that a few rounds do.
    fn keep(&mut self, fields: &[Field], rules: &[GroupRule], out: &mut Map<String, Value>) {
        let plain = |name: &str| fields.iter().find(|field| field.name.written() == name);
        for _ in 0..4 {
            for rule in rules {
                let given: Vec<String> = rule.fields.iter().filter(|name| given(out, name)).cloned().collect();
                let at_least = matches!(rule.kind, GroupKind::AnyOf | GroupKind::ExactlyOneOf);
                if given.is_empty() && at_least {
                    let at = self.chance.index(rule.fields.len());
                    if let Some(field) = rule.fields.get(at).and_then(|name| plain(name)) {
                        self.add(field, out);
                    }
                }
                if rule.kind != GroupKind::AnyOf {
                    let required = |name: &String| plain(name).is_some_and(|field| field.required);
                    let kept = given.iter().find(|name| required(name)).or(given.first()).cloned();
                    out.retain(|name, _| Some(name) == kept.as_ref() || !given.contains(name));
                }
            }
            for field in fields {
                let wanted = match &field.required_when {
                    None => false,
                    Some(Condition::Is { field, values }) => out
                        .get(field)
                        .is_some_and(|value| values.iter().any(|wanted| is(wanted, value))),
                    Some(Condition::Present { field }) => out.contains_key(field),
                    Some(Condition::Absent { field }) => !out.contains_key(field),
                };
                if wanted && !out.contains_key(&field.name.written()) {
                    self.add(field, out);
                }
            }
        }
    }

    /// What tells the variant of a union beside it is brought into line with it.
    fn beside(&mut self, fields: &[Field], out: &mut Map<String, Value>) {
        for field in fields {
            let name = field.name.written();
            let Some(TypeShape::Union(union)) = self.platform.shape(&field.ty) else {
                continue;
            };
            let UnionKind::Beside { field: teller } = &union.kind else {
                continue;
            };
            if !out.contains_key(&name) {
                continue;
            }
            let told = out.get(teller).and_then(crate::check::tag_text);
            let known = told.and_then(|told| union.variants.iter().find(|variant| variant.name == told));
            let at = self.chance.index(union.variants.len());
            let Some(variant) = known.or_else(|| union.variants.get(at)) else {
                continue;
            };
            if teller.contains('.') {
                out.remove(&name);
                continue;
            }
            out.insert(teller.clone(), Value::String(variant.name.clone()));
            let value = self.value(&variant.ty, &name);
            out.insert(name, value);
        }
    }
}
