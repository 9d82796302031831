//! `multipart/form-data` bodies (RFC 7578).

use std::fmt::Write as _;

use bytes::Bytes;

use super::File;
use crate::error::Error;
use crate::transport::Segment;

/// One part.
#[derive(Clone)]
pub(crate) struct Part {
    pub name: String,
    pub content: PartContent,
}

#[derive(Clone)]
pub(crate) enum PartContent {
    Text(String),
    File(File),
}

/// Content type and body. The boundary is `nonce` with a prefix; it must be a text that no part holds.
pub(crate) fn compose(parts: &[Part], nonce: &str) -> Result<(String, Vec<Segment>), Error> {
    let boundary = format!("tradewire-{nonce}");
    let mut segments = Vec::with_capacity(parts.len() + 1);
    // Text between the files.
    let mut text = String::new();
    for part in parts {
        text.push_str(&part.head(&boundary)?);
        match &part.content {
            PartContent::Text(content) => text.push_str(content),
            PartContent::File(file) => {
                segments.push(Bytes::from(std::mem::take(&mut text)).into());
                segments.push(file.segment());
            }
        }
        text.push_str("\r\n");
    }
    // Writing into a string cannot fail.
    let _ = write!(text, "--{boundary}--\r\n");
    segments.push(Bytes::from(text).into());
    Ok((format!("multipart/form-data; boundary={boundary}"), segments))
}

impl Part {
    fn head(&self, boundary: &str) -> Result<String, Error> {
        let mut head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"",
            quoted(&self.name)
        );
        if let PartContent::File(file) = &self.content {
            let content_type = file.media_type().unwrap_or("application/octet-stream");
            if http::HeaderValue::from_str(content_type).is_err() {
                return Err(Error::build(format!(
                    "the content type of file `{}` is not valid",
                    self.name
                )));
            }
            // Writing into a string cannot fail.
            let _ = write!(
                head,
                "; filename=\"{}\"\r\nContent-Type: {content_type}",
                quoted(file.name())
            );
        }
        head.push_str("\r\n\r\n");
        Ok(head)
    }
}

/// As browsers write names: UTF-8, with only what would end the quotes or the line escaped.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_byte_for_byte() {
        let file = File::new("фото \"1\".png", &b"\x89PNG\r\n"[..]).content_type("image/png");
        let parts = [
            Part {
                name: "type".into(),
                content: PartContent::Text("продукт".into()),
            },
            Part {
                name: "files[]".into(),
                content: PartContent::File(file),
            },
            Part {
                name: "files[]".into(),
                content: PartContent::File(File::new("b\r\nX: y", "b")),
            },
        ];
        let (content_type, segments) = compose(&parts, "n").unwrap();
        let body = crate::transport::body_of(segments).as_bytes().cloned().unwrap();
        assert_eq!(content_type, "multipart/form-data; boundary=tradewire-n");
        let expected = [
            "--tradewire-n\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\nпродукт\r\n".as_bytes(),
            "--tradewire-n\r\nContent-Disposition: form-data; name=\"files[]\"; filename=\"фото %221%22.png\"\r\n"
                .as_bytes(),
            b"Content-Type: image/png\r\n\r\n\x89PNG\r\n\r\n",
            b"--tradewire-n\r\nContent-Disposition: form-data; name=\"files[]\"; filename=\"b%0D%0AX: y\"\r\n",
            b"Content-Type: application/octet-stream\r\n\r\nb\r\n",
            b"--tradewire-n--\r\n",
        ]
        .concat();
        assert_eq!(body, expected);
    }

    #[test]
    fn content_types_cannot_break_out() {
        let file = File::new("a", "b").content_type("text/plain\r\nX: y");
        assert!(
            compose(
                &[Part {
                    name: "f".into(),
                    content: PartContent::File(file)
                }],
                "n"
            )
            .is_err()
        );
    }
}
