//! Files and raw bytes that go out: in memory, or read while they are sent.

use std::fmt;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use futures_core::Stream;

use crate::transport::{Content, Progress, Segment};

/// A file in a multipart body.
///
/// Its content is bytes, or is read while it is sent: a file on disk ([`File::from_path`]) as often as the request is repeated, a
/// reader or a stream once, so that such a request is not repeated once its content was touched. Clones share their content; files
/// that are streamed are equal if they share it.
#[derive(Clone, Default)]
pub struct File {
    name: String,
    upload: Upload,
}

impl File {
    /// A file with a name, as a person would see it.
    pub fn new(name: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self::of(name, Upload::new(bytes))
    }

    /// A file on disk, which is read while it is sent; its name is that of the path.
    ///
    /// # Errors
    /// There is no such file, or it cannot be looked at.
    pub fn from_path(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        Ok(Self::of(name, Upload::from_path(path)?))
    }

    /// A file with this content: `File::of("report.csv", Upload::from_reader(…).progress(…))`.
    pub fn of(name: impl Into<String>, content: Upload) -> Self {
        Self {
            name: name.into(),
            upload: content,
        }
    }

    /// Says what it is, `image/png`; else it is sent as `application/octet-stream`.
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.upload = self.upload.content_type(content_type);
        self
    }

    /// Calls `progress` while it is sent; see [`Upload::progress`].
    #[must_use]
    pub fn progress(mut self, progress: impl Fn(u64, Option<u64>) + Send + Sync + 'static) -> Self {
        self.upload = self.upload.progress(progress);
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
        self.upload.media_type()
    }

    /// Its content, if it is in memory.
    #[must_use]
    pub fn bytes(&self) -> Option<&Bytes> {
        self.upload.bytes()
    }

    pub(crate) fn segment(&self) -> Segment {
        self.upload.segment()
    }
}

impl PartialEq for File {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.upload == other.upload
    }
}

impl Eq for File {}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "File({:?}, {})", self.name, self.upload.content)
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

/// The whole body of an upload, or the content of a [`File`].
///
/// It is bytes, or is read while it is sent; see [`File`] about repeats. While content is streamed, the timeout of the call is the
/// longest time without progress, not the time for all of it.
#[derive(Clone, Default)]
pub struct Upload {
    content: Content,
    content_type: Option<String>,
    progress: Option<Progress>,
}

impl Upload {
    /// An upload of these bytes.
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self::from_content(Content::Bytes(bytes.into()))
    }

    /// An upload of a file on disk, which is opened anew each time that the request is sent.
    ///
    /// # Errors
    /// There is no such file, or it cannot be looked at.
    pub fn from_path(path: impl Into<PathBuf>) -> io::Result<Self> {
        let path = path.into();
        let metadata = std::fs::metadata(&path)?;
        if metadata.is_dir() {
            return Err(io::Error::other("it is a folder"));
        }
        // Pipes and devices do not know their length.
        let length = metadata.is_file().then_some(metadata.len());
        let open = move || std::fs::File::open(&path).map(|file| -> Box<dyn Read + Send> { Box::new(file) });
        Ok(Self::from_content(Content::opened_by(open, length)))
    }

    /// An upload of what a reader gives until its end. It can be sent once.
    pub fn from_reader(reader: impl Read + Send + 'static) -> Self {
        Self::from_content(Content::from_reader(reader))
    }

    /// An upload of the pieces of a stream. It can be sent once.
    pub fn from_stream(stream: impl Stream<Item = io::Result<Bytes>> + Send + 'static) -> Self {
        Self::from_content(Content::from_stream(stream))
    }

    /// An upload of what an async reader gives until its end. It can be sent once.
    #[cfg(any(feature = "reqwest", feature = "blocking"))]
    pub fn from_async_read(reader: impl tokio::io::AsyncRead + Send + 'static) -> Self {
        Self::from_content(Content::from_async_read(reader))
    }

    fn from_content(content: Content) -> Self {
        Self {
            content,
            content_type: None,
            progress: None,
        }
    }

    /// Says what they are; else the operation's own type is sent.
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// Announces how many bytes a reader or stream gives. Many servers take no upload whose length is unknown. If it turns out
    /// otherwise, the call fails.
    #[must_use]
    pub fn length(mut self, bytes: u64) -> Self {
        self.content = self.content.with_length(bytes);
        self
    }

    /// Calls `progress` while it is sent, with the bytes handed over so far and with their number in all, where that is known. When
    /// the request is repeated, it begins again.
    #[must_use]
    pub fn progress(mut self, progress: impl Fn(u64, Option<u64>) + Send + Sync + 'static) -> Self {
        self.progress = Some(Arc::new(progress));
        self
    }

    /// What they are, if that was said.
    #[must_use]
    pub fn media_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The content, if it is in memory.
    #[must_use]
    pub fn bytes(&self) -> Option<&Bytes> {
        self.content.bytes()
    }

    pub(crate) fn segment(&self) -> Segment {
        Segment {
            content: self.content.clone(),
            progress: self.progress.clone(),
        }
    }

    pub(crate) fn read_now(&self) -> io::Result<Bytes> {
        self.content.read_now()
    }
}

/// Whether somebody watches the progress makes no difference.
impl PartialEq for Upload {
    fn eq(&self, other: &Self) -> bool {
        self.content == other.content && self.content_type == other.content_type
    }
}

impl Eq for Upload {}

impl<T: Into<Bytes>> From<T> for Upload {
    fn from(bytes: T) -> Self {
        Self::new(bytes)
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Upload({})", self.content)
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
        assert_eq!(format!("{:?}", Upload::from_reader(&b"canary"[..])), "Upload(streamed)");
        assert_eq!(
            format!("{:?}", Upload::from_reader(&b"canary"[..]).length(6)),
            "Upload(6 bytes, streamed)"
        );
    }

    #[test]
    fn fields_hold_one_several_or_no_files() {
        let file = File::new("a", "1").content_type("text/plain");
        assert_eq!(file.as_files(), std::slice::from_ref(&file));
        assert_eq!(Some(vec![file.clone(), file.clone()]).as_files().len(), 2);
        assert_eq!(None::<File>.as_files().len(), 0);
    }

    #[test]
    fn streams_are_equal_if_they_are_the_same() {
        let one = Upload::from_reader(&b"1"[..]);
        assert_eq!(one, one.clone().progress(|_, _| {}));
        assert_ne!(one, Upload::from_reader(&b"1"[..]));
        assert_ne!(one, Upload::new("1"));
        assert_eq!(Upload::new("1"), Upload::new("1"));
    }

    #[test]
    fn a_file_has_the_name_of_its_path() {
        let file = File::from_path(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).unwrap();
        assert_eq!(file.name(), "Cargo.toml");
        assert!(file.bytes().is_none());
        assert!(File::from_path("/no/such/file").is_err());
        assert!(Upload::from_path("/").is_err());
    }
}
