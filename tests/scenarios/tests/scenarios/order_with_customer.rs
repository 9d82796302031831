//! An order with its customer, and the replay of both.
//!
//! Proves: a customer is made, then an order that names it; a program that repeats both, because it died before it wrote down that they are done, is
//! refused with an error that says so, and nothing is there twice. A lost answer is not repeated behind the program's back.

use tradewire::Error;
use tradewire_mock::Fault;
use tradewire_retailcrm::customers::CustomerInput;
use tradewire_retailcrm::orders::{OrderCreate, OrderCustomerInput};
use tradewire_retailcrm::{Client, blocking};

use crate::world::World;

fn customer() -> CustomerInput {
    CustomerInput::new().external_id("c-1").first_name("Anna")
}

fn order() -> OrderCreate {
    let by_customer = OrderCustomerInput::new().external_id("c-1").site("main");
    OrderCreate::new()
        .external_id("o-1")
        .status("new")
        .customer(by_customer)
}

fn assert_refused_as_existing(error: &Error) {
    assert_eq!(error.status().map(|status| status.as_u16()), Some(400), "{error}");
    assert!(error.to_string().to_lowercase().contains("already exists"), "{error}");
}

fn assert_once(world: &World) {
    assert_eq!(world.rows("api/v5/customer").len(), 1);
    let orders = world.rows("api/v5/order");
    assert_eq!(orders.len(), 1);
    assert_eq!(orders[0]["customer"]["externalId"], "c-1");
    world.assert_no_violations();
}

#[tokio::test(flavor = "current_thread")]
async fn a_replay_is_refused() {
    let world = World::empty("retailcrm");
    let crm: Client = world.client();
    crm.customers().create(customer()).send().await.expect("a customer");
    let made = crm.orders().create(order()).send().await.expect("an order");
    assert!(made.id.is_some());

    let error = crm
        .customers()
        .create(customer())
        .send()
        .await
        .expect_err("it is there");
    assert_refused_as_existing(&error);
    let error = crm.orders().create(order()).send().await.expect_err("it is there");
    assert_refused_as_existing(&error);
    assert_once(&world);
}

#[test]
fn a_lost_answer_is_found_out_by_the_replay() {
    let world = World::empty("retailcrm");
    let server = world.mock.serve(0).expect("a port");
    let crm: blocking::Client = world.client_of(&server);
    crm.customers().create(customer()).send().expect("a customer");
    world.mock.fault_of("orders.create", Fault::Reset);
    crm.orders().create(order()).send().expect_err("the answer was lost");
    assert_eq!(
        world.count("orders.create"),
        1,
        "what may have been done is not repeated"
    );

    let error = crm.orders().create(order()).send().expect_err("it is there");
    assert_refused_as_existing(&error);
    let read = crm
        .orders()
        .get("o-1")
        .send()
        .expect("the order")
        .order
        .expect("an order");
    assert_eq!(read.status.as_deref(), Some("new"));
    assert_once(&world);
}
