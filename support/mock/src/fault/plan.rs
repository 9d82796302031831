//! When a fault comes, and to whom.

use std::str::FromStr;

use super::{Fault, FaultError};
use crate::chance::Chance;

/// A fault that is to come.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Planned {
    pub fault: Fault,
    pub when: When,
    pub operation: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum When {
    /// To the next request that it may come to, once.
    Next,
    /// To this one of all that it may come to, counted from 1; what is left to count.
    At(u64),
    /// To this share of them, above 0 and up to 1.
    Share(f64),
}

impl FromStr for Planned {
    type Err = FaultError;

    fn from_str(text: &str) -> Result<Self, FaultError> {
        let error = || FaultError { text: text.to_owned() };
        // An address in a fault may hold a slash, the name of an operation none but this.
        let operation = text.split_once('/').filter(|(name, _)| {
            name.contains('.')
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.')
        });
        let (operation, rest) = operation.map_or((None, text), |(name, rest)| (Some(name.to_owned()), rest));
        let (fault, when) = match rest.rsplit_once('@') {
            Some((fault, when)) if when.starts_with('#') || when.ends_with('%') => (fault, Some(when)),
            _ => (rest, None),
        };
        let when = match when {
            None => When::Next,
            Some(when) => match (when.strip_prefix('#'), when.strip_suffix('%')) {
                (Some(number), _) => When::At(number.parse().ok().filter(|number| *number > 0).ok_or_else(error)?),
                (None, Some(percent)) => {
                    // What never comes is no fault; `NaN` is in no range.
                    let percent = percent
                        .parse()
                        .ok()
                        .filter(|share: &f64| *share > 0.0 && *share <= 100.0);
                    When::Share(percent.ok_or_else(error)? / 100.0)
                }
                (None, None) => return Err(error()),
            },
        };
        Ok(Self {
            fault: fault.parse().map_err(|_| error())?,
            when,
            operation,
        })
    }
}

/// Takes the faults out of a plan that come to this request.
pub(crate) fn due(planned: &mut Vec<Planned>, operation: &str, chance: &mut Chance) -> Vec<Fault> {
    let mut out = Vec::new();
    let mut has_next = false;
    planned.retain_mut(|plan| {
        if plan.operation.as_deref().is_some_and(|wanted| wanted != operation) {
            return true;
        }
        match &mut plan.when {
            // One of these at a time, in their order.
            When::Next if has_next => true,
            When::Next => {
                has_next = true;
                out.push(plan.fault.clone());
                false
            }
            When::At(left) => {
                *left -= 1;
                if *left == 0 {
                    out.push(plan.fault.clone());
                }
                *left > 0
            }
            When::Share(share) => {
                if chance.hits(*share) {
                    out.push(plan.fault.clone());
                }
                true
            }
        }
    });
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_read() {
        for (text, fault, when, operation) in [
            ("429=7", Fault::TooMany { retry_after: Some(7) }, When::Next, None),
            (
                "orders.list/503@10%",
                Fault::Unavailable,
                When::Share(0.1),
                Some("orders.list"),
            ),
            ("truncated@#3", Fault::Truncated, When::At(3), None),
            (
                "redirect=http://a.b/c",
                Fault::Redirect("http://a.b/c".to_owned()),
                When::Next,
                None,
            ),
            (
                "reply=422 {\"email\": \"a@b.c\"}",
                Fault::Reply {
                    status: 422,
                    body: "{\"email\": \"a@b.c\"}".to_owned(),
                },
                When::Next,
                None,
            ),
        ] {
            let planned = text.parse::<Planned>().unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(
                (planned.fault, planned.when, planned.operation.as_deref()),
                (fault, when, operation),
                "{text}"
            );
        }
        for text in ["", "42", "slow", "503@#0", "429=x", "reply=99", "skew=100000001"] {
            assert!(text.parse::<Planned>().is_err(), "{text}");
        }
        for text in [
            "503@0%",
            "503@-0%",
            "503@-1%",
            "503@100.1%",
            "503@200%",
            "503@NaN%",
            "503@%",
        ] {
            let error = text.parse::<Planned>().expect_err(text).to_string();
            assert!(error.contains("above 0% and up to 100%"), "{error}");
        }
        for text in ["503@0.1%", "503@100%", "skew=-100000000"] {
            assert!(text.parse::<Planned>().is_ok(), "{text}");
        }
    }

    #[test]
    fn each_comes_when_it_is_due() {
        let mut planned: Vec<Planned> = ["503", "reset", "429@#2", "a.b/null"]
            .iter()
            .map(|text| text.parse().unwrap())
            .collect();
        let mut chance = Chance::new(1);
        assert_eq!(due(&mut planned, "c.d", &mut chance), [Fault::Unavailable]);
        assert_eq!(
            due(&mut planned, "c.d", &mut chance),
            [Fault::Reset, Fault::TooMany { retry_after: None }]
        );
        assert_eq!(due(&mut planned, "c.d", &mut chance), []);
        assert_eq!(due(&mut planned, "a.b", &mut chance), [Fault::Null]);
        assert!(planned.is_empty());
    }
}
