//! What stands in the root of a crate: credentials, headers of a client, error codes, events, the time zone.

use super::{docs, enums};
use crate::impact::found::{At, Found};
use crate::impact::kind::{Direction, kind};
use crate::impact::pairs::pairs;
use crate::impact::side::{Sides, both};
use crate::impact::wire;
use crate::plan::{CratePlan, CredentialPlan, EventVariantPlan, EventsPlan, HeaderSetterPlan};

/// Compares two crates but for their modules.
pub fn compare(found: &mut Found, sides: &Sides) {
    let CratePlan {
        platform: _,
        package,
        lib: _,
        // Weighed against the changes themselves.
        version: _,
        home: _,
        keywords: _,
        title,
        docs: docs_before,
        front: _,
        readme: _,
        base_url,
        spec: _,
        time_zone,
        modules: _,
        headers,
        credentials,
        error_codes,
        events,
        // Follow from credentials and headers.
        variables: _,
        table,
        // Follows from the operations.
        catalogue: _,
        examples: _,
    } = &sides.before.plan;
    let after = &sides.after.plan;
    let at = At::new(package, Direction::Neither);
    of_credentials(found, credentials, &after.credentials);
    of_headers(found, sides, headers, &after.headers);
    match (error_codes, &after.error_codes) {
        (Some(a), Some(b)) => {
            enums::compare(found, &At::new("ErrorCode", Direction::Received), &a.codes, &b.codes);
        }
        (before, after) => presence(found, &at, "ErrorCode", before.is_some(), after.is_some()),
    }
    match (events, &after.events) {
        (Some(a), Some(b)) => of_events(found, a, b),
        (before, after) => presence(found, &at, "Event", before.is_some(), after.is_some()),
    }
    match (time_zone, &after.time_zone) {
        (Some(a), Some(b)) => {
            found.unless_same(&at, kind::TIME_ZONE, (&a.zone, &b.zone), "`TIME_ZONE` is another");
        }
        (before, after) => presence(found, &at, "TIME_ZONE", before.is_some(), after.is_some()),
    }
    wire::platform(found, &At::new(package, Direction::Both), table, &after.table);
    let words = (title != &after.title, base_url != &after.base_url);
    if words.0 || words.1 {
        let what = if words.1 {
            "the address in the documentation"
        } else {
            "the title"
        };
        found.say(&at, kind::DOCS, format!("{what} is another"));
    }
    docs::of_item(found, &at, docs_before, &after.docs);
}

fn presence(found: &mut Found, at: &At, item: &str, before: bool, after: bool) {
    match (before, after) {
        (false, true) => {
            found.say(at, kind::ITEM_ADDED, format!("`{item}` is new"));
        }
        (true, false) => {
            found.say(at, kind::ITEM_GONE, format!("`{item}` is gone"));
        }
        _ => {}
    }
}

fn of_credentials(found: &mut Found, before: &[CredentialPlan], after: &[CredentialPlan]) {
    let at = |plan: &CredentialPlan| At::new(format!("Credentials::{}", plan.method), Direction::Sent);
    let found_pairs = pairs(before, after, |plan| plan.method.as_str());
    for gone in found_pairs.gone {
        found.say(&at(gone), kind::CREDENTIAL_GONE, "the function is gone");
    }
    for new in found_pairs.new {
        found.say(&at(new), kind::CREDENTIAL_ADDED, "the function is new");
    }
    for (earlier, later) in found_pairs.both {
        let CredentialPlan {
            method: _,
            // Not seen by programs.
            scheme: _,
            required,
            inputs,
            docs: docs_before,
        } = earlier;
        let at = at(later);
        let names =
            |inputs: &[(String, String)]| -> Vec<String> { inputs.iter().map(|(name, _)| name.clone()).collect() };
        let (earlier_names, later_names) = (names(inputs), names(&later.inputs));
        match (required, &later.required) {
            (None, Some(name)) => {
                found.say(
                    &at,
                    kind::BY_NAME,
                    format!("it takes `{name}`, a struct, in place of an argument"),
                );
            }
            (Some(name), None) => {
                found.say(
                    &at,
                    kind::BY_POSITION,
                    format!("it takes an argument in place of `{name}`"),
                );
            }
            (Some(a), Some(b)) if a != b => {
                found.say(&at, kind::REQUIRED_STRUCT, format!("`{a}` is now `{b}`"));
            }
            (Some(name), Some(_)) => {
                for new in later_names.iter().filter(|one| !earlier_names.contains(one)) {
                    found.say(&at, kind::ARGUMENT_ADDED, format!("`{new}` must be given, in `{name}`"));
                }
                for gone in earlier_names.iter().filter(|one| !later_names.contains(one)) {
                    found.say(
                        &at,
                        kind::ARGUMENT_GONE,
                        format!("`{gone}` is not given in `{name}` any more"),
                    );
                }
            }
            (None, None) => {
                if earlier_names.len() != later_names.len() {
                    let gone = later_names.is_empty();
                    let (kind, says) = if gone {
                        (kind::ARGUMENT_GONE, "it takes nothing any more")
                    } else {
                        (kind::ARGUMENT_ADDED, "it takes a value now")
                    };
                    found.say(&at, kind, says);
                }
            }
        }
        docs::of_item(found, &at, docs_before, &later.docs);
    }
}

fn of_headers(found: &mut Found, sides: &Sides, before: &[HeaderSetterPlan], after: &[HeaderSetterPlan]) {
    let at = |plan: &HeaderSetterPlan| At::new(format!("ClientHeaders::{}", plan.setter.name), Direction::Sent);
    let named = pairs(before, after, |plan| plan.setter.name.as_str());
    for gone in named.gone {
        found.say(
            &at(gone),
            kind::HEADER_GONE,
            format!("the setter of `{}` is gone", gone.header),
        );
    }
    for new in named.new {
        found.say(
            &at(new),
            kind::HEADER_ADDED,
            format!("the setter of `{}` is new", new.header),
        );
        if new.required {
            found.say(
                &at(new),
                kind::HEADER_REQUIRED,
                format!("no client is built without `{}`", new.header),
            );
        }
    }
    for (earlier, later) in named.both {
        let HeaderSetterPlan {
            setter,
            ty,
            header,
            required,
            sample: _,
            format,
            docs: docs_before,
        } = earlier;
        let at = at(later);
        if !sides.same(ty, &later.ty) {
            found.say(&at, kind::ARGUMENT_TYPE, both(ty, &later.ty));
        } else if !sides.same_form(&setter.form, &later.setter.form) {
            found.say(&at, kind::ARGUMENT_TYPE, "it takes its value otherwise");
        }
        if header != &later.header {
            found.say(
                &at,
                kind::COMMON_HEADER,
                format!("it sets `{}` in place of `{header}`", later.header),
            );
        }
        match (required, later.required) {
            (false, true) => {
                found.say(
                    &at,
                    kind::HEADER_REQUIRED,
                    format!("no client is built without `{}`", later.header),
                );
            }
            (true, false) => {
                found.say(
                    &at,
                    kind::HEADER_OPTIONAL,
                    format!("a client is built without `{}`", later.header),
                );
            }
            _ => {}
        }
        if format != &later.format {
            found.say(&at, kind::FIELD_FORM, "its value is written in another form");
        }
        docs::of_item(found, &at, docs_before, &later.docs);
    }
}

fn of_events(found: &mut Found, before: &EventsPlan, after: &EventsPlan) {
    let EventsPlan {
        docs: docs_before,
        topic,
        verify,
        variants,
    } = before;
    let at = At::new("Event", Direction::Received);
    let named = pairs(variants, &after.variants, |variant| variant.rust.as_str());
    for gone in named.gone {
        found.say(&at, kind::VARIANT_GONE, format!("`{}` is gone", gone.rust));
    }
    for new in named.new {
        found.say(&at, kind::VARIANT_ADDED, format!("`{}` is new", new.rust));
    }
    for (earlier, later) in named.both {
        let EventVariantPlan {
            rust,
            docs: _,
            topics,
            module,
            name,
        } = earlier;
        if (module, name) != (&later.module, &later.name) {
            let says = format!(
                "`{rust}` holds `{}::{}` in place of `{module}::{name}`",
                later.module, later.name
            );
            found.say(&at, kind::VARIANT_TYPE, says);
        }
        for topic in later.topics.iter().filter(|topic| !topics.contains(topic)) {
            found.say(&at, kind::TOPIC_ADDED, format!("`{topic}` is read as `{rust}`"));
        }
        for topic in topics.iter().filter(|topic| !later.topics.contains(topic)) {
            found.say(
                &at,
                kind::TOPIC_GONE,
                format!("`{topic}` is not read as `{rust}` any more"),
            );
        }
    }
    found.unless_same(
        &at,
        kind::CALLBACK_FORM,
        (topic, &after.topic),
        "the topic stands elsewhere",
    );
    found.unless_same(
        &at,
        kind::SIGNATURE,
        (verify, &after.verify),
        "requests of an unknown topic are signed otherwise",
    );
    docs::of_item(found, &at, docs_before, &after.docs);
}
