//! What `infer` makes of the documented bodies of the five platforms, held against what people transcribed; and of nonsense.

mod support;

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use support::{Random, files};
use tradewire_codegen::captured::{Captured, Sample};
use tradewire_codegen::infer::{Target, infer, verify};
use tradewire_codegen::load::InputFile;
use tradewire_codegen::model::{Direction, Operation, Platform, Type, TypeShape, WireName};
use tradewire_codegen::{Compiled, compile};

const PLATFORM: &str = "platform: demo\ntitle: Demo\ndoc: A demo.\nbase_url: \"https://demo.example\"\n";

fn bare() -> Vec<InputFile> {
    vec![InputFile::new("specs/demo/platform.yaml", PLATFORM)]
}

/// The spec drafted from some replies, with all of them as examples, linted; and its text.
fn drafted(model: &Platform, replies: Vec<Value>) -> (Compiled, String) {
    let examples: Vec<(String, String)> = replies
        .iter()
        .enumerate()
        .map(|(at, reply)| {
            (
                format!("specs/demo/examples/things.list.{}.response.json", at + 1),
                reply.to_string(),
            )
        })
        .collect();
    let samples = replies
        .into_iter()
        .map(|value| Sample {
            origin: String::new(),
            value,
        })
        .collect();
    let captured = Captured {
        samples,
        ..Captured::default()
    };
    let target = Target {
        resource: "things".to_owned(),
        operation: Some("list".to_owned()),
        ..Target::default()
    };
    let inferred = infer(model, "", &target, &captured, &[]).expect("a draft");
    let text = inferred.text.expect("a text");
    let mut changed = vec![("specs/demo/things.yaml".to_owned(), text.clone())];
    changed.extend(examples);
    (verify(&bare(), &changed).compiled, text)
}

fn findings(compiled: &Compiled) -> Vec<String> {
    compiled
        .findings
        .iter()
        .map(|finding| format!("{} {}", finding.code.id, finding.message))
        .collect()
}

/// A type in a word.
fn word(platform: &Platform, ty: &Type) -> String {
    match platform.bare(ty) {
        Type::Scalar(scalar) => format!("{scalar:?}"),
        Type::List(_) => "List".to_owned(),
        Type::Map(_) => "Map".to_owned(),
        Type::Const(_) => "Const".to_owned(),
        Type::Nullable(inner) => word(platform, inner),
        Type::Named(_) => match platform.shape(ty) {
            Some(TypeShape::Struct(_)) => "Struct".to_owned(),
            Some(TypeShape::Enum(_)) => "Enum".to_owned(),
            _ => "Union".to_owned(),
        },
    }
}

/// Agreement of fields that both have, by the word of the transcribed type: how many, and how many have the same.
type Tally = BTreeMap<String, (usize, usize, BTreeMap<String, usize>)>;

fn compare(ours: (&Platform, &Type), theirs: (&Platform, &Type), depth: usize, tally: &mut Tally) {
    let (a, b) = (word(ours.0, ours.1), word(theirs.0, theirs.1));
    match (ours.0.bare(ours.1), theirs.0.bare(theirs.1)) {
        (Type::List(x) | Type::Map(x), Type::List(y) | Type::Map(y)) if depth < 9 => {
            compare((ours.0, x), (theirs.0, y), depth + 1, tally);
        }
        _ => {}
    }
    if let (Some(x), Some(y)) = (ours.0.as_struct(ours.1), theirs.0.as_struct(theirs.1)) {
        for field in y.fields.iter().filter(|_| depth < 9) {
            if let WireName::Plain(_) = field.name
                && let Some(own) = x.fields.iter().find(|own| own.name == field.name)
            {
                compare((ours.0, &own.ty), (theirs.0, &field.ty), depth + 1, tally);
            }
        }
    }
    let entry = tally.entry(b.clone()).or_default();
    entry.0 += 1;
    if a == b {
        entry.1 += 1;
    } else {
        *entry.2.entry(a).or_default() += 1;
    }
}

fn replies_of(operation: &Operation) -> Vec<Value> {
    let replies = operation
        .examples
        .iter()
        .filter(|example| example.direction == Direction::Response);
    replies
        .map(|example| serde_json::from_str(&example.text).expect("an example is JSON"))
        .collect()
}

/// The drafted type of each operation takes all of its samples strictly: no key is unknown, nothing missing, no value of another form.
#[test]
fn documented_replies_give_types_that_take_them() {
    let model = compile(bare()).platforms.into_iter().next().expect("a platform");
    let transcribed = compile(files(&[]));
    let mut tally = Tally::new();
    let mut operations = 0;
    for platform in &transcribed.platforms {
        for operation in platform.resources.iter().flat_map(|resource| &resource.operations) {
            let replies = replies_of(operation);
            if replies.is_empty() {
                continue;
            }
            operations += 1;
            let (compiled, text) = drafted(&model, replies);
            assert_eq!(
                findings(&compiled),
                Vec::<String>::new(),
                "{}.{}:\n{text}",
                platform.name,
                operation.name
            );
            let drafted = &compiled.platforms[0];
            let own = &drafted.resources[0].operations[0].returns;
            let theirs = &operation.returns;
            if let (Some(x), Some(y), true) = (&own.ty, &theirs.ty, own.key == theirs.key) {
                compare((drafted, x), (platform, y), 0, &mut tally);
            }
        }
    }
    let (all, same) = tally
        .values()
        .fold((0, 0), |(all, same), (a, s, _)| (all + a, same + s));
    println!("{operations} operations, {same} of {all} types as transcribed");
    for (word, (all, same, others)) in &tally {
        println!("  {word}: {same} of {all} {others:?}");
    }
    assert!(
        operations > 300 && all > 1000,
        "there is something to compare: {operations} operations, {all} types"
    );
    let of = |word: &str| tally.get(word).map_or((0, 0), |(all, same, _)| (*all, *same));
    for certain in ["Boolean", "List", "Struct"] {
        let (all, same) = of(certain);
        assert!(same * 2 > all, "{certain}: {same} of {all}");
    }
}

const KEYS: &[&str] = &[
    "id",
    "type",
    "a",
    "A",
    "a_b",
    "a-b",
    "aB",
    "",
    " ",
    "1",
    "22",
    "extra",
    "self",
    "new",
    "doc",
    "fields",
    "string",
    "enum",
    "{key}",
    "custom_{n}",
    "a: b",
    "#",
    "\"",
    "'",
    "\n",
    "\u{0}",
    "é",
    "ключ",
    "🎉",
    "null",
    "true",
    "~",
    "key",
    "returns",
    "headers",
    "x.y",
    "[]",
    "a[b]",
    "token",
    "created_at",
    "price",
    "EUR",
    "USD",
    "body",
    "2024-02-29",
    "-",
    "_",
    "__",
    "required",
    "other",
    "Other",
];

const TEXTS: &[&str] = &[
    "",
    "a",
    "b",
    "card",
    "cash",
    "2024-02-29",
    "12.5",
    "18:30",
    "null",
    "a: b # c",
    "\u{2028}",
    "x\ny",
    "Other",
    "other",
    "1",
    "[secret]",
];

fn nonsense(random: &mut Random, depth: usize) -> Value {
    match random.below(if depth > 5 { 6 } else { 11 }) {
        0 => Value::Null,
        1 => Value::Bool(random.below(2) == 0),
        2 => Value::from(random.below(3)),
        3 => Value::from(u64::MAX - random.below(2) as u64),
        4 => Value::from(f64::from(u8::try_from(random.below(100)).unwrap_or(0)) / 8.0),
        5 => Value::from(TEXTS[random.below(TEXTS.len())]),
        6 | 7 => (0..random.below(5)).map(|_| nonsense(random, depth + 1)).collect(),
        _ => {
            let mut entries = Map::new();
            for _ in 0..random.below(7) {
                let key = KEYS[random.below(KEYS.len())].to_owned();
                entries.insert(key, nonsense(random, depth + 1));
            }
            Value::Object(entries)
        }
    }
}

/// Whatever came, the draft passes `lint` and takes it.
#[test]
fn nonsense_gives_types_that_take_it() {
    let model = compile(bare()).platforms.into_iter().next().expect("a platform");
    let mut random = Random(20_261_130);
    for round in 0..150 {
        let count = 1 + random.below(4);
        let replies: Vec<Value> = (0..count).map(|_| nonsense(&mut random, 0)).collect();
        let (compiled, text) = drafted(&model, replies.clone());
        assert_eq!(
            findings(&compiled),
            Vec::<String>::new(),
            "round {round}: {replies:?}\n{text}"
        );
    }
}

/// Nesting is bounded, and so is the number of keys.
#[test]
fn what_is_very_large_is_drafted_as_well() {
    let model = compile(bare()).platforms.into_iter().next().expect("a platform");
    let deep = (0..50).fold(Value::from(1), |inner, _| serde_json::json!({ "a": [inner] }));
    let wide: Map<String, Value> = (0..5_000).map(|at| (format!("key_{at}_x"), Value::from(at))).collect();
    for reply in [deep, Value::Object(wide)] {
        let (compiled, text) = drafted(&model, vec![reply]);
        assert_eq!(findings(&compiled), Vec::<String>::new());
        assert!(text.len() < 5_000, "{}", text.len());
    }
}
