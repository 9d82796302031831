//! Links in reply headers (RFC 8288, section 3).

use http::HeaderMap;

/// Most bytes of a header that are looked at.
const MOST: usize = 64 * 1024;

/// What a header says of the next page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NextLink {
    /// There is none.
    None,
    /// Its address.
    At(String),
    /// Several, of which none is more the next one than the others.
    Several,
    /// The header cannot be read.
    Unreadable,
}

/// The address that the header `name` names for the next page: that of the link whose `rel` has `next` in it or, in a header with
/// nothing but an address, that one.
pub(crate) fn next_link(headers: &HeaderMap, name: &str) -> NextLink {
    let mut found: Option<String> = None;
    for value in headers.get_all(name) {
        let Ok(text) = std::str::from_utf8(value.as_bytes()) else {
            return NextLink::Unreadable;
        };
        if text.len() > MOST {
            return NextLink::Unreadable;
        }
        let text = text.trim();
        let targets = if text.starts_with('<') || text.starts_with(',') {
            match links(text) {
                Some(links) => links,
                None => return NextLink::Unreadable,
            }
        } else {
            Some(text.to_owned())
                .filter(|text| !text.is_empty())
                .into_iter()
                .collect()
        };
        for target in targets {
            match &found {
                Some(other) if *other != target => return NextLink::Several,
                _ => found = Some(target),
            }
        }
    }
    found.map_or(NextLink::None, NextLink::At)
}

/// The targets of the links to a next page in one header; `None`: it is not a list of links.
fn links(text: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    let mut rest = text.trim_start_matches([',', ' ', '\t']);
    while !rest.is_empty() {
        let (target, after) = rest.strip_prefix('<')?.split_once('>')?;
        let (is_next, after) = params(after)?;
        if is_next {
            found.push(target.to_owned());
        }
        rest = after.trim_start_matches([',', ' ', '\t']);
    }
    Some(found)
}

/// Whether parameters of a link make it one to the next page, and what comes behind them. Of several `rel` the first counts; a link
/// with an `anchor` is one of another page.
fn params(text: &str) -> Option<(bool, &str)> {
    let (mut rel, mut anchored, mut rest) = (None, false, text.trim_start());
    while let Some(after) = rest.strip_prefix(';') {
        let after = after.trim_start();
        let end = after.find(['=', ';', ',', ' ', '\t']).unwrap_or(after.len());
        let (name, after) = after.split_at(end);
        let after = after.trim_start();
        let (value, after) = match after.strip_prefix('=') {
            Some(value) => value_of(value.trim_start())?,
            None => (String::new(), after),
        };
        if name.eq_ignore_ascii_case("rel") {
            rel.get_or_insert(value);
        } else if name.eq_ignore_ascii_case("anchor") {
            anchored = true;
        }
        rest = after.trim_start();
    }
    if !(rest.is_empty() || rest.starts_with(',')) {
        return None;
    }
    let rel = rel.unwrap_or_default();
    let is_next = rel
        .split_ascii_whitespace()
        .any(|word| word.eq_ignore_ascii_case("next"));
    Some((is_next && !anchored, rest))
}

/// The value of a parameter, quoted or not, and what comes behind it; `None`: the quotes have no end.
fn value_of(text: &str) -> Option<(String, &str)> {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([';', ',', ' ', '\t']).unwrap_or(text.len());
        let (value, after) = text.split_at(end);
        return Some((value.to_owned(), after));
    };
    let (mut value, mut chars) = (String::new(), quoted.char_indices());
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((value, quoted.get(at + 1..).unwrap_or_default())),
            '\\' => value.extend(chars.next().map(|(_, escaped)| escaped)),
            _ => value.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(values: &[&str]) -> NextLink {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append("link", http::HeaderValue::from_bytes(value.as_bytes()).unwrap());
        }
        next_link(&headers, "Link")
    }

    #[test]
    fn the_next_page_is_found_among_other_links() {
        for values in [
            &["</a?page=2>; rel=\"next\", </a?page=9>; rel=\"last\""][..],
            &["</a?page=1>; rel=prev", "</a?page=2>; rel=next"],
            &["</a?page=2>;rel=NEXT;title=\"x, </b>; rel=next\""],
            &["</a?page=2>; title=\"say \\\"next\\\"\"; rel=\"last next\""],
            &["</a?page=2> ; REL = \"next\" ; foo , </b>; rel=up"],
            &["</a?page=2>; rel=next; rel=prev", "</b>; rel=prev; rel=next"],
            &["</a?page=2>; rel=next", "</b>; rel=next; anchor=\"/other\""],
            &["</a?page=2>; rel=next", "</a?page=2>; rel=\"next\""],
            &[", </a?page=2>; rel=next,,"],
            &["/a?page=2"],
        ] {
            assert_eq!(next(values), NextLink::At("/a?page=2".to_owned()), "{values:?}");
        }
        let commas = next(&["<https://a.example/?ids=1,2;3>; rel=next"]);
        assert_eq!(commas, NextLink::At("https://a.example/?ids=1,2;3".to_owned()));
    }

    #[test]
    fn no_next_page_is_none() {
        for values in [
            &[][..],
            &[""],
            &["</a>; rel=prev"],
            &["</a>"],
            &["</a>; rel=\"nextish\"; title=next"],
            &["</a>; rev=next"],
        ] {
            assert_eq!(next(values), NextLink::None, "{values:?}");
        }
    }

    #[test]
    fn what_is_in_doubt_is_said() {
        assert_eq!(next(&["</a>; rel=next, </b>; rel=next"]), NextLink::Several);
        for value in [
            "</a",
            "</a>; rel=\"next",
            "</a> rel=next",
            "</a>; rel=next garbage",
            "<a>; rel=prev, b; rel=next",
        ] {
            assert_eq!(next(&[value]), NextLink::Unreadable, "{value}");
        }
        let long = format!("<{}>; rel=next", "x".repeat(MOST));
        assert_eq!(next(&[&long]), NextLink::Unreadable);
    }
}
