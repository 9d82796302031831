//! `INSALES_URL=… INSALES_APP_ID=… INSALES_PASSWORD=… RETAILCRM_URL=… RETAILCRM_API_KEY=… cargo run -p tradewire-example-customer-sync`

use std::error::Error;
use std::path::Path;

use tradewire_example_customer_sync::sync;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let shop = tradewire_insales::Client::from_env()?;
    let crm = tradewire_retailcrm::Client::from_env()?;
    let told = |open: &str| println!("{open}");
    let report = sync(&shop, &crm, Path::new("customers.place"), told, |report| {
        eprintln!("{report:?}");
    })
    .await?;
    match report.refused + report.unreadable {
        0 => Ok(()),
        _ => Err("some customers stay open; see above".into()),
    }
}
