//! Calls a second through a client and allocations per call, next to reqwest and serde written by hand. See `README.md` of this crate.
//!
//! - `load [seconds]`: time that each way gets per round, 1 unless given.
//! - `load ours|by-hand CALLERS CALLS`: so many short calls of one way in one thread, for programs that count what they take.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::runtime::Runtime;
use tradewire_benches::models::theirs;
use tradewire_benches::pages::Style;
use tradewire_benches::server::serve;
use tradewire_benches::shop::Shop;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

const ROUNDS: usize = 5;
const CALLERS: [usize; 3] = [1, 32, 256];

/// Calls whose allocations are counted, after as many that open the connection and fill what is filled once.
const COUNTED: u32 = 500;

/// One of the two ways.
#[derive(Clone)]
enum Way {
    Ours(Shop),
    Theirs { http: reqwest::Client, url: String },
}

impl Way {
    fn ours(url: &str) -> Outcome<Self> {
        Ok(Self::Ours(Shop::new(url)?))
    }

    fn theirs(url: &str) -> Self {
        Self::Theirs {
            http: reqwest::Client::new(),
            url: url.to_owned(),
        }
    }

    /// Allocations per call, those of the HTTP library included: all that the thread does which makes the calls. The server has
    /// another one.
    fn allocations(&self) -> Outcome<f64> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let calls = || {
            runtime.block_on(async {
                for _ in 0..COUNTED {
                    self.call(1).await?;
                }
                Outcome::Ok(())
            })
        };
        calls()?;
        let mut outcome = Ok(());
        let counted = allocation_counter::measure(|| outcome = calls());
        outcome?;
        #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
        let all = counted.count_total as f64;
        Ok(all / f64::from(COUNTED))
    }

    /// One call; gives the number of products.
    async fn call(&self, page: i64) -> Outcome<usize> {
        match self {
            Self::Ours(shop) => Ok(shop.products(Some(page)).send().await?.items.unwrap_or_default().len()),
            Self::Theirs { http, url } => {
                let request = http
                    .get(format!("{url}/api/v1/products?page={page}"))
                    .basic_auth("app", Some("password"));
                let reply = request
                    .timeout(Duration::from_secs(60))
                    .send()
                    .await?
                    .error_for_status()?
                    .bytes()
                    .await?;
                Ok(serde_json::from_slice::<theirs::Page>(&reply)?
                    .items
                    .unwrap_or_default()
                    .len())
            }
        }
    }

    /// Calls a second with so many callers at once.
    async fn rate(&self, callers: usize, time: Duration) -> Outcome<f64> {
        let (calls, started) = (Arc::new(AtomicU64::new(0)), Instant::now());
        let tasks: Vec<_> = (0..callers)
            .map(|caller| {
                let (way, calls) = (self.clone(), Arc::clone(&calls));
                tokio::spawn(async move {
                    while started.elapsed() < time {
                        way.call(i64::try_from(caller)?).await?;
                        calls.fetch_add(1, Ordering::Relaxed);
                    }
                    Outcome::Ok(())
                })
            })
            .collect();
        for task in tasks {
            task.await??;
        }
        #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
        let calls = calls.load(Ordering::Relaxed) as f64;
        Ok(calls / started.elapsed().as_secs_f64())
    }
}

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [way, callers, calls] = arguments.as_slice() {
        return count(way, callers.parse()?, calls.parse()?);
    }
    let seconds = arguments.first().map_or(Ok(1.0), |text| text.parse())?;
    let time = Duration::from_secs_f64(seconds);
    let page: Arc<[u8]> = Style::Ordered.body().into();
    let one = short(&page)?;
    let runtime = Runtime::new()?;
    println!("calls a second: median of {ROUNDS} rounds of {seconds} s each, both ways in turn");
    println!(
        "{:>8} {:>8} {:>10} {:>10} {:>8} {:>12} {:>12}",
        "body", "callers", "ours", "by hand", "ratio", "allocations", "by hand"
    );
    for body in [one, page] {
        compare(&runtime, &body, time)?;
    }
    Ok(())
}

/// The page with its first product only.
fn short(page: &[u8]) -> Outcome<Arc<[u8]>> {
    let page = theirs::Page {
        items: serde_json::from_slice::<theirs::Page>(page)?
            .items
            .map(|items| items.into_iter().take(1).collect()),
        total: Some(1),
    };
    Ok(serde_json::to_vec(&page)?.into())
}

/// Makes so many calls and says nothing.
fn count(way: &str, callers: u32, calls: u32) -> Outcome<()> {
    let body = short(&Style::Ordered.body())?;
    let url = format!("http://{}", serve(move |_| Arc::clone(&body))?);
    // Whichever way is taken, both are set up: so both have the same TLS.
    let ours = Way::ours(&url)?;
    let way = match way {
        "ours" => ours,
        "by-hand" => Way::theirs(&url),
        other => return Err(format!("`{other}` is no way; `ours` or `by-hand` is").into()),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let tasks: Vec<_> = (0..callers)
            .map(|caller| {
                let way = way.clone();
                let share = calls / callers + u32::from(caller < calls % callers);
                tokio::spawn(async move {
                    for _ in 0..share {
                        way.call(i64::from(caller)).await?;
                    }
                    Outcome::Ok(())
                })
            })
            .collect();
        for task in tasks {
            task.await??;
        }
        Ok(())
    })
}

fn compare(runtime: &Runtime, body: &Arc<[u8]>, time: Duration) -> Outcome<()> {
    let served = Arc::clone(body);
    let url = format!("http://{}", serve(move |_| Arc::clone(&served))?);
    let (ours, theirs) = (Way::ours(&url)?, Way::theirs(&url));
    // With clients of their own, whose connections are served by the thread that counts.
    let allocations = (Way::ours(&url)?.allocations()?, Way::theirs(&url).allocations()?);
    for callers in CALLERS {
        let mut rates = Vec::new();
        for round in 0..ROUNDS {
            let ways = if round % 2 == 0 {
                [&ours, &theirs]
            } else {
                [&theirs, &ours]
            };
            let [first, second] = [
                runtime.block_on(ways[0].rate(callers, time))?,
                runtime.block_on(ways[1].rate(callers, time))?,
            ];
            rates.push(if round % 2 == 0 {
                (first, second)
            } else {
                (second, first)
            });
        }
        let median = |of: fn(&(f64, f64)) -> f64| {
            let mut all: Vec<f64> = rates.iter().map(of).collect();
            all.sort_by(f64::total_cmp);
            all[all.len() / 2]
        };
        println!(
            "{:>6} B {callers:>8} {:>10.0} {:>10.0} {:>8.2} {:>12.1} {:>12.1}",
            body.len(),
            median(|pair| pair.0),
            median(|pair| pair.1),
            median(|pair| pair.0 / pair.1),
            allocations.0,
            allocations.1
        );
    }
    Ok(())
}
