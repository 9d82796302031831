//! Lists as one text.

use std::borrow::Cow;

use crate::error::Error;

/// The elements with `by` between them. What would be read as a separator inside an element gets `escape` before it, and so does the
/// escape itself; without one it is refused.
pub(super) fn join(name: &str, texts: &[Cow<'_, str>], by: &str, escape: Option<&str>) -> Result<String, Error> {
    let mut out = String::new();
    for (at, text) in texts.iter().enumerate() {
        if at > 0 {
            out.push_str(by);
        }
        match escape {
            Some(escape) => escaped(text, by, escape, &mut out),
            None if !by.is_empty() && text.contains(by.trim()) => {
                let what = if by.trim() == "," { "a comma" } else { "the separator" };
                let joined = if by.trim() == "," { "commas" } else { "it" };
                return Err(Error::build(format!(
                    "parameter `{name}` cannot be written: an element holds {what}, and this list is joined by {joined}"
                )));
            }
            None => out.push_str(text),
        }
    }
    Ok(out)
}

fn escaped(text: &str, by: &str, escape: &str, out: &mut String) {
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let special = [escape, by]
            .into_iter()
            .find(|special| !special.is_empty() && rest.starts_with(special));
        let taken = match special {
            Some(special) => {
                out.push_str(escape);
                special.len()
            }
            None => next.len_utf8(),
        };
        let (done, left) = rest.split_at(taken);
        out.push_str(done);
        rest = left;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(texts: &[&str], by: &str, escape: Option<&str>) -> Result<String, Error> {
        let texts: Vec<_> = texts.iter().map(|text| Cow::Borrowed(*text)).collect();
        join("a", &texts, by, escape)
    }

    #[test]
    fn separators_inside_are_escaped_and_so_is_the_escape() {
        let list = ["a;b", r"c\d", r"\;", "ф", ""];
        assert_eq!(joined(&list, ";", Some("\\")).unwrap(), r"a\;b;c\\d;\\\;;ф;");
        assert_eq!(joined(&["a||b", "|"], "||", Some("|")).unwrap(), "a||||b||||");
        assert_eq!(joined(&["a'b;c"], ";", Some(";")).unwrap(), "a'b;;c");
    }

    #[test]
    fn without_an_escape_a_separator_inside_is_refused() {
        assert_eq!(joined(&["a", "b c"], ";", None).unwrap(), "a;b c");
        assert_eq!(joined(&[], ";", None).unwrap(), "");
        let error = joined(&["a", "b;c"], ";", None).unwrap_err().to_string();
        assert!(error.contains("holds the separator"), "{error}");
        let error = joined(&["a,b"], ", ", None).unwrap_err().to_string();
        assert!(error.contains("holds a comma"), "{error}");
    }
}
