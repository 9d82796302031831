//! A clock that is set back, and workers that nobody counted.

use std::time::Duration;

use tradewire::client::budget::Charged;

use super::{Hand, Server, WINDOW, grant, is_granted};
use crate::steps::Placed;

/// As if all of the account had been written while the clock was an hour ahead, and then it was set back.
async fn set_back(server: &Server) {
    let client = redis::Client::open(server.url()).unwrap();
    let mut connection = client.get_multiplexed_async_connection().await.unwrap();
    let script = "
        for _, key in ipairs(redis.call('KEYS', '*')) do
            if redis.call('TYPE', key).ok == 'zset' then
                for _, member in ipairs(redis.call('ZRANGE', key, 0, -1)) do redis.call('ZINCRBY', key, 3600000000, member) end
            end
            if key:match(':state$') then
                for _, field in ipairs({ 'clock', 'born', 'last:default' }) do
                    local value = tonumber(redis.call('HGET', key, field) or '0')
                    redis.call('HSET', key, field, string.format('%.0f', value + 3600000000))
                end
            end
        end
        return #redis.call('KEYS', '*')";
    let mut command = redis::cmd("EVAL");
    let keys: usize = command.arg(script).arg(0).query_async(&mut connection).await.unwrap();
    assert!(keys > 1);
}

#[tokio::test]
async fn a_clock_that_is_set_back_lets_nobody_wait_for_it() {
    let server = server!();
    let (mut first, mut second) = Hand::both(&server, &[Charged::new("default", 1, WINDOW)]).await;
    for number in [1, 2] {
        assert!(is_granted(first.ask(number, &[(0, 1)]).await));
        set_back(&server).await;
        let Placed::Wait(wait) = second.ask(number, &[(0, 1)]).await else {
            panic!("no room is left")
        };
        assert!(
            wait > WINDOW / 2 && wait <= WINDOW + Duration::from_secs(12),
            "{wait:?}"
        );
        // What is told later finds what was granted before.
        first
            .tell(|steps, worker| steps.forgo(worker, number, &grant(&[(0, 1)], 0)))
            .await;
        second.tell(|steps, worker| steps.left(worker, number)).await;
    }
}

#[tokio::test]
async fn a_permit_does_not_outlive_its_lease_for_a_clock() {
    let server = server!();
    let charged = Charged::new("default", u32::MAX, WINDOW).parallel(1);
    let (mut first, mut second) = Hand::both(&server, &[charged]).await;
    first.worker.lease = Duration::from_millis(300);
    assert!(is_granted(first.ask(1, &[(0, 1)]).await));
    set_back(&server).await;
    while !is_granted(second.ask(1, &[(0, 1)]).await) {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn more_workers_than_declared_keep_the_budget_too() {
    let server = server!();
    let charged = [Charged::new("default", 5, WINDOW)];
    let (mut first, mut second) = Hand::both(&server, &charged).await;
    let mut third = Hand::new(&server, "c", &charged).await;
    let counts = (
        third.granted(0..3).await,
        first.granted(0..9).await,
        second.granted(0..9).await,
    );
    assert_eq!(counts, (3, 2, 0));
}
