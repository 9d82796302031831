//! How calls are laid out in the examples of rustdoc: what is too long for a line of a page stands on several.

/// Longest line, in characters.
const WIDTH: usize = 76;

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
    lines.extend(rest.iter().map(|piece| format!("    {piece}")));
    lines
}

/// A chain cut before each dot outside of brackets and texts.
fn links(chain: &str) -> Vec<&str> {
    let (mut pieces, mut start, mut depth, mut quoted) = (Vec::new(), 0, 0_usize, false);
    for (at, c) in chain.char_indices() {
        match c {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            '.' if depth == 0 && at > 0 => {
                pieces.extend(chain.get(start..at));
                start = at;
            }
            _ => {}
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
}
