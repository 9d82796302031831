//! Where a half-written text stands. Only needed when a value cannot be written, so writing itself keeps no path.

/// One open container.
enum Level {
    Object(String),
    List(usize),
}

/// JSON path of the value that would come next in `text`, which is JSON up to here.
pub(super) fn open_path(text: &[u8]) -> String {
    let mut levels: Vec<Level> = Vec::new();
    let mut at = 0;
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
                if let (Some(Level::Object(key)), Some(b':')) = (levels.last_mut(), text.get(end + 1)) {
                    *key = String::from_utf8_lossy(&text[at..end]).into_owned();
                }
                at = end + 1;
            }
            _ => {}
        }
    }
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
