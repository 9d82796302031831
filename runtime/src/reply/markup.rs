//! What text in angle brackets is: a page for people, or data of another format.

/// What a document in angle brackets is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Markup<'a> {
    /// HTML, also as a fragment or with the looks of XML.
    Html,
    /// Something else, with the name of its first element if it has one.
    Xml(Option<&'a str>),
}

/// What pages of errors begin with that leave out `html`, and no sensible data.
const FRAGMENTS: [&str; 20] = [
    "b", "body", "br", "center", "div", "font", "h1", "h2", "h3", "head", "hr", "i", "meta", "p", "pre", "script",
    "span", "strong", "style", "title",
];

/// Longest name that is shown.
const NAME: usize = 64;

/// What `text` is, which begins with `<`; `None` if it is no markup at all.
pub(super) fn markup(text: &str) -> Option<Markup<'_>> {
    let (mut rest, mut is_xml) = (text, false);
    loop {
        rest = rest.trim_start_matches(crate::json::is_blank);
        if let Some(after) = rest.strip_prefix("<!--") {
            rest = after.split_once("-->").map_or("", |(_, after)| after);
        } else if let Some(after) = rest.strip_prefix("<?") {
            is_xml = true;
            rest = after.split_once("?>").map_or("", |(_, after)| after);
        } else if let Some(after) = rest.strip_prefix("<!") {
            let mut words = after.split(|c: char| c.is_whitespace() || c == '>');
            let is_doctype = words.next().is_some_and(|word| word.eq_ignore_ascii_case("doctype"));
            let kind = words.find(|word| !word.is_empty());
            if is_doctype && kind.is_some_and(|kind| kind.eq_ignore_ascii_case("html")) {
                return Some(Markup::Html);
            }
            is_xml = true;
            rest = after_declaration(after);
        } else {
            break;
        }
    }
    if rest.is_empty() {
        // Nothing but comments is how some pages end that were cut.
        return Some(Markup::Xml(None));
    }
    let tag = rest.strip_prefix('<')?;
    let end = tag.find(|c: char| !(c.is_alphanumeric() || ":-_.".contains(c)));
    let name = tag.get(..end.unwrap_or(tag.len())).unwrap_or_default();
    if !name.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return is_xml.then_some(Markup::Xml(None));
    }
    let opening = tag.split_once('>').map_or(tag, |(opening, _)| opening);
    let is = |known: &&str| name.eq_ignore_ascii_case(known);
    let is_fragment = !is_xml && !opening.contains("xmlns") && FRAGMENTS.iter().any(is);
    if is(&"html") || is_fragment {
        return Some(Markup::Html);
    }
    let shown = name.char_indices().nth(NAME).map_or(name, |(end, _)| &name[..end]);
    Some(Markup::Xml(Some(shown)))
}

/// What follows a declaration, which may have others in square brackets.
fn after_declaration(text: &str) -> &str {
    let end = text.find(['>', '[']).unwrap_or(text.len());
    let (_, after) = text.split_at(end);
    match after.strip_prefix('[') {
        Some(inside) => inside
            .split_once(']')
            .and_then(|(_, after)| after.split_once('>'))
            .map_or("", |(_, after)| after),
        None => after.get(1..).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_all_ages() {
        for page in [
            "<!DOCTYPE html><html>",
            "<!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\" \"x\"><title>",
            "<HTML lang=\"en\">",
            "<!-- proxy --><html>",
            "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"x\" \"y\">\n<html xmlns=\"http://www.w3.org/1999/xhtml\">",
            "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\">",
            "<br />\n<b>Fatal error</b>",
            "<center><h1>502</h1></center>",
        ] {
            assert_eq!(markup(page), Some(Markup::Html), "{page}");
        }
    }

    #[test]
    fn data_is_named_by_its_first_element() {
        for (data, name) in [
            ("<rss version=\"2.0\"><channel><title>x", "rss"),
            (
                "<?xml version=\"1.0\"?>\u{feff}\n<soap:Envelope xmlns:soap=\"x\">",
                "soap:Envelope",
            ),
            (
                "<?xml version=\"1.0\"?><?xml-stylesheet href=\"x\"?><!-- <html> --><order/>",
                "order",
            ),
            ("<!DOCTYPE order [<!ENTITY a \"<html>\">]><order>", "order"),
            ("<!DOCTYPE shop SYSTEM \"shop.dtd\"><shop>", "shop"),
            ("<заказ>", "заказ"),
            ("<?xml version=\"1.0\"?><title>x</title>", "title"),
            ("<div xmlns=\"urn:x\">", "div"),
            ("<htmlx>", "htmlx"),
        ] {
            assert_eq!(markup(data), Some(Markup::Xml(Some(name))), "{data}");
        }
        let long = format!("<{}>", "ё".repeat(500));
        assert_eq!(markup(&long), Some(Markup::Xml(Some(&"ё".repeat(NAME)))));
    }

    #[test]
    fn broken_markup_does_no_harm() {
        for text in [
            "<?",
            "<?xml",
            "<!",
            "<!-",
            "<!--",
            "<!DOCTYPE",
            "<!DOCTYPE a [",
            "<!DOCTYPE a []",
            "<!é",
        ] {
            assert_eq!(markup(text), Some(Markup::Xml(None)), "{text}");
        }
        for text in ["<", "<<", "< 3", "<3 you", "<>", "</a>"] {
            assert_eq!(markup(text), None, "{text}");
        }
    }
}
