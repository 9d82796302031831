//! A method without one of the required parts that it takes by name.
// crate: required
// error: E0063
use tradewire_required::things::CreateThingLooseRequired;

fn call(client: &tradewire_required::Client) {
    let _ = client.things().create_loose(CreateThingLooseRequired { id: 1, site: "main".into() });
}
fn main() {}
