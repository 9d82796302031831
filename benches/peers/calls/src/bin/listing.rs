//! A listing of a million elements, streamed: memory of the process and CPU time of the thread that reads, server not included. Linux only.
//!
//! `listing ours|by-hand|progenitor [elements]`: one way in a process, since memory that was taken stays taken.

use std::fmt::Write as _;
use std::sync::Arc;

use peers_calls::Outcome;
use peers_calls::ways::{NAMES, Way, all};
use tradewire_benches::models::theirs;
use tradewire_benches::server::serve;

const PAGE: u64 = 100;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (name, elements) = match arguments.as_slice() {
        [name] => (name.as_str(), 1_000_000),
        [name, elements] => (name.as_str(), elements.parse()?),
        _ => return Err("usage: listing ours|by-hand|progenitor [elements]".into()),
    };
    let at = NAMES.iter().position(|known| known.replace(' ', "-") == name);
    let at = at.ok_or_else(|| format!("`{name}` is no way; `ours`, `by-hand` and `progenitor` are"))?;
    let url = format!("http://{}", serve(move |target| page(target, elements))?);
    let way = all(&url, false)?[at].clone();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let started = cpu()?;
    let (count, first) = runtime.block_on(read(&way))?;
    if count != elements {
        return Err(format!("{count} elements came, {elements} were expected").into());
    }
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    let each = (cpu()? - started) as f64 / elements as f64;
    println!(
        "| {} | {elements} | {each:.0} ns | {first:.1} MB | {:.1} MB |",
        NAMES[at],
        memory("VmHWM:")?
    );
    Ok(())
}

/// Number of elements, and megabytes of memory at the first.
async fn read(way: &Way) -> Outcome<(u64, f64)> {
    let (mut count, mut first) = (0, 0.0);
    let mut seen = |titles: usize| {
        if count == 0 {
            first = memory("VmRSS:")?;
        }
        count += 1;
        std::hint::black_box(titles);
        Outcome::Ok(())
    };
    match way {
        Way::Ours(shop) => {
            let mut items = shop.products(None).items();
            while let Some(item) = items.next().await {
                seen(item?.title.map_or(0, |title| title.len()))?;
            }
        }
        Way::ByHand { http, url } => {
            for page in 1_u64.. {
                let request = http
                    .get(format!("{url}/api/v1/products?page={page}"))
                    .basic_auth("app", Some("password"));
                let reply = request.send().await?.error_for_status()?.bytes().await?;
                let items = serde_json::from_slice::<theirs::Page>(&reply)?
                    .items
                    .unwrap_or_default();
                if items.is_empty() {
                    break;
                }
                for item in items {
                    seen(item.title.map_or(0, |title| title.len()))?;
                }
            }
        }
        Way::Progenitor(client) => {
            for page in 1.. {
                let items = client.list_products(Some(page)).await?.into_inner().items;
                if items.is_empty() {
                    break;
                }
                for item in items {
                    seen(item.title.map_or(0, |title| title.len()))?;
                }
            }
        }
    }
    Ok((count, first))
}

/// Nanoseconds of CPU of this thread, which is the one that reads.
fn cpu() -> Outcome<u64> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    Ok(told
        .split_whitespace()
        .next()
        .ok_or("no time of this thread")?
        .parse()?)
}

/// Megabytes of memory of this process, the server's few included.
fn memory(name: &str) -> Outcome<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    Ok(kilobytes.ok_or("nothing is said about memory")? / 1024.0)
}

/// A page of products, made when it is asked for.
fn page(target: &str, elements: u64) -> Arc<[u8]> {
    let asked = target
        .split_once("page=")
        .and_then(|(_, number)| number.parse::<u64>().ok());
    let first = (asked.unwrap_or(1) - 1) * PAGE;
    let mut text = String::from(r#"{"items":["#);
    for id in first..(first + PAGE).min(elements) {
        let comma = if id == first { "" } else { "," };
        // Writing into a string cannot fail.
        let _ = write!(
            text,
            r#"{comma}{{"id":{id},"title":"Product number {id}","price":"{id}.50","tags":["new","cotton"],"created_at":1484929254}}"#
        );
    }
    text.push_str("]}");
    text.into_bytes().into()
}
