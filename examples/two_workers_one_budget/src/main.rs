//! `cargo run -p tradewire-example-two-workers-one-budget`: two tasks of one process. With `REDIS_URL=redis://127.0.0.1:6379` two processes, which
//! keep the budget there.

use std::env;
use std::error::Error;
use std::process::Command;

use tradewire_example_two_workers_one_budget::{REQUESTS, WINDOW, client, counted, shop, work};
use tradewire_redis::RedisBudget;

const CALLS: usize = 60;

type Outcome = Result<(), Box<dyn Error + Send + Sync>>;

fn main() -> Outcome {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    match (env::var("REDIS_URL"), env::var("WORKER"), env::var("SHOP")) {
        (Ok(store), Ok(worker), Ok(shop)) => runtime.block_on(one_of_two(&store, &worker, &shop)),
        (Ok(_), ..) => two_processes(),
        (Err(_), ..) => runtime.block_on(two_tasks()),
    }
}

/// What each process of an integration does.
async fn one_of_two(store: &str, worker: &str, shop: &str) -> Outcome {
    let budget = RedisBudget::builder(store, 2)
        .on_change(|change| println!("the budget is {} {}", change.mode, change.reason))
        .connect()
        .await?;
    work(client(shop, Some(budget))?, worker, CALLS).await
}

fn two_processes() -> Outcome {
    let (server, arrivals) = shop();
    let start = |worker: &str| {
        let mut command = Command::new(env::current_exe()?);
        command.env("WORKER", worker).env("SHOP", server.url()).spawn()
    };
    let workers = [start("first")?, start("second")?];
    for mut worker in workers {
        if !worker.wait()?.success() {
            return Err("a worker failed".into());
        }
    }
    show("two processes", &counted(&arrivals));
    Ok(())
}

async fn two_tasks() -> Outcome {
    let (server, arrivals) = shop();
    let client = client(&server.url(), None)?;
    let first = tokio::spawn(work(client.clone(), "first", CALLS));
    let second = tokio::spawn(work(client, "second", CALLS));
    first.await??;
    second.await??;
    show(
        "two tasks of one process; set REDIS_URL for two processes",
        &counted(&arrivals),
    );
    Ok(())
}

fn show(what: &str, (workers, most): &(std::collections::BTreeMap<String, usize>, usize)) {
    println!(
        "{what}: {workers:?}, at most {most} requests of {REQUESTS} in any {} s",
        WINDOW.as_secs()
    );
}
