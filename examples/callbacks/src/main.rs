//! `cargo run -p tradewire-example-callbacks`: a CRM on this machine connects the module and asks it for a price, in process.
//! `MODULE_SECRET=… cargo run -p tradewire-example-callbacks [address]`: serves it, at `127.0.0.1:8080` unless told otherwise.

use std::error::Error;
use std::sync::Arc;

use tokio::net::TcpListener;
use tradewire_example_callbacks::{Module, demo, routes};

fn main() -> Result<(), Box<dyn Error>> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8080".to_owned());
    let module = Arc::new(Module::default());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let Ok(secret) = std::env::var("MODULE_SECRET") else {
        let routes = routes(module, "secret")?;
        for line in runtime.block_on(demo::ask(&routes, "secret"))? {
            println!("{line}");
        }
        return Ok(());
    };
    runtime.block_on(async {
        let listener = TcpListener::bind(address).await?;
        println!("listening on {}", listener.local_addr()?);
        axum::serve(listener, routes(module, &secret)?).await?;
        Ok(())
    })
}
