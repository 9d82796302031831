//! Style and script, as they are.

use super::SiteFile;

pub(super) fn files() -> Vec<SiteFile> {
    let file = |path: &str, text: &str| SiteFile {
        path: path.to_owned(),
        text: text.replace("\r\n", "\n"),
    };
    vec![
        file("style.css", include_str!("assets/style.css")),
        file("search.js", include_str!("assets/search.js")),
    ]
}
