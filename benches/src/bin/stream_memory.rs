//! Memory while a listing of a million elements is read. See `README.md` of this crate. Linux only: it reads `/proc`.
//!
//! `stream_memory [elements]`

use std::error::Error;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Instant;

use tradewire_benches::server::serve;
use tradewire_benches::shop::Shop;

const PAGE: u64 = 100;

/// Megabytes of memory: now, and most so far.
fn memory() -> Result<(f64, f64), Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let megabytes = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
        kilobytes
            .map(|kilobytes| kilobytes / 1024.0)
            .ok_or("/proc/self/status says nothing about memory")
    };
    Ok((megabytes("VmRSS:")?, megabytes("VmHWM:")?))
}

/// A page of products, made when it is asked for.
fn page(target: &str, elements: u64) -> Arc<[u8]> {
    let number: u64 = target
        .split_once("page=")
        .and_then(|(_, number)| number.parse().ok())
        .unwrap_or(1);
    let first = (number - 1) * PAGE;
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

fn main() -> Result<(), Box<dyn Error>> {
    let elements: u64 = std::env::args().nth(1).map_or(Ok(1_000_000), |text| text.parse())?;
    let url = format!("http://{}", serve(move |target| page(target, elements))?);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut items = Shop::new(&url)?.products(None).items();
        let started = Instant::now();
        let (mut count, mut bytes) = (0_u64, 0_usize);
        println!("{:>10} {:>10} {:>10}", "elements", "MB now", "MB most");
        while let Some(item) = items.next().await {
            let product = item?;
            bytes += product.title.map_or(0, |title| title.len());
            count += 1;
            if [1, elements / 100, elements / 10, elements / 2, elements].contains(&count) {
                let (now, most) = memory()?;
                println!("{count:>10} {now:>10.1} {most:>10.1}");
            }
        }
        if count != elements {
            return Err(format!("{count} elements came, {elements} were expected").into());
        }
        println!(
            "read in {:.1} s; {bytes} bytes of titles",
            started.elapsed().as_secs_f64()
        );
        Ok(())
    })
}
