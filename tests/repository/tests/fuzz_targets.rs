//! The fuzz targets of `fuzz/` on a stable compiler, for a bounded time: all seeds, and many small changes of each. What the changes
//! are depends on nothing but the seeds.

#![allow(missing_docs, unreachable_pub)]

use tradewire_repository_tests::root;

#[path = "../../../fuzz/targets/callback_parser.rs"]
mod callback_parser;
#[path = "../../../fuzz/targets/json_reader.rs"]
mod json_reader;
#[path = "../../../fuzz/targets/path_encoder.rs"]
mod path_encoder;
#[path = "../../../fuzz/targets/query_encoder.rs"]
mod query_encoder;
#[path = "../../../fuzz/targets/replies.rs"]
mod replies;

/// Changed inputs for each seed, unless `TRADEWIRE_FUZZ` asks for more.
const CHANGES: u64 = 400;
/// What breaks readers.
const PIECES: [&[u8]; 24] = [
    b"\"",
    b"\\",
    b"\\u",
    b"\\ud800",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"null",
    b"-",
    b"1e999",
    b"99999999999999999999",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\0",
    b"%",
    b"%zz",
    b"[]=",
    b"&",
    b"..",
    b"/",
    b"\n",
];

/// A source of arbitrary numbers (xorshift).
struct Chance(u64);

impl Chance {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % (below.max(1) as u64)).unwrap_or_default()
    }
}

fn changed(seed: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut data = seed.to_vec();
    for _ in 0..=chance.next(4) {
        let at = chance.next(data.len() + 1);
        match chance.next(6) {
            0 => data.truncate(at),
            1 if at < data.len() => data[at] ^= 1 << chance.next(8),
            2 if at < data.len() => drop(data.remove(at)),
            3 => {
                let end = (at + chance.next(16)).min(data.len());
                let copy = data[at..end].to_vec();
                data.splice(at..at, copy);
            }
            _ => drop(data.splice(at..at, PIECES[chance.next(PIECES.len())].iter().copied())),
        }
    }
    data
}

fn feed(target: &str, run: fn(&[u8])) {
    let folder = root().join("fuzz/corpus").join(target);
    let mut seeds: Vec<_> = std::fs::read_dir(&folder)
        .expect("a corpus")
        .map(|entry| entry.expect("a seed").path())
        .collect();
    seeds.sort();
    assert!(!seeds.is_empty());
    let more = std::env::var("TRADEWIRE_FUZZ").ok().and_then(|text| text.parse().ok());
    run(b"");
    for (number, path) in seeds.iter().enumerate() {
        let seed = std::fs::read(path).expect("a seed");
        run(&seed);
        let mut chance = Chance(0x9e37_79b9_7f4a_7c15 ^ (number as u64 + 1));
        for _ in 0..more.unwrap_or(CHANGES) {
            let data = changed(&seed, &mut chance);
            if let Err(panic) = std::panic::catch_unwind(|| run(&data)) {
                eprintln!("{target} fails on {:?}", String::from_utf8_lossy(&data));
                std::panic::resume_unwind(panic);
            }
        }
    }
}

#[test]
fn json_reader_takes_anything() {
    feed("json_reader", json_reader::run);
}

#[test]
fn query_encoder_takes_anything() {
    feed("query_encoder", query_encoder::run);
}

#[test]
fn path_encoder_takes_anything() {
    feed("path_encoder", path_encoder::run);
}

#[test]
fn replies_of_any_kind_are_read() {
    feed("replies", replies::run);
}

#[test]
fn callback_parser_takes_anything() {
    feed("callback_parser", callback_parser::run);
}
