//! What operations hand out, and what callbacks are answered.

use super::operations::members;
use crate::impact::found::{At, Found};
use crate::impact::kind::kind;
use crate::impact::pairs::pairs;
use crate::impact::side::{Sides, both};
use crate::plan::{CaseContent, CasePlan, CasesPlan, OutputPlan, PartsPlan, ReadPlan, ReplyPlan};

/// Compares what two operations of one name hand out.
pub fn replies(
    found: &mut Found,
    at: &At,
    sides: &Sides,
    (before, after): (&ReplyPlan, &ReplyPlan),
    outputs: (Option<&OutputPlan>, Option<&OutputPlan>),
) {
    let ReplyPlan { output, reader } = before;
    if !sides.same(output, &after.output) {
        found.say(
            at,
            kind::OUTPUT_TYPE,
            format!("the reply: {}", both(output, &after.output)),
        );
        return;
    }
    if *reader != after.reader {
        found.say(at, kind::REPLY_FORM, "the reply is read otherwise");
    }
    match outputs {
        (Some(OutputPlan::Parts(earlier)), Some(OutputPlan::Parts(later))) => parts(found, at, sides, earlier, later),
        (Some(OutputPlan::Cases(earlier)), Some(OutputPlan::Cases(later))) => cases(found, at, sides, earlier, later),
        (None, None) => {}
        _ => {
            found.say(
                at,
                kind::OUTPUT_TYPE,
                format!("`{}` is of another sort", after.output.shown()),
            );
        }
    }
}

fn parts(found: &mut Found, at: &At, sides: &Sides, before: &PartsPlan, after: &PartsPlan) {
    let PartsPlan {
        rust: _,
        docs: _,
        body: body_before,
        headers,
    } = before;
    match (body_before, &after.body) {
        (None, None) => {}
        (Some(earlier), Some(later)) => body(found, at, sides, "`body`", earlier, later),
        (None, Some(_)) => {
            found.say(at, kind::OUTPUT_ADDED, "`body` is new");
        }
        (Some(_), None) => {
            found.say(at, kind::OUTPUT_GONE, "`body` is gone");
        }
    }
    let (named, both_have): (Vec<_>, Vec<_>) = {
        let named = pairs(headers, &after.headers, |header| header.rust.as_str());
        for header in &named.gone {
            found.say(at, kind::OUTPUT_GONE, format!("the header `{}` is gone", header.rust));
        }
        for header in &named.new {
            found.say(at, kind::OUTPUT_ADDED, format!("the header `{}` is new", header.rust));
        }
        named.both.into_iter().map(|(a, b)| (a.clone(), b.clone())).unzip()
    };
    members(found, at, sides, (&named, &both_have));
}

fn body(found: &mut Found, at: &At, sides: &Sides, what: &str, before: &ReadPlan, after: &ReadPlan) {
    let ReadPlan { ty, reader, under } = before;
    if !sides.same(ty, &after.ty) {
        found.say(at, kind::OUTPUT_TYPE, format!("{what}: {}", both(ty, &after.ty)));
    } else if *reader != after.reader || *under != after.under {
        found.say(at, kind::REPLY_FORM, format!("{what} is read otherwise"));
    }
}

fn cases(found: &mut Found, at: &At, sides: &Sides, before: &CasesPlan, after: &CasesPlan) {
    let CasesPlan {
        rust: _,
        docs: _,
        cases,
    } = before;
    let named = pairs(cases, &after.cases, |case| case.rust.as_str());
    for case in named.gone {
        let says = format!("the variant `{}` (status {}) is gone", case.rust, case.status);
        found.say(at, kind::OUTPUT_GONE, says);
    }
    for case in named.new {
        let says = format!("the variant `{}` (status {}) is new", case.rust, case.status);
        found.say(at, kind::OUTPUT_ADDED, says);
    }
    for (earlier, later) in named.both {
        let CasePlan {
            status,
            rust,
            docs: _,
            content,
        } = earlier;
        if *status != later.status {
            let says = format!("`{rust}` comes with status {} in place of {status}", later.status);
            found.say(at, kind::REPLY_FORM, says);
        }
        match (content, &later.content) {
            (CaseContent::Nothing, CaseContent::Nothing) => {}
            (CaseContent::Body(a), CaseContent::Body(b)) => body(found, at, sides, &format!("`{rust}`"), a, b),
            (CaseContent::Parts(a), CaseContent::Parts(b)) => parts(found, at, sides, a, b),
            _ => {
                found.say(at, kind::OUTPUT_TYPE, format!("`{rust}` holds something else"));
            }
        }
    }
}
