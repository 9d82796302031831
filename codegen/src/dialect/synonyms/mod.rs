//! Words that the dialect has not, and the ones that are meant: other dialects' keys, types and kinds, as beginners write them.
//!
//! One table (`table.rs`). How a word is written (case, hyphens, underscores) does not matter; slips of the pen are for `did_you_mean`.

mod table;

use self::table::TABLE;

/// Where a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot<'a> {
    /// A key of this thing, by its name in the schema.
    Key(&'a str),
    /// One of the fixed words of this definition.
    Word(&'a str),
    /// The name of a type.
    Type,
}

/// Words and what is meant by them.
struct Row {
    spot: Spot<'static>,
    wrong: &'static [&'static str],
    /// The key, word or type that is meant; `""` where it takes more than that.
    meant: &'static str,
    /// How it is written.
    help: &'static str,
}

/// A word without case, hyphens and underscores.
fn bare(word: &str) -> String {
    let signs = ['_', '-', ' '];
    word.chars()
        .filter(|c| !signs.contains(c))
        .flat_map(char::to_lowercase)
        .collect()
}

fn row(spot: Spot<'_>, wrong: &str) -> Option<&'static Row> {
    let wrong = bare(wrong);
    TABLE
        .iter()
        .find(|row| row.spot == spot && row.wrong.iter().any(|known| bare(known) == wrong))
}

/// How a word that is not of the dialect is written in it.
#[must_use]
pub fn synonym(spot: Spot<'_>, wrong: &str) -> Option<String> {
    row(spot, wrong).map(|row| match (row.help, spot) {
        ("", Spot::Type) => format!("the dialect has `{}`", row.meant),
        ("", _) => format!("it is called `{}` here", row.meant),
        (help, _) => help.to_owned(),
    })
}

/// Which of the known words is meant: the same in another spelling, or what the table says.
#[must_use]
pub fn meant<'k>(spot: Spot<'_>, wrong: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let plain = bare(wrong);
    let row = row(spot, wrong);
    let mut listed = None;
    for candidate in known {
        if bare(candidate) == plain {
            return Some(candidate);
        }
        if row.is_some_and(|row| row.meant == candidate) {
            listed = Some(candidate);
        }
    }
    listed
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::super::{SCALARS, combined_schema};
    use super::*;

    /// The keys of a thing or the words of a definition, as the schema has them.
    fn known(spot: Spot<'_>) -> BTreeSet<String> {
        let schema = combined_schema();
        let definition = |name: &str| schema.pointer(&format!("/$defs/{name}")).cloned().unwrap_or_default();
        match spot {
            Spot::Type => SCALARS.iter().map(|(name, _)| (*name).to_owned()).collect(),
            Spot::Key(thing) => {
                let properties = definition(thing).get("properties").cloned().unwrap_or_default();
                properties
                    .as_object()
                    .into_iter()
                    .flatten()
                    .map(|(key, _)| key.clone())
                    .collect()
            }
            Spot::Word(of) => {
                let definition = definition(of);
                let listed = definition.get("enum").and_then(Value::as_array).into_iter().flatten();
                let described = definition.get("oneOf").and_then(Value::as_array).into_iter().flatten();
                let words = listed.chain(described.filter_map(|word| word.get("const")));
                words.filter_map(Value::as_str).map(str::to_owned).collect()
            }
        }
    }

    #[test]
    fn rows_speak_of_what_the_dialect_has() {
        for row in TABLE {
            let known = known(row.spot);
            assert!(!known.is_empty(), "{:?} is nothing of the schema", row.spot);
            let is_known = |word: &str| known.iter().any(|known| bare(known) == bare(word));
            assert!(
                row.meant.is_empty() || known.contains(row.meant),
                "{:?} has no `{}`",
                row.spot,
                row.meant
            );
            assert!(
                !(row.meant.is_empty() && row.help.is_empty()),
                "{:?} says nothing",
                row.wrong
            );
            for wrong in row.wrong {
                assert!(!is_known(wrong), "`{wrong}` is a word of {:?} itself", row.spot);
            }
        }
    }

    #[test]
    fn no_word_stands_in_two_rows() {
        let mut seen = BTreeSet::new();
        for row in TABLE {
            for wrong in row.wrong {
                assert!(
                    seen.insert(format!("{:?} {}", row.spot, bare(wrong))),
                    "{:?} has `{wrong}` twice",
                    row.spot
                );
            }
        }
    }

    #[test]
    fn case_and_hyphens_do_not_matter() {
        for word in ["responseBody", "request-body", "REQUEST_BODY", "requestBody"] {
            let found = meant(Spot::Key("Endpoint"), word, ["body", "returns"]);
            assert_eq!(found.is_some(), word != "responseBody", "{word}");
        }
        assert_eq!(
            meant(Spot::Key("FieldLong"), "maxLength", ["max_length"]),
            Some("max_length")
        );
        assert_eq!(synonym(Spot::Type, "Int"), Some("the dialect has `integer`".to_owned()));
        assert_eq!(synonym(Spot::Type, "Order"), None);
    }
}
