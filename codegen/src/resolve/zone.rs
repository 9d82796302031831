//! The zone in which dates and times without an offset count.

use super::scope::Scope;
use crate::diagnostics::{Diagnostic, code, did_you_mean};
use crate::dialect::TimeZoneDef;
use crate::model::TimeZone;
use crate::yaml::At;

/// The areas of the IANA database.
const AREAS: [&str; 11] = [
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Etc",
    "Europe",
    "Indian",
    "Pacific",
];

pub(super) fn read(scope: &mut Scope<'_>, def: &TimeZoneDef, at: At<'_>) -> Option<TimeZone> {
    let text = match def {
        TimeZoneDef::Account(account) => {
            let words = account.input.as_deref().unwrap_or_default();
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            if words.is_empty() && at.has("input") {
                bad(
                    scope,
                    at.get("input"),
                    "nothing says where the account's zone is set",
                    None,
                );
            }
            return Some(TimeZone::Account(words));
        }
        TimeZoneDef::Text(text) => text.as_str(),
    };
    if let Some(seconds) = offset(text) {
        return Some(TimeZone::Fixed(seconds));
    }
    let (area, rest) = text.split_once('/').unwrap_or((text, ""));
    if AREAS.contains(&area) && !rest.is_empty() && rest.split('/').all(is_word) {
        return Some(TimeZone::Named(text.to_owned()));
    }
    let near = did_you_mean(area, AREAS.iter().copied());
    bad(scope, at, &format!("`{text}` is no time zone"), near);
    None
}

fn bad(scope: &mut Scope<'_>, at: At<'_>, message: &str, near: Option<String>) {
    let finding = Diagnostic::new(code::BAD_ZONE, at.span(), message);
    let help = "a zone is named as in the IANA database (`Europe/Moscow`), an offset from UTC (`+03:00`, `UTC`), or \
                `{input: where an account sets it}`";
    scope.report(finding.help(near.unwrap_or_else(|| help.to_owned())));
}

fn is_word(text: &str) -> bool {
    let tail = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+');
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(tail)
}

/// `UTC`, or hours and minutes with a sign.
fn offset(text: &str) -> Option<i32> {
    if text == "UTC" {
        return Some(0);
    }
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    let number = |digits: &str, most: i32| {
        let two = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse::<i32>().ok().filter(|number| two && *number <= most)
    };
    Some(sign * (number(hours, 23)? * 3600 + number(minutes, 59)? * 60))
}

#[cfg(test)]
mod tests {
    use super::offset;

    #[test]
    fn offsets_have_a_sign_hours_and_minutes() {
        for (text, seconds) in [
            ("+03:00", Some(10_800)),
            ("-05:30", Some(-19_800)),
            ("UTC", Some(0)),
            ("+3:00", None),
            ("+03", None),
            ("+24:00", None),
            ("+00:60", None),
            ("03:00", None),
            ("++3:00", None),
            ("", None),
        ] {
            assert_eq!(offset(text), seconds, "{text}");
        }
    }
}
