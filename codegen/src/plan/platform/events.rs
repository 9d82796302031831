//! The enumeration `Event`: what comes to one address, told apart by its topic.

use crate::naming::{self, Names as Scope};
use crate::plan::context::Context;
use crate::plan::context::names::claim_or;
use crate::plan::data::{AtTable, DocPlan, EventVariantPlan, EventsPlan};
use crate::plan::docs;
use crate::plan::tables::signature::{at_table, verify_table};

/// Keeps requests of unknown topics.
const OTHER: &str = "Other";

/// Plans it, where the platform has topics and a callback names one.
#[must_use]
pub fn plan_events(cx: &Context<'_>) -> Option<EventsPlan> {
    let events = &cx.platform.events;
    let topic = at_table(events.topic.as_ref()?);
    let mut variants = Vec::new();
    let mut scope = Scope::reserving([OTHER]);
    for (at, resource) in cx.platform.resources.iter().enumerate() {
        for (nth, callback) in resource.callbacks.iter().enumerate() {
            if callback.topics.is_empty() {
                continue;
            }
            let name = cx.names.callbacks.get(at).and_then(|names| names.get(nth));
            let name = name.cloned().unwrap_or_default();
            // Two resources may call their callbacks the same.
            let long = format!("{}{name}", naming::type_name(&resource.name));
            variants.push(EventVariantPlan {
                rust: claim_or(&mut scope, &name, &long),
                docs: docs::of(&docs::without_provenance(&callback.docs), &written(&callback.topics)),
                topics: callback.topics.clone(),
                module: cx.names.modules.get(at).cloned().unwrap_or_default(),
                name,
            });
        }
    }
    if variants.is_empty() {
        return None;
    }
    let place = match &topic {
        AtTable::Header(name) => format!("the header `{name}`"),
        AtTable::Field(path) => format!("the field `{path}`"),
    };
    let title = &cx.platform.title;
    let mut docs = DocPlan::line(format!("What {title} sends to one address, told apart by {place}."));
    docs.paragraphs.push(
        "[`Events::verified`](::tradewire::callback::Events::verified) checks the signature and reads, \
         [`Events::from_http`](::tradewire::callback::Events::from_http) only reads."
            .to_owned(),
    );
    Some(EventsPlan {
        docs,
        topic,
        verify: events.verify.as_ref().map(verify_table),
        variants,
    })
}

fn written(topics: &[String]) -> String {
    let topics: Vec<String> = topics.iter().map(|topic| format!("`{topic}`")).collect();
    format!("{}.", topics.join(", "))
}
