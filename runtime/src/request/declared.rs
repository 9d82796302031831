//! What an operation declares, against what a program adds by hand. Only builds for debugging look: a parameter that is declared has a
//! setter with a type and its rules, and is sent twice if it is added.

use std::borrow::Cow;

use crate::meta::Meta;

/// What an operation wrote or could have written. Nothing at all in other builds.
#[derive(Clone, Default)]
pub(super) struct Declared {
    #[cfg(debug_assertions)]
    query: Names,
    #[cfg(debug_assertions)]
    fields: Names,
}

/// Where a name stands.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stand {
    Query,
    Field,
}

/// A parameter or field that is there, or could be.
#[cfg_attr(not(debug_assertions), allow(dead_code))]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Known {
    /// Of this name on the wire, by itself.
    Whole(String),
    /// Within the one of this name.
    Within(String),
    /// Always sent, and set by nobody.
    Constant,
}

#[cfg(debug_assertions)]
#[derive(Clone, Default)]
struct Names {
    /// Steps of the name, and what it is. Those that are not set are among them.
    known: Vec<(Vec<String>, Known)>,
    /// Patterns of families.
    families: Vec<String>,
    /// Steps of the names that were written.
    written: Vec<(Vec<String>, Known)>,
}

#[cfg(debug_assertions)]
mod noted {
    use super::{Declared, Known, Names, Stand, steps};
    use crate::json::{Encode, named};
    use crate::wire::Params;

    impl Declared {
        fn names(&mut self, stand: Stand) -> &mut Names {
            match stand {
                Stand::Query => &mut self.query,
                Stand::Field => &mut self.fields,
            }
        }

        /// A parameter or field, whether it is set or not.
        pub(in crate::request) fn note(&mut self, stand: Stand, name: &str, value: &dyn Encode) {
            let known = &mut self.names(stand).known;
            known.push((steps(name), Known::Whole(name.to_owned())));
            let members = if value.is_absent() { Vec::new() } else { named(value) };
            for member in members {
                let inside = member.split('.').map(ToOwned::to_owned);
                known.push((
                    steps(name).into_iter().chain(inside).collect(),
                    Known::Within(name.to_owned()),
                ));
            }
        }

        /// The fields of a whole body, whether they are set or not.
        pub(in crate::request) fn note_body(&mut self, stand: Stand, value: &dyn Encode) {
            let Names { known, families, .. } = self.names(stand);
            for member in named(value) {
                let steps: Vec<String> = member.split('.').map(ToOwned::to_owned).collect();
                let known_as = match &steps[..] {
                    [pattern] if pattern.contains('{') => {
                        families.push(pattern.clone());
                        continue;
                    }
                    [name] => Known::Whole(name.clone()),
                    [name, ..] => Known::Within(name.clone()),
                    [] => continue,
                };
                known.push((steps, known_as));
            }
        }

        pub(in crate::request) fn note_constant(&mut self, stand: Stand, name: &str) {
            self.names(stand).known.push((steps(name), Known::Constant));
        }

        pub(in crate::request) fn note_family(&mut self, stand: Stand, pattern: &str) {
            self.names(stand).families.push(pattern.to_owned());
        }

        /// What came of a parameter or family of this name: the pairs of the query behind the first `before`.
        pub(in crate::request) fn note_written(&mut self, name: &str, query: &Params, before: usize) {
            let pairs = query.iter().skip(before);
            let written = pairs.map(|(pair, _)| (steps(pair), Known::Within(name.to_owned())));
            self.query.written.extend(written);
        }

        /// What a name clashes with: itself, something that it is a part of, or a part of it.
        pub(in crate::request) fn clash(&self, stand: Stand, name: &str) -> Option<Known> {
            let names = match stand {
                Stand::Query => &self.query,
                Stand::Field => &self.fields,
            };
            let wanted = match stand {
                Stand::Query => steps(name),
                Stand::Field => name.split('.').flat_map(steps).collect(),
            };
            let exactly = names.known.iter().find(|(steps, _)| *steps == wanted);
            let first = wanted.first()?;
            let family = || names.families.iter().find(|pattern| is_of(pattern, first));
            let inside = |(steps, _): &&(Vec<String>, Known)| steps.starts_with(&wanted) || wanted.starts_with(steps);
            match exactly.or_else(|| names.written.iter().find(inside)) {
                Some((_, known)) => Some(known.clone()),
                None => family().map(|pattern| Known::Whole(pattern.clone())),
            }
        }
    }

    /// Whether a name is one of a family. One of all names there are holds none of them back: only what is set counts.
    fn is_of(pattern: &str, name: &str) -> bool {
        let Some((before, (placeholder, after))) = pattern
            .split_once('{')
            .and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
        else {
            return false;
        };
        let key = name.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
        let fits = |key: &str| placeholder != "n" || key.bytes().all(|byte| byte.is_ascii_digit());
        !(before.is_empty() && after.is_empty()) && key.is_some_and(|key| !key.is_empty() && fits(key))
    }
}

#[cfg(not(debug_assertions))]
#[allow(clippy::unused_self)] // There is nothing to note it in.
impl Declared {
    pub(super) fn note(&mut self, _: Stand, _: &str, _: &dyn crate::json::Encode) {}

    pub(super) fn note_body(&mut self, _: Stand, _: &dyn crate::json::Encode) {}

    pub(super) fn note_constant(&mut self, _: Stand, _: &str) {}

    pub(super) fn note_family(&mut self, _: Stand, _: &str) {}

    pub(super) fn note_written(&mut self, _: &str, _: &crate::wire::Params, _: usize) {}

    pub(super) fn clash(&self, _: Stand, _: &str) -> Option<Known> {
        None
    }
}

/// The steps of a name as on the wire, without the marks and numbers of lists: `filter` and `ids` of `filter[ids][]`. So an element by
/// whatever mark is the list that it belongs to.
pub(super) fn steps(name: &str) -> Vec<String> {
    let (first, rest) = name.split_at(name.find('[').unwrap_or(name.len()));
    let inner = rest.split(['[', ']']).filter(|step| !step.is_empty());
    let inner = inner.filter(|step| !step.bytes().all(|byte| byte.is_ascii_digit()));
    std::iter::once(first).chain(inner).map(ToOwned::to_owned).collect()
}

/// Without the mark of a list.
pub(super) fn plain(name: &str) -> &str {
    name.strip_suffix("[]").unwrap_or(name)
}

/// The setter of a parameter or field.
pub(super) fn setter<'n>(meta: &'static Meta, wire: &'n str) -> Cow<'n, str> {
    match meta.setters.iter().find(|(known, _)| plain(known) == plain(wire)) {
        Some((_, setter)) => Cow::Borrowed(setter),
        None => Cow::Owned(usual(wire)),
    }
}

/// The name that follows from that on the wire; the generator has the same rule, and tables what it does not hold for.
fn usual(wire: &str) -> String {
    let mut name = String::with_capacity(wire.len() + 4);
    let mut before = '_';
    for c in wire.trim_end_matches("[]").chars() {
        if c.is_uppercase() && before.is_lowercase() {
            name.push('_');
        }
        before = c;
        let plain = if c.is_alphanumeric() { c } else { '_' };
        name.extend(plain.to_lowercase());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::{steps, usual};

    #[test]
    fn names_follow_from_the_wire() {
        for (wire, name) in [
            ("perPage", "per_page"),
            ("ids[]", "ids"),
            ("filter.sinceId", "filter_since_id"),
            ("a-b", "a_b"),
        ] {
            assert_eq!(usual(wire), name);
        }
    }

    #[test]
    fn marks_and_numbers_of_lists_are_no_steps() {
        for (name, expected) in [
            ("page", &["page"][..]),
            ("ids[]", &["ids"]),
            ("ids[12]", &["ids"]),
            ("filter[ids][]", &["filter", "ids"]),
            ("filter[a][0][b]", &["filter", "a", "b"]),
            ("filter[2a]", &["filter", "2a"]),
            ("filter[ids", &["filter", "ids"]),
            ("", &[""]),
        ] {
            assert_eq!(steps(name), expected, "{name}");
        }
    }
}
