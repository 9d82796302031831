//! Pages of documented elements through our codec and through its peers. See `benches/README.md`.
//!
//! - `peers-codec speed [ITEMS]…`: times as long as ours, for pages of so many elements; 100 and 10,000 unless given.
//! - `peers-codec memory`: memory for an element, and the most for 1 MiB of the smallest elements.
//! - `peers-codec run WAY PLATFORM ITEMS RUNS`: does one thing so often, for programs that count what it takes.

mod memory;
mod pages;
mod ways;

use std::error::Error;
use std::hint::black_box;
use std::process::ExitCode;

use tradewire_benches::pairs::compare;

use pages::Page;
use ways::{Table, WAYS};

/// Rounds of a comparison; fewer of them for long pages.
const ROUNDS: usize = 15;
const LONG_ROUNDS: usize = 5;
/// From here on a page is long.
const LONG: usize = 8 << 20;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments.as_slice() {
        ["speed"] => speed(&[100, 10_000]),
        ["speed", items @ ..] => items
            .iter()
            .map(|items| Ok(items.parse()?))
            .collect::<Result<Vec<usize>, Box<dyn Error>>>()
            .and_then(|items| speed(&items)),
        ["memory"] => memory::report(),
        ["run", way, platform, items, runs] => run(way, platform, items, runs),
        _ => Err("usage: peers-codec speed [ITEMS]… | memory | run WAY PLATFORM ITEMS RUNS".into()),
    };
    if let Err(error) = outcome {
        eprintln!("{error}");
        return ExitCode::from(2);
    }
    ExitCode::SUCCESS
}

fn speed(items: &[usize]) -> Result<(), Box<dyn Error>> {
    println!(
        "time of each divided by ours, median of {ROUNDS} pairs ({LONG_ROUNDS} from 8 MiB on); above 1 ours is faster"
    );
    print!("| platform | items | bytes | ours |");
    for way in &WAYS[1..] {
        print!(" {} |", way.name);
    }
    println!("\n| --- | ---: | ---: | ---: |{}", " ---: |".repeat(WAYS.len() - 1));
    for &count in items {
        for table in ways::TABLES {
            let body = Page::of(table.platform)?.body(count);
            table.check(&body)?;
            print!("| {} | {count} | {} |", table.platform, body.len());
            let rounds = if body.len() < LONG { ROUNDS } else { LONG_ROUNDS };
            for at in 1..WAYS.len() {
                let ratio = compare(
                    rounds,
                    &mut || _ = black_box(table.ways[0](black_box(&body))),
                    &mut || _ = black_box(table.ways[at](black_box(&body))),
                );
                if at == 1 {
                    print!(" {:.1} µs |", ratio.ours.as_secs_f64() * 1e6);
                }
                print!(" {:.2} |", ratio.speed);
            }
            println!();
        }
    }
    Ok(())
}

fn run(way: &str, platform: &str, items: &str, runs: &str) -> Result<(), Box<dyn Error>> {
    let names = || WAYS.iter().map(|way| way.word).collect::<Vec<_>>().join(", ");
    let at = WAYS.iter().position(|known| known.word == way);
    let at = at.ok_or_else(|| format!("`{way}` is no way; these are: {}", names()))?;
    let table: &Table = ways::TABLES
        .iter()
        .find(|table| table.platform == platform)
        .ok_or_else(|| format!("`{platform}` has no page here"))?;
    let body = Page::of(platform)?.body(items.parse()?);
    for _ in 0..runs.parse::<u64>()? {
        black_box(table.ways[at](black_box(&body)));
    }
    Ok(())
}
