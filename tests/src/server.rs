//! An HTTP server on the loopback address: replies by script, requests kept byte for byte.
//!
//! It is made of `std::net` and threads on purpose: what it reads is what was on the wire, untouched by any HTTP library that the
//! client might share with it.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Longest wait for the rest of a request, so that a broken client fails a test and does not hang it.
const PATIENCE: Duration = Duration::from_secs(10);

/// A running server. It stops when dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<Received>>>,
    stopping: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

/// A request as it arrived.
#[derive(Debug, Clone)]
pub struct Received {
    /// HTTP verb.
    pub method: String,
    /// Path and query, as they stood in the request line.
    pub target: String,
    /// Names (as sent) and values, in order.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// A reply to send.
#[derive(Debug, Clone)]
pub struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Server {
    /// Answers each request by `answer`, one after another.
    #[must_use]
    pub fn start(answer: impl FnMut(&Received) -> Reply + Send + 'static) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port on the loopback address");
        let address = listener.local_addr().expect("a bound listener has an address");
        let requests = Arc::<Mutex<Vec<Received>>>::default();
        let stopping = Arc::<AtomicBool>::default();
        let (kept, stop) = (Arc::clone(&requests), Arc::clone(&stopping));
        let thread = thread::spawn(move || serve(&listener, &kept, &stop, answer));
        Self {
            address,
            requests,
            stopping,
            thread: Some(thread),
        }
    }

    /// Hands out these replies in order, then refuses with status 599.
    #[must_use]
    pub fn scripted(replies: impl IntoIterator<Item = Reply>) -> Self {
        let mut script: VecDeque<Reply> = replies.into_iter().collect();
        Self::start(move |_| {
            script
                .pop_front()
                .unwrap_or_else(|| Reply::new(599, "the script is used up"))
        })
    }

    /// Its address, `http://127.0.0.1:…`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// All requests so far.
    #[must_use]
    pub fn requests(&self) -> Vec<Received> {
        lock(&self.requests).clone()
    }

    /// Request lines so far, without the HTTP version.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        lock(&self.requests).iter().map(Received::line).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::SeqCst);
        // Wakes the thread from waiting for a connection.
        drop(TcpStream::connect(self.address));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Received {
    /// `GET /path?query`.
    #[must_use]
    pub fn line(&self) -> String {
        format!("{} {}", self.method, self.target)
    }

    /// Value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(found, _)| found.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The body as text.
    #[must_use]
    pub fn body_text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Reply {
    /// A reply with a body of no said type.
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: body.into(),
        }
    }

    /// A reply with a JSON body.
    pub fn json(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::new(status, body).header("Content-Type", "application/json")
    }

    /// With one more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    fn write(&self, stream: &mut TcpStream) -> io::Result<()> {
        let mut out = Vec::new();
        write!(out, "HTTP/1.1 {} Scripted\r\nConnection: close\r\n", self.status)?;
        for (name, value) in &self.headers {
            write!(out, "{name}: {value}\r\n")?;
        }
        write!(out, "Content-Length: {}\r\n\r\n", self.body.len())?;
        stream.write_all(&out)?;
        stream.write_all(&self.body)?;
        stream.flush()
    }
}

/// One request a connection, one connection at a time: tests want an order that is the same in each run.
fn serve(
    listener: &TcpListener,
    requests: &Mutex<Vec<Received>>,
    stopping: &AtomicBool,
    mut answer: impl FnMut(&Received) -> Reply,
) {
    for stream in listener.incoming() {
        if stopping.load(Ordering::SeqCst) {
            return;
        }
        let Ok(mut stream) = stream else { continue };
        // A client that gives up in the middle is the test's business, not the server's.
        if let Ok(received) = read(&stream) {
            let reply = answer(&received);
            lock(requests).push(received);
            let _ = reply.write(&mut stream);
        }
    }
}

fn read(stream: &TcpStream) -> io::Result<Received> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut reader = BufReader::new(stream);
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        match line.trim_end() {
            "" => break,
            line => lines.push(line.to_owned()),
        }
    }
    let mut request_line = lines.first().map(String::as_str).unwrap_or_default().split(' ');
    let headers: Vec<(String, String)> = lines
        .iter()
        .skip(1)
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
        .collect();
    let mut received = Received {
        method: request_line.next().unwrap_or_default().to_owned(),
        target: request_line.next().unwrap_or_default().to_owned(),
        headers,
        body: Vec::new(),
    };
    let length = received
        .header("content-length")
        .and_then(|text| text.parse().ok())
        .unwrap_or(0);
    received.body = vec![0; length];
    reader.read_exact(&mut received.body)?;
    Ok(received)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
