//! Files as readers.

use bytes::Bytes;

use super::client::Client;
use crate::client::handle::DownloadStream;

/// A file on its way, to be read as any reader.
#[derive(Debug)]
#[must_use = "the file comes only as it is read"]
pub struct DownloadReader {
    client: Client,
    stream: DownloadStream,
    /// What is left of the piece that came last.
    piece: Bytes,
}

impl DownloadReader {
    pub(crate) fn new(client: Client, stream: DownloadStream) -> Self {
        Self {
            client,
            stream,
            piece: Bytes::new(),
        }
    }

    /// Its name without any path, where the server gave one. It comes from outside: check it before using it on a disk.
    #[must_use]
    pub fn file_name(&self) -> Option<&str> {
        self.stream.file_name.as_deref()
    }

    /// Its media type, where the server gave one.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.stream.content_type.as_deref()
    }

    /// Bytes of the whole file, where the server said so.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.stream.length
    }

    /// Most bytes that are read; 1 GiB unless set. Beyond that, reading fails.
    pub fn limit(mut self, bytes: u64) -> Self {
        self.stream = self.stream.limit(bytes);
        self
    }
}

impl std::io::Read for DownloadReader {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        while self.piece.is_empty() {
            let Self { client, stream, .. } = self;
            match client.wait(async { Ok(stream.next().await) }) {
                Ok(None) => return Ok(0),
                Ok(Some(Ok(piece))) => self.piece = piece,
                Ok(Some(Err(error))) | Err(error) => {
                    let kind = if error.is_timeout() {
                        std::io::ErrorKind::TimedOut
                    } else {
                        std::io::ErrorKind::Other
                    };
                    return Err(std::io::Error::new(kind, error));
                }
            }
        }
        let count = buffer.len().min(self.piece.len());
        buffer[..count].copy_from_slice(&self.piece.split_to(count));
        Ok(count)
    }
}
