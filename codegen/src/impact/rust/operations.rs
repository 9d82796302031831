//! Operations: the method, its struct, its setters, what it hands out.

use std::collections::BTreeSet;

use super::signature::{self, Signature};
use super::{docs, outputs};
use crate::impact::found::{At, Found};
use crate::impact::kind::{Direction, kind};
use crate::impact::pairs::pairs;
use crate::impact::side::{Sides, both, taken};
use crate::impact::wire;
use crate::plan::{
    BatchPlan, CallSetterPlan, ModulePlan, OperationPlan, PaginatedPlan, PartPlan, PartSource, SetterForm,
};

/// Compares the operations of a module.
pub fn compare(found: &mut Found, sides: &Sides, before: &ModulePlan, after: &ModulePlan) {
    let named = pairs(&before.operations, &after.operations, |operation| {
        operation.meta.id.as_str()
    });
    let mut new = named.new;
    for gone in named.gone {
        let kept = new
            .iter()
            .position(|one| one.former.iter().any(|former| former.id == gone.meta.id));
        let twin = || new.iter().position(|one| wire::same_request(&one.meta, &gone.meta));
        let (at, kind) = match (kept, twin()) {
            (Some(kept), _) => (kept, kind::OPERATION_KEPT),
            (None, Some(twin)) => (twin, kind::OPERATION_RENAMED),
            (None, None) => {
                found.say(&at(gone), kind::OPERATION_GONE, format!("`{}()` is gone", gone.method));
                continue;
            }
        };
        let twin = new.remove(at);
        renamed(found, gone, twin, kind);
        one(found, sides, gone, twin);
    }
    for operation in new {
        let says = format!(
            "`{}()` is new: {} {}",
            operation.method, operation.meta.method, operation.meta.path
        );
        found.say(&at(operation), kind::OPERATION_ADDED, says);
    }
    for (earlier, later) in named.both {
        one(found, sides, earlier, later);
    }
}

fn at(operation: &OperationPlan) -> At {
    At::new(operation.meta.id.as_str(), Direction::Sent)
}

fn renamed(found: &mut Found, before: &OperationPlan, after: &OperationPlan, kind: crate::impact::kind::Kind) {
    let at = at(after);
    let says = format!("`{}` is called `{}` now", before.meta.id, after.meta.id);
    if kind == kind::OPERATION_KEPT {
        found.say(
            &at,
            kind,
            format!("{says}; the old method and the cursors of old still work"),
        );
        return;
    }
    let old = before.meta.id.rsplit('.').next().unwrap_or_default();
    found.advise(
        &at,
        kind,
        says,
        format!("`renamed_from: {old}` keeps the old method, and cursors that were stored"),
    );
    if before.paginated.is_some() {
        let says = format!(
            "a cursor names its operation: those of `{}` are refused",
            before.meta.id
        );
        found.say(&at.towards(Direction::Received), kind::CURSOR, says);
    }
}

fn one(found: &mut Found, sides: &Sides, before: &OperationPlan, after: &OperationPlan) {
    let OperationPlan {
        rust,
        // Follows from the name, which `compare` goes by.
        method: _,
        former: _,
        docs: docs_before,
        value_docs: _,
        sample: _,
        parts,
        // What must be given, as one signature.
        required: _,
        args: _,
        // The constructor of the body is that of its struct.
        body_required: _,
        setters,
        steps,
        reply,
        output,
        paginated,
        batch,
        meta,
    } = before;
    let at = at(after);
    if *rust != after.rust && !keeps_struct(sides, before, after) {
        found.say(
            &at,
            kind::OPERATION_STRUCT,
            format!("its struct `{rust}` is called `{}` now", after.rust),
        );
    }
    members(found, &at, sides, (parts, &after.parts));
    let (a, b) = (Signature::of_operation(before), Signature::of_operation(after));
    signature::compare(found, &at, sides, &a, &b);
    call_setters(found, &at, sides, setters, after);
    let received = at.towards(Direction::Received);
    outputs::replies(
        found,
        &received,
        sides,
        (reply, &after.reply),
        (output.as_ref(), after.output.as_ref()),
    );
    listing(found, &received, sides, paginated.as_ref(), after.paginated.as_ref());
    batches(
        found,
        &at.towards(Direction::Sent),
        sides,
        (batch.as_ref(), after.batch.as_ref()),
    );
    let both = || parts.iter().chain(&after.parts);
    let lists: BTreeSet<&str> = both()
        .filter(|part| sides.may_hold_lists(&part.ty))
        .map(|part| part.rust.as_str())
        .collect();
    let in_body = both().any(|part| matches!(part.source, PartSource::Body) && sides.body_may_hold_lists(&part.ty));
    wire::steps(found, &at, &lists, (steps, &after.steps));
    wire::meta(found, &at, sides, in_body, (meta, &after.meta));
    let documented = pairs(parts, &after.parts, |part| part.rust.as_str());
    let words = documented.both.iter().map(|(a, b)| (b.rust.as_str(), &a.docs, &b.docs));
    docs::of_item(found, &at, docs_before, &after.docs);
    docs::of_members(found, &at, words);
}

/// Whether the old name of the struct is an alias of the new one.
fn keeps_struct(sides: &Sides, before: &OperationPlan, after: &OperationPlan) -> bool {
    let module = |plan: &OperationPlan| plan.meta.id.split('.').next().unwrap_or_default().to_owned();
    let local = |plan: &OperationPlan| crate::plan::RustType::Local {
        module: module(plan),
        name: plan.rust.clone(),
    };
    sides.same(&local(before), &local(after))
}

/// Fields of the struct of an operation, a callback or a reply.
pub fn members(found: &mut Found, at: &At, sides: &Sides, (before, after): (&[PartPlan], &[PartPlan])) {
    let named = pairs(before, after, |part| part.rust.as_str());
    for part in &named.gone {
        found.say(at, kind::FIELD_GONE, format!("`{}` is gone", part.rust));
    }
    for part in &named.new {
        found.say(
            at,
            kind::FIELD_ADDED,
            format!("`{}` is new: `{}`", part.rust, part.ty.shown()),
        );
    }
    for (earlier, later) in named.both {
        let PartPlan {
            rust,
            source,
            ty,
            docs: _,
            secret,
        } = earlier;
        if !sides.same(ty, &later.ty) {
            found.say(at, kind::FIELD_TYPE, format!("`{rust}`: {}", both(ty, &later.ty)));
        }
        if *source != later.source {
            wire::place(found, at, rust, source, &later.source);
        }
        if *secret != later.secret {
            let says = if later.secret {
                "is not shown by `Debug` any more"
            } else {
                "is shown by `Debug`"
            };
            found.say(at, kind::DEBUG, format!("`{rust}` {says}"));
        }
    }
}

fn call_setters(found: &mut Found, at: &At, sides: &Sides, before: &[CallSetterPlan], after: &OperationPlan) {
    let named = pairs(before, &after.setters, |setter| setter.setter.name.as_str());
    for gone in named.gone {
        let CallSetterPlan {
            setter,
            target: _,
            ty: _,
            clearer: _,
            docs: _,
        } = gone;
        found.say(at, kind::SETTER_GONE, format!("the setter `{}` is gone", setter.name));
    }
    for new in named.new.iter().filter(|new| !is_field(new, after)) {
        found.say(
            at,
            kind::SETTER_ADDED,
            format!("the setter `{}` is new", new.setter.name),
        );
    }
    for (earlier, later) in named.both {
        let name = &later.setter.name;
        if sides.same(&earlier.ty, &later.ty) && !sides.same_form(&earlier.setter.form, &later.setter.form) {
            let (a, b) = (taken(&earlier.setter.form), taken(&later.setter.form));
            found.say(at, kind::ARGUMENT_TYPE, format!("`{name}` takes {b} in place of {a}"));
        }
        match (&earlier.clearer, &later.clearer) {
            (Some(name), now) if now.as_ref() != Some(name) => {
                found.say(at, kind::SETTER_GONE, format!("`{name}` is gone"));
            }
            (None, Some(name)) => {
                found.say(at, kind::SETTER_ADDED, format!("`{name}` is new"));
            }
            _ => {}
        }
    }
}

/// A new field of the struct was told already, and is set by a setter of its own.
fn is_field(setter: &CallSetterPlan, plan: &OperationPlan) -> bool {
    setter.target.len() == 1 && plan.parts.iter().any(|part| setter.target.first() == Some(&part.rust))
}

fn listing(found: &mut Found, at: &At, sides: &Sides, before: Option<&PaginatedPlan>, after: Option<&PaginatedPlan>) {
    match (before, after) {
        (None, None) => {}
        (None, Some(_)) => {
            found.say(at, kind::LISTING_ADDED, "`items()` and `pages()` read on");
        }
        (Some(_), None) => {
            found.say(at, kind::LISTING_GONE, "`items()` and `pages()` are gone");
        }
        (Some(earlier), Some(later)) => {
            let PaginatedPlan { item, steps: _, map: _ } = earlier;
            if !sides.same(item, &later.item) {
                let says = format!("`items()`: {}", both(item, &later.item));
                found.say(at, kind::LISTING_ITEM, says);
            }
        }
    }
}

/// The method that sends lists of any length.
fn batches(found: &mut Found, at: &At, sides: &Sides, (before, after): (Option<&BatchPlan>, Option<&BatchPlan>)) {
    match (before, after) {
        (None, None) => {}
        (None, Some(later)) => {
            found.say(at, kind::BATCHES_ADDED, format!("`{}` sends any number", later.method));
        }
        (Some(earlier), None) => {
            found.say(at, kind::BATCHES_GONE, format!("`{}` is gone", earlier.method));
        }
        (Some(earlier), Some(later)) => {
            let BatchPlan {
                method,
                // The name of a parameter is nothing that callers write.
                argument: _,
                instead_of,
                item,
                limit,
                steps: _,
                docs: _,
            } = earlier;
            if *method != later.method {
                let says = format!("`{method}` is called `{}` now", later.method);
                found.say(at, kind::BATCHES_GONE, says);
            }
            if !sides.same(item, &later.item) {
                found.say(
                    at,
                    kind::BATCHES_ELEMENT,
                    format!("`{method}`: {}", both(item, &later.item)),
                );
            }
            let place = |given: &Option<(usize, SetterForm)>| given.as_ref().map(|(place, _)| *place);
            if place(instead_of) != place(&later.instead_of) {
                let says = format!("`{method}` takes its elements in another place");
                found.say(at, kind::BATCHES_GONE, says);
            }
            if *limit != later.limit {
                let says = format!("batches of {} in place of {limit}", later.limit);
                found.say(at, kind::BATCHES_SIZE, says);
            }
        }
    }
}
