//! 120 orders to `RetailCRM`, in batches of 50.
//!
//! Proves: all go in three requests; two that the CRM has already are told one by one, by their place among all, and their batch (HTTP 460) does not
//! hold up the others; each order is there once.

use tradewire::batch::{ElementOutcome, OutcomeKind};
use tradewire_retailcrm::orders::OrderCreate;
use tradewire_retailcrm::{Client, blocking};

use crate::world::World;

fn orders() -> impl Iterator<Item = OrderCreate> + Send + 'static {
    (0..120).map(|number| OrderCreate::new().external_id(format!("B-{number}")).status("new"))
}

fn assert_all_but_two(world: &World, outcomes: &[ElementOutcome<OrderCreate>]) {
    let positions: Vec<u64> = outcomes.iter().map(|outcome| outcome.position).collect();
    assert_eq!(
        positions,
        (0..120).collect::<Vec<_>>(),
        "one outcome each, in their order"
    );
    let refused: Vec<_> = outcomes.iter().filter(|outcome| !outcome.is_sent()).collect();
    let said: Vec<_> = refused
        .iter()
        .map(|outcome| (outcome.position, outcome.kind, outcome.message().unwrap_or_default()))
        .collect();
    let exists = || "Already exists".to_owned();
    assert_eq!(
        said,
        [(60, OutcomeKind::Failed, exists()), (77, OutcomeKind::Failed, exists())]
    );
    assert_eq!(refused[0].element.external_id.as_deref(), Some("B-60"));
    assert_eq!((world.count("orders.upload"), world.answered(460)), (3, 1));
    assert_eq!(world.rows("api/v5/order").len(), 120);
    world.assert_no_violations();
}

#[tokio::test(flavor = "current_thread")]
async fn one_batch_is_partly_refused() {
    let world = World::empty("retailcrm");
    let crm: Client = world.client();
    for id in ["B-60", "B-77"] {
        let there = OrderCreate::new().external_id(id).status("paid");
        crm.orders().create(there).send().await.expect("an order");
    }
    let mut outcomes = Vec::new();
    let mut upload = crm.orders().upload_all(orders());
    while let Some(outcome) = upload.next().await {
        outcomes.push(outcome);
    }
    assert_all_but_two(&world, &outcomes);
}

#[test]
fn one_batch_is_partly_refused_without_async() {
    let world = World::empty("retailcrm");
    let server = world.mock.serve(0).expect("a port");
    let crm: blocking::Client = world.client_of(&server);
    for id in ["B-60", "B-77"] {
        let there = OrderCreate::new().external_id(id).status("paid");
        crm.orders().create(there).send().expect("an order");
    }
    let outcomes: Vec<_> = crm.orders().upload_all(orders()).collect();
    assert_all_but_two(&world, &outcomes);
}
