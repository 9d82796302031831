//! What a body says that is no JSON: the title of an HTML page, the first line of a text.

/// Most characters that are taken.
const LIMIT: usize = 200;

/// A short text for people, if there is one.
pub(super) fn gist(body: &[u8]) -> Option<String> {
    let head = body.get(..16 * 1024).unwrap_or(body);
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{feff}').trim();
    let gist = if text.starts_with('<') {
        between(text, "title")
            .or_else(|| between(text, "h1"))
            .unwrap_or_else(|| strip(text))
    } else if text.starts_with(['{', '[']) {
        return None;
    } else {
        text.lines().next().unwrap_or_default().to_owned()
    };
    let gist = squeeze(&gist);
    (!gist.is_empty()).then_some(gist)
}

/// Text of the first element of that name.
fn between(html: &str, element: &str) -> Option<String> {
    let lower = html.to_ascii_lowercase();
    let open = lower.find(&format!("<{element}"))?;
    let start = open + lower.get(open..)?.find('>')? + 1;
    let end = start + lower.get(start..)?.find(&format!("</{element}"))?;
    let text = strip(html.get(start..end)?);
    (!text.trim().is_empty()).then_some(text)
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
            let end = format!("</{silent}");
            let at = after.to_ascii_lowercase().find(&end);
            return at
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
        gist(body.as_bytes())
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
        assert_eq!(found("<br><br>").as_deref(), None);
        assert_eq!(found("{\"a\":").as_deref(), None);
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
        assert_eq!(gist(b"\xff\xfe").unwrap(), "\u{fffd}\u{fffd}");
    }
}
