//! Calls: what is too long for a line of a page stands on several.

use super::{INDENT, WIDTH};

/// What is in the brackets of a call, a list or a struct.
struct Brackets<'t> {
    /// All up to the opening bracket, and that.
    before: &'t str,
    items: Vec<&'t str>,
    /// The closing bracket, and what follows it.
    after: &'t str,
}

/// One call of a method, indented; on several lines if it is too long for one: arguments and fields then stand below each other.
#[must_use]
pub fn broken(code: &str, indent: &str) -> Vec<String> {
    let line = format!("{indent}{code}");
    let Some(outer) = brackets(code).filter(|_| line.chars().count() > WIDTH) else {
        return vec![line];
    };
    let (mut before, mut items, mut after) = (outer.before.to_owned(), outer.items, outer.after.to_owned());
    // A struct that is all of what a call is given begins on its line.
    while let [only] = items.as_slice()
        && links(only).len() == 1
        && let Some(inner) = brackets(only).filter(|inner| inner.after.len() == 1)
    {
        before.push_str(inner.before);
        after.insert_str(0, inner.after);
        items = inner.items;
    }
    // A line of its own makes one text no shorter.
    if matches!(items.as_slice(), [only] if brackets(only).is_none()) {
        return vec![line];
    }
    let deeper = format!("{indent}{INDENT}");
    let mut lines = vec![format!("{indent}{before}")];
    for item in items {
        let mut item = broken(item, &deeper);
        item.last_mut().into_iter().for_each(|last| last.push(','));
        lines.append(&mut item);
    }
    lines.push(format!("{indent}{after}"));
    lines
}

/// The last brackets of some code that are in no others; `None` if there is nothing in them.
fn brackets(code: &str) -> Option<Brackets<'_>> {
    let (mut start, mut cuts, mut end) = (0, Vec::new(), 0);
    for (at, c, depth) in signs(code) {
        match (c, depth) {
            ('(' | '[' | '{', 0) => (start, cuts) = (at + 1, vec![at + 1]),
            (')' | ']' | '}', 1) => end = at,
            (',', 1) => cuts.push(at + 1),
            _ => {}
        }
    }
    let ends = cuts.iter().skip(1).map(|cut| cut - 1).chain([end]);
    let items = cuts.iter().zip(ends).filter_map(|(from, to)| code.get(*from..to));
    let items: Vec<&str> = items.map(str::trim).filter(|item| !item.is_empty()).collect();
    (!items.is_empty()).then_some(Brackets {
        before: code.get(..start)?.trim_end(),
        items,
        after: code.get(end..)?,
    })
}

/// The characters outside of texts, where each is, and how many brackets around it are open.
fn signs(code: &str) -> impl Iterator<Item = (usize, char, usize)> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    code.char_indices().filter_map(move |(at, c)| {
        let is_escaped = std::mem::take(&mut escaped);
        match c {
            '\\' if quoted => escaped = !is_escaped,
            '"' if !is_escaped => quoted = !quoted,
            _ if quoted => {}
            '(' | '[' | '{' => {
                depth += 1;
                return Some((at, c, depth - 1));
            }
            ')' | ']' | '}' => {
                let around = depth;
                depth = depth.saturating_sub(1);
                return Some((at, c, around));
            }
            _ => return Some((at, c, depth)),
        }
        None
    })
}

/// `before`, a chain of calls and `after` it, on one line if there is room, else with a line for each call of a method.
#[must_use]
pub fn laid_out(before: &str, call: &str, after: &str) -> Vec<String> {
    let line = format!("{before}{call}{after}");
    if line.chars().count() <= WIDTH {
        return vec![line];
    }
    let chain = format!("{call}{after}");
    let pieces = links(&chain);
    // `client.orders()` stays together.
    let (head, rest) = pieces.split_at(pieces.len().min(2));
    let mut lines = vec![format!("{before}{}", head.concat())];
    lines.extend(rest.iter().flat_map(|piece| broken(piece, INDENT)));
    lines
}

/// A chain cut before each dot outside of brackets and texts.
fn links(chain: &str) -> Vec<&str> {
    let (mut pieces, mut start) = (Vec::new(), 0);
    for (at, c, depth) in signs(chain) {
        if c == '.' && depth == 0 && at > 0 {
            pieces.extend(chain.get(start..at));
            start = at;
        }
    }
    pieces.extend(chain.get(start..));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_calls_are_broken() {
        assert_eq!(
            laid_out("let x = ", "client.a().b(1)", ".send().await?;"),
            ["let x = client.a().b(1).send().await?;"]
        );
        let long = "client.products().update(18, ProductUpdate::new().title(\"a.b) and more\").price(100))";
        assert_eq!(
            laid_out("let reply = ", long, ".send().await?;"),
            [
                "let reply = client.products()",
                "    .update(18, ProductUpdate::new().title(\"a.b) and more\").price(100))",
                "    .send()",
                "    .await?;",
            ]
        );
    }
    #[test]
    fn long_arguments_stand_below_each_other() {
        let call = r#"client.orders().create(OrderCreate::new(OrderCreateRequired { lines: vec![Line::new(2), Line::new(3)], client: "a, \"b(", id: 1 }))"#;
        assert_eq!(
            laid_out("let reply = ", call, ".send().await?;"),
            [
                "let reply = client.orders()",
                "    .create(OrderCreate::new(OrderCreateRequired {",
                "        lines: vec![Line::new(2), Line::new(3)],",
                "        client: \"a, \\\"b(\",",
                "        id: 1,",
                "    }))",
                "    .send()",
                "    .await?;",
            ]
        );
        let two = ".note(NoteInput::new(\"a text of some length\", CustomerRefInShop::new().external_id(\"4301\")))";
        assert_eq!(
            broken(two, ""),
            [
                ".note(NoteInput::new(",
                "    \"a text of some length\",",
                "    CustomerRefInShop::new().external_id(\"4301\"),",
                "))",
            ]
        );
        let long = format!(".note(\"{}\")", "a".repeat(80));
        assert_eq!(broken(&long, ""), [long.as_str()]);
        assert_eq!(broken(&"a".repeat(80), ""), ["a".repeat(80)]);
    }
}
