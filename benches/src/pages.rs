//! Bodies to decode: the same page of 100 products as different servers would write it.

use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// Items on a page.
const ITEMS: usize = 100;

/// One way of writing the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Keys in the order of the table, compact: what servers send.
    Ordered,
    /// Keys of every object in an order of its own.
    Shuffled,
    /// As many unknown keys as known ones.
    Unknown,
    /// Russian text as it is (Rails).
    Cyrillic,
    /// Russian text as `\u0430` (PHP).
    Escaped,
    /// Indented.
    Pretty,
    /// 40 pages in one: several megabytes.
    Big,
}

impl Style {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Ordered,
        Self::Shuffled,
        Self::Unknown,
        Self::Cyrillic,
        Self::Escaped,
        Self::Pretty,
        Self::Big,
    ];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ordered => "ordered",
            Self::Shuffled => "shuffled",
            Self::Unknown => "unknown",
            Self::Cyrillic => "cyrillic",
            Self::Escaped => "escaped",
            Self::Pretty => "pretty",
            Self::Big => "big",
        }
    }

    /// The page.
    #[must_use]
    pub fn body(self) -> Vec<u8> {
        let count = if self == Self::Big { 40 * ITEMS } else { ITEMS };
        let items: Vec<Value> = (0..count).map(|n| self.product(n)).collect();
        let page = json!({"items": items, "total": 5000});
        let text = if self == Self::Pretty {
            format!("{page:#}")
        } else {
            page.to_string()
        };
        if self == Self::Escaped {
            escape(&text).into_bytes()
        } else {
            text.into_bytes()
        }
    }

    fn product(self, n: usize) -> Value {
        let russian = matches!(self, Self::Cyrillic | Self::Escaped);
        let title = if russian {
            "Футболка с длинным рукавом"
        } else {
            "Long-sleeved shirt"
        };
        let text = if russian {
            "Мягкий хлопок, свободный крой. Стирать при 30 градусах."
        } else {
            "Soft cotton, loose cut. Wash at 30 degrees.\nDo not tumble dry."
        };
        let image = |id: usize| json!({"id": id, "path": format!("https://files.example.com/uploads/14849154{id:02}_4bc11fff36e9ed964af6.jpg"), "max_size": 6});
        let variant = |id: usize, colour: &str| {
            self.written(json!({
                "id": id, "variant": [colour, "L"], "price": format!("{}.50", 20 + id % 30), "compare_price": "15", "sku": null,
                "default": id % 2 == 0, "ignore": false, "images": [image(id)],
            }))
        };
        self.written(json!({
            "id": 1000 + n, "title": format!("{title} {n}"), "is_multi": true, "type": "Shirts", "collections": [6, 7, n], "tags": ["new", "cotton"],
            "shipping_weight": 0.35, "auto_fulfilment": false, "track_inventory": true, "vendor": "Supplier #1", "sku": format!("sku-{n:05}"),
            "seo_meta": null, "seo_title": title, "seo_url": format!("long-sleeved-shirt-{n}"), "is_template": false, "is_draft": n % 7 == 0,
            "price": "25.00", "compare_price": "30.90", "created_at": 1_484_929_254 + n, "updated_at": 1_485_006_377 + n,
            "textareas": [{"name": "Description", "text": text}], "images": [image(n), image(n + 1)],
            "options": [{"title": "Colour", "changes_look": true, "values": ["Red", "Blue"]}],
            "variants": [variant(2 * n, "Red"), variant(2 * n + 1, "Blue")], "rating": 4.25,
        }))
    }

    /// An object with its keys in another order, or with unknown ones between.
    fn written(self, object: Value) -> Value {
        let Value::Object(members) = object else { return object };
        let mut list: Vec<(String, Value)> = members.into_iter().collect();
        match self {
            Self::Shuffled => {
                let seed = list.iter().map(|(_, value)| value.to_string().len()).sum::<usize>();
                for at in (1..list.len()).rev() {
                    list.swap(at, (seed * 31 + at * 17) % (at + 1));
                }
            }
            Self::Unknown => {
                let unknown = |at: usize| match at % 3 {
                    0 => json!("some text that nobody asked for"),
                    1 => json!(12345.5 + f64::from(u32::try_from(at).unwrap_or(0))),
                    _ => json!({"a": [1, 2, 3], "b": null}),
                };
                let spread = list.into_iter().enumerate();
                list = spread
                    .flat_map(|(at, member)| [member, (format!("later_{at}"), unknown(at))])
                    .collect();
            }
            _ => {}
        }
        Value::Object(list.into_iter().collect::<Map<_, _>>())
    }
}

/// Everything beyond ASCII as `\uXXXX`.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut units = [0; 2];
    for character in text.chars() {
        if character.is_ascii() {
            out.push(character);
        } else {
            for unit in character.encode_utf16(&mut units) {
                let _ = write!(out, "\\u{unit:04x}"); // text takes everything
            }
        }
    }
    out
}
