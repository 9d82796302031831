//! Fields of a `multipart/form-data` body: what PHP sends when it is handed an array.

/// Further fields are a mistake or an attack.
const MOST: usize = 2000;
/// Longest boundary (RFC 2046).
const BOUNDARY: usize = 70;

/// Names and texts of the fields, in order.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn fields(body: &[u8], boundary: &str) -> Result<Vec<(String, String)>, &'static str> {
    if boundary.is_empty() || boundary.len() > BOUNDARY {
        return Err("it is multipart without a boundary");
    }
    let delimiter = format!("\n--{boundary}");
    let mut rest = match body.strip_prefix(delimiter.trim_start().as_bytes()) {
        Some(rest) => rest,
        None => {
            split(body, delimiter.as_bytes())
                .ok_or("it is multipart, but its boundary is missing")?
                .1
        }
    };
    let mut fields = Vec::new();
    // Two hyphens follow the last boundary.
    while !rest.starts_with(b"--") {
        let (part, after) = split(rest, delimiter.as_bytes()).ok_or("it is multipart, and its end is missing")?;
        rest = after;
        if fields.len() == MOST {
            return Err("it is multipart of too many fields");
        }
        fields.push(field(part)?);
    }
    Ok(fields)
}

/// One part, from the end of its boundary's line on, without the line feed that belongs to the next one.
fn field(part: &[u8]) -> Result<(String, String), &'static str> {
    let part = part.strip_suffix(b"\r").unwrap_or(part);
    let (head, content) = split(part, b"\r\n\r\n")
        .or_else(|| split(part, b"\n\n"))
        .ok_or("it is multipart, and a part has no head")?;
    let head = std::str::from_utf8(head).map_err(|_| "it is multipart, and a head is no text")?;
    let disposition = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.trim().eq_ignore_ascii_case("content-disposition").then_some(value)
    });
    let disposition = disposition.unwrap_or_default();
    let names = crate::reply::header_params(disposition);
    let find = |wanted: &str| names.iter().find(|(name, _)| name == wanted).map(|(_, text)| text);
    if find("filename").is_some() || find("filename*").is_some() {
        return Err("it is multipart with a file where fields are expected");
    }
    let name = find("name").filter(|name| !name.is_empty());
    let name = name.ok_or("it is multipart, and a part has no name")?;
    let text = std::str::from_utf8(content).map_err(|_| "it is multipart, and a field is no text")?;
    Ok((name.clone(), text.to_owned()))
}

/// What stands before and after the first `sign`.
fn split<'a>(bytes: &'a [u8], sign: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = bytes.windows(sign.len()).position(|window| window == sign)?;
    Some((bytes.get(..at)?, bytes.get(at + sign.len()..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect()
    }

    #[test]
    fn fields_in_order() {
        let body = "--x-1\r\nContent-Disposition: form-data; name=\"clientId\"\r\n\r\nc-1\r\n\
                    --x-1\r\ncontent-type: text/plain\r\ncontent-disposition: form-data; name=\"a[b]\"\r\n\r\n{\"c\":\r\n--x\r\n1}\r\n--x-1--\r\n";
        assert_eq!(
            fields(body.as_bytes(), "x-1"),
            Ok(named(&[("clientId", "c-1"), ("a[b]", "{\"c\":\r\n--x\r\n1}")]))
        );
        let bare = format!("preamble\n{}", body.replace('\r', ""));
        assert_eq!(fields(bare.as_bytes(), "x-1").map(|fields| fields.len()), Ok(2));
        assert_eq!(fields(b"--x--", "x"), Ok(named(&[])));
    }

    #[test]
    fn everything_else_is_refused() {
        let part = |disposition: &str| format!("--x\r\n{disposition}\r\n\r\nv\r\n--x--");
        for body in [
            "",
            "--x",
            "--x\r\n",
            "--y\r\n\r\nv\r\n--y--",
            "--x\r\nContent-Disposition: form-data; name=a\r\n\r\nv",
            &part("Content-Disposition: form-data"),
            &part("Content-Disposition: form-data; name=\"\""),
            &part("Content-Disposition: form-data; name=a; filename=b"),
            &part("Content-Type: text/plain"),
            &"--x\r\n".repeat(10),
        ] {
            assert!(fields(body.as_bytes(), "x").is_err(), "{body}");
        }
        assert!(fields(b"--\r\n", "").is_err());
        let many = format!(
            "{}--x--",
            "--x\r\nContent-Disposition: form-data; name=a\r\n\r\nv\r\n".repeat(MOST + 1)
        );
        assert_eq!(fields(many.as_bytes(), "x"), Err("it is multipart of too many fields"));
        let binary = b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\n\xff\r\n--x--";
        assert_eq!(fields(binary, "x"), Err("it is multipart, and a field is no text"));
    }
}
