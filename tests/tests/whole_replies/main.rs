//! Every reply type of every platform against replies that are not as described: whatever comes, no key is lost. A value is in its
//! field, or in `extra`, where unknown keys and misfits are told apart; or the reply is an error.

mod junk;
mod random;
mod sample;

use std::fs;
use std::path::Path;

use junk::MARK;
use random::Random;
use tradewire::testing::{Reread, first_loss};
use tradewire::{Bytes, ErrorKind, Json, Tolerance};
use tradewire_codegen::compile;
use tradewire_codegen::load::read_folder;
use tradewire_codegen::model::{Operation, Platform, ReturnKind};

#[rustfmt::skip]
#[path = "../../../generated/boostore/checks/replies.rs"]
mod boostore;
#[rustfmt::skip]
#[path = "../../../generated/commercehq/checks/replies.rs"]
mod commercehq;
#[rustfmt::skip]
#[path = "../../../generated/insales/checks/replies.rs"]
mod insales;
#[rustfmt::skip]
#[path = "../../../generated/onebox/checks/replies.rs"]
mod onebox;
#[rustfmt::skip]
#[path = "../../../generated/retailcrm/checks/replies.rs"]
mod retailcrm;

const PLATFORMS: [(&str, &[(&str, Reread)]); 5] = [
    ("boostore", boostore::REPLIES),
    ("commercehq", commercehq::REPLIES),
    ("insales", insales::REPLIES),
    ("onebox", onebox::REPLIES),
    ("retailcrm", retailcrm::REPLIES),
];

/// Replies that are made for each operation.
const ROUNDS: usize = 10;

/// What became of them.
#[derive(Default, Debug)]
struct Tally {
    read: usize,
    with_misfits: usize,
    refused: usize,
}

#[test]
fn no_reply_loses_a_key() {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let compiled = compile(read_folder(&specs, "specs", &[]).expect("specs"));
    let (mut tally, mut wrong) = (Tally::default(), Vec::new());
    for (name, replies) in PLATFORMS {
        let platform = compiled.platforms.iter().find(|platform| platform.name == name);
        let platform = platform.expect("the platform has specs");
        let mut covered = 0;
        for (resource, operation) in operations(platform) {
            let id = format!("{resource}.{}", operation.name);
            let Some((_, reread)) = replies.iter().find(|(other, _)| *other == id) else {
                assert!(
                    operation.returns.kind != ReturnKind::Json,
                    "{name}: {id} is not in the table"
                );
                continue;
            };
            covered += 1;
            let guesses = sample::has_guesses(platform, operation);
            let mut random = Random::of(&format!("{name}/{id}"));
            for body in bodies(&specs, platform, &id, operation, &mut random) {
                if let Err(why) = holds(&body, *reread, guesses, &mut tally) {
                    wrong.push(format!("{name}/{id}: {why}\n    in {body}"));
                }
            }
        }
        assert_eq!(
            covered,
            replies.len(),
            "{name}: the table has operations that the specs do not have"
        );
    }
    assert!(
        wrong.is_empty(),
        "{} replies:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(20)].join("\n")
    );
    // If nearly nothing were read, nothing would be proved.
    assert!(
        tally.read > tally.refused && tally.with_misfits * 5 > tally.read,
        "{tally:?}"
    );
}

fn operations(platform: &Platform) -> impl Iterator<Item = (&str, &Operation)> {
    let resources = platform.resources.iter();
    resources.flat_map(|resource| {
        resource
            .operations
            .iter()
            .map(|operation| (resource.name.as_str(), operation))
    })
}

/// Documented and made-up replies, as they are and with more and more junk in them.
fn bodies(specs: &Path, platform: &Platform, id: &str, operation: &Operation, random: &mut Random) -> Vec<Json> {
    let mut plain = documented(specs, &platform.name, id);
    for _ in 0..2 {
        let made = sample::of_reply(platform, operation, random);
        plain.extend(made);
    }
    let mut all = plain.clone();
    if let Some(last) = plain.len().checked_sub(1) {
        for round in 0..ROUNDS {
            let mut body = plain[random.below(last + 1)].clone();
            junk::into(&mut body, random, 1 + round % 5);
            all.push(body);
        }
    }
    all
}

fn documented(specs: &Path, platform: &str, id: &str) -> Vec<Json> {
    let file = |number: usize| {
        let path = specs
            .join(platform)
            .join(format!("examples/{id}.{number}.response.json"));
        fs::read_to_string(path).ok()
    };
    let texts = (1..).map_while(file);
    texts
        .map(|text| Json::parse(&text).expect("an example is JSON"))
        .collect()
}

/// What must be true of a reply. With `guesses`, its variants are told by their form, and a key may be one of another variant.
fn holds(body: &Json, reread: Reread, guesses: bool, tally: &mut Tally) -> Result<(), String> {
    let bytes = Bytes::from(body.to_string());
    let again = match reread(&bytes, Tolerance::Whole) {
        Ok(again) => again,
        Err(error) => {
            tally.refused += 1;
            let told = matches!(error.kind(), ErrorKind::Decode | ErrorKind::Api | ErrorKind::Partial);
            return if told { Ok(()) } else { Err(format!("{error:?}")) };
        }
    };
    tally.read += 1;
    tally.with_misfits += usize::from(again.misfits_total > 0);
    if let Some(loss) = first_loss(&again.shown, &again.written) {
        return Err(loss);
    }
    if again.misfits.len() != again.misfits_total {
        return Err(format!(
            "the value tells of {:?}, reading of {}",
            again.misfits, again.misfits_total
        ));
    }
    // A known key is never mistaken for an unknown one, so a value that is not in its field is a misfit.
    // What is new in a map is an element of it, and shows by what stands within.
    let in_map = |path: &str| path.ends_with(".{key}.a") || path.ends_with(".{key}.n");
    let is_new = |path: &str| path.contains(MARK) || path.ends_with(".0") || path.ends_with(".1") || in_map(path);
    match again.unknown.iter().find(|path| !is_new(path)) {
        Some(path) if !guesses => Err(format!("{path} is a known key")),
        _ => Ok(()),
    }
}
