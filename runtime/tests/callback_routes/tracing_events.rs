//! What is told of what was refused.

use std::fmt::{Debug, Write as _};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Metadata, Subscriber};

use super::*;

#[derive(Clone, Default)]
struct Notes(Arc<Mutex<Vec<String>>>);

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {field}={value:?}");
    }
}

impl Subscriber for Notes {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("tradewire")
    }
    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &tracing::Event<'_>) {
        let mut line = Line(event.metadata().level().to_string());
        event.record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[test]
fn a_log_holds_nothing_of_what_came() {
    let notes = Notes::default();
    tracing::subscriber::with_default(notes.clone(), || {
        let router = served(callback(paid).secret("s").route());
        let body = format!(r#"{{"id":"{CANARY}"}}"#);
        run(ask(&router, post(&[("X-Signature", CANARY)], body.clone())));
        run(ask(&router, post(&[("X-Signature", &hmac("s", &body))], body)));
    });
    let told = notes.0.lock().unwrap().join("\n");
    assert!(told.contains("WARN message=callback refused"), "{told}");
    assert!(
        told.contains(r#"callback="orders.paid" status=403 fault="signature" bytes=20"#),
        "{told}"
    );
    assert!(told.contains(r#"status=400 fault="unreadable""#), "{told}");
    assert!(!told.contains("canary"), "{told}");
}
