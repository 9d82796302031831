//! Names of the fields that a value has, also of those that are absent. Only builds for debugging ask: they tell whoever adds a field by
//! hand that it has a setter.

use super::{Encode, Writer};

/// Dotted names of the fields of a value, families by their patterns, and of those inside objects that are there. What is in lists and maps has names of the
/// program's own, and is left out.
pub(crate) fn named(value: &dyn Encode) -> Vec<String> {
    let mut writer = Writer::new();
    writer.named = Some(Box::default());
    value.encode(&mut writer);
    writer.named.take().map_or_else(Vec::new, |named| named.names)
}

impl Writer {
    /// Notes a field by its key, which is JSON text with a colon. The length of the path before it is given back by [`leave`](Self::leave).
    pub(super) fn enter(&mut self, key: &'static str) -> usize {
        let Some(named) = &mut self.named else { return 0 };
        let length = named.path.len();
        if length > 0 {
            named.path.push('.');
        }
        named.path.push_str(key.trim_end_matches(':').trim_matches('"'));
        named.names.push(named.path.clone());
        length
    }

    pub(super) fn name_absent(&mut self, key: &'static str) {
        let outside = self.enter(key);
        self.leave(outside);
    }

    pub(super) fn leave(&mut self, length: usize) {
        if let Some(named) = &mut self.named {
            named.path.truncate(length);
        }
    }

    /// Elements and entries are not looked into.
    pub(super) fn is_naming(&self) -> bool {
        self.named.is_some()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[derive(Default)]
    struct Node {
        id: Option<i64>,
        inner: Option<Box<Node>>,
        list: Vec<Node>,
        map: BTreeMap<String, Node>,
    }

    impl Encode for Node {
        fn encode(&self, w: &mut Writer) {
            w.begin_object();
            w.raw_field("\"kind\":", "1");
            w.field("\"id\":", &self.id);
            w.field("\"inner\":", &self.inner);
            w.field("\"list\":", &self.list);
            w.field_or_null("\"map\":", &self.map);
            w.family("price{n}", &self.map);
            w.end_object();
        }
    }

    #[test]
    fn absent_fields_have_names_and_elements_do_not() {
        let deep = Node {
            list: vec![Node::default()],
            map: [("a".to_owned(), Node::default())].into(),
            ..Node::default()
        };
        let node = Node {
            inner: Some(Box::new(deep)),
            ..Node::default()
        };
        let own = ["kind", "id", "inner"];
        let inside = [
            "inner.kind",
            "inner.id",
            "inner.inner",
            "inner.list",
            "inner.map",
            "inner.price{n}",
        ];
        let names = named(&Some(&node));
        assert_eq!(names, [&own[..], &inside, &["list", "map", "price{n}"]].concat());
        assert!(named(&None::<Node>).is_empty() && named(&vec![node]).is_empty() && named(&7_i64).is_empty());
    }
}
