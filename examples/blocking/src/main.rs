//! `cargo run -p tradewire-example-blocking`: a shop on this machine with 120 orders.
//! `COMMERCEHQ_URL=… COMMERCEHQ_API_KEY=… COMMERCEHQ_API_PASSWORD=… cargo run -p tradewire-example-blocking`: yours.

use std::error::Error;
use std::io::stdout;

use tradewire_commercehq::blocking::Client;
use tradewire_example_blocking::demo::Demo;
use tradewire_example_blocking::list;

fn main() -> Result<(), Box<dyn Error>> {
    let count = if std::env::var_os("COMMERCEHQ_URL").is_some() {
        list(&Client::from_env()?, &mut stdout().lock())?
    } else {
        let demo = Demo::open(120)?;
        list(&demo.client()?, &mut stdout().lock())?
    };
    eprintln!("{count} orders wait");
    Ok(())
}
