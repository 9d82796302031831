//! A hand-written platform with one limit, and a server for it on this machine that keeps when what arrived.

#![allow(dead_code)] // Each test uses a part of it.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tradewire::{Client, Error, FromCore, Limit, Platform};

pub const LIMIT: usize = 500;
pub const WINDOW: Duration = Duration::from_secs(2);

pub static PLATFORM: Platform = Platform {
    name: "sample",
    limits: &[Limit {
        name: "default",
        requests: 500,
        per_seconds: 2,
        ..Limit::PLAIN
    }],
    ..Platform::PLAIN
};

#[derive(Debug, Clone)]
pub struct Sample(pub Client);

impl FromCore for Sample {
    const PLATFORM: &'static Platform = &PLATFORM;
    fn from_core(client: Client) -> Result<Self, Error> {
        Ok(Self(client))
    }
}

/// What arrived: when, by the clock that the store has too, from which worker, and what mode that was in.
#[derive(Debug, Clone)]
pub struct Arrival {
    pub at: u64,
    pub worker: usize,
    pub is_shared: bool,
}

#[derive(Default)]
pub struct Log {
    arrivals: Mutex<Vec<Arrival>>,
    came: Condvar,
    /// The first request of each of so many workers is not answered before all of them have come.
    barrier: usize,
    is_closed: AtomicBool,
}

pub fn micros() -> u64 {
    let time = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
    u64::try_from(time.as_micros()).expect("not that late")
}

/// Answers `{}` to everything, and 410 once it is closed.
pub fn serve(barrier: usize) -> (String, Arc<Log>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let log = Arc::new(Log {
        barrier,
        ..Log::default()
    });
    let served = Arc::clone(&log);
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let log = Arc::clone(&served);
            thread::spawn(move || log.answer(stream));
        }
    });
    (url, log)
}

impl Log {
    fn answer(&self, mut stream: TcpStream) -> Option<()> {
        stream.set_nodelay(true).ok()?;
        let mut reader = BufReader::new(stream.try_clone().ok()?);
        loop {
            let (mut worker, mut is_shared, mut line) = (0, false, String::new());
            loop {
                line.clear();
                if reader.read_line(&mut line).ok()? == 0 {
                    return None;
                }
                let Some((name, value)) = line.split_once(':') else {
                    if line.trim().is_empty() {
                        break;
                    }
                    continue;
                };
                match name.to_ascii_lowercase().as_str() {
                    "x-worker" => worker = value.trim().parse().ok()?,
                    "x-mode" => is_shared = value.trim() == "shared",
                    _ => {}
                }
            }
            let at = micros();
            let status = if self.is_closed.load(Ordering::Relaxed) {
                "410 Gone"
            } else {
                self.enter(Arrival { at, worker, is_shared });
                "200 OK"
            };
            let reply = format!("HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{{}}");
            stream.write_all(reply.as_bytes()).ok()?;
        }
    }

    fn enter(&self, arrival: Arrival) {
        let mut arrivals = self.arrivals.lock().expect("no panic");
        let is_first = arrivals.iter().all(|known| known.worker != arrival.worker);
        arrivals.push(arrival);
        self.came.notify_all();
        if is_first {
            let all = |arrivals: &mut Vec<Arrival>| by_worker(arrivals).len() < self.barrier;
            drop(self.came.wait_while(arrivals, all).expect("no panic"));
        }
    }

    /// Waits until `enough` says so, and gives what arrived so far.
    pub fn wait_until(&self, enough: impl Fn(&[Arrival]) -> bool) -> Vec<Arrival> {
        let arrivals = self.arrivals.lock().expect("no panic");
        let arrivals = self
            .came
            .wait_while(arrivals, |arrivals| !enough(arrivals))
            .expect("no panic");
        arrivals.clone()
    }

    /// From now on nothing is taken any more.
    pub fn close(&self) -> Vec<Arrival> {
        self.is_closed.store(true, Ordering::Relaxed);
        let mut arrivals = self.arrivals.lock().expect("no panic").clone();
        arrivals.sort_by_key(|arrival| arrival.at);
        arrivals
    }
}

pub fn by_worker(arrivals: &[Arrival]) -> BTreeMap<usize, usize> {
    let mut counts = BTreeMap::new();
    for arrival in arrivals {
        *counts.entry(arrival.worker).or_default() += 1;
    }
    counts
}

/// Most arrivals in any of the platform's windows that begins with one of them.
pub fn most_in_a_window(arrivals: &[Arrival]) -> usize {
    most_within(WINDOW, arrivals)
}

/// Most arrivals in any window of this length that begins with one of them.
pub fn most_within(window: Duration, arrivals: &[Arrival]) -> usize {
    let window = u64::try_from(window.as_micros()).expect("short");
    let counts = arrivals.iter().enumerate().map(|(first, arrival)| {
        let end = arrivals.partition_point(|later| later.at < arrival.at + window);
        end - first
    });
    counts.max().unwrap_or_default()
}
