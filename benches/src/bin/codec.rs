//! Decoding and encoding against serde derive. See `README.md` of this crate.
//!
//! `codec` prints speed ratios, `codec <page>…` those of some pages only; `codec <decode|encode> <ours|theirs|flat> <page> <runs>` does one thing that many times, for a profiler.

use std::hint::black_box;
use std::process::ExitCode;
use tradewire::json::{Options, decode, to_vec};
use tradewire_benches::models::{flat, ours, theirs};
use tradewire_benches::pages::Style;
use tradewire_benches::pairs::compare;

const ROUNDS: usize = 41;

/// The body decoded both ways.
struct Case {
    body: Vec<u8>,
    ours: ours::Page,
    theirs: theirs::Page,
    flat: flat::Page,
}

impl Case {
    fn new(style: Style) -> Result<Self, Box<dyn std::error::Error>> {
        let body = style.body();
        let ours = decode::<ours::Page>(&body, Options::default())?.value;
        let theirs: theirs::Page = serde_json::from_slice(&body)?;
        let flat: flat::Page = serde_json::from_slice(&body)?;
        // A benchmark of ways that do not do the same would be worth nothing: ours keeps what is unknown, as `flatten` does, and
        // derive alone drops it.
        let text = to_vec(&ours)?;
        let all = serde_json::from_slice::<serde_json::Value>(&text)?;
        if all != serde_json::to_value(&flat)? || serde_json::from_slice::<theirs::Page>(&text)? != theirs {
            return Err(format!("{}: the twins differ", style.name()).into());
        }
        Ok(Self {
            body,
            ours,
            theirs,
            flat,
        })
    }

    fn decode_ours(&self) {
        black_box(decode::<ours::Page>(black_box(&self.body), Options::default()).is_ok());
    }

    fn decode_theirs(&self) {
        black_box(serde_json::from_slice::<theirs::Page>(black_box(&self.body)).is_ok());
    }

    fn decode_flat(&self) {
        black_box(serde_json::from_slice::<flat::Page>(black_box(&self.body)).is_ok());
    }

    fn encode_flat(&self) {
        black_box(serde_json::to_vec(black_box(&self.flat)).is_ok());
    }

    fn encode_ours(&self) {
        black_box(to_vec(black_box(&self.ours)).is_ok());
    }

    fn encode_theirs(&self) {
        black_box(serde_json::to_vec(black_box(&self.theirs)).is_ok());
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.as_slice() {
        [] => report(&Style::ALL),
        [task, side, page, runs] if task == "decode" || task == "encode" => repeat(task, side, page, runs),
        pages => pages
            .iter()
            .map(|page| named(page))
            .collect::<Result<Vec<_>, _>>()
            .and_then(|styles| report(&styles)),
    };
    if let Err(error) = outcome {
        eprintln!("{error}");
        return ExitCode::from(2);
    }
    ExitCode::SUCCESS
}

fn named(page: &str) -> Result<Style, Box<dyn std::error::Error>> {
    let style = Style::ALL.into_iter().find(|style| style.name() == page);
    style.ok_or_else(|| {
        format!("no page `{page}`; usage: codec [<page>…] | <decode|encode> <ours|theirs|flat> <page> <runs>").into()
    })
}

fn report(styles: &[Style]) -> Result<(), Box<dyn std::error::Error>> {
    println!(
        "{:10} {:>9} {:>14} {:>14} {:>12} {:>14} {:>14}",
        "page", "bytes", "decode speed", "encode speed", "decode MB/s", "decode flatten", "encode flatten"
    );
    for &style in styles {
        let case = Case::new(style)?;
        let decode = compare(ROUNDS, &mut || case.decode_ours(), &mut || case.decode_theirs());
        let encode = compare(ROUNDS, &mut || case.encode_ours(), &mut || case.encode_theirs());
        let flat = compare(ROUNDS, &mut || case.decode_ours(), &mut || case.decode_flat());
        let flat_out = compare(ROUNDS, &mut || case.encode_ours(), &mut || case.encode_flat());
        let bytes = case.body.len();
        let megabytes = f64::from(u32::try_from(bytes)?) / 1e6 / decode.ours.as_secs_f64();
        println!(
            "{:10} {bytes:>9} {:>13.2}x {:>13.2}x {megabytes:>12.0} {:>13.2}x {:>13.2}x",
            style.name(),
            decode.speed,
            encode.speed,
            flat.speed,
            flat_out.speed
        );
    }
    println!(
        "speed: serde derive's time divided by ours, median of {ROUNDS} pairs; flatten: derive that keeps unknown keys, as ours does"
    );
    Ok(())
}

fn repeat(task: &str, side: &str, page: &str, runs: &str) -> Result<(), Box<dyn std::error::Error>> {
    let case = Case::new(named(page)?)?;
    let work: fn(&Case) = match (task, side) {
        ("decode", "ours") => Case::decode_ours,
        ("decode", "theirs") => Case::decode_theirs,
        ("encode", "ours") => Case::encode_ours,
        ("encode", "theirs") => Case::encode_theirs,
        ("decode", "flat") => Case::decode_flat,
        ("encode", "flat") => Case::encode_flat,
        _ => return Err("no such task".into()),
    };
    for _ in 0..runs.parse::<u64>()? {
        work(&case);
    }
    Ok(())
}
