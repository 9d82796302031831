//! A mock on a socket.

mod body;
mod hooks;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt as _, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use tokio::sync::watch;

use crate::error::Error;
use crate::mock::Mock;
use body::Sent;

/// A request longer than this is refused: 256 MiB.
const LONGEST: usize = 256 * 1024 * 1024;

/// A mock that listens; made by [`Mock::serve`]. It ends when this is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What clients are given as base URL: `http://127.0.0.1:4010`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Waits until it ends, which is when the process does.
    pub fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.stop.send(true);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Mock {
    /// Listens on a port of this machine alone; 0 is any that is free. It has a thread of its own, so that programs with and without async use
    /// it alike.
    ///
    /// # Errors
    /// The port is taken, or may not be used.
    pub fn serve(&self, port: u16) -> Result<Server, Error> {
        let error = |error: std::io::Error| Error::new(format!("cannot listen on port {port} of 127.0.0.1: {error}"));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(error)?;
        listener.set_nonblocking(true).map_err(error)?;
        let address = listener.local_addr().map_err(error)?;
        let (stop, stopped) = watch::channel(false);
        let (ready, is_ready) = mpsc::channel();
        let mock = self.clone();
        let run = move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            match runtime {
                Ok(runtime) => {
                    let _ = ready.send(Ok(()));
                    runtime.block_on(accept(mock, listener, stopped));
                }
                Err(error) => {
                    let _ = ready.send(Err(error));
                }
            }
        };
        let thread = std::thread::Builder::new()
            .name("tradewire-mock".to_owned())
            .spawn(run)
            .map_err(error)?;
        match is_ready.recv() {
            Ok(Ok(())) => Ok(Server {
                address,
                stop,
                thread: Some(thread),
            }),
            Ok(Err(found)) => Err(error(found)),
            Err(_) => Err(Error::new("the thread of the mock ended before it listened")),
        }
    }
}

async fn accept(mock: Mock, listener: TcpListener, mut stopped: watch::Receiver<bool>) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
        return;
    };
    loop {
        let stream = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stopped.changed() => return,
        };
        let Ok((stream, _)) = stream else {
            // Out of file handles, for one: those that are open have to end first.
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let mock = mock.clone();
        tokio::spawn(converse(mock, stream));
    }
}

/// Answers what comes by a connection, one request after the other.
async fn converse(mock: Mock, stream: TcpStream) {
    let is_reset = Arc::new(AtomicBool::new(false));
    let reset = Arc::clone(&is_reset);
    let service = service_fn(move |request| Box::pin(respond(mock.clone(), request, Arc::clone(&reset))));
    let mut connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    // What ends a connection early is what was asked for, or the client's doing.
    let _ = std::future::poll_fn(|context| connection.poll_without_shutdown(context)).await;
    let mut stream = connection.into_parts().io.into_inner();
    if is_reset.load(Ordering::Relaxed) {
        // Closed now, it sends RST in place of an orderly end.
        // What newer versions have for it (`set_zero_linger`), older ones lack; of no time at all, nothing waits.
        #[allow(deprecated)]
        let _ = stream.set_linger(Some(std::time::Duration::ZERO));
    } else {
        let _ = stream.shutdown().await;
    }
}

/// Why a connection ends without an answer.
#[derive(Debug)]
struct Ended;

impl std::fmt::Display for Ended {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the mock ends this connection")
    }
}

impl std::error::Error for Ended {}

async fn respond(mock: Mock, request: Request<Incoming>, is_reset: Arc<AtomicBool>) -> Result<Response<Sent>, Ended> {
    let (head, body) = request.into_parts();
    let Ok(body) = Limited::new(body, LONGEST).collect().await else {
        return Err(Ended);
    };
    let request = Request::from_parts(head, body.to_bytes());
    let answer = mock.handle(&request);
    hooks::send(&mock);
    if !answer.conduct.delay.is_zero() {
        tokio::time::sleep(answer.conduct.delay).await;
    }
    if answer.conduct.reset {
        is_reset.store(true, Ordering::Relaxed);
        return Err(Ended);
    }
    let (cut, place) = (answer.conduct.cut, answer.place);
    Ok(answer.response.map(|body: Bytes| Sent::of(body, cut, place)))
}
