//! Every address and body that the document shows, as some call sends it.

use tradewire::{Date, Json, testing};
use tradewire_boostore::blocking::Client;
use tradewire_boostore::orders::{OrderCreate, OrderLineItem, OrderLineItemRequired, OrderStatusCode, OrderStatusWord};
use tradewire_boostore::types::{SortDirection, SortField};
use tradewire_tests::{Wire, parameters};

use crate::shop;

type Send = fn(&Client) -> Result<tradewire::http::Response<tradewire::Bytes>, tradewire::Error>;

/// Addresses as they stand in the document, less their host. The order of parameters is free.
#[test]
fn every_address_is_reproduced_by_a_call() {
    const SECRET: &str = "consumer_secret=YOUR_SECRET";
    const KEY: &str = "key=202cb962ac59075b964b07152d234b70";
    let table: [(&str, &str, Send); 8] = [
        (
            "/ajax.php?statistic_sell&key=202cb962ac59075b964b07152d234b70",
            "",
            |shop| shop.statistics().get_sales().send_raw(),
        ),
        ("/ajax.php?statistic_sell&sort_dateperiod=1week", KEY, |shop| {
            shop.statistics().get_sales().sort_dateperiod("1week").send_raw()
        }),
        (
            "/csv_export_products.csv?key=202cb962ac59075b964b07152d234b70",
            "",
            |shop| shop.exports().download_products().send_raw(),
        ),
        (
            "/csv_export_products.csv?export_product_access=export_product_access",
            KEY,
            |shop| {
                shop.exports()
                    .download_products()
                    .export_product_access("export_product_access")
                    .send_raw()
            },
        ),
        (
            "/api/commerce/orders?page=2&per_page=100&after=2024-06-01&before=2024-06-30",
            SECRET,
            |shop| {
                let days = [Date::from("2024-06-01"), Date::from("2024-06-30")];
                let [after, before] = days;
                shop.orders()
                    .list()
                    .page(2)
                    .per_page(100)
                    .after(after)
                    .before(before)
                    .send_raw()
            },
        ),
        (
            "/api/commerce/products?orderby=price&order=asc&per_page=50",
            SECRET,
            |shop| {
                shop.products()
                    .list()
                    .order_by(SortField::Price)
                    .direction(SortDirection::Asc)
                    .per_page(50)
                    .send_raw()
            },
        ),
        ("/api/commerce/orders?consumer_secret=YOUR_SECRET", "", |shop| {
            shop.orders().list().send_raw()
        }),
        ("/api/commerce/orders?show_deleted=1", SECRET, |shop| {
            shop.orders().list().show_deleted(true).send_raw()
        }),
    ];
    for (address, credentials, send) in table {
        let wire = Wire::new();
        send(&shop(&wire)).expect("sent");
        let sent = wire.last();
        let (path, query) = address.split_once('?').expect("an address with a query");
        assert_eq!((sent.method.as_str(), sent.path()), ("GET", path));
        assert_eq!(
            parameters(sent.query_text()),
            parameters(&format!("{query}&{credentials}")),
            "{address}"
        );
        // A key without value has no `=` either.
        assert!(!sent.query_text().contains("statistic_sell="), "{address}");
    }
}

/// `?status=pending|processing|…|8`: all thirteen.
#[test]
fn every_status_is_a_filter() {
    let words = [
        (OrderStatusWord::Pending, "pending"),
        (OrderStatusWord::Processing, "processing"),
        (OrderStatusWord::OnHold, "on-hold"),
        (OrderStatusWord::Completed, "completed"),
        (OrderStatusWord::Cancelled, "cancelled"),
    ];
    let codes = [
        (OrderStatusCode::Pending, "0"),
        (OrderStatusCode::Processing, "1"),
        (OrderStatusCode::Cancelled, "2"),
        (OrderStatusCode::Completed, "3"),
        (OrderStatusCode::CancelledOutOfStock, "5"),
        (OrderStatusCode::CancelledRefusal, "6"),
        (OrderStatusCode::OnHold, "7"),
        (OrderStatusCode::CompletedClosed, "8"),
    ];
    let wire = Wire::new();
    let orders = shop(&wire).orders();
    let calls = words.into_iter().map(|(word, text)| (orders.list().status(word), text));
    for (call, text) in calls.chain(codes.into_iter().map(|(code, text)| (orders.list().status(code), text))) {
        call.send_raw().expect("sent");
        assert_eq!(wire.last().query("status").as_deref(), Some(text));
    }
}

/// The body of a new order, with the list of items in place of the dots.
pub(crate) fn order() -> OrderCreate {
    OrderCreate::new(
        "alex@example.com",
        [
            OrderLineItem::new(OrderLineItemRequired {
                product_id: 478_734,
                quantity: 1,
            })
            .price(100)
            .currency("USD"),
            OrderLineItem::new(OrderLineItemRequired {
                product_id: 478_268,
                quantity: 10,
            })
            .variation("51"),
            OrderLineItem::new(OrderLineItemRequired {
                product_id: 478_266,
                quantity: 1,
            })
            .variation_id(735_302),
        ],
    )
    .first_name("Name")
    .last_name("Surname")
    .phone("+380671112233")
    .address("Full address if address eform is not used")
    .buyer_address_eform1("State")
    .buyer_address_eform2("City")
    .buyer_address_eform3("Street")
    .buyer_address_eform4("House number")
    .buyer_address_eform5("Flat")
    .postcode("01001")
    .total(tradewire::Decimal::new(999, 0).quoted())
    .status(OrderStatusWord::Processing)
    .status_for_customer(OrderStatusWord::Processing)
}

#[test]
fn the_body_of_a_new_order_is_reproduced() {
    let wire = Wire::new();
    shop(&wire).orders().create(order()).send_raw().expect("sent");
    let sent = wire.last();
    assert_eq!((sent.method.as_str(), sent.path()), ("POST", "/api/commerce/orders"));
    let shown = Json::parse(include_str!(
        "../../../specs/boostore/examples/orders.create.1.request.json"
    ))
    .expect("JSON");
    assert_eq!(testing::first_difference(&shown, &sent.json()), None);
    assert_eq!(
        sent.body_text(),
        concat!(
            r#"{"first_name":"Name","last_name":"Surname","email":"alex@example.com","phone":"+380671112233","#,
            r#""address":"Full address if address eform is not used","buyer_address_eform1":"State","buyer_address_eform2":"City","#,
            r#""buyer_address_eform3":"Street","buyer_address_eform4":"House number","buyer_address_eform5":"Flat","#,
            r#""postcode":"01001","total":"999","status":"processing","status_for_customer":"processing","#,
            r#""line_items":[{"product_id":478734,"quantity":1,"price":100,"currency":"USD"},"#,
            r#"{"product_id":478268,"quantity":10,"variation":"51"},{"product_id":478266,"quantity":1,"variation_id":735302}]}"#,
        )
    );
}
