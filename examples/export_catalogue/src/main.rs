//! `cargo run -p tradewire-example-export-catalogue`: the products of a shop on this machine into `catalogue.csv` in the folder for temporary files.
//! `INSALES_URL=… INSALES_APP_ID=… INSALES_PASSWORD=… cargo run -p tradewire-example-export-catalogue catalogue.csv`: yours.

use std::error::Error;
use std::path::Path;

use tradewire_example_export_catalogue::demo::Demo;
use tradewire_example_export_catalogue::{Report, export};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    if let Some(file) = std::env::args_os().nth(1) {
        let shop = tradewire_insales::Client::from_env()?;
        return into(&shop, Path::new(&file)).await;
    }
    let demo = Demo::open(600)?;
    into(&demo.client()?, &std::env::temp_dir().join("catalogue.csv")).await
}

async fn into(shop: &tradewire_insales::Client, file: &Path) -> Result<(), Box<dyn Error>> {
    let Report { lines, left_out } = export(shop, file, |line| eprintln!("{line}")).await?;
    println!("{}: {lines} lines", file.display());
    match left_out {
        0 => Ok(()),
        _ => Err(format!("{left_out} products are left out; see above").into()),
    }
}
