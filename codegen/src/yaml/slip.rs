//! Guesses at the slip behind a syntax error.

/// A guess at the slip behind a syntax error, from the line it stands in or the one before.
pub(super) fn slip(text: &str, at: usize) -> Option<String> {
    let before = text.get(..at)?;
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let earlier = text
        .get(..line_start.saturating_sub(1))
        .and_then(|rest| rest.rsplit('\n').next())
        .unwrap_or("");
    let line = text.get(line_start..)?.split('\n').next()?;
    for candidate in [line, earlier] {
        if candidate.contains("_{") || candidate.contains("{n}") || candidate.contains("{key}") {
            return Some("inside `{…}`, quote a key that has a placeholder: `\"custom_{key}\": string`".to_owned());
        }
        if candidate.contains("]!") || candidate.contains("]?") || candidate.contains("}!") || candidate.contains("}?")
        {
            return Some("quote a list or map that carries a mark: `\"[Line]!\"`".to_owned());
        }
        if let Some(name) = bracketed(candidate) {
            let dotted = name.replace('[', ".").replace(']', "");
            return Some(format!(
                "quote a name with brackets, `\"{name}\"`; where paging and rules name a parameter within another, it is `{dotted}`"
            ));
        }
        if candidate.trim_start().starts_with('`')
            || candidate.contains(": `")
            || candidate.contains(": @")
            || candidate.contains(": %")
        {
            return Some("quote a text that starts with a sign".to_owned());
        }
        if candidate.matches(": ").count() > 1 {
            return Some("quote a text that contains `: `".to_owned());
        }
    }
    indentation(line, earlier)
}

/// A name such as `page[after]` inside `{…}`, where a bracket begins a list.
fn bracketed(line: &str) -> Option<&str> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let in_flow = line.find('{')?;
    let open = line.match_indices('[').map(|(at, _)| at).find(|at| {
        let before = line.get(..*at).unwrap_or_default();
        *at > in_flow && before.ends_with(is_name) && before.matches('"').count() % 2 == 0
    })?;
    let before = line.get(..open)?;
    let start = before.trim_end_matches(is_name).len();
    let close = open + line.get(open..)?.find(']')?;
    let name = line.get(start..=close)?;
    name.get(open - start + 1..name.len() - 1)?
        .chars()
        .all(is_name)
        .then_some(name)
}

/// Keys that do not stand below each other.
fn indentation(line: &str, earlier: &str) -> Option<String> {
    let depth = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let (here, before) = (depth(line), depth(earlier));
    (here != before && line.contains(':')).then(|| {
        format!(
            "this line is indented by {here}, the one before by {before}: keys of one mapping stand below each other"
        )
    })
}

/// Lines that a syntax error may lie before a tab: a text goes on until it meets one.
const NEAR: usize = 3;

/// The tab that indents a line at a syntax error, or shortly after it.
pub(super) fn tab(text: &str, at: usize) -> Option<usize> {
    let line_start = text.get(..at)?.rfind('\n').map_or(0, |newline| newline + 1);
    let mut start = line_start;
    for line in text.get(line_start..)?.split('\n').take(NEAR) {
        let blank = line.len() - line.trim_start().len();
        if let Some(tab) = line
            .get(..blank)
            .and_then(|indent| indent.find('\t'))
            .filter(|_| blank < line.len())
        {
            return Some(start + tab);
        }
        start += line.len() + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_is_found_where_it_indents() {
        assert_eq!(tab("a:\n  b: c\n\td: e\n", 5), Some(10));
        assert_eq!(tab("a:\n  b: c\td\n", 5), None);
        assert_eq!(tab("a:\n \n\n\n\tb: c\n", 0), None);
    }

    #[test]
    fn names_with_brackets_are_told() {
        assert_eq!(bracketed("  c: {cursor: page[after], x: y}"), Some("page[after]"));
        for line in ["c: page[after]", "  c: {a: [b], c: \"d[e]\"}", "{a: b[c", "{a: b[c d]}"] {
            assert_eq!(bracketed(line), None, "{line}");
        }
    }

    #[test]
    fn uneven_lines_are_told() {
        let text = "a:\n    b: c\n   d: e\n";
        let said = slip(text, text.find('d').unwrap_or(0)).unwrap_or_default();
        assert!(
            said.starts_with("this line is indented by 3, the one before by 4"),
            "{said}"
        );
    }
}
