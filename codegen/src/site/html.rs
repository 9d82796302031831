//! HTML as values. Whatever is put in as text or as the value of an attribute is escaped; nothing else makes markup.

/// Something on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Html {
    Text(String),
    Element(Element),
    /// Several things, one after the other.
    Several(Vec<Html>),
}

/// An element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    tag: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Html>,
}

/// An element without anything in it.
pub(super) fn el(tag: &'static str) -> Element {
    Element {
        tag,
        attributes: Vec::new(),
        children: Vec::new(),
    }
}

/// A link.
pub(super) fn link(to: impl Into<String>, shown: impl Into<Html>) -> Element {
    el("a").with("href", to).add(shown)
}

impl Element {
    /// With an attribute.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// With something behind what is in it.
    pub(super) fn add(mut self, child: impl Into<Html>) -> Self {
        self.children.push(child.into());
        self
    }

    /// With several things behind what is in it.
    pub(super) fn all<T: Into<Html>>(mut self, children: impl IntoIterator<Item = T>) -> Self {
        self.children.extend(children.into_iter().map(Into::into));
        self
    }
}

impl From<Element> for Html {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

impl From<&str> for Html {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Html {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Html {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<Vec<Html>> for Html {
    fn from(several: Vec<Html>) -> Self {
        Self::Several(several)
    }
}

/// Elements that have no end and hold nothing.
const VOID: [&str; 4] = ["input", "link", "meta", "br"];

/// A whole page.
pub(super) fn document(root: Element) -> String {
    let mut out = "<!DOCTYPE html>\n".to_owned();
    write(&root.into(), &mut out);
    out.push('\n');
    out
}

fn write(html: &Html, out: &mut String) {
    match html {
        Html::Text(text) => escape(text, out),
        Html::Several(several) => several.iter().for_each(|one| write(one, out)),
        Html::Element(element) => {
            out.push('<');
            out.push_str(element.tag);
            for (name, value) in &element.attributes {
                out.push(' ');
                out.push_str(name);
                out.push_str("=\"");
                escape(value, out);
                out.push('"');
            }
            out.push('>');
            if VOID.contains(&element.tag) {
                return;
            }
            element.children.iter().for_each(|child| write(child, out));
            out.push_str("</");
            out.push_str(element.tag);
            out.push('>');
            if matches!(
                element.tag,
                "p" | "h1" | "h2" | "h3" | "tr" | "li" | "section" | "pre" | "head" | "nav" | "header"
            ) {
                out.push('\n');
            }
        }
    }
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Readers of HTML refuse it, and a direction that turns around shows another text than is there.
            '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                out.push('\u{fffd}');
            }
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_attributes_are_escaped() {
        let page = document(link("\"><script>'", "<b>&\u{202e}"));
        assert_eq!(
            page,
            "<!DOCTYPE html>\n<a href=\"&quot;&gt;&lt;script&gt;&#39;\">&lt;b&gt;&amp;\u{fffd}</a>\n"
        );
    }
}
