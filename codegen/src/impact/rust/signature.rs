//! What a constructor or a method takes.

use crate::impact::found::{At, Found};
use crate::impact::kind::kind;
use crate::impact::pairs::pairs;
use crate::impact::side::{Sides, both, taken};
use crate::plan::{
    ArgPlan, FieldPlan, OperationPlan, RequiredFieldPlan, RequiredPlan, RustType, SetterForm, StructPlan,
};

/// What must be given.
pub struct Signature<'p> {
    /// What it belongs to, in words: "the constructor".
    what: &'static str,
    /// The struct of what is given by name.
    named: Option<(&'p str, Vec<(&'p str, &'p RustType)>)>,
    /// What is given by position.
    args: Vec<(&'p str, SetterForm)>,
}

impl<'p> Signature<'p> {
    /// Of a method of a handle, and of `new` of the operation.
    pub fn of_operation(plan: &'p OperationPlan) -> Self {
        let positional = |arg: &'p ArgPlan| {
            let ArgPlan {
                name,
                form,
                takes: _,
                target: _,
            } = arg;
            (name.as_str(), form.clone())
        };
        Self {
            what: "the method",
            named: plan.required.as_ref().map(named),
            args: plan.args.iter().map(positional).collect(),
        }
    }

    /// Of `new` of a struct.
    pub fn of_struct(plan: &'p StructPlan) -> Self {
        let by_position = |field: &'p FieldPlan| (field.rust.as_str(), field.argument());
        let fields = plan.required.iter().filter_map(|at| plan.fields.get(*at));
        let by_name = plan.named.as_ref().map(named);
        Self {
            what: "the constructor",
            args: match by_name {
                Some(_) => Vec::new(),
                None => fields.map(by_position).collect(),
            },
            named: by_name,
        }
    }

    fn is_empty(&self) -> bool {
        self.named.is_none() && self.args.is_empty()
    }

    /// Whether a value has to be given.
    fn takes(&self, name: &str) -> bool {
        let by_name = self.named.iter().flat_map(|(_, fields)| fields);
        self.args.iter().any(|(arg, _)| *arg == name) || by_name.into_iter().any(|(field, _)| *field == name)
    }
}

fn named(plan: &RequiredPlan) -> (&str, Vec<(&str, &RustType)>) {
    let RequiredPlan {
        rust,
        fields,
        secret: _,
    } = plan;
    (rust, fields.iter().map(required_field).collect())
}

fn required_field(field: &RequiredFieldPlan) -> (&str, &RustType) {
    let RequiredFieldPlan {
        rust,
        ty,
        boxed: _,
        target: _,
        // Words on it stand at the field itself.
        docs: _,
        secret: _,
    } = field;
    (rust, ty)
}

/// Compares two.
pub fn compare(found: &mut Found, at: &At, sides: &Sides, before: &Signature<'_>, after: &Signature<'_>) {
    let what = after.what;
    match (&before.named, &after.named) {
        (None, Some((name, _))) if !before.is_empty() => {
            let after = format!("{what} takes `{name}`, a struct, in place of arguments by position");
            found.say(at, kind::BY_NAME, after);
            return;
        }
        (Some((name, _)), None) if !after.is_empty() => {
            let after = format!("{what} takes arguments by position in place of `{name}`");
            found.say(at, kind::BY_POSITION, after);
            return;
        }
        (None, Some((name, _))) => {
            let says = format!("{what} takes `{name}`, where nothing had to be given");
            found.say(at, kind::ARGUMENT_ADDED, says);
        }
        (Some((name, _)), None) => {
            found.say(
                at,
                kind::ARGUMENT_GONE,
                format!("{what} does not take `{name}` any more"),
            );
        }
        (Some(before), Some(after)) => by_name(found, at, sides, before, after),
        (None, None) => {}
    }
    by_position(found, at, sides, before, after);
}

fn by_name<'p>(
    found: &mut Found,
    at: &At,
    sides: &Sides,
    (name_before, before): &(&'p str, Vec<(&'p str, &'p RustType)>),
    (name, after): &(&'p str, Vec<(&'p str, &'p RustType)>),
) {
    if name_before != name {
        found.say(at, kind::REQUIRED_STRUCT, format!("`{name_before}` is now `{name}`"));
    }
    let found_pairs = pairs(before, after, |(field, _)| *field);
    for (field, _) in &found_pairs.new {
        found.say(
            at,
            kind::ARGUMENT_ADDED,
            format!("`{field}` must be given, in `{name}`"),
        );
    }
    for (field, _) in &found_pairs.gone {
        found.say(
            at,
            kind::ARGUMENT_GONE,
            format!("`{field}` is not given in `{name}` any more"),
        );
    }
    for ((field, earlier), (_, later)) in &found_pairs.both {
        if !sides.same(earlier, later) {
            let says = format!("`{field}` of `{name}`: {}", both(earlier, later));
            found.say(at, kind::ARGUMENT_TYPE, says);
        }
    }
    if found_pairs.reordered {
        found.say(
            at,
            kind::REQUIRED_ORDER,
            format!("the fields of `{name}` stand in another order"),
        );
    }
}

fn by_position(found: &mut Found, at: &At, sides: &Sides, before: &Signature<'_>, after: &Signature<'_>) {
    let what = after.what;
    let same_forms = before.args.len() == after.args.len()
        && before
            .args
            .iter()
            .zip(&after.args)
            .all(|((_, a), (_, b))| sides.same_form(a, b));
    let found_pairs = pairs(&before.args, &after.args, |(name, _)| *name);
    if same_forms && found_pairs.both.is_empty() && !found_pairs.new.is_empty() || same_forms && renamed(&found_pairs) {
        for (gone, new) in found_pairs.gone.iter().zip(&found_pairs.new) {
            let says = format!("an argument of {what}, `{}`, is called `{}` now", gone.0, new.0);
            found.say(at, kind::ARGUMENT_NAME, says);
        }
        return;
    }
    for (name, form) in &found_pairs.new {
        if !before.takes(name) {
            let says = format!("{what} takes `{name}`, too: {}", taken(form));
            found.say(at, kind::ARGUMENT_ADDED, says);
        }
    }
    for (name, _) in &found_pairs.gone {
        if !after.takes(name) {
            found.say(
                at,
                kind::ARGUMENT_GONE,
                format!("{what} does not take `{name}` any more"),
            );
        }
    }
    for ((name, earlier), (_, later)) in &found_pairs.both {
        if !sides.same_form(earlier, later) {
            let says = format!("`{name}` of {what}: {} is now {}", taken(earlier), taken(later));
            found.say(at, kind::ARGUMENT_TYPE, says);
        }
    }
    if found_pairs.reordered {
        let order: Vec<&str> = after.args.iter().map(|(name, _)| *name).collect();
        let says = format!("{what} takes its arguments in another order: `{}`", order.join("`, `"));
        found.say(at, kind::ARGUMENT_ORDER, says);
    }
}

/// Each argument that is gone has one in its place.
fn renamed<T>(found: &super::super::pairs::Pairs<'_, T>) -> bool {
    !found.new.is_empty() && found.new.len() == found.gone.len() && !found.reordered
}
