//! Structs and their fields.

use super::docs;
use super::signature::{self, Signature};
use crate::impact::found::{At, Found};
use crate::impact::kind::kind;
use crate::impact::pairs::pairs;
use crate::impact::side::{Sides, both, taken};
use crate::impact::wire;
use crate::plan::{FamilyPlan, FieldPlan, RustType, SetterPlan, StructPlan};

/// Compares two structs of one name.
pub fn compare(found: &mut Found, at: &At, sides: &Sides, before: &StructPlan, after: &StructPlan) {
    let StructPlan {
        name: _,
        docs: docs_before,
        fields,
        constants,
        families,
        extra,
        required: _,
        built,
        named: _,
        secret: _,
        upload,
        // Follow from the types of fields.
        settles: _,
        // Those of what is sent stand in the tables of operations as well.
        rules: _,
    } = before;
    let earlier = members(fields, families);
    let later = members(&after.fields, &after.families);
    fields_of(found, at, sides, &earlier, &later, after.extra.is_some());
    match (extra, &after.extra) {
        (None, Some(name)) => {
            found.say(at, kind::EXTRA_ADDED, format!("unknown keys are kept in `{name}`"));
        }
        (Some(name), None) => {
            found.say(
                at,
                kind::EXTRA_GONE,
                format!("`{name}` is gone: unknown keys are not kept any more"),
            );
        }
        (Some(name), Some(now)) if name != now => {
            found.say(at, kind::FIELD_RENAMED, format!("`{name}` is called `{now}` now"));
        }
        _ => {}
    }
    if *upload != after.upload {
        let says = if after.upload {
            "it is parts of a multipart body now"
        } else {
            "it is no multipart body any more"
        };
        found.say(at, kind::UPLOAD, says);
    }
    match (built, after.built) {
        (false, true) => {
            found.say(
                at,
                kind::BUILT_ADDED,
                "it goes out now, and has a constructor and setters",
            );
        }
        (true, false) => {
            found.say(
                at,
                kind::BUILT_GONE,
                "it does not go out any more, and has no constructor and no setters",
            );
        }
        (true, true) => {
            let (a, b) = (Signature::of_struct(before), Signature::of_struct(after));
            signature::compare(found, at, sides, &a, &b);
            setters(found, at, sides, &earlier, &later);
        }
        (false, false) => {}
    }
    wire::fields(found, at, (fields, &after.fields), (constants, &after.constants));
    let documented = pairs(&earlier, &later, |member| member.rust);
    let words = documented.both.iter().map(|(a, b)| (b.rust, a.docs, b.docs));
    docs::of_item(found, at, docs_before, &after.docs);
    docs::of_members(found, at, words);
}

/// A field or a family of keys.
struct Member<'p> {
    rust: &'p str,
    wire: &'p str,
    ty: &'p RustType,
    setter: &'p SetterPlan,
    clearer: Option<&'p str>,
    secret: bool,
    docs: &'p crate::plan::DocPlan,
}

fn members<'p>(fields: &'p [FieldPlan], families: &'p [FamilyPlan]) -> Vec<Member<'p>> {
    let fields = fields.iter().map(|field| {
        let FieldPlan {
            rust,
            wire,
            index: _,
            ty,
            // Shows in the type.
            presence: _,
            one_or_many: _,
            also: _,
            format: _,
            docs,
            setter,
            clearer,
            takes: _,
            secret,
        } = field;
        let clearer = clearer.as_deref();
        Member {
            rust,
            wire,
            ty,
            setter,
            clearer,
            secret: *secret,
            docs,
        }
    });
    let families = families.iter().map(|family| {
        let FamilyPlan {
            rust,
            pattern,
            ty,
            docs,
            setter,
            secret,
        } = family;
        Member {
            rust,
            wire: pattern,
            ty,
            setter,
            clearer: None,
            secret: *secret,
            docs,
        }
    });
    fields.chain(families).collect()
}

fn fields_of(found: &mut Found, at: &At, sides: &Sides, before: &[Member<'_>], after: &[Member<'_>], extra: bool) {
    let members = pairs(before, after, |member| member.rust);
    let mut new = members.new;
    for gone in members.gone {
        // The same key under another name is the same field.
        let twin = new.iter().position(|member| member.wire == gone.wire);
        match twin.map(|place| new.remove(place)) {
            Some(twin) => {
                let says = format!("`{}` is called `{}` now", gone.rust, twin.rust);
                found.say(at, kind::FIELD_RENAMED, says);
                types(found, at, sides, gone, twin);
            }
            None => {
                found.say(at, kind::FIELD_GONE, format!("`{}` is gone", gone.rust));
            }
        }
    }
    for member in new {
        let says = format!("`{}` is new: `{}`", member.rust, member.ty.shown());
        if extra && at.direction().is_received() {
            let advice = format!(
                "programs that read `{}` from what is unknown find it in the field now",
                member.wire
            );
            found.advise(at, kind::FIELD_ADDED, says, advice);
        } else {
            found.say(at, kind::FIELD_ADDED, says);
        }
    }
    for (earlier, later) in members.both {
        types(found, at, sides, earlier, later);
        if earlier.wire != later.wire && (earlier.wire.contains('{') || later.wire.contains('{')) {
            let says = format!("`{}`: the keys `{}` are now `{}`", later.rust, earlier.wire, later.wire);
            found.say(at, kind::FIELD_KEY, says);
        }
    }
}

fn types(found: &mut Found, at: &At, sides: &Sides, before: &Member<'_>, after: &Member<'_>) {
    if !sides.same(before.ty, after.ty) {
        let says = format!("`{}`: {}", after.rust, both(before.ty, after.ty));
        found.say(at, kind::FIELD_TYPE, says);
    }
    if before.secret != after.secret {
        let says = if after.secret {
            "is not shown by `Debug` any more"
        } else {
            "is shown by `Debug`"
        };
        found.say(at, kind::DEBUG, format!("`{}` {says}", after.rust));
    }
}

/// Methods that set fields that both have.
fn setters(found: &mut Found, at: &At, sides: &Sides, before: &[Member<'_>], after: &[Member<'_>]) {
    for earlier in before {
        let by_key = || after.iter().find(|member| member.wire == earlier.wire);
        let Some(later) = after.iter().find(|member| member.rust == earlier.rust).or_else(by_key) else {
            continue;
        };
        if earlier.setter.name != later.setter.name {
            let says = format!(
                "the setter `{}` is called `{}` now",
                earlier.setter.name, later.setter.name
            );
            found.say(at, kind::SETTER_GONE, says);
        } else if sides.same(earlier.ty, later.ty) && !sides.same_form(&earlier.setter.form, &later.setter.form) {
            let (a, b) = (taken(&earlier.setter.form), taken(&later.setter.form));
            found.say(
                at,
                kind::ARGUMENT_TYPE,
                format!("`{}` takes {b} in place of {a}", later.rust),
            );
        }
        match (earlier.clearer, later.clearer) {
            (Some(name), now) if now != Some(name) => {
                found.say(at, kind::SETTER_GONE, format!("`{name}` is gone"));
            }
            (None, Some(name)) => {
                found.say(at, kind::SETTER_ADDED, format!("`{name}` is new"));
            }
            _ => {}
        }
    }
}
