//! Calls a second and allocations per call over HTTP/1.1 and HTTP/2, three ways in turn. `rates [seconds]`: time of a round, 0.4 unless given.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use peers_calls::ways::{NAMES, Way, all};
use peers_calls::{Outcome, http2};
use tokio::runtime::Runtime;
use tradewire_benches::models::theirs;
use tradewire_benches::pages::Style;
use tradewire_benches::server;

const ROUNDS: usize = 5;
const CALLERS: [usize; 3] = [1, 32, 256];

/// Calls whose allocations are counted, after as many that open the connection and fill what is filled once.
const COUNTED: u32 = 500;

fn main() -> Outcome<()> {
    let seconds = std::env::args().nth(1).map_or(Ok(0.4), |text| text.parse())?;
    let time = Duration::from_secs_f64(seconds);
    let page: Arc<[u8]> = Style::Ordered.body().into();
    let one = first(&page)?;
    let runtime = Runtime::new()?;
    println!(
        "calls a second and allocations per call: median of {ROUNDS} rounds of {seconds} s each, all ways in turn; ratio: ours divided by theirs"
    );
    print!("| | body | callers |");
    for name in NAMES {
        print!(" {name} | allocations |");
    }
    println!(" ratio to by hand | ratio to progenitor |");
    println!(
        "| --- | ---: | ---: |{} ---: | ---: |",
        " ---: | ---: |".repeat(NAMES.len())
    );
    for http2 in [false, true] {
        for body in [&one, &page] {
            compare(&runtime, http2, body, time)?;
        }
    }
    Ok(())
}

/// The page with its first product only.
fn first(page: &[u8]) -> Outcome<Arc<[u8]>> {
    let page: theirs::Page = serde_json::from_slice(page)?;
    let page = theirs::Page {
        items: page.items.map(|items| items.into_iter().take(1).collect()),
        total: Some(1),
    };
    Ok(serde_json::to_vec(&page)?.into())
}

fn compare(runtime: &Runtime, http2: bool, body: &Arc<[u8]>, time: Duration) -> Outcome<()> {
    let served = Arc::clone(body);
    let answer = move |_: &str| Arc::clone(&served);
    let address = if http2 {
        http2::serve(answer)?
    } else {
        server::serve(answer)?
    };
    let url = format!("http://{address}");
    let ways = all(&url, http2)?;
    // With clients of their own, whose connections are served by the thread that counts.
    let mut allocated = Vec::new();
    for way in all(&url, http2)? {
        allocated.push(allocations(&way)?);
    }
    for callers in CALLERS {
        let mut rates: Vec<[f64; 3]> = Vec::new();
        for round in 0..ROUNDS {
            let mut rated = [0.0; 3];
            // Who begins changes from round to round.
            for turn in 0..ways.len() {
                let at = (round + turn) % ways.len();
                rated[at] = runtime.block_on(rate(&ways[at], callers, time))?;
            }
            rates.push(rated);
        }
        let median = |of: &dyn Fn(&[f64; 3]) -> f64| {
            let mut all: Vec<f64> = rates.iter().map(of).collect();
            all.sort_by(f64::total_cmp);
            all[all.len() / 2]
        };
        print!(
            "| {} | {} B | {callers} |",
            if http2 { "HTTP/2" } else { "HTTP/1.1" },
            body.len()
        );
        for (at, allocated) in allocated.iter().enumerate() {
            print!(" {:.0} | {allocated:.0} |", median(&|rated| rated[at]));
        }
        println!(
            " {:.2} | {:.2} |",
            median(&|rated| rated[0] / rated[1]),
            median(&|rated| rated[0] / rated[2])
        );
    }
    Ok(())
}

/// Calls a second with so many callers at once.
async fn rate(way: &Way, callers: usize, time: Duration) -> Outcome<f64> {
    let (calls, started) = (Arc::new(AtomicU64::new(0)), Instant::now());
    let tasks: Vec<_> = (0..callers)
        .map(|caller| {
            let (way, calls) = (way.clone(), Arc::clone(&calls));
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

/// Allocations per call, those of the HTTP library included: all that the thread does which makes the calls. The server has another one.
fn allocations(way: &Way) -> Outcome<f64> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let calls = || {
        runtime.block_on(async {
            for _ in 0..COUNTED {
                way.call(1).await?;
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
