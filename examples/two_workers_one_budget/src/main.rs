//! `cargo run -p tradewire-example-two-workers-one-budget`: two tasks of one process, a few seconds.
//! With `REDIS_URL=redis://127.0.0.1:6379` in the environment: two processes, which keep the budget there.

use std::env;
use std::error::Error;
use std::process::{Command, ExitCode};

use tradewire_example_two_workers_one_budget::shop::Shop;
use tradewire_example_two_workers_one_budget::worker::{REQUESTS, WINDOW, client, work};
use tradewire_redis::RedisBudget;

/// Calls of each worker.
const CALLS: usize = 40;
/// Where the store is, if there is one.
const STORE: &str = "REDIS_URL";

type Outcome = Result<(), Box<dyn Error + Send + Sync>>;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match (&arguments[..], env::var(STORE)) {
        ([], Err(_)) => two_tasks(),
        ([], Ok(_)) => two_processes(),
        (["worker", name, shop], Ok(store)) => one_of_two(&store, name, shop),
        _ => Err(format!("it takes no arguments; set {STORE} for two processes").into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Clones of a client share its budget.
fn two_tasks() -> Outcome {
    println!("two tasks of one process, which takes some seconds; set {STORE} for two processes");
    let shop = Shop::open(REQUESTS, WINDOW)?;
    let client = client(&shop.url(), None)?;
    runtime()?.block_on(async {
        let first = tokio::spawn(work(client.clone(), "first", CALLS));
        let second = tokio::spawn(work(client, "second", CALLS));
        first.await??;
        second.await??;
        Outcome::Ok(())
    })?;
    show(&shop);
    Ok(())
}

/// Starts the workers, here on one machine.
fn two_processes() -> Outcome {
    println!("two processes, which takes some seconds");
    let shop = Shop::open(REQUESTS, WINDOW)?;
    let start = |name: &str| {
        let mut command = Command::new(env::current_exe()?);
        command.args(["worker", name, &shop.url()]).spawn()
    };
    let workers = [start("first")?, start("second")?];
    let mut all_did = true;
    for mut worker in workers {
        all_did &= worker.wait()?.success();
    }
    if !all_did {
        return Err("a worker failed".into());
    }
    show(&shop);
    Ok(())
}

/// What each process does.
fn one_of_two(store: &str, name: &str, shop: &str) -> Outcome {
    let who = name.to_owned();
    let budget = RedisBudget::builder(store, 2).on_change(move |change| match change.reason.as_str() {
        "" => println!("{who}: the budget is {}", change.mode),
        reason => println!("{who}: the budget is {}, as {reason}", change.mode),
    });
    runtime()?.block_on(async {
        let client = client(shop, Some(budget.connect().await?))?;
        work(client, name, CALLS).await?;
        Ok(())
    })
}

fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()
}

fn show(shop: &Shop) {
    println!(
        "{}, {REQUESTS} are allowed in {} s",
        shop.statistics(WINDOW),
        WINDOW.as_secs()
    );
}
