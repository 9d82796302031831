//! Elements as the documentation of each platform shows them, as often as is wanted.

use std::error::Error;
use std::path::Path;

use serde_json::Value;

/// Platform, documented body, and the key under which its elements are; no key where it is a list itself.
const PAGES: [(&str, &str, &str); 5] = [
    ("boostore", "products.list.1", "products"),
    ("commercehq", "orders.search.1", "items"),
    ("insales", "orders.list.1", ""),
    ("onebox", "orders.list.1", "orders"),
    ("retailcrm", "orders.list.1", "orders"),
];

/// The elements of a documented body.
pub struct Page(Vec<Value>);

impl Page {
    /// That of a platform.
    pub fn of(platform: &str) -> Result<Self, Box<dyn Error>> {
        let (_, body, key) = PAGES
            .iter()
            .find(|page| page.0 == platform)
            .ok_or_else(|| format!("`{platform}` has no page here"))?;
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../../specs")
            .join(platform)
            .join(format!("examples/{body}.response.json"));
        let text = std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let body: Value = serde_json::from_slice(&text)?;
        let list = if key.is_empty() { &body } else { &body[*key] };
        let elements = list.as_array().filter(|elements| !elements.is_empty());
        Ok(Self(
            elements
                .ok_or_else(|| format!("no elements in {}", path.display()))?
                .clone(),
        ))
    }

    /// A list of so many elements, compact, as servers send it.
    pub fn body(&self, count: usize) -> Vec<u8> {
        let elements: Vec<String> = self.0.iter().map(Value::to_string).collect();
        let all: Vec<&str> = elements.iter().map(String::as_str).cycle().take(count).collect();
        format!("[{}]", all.join(",")).into_bytes()
    }
}
