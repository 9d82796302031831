//! What texts are, by how they are written.

use super::draft::{Draft, Kind};
use super::times;
use crate::captured::looks_like_code;
use crate::captured::secrets::BLOT;

/// What all of these are. `name` is the key they stand under; `count` is how many there were, repeated ones included.
pub(super) fn draft(texts: &[&str], name: &str) -> Draft {
    let string = || Draft::new(Kind::Scalar("string"));
    let filled: Vec<&str> = texts.iter().copied().filter(|text| !text.is_empty()).collect();
    if filled.is_empty() || filled.iter().any(|text| text.contains(BLOT)) {
        return string();
    }
    if let Some(draft) = times::draft(&filled) {
        return draft;
    }
    if filled.iter().all(|text| crate::captured::is_uuid(text)) && filled.len() == texts.len() {
        return Draft::new(Kind::Scalar("uuid"));
    }
    if is_decimal(&filled) {
        return if filled.len() == texts.len() {
            Draft::new(Kind::Scalar("decimal")).note("a number written as text")
        } else {
            string().note("decimals, or empty")
        };
    }
    match enumeration(texts, name) {
        Some(values) => {
            let note = format!("{} values in {} samples; there may be more", values.len(), texts.len());
            Draft::new(Kind::Enum(values)).note(note)
        }
        None => string(),
    }
}

/// Digits with a point in all of those that are no plain integer, and in one at least. `007.5` is no number.
fn is_decimal(texts: &[&str]) -> bool {
    let number = |text: &&str| {
        let bare = text.strip_prefix('-').unwrap_or(text);
        let (whole, rest) = bare.split_once('.').unwrap_or((bare, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        digits(whole) && digits(rest) && (whole.len() == 1 || !whole.starts_with('0')) && whole.len() <= 15
    };
    texts.iter().all(number) && texts.iter().any(|text| text.contains('.'))
}

/// Keys that most often hold a code of a few.
const CODED: &[&str] = &[
    "status",
    "state",
    "type",
    "kind",
    "method",
    "mode",
    "currency",
    "role",
    "level",
    "format",
    "direction",
    "gender",
    "sex",
];

/// Keys that hold words of people, however often they come again.
const PERSONAL: &[&str] = &[
    "name",
    "title",
    "email",
    "login",
    "phone",
    "city",
    "street",
    "address",
    "author",
    "comment",
    "note",
    "text",
    "description",
    "url",
    "href",
    "slug",
    "permalink",
    "sku",
    "country",
    "region",
    "zip",
    "file",
    "path",
    "image",
    "tag",
];

/// The values of an enumeration, in order of appearance.
fn enumeration(texts: &[&str], name: &str) -> Option<Vec<String>> {
    let lower = name.to_ascii_lowercase();
    let ends = |words: &[&str]| {
        words
            .iter()
            .any(|word| lower.ends_with(word) || lower.contains(&format!("{word}_")))
    };
    let mut values: Vec<&str> = Vec::new();
    for text in texts {
        if !values.contains(text) {
            values.push(text);
            if values.len() > 12 {
                return None;
            }
        }
    }
    let enough = if ends(CODED) {
        texts.len() >= 4 && values.len() * 2 <= texts.len()
    } else {
        texts.len() >= 12 && values.len() * 4 <= texts.len()
    };
    let codes = values.iter().all(|value| looks_like_code(value));
    let variants: std::collections::BTreeSet<String> =
        values.iter().map(|value| crate::naming::variant(value)).collect();
    let told_apart = variants.len() == values.len() && !variants.contains("Other") && !variants.contains("OtherValue");
    let few = (2..=if ends(CODED) { 12 } else { 6 }).contains(&values.len());
    let personal = ends(PERSONAL) && !ends(CODED);
    (few && enough && codes && told_apart && !personal).then(|| values.into_iter().map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_written_form_of_the_dialect_is_known() {
        for (text, expected) in [
            ("2024-02-29", Kind::Scalar("date")),
            ("29.02.2024", Kind::Written("date", "d.m.Y")),
            ("2024/02/29", Kind::Written("date", "Y/m/d")),
            ("18:30:05", Kind::Scalar("time")),
            ("18:30", Kind::Written("time", "H:i")),
            ("2024-02-29 18:30:05", Kind::Scalar("local_datetime")),
            ("2024-02-29 18:30", Kind::Written("local_datetime", "Y-m-d H:i")),
            ("2024-02-29T18:30:05", Kind::Written("local_datetime", "Y-m-d\\TH:i:s")),
            ("29.02.2024 18:30", Kind::Written("local_datetime", "d.m.Y H:i")),
            ("2024-02-29T18:30:05+03:00", Kind::Scalar("datetime")),
            ("2024-02-29T18:30:05.123Z", Kind::Scalar("datetime")),
            ("2024-02-29 18:30:05+03:00", Kind::Written("datetime", "Y-m-d H:i:sP")),
            ("2024-02-29T18:30:05+0300", Kind::Written("datetime", "Y-m-d\\TH:i:sO")),
            ("2024/02/29 18:30 +0300", Kind::Written("datetime", "Y/m/d H:i O")),
            ("0000-00-00 00:00:00", Kind::Scalar("local_datetime")),
            ("12.50", Kind::Scalar("decimal")),
            ("-0.5", Kind::Scalar("decimal")),
            ("007.5", Kind::Scalar("string")),
            ("12", Kind::Scalar("string")),
            ("2024-13-01", Kind::Scalar("string")),
            ("2024-02-29 ", Kind::Scalar("string")),
            ("25:00", Kind::Scalar("string")),
            ("18:30:", Kind::Scalar("string")),
            ("1.2.3", Kind::Scalar("string")),
            ("6fa459ea-ee8a-3ca4-894e-db77e160355e", Kind::Scalar("uuid")),
        ] {
            assert_eq!(draft(&[text], "x").kind, expected, "{text}");
        }
    }

    #[test]
    fn forms_that_differ_are_told() {
        let mixed = draft(&["2024-02-29", "01.03.2024"], "x");
        assert_eq!((mixed.kind, mixed.notes.len()), (Kind::Scalar("date"), 1));
        assert_eq!(draft(&["2024-02-29", "18:30"], "x").kind, Kind::Scalar("string"));
        assert_eq!(draft(&["12.5", ""], "x").kind, Kind::Scalar("string"));
    }

    #[test]
    fn few_values_in_many_samples_are_an_enumeration() {
        let of = |texts: &[&str], name: &str| draft(texts, name).kind;
        assert_eq!(
            of(&["new", "paid", "new", "paid"], "status"),
            Kind::Enum(vec!["new".into(), "paid".into()])
        );
        assert_eq!(
            of(&["new", "paid", "new", "paid"], "colour"),
            Kind::Scalar("string"),
            "too few"
        );
        assert_eq!(
            of(&["Ann", "Bob"].repeat(20), "first_name"),
            Kind::Scalar("string"),
            "people"
        );
        assert_eq!(
            of(&["a b", "c d"].repeat(20), "status"),
            Kind::Scalar("string"),
            "words"
        );
        assert_eq!(
            of(&["in-work", "in_work"].repeat(9), "status"),
            Kind::Scalar("string"),
            "one Rust name"
        );
    }
}
