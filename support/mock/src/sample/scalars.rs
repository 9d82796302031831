//! Scalars that look like what their name says.

use serde_json::{Number, Value, json};
use tradewire_codegen::model::{Format, Scalar};

use super::Sampler;
use crate::words::snake;

const WORDS: &[&str] = &[
    "amber", "birch", "cobalt", "dune", "ember", "fern", "grove", "harbour", "indigo", "juniper",
];

impl Sampler<'_> {
    pub(super) fn scalar(&mut self, scalar: Scalar, name: &str, format: Option<&Format>) -> Value {
        let day = 1 + self.chance.below(28);
        let month = 1 + self.chance.below(12);
        let (hour, minute, second) = (self.chance.below(24), self.chance.below(60), self.chance.below(60));
        let number = 1 + self.chance.below(999);
        if let Some(format) = format {
            return Value::String(formatted(&format.text, [2024, month, day, hour, minute, second]));
        }
        match scalar {
            Scalar::Integer => json!(number),
            Scalar::Number => {
                Number::from_f64(f64::from(u32::try_from(number).unwrap_or(1)) / 4.0).map_or(Value::Null, Value::Number)
            }
            Scalar::Decimal => json!(format!("{number}.{:02}", self.chance.below(100))),
            Scalar::Boolean => json!(self.chance.hits(0.5)),
            Scalar::Flag => json!(self.chance.below(2)),
            Scalar::Date => json!(format!("2024-{month:02}-{day:02}")),
            Scalar::Time => json!(format!("{hour:02}:{minute:02}:{second:02}")),
            Scalar::MonthDay => json!(format!("{month:02}.{day:02}")),
            Scalar::DateTime => json!(format!(
                "2024-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}+03:00"
            )),
            Scalar::LocalDateTime => json!(format!("2024-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")),
            Scalar::UnixSeconds | Scalar::TimestampOrIso => json!(1_700_000_000 + self.chance.below(30_000_000)),
            Scalar::Uuid => {
                let (a, b) = (self.chance.next(), self.chance.next());
                let (high, middle, low) = (a >> 32, a >> 16 & 0xffff, a & 0xfff);
                json!(format!(
                    "{high:08x}-{middle:04x}-4{low:03x}-8{:03x}-{:012x}",
                    b >> 52,
                    b & 0xffff_ffff_ffff
                ))
            }
            Scalar::Base64 => json!("YmFzZTY0"),
            Scalar::File => Value::Null,
            // Of any JSON, what everything can read.
            Scalar::String | Scalar::Any => Value::String(self.text(name)),
        }
    }

    /// Text after the name that it stands under. Without commas and brackets, as some lists are joined by them.
    fn text(&mut self, name: &str) -> String {
        let word = WORDS.get(self.chance.index(WORDS.len())).copied().unwrap_or("amber");
        let number = 1 + self.chance.below(99);
        let name = snake(name);
        let last = name.rsplit('_').next().unwrap_or_default();
        match last {
            "email" => format!("{word}{number}@example.com"),
            "phone" => format!("+70000000{number:03}"),
            "url" | "href" | "link" => format!("https://example.com/{word}/{number}"),
            "" => format!("{word} {number}"),
            _ => format!("{last} {word} {number}"),
        }
    }
}

/// A moment in PHP's letters.
pub(crate) fn formatted(format: &str, [year, month, day, hour, minute, second]: [u64; 6]) -> String {
    use std::fmt::Write as _;
    // Writing into a string cannot fail.
    let mut out = String::new();
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        match letter {
            'Y' => {
                let _ = write!(out, "{year:04}");
            }
            'm' => {
                let _ = write!(out, "{month:02}");
            }
            'd' => {
                let _ = write!(out, "{day:02}");
            }
            'H' => {
                let _ = write!(out, "{hour:02}");
            }
            'i' => {
                let _ = write!(out, "{minute:02}");
            }
            's' => {
                let _ = write!(out, "{second:02}");
            }
            'P' => out.push_str("+03:00"),
            'O' => out.push_str("+0300"),
            '\\' => out.extend(letters.next()),
            other => out.push(other),
        }
    }
    out
}
