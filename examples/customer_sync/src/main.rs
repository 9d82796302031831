//! `cargo run -p tradewire-example-customer-sync`: a shop with 120 customers and an empty CRM, both on this machine.
//! `INSALES_URL=… INSALES_APP_ID=… INSALES_PASSWORD=… RETAILCRM_URL=… RETAILCRM_API_KEY=… cargo run -p tradewire-example-customer-sync`: yours.

use std::error::Error;
use std::path::Path;

use tradewire_example_customer_sync::demo::Demo;
use tradewire_example_customer_sync::{Report, sync};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let told = |open: &str| println!("{open}");
    let shown = |report: &Report| eprintln!("{report:?}");
    let report = if std::env::var_os("INSALES_URL").is_some() {
        let shop = tradewire_insales::Client::from_env()?;
        let crm = tradewire_retailcrm::Client::from_env()?;
        sync(&shop, &crm, Path::new("customers.place"), told, shown).await?
    } else {
        let demo = Demo::open(120)?;
        let (shop, crm) = demo.clients()?;
        let place = std::env::temp_dir().join(format!("customers-{}.place", std::process::id()));
        let report = sync(&shop, &crm, &place, told, shown).await?;
        std::fs::remove_file(place)?;
        report
    };
    match report.refused + report.unreadable {
        0 => Ok(()),
        _ => Err("some customers stay open; see above".into()),
    }
}
