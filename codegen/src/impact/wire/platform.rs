//! The static table of a platform.

use crate::impact::found::{At, Found};
use crate::impact::kind::{Direction, kind};
use crate::impact::pairs::pairs;
use crate::plan::{CommonHeaderTable, ErrorTable, PlatformTable, SchemeTable};

/// Compares two.
pub fn platform(found: &mut Found, at: &At, before: &PlatformTable, after: &PlatformTable) {
    let PlatformTable {
        name: _,
        auth,
        limits,
        usual_limits,
        retry_after,
        headers,
        digit_booleans,
        errors: errors_before,
    } = before;
    let sent = at.towards(Direction::Sent);
    for (earlier, later) in pairs(auth, &after.auth, |scheme| scheme.name.as_str()).both {
        let SchemeTable {
            name,
            // As function and struct of credentials.
            inputs: _,
            kind: scheme,
        } = earlier;
        let says = format!("credentials of the scheme `{name}` are sent otherwise");
        found.unless_same(&sent, kind::AUTH_FORM, (scheme, &later.kind), &says);
    }
    let named = |table: &PlatformTable| -> Vec<String> {
        let name = |at: &usize| table.limits.get(*at).map(|limit| limit.name.clone());
        table.usual_limits.iter().filter_map(name).collect()
    };
    let usual = usual_limits.is_empty() && after.usual_limits.is_empty() || named(before) == named(after);
    if limits != &after.limits || !usual || retry_after != &after.retry_after {
        found.say(
            at,
            kind::LIMITS,
            "limits, or how long the platform asks to wait, are others",
        );
    }
    common_headers(found, &sent, headers, &after.headers);
    if *digit_booleans != after.digit_booleans {
        let now = if after.digit_booleans {
            "`1` and `0`"
        } else {
            "`true` and `false`"
        };
        found.say(
            &sent,
            kind::BOOLEANS,
            format!("truth values in queries and forms are {now}"),
        );
    }
    errors(found, &at.towards(Direction::Received), errors_before, &after.errors);
}

fn common_headers(found: &mut Found, at: &At, before: &[CommonHeaderTable], after: &[CommonHeaderTable]) {
    // Those that a client gives show as its setters.
    let constant = |list: &[CommonHeaderTable]| -> Vec<CommonHeaderTable> {
        list.iter().filter(|header| header.value.is_some()).cloned().collect()
    };
    let (before, after) = (constant(before), constant(after));
    let named = pairs(&before, &after, |header| header.name.as_str());
    for gone in named.gone {
        found.say(at, kind::COMMON_HEADER, format!("`{}` is not sent any more", gone.name));
    }
    for new in named.new {
        found.say(at, kind::COMMON_HEADER, format!("`{}` is always sent", new.name));
    }
    for (earlier, later) in named.both {
        let CommonHeaderTable {
            name,
            value,
            required: _,
        } = earlier;
        found.unless_same(
            at,
            kind::COMMON_HEADER,
            (value, &later.value),
            &format!("`{name}` has another value"),
        );
    }
}

fn errors(found: &mut Found, at: &At, before: &ErrorTable, after: &ErrorTable) {
    let ErrorTable {
        failure,
        message,
        code,
        fields,
        codes,
        statuses,
        refusals,
        entries,
    } = before;
    let signs = (
        (failure, statuses, refusals),
        (&after.failure, &after.statuses, &after.refusals),
    );
    found.unless_same(
        at,
        kind::FAILURES,
        (&signs.0, &signs.1),
        "failures are known by other signs",
    );
    let words = (
        (message, code, fields, entries),
        (&after.message, &after.code, &after.fields, &after.entries),
    );
    found.unless_same(
        at,
        kind::FAILURES,
        (&words.0, &words.1),
        "what a failure says is read from other places",
    );
    for (earlier, later) in pairs(codes, &after.codes, |code| code.text.as_str()).both {
        let says = format!("the code `{}` means something else", later.text);
        found.unless_same(at, kind::FAILURES, (&earlier.means, &later.means), &says);
    }
}
