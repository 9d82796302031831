//! `cargo run -p tradewire-example-stock-upload`: 600 lines into a CRM on this machine that has a bad day; a minute.
//! `RETAILCRM_URL=… RETAILCRM_API_KEY=… cargo run -p tradewire-example-stock-upload stock.csv`: yours.

use std::error::Error;
use std::path::Path;

use tradewire_example_stock_upload::demo::{Demo, table};
use tradewire_example_stock_upload::{Report, upload};
use tradewire_mock::Fault;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let Some(file) = std::env::args_os().nth(1) else {
        return here().await;
    };
    let file = Path::new(&file);
    let crm = tradewire_retailcrm::Client::from_env()?;
    let report = upload(&crm, file, &file.with_extension("place"), |line| eprintln!("{line}")).await?;
    show(&report);
    match report.refused + report.open {
        0 => Ok(()),
        left => {
            Err(format!("{left} lines are not written; see above, and run it again for those that stay open").into())
        }
    }
}

/// Two runs on this machine; in the first one answer is lost.
async fn here() -> Result<(), Box<dyn Error>> {
    let demo = Demo::open(599)?;
    let crm = demo.client()?;
    let folder = std::env::temp_dir().join(format!("stock-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let file = folder.join("stock.csv");
    std::fs::write(&file, table(600))?;
    for fault in [Fault::TooMany { retry_after: Some(1) }, Fault::Reset] {
        demo.crm.fault_of("store.upload_inventories", fault);
    }
    for run in ["first", "second"] {
        let report = upload(&crm, &file, &folder.join("place"), |_| {}).await?;
        print!("the {run} run: ");
        show(&report);
    }
    std::fs::remove_dir_all(folder)?;
    Ok(())
}

fn show(report: &Report) {
    println!(
        "{} written, {} refused, {} open",
        report.written, report.refused, report.open
    );
}
