//! Stock and purchase prices of 600 offers to `RetailCRM`, while the server has a bad day.
//!
//! Proves: 429 is waited out for as long as the server says, a proxy's page in HTML with 503 ends no run; what became of each offer is known at each
//! moment, so that going on from the stored place writes the rest, and in the end the CRM shows of each offer the stock that was sent, and that of
//! the warehouse about which nothing was sent as it was. One that the CRM does not have is told by its name.

use std::time::Duration;

use serde_json::json;
use tradewire::batch::{BatchPosition, ElementOutcome, OutcomeKind};
use tradewire_mock::Fault;
use tradewire_retailcrm::store::{StoreInventoryFilter, StoreInventoryOffer, StoreOfferStock, StoreStock};
use tradewire_retailcrm::{Client, blocking};

use crate::world::World;

const OFFERS: &str = "api/v5/store/inventory";

fn crm() -> World {
    let world = World::empty("retailcrm");
    let offer = |number: u32| {
        let stores = json!([{"store": "main", "quantity": 100, "purchasePrice": 1}, {"store": "north", "quantity": 9}]);
        json!({"id": number, "externalId": format!("T-{number}"), "stores": stores})
    };
    world.put(OFFERS, (1..600).map(offer));
    // Unseen: a proxy in front of the CRM, three times; the CRM itself, in the middle.
    for fault in [
        Fault::Unavailable,
        Fault::Unavailable,
        Fault::TooMany { retry_after: Some(20) },
    ] {
        world.mock.fault_of("store.upload_inventories", fault);
    }
    world
}

/// Offer 600 is unknown there.
fn stock() -> impl Iterator<Item = StoreOfferStock> + Send + 'static {
    (1..=600_u32).map(|number| {
        let main = StoreStock::new()
            .code("main")
            .available(f64::from(number % 7))
            .purchase_price(number);
        StoreOfferStock::new().external_id(format!("T-{number}")).stores([main])
    })
}

/// The place as text, as a program would store it; what is in doubt may be sent again, for stock is set, not added.
fn stored(mut position: BatchPosition, told: &[ElementOutcome<StoreOfferStock>]) -> String {
    for outcome in told.iter().filter(|outcome| outcome.is_unknown()) {
        position.reopen(outcome.position..outcome.position + 1);
    }
    position.to_string()
}

/// Offers as the CRM shows them: quantities by warehouse.
fn assert_there(offers: &[StoreInventoryOffer]) {
    assert_eq!(offers.len(), 599);
    for offer in offers {
        let number = offer.id.unwrap_or_default();
        let stores = offer.stores.iter().flatten();
        let shown: Vec<(Option<&str>, Option<f64>)> =
            stores.map(|stock| (stock.store.as_deref(), stock.quantity)).collect();
        let main = f64::from(u32::try_from(number % 7).expect("a small number"));
        let wanted = [(Some("main"), Some(main)), (Some("north"), Some(9.0))];
        assert_eq!(shown, wanted, "what was sent, and beside it what was not: {offer:?}");
        let first = offer.stores.iter().flatten().next();
        let price = first.and_then(|stock| stock.purchase_price.clone());
        assert_eq!(price, Some(number.into()), "{offer:?}");
    }
}

fn with_details() -> StoreInventoryFilter {
    StoreInventoryFilter::new().details(true)
}

fn assert_written(world: &World, told: &[ElementOutcome<StoreOfferStock>]) {
    let sent = told.iter().filter(|outcome| outcome.is_sent()).count();
    assert_eq!(sent, 599, "each once");
    let failed: Vec<_> = told
        .iter()
        .filter(|outcome| outcome.kind == OutcomeKind::Failed)
        .collect();
    assert_eq!(failed.len(), 1);
    let failed = failed[0].failed_element().expect("the CRM says so");
    assert!(failed.to_string().contains("T-600"), "{failed}");
    assert!(
        world.time.passed() >= Duration::from_secs(20),
        "as the server asked for"
    );
    world.assert_no_violations();
}

#[tokio::test(flavor = "current_thread")]
async fn all_stock_arrives() {
    let world = crm();
    let crm: Client = world.client();
    let (mut told, mut place) = (Vec::new(), None::<String>);
    for _ in 0..4 {
        let mut upload = crm.store().upload_inventories_all(stock());
        if let Some(place) = &place {
            let place = place.parse().expect("a place");
            upload = upload.resume_from(&place).expect("of this operation");
        }
        let mut run = Vec::new();
        while let Some(outcome) = upload.next().await {
            run.push(outcome);
        }
        place = Some(stored(upload.position(), &run));
        told.append(&mut run);
    }
    assert_written(&world, &told);
    let offers = crm.store().list_inventories().filter(with_details()).limit(100).items();
    assert_there(&offers.into_vec().await.expect("all offers"));
}

#[test]
fn all_stock_arrives_without_async() {
    let world = crm();
    let server = world.mock.serve(0).expect("a port");
    let crm: blocking::Client = world.client_of(&server);
    let (mut told, mut place) = (Vec::new(), None::<String>);
    for _ in 0..4 {
        let mut upload = crm.store().upload_inventories_all(stock());
        if let Some(place) = &place {
            let place = place.parse().expect("a place");
            upload = upload.resume_from(&place).expect("of this operation");
        }
        let mut run: Vec<_> = upload.by_ref().collect();
        place = Some(stored(upload.position(), &run));
        told.append(&mut run);
    }
    assert_written(&world, &told);
    let offers = crm.store().list_inventories().filter(with_details()).limit(100).items();
    let offers: Vec<StoreInventoryOffer> = offers.map(|offer| offer.expect("an offer")).collect();
    assert_there(&offers);
}
