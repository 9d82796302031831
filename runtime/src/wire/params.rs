//! Parameters of a query or a form, in order and not yet encoded.

use super::escape;

/// Ordered `name=value` pairs. Names are spelt as on the wire (`filter[ids][]`); both are plain text.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Params {
    pairs: Vec<(String, Option<String>)>,
}

impl Params {
    /// Name and value of each parameter; a bare key has no value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.pairs.iter().map(|(name, value)| (&**name, value.as_deref()))
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Adds one behind the others.
    pub fn push(&mut self, name: impl Into<String>, value: Option<String>) {
        self.pairs.push((name.into(), value));
    }

    /// Value of the first one with this dotted name (`filter.sinceId`); a bare key gives `""`.
    #[must_use]
    pub fn get(&self, dotted: &str) -> Option<&str> {
        let name = bracketed(dotted);
        let (_, value) = self.pairs.iter().find(|(found, _)| *found == name)?;
        Some(value.as_deref().unwrap_or_default())
    }

    /// Gives the one with this dotted name this value, in its place if it is there, else at the end.
    pub fn set(&mut self, dotted: &str, value: impl Into<String>) {
        let name = bracketed(dotted);
        let at = self.pairs.iter().position(|(found, _)| is_or_in(found, &name));
        self.pairs.retain(|(found, _)| !is_or_in(found, &name));
        let pair = (name, Some(value.into()));
        match at {
            Some(at) if at <= self.pairs.len() => self.pairs.insert(at, pair),
            _ => self.pairs.push(pair),
        }
    }

    /// Removes the one with this dotted name and everything inside it (`filter.ids` also removes `filter[ids][]`).
    pub fn remove(&mut self, dotted: &str) {
        let name = bracketed(dotted);
        self.pairs.retain(|(found, _)| !is_or_in(found, &name));
    }

    /// As the query of a URL, without `?`.
    #[must_use]
    pub fn to_query(&self) -> String {
        let mut out = String::new();
        self.write_query(&mut out);
        out
    }

    /// Adds the query of a URL, without `?`, to the address before it.
    pub(crate) fn write_query(&self, out: &mut String) {
        self.join(escape::query_pair, out);
    }

    /// Bytes of the query, where nothing in it has to be encoded.
    pub(crate) fn least_query_length(&self) -> usize {
        let pairs = self.iter();
        pairs
            .map(|(name, value)| name.len() + value.unwrap_or_default().len() + 2)
            .sum()
    }

    /// As a form body.
    #[must_use]
    pub fn to_form(&self) -> String {
        let mut out = String::new();
        self.join(escape::form_pair, &mut out);
        out
    }

    fn join(&self, pair: fn(&str, Option<&str>, &mut String), out: &mut String) {
        let start = out.len();
        for (name, value) in self.iter() {
            if out.len() > start {
                out.push('&');
            }
            pair(name, value, out);
        }
    }
}

/// Values may be personal or secret; names are not.
impl std::fmt::Debug for Params {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.pairs.iter().map(|(name, _)| name)).finish()
    }
}

/// `filter.sinceId` as `filter[sinceId]`.
pub(crate) fn bracketed(dotted: &str) -> String {
    let mut parts = dotted.split('.');
    let mut name = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        name.push('[');
        name.push_str(part);
        name.push(']');
    }
    name
}

fn is_or_in(found: &str, name: &str) -> bool {
    found
        .strip_prefix(name)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('['))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn params(pairs: &[(&str, &str)]) -> Params {
        let mut params = Params::default();
        for (name, value) in pairs {
            params.push(*name, Some((*value).to_owned()));
        }
        params
    }

    #[test]
    fn dotted_names_reach_into_brackets() {
        let mut query = params(&[("filter[sinceId]", "1"), ("limit", "20")]);
        assert_eq!(query.get("filter.sinceId"), Some("1"));
        query.set("filter.sinceId", "7");
        query.set("page", "2");
        assert_eq!(query.to_query(), "filter[sinceId]=7&limit=20&page=2");
        query.remove("filter.sinceId");
        assert_eq!(query.to_query(), "limit=20&page=2");
    }

    #[test]
    fn removing_takes_what_is_inside_and_nothing_else() {
        let mut query = params(&[("ids[]", "1"), ("ids[]", "2"), ("idsX", "3"), ("ids", "4")]);
        query.remove("ids");
        assert_eq!(query.to_query(), "idsX=3");
    }

    #[test]
    fn setting_replaces_all_of_that_name() {
        let mut query = params(&[("a", "1"), ("page", "1"), ("b", "2"), ("page", "9")]);
        query.set("page", "3");
        assert_eq!(query.to_query(), "a=1&page=3&b=2");
    }

    #[test]
    fn debug_shows_names_only() {
        assert_eq!(format!("{:?}", params(&[("password", "canary")])), r#"["password"]"#);
    }
}
