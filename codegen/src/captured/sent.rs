//! Names and values in bodies that were sent and are neither JSON nor forms, for credentials among them.

/// What such a body has under names: parts of a multipart body that are no files, `name=value` in lines, elements and attributes of XML.
pub(super) fn named(text: &str) -> Vec<(String, String)> {
    let mut found = parts(text);
    found.extend(lines(text));
    found.extend(elements(text));
    found
}

/// `Content-Disposition: form-data; name="a"`, an empty line, the value.
fn parts(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for part in text.split("\n--") {
        let Some((head, value)) = part.split_once("\r\n\r\n").or_else(|| part.split_once("\n\n")) else {
            continue;
        };
        let is_file = head.contains("filename=") || head.contains("filename*=");
        let name = head.split_once(" name=").or_else(|| head.split_once(";name="));
        if let (Some((_, name)), false) = (name, is_file) {
            let end = name.find([';', '\r', '\n']).unwrap_or(name.len());
            let name = name.get(..end).unwrap_or_default().trim().trim_matches('"');
            found.push((name.to_owned(), value.trim_end_matches(['\r', '\n']).to_owned()));
        }
    }
    found
}

/// `name=value` and `name: value`, each in a line or between `&`.
fn lines(text: &str) -> Vec<(String, String)> {
    let pairs = text.split(['\n', '&']).filter_map(|line| {
        let (name, value) = line.split_once(['=', ':'])?;
        Some((name.trim().to_owned(), value.trim().trim_matches('"').to_owned()))
    });
    pairs.filter(|(name, _)| is_name(name)).collect()
}

/// `<name>value</name>`, `<name a="b">` in between as well.
fn elements(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for piece in text.split('<').skip(1) {
        let Some((tag, value)) = piece.split_once('>') else {
            continue;
        };
        let mut words = tag.split_whitespace();
        let name = words.next().unwrap_or_default().trim_end_matches('/');
        // `soap:password` is a password.
        let name = name.rsplit(':').next().unwrap_or_default();
        let value = value.trim();
        // The text may stand whole in a section of its own.
        if let Some(inner) = tag.strip_prefix("![CDATA[") {
            let last = found
                .last_mut()
                .filter(|(_, value): &&mut (String, String)| value.is_empty());
            if let Some((_, value)) = last {
                inner.trim_end_matches("]]").clone_into(value);
            }
        } else if is_name(name) {
            found.push((name.to_owned(), value.to_owned()));
        }
        for (name, value) in words.filter_map(|word| word.split_once('=')) {
            let name = name.rsplit(':').next().unwrap_or_default();
            found.push((name.to_owned(), value.trim_matches(['"', '\'', '/']).to_owned()));
        }
    }
    found
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 80
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '[' | ']'))
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn bodies_of_every_sort_tell_what_stands_under_names() {
        let part = "--xx\r\nContent-Disposition: form-data; name=\"api_token\"\r\n\r\nmultiSecret88\r\n--xx\r\n\
                    Content-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\nbytes\r\n--xx--";
        for (text, name, value) in [
            (part, "api_token", "multiSecret88"),
            ("a=1\npassword=TextSecret9", "password", "TextSecret9"),
            ("password: TextSecret9", "password", "TextSecret9"),
            ("<a><password>XmlSecret99</password></a>", "password", "XmlSecret99"),
            ("<a><s:Password><![CDATA[Xml99]]></s:Password></a>", "Password", "Xml99"),
            ("<a token=\"Xml99\"/>", "token", "Xml99"),
        ] {
            let pair = (name.to_owned(), value.to_owned());
            assert!(named(text).contains(&pair), "{text}: {:?}", named(text));
        }
        assert!(
            named(part).iter().all(|(_, value)| value != "bytes"),
            "{:?}",
            named(part)
        );
        assert_eq!(named("<<>&=:\n--\n\n"), Vec::new());
    }
}
