//! Errors as they come from real connections.

mod address;
mod http2;
mod tls;

use std::io;
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::*;

const LIMITS: ExchangeLimits = ExchangeLimits {
    timeout: Duration::from_secs(20),
    idle: Duration::from_secs(20),
    max_body: 1000,
};

/// Serves each connection by `serve`; the address, and how many connections there were.
fn listen(serve: impl Fn(TcpStream) -> io::Result<()> + Send + 'static) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            counted.fetch_add(1, Ordering::SeqCst);
            // A client that goes away is none of its business.
            let _ = serve(stream);
        }
    });
    (address, count)
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
}

fn post(transport: &ReqwestTransport, url: String) -> TransportError {
    let request = http::Request::post(url).body(Bytes::from_static(b"{}")).unwrap();
    runtime().block_on(transport.exchange(request, LIMITS)).unwrap_err()
}
