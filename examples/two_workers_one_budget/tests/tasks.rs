//! The example's half that needs nothing but this machine.

use tradewire_example_two_workers_one_budget::{REQUESTS, client, counted, shop, work};

#[test]
fn two_tasks_keep_one_budget() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let (server, arrivals) = shop();
    runtime.block_on(async {
        let client = client(&server.url(), None).unwrap();
        let second = tokio::spawn(work(client.clone(), "second", 15));
        work(client, "first", 15).await.unwrap();
        second.await.unwrap().unwrap();
    });
    let (workers, most) = counted(&arrivals);
    assert_eq!(workers.values().sum::<usize>(), 30);
    assert_eq!(workers.len(), 2, "{workers:?}");
    assert!(most <= REQUESTS as usize, "{most}");
}
