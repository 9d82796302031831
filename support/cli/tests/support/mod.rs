//! A server on this machine, and the program as it is typed.
#![allow(dead_code, reason = "each test takes what it needs")]

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Mutex};

/// A server that gives these replies in turn and keeps what was asked.
pub struct Server {
    pub address: String,
    asked: Arc<Mutex<Vec<String>>>,
    replies: Arc<Mutex<VecDeque<(u16, String)>>>,
}

impl Server {
    pub fn new(replies: &[(u16, &str)]) -> Self {
        Self::with(replies, |_| {})
    }

    /// `before` is called before each reply, with the number of those that were given.
    pub fn with(replies: &[(u16, &str)], before: impl Fn(usize) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let server = Self {
            address,
            asked: Arc::default(),
            replies: Arc::default(),
        }
        .again(replies);
        let (kept, left) = (Arc::clone(&server.asked), Arc::clone(&server.replies));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let reply = left.lock().expect("no panic").pop_front();
                let reply = reply.unwrap_or((500, "{\"message\":\"nothing is left\"}".to_owned()));
                before(kept.lock().expect("no panic").len());
                let request = answer(stream, &reply);
                kept.lock().expect("no panic").push(request);
            }
        });
        server
    }

    /// The same with other replies to come.
    pub fn again(self, replies: &[(u16, &str)]) -> Self {
        let replies = replies.iter().map(|(status, body)| (*status, (*body).to_owned()));
        *self.replies.lock().expect("no panic") = replies.collect();
        self
    }

    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("no panic").clone()
    }
}

fn answer(stream: TcpStream, (status, body): &(u16, String)) -> String {
    let mut reader = BufReader::new(stream);
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 || line == "\r\n" {
            break;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
        head.push_str(&line);
    }
    let mut sent = vec![0; length];
    let _ = reader.read_exact(&mut sent);
    let reply = format!(
        "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    let _ = reader.get_mut().write_all(reply.as_bytes());
    format!("{head}\n{}", String::from_utf8_lossy(&sent))
}

pub const SECRET: &str = "canary-of-the-password";

pub fn tradewire(args: &[&str], url: Option<&str>) -> Output {
    command(args, url).output().expect("it runs")
}

pub fn command(args: &[&str], url: Option<&str>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tradewire"));
    command.args(args).env_clear().stdin(Stdio::null());
    if let Some(url) = url {
        command
            .env("INSALES_URL", url)
            .env("INSALES_APP_ID", "app")
            .env("INSALES_PASSWORD", SECRET)
            .env("RETAILCRM_URL", url)
            .env("RETAILCRM_API_KEY", SECRET)
            .env("RETAILCRM_AUTH", "api_key")
            .env("COMMERCEHQ_URL", url)
            .env("COMMERCEHQ_API_KEY", "key")
            .env("COMMERCEHQ_API_PASSWORD", SECRET);
    }
    command
}

pub fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub fn orders(ids: std::ops::Range<u32>) -> String {
    let orders: Vec<String> = ids
        .map(|id| format!("{{\"id\":{id},\"number\":{id},\"total_price\":\"10.50\",\"unheard_of\":[1.50]}}"))
        .collect();
    format!("[{}]", orders.join(","))
}

/// A folder, and the name of a file in it that is not there yet.
pub fn file(name: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name).to_str().expect("text").to_owned();
    (folder, path)
}
