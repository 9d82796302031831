//! One platform, from its files to its model.

use std::collections::BTreeMap;

use super::docs::words;
use super::literals;
use super::scope::{Home, Scope, Slot};
use super::types::{declared, field, templates};
use super::{
    address, auth, basis, cycles, declare, endpoint, errors, examples, forms, layout, limits, outcomes, pagination,
    paging, renumber, showcase, signature, version, zone,
};
use crate::diagnostics::{Diagnostic, Diagnostics, Sources, code};
use crate::dialect::{BooleansWord, PlatformFile, ResourceFile};
use crate::load::{LoadedPlatform, SpecFile};
use crate::model::{Encoding, ListStyle, Place, Platform, Provenance, Resource, Showcase, TypeDef, TypeId};
use crate::naming;
use crate::yaml::At;

/// The model of a platform, or `None` without a `platform.yaml`; the base of each type that extends one comes with it.
pub struct Resolved {
    /// What the specs say.
    pub platform: Platform,
    /// Derived type and base, which counts as a use.
    pub extends: Vec<(TypeId, TypeId)>,
    /// Places of what `platform.yaml` declares: `pagination.pages`, `limits.default`, `auth.basic`, `scopes.order_read`.
    pub places: BTreeMap<String, Place>,
    /// Words under `peers` that no `basis` names.
    pub unused_peers: Vec<String>,
}

/// Resolves the names of a platform.
#[must_use]
pub fn resolve(loaded: &LoadedPlatform, sources: &Sources, found: &mut Diagnostics) -> Option<Resolved> {
    let Some(file) = &loaded.platform else {
        layout::without_platform(loaded, found);
        return None;
    };
    let mut scope = Scope::new(sources, file.file, &loaded.trees);
    layout::check(&mut scope, loaded, file);
    let at = At::top(&file.node);
    basis::declare(&mut scope, &file.data.peers, at.get("peers"));
    declare::declare(&mut scope, &file.data.types, at.get("types"), None);
    for (index, resource) in loaded.resources.iter().enumerate() {
        declare::declare(
            &mut scope,
            &resource.data.types,
            At::top(&resource.node).get("types"),
            Some(index),
        );
    }
    templates::check_names(&mut scope);
    declared::resolve_all(&mut scope);
    let places = declarations(&scope, &file.data, at);
    let mut platform = whole(&mut scope, &loaded.folder, file, at);
    for (index, resource) in loaded.resources.iter().enumerate() {
        let read = self::resource(&mut scope, &platform, resource, index);
        platform.resources.push(read);
    }
    platform.showcase = showcase::find(&mut scope, &platform, file.data.showcase.as_ref(), at.get("showcase"));
    examples::attach(&mut scope, &mut platform, &loaded.examples);
    templates::check_use(&mut scope);
    forms::fill(&mut scope);
    cycles::cut(&mut scope);
    platform.types = finished(&mut scope);
    paging::find_items(&mut scope, &mut platform);
    outcomes::find_sent(&mut scope, &mut platform);
    let mut extends = std::mem::take(&mut scope.extends);
    renumber::renumber(&mut platform, &mut extends);
    renumber::hide(&mut platform, &extends);
    let unused_peers = scope.peers.unused();
    found.append(scope.found);
    Some(Resolved {
        platform,
        extends,
        places,
        unused_peers,
    })
}

/// Where platform.yaml declares what operations refer to by name.
fn declarations(scope: &Scope<'_>, data: &PlatformFile, at: At<'_>) -> BTreeMap<String, Place> {
    let mut places = BTreeMap::new();
    let sections = [
        ("pagination", data.pagination.keys().collect::<Vec<_>>()),
        ("limits", data.limits.keys().collect()),
        ("auth", data.auth.keys().collect()),
        ("peers", data.peers.keys().collect()),
    ];
    for (section, names) in sections {
        for name in names {
            places.insert(
                format!("{section}.{name}"),
                scope.place(at.get(section).get(name).key_span()),
            );
        }
    }
    let outcomes = at.get("errors").get("outcomes");
    for name in data.errors.outcomes.keys() {
        places.insert(format!("outcomes.{name}"), scope.place(outcomes.get(name).key_span()));
    }
    if data.time_zone.is_some() {
        places.insert("time_zone".to_owned(), scope.place(at.get("time_zone").key_span()));
    }
    for (index, name) in data.scopes.iter().flatten().enumerate() {
        places.insert(
            format!("scopes.{name}"),
            scope.place(at.get("scopes").item(index).span()),
        );
    }
    if data.events.is_some() {
        let topic = at.get("events").get("topic");
        if topic.node().is_some() {
            places.insert("events.topic".to_owned(), scope.place(topic.key_span()));
        }
    }
    places
}

fn whole(scope: &mut Scope<'_>, folder: &str, file: &SpecFile<PlatformFile>, at: At<'_>) -> Platform {
    let data = &file.data;
    address::check(scope, data, at);
    let (auth, default_auth) = auth::schemes(scope, data, at);
    let reply = field::fields(
        scope,
        &data.reply,
        at.get("reply"),
        Home {
            name: "Reply",
            resource: None,
            basis: &Provenance::default(),
        },
    );
    let headers = field::fields(
        scope,
        &data.headers,
        at.get("headers"),
        Home {
            name: "Client",
            resource: None,
            basis: &Provenance::default(),
        },
    );
    let limits = limits::limits(scope, &data.limits, at.get("limits"));
    let usual_charges = limits::usual(scope, &limits, data.default_limit.as_ref(), at.get("default_limit"));
    Platform {
        // What the file says is held against it in `layout`.
        name: folder.to_owned(),
        title: data.title.clone().unwrap_or_default(),
        version: version::read(scope, data.version.as_deref(), at.get("version")),
        docs: words!(data, doc, note, notes).docs(),
        document: data.document.clone(),
        base_url: data.base_url.clone().unwrap_or_default(),
        base_urls: data.base_urls.clone(),
        time_zone: data
            .time_zone
            .as_ref()
            .and_then(|zone| zone::read(scope, zone, at.get("time_zone"))),
        auth,
        default_auth,
        query_lists: data.query.lists.map_or(ListStyle::Brackets, literals::lists),
        digit_booleans: data.query.booleans == BooleansWord::Digit,
        body_encoding: data.body_encoding.map_or(Encoding::Json, literals::encoding),
        scopes: data.scopes.clone(),
        reply,
        errors: errors::errors(scope, &data.errors, at.get("errors")),
        pagination: pagination::kinds(scope, data, at.get("pagination")),
        limits,
        usual_charges,
        retry_after: limits::retry_after(scope, &data.retry_after, at.get("retry_after")),
        headers,
        events: signature::events(scope, data.events.as_ref(), at.get("events")),
        showcase: Showcase::default(),
        resources: Vec::new(),
        types: Vec::new(),
    }
}

fn resource(scope: &mut Scope<'_>, platform: &Platform, spec: &SpecFile<ResourceFile>, index: usize) -> Resource {
    let data = &spec.data;
    let at = At::top(&spec.node);
    let name = spec.stem.clone();
    let singular = match &data.singular {
        Some(singular) if !naming::is_snake_name(singular) => {
            layout::bad_name(scope, "a single thing", singular, at.get("singular").span());
            naming::singular(&name)
        }
        Some(singular) => singular.clone(),
        None => naming::singular(&name),
    };
    let home = endpoint::ResourceHome {
        name: &name,
        singular: &singular,
        index,
    };
    let operations = data
        .operations
        .iter()
        .map(|(key, def)| endpoint::operation(scope, platform, &home, key, def, at.get("operations").get(key)));
    let operations = operations.collect::<Vec<_>>();
    let callbacks = data
        .callbacks
        .iter()
        .map(|(key, def)| endpoint::callback(scope, platform, &home, key, def, at.get("callbacks").get(key)));
    let callbacks = callbacks.collect::<Vec<_>>();
    for key in data.callbacks.keys().filter(|key| data.operations.contains_key(*key)) {
        let finding = Diagnostic::new(
            code::DUPLICATE_OPERATION,
            at.get("callbacks").get(key).key_span(),
            format!("`{name}.{key}` is an operation already"),
        );
        scope.report(finding.help("a callback and an operation of one resource have different names"));
    }
    let docs = words!(data, doc, note, notes).docs();
    let file = scope.sources.path(spec.file).to_owned();
    Resource {
        name: name.clone(),
        singular: singular.clone(),
        rust: data.rust.clone(),
        place: scope.place(at.get("resource").span()),
        docs,
        operations,
        callbacks,
        file,
    }
}

fn finished(scope: &mut Scope<'_>) -> Vec<TypeDef> {
    let slots = std::mem::take(&mut scope.slots);
    let done = slots.into_iter().filter_map(|slot| match slot {
        Slot::Done(def) => Some(*def),
        Slot::Waiting | Slot::Resolving => None,
    });
    done.collect()
}
