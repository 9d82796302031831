//! The server of `tradewire_benches` once more, over HTTP/2 without TLS.

use std::net::SocketAddr;
use std::sync::Arc;

use bytes::Bytes;
use tokio::net::{TcpListener, TcpStream};
use tradewire_benches::server::Answer;

use crate::Outcome;

/// Streams that a connection carries at a time: as many as callers ask.
const STREAMS: u32 = 1000;
/// Bytes that a client may have sent without being read; requests have no bodies.
const WINDOW: u32 = 1 << 20;

/// Serves on a thread of its own until the process ends.
pub fn serve(answer: impl Fn(&str) -> Arc<[u8]> + Send + Sync + 'static) -> Outcome<SocketAddr> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let answer: Arc<Answer> = Arc::new(answer);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    std::thread::Builder::new().name("server".into()).spawn(move || {
        runtime.block_on(async {
            let Ok(listener) = TcpListener::from_std(listener) else {
                return;
            };
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(connection(stream, Arc::clone(&answer)));
            }
        });
    })?;
    Ok(address)
}

/// Answers requests until the client goes away.
async fn connection(stream: TcpStream, answer: Arc<Answer>) -> Outcome<()> {
    stream.set_nodelay(true)?;
    let mut connection = h2::server::Builder::new()
        .max_concurrent_streams(STREAMS)
        .initial_connection_window_size(WINDOW)
        .handshake::<_, Bytes>(stream)
        .await?;
    while let Some(request) = connection.accept().await {
        let (request, mut respond) = request?;
        let body = answer(request.uri().path_and_query().map_or("/", |target| target.as_str()));
        let head = http::Response::builder()
            .header("content-type", "application/json")
            .header("content-length", body.len())
            .body(())?;
        // What the client has no room for waits in the stream, not here.
        respond
            .send_response(head, false)?
            .send_data(Bytes::from_owner(body), true)?;
    }
    Ok(())
}
