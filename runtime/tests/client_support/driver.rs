//! The same scenario for the async and for the blocking client.

use std::time::Duration;

use tradewire::{Builder, Download, Error, FromCore, Json, Operation, Paginated, Replied, RetryPolicy};

use super::{Sample, credentials};

/// What a scenario sets up a client with.
#[derive(Debug, Clone)]
pub struct Settings {
    pub url: String,
    pub timeout: Duration,
    pub max_body: usize,
    pub attempts: u32,
}

impl Settings {
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            timeout: Duration::from_secs(30),
            max_body: 1 << 20,
            attempts: 2,
        }
    }

    pub fn builder<C: FromCore>(&self) -> Builder<C> {
        let quick = RetryPolicy {
            base_delay: Duration::from_millis(1),
            ..RetryPolicy::default()
        };
        Builder::new(&self.url)
            .credentials(credentials())
            .timeout(self.timeout)
            .max_body(self.max_body)
            .retry(quick.max_attempts(self.attempts))
            .rate_limit("default", 1_000_000, Duration::from_secs(1))
    }
}

/// A name and its text, if there is one.
pub type Named<'t> = Option<(&'t str, &'t str)>;

/// A client and what it takes to run its calls.
pub trait Driver {
    fn new(settings: &Settings) -> Self;
    fn send<O: Operation>(&self, operation: O) -> Result<Replied<O::Output>, Error>;
    /// As `send`, with a timeout of its own.
    fn send_within<O: Operation>(&self, operation: O, timeout: Duration) -> Result<Replied<O::Output>, Error>;
    /// A raw call with a query parameter and a header.
    fn raw(&self, method: &str, path: &str, query: Named, header: Named) -> Result<Json, Error>;
    fn drain<O: Paginated>(&self, operation: O) -> Result<Vec<O::Item>, Error>;
    /// The file, read piece by piece.
    fn download<O: Operation<Output = Download>>(&self, operation: O) -> Result<Vec<u8>, Error>;
}

pub struct Async {
    pub client: Sample,
    pub runtime: tokio::runtime::Runtime,
}

impl Driver for Async {
    fn new(settings: &Settings) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        Self {
            client: settings.builder().build().expect("a client"),
            runtime,
        }
    }

    fn send<O: Operation>(&self, operation: O) -> Result<Replied<O::Output>, Error> {
        self.runtime.block_on(self.client.call(operation).send_with_metadata())
    }

    fn send_within<O: Operation>(&self, operation: O, timeout: Duration) -> Result<Replied<O::Output>, Error> {
        let call = self.client.call(operation).timeout(timeout);
        self.runtime.block_on(call.send_with_metadata())
    }

    fn raw(&self, method: &str, path: &str, query: Named, header: Named) -> Result<Json, Error> {
        let call = self.client.0.raw(method, path);
        let call = query
            .into_iter()
            .fold(call, |call, (name, text)| call.query(name, text));
        let call = header
            .into_iter()
            .fold(call, |call, (name, text)| call.header(name, text));
        self.runtime.block_on(call.send())
    }

    fn drain<O: Paginated>(&self, operation: O) -> Result<Vec<O::Item>, Error> {
        self.runtime.block_on(async {
            let mut items = self.client.call(operation).items();
            let mut all = Vec::new();
            while let Some(item) = items.next().await {
                all.push(item?);
            }
            Ok(all)
        })
    }

    fn download<O: Operation<Output = Download>>(&self, operation: O) -> Result<Vec<u8>, Error> {
        self.runtime.block_on(async {
            let file = self.client.call(operation).send_stream().await?.collect().await?;
            Ok(file.bytes.to_vec())
        })
    }
}

#[cfg(feature = "blocking")]
#[derive(Debug, Clone)]
pub struct Blocking(pub tradewire::blocking::Client);

#[cfg(feature = "blocking")]
impl FromCore for Blocking {
    const PLATFORM: &'static tradewire::Platform = &super::PLATFORM;
    fn from_core(client: tradewire::Client) -> Result<Self, Error> {
        tradewire::blocking::Client::new(client).map(Self)
    }
}

#[cfg(feature = "blocking")]
impl Driver for Blocking {
    fn new(settings: &Settings) -> Self {
        settings.builder().build().expect("a client")
    }

    fn send<O: Operation>(&self, operation: O) -> Result<Replied<O::Output>, Error> {
        tradewire::Call::new(self.0.clone(), operation).send_with_metadata()
    }

    fn send_within<O: Operation>(&self, operation: O, timeout: Duration) -> Result<Replied<O::Output>, Error> {
        let call = tradewire::Call::new(self.0.clone(), operation).timeout(timeout);
        call.send_with_metadata()
    }

    fn raw(&self, method: &str, path: &str, query: Named, header: Named) -> Result<Json, Error> {
        let call = self.0.raw(method, path);
        let call = query
            .into_iter()
            .fold(call, |call, (name, text)| call.query(name, text));
        let call = header
            .into_iter()
            .fold(call, |call, (name, text)| call.header(name, text));
        call.send()
    }

    fn drain<O: Paginated>(&self, operation: O) -> Result<Vec<O::Item>, Error> {
        tradewire::Call::new(self.0.clone(), operation).items().collect()
    }

    fn download<O: Operation<Output = Download>>(&self, operation: O) -> Result<Vec<u8>, Error> {
        let mut reader = tradewire::Call::new(self.0.clone(), operation).send_stream()?;
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut reader, &mut bytes).expect("the whole file");
        Ok(bytes)
    }
}

/// Makes two tests of each scenario: a function that takes a driver as its type parameter.
#[macro_export]
macro_rules! with_both_clients {
    ($($scenario:ident)*) => {
        mod async_client {
            $(#[test] fn $scenario() { super::$scenario::<super::client_support::driver::Async>(); })*
        }
        #[cfg(feature = "blocking")]
        mod blocking_client {
            $(#[test] fn $scenario() { super::$scenario::<super::client_support::driver::Blocking>(); })*
        }
    };
}
