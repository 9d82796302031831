//! A server on a real socket that does to each request what a test says, well or ill.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Serves until it is dropped, every connection on a thread of its own.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: Option<JoinHandle<()>>,
}

struct Shared {
    handler: Box<Handler>,
    requests: Mutex<Vec<Received>>,
    connections: AtomicUsize,
    /// Every connection so far, to close it.
    streams: Mutex<Vec<TcpStream>>,
    sent: AtomicU64,
    stopping: AtomicBool,
}

/// What is done with a request. Errors are those of a client that went away, and end the connection.
pub type Handler = dyn Fn(&Received, &mut Line) -> io::Result<After> + Send + Sync;

/// What becomes of the connection.
#[derive(Clone, Copy, PartialEq)]
pub enum After {
    Keep,
    Close,
}

/// A request as it came.
#[derive(Debug, Clone)]
pub struct Received {
    /// Number of the request, from 0.
    pub number: usize,
    /// Number of the connection it came over, from 0.
    pub connection: usize,
    /// Number of the request on its connection, from 0.
    pub turn: usize,
    pub method: String,
    pub target: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Received {
    /// First header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(n, _)| n.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

/// The way back to the client.
pub struct Line<'s> {
    stream: &'s TcpStream,
    shared: &'s Shared,
}

impl Line<'_> {
    /// Sends bytes as they are.
    pub fn send(&mut self, bytes: impl AsRef<[u8]>) -> io::Result<()> {
        let bytes = bytes.as_ref();
        self.stream.write_all(bytes)?;
        self.shared.sent.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        Ok(())
    }

    /// Sends a well-formed reply.
    pub fn reply(&mut self, status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> io::Result<After> {
        let body = body.as_ref();
        let mut head = format!("HTTP/1.1 {status} Status\r\nContent-Length: {}\r\n", body.len());
        for (name, value) in headers {
            head.extend([*name, ": ", *value, "\r\n"]);
        }
        head += "\r\n";
        self.send(head)?;
        self.send(body)?;
        Ok(After::Keep)
    }

    /// Sends a JSON reply.
    pub fn json(&mut self, body: impl AsRef<[u8]>) -> io::Result<After> {
        self.reply(200, &[("Content-Type", "application/json")], body)
    }

    /// Sends `piece` again and again, until the client goes away or the test is over.
    pub fn send_for_ever(&mut self, piece: &[u8], pause: Duration) -> io::Result<After> {
        while !self.shared.stopping.load(Ordering::Relaxed) {
            self.send(piece)?;
            if !pause.is_zero() {
                thread::sleep(pause);
            }
        }
        Ok(After::Close)
    }

    /// Says nothing more until the client goes away or the test is over.
    pub fn fall_silent(&mut self) -> io::Result<After> {
        self.stream.set_read_timeout(Some(Duration::from_millis(20)))?;
        let mut byte = [0];
        while !self.shared.stopping.load(Ordering::Relaxed) {
            match (&mut &*self.stream).read(&mut byte) {
                Ok(0) => break,
                Err(error) if !matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => break,
                _ => {}
            }
        }
        Ok(After::Close)
    }
}

impl Server {
    pub fn start(handler: impl Fn(&Received, &mut Line) -> io::Result<After> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let shared = Arc::new(Shared {
            handler: Box::new(handler),
            requests: Mutex::default(),
            connections: AtomicUsize::new(0),
            streams: Mutex::default(),
            sent: AtomicU64::new(0),
            stopping: AtomicBool::new(false),
        });
        let accepted = Arc::clone(&shared);
        let accepting = thread::spawn(move || {
            for stream in listener.incoming() {
                if accepted.stopping.load(Ordering::Relaxed) {
                    break;
                }
                let (Ok(stream), shared) = (stream, Arc::clone(&accepted)) else {
                    continue;
                };
                thread::spawn(move || shared.serve(&stream));
            }
        });
        Self {
            address,
            shared,
            accepting: Some(accepting),
        }
    }

    /// The n-th request is answered by the n-th of these JSON bodies; all further ones by the last.
    pub fn json(bodies: &[&str]) -> Self {
        let bodies: Vec<String> = bodies.iter().map(|body| (*body).to_owned()).collect();
        Self::start(move |request, line| line.json(&bodies[request.number.min(bodies.len() - 1)]))
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn requests(&self) -> Vec<Received> {
        self.shared.requests.lock().unwrap().clone()
    }

    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::Relaxed)
    }

    /// Closes every connection, whatever goes on there.
    pub fn close_connections(&self) {
        for stream in self.shared.streams.lock().unwrap().drain(..) {
            let _ = stream.shutdown(std::net::Shutdown::Both);
        }
    }

    /// Bytes that the system took from the server so far.
    pub fn sent(&self) -> u64 {
        self.shared.sent.load(Ordering::Relaxed)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopping.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.accepting.take() {
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn serve(&self, stream: &TcpStream) {
        let connection = self.connections.fetch_add(1, Ordering::Relaxed);
        self.streams.lock().unwrap().extend(stream.try_clone());
        let _ = stream.set_nodelay(true);
        let mut reader = BufReader::new(stream);
        let mut turns = 0..;
        while let Ok(Some(mut request)) = read_request(&mut reader) {
            request.connection = connection;
            request.turn = turns.next().unwrap_or_default();
            let mut requests = self.requests.lock().unwrap();
            request.number = requests.len();
            requests.push(request.clone());
            drop(requests);
            let mut line = Line { stream, shared: self };
            if (self.handler)(&request, &mut line).unwrap_or(After::Close) == After::Close {
                break;
            }
        }
        let _ = stream.shutdown(std::net::Shutdown::Both);
    }
}

fn read_request(reader: &mut impl BufRead) -> io::Result<Option<Received>> {
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace().map(str::to_owned);
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let mut headers = Vec::new();
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            break;
        };
        headers.push((name.to_owned(), value.trim().to_owned()));
    }
    let mut request = Received {
        number: 0,
        connection: 0,
        turn: 0,
        method,
        target,
        headers,
        body: Vec::new(),
    };
    if request
        .header("transfer-encoding")
        .is_some_and(|value| value == "chunked")
    {
        read_chunks(reader, &mut request.body)?;
    } else if let Some(length) = request.header("content-length").and_then(|length| length.parse().ok()) {
        reader.take(length).read_to_end(&mut request.body)?;
    }
    Ok(Some(request))
}

fn read_chunks(reader: &mut impl BufRead, body: &mut Vec<u8>) -> io::Result<()> {
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let size = u64::from_str_radix(line.trim(), 16).map_err(io::Error::other)?;
        reader.take(size).read_to_end(body)?;
        line.clear();
        reader.read_line(&mut line)?;
        if size == 0 {
            return Ok(());
        }
    }
}
