//! How a value of an example is spelt: the expression for an argument, a field or what is in them.

use std::collections::BTreeSet;

use super::complete::{complete, least, speaks_of};
use super::samples::Sampler;
use super::scalars;
use crate::plan::data::{FieldPlan, RustType, SetterForm, StructPlan};

/// Most elements of a list in an example.
const ELEMENTS: u64 = 8;

/// How deep `new` calls may nest in an example.
const DEPTH: usize = 2;

impl Sampler<'_> {
    /// An expression for an argument, with at least so many elements if it is a list; `None` where none is short enough.
    #[must_use]
    pub fn argument(&self, form: &SetterForm, least: u64, uses: &mut BTreeSet<String>) -> Option<String> {
        let mut named = BTreeSet::new();
        let sample = self.form(form, least, DEPTH, &mut named)?;
        uses.extend(named);
        Some(sample)
    }

    /// An expression for a field of a struct, with at least so many elements if it is a list; `None` where none is short enough.
    #[must_use]
    pub fn field(&self, ty: &RustType, least: u64, uses: &mut BTreeSet<String>) -> Option<String> {
        let mut named = BTreeSet::new();
        let sample = self.whole(ty, least, DEPTH, &mut named)?;
        uses.extend(named);
        Some(sample)
    }

    fn form(&self, form: &SetterForm, least: u64, depth: usize, uses: &mut BTreeSet<String>) -> Option<String> {
        match form {
            SetterForm::Plain(ty) => self.value(ty, depth, uses),
            SetterForm::Into(ty) => match scalars::into(ty, &self.shown) {
                Some(spelt) => Some(spelt.text),
                None => self.value(ty, depth, uses),
            },
            SetterForm::List(_) | SetterForm::Map(_) if least > ELEMENTS => None,
            SetterForm::List(element) => {
                let element = self.form(element, 1, depth, uses)?;
                let elements: Vec<&str> = (0..least).map(|_| element.as_str()).collect();
                Some(format!("[{}]", elements.join(", ")))
            }
            SetterForm::Map(element) => {
                let element = self.form(element, 1, depth, uses)?;
                let members: Vec<String> = (0..least)
                    .map(|at| format!("(\"…{}\", {element})", "…".repeat(usize::try_from(at).unwrap_or(0))))
                    .collect();
                Some(format!("[{}]", members.join(", ")))
            }
        }
    }

    /// A value of just this type, as a field of a struct takes it.
    fn whole(&self, ty: &RustType, least: u64, depth: usize, uses: &mut BTreeSet<String>) -> Option<String> {
        match ty {
            RustType::Text => scalars::into(ty, &self.shown).map(|spelt| format!("{}.into()", spelt.text)),
            RustType::List(_) if least > ELEMENTS => None,
            RustType::List(inner) => {
                let element = self.whole(inner, 1, depth, uses)?;
                let elements: Vec<&str> = (0..least).map(|_| element.as_str()).collect();
                Some(format!("vec![{}]", elements.join(", ")))
            }
            other => self.value(other, depth, uses),
        }
    }

    fn value(&self, ty: &RustType, depth: usize, uses: &mut BTreeSet<String>) -> Option<String> {
        if let Some(spelt) = scalars::plain(ty, &self.shown) {
            return Some(spelt.text);
        }
        match ty {
            RustType::Unit => Some("()".to_owned()),
            RustType::Local { module, name } => self.local(module, name, depth, uses),
            RustType::Optional(_) => Some("None".to_owned()),
            RustType::List(inner) => Some(format!("vec![{}]", self.value(inner, depth, uses)?)),
            _ => None,
        }
    }

    fn local(&self, module: &str, name: &str, depth: usize, uses: &mut BTreeSet<String>) -> Option<String> {
        let key = (module.to_owned(), name.to_owned());
        if let Some((variant, _)) = self.variant(&key) {
            return Some(format!("{}::{variant}", self.short(module, name, uses)));
        }
        let plan = self.all.structs.get(&key)?;
        let depth = depth.checked_sub(1)?;
        let (mut args, mut given) = (Vec::new(), Vec::new());
        for (nth, at) in plan.required.iter().enumerate() {
            let field = plan.fields.get(*at)?;
            let inside = self.within(&field.wire);
            let least = least(&plan.rules, &field.wire);
            args.push(match &plan.named {
                None => inside.form(&field.argument(), least, depth, uses)?,
                Some(named) => {
                    let named = named.fields.get(nth)?;
                    format!("{}: {}", named.rust, inside.whole(&named.ty, least, depth, uses)?)
                }
            });
            given.push((field.wire.clone(), inside.json(&field.setter.form)));
        }
        let mut args = args.join(", ");
        if let Some(named) = &plan.named {
            args = format!("{} {{ {args} }}", self.short(module, &named.rust, uses));
        }
        let mut text = format!("{}::new({args})", self.short(module, name, uses));
        let whole = complete(&plan.rules, &mut given, &mut |wire, _| {
            let field = plan.fields.iter().find(|field| field.wire == wire)?;
            let inside = self.within(wire);
            let sample = inside.form(&field.setter.form, least(&plan.rules, wire), depth, uses)?;
            text.extend([".", &field.setter.name, "(", &sample, ")"]);
            Some(inside.json(&field.setter.form))
        });
        // What changes a thing and requires its id alone would change nothing.
        let is_update = plan.name.ends_with("Update") && matches!(&*required_of(plan), [only] if is_id(only));
        if given.is_empty() || is_update {
            text.extend(self.shown_field(plan, depth, uses));
        }
        whole.then_some(text)
    }

    /// The call of a setter for the first field that the documents show a value of, and no rule speaks of.
    fn shown_field(&self, plan: &StructPlan, depth: usize, uses: &mut BTreeSet<String>) -> Option<String> {
        let current = plan
            .fields
            .iter()
            .filter(|field| field.docs.deprecated.is_none() && !is_id(field) && !required_of(plan).contains(field));
        let mut free = current.filter(|field| !plan.rules.iter().any(|rule| speaks_of(rule, &field.wire)));
        free.find_map(|field| {
            let inside = self.within(&field.wire);
            let is_known = inside.is_known(&field.setter.form);
            let value = is_known.then(|| inside.form(&field.setter.form, 1, depth, uses))?;
            Some(format!(".{}({})", field.setter.name, value?))
        })
    }
}

/// Whether a field names the thing.
fn is_id(field: &FieldPlan) -> bool {
    field.rust == "id" || field.rust.ends_with("_id")
}

/// The fields that `new` takes.
fn required_of(plan: &StructPlan) -> Vec<&FieldPlan> {
    plan.required.iter().filter_map(|at| plan.fields.get(*at)).collect()
}
