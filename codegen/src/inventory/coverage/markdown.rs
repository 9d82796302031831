//! Texts of specs as Markdown that shows them, whatever they hold.

/// Words in a line or in a cell of a table.
pub(super) fn words(text: &str) -> String {
    let mut out = String::new();
    for (at, word) in text.split_whitespace().enumerate() {
        if at > 0 {
            out.push(' ');
        }
        for letter in word.chars() {
            if "\\`*_[]<>|#&".contains(letter) {
                out.push('\\');
            }
            out.push(letter);
        }
    }
    out
}

/// Code in a line. In a cell of a table a `|` would end it, so it is not for those.
pub(super) fn code(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    if longest == 0 {
        format!("{fence}{text}{fence}")
    } else {
        format!("{fence} {text} {fence}")
    }
}

/// Several codes, with commas.
pub(super) fn codes<'a>(texts: impl IntoIterator<Item = &'a String>) -> String {
    texts.into_iter().map(|text| code(text)).collect::<Vec<_>>().join(", ")
}

/// A row of a table.
pub(super) fn row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// The first two lines of a table: a column of words, then columns of numbers.
pub(super) fn head(cells: &[String]) -> String {
    let lines = cells
        .iter()
        .enumerate()
        .map(|(at, _)| if at == 0 { "---" } else { "---:" });
    format!("{}| {} |\n", row(cells), lines.collect::<Vec<_>>().join(" | "))
}
