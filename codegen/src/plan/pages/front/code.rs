//! The code of the front page: clients that are set up, and functions around what is shown.

use super::Front;
use crate::plan::data::PageBlock;
use crate::plan::examples::{broken, imports};
use crate::plan::pages::showcase::Shown;

impl Front<'_> {
    /// Lines that set a client up.
    pub(super) fn setup(&self, client: &str) -> Vec<String> {
        let address = sample_address(&self.krate.base_url);
        let mut lines = vec![format!("let client = {client}::builder(\"{address}\")")];
        let first = self.krate.credentials.first();
        let credentials = first.map(|first| broken(&format!(".credentials({})", first.sample()), "    "));
        lines.extend(credentials.into_iter().flatten());
        let headers = self.krate.needed_headers();
        lines.extend(headers.flat_map(|sample| broken(&sample.call, "    ")));
        lines.push("    .build()?;".to_owned());
        lines
    }

    /// Code in a function that is not shown; the last of `before` stands at its `fn`.
    pub(super) fn example(&self, before: &[&str], uses: impl Iterator<Item = String>, code: Vec<String>) -> PageBlock {
        // Whole lines, and paths.
        let (mut uses, mut paths): (Vec<String>, Vec<String>) = uses.partition(|path| path.starts_with("use "));
        uses.sort();
        uses.dedup();
        paths.retain(|path| !uses.contains(&format!("use {path};")));
        uses.extend(imports(&paths));
        let mut lines = Vec::new();
        let (kind, attributes) = before.split_last().unwrap_or((&"", &[]));
        if attributes.is_empty() {
            lines.append(&mut uses);
            lines.push(String::new());
        }
        lines.extend(attributes.iter().map(|attribute| format!("# {attribute}")));
        lines.push(format!(
            "# {kind}fn example() -> core::result::Result<(), {}::Error> {{",
            self.krate.lib
        ));
        // What is behind a feature is imported inside.
        if !uses.is_empty() {
            lines.append(&mut uses);
            lines.push(String::new());
        }
        lines.extend(code);
        lines.extend(["# Ok(())".to_owned(), "# }".to_owned()]);
        PageBlock::Example(lines)
    }

    pub(super) fn with_client(&self, shown: Shown<'_>, code: Vec<String>) -> PageBlock {
        let lib = &self.krate.lib;
        let mut lines = imports(&shown.sample.uses);
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(format!(
            "# async fn example(client: {lib}::Client) -> core::result::Result<(), {lib}::Error> {{"
        ));
        lines.extend(code);
        lines.extend(["# Ok(())".to_owned(), "# }".to_owned()]);
        PageBlock::Example(lines)
    }
}

/// The documented address with something in place of its placeholders: `https://your-shop.example` of `https://{shop}.example`.
fn sample_address(base_url: &str) -> String {
    let named = base_url.replace('{', "your-").replace(['}', '_'], "");
    let is_plain = |c: char| c.is_ascii_alphanumeric() || ":/.-".contains(c);
    if !named.chars().all(is_plain) {
        return "https://your-shop.example".to_owned();
    }
    match named.split_once("://") {
        Some((_, host)) if host.contains('.') => named,
        _ => format!("{named}.example"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_of_addresses_are_filled_in() {
        for (from, want) in [
            ("https://{shop}.myshops.example", "https://your-shop.myshops.example"),
            ("https://{site}", "https://your-site.example"),
            ("https://a.example/\"; panic!()", "https://your-shop.example"),
        ] {
            assert_eq!(sample_address(from), want);
        }
    }
}
