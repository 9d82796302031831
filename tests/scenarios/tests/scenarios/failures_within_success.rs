//! Platforms that say 200 whatever happens: `OneBox` and Boostore.
//!
//! Proves: an order of the box is added, changed and read; one that it does not have is an error though the status is 200. Of many products of
//! a site that are changed at once, those that failed are told one by one, out of a body of a success, and the others are changed.

use tradewire::batch::OutcomeKind;
use tradewire_boostore::products::{ProductCreate, ProductUpdateItem};
use tradewire_onebox::orders::{OrderCreate, OrderUpdate};

use crate::world::World;

fn new_order() -> OrderCreate {
    OrderCreate::new()
        .order_code("B-7")
        .name("Tea")
        .client_phone("380000000000")
}

fn paid(id: &str) -> OrderUpdate {
    OrderUpdate::new(id).sum(125)
}

#[tokio::test(flavor = "current_thread")]
async fn an_order_of_the_box() {
    let world = World::empty("onebox");
    let onebox: tradewire_onebox::Client = world.client();
    let added = onebox.orders().create(new_order()).send().await.expect("an order");
    let id = added.order_id.or(added.order_id_lowercase).expect("its id");
    onebox.orders().update(paid(&id)).send().await.expect("a change");
    let read = onebox.orders().get(&id).send().await.expect("the order");
    assert_eq!((read.order_code.as_deref(), read.sum), (Some("B-7"), Some(125.into())));

    let error = onebox.orders().get("999").send().await.expect_err("it is not there");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(200), "{error}");
    world.assert_no_violations();
}

#[test]
fn an_order_of_the_box_without_async() {
    let world = World::empty("onebox");
    let server = world.mock.serve(0).expect("a port");
    let onebox: tradewire_onebox::blocking::Client = world.client_of(&server);
    let added = onebox.orders().create(new_order()).send().expect("an order");
    let id = added.order_id.or(added.order_id_lowercase).expect("its id");
    onebox.orders().update(paid(&id)).send().expect("a change");
    let read = onebox.orders().get(&id).send().expect("the order");
    assert_eq!(read.sum, Some(125.into()));
    onebox.orders().update(paid("999")).send().expect_err("it is not there");
    world.assert_no_violations();
}

fn tea(number: u32) -> ProductCreate {
    let product = ProductCreate::new().sku(format!("T-{number}")).title("Tea");
    product.category_id(1)
}

/// New titles for the products of these ids, and for two that are not there.
fn renamed(ids: &[i64]) -> Vec<ProductUpdateItem> {
    let ids = ids.iter().copied().chain([900_001, 900_002]);
    ids.map(|id| ProductUpdateItem::new().id(id).title("Cup")).collect()
}

fn assert_all_but_two(world: &World, kinds: &[(u64, OutcomeKind)]) {
    let failed: Vec<u64> = kinds
        .iter()
        .filter(|(_, kind)| *kind == OutcomeKind::Failed)
        .map(|(at, _)| *at)
        .collect();
    assert_eq!((kinds.len(), failed), (22, vec![20, 21]));
    assert!(
        world.mock.seen().iter().all(|seen| seen.status < 300),
        "each answer was a success"
    );
    let products = world.rows("api/commerce/product");
    assert_eq!(products.len(), 20);
    assert!(products.iter().all(|product| product["title"] == "Cup"));
    world.assert_no_violations();
}

fn ids(world: &World) -> Vec<i64> {
    let products = world.rows("api/commerce/product");
    products
        .iter()
        .map(|product| product["id"].as_i64().expect("an id"))
        .collect()
}

#[tokio::test(flavor = "current_thread")]
async fn many_products_of_a_site() {
    let world = World::empty("boostore");
    let site: tradewire_boostore::Client = world.client();
    site.products()
        .create_many((1..=20).map(tea))
        .send()
        .await
        .expect("products");
    let mut outcomes = site.products().update_many_all(renamed(&ids(&world)));
    let mut kinds = Vec::new();
    while let Some(outcome) = outcomes.next().await {
        kinds.push((outcome.position, outcome.kind));
    }
    assert_all_but_two(&world, &kinds);
}

#[test]
fn many_products_of_a_site_without_async() {
    let world = World::empty("boostore");
    let server = world.mock.serve(0).expect("a port");
    let site: tradewire_boostore::blocking::Client = world.client_of(&server);
    site.products().create_many((1..=20).map(tea)).send().expect("products");
    let outcomes = site.products().update_many_all(renamed(&ids(&world)));
    let kinds: Vec<_> = outcomes.map(|outcome| (outcome.position, outcome.kind)).collect();
    assert_all_but_two(&world, &kinds);
}
