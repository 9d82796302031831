//! Taking in a request, no more of it than is allowed.

use std::future::poll_fn;
use std::pin::Pin;

use axum::body::{Body, HttpBody as _};
use axum::extract::Request;
use bytes::{Bytes, BytesMut};
use futures_core::Stream as _;

use super::refusal::Fault;

/// Most bytes that are read where nobody says otherwise.
pub(super) const LIMIT: usize = 2 << 20;

/// The request with its body in memory.
pub(super) async fn whole(request: Request, limit: usize) -> Result<http::Request<Bytes>, (Fault, usize)> {
    let (head, body) = request.into_parts();
    // What the sender announces is enough to refuse it.
    if body.size_hint().lower() > limit as u64 {
        return Err((Fault::TooLarge, 0));
    }
    let body = collect(body, limit).await?;
    Ok(http::Request::from_parts(head, body))
}

async fn collect(body: Body, limit: usize) -> Result<Bytes, (Fault, usize)> {
    let mut pieces = body.into_data_stream();
    let mut read = BytesMut::new();
    while let Some(piece) = poll_fn(|cx| Pin::new(&mut pieces).poll_next(cx)).await {
        let Ok(piece) = piece else {
            return Err((Fault::Interrupted, read.len()));
        };
        if piece.len() > limit - read.len() {
            return Err((Fault::TooLarge, read.len()));
        }
        read.extend_from_slice(&piece);
    }
    Ok(read.freeze())
}
