//! From values that stand in one place to what they are.

use indexmap::IndexMap;
use serde_json::{Number, Value};

use super::draft::{Draft, Kind};
use super::{keys, tags, texts};
use crate::captured::secrets;

/// Nesting of JSON that is drafted; what is deeper is `any`. A level takes up to five of YAML, of which a spec may have 64.
const DEEPEST: usize = 10;

/// Objects in which a field has to stand before it is taken for one that is always there.
const SEVERAL: usize = 3;

/// What the values are that stand under a key (empty: nowhere in particular). No values at all are `any`.
#[must_use]
pub fn of(values: &[&Value], name: &str) -> Draft {
    at_depth(values, name, 0)
}

pub(super) fn at_depth(values: &[&Value], name: &str, depth: usize) -> Draft {
    let mut seen = Seen::default();
    for value in values {
        seen.add(value);
    }
    let mut forms: Vec<(&'static str, Draft)> = Vec::new();
    if depth > DEEPEST && !(seen.lists.is_empty() && seen.objects.is_empty()) {
        let mut draft = Draft::new(Kind::Scalar("any")).note(format!("nested more than {DEEPEST} deep"));
        draft.nullable = seen.nulls > 0;
        return draft;
    }
    seen.scalars(name, &mut forms);
    if !seen.lists.is_empty() {
        forms.push(("list", list(&seen.lists, name, depth)));
    }
    if !seen.objects.is_empty() {
        forms.push(("object", object(&seen.objects, depth)));
    }
    let is_any = |draft: &Draft| draft.kind == Kind::Scalar("any");
    let mut draft = match forms.as_slice() {
        [] if seen.nulls > 0 => Draft::new(Kind::Scalar("any")).note("only null was seen"),
        [] => Draft::new(Kind::Scalar("any")).note("nothing was seen here"),
        [_] => forms.swap_remove(0).1,
        [..] if forms.iter().any(|(_, form)| is_any(form)) => {
            Draft::new(Kind::Scalar("any")).note("several forms were seen")
        }
        [..] => {
            let names: Vec<&str> = forms.iter().map(|(name, _)| *name).collect();
            let note = format!("seen as {}", names.join(" and "));
            for (_, form) in &mut forms {
                form.required = false;
            }
            Draft::new(Kind::Forms(forms)).note(note)
        }
    };
    draft.nullable = seen.nulls > 0;
    let only_texts = seen.numbers.is_empty() && seen.integers.is_empty();
    if secrets::is_secret(name)
        && !secrets::is_sort(name)
        && only_texts
        && matches!(draft.kind, Kind::Scalar("string" | "uuid" | "decimal") | Kind::Enum(_))
    {
        draft = Draft {
            kind: Kind::Scalar("string"),
            secret: true,
            notes: Vec::new(),
            ..draft
        };
    }
    draft
}

/// Values by their JSON kind.
#[derive(Default)]
struct Seen<'v> {
    nulls: usize,
    booleans: usize,
    integers: Vec<i64>,
    /// With a fraction, or beyond 64 bits.
    numbers: Vec<&'v Number>,
    texts: Vec<&'v str>,
    lists: Vec<&'v Vec<Value>>,
    objects: Vec<&'v serde_json::Map<String, Value>>,
}

impl<'v> Seen<'v> {
    fn add(&mut self, value: &'v Value) {
        match value {
            Value::Null => self.nulls += 1,
            Value::Bool(_) => self.booleans += 1,
            Value::Number(number) => match number.as_i64() {
                Some(integer) => self.integers.push(integer),
                None => self.numbers.push(number),
            },
            Value::String(text) => self.texts.push(text),
            Value::Array(items) => self.lists.push(items),
            Value::Object(entries) => self.objects.push(entries),
        }
    }

    fn scalars(&self, name: &str, forms: &mut Vec<(&'static str, Draft)>) {
        let scalar = |word: &'static str| Draft::new(Kind::Scalar(word));
        let text = (!self.texts.is_empty()).then(|| texts::draft(&self.texts, name));
        let numbers = !self.numbers.is_empty() || !self.integers.is_empty();
        // Text that is a decimal beside numbers is the same thing written twice.
        if let Some(Draft {
            kind: Kind::Scalar("decimal"),
            ..
        }) = &text
            && numbers
        {
            forms.push(("number", scalar("decimal").note("written as number and as text")));
            self.truth(forms);
            return;
        }
        let bits = self.integers.iter().all(|integer| matches!(integer, 0 | 1));
        if self.booleans > 0 && !self.integers.is_empty() && bits && self.numbers.is_empty() {
            forms.push(("boolean", scalar("flag").note("truth values and 0 or 1")));
        } else {
            self.truth(forms);
            if numbers {
                forms.push(("number", self.number(name)));
            }
        }
        forms.extend(text.map(|text| ("text", text)));
    }

    fn truth(&self, forms: &mut Vec<(&'static str, Draft)>) {
        if self.booleans > 0 {
            forms.push(("boolean", Draft::new(Kind::Scalar("boolean"))));
        }
    }

    fn number(&self, name: &str) -> Draft {
        let scalar = |word: &'static str| Draft::new(Kind::Scalar(word));
        if self.numbers.iter().any(|number| number.is_u64()) {
            return scalar("decimal").note("beyond 64 bits");
        }
        let lower = name.to_ascii_lowercase();
        if !self.numbers.is_empty() {
            let money = MONEY.iter().any(|word| lower.contains(word));
            return if money {
                scalar("decimal").note("money by its name")
            } else {
                scalar("number")
            };
        }
        // 2001 to 2096.
        let plausible = self
            .integers
            .iter()
            .all(|integer| (1_000_000_000..4_000_000_000).contains(integer));
        let timely = TIMES.iter().any(|word| lower.contains(word)) || lower.ends_with("at") || lower.ends_with("_on");
        match (plausible, timely) {
            (true, true) => scalar("unix_seconds").note("UNIX seconds by range and name"),
            (true, false) => scalar("integer").note("may be UNIX seconds by its range"),
            _ => scalar("integer"),
        }
    }
}

const MONEY: &[&str] = &[
    "price", "amount", "cost", "total", "sum", "discount", "balance", "fee", "tax", "paid", "margin",
];
const TIMES: &[&str] = &[
    "time", "date", "created", "updated", "expire", "stamp", "since", "until",
];

fn list(lists: &[&Vec<Value>], name: &str, depth: usize) -> Draft {
    let items: Vec<&Value> = lists.iter().flat_map(|list| list.iter()).collect();
    let name = crate::naming::singular(name);
    let mut element = at_depth(&items, &name, depth + 1);
    if items.is_empty() {
        element.notes = vec!["only empty lists were seen".to_owned()];
    }
    plain_element(&mut element);
    let notes = std::mem::take(&mut element.notes);
    let mut list = Draft::new(Kind::List(Box::new(element)));
    list.notes = notes;
    list
}

/// An element has no words on its place; what holds it does.
fn plain_element(element: &mut Draft) {
    element.required = false;
    element.secret = false;
}

fn object(objects: &[&serde_json::Map<String, Value>], depth: usize) -> Draft {
    let mut by_key: IndexMap<&str, Vec<&Value>> = IndexMap::new();
    for (key, value) in objects.iter().flat_map(|object| object.iter()) {
        by_key.entry(key).or_default().push(value);
    }
    if by_key.is_empty() {
        let any = Draft::new(Kind::Scalar("any"));
        return Draft::new(Kind::Map(Box::new(any))).note("only empty objects were seen");
    }
    if let Some(reason) = keys::are_data(&by_key, objects.len()) {
        let all: Vec<&Value> = by_key.values().flatten().copied().collect();
        let mut value = at_depth(&all, "", depth + 1);
        plain_element(&mut value);
        let mut notes = vec![reason.to_owned()];
        notes.append(&mut value.notes);
        let mut map = Draft::new(Kind::Map(Box::new(value)));
        map.notes = notes;
        return map;
    }
    if let Some(tag) = tags::tag(objects, &by_key)
        && let Some(variants) = variants(objects, tag, depth)
    {
        return Draft::new(Kind::Tagged(tag.to_owned(), variants)).note(format!("`{tag}` tells them apart"));
    }
    fields(&by_key, objects.len(), depth)
}

/// What goes with each value of a tag; the tag itself is written by the union.
fn variants(objects: &[&serde_json::Map<String, Value>], tag: &str, depth: usize) -> Option<Vec<(String, Draft)>> {
    let mut groups: IndexMap<&str, Vec<IndexMap<&str, &Value>>> = IndexMap::new();
    for object in objects {
        let rest = object
            .iter()
            .filter(|(key, _)| *key != tag)
            .map(|(key, value)| (key.as_str(), value));
        groups
            .entry(object.get(tag)?.as_str()?)
            .or_default()
            .push(rest.collect());
    }
    let drafted = groups.into_iter().map(|(value, members)| {
        let mut by_key: IndexMap<&str, Vec<&Value>> = IndexMap::new();
        for (key, value) in members.iter().flatten() {
            by_key.entry(key).or_default().push(value);
        }
        (value.to_owned(), fields(&by_key, members.len(), depth))
    });
    Some(drafted.collect())
}

fn fields(by_key: &IndexMap<&str, Vec<&Value>>, objects: usize, depth: usize) -> Draft {
    let mut fields = Vec::new();
    let mut open = false;
    let mut taken: std::collections::BTreeSet<String> = std::collections::BTreeSet::new();
    for (key, values) in by_key {
        if !keys::can_be_field(key) {
            open = true;
            continue;
        }
        let mut field = at_depth(values, key, depth + 1);
        field.required = objects >= SEVERAL && values.len() == objects;
        let wanted = crate::naming::field(key);
        let mut name = wanted.clone();
        let mut number = 2;
        while !taken.insert(name.clone()) {
            name = format!("{}_{number}", wanted.trim_end_matches('_'));
            number += 1;
        }
        if name != wanted {
            field.rust = Some(name);
        }
        fields.push(((*key).to_owned(), field));
    }
    if fields.is_empty() {
        return Draft::new(Kind::Scalar("any")).note("no key of it can be a field");
    }
    // What holds the keys that are not listed is a field, too.
    if open && taken.contains("extra") {
        for (_, field) in fields
            .iter_mut()
            .filter(|(key, field)| field.rust.is_none() && crate::naming::field(key) == "extra")
        {
            field.rust = Some("extra_field".to_owned());
        }
    }
    let draft = Draft::new(Kind::Object(fields, open));
    if open {
        draft.note("keys with braces, very long ones and credentials are no fields")
    } else {
        draft
    }
}
