//! Workers: processes of this very test program, which run the one test that does nothing unless it is told to.

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tradewire::Builder;
use tradewire_redis::RedisBudget;

use crate::platform::Sample;

/// Name of the test that is a worker.
pub const WORKER: &str = "a_worker_of_the_other_tests";
/// Calls that each has under way or in line at once.
const AT_ONCE: usize = 4;

pub struct Workers(Vec<Child>);

impl Workers {
    pub fn start(count: usize, store: &str, server: &str) -> Self {
        let program = std::env::current_exe().expect("this program");
        let worker = |number: usize| {
            Command::new(&program)
                .args(["--exact", WORKER, "--ignored"])
                .env("WORKER_NUMBER", number.to_string())
                .env("WORKER_COUNT", count.to_string())
                .env("WORKER_STORE", store)
                .env("WORKER_SERVER", server)
                .stdout(Stdio::null())
                .spawn()
                .expect("a worker")
        };
        Self((0..count).map(worker).collect())
    }

    /// All of them come to a good end.
    pub fn join(mut self) {
        for worker in &mut self.0 {
            assert!(worker.wait().expect("an end").success(), "a worker failed");
        }
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        for worker in &mut self.0 {
            let _ = worker.kill();
            let _ = worker.wait();
        }
    }
}

/// Calls until the server wants no more. Nothing if this process is no worker.
pub fn work() {
    let Ok(number) = std::env::var("WORKER_NUMBER") else {
        return;
    };
    let told = |name: &str| std::env::var(name).expect("it is told");
    let workers = told("WORKER_COUNT").parse().expect("a number");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(async {
        let budget = RedisBudget::builder(told("WORKER_STORE"), workers)
            .longest_backoff(Duration::from_millis(500))
            .connect()
            .await
            .expect("a store");
        let client = Builder::<Sample>::new(told("WORKER_SERVER"))
            .budget(budget.clone())
            .timeout(Duration::from_secs(300))
            .build()
            .expect("a client");
        let mut callers = tokio::task::JoinSet::new();
        for _ in 0..AT_ONCE {
            let (client, budget, number) = (client.clone(), budget.clone(), number.clone());
            callers.spawn(async move {
                loop {
                    let call = client.0.raw("GET", "/things").header("x-worker", number.as_str());
                    match call.header("x-mode", budget.mode().to_string()).send().await {
                        Ok(_) => {}
                        Err(error) if error.status().is_some_and(|status| status.as_u16() == 410) => return,
                        Err(error) => panic!("{error}"),
                    }
                }
            });
        }
        while let Some(ended) = callers.join_next().await {
            ended.expect("a caller");
        }
    });
}
