//! Families of keys.

/// A family of keys: text around one placeholder, `{n}` for digits or `{anything else}` for any text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pattern {
    prefix: &'static str,
    suffix: &'static str,
    digits: bool,
}

impl Pattern {
    /// Splits `custom_{key}` at its placeholder. Text without one fits no key.
    #[must_use]
    pub fn new(pattern: &'static str) -> Self {
        let (prefix, rest) = pattern.split_once('{').unwrap_or((pattern, "n}\0"));
        let (name, suffix) = rest.split_once('}').unwrap_or((rest, ""));
        Self {
            prefix,
            suffix,
            digits: name == "n",
        }
    }

    /// The part of `key` that stands for the placeholder; `None` if the key does not belong to the family.
    #[must_use]
    pub fn name_in<'k>(&self, key: &'k str) -> Option<&'k str> {
        let name = key.strip_prefix(self.prefix)?.strip_suffix(self.suffix)?;
        let fits = !name.is_empty() && (!self.digits || name.bytes().all(|b| b.is_ascii_digit()));
        fits.then_some(name)
    }

    /// The key of `name` in this family.
    #[must_use]
    pub fn key_of(&self, name: &str) -> String {
        [self.prefix, name, self.suffix].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn patterns() {
        let cases = [
            ("custom_{key}", "custom_color", Some("color")),
            ("custom_{key}", "custom_", None),
            ("custom_{key}", "Custom_color", None),
            ("price{n}", "price12", Some("12")),
            ("price{n}", "price", None),
            ("price{n}", "price1a", None),
            ("customorder_{key}_from", "customorder_date_from", Some("date")),
            ("customorder_{key}_from", "customorder_from", None),
            ("{key}", "anything", Some("anything")),
            ("{n}", "7", Some("7")),
            ("{n}", "x", None),
            ("plain", "plain", None),
        ];
        for (pattern, key, name) in cases {
            let pattern = Pattern::new(pattern);
            assert_eq!(pattern.name_in(key), name, "{pattern:?} {key}");
            if let Some(name) = name {
                assert_eq!(pattern.key_of(name), key);
            }
        }
    }
}
