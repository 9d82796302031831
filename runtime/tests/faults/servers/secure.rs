//! A server on a real socket that does to each connection what a fault says: with TLS, without, or with half of it.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// How long a server waits before it looks whether it shall behave from now on.
const LOOK: Duration = Duration::from_millis(5);

/// Which of the certificates in `certificates/` a server shows.
#[derive(Clone, Copy)]
pub enum Certificate {
    Good,
    Expired,
    Elsewhere,
    Stranger,
}

/// A file of `certificates/`.
pub fn certificate_file(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/faults/servers/certificates")
        .join(name)
}

fn config(certificate: Certificate, protocol: &str) -> ServerConfig {
    let file = match certificate {
        Certificate::Good => "good.pem",
        Certificate::Expired => "expired.pem",
        Certificate::Elsewhere => "elsewhere.pem",
        Certificate::Stranger => "stranger.pem",
    };
    let chain = CertificateDer::from_pem_file(certificate_file(file)).expect("a certificate");
    let key = PrivateKeyDer::from_pem_file(certificate_file("key.pem")).expect("a key");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions of TLS")
        .with_no_client_auth()
        .with_single_cert(vec![chain], key)
        .expect("key and certificate go together");
    config.alpn_protocols = vec![protocol.as_bytes().to_vec()];
    config
}

/// What every connection of a server knows.
#[derive(Default)]
pub struct Shared {
    behaving: AtomicBool,
    stopping: AtomicBool,
    sent: AtomicU64,
    unsafe_requests: AtomicUsize,
}

impl Shared {
    /// The test of the fault is over: whoever comes now is served well.
    pub fn is_behaving(&self) -> bool {
        self.behaving.load(Ordering::Relaxed)
    }

    fn is_over(&self) -> bool {
        self.is_behaving() || self.stopping.load(Ordering::Relaxed)
    }

    pub fn count_unsafe_request(&self) {
        self.unsafe_requests.fetch_add(1, Ordering::Relaxed);
    }
}

/// A connection as it was accepted.
pub struct Visit {
    pub stream: TcpStream,
    pub shared: Arc<Shared>,
}

impl Visit {
    /// Shakes hands. `protocol` is what the server wants to speak.
    pub fn secured(mut self, certificate: Certificate, protocol: &str) -> io::Result<Wire> {
        let config = Arc::new(config(certificate, protocol));
        let mut tls = ServerConnection::new(config).map_err(io::Error::other)?;
        while tls.is_handshaking() {
            tls.complete_io(&mut self.stream)?;
        }
        self.stream.set_read_timeout(Some(LOOK))?;
        Ok(Wire {
            tls: StreamOwned::new(tls, self.stream),
            shared: self.shared,
            read: Vec::new(),
        })
    }

    /// Sends `piece` in the clear again and again, until the client goes away or the test is over.
    pub fn send_for_ever(mut self, piece: &[u8], pause: Duration) -> io::Result<()> {
        while !self.shared.is_over() {
            self.stream.write_all(piece)?;
            thread::sleep(pause);
        }
        Ok(())
    }

    /// Says nothing until the client goes away or the test is over.
    pub fn fall_silent(self) -> io::Result<()> {
        fall_silent(&self.stream, &self.shared)
    }
}

/// A connection with TLS.
pub struct Wire {
    tls: StreamOwned<ServerConnection, TcpStream>,
    pub shared: Arc<Shared>,
    /// What came and was not asked for yet.
    pub read: Vec<u8>,
}

impl Wire {
    pub fn send(&mut self, bytes: impl AsRef<[u8]>) -> io::Result<()> {
        let bytes = bytes.as_ref();
        self.tls.write_all(bytes)?;
        self.tls.flush()?;
        self.shared.sent.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        Ok(())
    }

    /// Takes in what came, if anything did.
    pub fn receive(&mut self) -> io::Result<()> {
        let mut piece = [0; 16_384];
        match self.tls.read(&mut piece) {
            Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(length) => {
                self.read.extend_from_slice(&piece[..length]);
                Ok(())
            }
            Err(error) if is_late(&error) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Takes in a request of HTTP/1.1.
    pub fn request(&mut self) -> io::Result<()> {
        let end = loop {
            match self.read.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
                Some(end) => break end + 4,
                None => self.receive()?,
            }
        };
        let head = String::from_utf8_lossy(&self.read[..end]).to_ascii_lowercase();
        if head.starts_with("patch ") {
            self.shared.count_unsafe_request();
        }
        let length = head
            .split("content-length:")
            .nth(1)
            .and_then(|rest| rest.lines().next());
        let length: usize = length.map_or(0, |length| length.trim().parse().unwrap_or(0));
        while self.read.len() < end + length {
            self.receive()?;
        }
        self.read.drain(..end + length);
        Ok(())
    }

    /// The connection under TLS.
    pub fn beneath(&mut self) -> &mut TcpStream {
        &mut self.tls.sock
    }
}

fn is_late(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
}

fn fall_silent(mut stream: &TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_read_timeout(Some(LOOK))?;
    while !shared.is_over() {
        match stream.read(&mut [0; 1024]) {
            Ok(0) => break,
            Err(error) if !is_late(&error) => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// Serves until it is dropped, every connection on a thread of its own.
pub struct Secure {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: Option<JoinHandle<()>>,
}

impl Secure {
    /// Errors of `serve` are those of a client that went away, and end the connection.
    pub fn start(serve: impl Fn(Visit) -> io::Result<()> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let shared = Arc::new(Shared::default());
        let (accepted, serve) = (Arc::clone(&shared), Arc::new(serve));
        let accepting = thread::spawn(move || {
            for stream in listener.incoming() {
                if accepted.stopping.load(Ordering::Relaxed) {
                    break;
                }
                let Ok(stream) = stream else { continue };
                let _ = stream.set_nodelay(true);
                let (shared, serve) = (Arc::clone(&accepted), Arc::clone(&serve));
                thread::spawn(move || serve(Visit { stream, shared }));
            }
        });
        Self {
            address,
            shared,
            accepting: Some(accepting),
        }
    }

    pub fn url(&self) -> String {
        format!("https://{}", self.address)
    }

    /// From now on all goes well.
    pub fn behave(&self) {
        self.shared.behaving.store(true, Ordering::Relaxed);
    }

    /// Bytes that the system took from the server so far.
    pub fn sent(&self) -> u64 {
        self.shared.sent.load(Ordering::Relaxed)
    }

    /// Requests so far that must not be repeated.
    pub fn unsafe_requests(&self) -> usize {
        self.shared.unsafe_requests.load(Ordering::Relaxed)
    }
}

impl Drop for Secure {
    fn drop(&mut self) {
        self.shared.stopping.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.accepting.take() {
            let _ = thread.join();
        }
    }
}
