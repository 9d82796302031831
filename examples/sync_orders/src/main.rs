//! `cargo run -p tradewire-example-sync-orders`: a shop with 120 orders and an empty CRM, both on this machine; a minute.
//! `INSALES_URL=… INSALES_APP_ID=… INSALES_PASSWORD=… RETAILCRM_URL=… RETAILCRM_API_KEY=… cargo run -p tradewire-example-sync-orders`: yours.

use std::error::Error;
use std::path::Path;

use tradewire_example_sync_orders::demo::Demo;
use tradewire_example_sync_orders::{Told, refused, sync};
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
    sync(&shop, &crm, Path::new(PLACE), show).await?;
    done(Path::new(PLACE))
}

/// Two runs on this machine; in between an order changes.
async fn here() -> Result<(), Box<dyn Error>> {
    let demo = Demo::open(120)?;
    let (shop, crm) = demo.clients()?;
    let place = std::env::temp_dir().join(format!("orders-{}.place", std::process::id()));
    println!("the first run:");
    sync(&shop, &crm, &place, show).await?;
    done(&place)?;
    let comment = OrderUpdate::new().comment("Leave it at the door");
    shop.orders().update(1007, comment).send().await?;
    println!("the second run, after an order changed:");
    sync(&shop, &crm, &place, show).await?;
    let done = done(&place);
    std::fs::remove_file(place)?;
    done
}

fn show(told: Told<'_>) {
    match told {
        Told::Progress(report) => println!("  {report}"),
        Told::Refused(line) => eprintln!("  {line}"),
    }
}

/// A run that leaves something out says what.
fn done(place: &Path) -> Result<(), Box<dyn Error>> {
    let refused = refused(place)?;
    if refused.is_empty() {
        return Ok(());
    }
    let ids = Vec::from_iter(refused).join(", ");
    Err(
        format!("refused, and not in the CRM as the shop has them: orders {ids}; each comes again when it changes")
            .into(),
    )
}
