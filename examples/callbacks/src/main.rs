//! Serves the module: `MODULE_SECRET=… cargo run -p tradewire-example-callbacks [address]`, `127.0.0.1:8080` unless given.

use std::sync::Arc;

use tokio::net::TcpListener;
use tradewire_example_callbacks::{Module, routes};

fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8080".to_owned());
    let secret = std::env::var("MODULE_SECRET").map_err(std::io::Error::other)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(address).await?;
        println!("listening on {}", listener.local_addr()?);
        let routes = routes(Arc::new(Module::default()), &secret).map_err(std::io::Error::other)?;
        axum::serve(listener, routes).await
    })
}
