//! Where a half-written text stands. Only needed when a value cannot be written, or when one asks for its misfits, so writing itself
//! keeps no path.

use super::path::cut;

/// One open container.
enum Level {
    Object(String),
    List(usize),
}

/// Stands before the key of a member that an audit is to name.
pub(super) const NAMED: u8 = 1;

/// JSON path of the value that would come next in `text`, which is JSON up to here.
pub(super) fn open_path(text: &[u8]) -> String {
    render(&walk(text, &mut |_| {}))
}

/// JSON paths of the members of `text` that have [`NAMED`] before their key.
pub(super) fn named_paths(text: &[u8]) -> Vec<String> {
    let mut paths = Vec::new();
    walk(text, &mut |levels| paths.push(render(levels)));
    paths
}

/// Goes through `text`, shows `visit` where it is at each named member, and gives the containers that are open at the end.
fn walk(text: &[u8], visit: &mut dyn FnMut(&[Level])) -> Vec<Level> {
    let mut levels: Vec<Level> = Vec::new();
    let (mut at, mut named) = (0, false);
    while let Some(&byte) = text.get(at) {
        at += 1;
        match byte {
            b'{' => levels.push(Level::Object(String::new())),
            b'[' => levels.push(Level::List(0)),
            b'}' | b']' => {
                levels.pop();
            }
            b',' => {
                if let Some(Level::List(index)) = levels.last_mut() {
                    *index += 1;
                }
            }
            b'"' => {
                let end = string_close(text, at);
                if let (Some(Level::Object(key)), true) = (levels.last_mut(), named || text.get(end + 1) == Some(&b':'))
                {
                    let name = String::from_utf8_lossy(text.get(at..end).unwrap_or_default());
                    *key = cut(&name).into_owned();
                    if named {
                        visit(&levels);
                    }
                }
                named = false;
                at = end + 1;
            }
            NAMED => named = true,
            _ => {}
        }
    }
    levels
}

fn render(levels: &[Level]) -> String {
    levels.iter().fold(String::from("$"), |path, level| match level {
        Level::Object(key) => path + "." + key,
        Level::List(index) => format!("{path}[{index}]"),
    })
}

/// Index of the closing quote of the string whose content begins at `at`.
fn string_close(text: &[u8], at: usize) -> usize {
    let mut at = at;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::open_path;

    #[test]
    fn paths() {
        assert_eq!(open_path(b""), "$");
        assert_eq!(open_path(b"{\"a\":"), "$.a");
        assert_eq!(open_path(br#"{"a":{"x":1},"b":[1,{"q\"":"}"},"#), "$.b[2]");
        assert_eq!(open_path(br#"[[],[{"k":"v","w":"#), "$[1][0].w");
    }
}
