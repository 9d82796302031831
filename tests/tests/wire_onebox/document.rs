//! Every address in the document is what some call sends: the same path, names and values. (Order and escapes may differ, which no
//! PHP back end sees; `requests.rs` has both byte for byte.)

use tradewire::http::Method;
use tradewire_onebox::blocking::Client;
use tradewire_onebox::orders::{OrderCreate, OrderProductCreate, OrderUpdate};
use tradewire_tests::{Wire, parameters};

use crate::boxed_by;

/// The copy of the document breaks two escapes (`New% 20testoviy% 20produkt2`), which are mended here.
const ADD: &str = "http://myboxurl/api/orders/add/?login=LOGIN&password=PASSWORD&clientnamefirst=Vasiliy&clientnamelast=Ivanov\
    &clientemail=vasyas33@test.ru&clientphone=+380639370442&clientcode=31333&clientaddress=Kiev&managername=Inna Leonova\
    &ordercode=1333&sum=320&comments=made an advance payment&source=my store&payed=1\
    &productArray[0][id]=100500&productArray[0][name]=Test GOODS1&productArray[0][price]=102&productArray[0][count]=1\
    &productArray[1][id]=123131&productArray[1][name]=New%20testoviy%20produkt2&productArray[1][price]=122&productArray[1][count]=2";
const DELETE: &str = "http://myboxurl/api/orders/delete/?login=LOGIN&password=PASSWORD&orderid=660";
/// The empty pair stands in the document.
const UPDATE: &str = "http://myboxurl/api/orders/update/?login=LOGIN&password=PASSWORD&orderid=660&\
    &name=Changing the order name&workflowname=Order&statusname=Delivered&payed=1";
const GET: &str = "http://myboxurl/api/orders/get/?login=LOGIN&password=PASSWORD&orderid=7927";
const PART_1: &str = "http://myboxurl/api/orders/get/?login=LOGIN&password=PASSWORD&part=1";
const PART_2: &str = "http://myboxurl/api/orders/get/?login=LOGIN&password=PASSWORD&part=2";
const COMMENTS: &str = "http://myboxurl/api/order/comments/get/?login=LOGIN&password=PASSWORD&id=7927";

pub(crate) fn add() -> OrderCreate {
    let product =
        |id, name: &str, price: i64, count: i64| OrderProductCreate::new().id(id).name(name).price(price).count(count);
    OrderCreate::new()
        .order_code("1333")
        .client_name_first("Vasiliy")
        .client_name_last("Ivanov")
        .client_email("vasyas33@test.ru")
        .client_phone("+380639370442")
        .client_code("31333")
        .client_address("Kiev")
        .manager_name("Inna Leonova")
        .sum(320)
        .comments("made an advance payment")
        .source("my store")
        .paid(true)
        .products([
            product(100_500, "Test GOODS1", 102, 1),
            product(123_131, "New testoviy produkt2", 122, 2),
        ])
}

pub(crate) fn update() -> OrderUpdate {
    OrderUpdate::new("660")
        .name("Changing the order name")
        .workflow_name("Order")
        .status_name("Delivered")
        .paid(true)
}

/// Each address with the call that sends it. A box takes GET and POST alike, and so must the examples.
#[test]
fn every_address_is_reproduced_by_a_call() {
    type Send = fn(&Client) -> Result<tradewire::http::Response<tradewire::Bytes>, tradewire::Error>;
    let table: [(&str, Send); 7] = [
        (ADD, |client| client.orders().create(add()).send_raw()),
        (DELETE, |client| client.orders().delete("660").send_raw()),
        (UPDATE, |client| client.orders().update(update()).send_raw()),
        (GET, |client| client.orders().get("7927").send_raw()),
        (PART_1, |client| client.orders().list(1).send_raw()),
        (PART_2, |client| client.orders().list(2).send_raw()),
        (COMMENTS, |client| client.orders().list_comments("7927").send_raw()),
    ];
    for verb in [Method::GET, Method::POST] {
        for (address, send) in table {
            let wire = Wire::new();
            send(&boxed_by(&wire, verb.clone())).expect("sent");
            let sent = wire.last();
            let (path, query) = address
                .strip_prefix("http://myboxurl")
                .and_then(|rest| rest.split_once('?'))
                .expect("an address");
            assert_eq!(sent.method, verb, "{address}");
            assert_eq!(sent.path(), path);
            assert_eq!(parameters(sent.query_text()), parameters(query), "{address}");
            assert!(sent.body.is_empty(), "{address}");
        }
    }
}
