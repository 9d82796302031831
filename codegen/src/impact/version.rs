//! The version that follows from changes.

use semver::Version;
use serde::Serialize;

use super::kind::Effect;
use crate::model::Platform;

/// From one version to the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// At the earlier revision; `None`: not to be released, or not there.
    pub before: Option<String>,
    /// At the later one.
    pub now: Option<String>,
    /// What was released last, if that is known.
    pub released: Option<String>,
    /// The least version that follows; `None` if any does.
    pub needed: Option<String>,
    /// Whether that of the later revision does.
    pub follows: bool,
}

impl Step {
    /// Weighs the heaviest change. What was released counts, where it is known, and else the earlier revision: a version that was
    /// raised since the last release need not be raised again.
    #[must_use]
    pub fn of(
        before: Option<&Platform>,
        after: Option<&Platform>,
        released: Option<&Version>,
        effect: Option<Effect>,
    ) -> Self {
        let text = |platform: Option<&Platform>| platform.and_then(|platform| platform.version.clone());
        let parsed = |text: &Option<String>| text.as_deref().and_then(|text| Version::parse(text).ok());
        let (earlier, later) = (text(before), text(after));
        let mut step = Self {
            released: released.map(ToString::to_string),
            needed: None,
            follows: true,
            before: earlier,
            now: later,
        };
        let Some(now) = parsed(&step.now) else { return step };
        // A version that was never released under that name has nothing to follow.
        let base = parsed(&step.before);
        let Some(from) = released.cloned().or_else(|| base.clone()) else {
            return step;
        };
        let least = needed(&from, effect.unwrap_or(Effect::Documentation)).max(base.unwrap_or_else(|| from.clone()));
        step.follows = now >= least;
        step.needed = Some(least.to_string());
        step
    }
}

/// The least version that may carry a change, as Cargo reads versions: what breaks raises the first number other than zero, what is new
/// the next, the rest the last. Words alone ask for no version.
#[must_use]
pub fn needed(from: &Version, effect: Effect) -> Version {
    if effect == Effect::Documentation {
        return from.clone();
    }
    if !from.pre.is_empty() {
        // Nothing is promised between a version and what leads up to it; only the order counts.
        return Version::new(from.major, from.minor, from.patch).min(next_pre(from));
    }
    let (major, minor, patch) = (from.major, from.minor, from.patch);
    match effect {
        Effect::Breaking if major > 0 => Version::new(major + 1, 0, 0),
        Effect::Breaking if minor > 0 => Version::new(0, minor + 1, 0),
        Effect::Additive if major > 0 => Version::new(major, minor + 1, 0),
        _ => Version::new(major, minor, patch + 1),
    }
}

/// The least version behind one that leads up to another: `1.0.0-rc.1` and a further part.
fn next_pre(from: &Version) -> Version {
    let mut next = from.clone();
    if let Ok(pre) = semver::Prerelease::new(&format!("{}.0", from.pre)) {
        next.pre = pre;
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(from: &str, effect: Effect) -> String {
        needed(&Version::parse(from).expect("a version"), effect).to_string()
    }

    #[test]
    fn the_first_number_other_than_zero_counts() {
        assert_eq!(after("1.2.3", Effect::Breaking), "2.0.0");
        assert_eq!(after("1.2.3", Effect::Additive), "1.3.0");
        assert_eq!(after("1.2.3", Effect::Fix), "1.2.4");
        assert_eq!(after("0.2.3", Effect::Breaking), "0.3.0");
        assert_eq!(after("0.2.3", Effect::Additive), "0.2.4");
        assert_eq!(after("0.2.3", Effect::Fix), "0.2.4");
        assert_eq!(after("0.0.3", Effect::Breaking), "0.0.4");
        assert_eq!(after("0.2.3", Effect::Documentation), "0.2.3");
    }

    #[test]
    fn between_preliminary_versions_only_the_order_counts() {
        let from = Version::parse("1.0.0-rc.1").expect("a version");
        let least = needed(&from, Effect::Breaking);
        assert!(least > from && least < Version::parse("1.0.0-rc.2").expect("a version"));
        assert!(least < Version::new(1, 0, 0));
    }
}
