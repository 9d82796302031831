//! Listings that tests read.

use std::sync::{Arc, Mutex};

use http::Response;
use tradewire::testing::{Captured, Scripted, SetClock};
use tradewire::{Error, Json, Paginated};

use super::{Sample, builder, secs};

/// Elements as numbers, whether they stand bare or are the `id` of an object.
pub trait Number {
    fn number(&self) -> i64;
}

impl Number for i64 {
    fn number(&self) -> i64 {
        *self
    }
}

impl Number for Json {
    fn number(&self) -> i64 {
        self.get("id").unwrap_or(self).as_i64().expect("a number")
    }
}

pub fn numbers(items: &[impl Number]) -> Vec<i64> {
    items.iter().map(Number::number).collect()
}

pub async fn drain<O: Paginated<Item: Number>>(call: tradewire::Call<O>) -> Result<Vec<i64>, Error> {
    let mut stream = call.items();
    let mut items = Vec::new();
    while let Some(item) = stream.next().await {
        items.push(item?);
    }
    Ok(numbers(&items))
}

/// A server that answers every request with what `page` makes of its number.
pub fn endless(
    page: impl Fn(usize, &Captured) -> String + Send + Clone + 'static,
    replies: usize,
) -> (Scripted, Sample) {
    let count = Arc::new(Mutex::new(0));
    let server = (0..replies).fold(Scripted::new(), |server, _| {
        let (count, page) = (Arc::clone(&count), page.clone());
        server.answer(move |request| {
            let mut count = count.lock().unwrap();
            *count += 1;
            Response::new(page(*count, request).into())
        })
    });
    let client = builder(&server, &SetClock::new())
        .rate_limit("default", 1_000_000, secs(1))
        .build()
        .unwrap();
    (server, client)
}
