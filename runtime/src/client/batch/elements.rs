//! Where the elements of batches come from.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

/// What batches can be made of: anything that can be iterated over, or a stream, wrapped by [`stream`].
pub trait Elements<T> {
    /// Hands out the elements, one after another.
    type Source: ElementSource<Item = T>;

    /// Begins.
    fn into_source(self) -> Self::Source;
}

/// Hands out elements one after another, at once or when there are some.
pub trait ElementSource {
    /// One element.
    type Item;

    /// The next element; `None` after the last one. It is not asked again behind that.
    fn poll_element(&mut self, cx: &mut Context<'_>) -> Poll<Option<Self::Item>>;
}

/// Elements of an iterator.
#[derive(Debug, Clone)]
pub struct FromIter<I>(I);

impl<I> Unpin for FromIter<I> {}

impl<I: Iterator> ElementSource for FromIter<I> {
    type Item = I::Item;

    fn poll_element(&mut self, _cx: &mut Context<'_>) -> Poll<Option<I::Item>> {
        Poll::Ready(self.0.next())
    }
}

impl<I: IntoIterator> Elements<I::Item> for I {
    type Source = FromIter<I::IntoIter>;

    fn into_source(self) -> Self::Source {
        FromIter(self.into_iter())
    }
}

/// Elements of a stream; [`stream`] makes it.
pub struct FromStream<S>(Pin<Box<S>>);

/// Elements of a stream: `orders().upload_all(tradewire::batch::stream(orders))`. A batch is sent when it is full, or when the stream
/// ends: one that pauses in between is waited for. Only the async client takes streams.
///
/// A stream of results has to say what becomes of its errors: keep the first aside and end there (`map_while`), or leave them out.
pub fn stream<S: Stream>(stream: S) -> FromStream<S> {
    FromStream(Box::pin(stream))
}

impl<S: Stream> ElementSource for FromStream<S> {
    type Item = S::Item;

    fn poll_element(&mut self, cx: &mut Context<'_>) -> Poll<Option<S::Item>> {
        self.0.as_mut().poll_next(cx)
    }
}

impl<S: Stream> Elements<S::Item> for FromStream<S> {
    type Source = Self;

    fn into_source(self) -> Self {
        self
    }
}

impl<S> fmt::Debug for FromStream<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FromStream").finish_non_exhaustive()
    }
}
