//! The same call three ways.

use std::time::Duration;

use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use tradewire::client::ReqwestTransport;
use tradewire::{Builder, Credentials};
use tradewire_benches::models::theirs;
use tradewire_benches::shop::Shop;

use crate::Outcome;

/// Names of the ways, in the order of [`all`].
pub const NAMES: [&str; 3] = ["ours", "by hand", "progenitor"];

/// A way to get a page of products.
#[derive(Clone)]
pub enum Way {
    /// Our client.
    Ours(Shop),
    /// reqwest and serde.
    ByHand { http: reqwest::Client, url: String },
    /// What progenitor makes of `products.json`.
    Progenitor(products::Client),
}

/// All of them, with clients of their own; by HTTP/2 from the first byte, or by HTTP/1.1.
pub fn all(url: &str, http2: bool) -> Outcome<[Way; 3]> {
    Ok([
        Way::Ours(ours(url, http2)?),
        Way::ByHand {
            http: client(http2, HeaderMap::new())?,
            url: url.to_owned(),
        },
        Way::Progenitor(products::Client::new_with_client(url, client(http2, basic())?)),
    ])
}

fn ours(url: &str, http2: bool) -> Outcome<Shop> {
    let input = [("user", "app".to_owned()), ("password", "password".to_owned())];
    let builder = Builder::<Shop>::new(url).credentials(Credentials::scheme("basic", input));
    // The shipped transport agrees on HTTP/2 by TLS only; without, it is given a client that assumes it.
    Ok(if http2 {
        builder
            .transport(ReqwestTransport::from_client(client(true, HeaderMap::new())?))
            .build()?
    } else {
        builder.build()?
    })
}

fn client(http2: bool, headers: HeaderMap) -> Outcome<reqwest::Client> {
    let builder = reqwest::Client::builder()
        .default_headers(headers)
        .timeout(Duration::from_secs(60))
        .no_proxy();
    Ok(if http2 {
        builder.http2_prior_knowledge()
    } else {
        builder
    }
    .build()?)
}

/// `app:password`, as progenitor's clients get it: with the client that they stand on.
fn basic() -> HeaderMap {
    HeaderMap::from_iter([(AUTHORIZATION, HeaderValue::from_static("Basic YXBwOnBhc3N3b3Jk"))])
}

impl Way {
    /// One call; gives the number of products.
    pub async fn call(&self, page: i64) -> Outcome<usize> {
        Ok(match self {
            Self::Ours(shop) => shop.products(Some(page)).send().await?.items.unwrap_or_default().len(),
            Self::ByHand { http, url } => {
                let request = http
                    .get(format!("{url}/api/v1/products?page={page}"))
                    .basic_auth("app", Some("password"));
                let reply = request.send().await?.error_for_status()?.bytes().await?;
                serde_json::from_slice::<theirs::Page>(&reply)?
                    .items
                    .unwrap_or_default()
                    .len()
            }
            Self::Progenitor(client) => client.list_products(Some(page)).await?.into_inner().items.len(),
        })
    }
}
