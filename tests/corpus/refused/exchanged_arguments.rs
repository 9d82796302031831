//! Two arguments in each other's place.
// crate: required
// error: E0308
use tradewire_required::things::{Place, ReplaceThingRequired};

fn call(client: &tradewire_required::Client, place: Place) {
    let _ = client.things().replace(place, ReplaceThingRequired { shelf: 1, id: 2 });
}
fn main() {}
