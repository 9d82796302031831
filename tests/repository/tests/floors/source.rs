//! Which paths a source file names. No full parser: tokens are enough to find what begins with `crate`, `super`, `self` or the
//! name of a child module.

/// A path that a file names, from the crate's root: `["client", "Clock"]`.
#[derive(Debug, PartialEq, Eq)]
pub struct Named {
    pub path: Vec<String>,
    pub line: usize,
    /// `pub use`: handed on, not used.
    pub handed_on: bool,
    /// `crate::name!`: macros have no room.
    pub is_macro: bool,
}

struct Token {
    text: String,
    line: usize,
}

/// All paths in the code of `module` that begin in this crate, its tests left out. `children` are the modules right below it.
pub fn named(module: &[String], children: &[&str], text: &str) -> Vec<Named> {
    let tokens = without_tests(tokens(text));
    let at = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let mut found = Vec::new();
    let mut handed_on = false;
    for (place, token) in tokens.iter().enumerate() {
        match token.text.as_str() {
            "use" => handed_on = place > 0 && [")", "pub"].contains(&at(place - 1)),
            ";" => handed_on = false,
            _ => {}
        }
        if token.text == "crate" && at(place + 1) == "as" {
            found.push(Named {
                path: Vec::new(),
                line: token.line,
                handed_on,
                is_macro: false,
            });
        }
        if at(place + 1) != "::" || (place > 0 && at(place - 1) == "::") {
            continue;
        }
        let (base, from) = match token.text.as_str() {
            "crate" => (Vec::new(), place + 2),
            "self" => (module.to_vec(), place + 2),
            "super" => {
                let ups = (place..).step_by(2).take_while(|place| at(*place) == "super").count();
                let kept = module.len().saturating_sub(ups);
                (module[..kept].to_vec(), place + 2 * ups)
            }
            child if children.contains(&child) => (module.to_vec(), place),
            _ => continue,
        };
        let mut paths = Vec::new();
        let end = tree(&tokens, from, base, &mut paths);
        found.extend(paths.into_iter().map(|path| Named {
            path,
            line: token.line,
            handed_on,
            is_macro: at(end) == "!",
        }));
    }
    found
}

/// Reads `a::b`, `a::{b, c::d}` or `a::*` from `at` on; gives the place behind it.
fn tree(tokens: &[Token], mut at: usize, mut path: Vec<String>, out: &mut Vec<Vec<String>>) -> usize {
    loop {
        match tokens.get(at).map(|token| token.text.as_str()) {
            Some("{") => {
                at += 1;
                while let Some(token) = tokens.get(at) {
                    at = match token.text.as_str() {
                        "}" => return at + 1,
                        "," => at + 1,
                        _ => tree(tokens, at, path.clone(), out).max(at + 1),
                    };
                }
                return at;
            }
            Some("self" | "*") => at += 1,
            Some("super") => {
                path.pop();
                at += 1;
            }
            Some(name) if name.starts_with(|c: char| c.is_alphabetic() || c == '_') => {
                path.push(name.to_owned());
                at += 1;
            }
            _ => {}
        }
        if tokens.get(at).is_none_or(|token| token.text != "::") {
            break;
        }
        at += 1;
    }
    out.push(path);
    // A new name for it is of no interest.
    if tokens.get(at).is_some_and(|token| token.text == "as") {
        at += 2;
    }
    at
}

/// Identifiers, `::` and single signs, without comments and literals.
fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let (mut rest, mut line) = (text, 1);
    while let Some(first) = rest.chars().next() {
        let word = rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(quoted) = raw_string(rest).or_else(|| literal(rest)) {
            quoted
        } else if word > 0 || rest.starts_with("::") {
            let length = if word > 0 { word } else { 2 };
            found.push(Token {
                text: rest[..length].to_owned(),
                line,
            });
            length
        } else {
            if !first.is_whitespace() {
                found.push(Token {
                    text: first.to_string(),
                    line,
                });
            }
            first.len_utf8()
        };
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    found
}

/// Length of `r"…"` or `r#"…"#`.
fn raw_string(rest: &str) -> Option<usize> {
    let hashes = rest.trim_start_matches('b').strip_prefix('r')?;
    let marks = hashes.len() - hashes.trim_start_matches('#').len();
    hashes[marks..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(marks));
    let begin = rest.find('"')? + 1;
    Some(begin + rest[begin..].find(&end)? + end.len())
}

/// Length of `"…"` or `'…'`; a lifetime is none.
fn literal(rest: &str) -> Option<usize> {
    let quote = rest.chars().next().filter(|c| ['"', '\''].contains(c))?;
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        if c == quote && !escaped && (quote == '"' || at > 1) {
            return Some(at + 1);
        }
        if quote == '\'' && at > 1 && !rest.starts_with("'\\") {
            return None;
        }
        escaped = c == '\\' && !escaped;
    }
    None
}

/// Leaves out what stands behind `#[cfg(test)]`.
fn without_tests(tokens: Vec<Token>) -> Vec<Token> {
    const TEST: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut tokens = tokens.into_iter();
    while let Some(token) = tokens.next() {
        kept.push(token);
        let is_test = kept.len() >= TEST.len()
            && kept[kept.len() - TEST.len()..]
                .iter()
                .map(|token| token.text.as_str())
                .eq(TEST);
        if is_test {
            let mut depth = 0;
            for token in tokens.by_ref() {
                match token.text.as_str() {
                    "{" => depth += 1,
                    "}" => depth -= 1,
                    _ => {}
                }
                if depth == 0 && [";", "}"].contains(&token.text.as_str()) {
                    break;
                }
            }
        }
    }
    kept
}
