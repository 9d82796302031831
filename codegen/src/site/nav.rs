//! What stands beside every page of a platform: its resources, and all that the one at hand has.

use super::html::{Element, el, link};
use super::{Shown, callback_path, operation_path, resource_path};

/// The list, open at a resource (by its position); `here` is the file of the page itself.
pub(super) fn of(shown: &Shown<'_>, open: Option<usize>, here: &str) -> Element {
    let entry = |to: &str, name: &str| {
        let link = link(to, name);
        el("li").add(if to == here {
            link.with("aria-current", "page")
        } else {
            link
        })
    };
    let mut list = el("ul").add(entry("index.html", &shown.platform.title));
    if shown.has_changes {
        list = list.add(entry(super::CHANGES, "What changed"));
    }
    for (at, resource) in shown.platform.resources.iter().enumerate() {
        let mut item = entry(&resource_path(resource), &resource.name);
        if open == Some(at) {
            let operations = resource
                .operations
                .iter()
                .map(|operation| entry(&operation_path(resource, operation), &operation.name));
            let callbacks = resource
                .callbacks
                .iter()
                .map(|callback| entry(&callback_path(resource, callback), &callback.name));
            item = item.add(el("ul").all(operations.chain(callbacks)));
        }
        list = list.add(item);
    }
    el("nav")
        .with("class", "side")
        .with("id", "contents")
        .with("aria-label", "Contents")
        .add(list)
}
