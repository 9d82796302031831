//! The program that a scenario kills: orders of a shop into a CRM, by the example `sync_orders`. It is given the addresses of both, and the file of its place.
//! Waits are over at once.

use std::error::Error;
use std::path::Path;

use tradewire::testing::SetClock;
use tradewire::{Builder, Credentials};
use tradewire_example_sync_orders::sync;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [shop, crm, place] = &arguments[..] else {
        return Err("it takes the address of a shop, that of a CRM, and a file".into());
    };
    let app = [("app_id", "app".to_owned()), ("password", "word".to_owned())];
    let shop: tradewire_insales::Client = Builder::new(shop)
        .allow_http()
        .credentials(Credentials::scheme("basic", app))
        .clock(SetClock::new())
        .build()?;
    let crm: tradewire_retailcrm::Client = Builder::new(crm)
        .allow_http()
        .credentials(Credentials::scheme("api_key", [("api_key", "key".to_owned())]))
        .clock(SetClock::new())
        .build()?;
    let report = sync(&shop, &crm, Path::new(place), |_| {}).await?;
    if report.refused.is_empty() {
        Ok(())
    } else {
        Err(report.to_string().into())
    }
}
