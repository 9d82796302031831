//! Bodies of several parts.

use bytes::Bytes;

/// A part.
pub(crate) struct Part {
    pub name: String,
    pub file_name: Option<String>,
    pub content: Bytes,
}

/// The parts of a body, or what is wrong with it.
pub(crate) fn parts(content_type: &str, body: &Bytes) -> Result<Vec<Part>, &'static str> {
    let boundary = parameter(content_type, "boundary").filter(|boundary| !boundary.is_empty());
    let boundary = format!("--{}", boundary.ok_or("no boundary in Content-Type")?);
    let mut at = find(body, 0, boundary.as_bytes()).ok_or("no part")? + boundary.len();
    let mut out = Vec::new();
    let end = format!("\r\n{boundary}");
    loop {
        if body.get(at..at + 2) == Some(b"--") {
            return Ok(out);
        }
        let head = find(body, at, b"\r\n").ok_or("a part without a head")? + 2;
        // A part may have no headers, and then begins with the empty line.
        let content = find(body, head.saturating_sub(2), b"\r\n\r\n").ok_or("a part whose head does not end")?;
        let close = find(body, content, end.as_bytes()).ok_or("a part that does not end")?;
        let headers = body.get(head..content).unwrap_or_default();
        let disposition = String::from_utf8_lossy(headers)
            .lines()
            .find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.trim()
                    .eq_ignore_ascii_case("content-disposition")
                    .then(|| value.trim().to_owned())
            })
            .ok_or("a part without Content-Disposition")?;
        let from = (content + 4).min(close);
        out.push(Part {
            name: parameter(&disposition, "name").ok_or("a part without a name")?,
            file_name: parameter(&disposition, "filename"),
            content: body.slice(from..close),
        });
        at = close + end.len();
    }
}

/// A parameter of a header, in quotes or not.
pub(super) fn parameter(header: &str, name: &str) -> Option<String> {
    let mut rest = header;
    while let Some((_, behind)) = rest.split_once(';') {
        rest = behind.trim_start();
        let (key, value) = rest.split_once('=')?;
        let (text, left) = if let Some(quoted) = value.strip_prefix('"') {
            until_quote(quoted)
        } else {
            let end = value.find(';').unwrap_or(value.len());
            (
                value.get(..end).unwrap_or_default().trim().to_owned(),
                value.get(end..).unwrap_or_default(),
            )
        };
        if key.trim().eq_ignore_ascii_case(name) {
            return Some(text);
        }
        rest = left;
    }
    None
}

fn until_quote(quoted: &str) -> (String, &str) {
    let mut text = String::new();
    let mut letters = quoted.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return (text, quoted.get(at + 1..).unwrap_or_default()),
            '\\' => text.extend(letters.next().map(|(_, letter)| letter)),
            _ => text.push(letter),
        }
    }
    // Browsers and clients write a quote as `%22`.
    (text, "")
}

fn find(body: &[u8], from: usize, wanted: &[u8]) -> Option<usize> {
    let rest = body.get(from..)?;
    rest.windows(wanted.len())
        .position(|window| window == wanted)
        .map(|at| at + from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found() {
        let body = Bytes::from_static(
            b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x\r\ncontent-disposition: form-data; name=\"f\"; \
              filename=\"a\\\"b.txt\"\r\nContent-Type: text/plain\r\n\r\n--\r\nx\r\n--x--\r\n",
        );
        let parts = parts("multipart/form-data; boundary=x", &body)
            .map_err(str::to_owned)
            .unwrap();
        let seen: Vec<_> = parts
            .iter()
            .map(|part| (part.name.as_str(), part.file_name.as_deref(), part.content.as_ref()))
            .collect();
        assert_eq!(seen, [("a", None, &b"1"[..]), ("f", Some("a\"b.txt"), b"--\r\nx")]);
    }

    #[test]
    fn what_is_cut_short_is_told() {
        for (content_type, body) in [
            ("multipart/form-data", "--x--"),
            ("multipart/form-data; boundary=x", ""),
            ("multipart/form-data; boundary=x", "--x\r\n"),
            (
                "multipart/form-data; boundary=x",
                "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1",
            ),
            ("multipart/form-data; boundary=\"x", "--x"),
        ] {
            assert!(
                parts(content_type, &Bytes::from_static(body.as_bytes())).is_err(),
                "{body}"
            );
        }
    }
}
