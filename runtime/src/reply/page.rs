//! What a body is or says that is no JSON: the title of an HTML page, the first line of a text, the name of another format.
//!
//! Data is never quoted, in whichever format it stands: it is the account's, and errors go to logs.

use super::markup::{Markup, markup};
use crate::json;

/// Most characters that are taken.
const LIMIT: usize = 200;
/// Most bytes that are searched.
const SEARCHED: usize = 16 * 1024;

/// What can be told about a body that is no JSON.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Gist {
    /// What it says, a short text for people.
    Says(String),
    /// What it is, with an article.
    Is(String),
}

/// What a body is or says, if it is no JSON and not empty.
pub(super) fn gist(body: &[u8]) -> Option<Gist> {
    let body = json::content(body);
    let head = body.get(..SEARCHED).unwrap_or(body);
    let text = String::from_utf8_lossy(head);
    if text.starts_with(['{', '[']) {
        return None;
    }
    let markup = if text.starts_with('<') { markup(&text) } else { None };
    let found = match markup {
        Some(Markup::Html) => between(&text, "title")
            .or_else(|| between(&text, "h1"))
            .unwrap_or_else(|| strip(&text)),
        Some(Markup::Xml(name)) => {
            let name = name.map(|name| format!(" with the root element `{name}`"));
            return Some(Gist::Is(format!("an XML document{}", name.unwrap_or_default())));
        }
        None => text.lines().next().unwrap_or_default().to_owned(),
    };
    let said = before_json(&found).trim_matches(json::is_blank);
    if !said.is_empty() {
        return Some(Gist::Says(squeeze(said)));
    }
    let kind = if markup.is_some() { "an HTML page" } else { "text" };
    let filling = if found.trim_matches(json::is_blank).is_empty() {
        "without text"
    } else {
        "around JSON"
    };
    (!text.is_empty()).then(|| Gist::Is(format!("{kind} {filling}")))
}

/// Text up to where an object or a list begins.
fn before_json(text: &str) -> &str {
    let begins = |(at, _): &(usize, &str)| {
        let inside = text.get(at + 1..).unwrap_or_default();
        let next = inside.trim_start_matches(json::is_blank).chars().next();
        matches!(next, Some('"' | '{' | '['))
    };
    let start = text.match_indices(['{', '[']).find(begins);
    start.and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

/// Text of the first element of that name.
fn between(html: &str, element: &str) -> Option<String> {
    let open = find(html, &format!("<{element}"))?;
    let start = open + html.get(open..)?.find('>')? + 1;
    let end = start + find(html.get(start..)?, &format!("</{element}"))?;
    let text = strip(html.get(start..end)?);
    (!text.trim().is_empty()).then_some(text)
}

/// Where `sign` begins in `text`, whatever the case of its letters. Nothing is copied: a page may have thousands of scripts.
fn find(text: &str, sign: &str) -> Option<usize> {
    let mut windows = text.as_bytes().windows(sign.len());
    let at = windows.position(|window| window.eq_ignore_ascii_case(sign.as_bytes()));
    crate::steps::add(at.unwrap_or(text.len()));
    at
}

/// Text outside of tags, scripts and styles.
fn strip(html: &str) -> String {
    let (mut out, mut rest) = (String::new(), html);
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        out.push(' ');
        rest = skip_tag(after);
    }
    if !rest.is_empty() {
        out.push_str(rest);
    }
    unescape(&out)
}

/// What follows a tag; of elements that hold no text, what follows their end.
fn skip_tag(tag: &str) -> &str {
    if let Some(comment) = tag.strip_prefix("!--") {
        return comment.split_once("-->").map_or("", |(_, after)| after);
    }
    let after = tag.split_once('>').map_or("", |(_, after)| after);
    for silent in ["script", "style"] {
        if tag
            .get(..silent.len())
            .is_some_and(|name| name.eq_ignore_ascii_case(silent))
        {
            return find(after, &format!("</{silent}"))
                .and_then(|at| after.get(at..)?.split_once('>'))
                .map_or("", |(_, after)| after);
        }
    }
    after
}

fn unescape(text: &str) -> String {
    const NAMED: [(&str, &str); 6] = [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    NAMED
        .iter()
        .fold(text.to_owned(), |text, (name, plain)| text.replace(name, plain))
}

/// White space as single blanks, cut to the limit.
fn squeeze(text: &str) -> String {
    let squeezed = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match squeezed.char_indices().nth(LIMIT) {
        Some((end, _)) => format!("{}…", &squeezed[..end]),
        None => squeezed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(body: &str) -> Option<String> {
        match gist(body.as_bytes())? {
            Gist::Says(text) => Some(text),
            Gist::Is(what) => Some(format!("({what})")),
        }
    }

    #[test]
    fn pages_tell_their_title() {
        let page = "<!DOCTYPE html>\n<html><head><TITLE lang=\"en\">\n 502 Bad&nbsp;Gateway </TITLE></head><body>x</body></html>";
        assert_eq!(found(page).unwrap(), "502 Bad Gateway");
        assert_eq!(
            found("<html><title></title><h1>Not <b>found</b></h1>").unwrap(),
            "Not found"
        );
        let plain = "<p>Account does not exist.</p><script>var a = '<p>';</script><!-- x --><style>p{}</style>";
        assert_eq!(found(plain).unwrap(), "Account does not exist.");
    }

    #[test]
    fn texts_tell_their_first_line() {
        assert_eq!(found("\u{feff} Too many requests\nmore").unwrap(), "Too many requests");
        assert_eq!(found("").as_deref(), None);
        assert_eq!(found(" \n ").as_deref(), None);
        assert_eq!(found("<br><br>").unwrap(), "(an HTML page without text)");
        assert_eq!(found("{\"a\":").as_deref(), None);
    }

    #[test]
    fn data_of_other_formats_is_not_quoted() {
        let is = |name: &str| format!("(an XML document with the root element `{name}`)");
        for (data, name) in [
            ("<order><title>Kettle for Ann Smith</title></order>", "order"),
            (
                "\u{feff}\n<?xml version=\"1.0\"?>\n<rss><channel><title>Kettle</title>",
                "rss",
            ),
            ("<soapenv:Envelope><soapenv:Body><h1>x</h1>", "soapenv:Envelope"),
        ] {
            assert_eq!(found(data).unwrap(), is(name));
        }
        for (data, told) in [
            ("<html><body><pre>{\"phone\":\"1\"}</pre>", "(an HTML page around JSON)"),
            (
                "<html><title>[{&quot;phone&quot;:1}]</title>",
                "(an HTML page around JSON)",
            ),
            (
                "<br /><b>Notice</b>: a[0] in /x.php<br />{ \"phone\":1}",
                "Notice : a[0] in /x.php",
            ),
            ("load({\"phone\":1})", "load("),
            ("see {manual} [1]", "see {manual} [1]"),
        ] {
            assert_eq!(found(data).unwrap(), told);
        }
    }

    #[test]
    fn many_scripts_are_passed_over_in_one_go() {
        let page = |n| format!("<p>{}x", "<SCRIPT>a</script>".repeat(n));
        crate::steps::tests::linear("scripts", 200, page, |page| {
            assert_eq!(found(&page).unwrap(), "x");
        });
    }

    #[test]
    fn broken_pages_and_long_texts_do_no_harm() {
        for broken in [
            "<",
            "<title",
            "<title>x",
            "<!--",
            "<script>",
            "<title></title",
            "<Ё><title>ё</title>",
        ] {
            let _ = found(broken);
        }
        assert_eq!(found(&"ё".repeat(100_000)).unwrap().chars().count(), LIMIT + 1);
        assert_eq!(gist(b"\xff\xfe"), Some(Gist::Says("\u{fffd}\u{fffd}".to_owned())));
    }
}
