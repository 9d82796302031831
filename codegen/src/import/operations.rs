//! Operations and callbacks, by resource.

use serde_json::{Value, json};

use super::{Import, Object, Resource, elements, members, names, put, text};

/// The verbs that the dialect has a key for.
const VERBS: [&str; 6] = ["get", "post", "put", "patch", "delete", "head"];
/// The keys of a path item that are methods.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

impl Import<'_> {
    /// All resources, in the order in which the document comes to them.
    pub(super) fn resources(&mut self) -> Vec<Resource> {
        let source = self.source;
        let mut resources: Vec<Resource> = Vec::new();
        for (path, item) in members(&source.root, "paths") {
            let Some(item) = source.resolved(item) else {
                self.notes
                    .add(path, "the path leads to another document, and was left out");
                continue;
            };
            let known = METHODS.iter().filter_map(|method| Some((*method, item.get(*method)?)));
            let others = members(item, "x-tradewire-methods").map(|(method, operation)| (method.as_str(), operation));
            for (method, operation) in known.chain(others).collect::<Vec<_>>() {
                let several: Vec<&Value> = elements(operation, "x-tradewire-operations").collect();
                let several = if several.is_empty() { vec![operation] } else { several };
                for operation in several {
                    self.operation(&mut resources, (method, path), item, operation);
                }
            }
            if item.get("servers").is_some() {
                self.notes.add(
                    path,
                    "servers of one path were left out; the client has one base address",
                );
            }
        }
        for (id, item) in members(&source.root, "webhooks") {
            let Some(item) = source.resolved(item) else { continue };
            for method in METHODS {
                if let Some(operation) = item.get(method) {
                    self.callback(&mut resources, (method, id), item, operation);
                }
            }
        }
        resources
    }

    fn operation(
        &mut self,
        resources: &mut Vec<Resource>,
        (method, path): (&str, &str),
        item: &Value,
        operation: &Value,
    ) {
        // A fragment tells operations apart that share a path, and is never sent.
        let path = path.split_once('#').map_or(path, |(path, _)| path);
        let upper = method.to_ascii_uppercase();
        let place = format!("{upper} {path}");
        let mut entry = Object::new();
        if VERBS.contains(&method) {
            entry.insert(method.to_owned(), json!(path));
        } else {
            entry.insert("method".to_owned(), json!(upper));
            entry.insert("path_template".to_owned(), json!(path));
        }
        let aliases = operation.get("x-tradewire-aliases").cloned();
        put(&mut entry, "aliases", aliases);
        self.about(&mut entry, operation, &place);
        self.put_parameters(&mut entry, item, operation, &place);
        self.put_body(&mut entry, operation, &place);
        self.put_replies(&mut entry, operation, &place);
        self.put_security(&mut entry, operation, &place);
        Self::own_facts(&mut entry, operation);
        if operation.get("callbacks").is_some() {
            self.notes.add(
                &place,
                "callbacks were left out; write them under `callbacks`, where they are known",
            );
        }
        for key in ["servers", "externalDocs"] {
            if operation.get(key).is_some() {
                self.notes.add(&place, format!("`{key}` was left out"));
            }
        }
        let name = names::resource(operation, path);
        let resource = self.resource(resources, name);
        let own = names::operation(operation, (&upper, path), &resource.name, &resource.operations);
        resource.operations.insert(own, Value::Object(entry));
    }

    fn callback(&mut self, resources: &mut Vec<Resource>, (method, id): (&str, &str), item: &Value, operation: &Value) {
        let place = format!("webhook {id}");
        let mut entry = Object::new();
        let path =
            text(operation, "x-tradewire-path").map_or_else(|| format!("/{}", id.replace('.', "/")), str::to_owned);
        if operation.get("x-tradewire-path").is_none() {
            self.notes.add(
                &place,
                "the path of a webhook is a guess; write the one by which it comes",
            );
        }
        entry.insert(method.to_owned(), json!(path));
        self.about(&mut entry, operation, &place);
        self.put_parameters(&mut entry, item, operation, &place);
        self.put_body(&mut entry, operation, &place);
        self.put_replies(&mut entry, operation, &place);
        put(
            &mut entry,
            "configured_by",
            text(operation, "x-tradewire-configured-by"),
        );
        put(&mut entry, "topic", operation.get("x-tradewire-topics").cloned());
        put(&mut entry, "verify", operation.get("x-tradewire-signature").cloned());
        let name = names::resource(operation, &path);
        let resource = self.resource(resources, name);
        let wanted = id
            .strip_prefix(&format!("{}.", resource.name))
            .map_or_else(|| crate::naming::field(id), str::to_owned);
        let mut own = wanted.clone();
        let mut number = 2;
        while resource.callbacks.contains_key(&own) {
            own = format!("{wanted}_{number}");
            number += 1;
        }
        resource.callbacks.insert(own, Value::Object(entry));
    }

    /// The resource of a name, new if there is none.
    fn resource<'r>(&self, resources: &'r mut Vec<Resource>, name: String) -> &'r mut Resource {
        let at = match resources.iter().position(|resource| resource.name == name) {
            Some(at) => at,
            None => {
                let is_it = |tag: &&Value| {
                    text(tag, "name").is_some_and(|tag| names::resource(&json!({"tags": [tag]}), "") == name)
                };
                let tag = elements(&self.source.root, "tags").find(is_it);
                resources.push(Resource {
                    doc: tag.and_then(|tag| text(tag, "description")).map(str::to_owned),
                    name,
                    operations: Object::new(),
                    callbacks: Object::new(),
                });
                resources.len() - 1
            }
        };
        &mut resources[at]
    }

    /// What an operation does, and where that is documented.
    fn about(&mut self, entry: &mut Object, operation: &Value, place: &str) {
        let summary = text(operation, "summary").unwrap_or_default().trim();
        let mut said = Object::new();
        self.words(operation, &mut said);
        let rest = said.remove("doc");
        let rest = rest.as_ref().and_then(Value::as_str).unwrap_or_default();
        let doc = match (summary.is_empty(), rest.is_empty()) {
            (false, false) if summary != rest => format!("{summary}\n\n{rest}"),
            (false, _) => summary.to_owned(),
            (true, false) => rest.to_owned(),
            (true, true) => {
                self.notes.add(place, "nothing says what it does; write a `doc`");
                "To be described.".to_owned()
            }
        };
        entry.insert("doc".to_owned(), json!(doc));
        let id = text(operation, "operationId").filter(|_| !self.source.is_own);
        let source = text(operation, "x-tradewire-source").map(str::to_owned);
        let source = source.or_else(|| id.map(|id| format!("operation {id}")));
        let by_peer =
            operation.get("x-tradewire-peers").is_some() || operation.get("x-tradewire-basis") == Some(&json!("peer"));
        let source = source.or_else(|| (!by_peer).then(|| place.to_owned()));
        put(entry, "source", source);
        entry.extend(said);
    }
}
