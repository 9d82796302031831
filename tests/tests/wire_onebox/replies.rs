//! Replies as boxes write them.

use tradewire::testing::Scripted;
use tradewire::{Decimal, Flag, Json, LocalDateTime};
use tradewire_onebox::orders::{OrderCommentType, ProductSource};

use crate::scripted;

/// All documented keys, numbers as text, with what a switch adds and one key that nobody documented.
const ORDER: &str = r#"{
    "orderid":"7927","ordernumber":"N-1","ordercode":1333,"ordername":"Order","clientId":"15","clientcode":"31333",
    "clientname":"Vasiliy Ivanov","clientemail":"vasyas33@test.ru","clientphone":380639370442,"clientaddress":"Kiev",
    "managerid":"2","managername":"Inna Leonova","managerrole":"manager","cdate":"2015-12-15 23:11:00","dateto":"",
    "deliveriID":"5","deliverinote":"to the door","deliveriprice":"49.90","sum":"320.00","sumbase":320,"currency":"UAH",
    "statusname":"Delivered","workflowname":"Order","contractorid":"1","contractorname":"LLC","weight":"1.5","gabarite":3,
    "products":[{"id":"100500","name":"Test GOODS1","count":"1.000","price":102,"storageId":"4","storageExternalId":"w-1",
        "productsource":"service","pricewithvat":"122.40","pricewithoutvat":"102","productpricewithvat":122.4,
        "productpricewithoutvat":102.0,"producttaxvalue":"20","supplierid":"","suppliercode1c":null,"suppliername":"S",
        "discountsum":"0","discountpercent":"0.5","pricewithdiscount":"101.49",
        "customfields":[{"key":"size","name":"Size","value":"XL"}]}],
    "customfields":[{"key":"color","name":"Color","value":["red","blue"]},{"key":"vip","name":"VIP","value":1}],
    "sumoutbonuse":"10","suminbonuse":"5.5",
    "comments":[{"id":"1","cdate":"2015-12-16 00:00:00","type":"commentresult","content":"done","showtoclient":"1","userid":"2",
        "usercode":"u","username":"Inna","useremail":"i@b.c","userphone":"380"}],
    "novaposhtastatus":"arrived"}"#;

#[tokio::test]
async fn one_order_is_read_under_its_key_or_bare() {
    for body in [
        format!(r#"{{"orders":[{ORDER}]}}"#),
        format!("[{ORDER}]"),
        format!(r#"{{"orders":{{"0":{ORDER}}}}}"#),
    ] {
        let server = Scripted::new().reply(200, body);
        let order = scripted(&server).orders().get("7927").send().await.expect("an order");
        assert_eq!(
            (order.order_id.as_str(), order.order_code.as_deref()),
            ("7927", Some("1333"))
        );
    }
}

#[tokio::test]
async fn numbers_arrive_as_text_and_text_as_numbers() {
    let server = Scripted::new().reply(200, format!("[{ORDER}]"));
    let order = scripted(&server).orders().get("7927").send().await.expect("an order");
    assert_eq!(
        (
            order.client_id.as_deref(),
            order.manager_id.as_deref(),
            order.contractor_id.as_deref()
        ),
        (Some("15"), Some("2"), Some("1"))
    );
    assert_eq!(order.client_phone.as_deref(), Some("380639370442"));
    assert_eq!(order.sum, Some(Decimal::new(320, 0)));
    assert_eq!(
        order.sum.as_ref().map(Decimal::as_str),
        Some("320.00"),
        "as it was written"
    );
    assert_eq!(
        (order.sum_base.as_deref(), order.weight.as_deref()),
        (Some("320"), Some("1.5"))
    );
    assert_eq!(
        (order.sum_out_bonus.as_deref(), order.sum_in_bonus.as_deref()),
        (Some("10"), Some("5.5"))
    );
    assert_eq!(
        order.created_at.as_ref().map(LocalDateTime::as_str),
        Some("2015-12-15 23:11:00")
    );
    assert_eq!(order.date_to, None, "an empty text is no date");
}

/// The vendor's spelling of the delivery's keys.
#[tokio::test]
async fn the_delivery_is_spelt_with_an_i() {
    let server = Scripted::new()
        .reply(200, format!("[{ORDER}]"))
        .reply(200, format!("[{ORDER}]"));
    let orders = scripted(&server).orders();
    let one = orders.get("7927").send().await.expect("an order");
    assert_eq!(
        (one.delivery_id.as_deref(), one.delivery_note.as_deref()),
        (Some("5"), Some("to the door"))
    );
    assert_eq!(one.delivery_price, Some(Decimal::new(4990, 2)));
    let listed = orders.list(1).send().await.expect("orders").remove(0);
    assert_eq!(
        (listed.delivery_id.as_deref(), listed.order_number.as_deref()),
        (Some("5"), Some("N-1"))
    );
}

#[tokio::test]
async fn products_and_custom_fields() {
    let server = Scripted::new().reply(200, format!("[{ORDER}]"));
    let order = scripted(&server).orders().get("7927").send().await.expect("an order");
    let products = order.products.expect("products");
    let product = &products[0];
    assert_eq!(
        (
            product.id.as_deref(),
            product.storage_id.as_deref(),
            product.supplier_id.as_deref()
        ),
        (Some("100500"), Some("4"), Some(""))
    );
    assert_eq!(product.product_source, Some(ProductSource::Service));
    assert_eq!(
        (
            product.price_with_vat.as_deref(),
            product.product_price_with_vat.as_deref()
        ),
        (Some("122.40"), Some("122.4")),
        "as they were written"
    );
    assert_eq!(product.price_with_discount.as_deref(), Some("101.49"));
    assert_eq!(product.discount_percent, Some(Decimal::new(5, 1)));
    let size = &product.custom_fields.as_ref().expect("custom fields of the product")[0];
    assert_eq!(
        (size.key.as_deref(), size.value.as_ref().and_then(Json::as_str)),
        (Some("size"), Some("XL"))
    );

    let fields = order.custom_fields.expect("custom fields of the order");
    assert_eq!(fields[0].value, Some(Json::parse(r#"["red","blue"]"#).expect("JSON")));
    assert_eq!(fields[1].value.as_ref().and_then(Json::as_i64), Some(1));
}

/// Keys beyond the documented ones are kept: a switch may add any.
#[tokio::test]
async fn what_switches_add_is_kept() {
    let server = Scripted::new().reply(200, format!("[{ORDER}]"));
    let order = scripted(&server).orders().get("7927").send().await.expect("an order");
    assert_eq!(order.extra.get("novaposhtastatus"), Some(Json::from("arrived")));
    let comment = &order.comments.expect("comments")[0];
    assert_eq!(
        (comment.id.as_deref(), comment.type_.clone()),
        (Some("1"), Some(OrderCommentType::CommentResult))
    );
    assert_eq!(comment.show_to_client, Some(Flag(true)));
}

#[tokio::test]
async fn comments_of_a_process() {
    let body = r#"[{"id":"1","type":"call","showtoclient":0},{"id":2,"type":"telepathy","cdate":"yesterday"}]"#;
    let server = Scripted::new().reply(200, body);
    let comments = scripted(&server)
        .orders()
        .list_comments("7927")
        .send()
        .await
        .expect("comments");
    assert_eq!(comments[0].type_, Some(OrderCommentType::Call));
    assert_eq!(comments[0].show_to_client, Some(Flag(false)));
    assert_eq!(comments[1].type_, Some(OrderCommentType::Other("telepathy".into())));
    let date = comments[1].created_at.as_ref().expect("a date");
    assert_eq!((date.as_str(), date.is_valid()), ("yesterday", false));
}

/// A box writes dimensions as text, amounts with blanks and ids of any form: no order is lost.
#[tokio::test]
async fn what_has_no_documented_type_loses_no_order() {
    for (key, value) in [
        ("gabarite", r#""10x20x30""#),
        ("gabarite", r#""0.1 x 0.2""#),
        ("weight", r#""1 234.50""#),
        ("sumbase", "false"),
        ("clientId", r#""A-15""#),
        ("managerid", "0"),
    ] {
        let server = Scripted::new().reply(200, format!(r#"{{"orders":[{{"orderid":"A-1","{key}":{value}}}]}}"#));
        let order = scripted(&server)
            .orders()
            .get("A-1")
            .send()
            .await
            .unwrap_or_else(|error| panic!("{key}: {error}"));
        assert_eq!(order.order_id, "A-1");
        let read = [
            order.gabarite,
            order.weight,
            order.sum_base,
            order.client_id,
            order.manager_id,
        ];
        assert_eq!(
            read.into_iter().flatten().collect::<Vec<_>>(),
            [value.trim_matches('"')],
            "{key}"
        );
    }
}

/// An empty list is no order, and says so.
#[tokio::test]
async fn an_order_that_is_not_there_is_not_found() {
    for body in [r#"{"orders":[]}"#, "[]", r#"{"orders":{}}"#] {
        let server = Scripted::new().reply(200, body);
        let error = scripted(&server).orders().get("7").send().await.expect_err(body);
        assert!(error.is_not_found(), "{body}: {error:?}");
    }
    let server = Scripted::new().reply(200, format!("[{ORDER},{ORDER}]"));
    let error = scripted(&server).orders().get("7").send().await.expect_err("two");
    assert!(
        !error.is_not_found() && error.to_string().contains("2 elements"),
        "{error}"
    );
    let server = Scripted::new().reply(200, format!(r#"{{"orders":[{ORDER},{ORDER}]}}"#));
    let found = scripted(&server)
        .orders()
        .find()
        .custom_order([("color", "red")])
        .send()
        .await
        .expect("orders");
    assert_eq!(found.len(), 2);
}

/// The sentence about the reply allows a list, a wrapper, and comments apart from their authors: none of them is lost.
#[tokio::test]
async fn comments_come_in_every_form_that_the_sentence_allows() {
    for body in [
        r#"[{"id":"1","content":"done"}]"#,
        r#"{"comments":[{"id":1,"content":"done"}]}"#,
        r#"[{"comment":{"content":"done"},"author":{"username":"Inna"}}]"#,
    ] {
        let server = Scripted::new().reply(200, body);
        let comments = scripted(&server)
            .orders()
            .list_comments("7927")
            .send()
            .await
            .unwrap_or_else(|error| panic!("{body}: {error}"));
        assert_eq!(comments.len(), 1, "{body}");
        assert!(comments[0].content.is_some() || comments[0].comment.is_some(), "{body}");
    }
}
