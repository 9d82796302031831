//! `cargo run -p tradewire-example-sync-orders`: a shop with 120 orders and an empty CRM, both on this machine; a minute.
//! `INSALES_URL=… INSALES_APP_ID=… INSALES_PASSWORD=… RETAILCRM_URL=… RETAILCRM_API_KEY=… cargo run -p tradewire-example-sync-orders`: yours.

use std::error::Error;
use std::path::Path;

use tradewire_example_sync_orders::demo::Demo;
use tradewire_example_sync_orders::{Report, Told, sync};
use tradewire_insales::orders::OrderUpdate;

/// How far the runs came; delete it to begin anew.
const PLACE: &str = "orders.place";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    if std::env::var_os("INSALES_URL").is_none() {
        return here().await;
    }
    let shop = tradewire_insales::Client::from_env()?;
    let crm = tradewire_retailcrm::Client::from_env()?;
    let report = sync(&shop, &crm, Path::new(PLACE), show).await?;
    done(&report)
}

/// Two runs on this machine; in between an order changes.
async fn here() -> Result<(), Box<dyn Error>> {
    let demo = Demo::open(120)?;
    let (shop, crm) = demo.clients()?;
    let place = std::env::temp_dir().join(format!("orders-{}.place", std::process::id()));
    println!("the first run:");
    done(&sync(&shop, &crm, &place, show).await?)?;
    let comment = OrderUpdate::new().comment("Leave it at the door");
    shop.orders().update(1007, comment).send().await?;
    println!("the second run, after an order changed:");
    let report = sync(&shop, &crm, &place, show).await?;
    std::fs::remove_file(place)?;
    done(&report)
}

fn show(told: Told<'_>) {
    match told {
        Told::Progress(report) => println!("  {report}"),
        Told::Open(line) => eprintln!("  {line}"),
    }
}

fn done(report: &Report) -> Result<(), Box<dyn Error>> {
    match report.open {
        0 => Ok(()),
        open => Err(format!("{open} orders stay open; see above").into()),
    }
}
