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
/// A stream of results is one of elements by [`until_error`].
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

/// Elements up to the first error; [`until_error`] makes it.
pub struct UntilError<S, E> {
    source: S,
    error: Option<E>,
}

/// Elements of what may fail, as pages of another platform do: `orders().upload_all(tradewire::batch::until_error(stream(orders)))`, or of an
/// iterator of results. It ends in front of the first error, and what came before that is sent. Whether it ended for that, has to be asked
/// when all outcomes are read: `batches.source().take_error()`.
pub fn until_error<T, E, I: Elements<Result<T, E>>>(elements: I) -> UntilError<I::Source, E> {
    UntilError {
        source: elements.into_source(),
        error: None,
    }
}

impl<S, E> UntilError<S, E> {
    /// The error that it ended for, once.
    pub fn take_error(&mut self) -> Option<E> {
        self.error.take()
    }
}

impl<S, E> Unpin for UntilError<S, E> {}

impl<T, E, S: ElementSource<Item = Result<T, E>>> ElementSource for UntilError<S, E> {
    type Item = T;

    fn poll_element(&mut self, cx: &mut Context<'_>) -> Poll<Option<T>> {
        self.source.poll_element(cx).map(|element| match element? {
            Ok(element) => Some(element),
            Err(error) => {
                self.error = Some(error);
                None
            }
        })
    }
}

impl<T, E, S: ElementSource<Item = Result<T, E>>> Elements<T> for UntilError<S, E> {
    type Source = Self;

    fn into_source(self) -> Self {
        self
    }
}

/// Shows no element.
impl<S, E: fmt::Debug> fmt::Debug for UntilError<S, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UntilError")
            .field("error", &self.error)
            .finish_non_exhaustive()
    }
}

/// Hands out its elements without ever waiting, so that the blocking client can take them.
pub trait AtOnce: ElementSource {}

impl<I: Iterator> AtOnce for FromIter<I> {}

impl<T, E, S: AtOnce<Item = Result<T, E>>> AtOnce for UntilError<S, E> {}
