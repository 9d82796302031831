//! Bytes that go out as files.

use std::fmt;

use bytes::Bytes;

/// A file in a multipart body.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct File {
    name: String,
    content_type: Option<String>,
    bytes: Bytes,
}

impl File {
    /// A file with a name, as a person would see it.
    pub fn new(name: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self {
            name: name.into(),
            content_type: None,
            bytes: bytes.into(),
        }
    }

    /// Says what it is, `image/png`; else it is sent as `application/octet-stream`.
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it is, if that was said.
    #[must_use]
    pub fn media_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// Its content.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "File({:?}, {} bytes)", self.name, self.bytes.len())
    }
}

/// One, several, or no files: what a field of a multipart body may hold.
pub trait AsFiles {
    /// The files, in order.
    fn as_files(&self) -> &[File];
}

impl AsFiles for File {
    fn as_files(&self) -> &[File] {
        std::slice::from_ref(self)
    }
}

impl AsFiles for Vec<File> {
    fn as_files(&self) -> &[File] {
        self
    }
}

impl<T: AsFiles> AsFiles for Option<T> {
    fn as_files(&self) -> &[File] {
        self.as_ref().map_or(&[], AsFiles::as_files)
    }
}

/// The whole body of an upload.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Upload {
    // Bytes are what retries, signatures and limits can work with; a stream would be a second kind of content here.
    bytes: Bytes,
    content_type: Option<String>,
}

impl Upload {
    /// An upload of these bytes.
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self {
            bytes: bytes.into(),
            content_type: None,
        }
    }

    /// Says what they are; else the operation's own type is sent.
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// What they are, if that was said.
    #[must_use]
    pub fn media_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The content.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }
}

impl<T: Into<Bytes>> From<T> for Upload {
    fn from(bytes: T) -> Self {
        Self::new(bytes)
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Upload({} bytes)", self.bytes.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_content() {
        assert_eq!(
            format!("{:?}", File::new("a.png", "canary")),
            r#"File("a.png", 6 bytes)"#
        );
        assert_eq!(format!("{:?}", Upload::from("canary")), "Upload(6 bytes)");
    }

    #[test]
    fn fields_hold_one_several_or_no_files() {
        let file = File::new("a", "1").content_type("text/plain");
        assert_eq!(file.as_files(), std::slice::from_ref(&file));
        assert_eq!(Some(vec![file.clone(), file.clone()]).as_files().len(), 2);
        assert_eq!(None::<File>.as_files().len(), 0);
    }
}
