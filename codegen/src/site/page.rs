//! What all pages have.

use super::html::{Element, Html, document, el, link};

/// Where a page stands, and what it is called.
pub(super) struct Head<'t> {
    pub(super) title: &'t str,
    /// `../` for pages of platforms.
    pub(super) up: &'t str,
    /// Links from the front page on to here.
    pub(super) crumbs: Vec<(String, String)>,
    /// What leads to other pages of the same platform.
    pub(super) beside: Option<Element>,
}

/// A whole page.
pub(super) fn page(head: Head<'_>, content: Vec<Html>) -> String {
    let up = head.up;
    let mut crumbs = el("nav")
        .with("class", "crumbs")
        .with("aria-label", "Way to here")
        .add(link(format!("{up}index.html"), "All platforms"));
    for (to, shown) in head.crumbs {
        crumbs = crumbs.add(" / ").add(link(to, shown));
    }
    let search = el("input")
        .with("type", "search")
        .with("id", "search")
        .with("placeholder", "Search: orders list, PUT /orders, a field's type")
        .with("aria-label", "Search")
        .with("autocomplete", "off")
        .with("data-up", up);
    // Where there is no room beside the page, the contents stand below it.
    let jump = head
        .beside
        .is_some()
        .then(|| link("#contents", "Contents").with("class", "jump"));
    let header = el("header")
        .add(crumbs)
        .all(jump)
        .add(search)
        .add(el("ul").with("id", "found").with("hidden", "hidden"));
    let script = |name: &str| el("script").with("src", format!("{up}{name}"));
    let body = el("body")
        .add(header)
        .add(
            el("div")
                .with("class", if head.beside.is_some() { "both" } else { "alone" })
                .add(el("main").all(content))
                .all(head.beside),
        )
        .add(script("search-index.js"))
        .add(script("search.js"));
    document(
        el("html")
            .with("lang", "en")
            .add(head_element(head.title, up))
            .add(body),
    )
}

fn head_element(title: &str, up: &str) -> Element {
    // Nothing is taken from elsewhere, whatever a text of a spec may try.
    let policy =
        "default-src 'none'; style-src 'self' file:; script-src 'self' file:; base-uri 'none'; form-action 'none'";
    el("head")
        .add(el("meta").with("charset", "utf-8"))
        .add(
            el("meta")
                .with("name", "viewport")
                .with("content", "width=device-width, initial-scale=1"),
        )
        .add(el("meta").with("name", "color-scheme").with("content", "light dark"))
        .add(
            el("meta")
                .with("http-equiv", "Content-Security-Policy")
                .with("content", policy),
        )
        .add(el("title").add(title))
        .add(
            el("link")
                .with("rel", "stylesheet")
                .with("href", format!("{up}style.css")),
        )
}

/// A part of a page with a heading.
pub(super) fn section(id: &str, title: &str, content: Vec<Html>) -> Option<Html> {
    if content.is_empty() {
        return None;
    }
    let heading = el("h2").with("id", id).add(title);
    Some(el("section").add(heading).all(content).into())
}

/// Lines of code.
pub(super) fn code(text: &str) -> Element {
    el("pre").with("tabindex", "0").add(el("code").add(text))
}
