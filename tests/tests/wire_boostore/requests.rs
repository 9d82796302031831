//! The method tables of orders and products, row by row, and the scripts on the site's root: byte for byte.

use tradewire::http::Method;
use tradewire::{Date, Decimal, Json};
use tradewire_boostore::Credentials;
use tradewire_boostore::blocking;
use tradewire_boostore::orders::{OrderCreate, OrderLineItem, OrderLineItemRequired, OrderStatusWord, OrderUpdate};
use tradewire_boostore::products::{ProductCreate, ProductUpdate, ProductUpdateItem, ProductVariation};
use tradewire_boostore::types::{CategoryLink, Language, SortDirection, SortField};
use tradewire_tests::{Wire, assert_sends};

use crate::shop;

#[test]
fn orders() {
    let wire = Wire::new();
    let orders = shop(&wire).orders();
    let order = OrderCreate::new(
        "alex@example.com",
        [OrderLineItem::new(OrderLineItemRequired {
            product_id: 478_734,
            quantity: 1,
        })
        .price(100)
        .currency("USD")],
    );
    assert_sends! { wire;
        orders.list() => "GET /api/commerce/orders?consumer_secret=YOUR_SECRET";
        orders.list().page(1).per_page(2000).order_by(SortField::Date).direction(SortDirection::Desc).language(Language::Ua)
            .after(Date::from("2024-06-01")).before(Date::from("2024-06-30")).status(OrderStatusWord::OnHold).show_deleted(true)
            => concat!(
                "GET /api/commerce/orders?page=1&per_page=2000&orderby=date&order=desc&l=ua&after=2024-06-01&before=2024-06-30",
                "&status=on-hold&show_deleted=1&consumer_secret=YOUR_SECRET",
            );
        orders.get(7) => "GET /api/commerce/orders/7?consumer_secret=YOUR_SECRET";
        orders.create(order) => ("POST /api/commerce/orders?consumer_secret=YOUR_SECRET", concat!(
            r#"{"email":"alex@example.com","#,
            r#""line_items":[{"product_id":478734,"quantity":1,"price":100,"currency":"USD"}]}"#,
        ));
        orders.update(7, OrderUpdate::new().status(OrderStatusWord::Completed))
            => ("PATCH /api/commerce/orders/7?consumer_secret=YOUR_SECRET", r#"{"status":"completed"}"#);
        orders.delete(7) => "DELETE /api/commerce/orders/7?consumer_secret=YOUR_SECRET";
    }
    wire.assert_covers("boostore", "orders");
}

/// The id of a CRM is any text, and stays within its segment of the path.
#[test]
fn orders_by_the_id_of_a_crm() {
    let wire = Wire::new();
    let orders = shop(&wire).crm_orders();
    assert_sends! { wire;
        orders.get("A/7 ё") => "GET /api/commerce/crm_orders/A%2F7%20%D1%91?consumer_secret=YOUR_SECRET";
        orders.update("7", OrderUpdate::new().phone("+380")) => ("PATCH /api/commerce/crm_orders/7?consumer_secret=YOUR_SECRET", r#"{"phone":"+380"}"#);
        orders.delete("7") => "DELETE /api/commerce/crm_orders/7?consumer_secret=YOUR_SECRET";
    }
    wire.assert_covers("boostore", "crm_orders");
    for id in ["", "..", "../orders/1"] {
        let error = orders.delete(id).send().expect_err("leads elsewhere");
        assert!(error.to_string().contains("path parameter `id`"), "{error}");
    }
}

#[test]
fn products() {
    let wire = Wire::new();
    let products = shop(&wire).products();
    let items = [
        ProductUpdateItem::new().id(1).sku("new-code"),
        ProductUpdateItem::new().sku("A-2").title("B"),
    ];
    let variations = [
        ProductVariation::new().id(5),
        ProductVariation::new().sku("v"),
        ProductVariation::new().title("XL"),
    ];
    assert_sends! { wire;
        products.list().page(3).per_page(50).order_by(SortField::Views).direction(SortDirection::Asc).language(Language::De)
            .category_ids([4, 5]).date_after(Date::from("2024-06-01")).date_before(Date::from("2024-06-30")).only_language(Language::En)
            .id_min(1).id_max(9)
            => concat!(
                "GET /api/commerce/products?page=3&per_page=50&orderby=views&order=asc&l=de&category_id=4,5&date_after=2024-06-01",
                "&date_before=2024-06-30&lang=en&id_min=1&id_max=9&consumer_secret=YOUR_SECRET",
            );
        products.get(7) => "GET /api/commerce/products/7?consumer_secret=YOUR_SECRET";
        products.get_by_sku("A-1/x") => "GET /api/commerce/products/sku/A-1%2Fx?consumer_secret=YOUR_SECRET";
        products.create(ProductCreate::new().sku("A-1").title("A"))
            => ("POST /api/commerce/products?consumer_secret=YOUR_SECRET", r#"{"sku":"A-1","title":"A"}"#);
        products.create_many([ProductCreate::new().sku("A-1"), ProductCreate::new().id(7).title("B")])
            => ("POST /api/commerce/products?consumer_secret=YOUR_SECRET", r#"{"products":[{"sku":"A-1"},{"title":"B","id":7}]}"#);
        products.update(7, ProductUpdate::new().variations(variations))
            => ("PATCH /api/commerce/products/7?consumer_secret=YOUR_SECRET", r#"{"variations":[{"id":5},{"sku":"v"},{"title":"XL"}]}"#);
        products.update_by_sku("A-1", ProductUpdate::new().description("<b>ё</b>"))
            => ("PATCH /api/commerce/products/sku/A-1?consumer_secret=YOUR_SECRET", r#"{"description":"<b>ё</b>"}"#);
        products.update_many(items)
            => ("PATCH /api/commerce/products?consumer_secret=YOUR_SECRET",
                r#"{"products":[{"sku":"new-code","id":1},{"sku":"A-2","title":"B"}]}"#);
        products.update_many([ProductUpdateItem::new().id(1).price(Decimal::new(1190, 2)).regular_price(Decimal::new(1250, 2).quoted())
            .currency("UAH").stock_quantity(Decimal::new(15, 1)).status(1).set_new(true).promotion(true).categories([CategoryLink::new().id(7)])])
            => ("PATCH /api/commerce/products?consumer_secret=YOUR_SECRET", concat!(
                r#"{"products":[{"status":1,"categories":[{"id":7}],"promotion":1,"price":11.90,"new":true,"regular_price":"12.50","#,
                r#""currency":"UAH","stock_quantity":1.5,"id":1}]}"#,
            ));
        products.create_many([ProductCreate::new().sku("A").price(1).update_exists(true), ProductCreate::new().id(3).delete(true)])
            => ("POST /api/commerce/products?consumer_secret=YOUR_SECRET",
                r#"{"products":[{"sku":"A","price":1,"update_exists":true},{"id":3,"delete":true}]}"#);
        products.delete(7) => "DELETE /api/commerce/products/7?consumer_secret=YOUR_SECRET";
        products.delete_by_sku("A-1") => "DELETE /api/commerce/products/sku/A-1?consumer_secret=YOUR_SECRET";
    }
    wire.assert_covers("boostore", "products");
}

/// The tables write `UPDATE` and allow `PATCH` and `PUT`; the choice of a client changes updates and nothing else.
#[test]
fn the_verb_of_an_update_is_a_choice() {
    for verb in ["PATCH", "PUT", "UPDATE"] {
        let wire = Wire::new();
        let shop = blocking::Client::builder("https://site.com")
            .credentials(Credentials::consumer_secret("s"))
            .transport(wire.transport())
            .prefer_verb(Method::from_bytes(verb.as_bytes()).expect("a verb"))
            .build()
            .expect("a client");
        let line = |path: &str| format!("{verb} /api/commerce{path}?consumer_secret=s");
        assert_sends! { wire;
            shop.orders().update(1, OrderUpdate::new().email("a")) => (&*line("/orders/1"), r#"{"email":"a"}"#);
            shop.crm_orders().update("1", OrderUpdate::new().email("a")) => (&*line("/crm_orders/1"), r#"{"email":"a"}"#);
            shop.products().update(1, ProductUpdate::new().sku("a")) => (&*line("/products/1"), r#"{"sku":"a"}"#);
            shop.products().update_by_sku("b", ProductUpdate::new().sku("a")) => (&*line("/products/sku/b"), r#"{"sku":"a"}"#);
            shop.products().update_many([ProductUpdateItem::new().id(1)]) => (&*line("/products"), r#"{"products":[{"id":1}]}"#);
            shop.orders().get(1) => "GET /api/commerce/orders/1?consumer_secret=s";
            shop.orders().delete(1) => "DELETE /api/commerce/orders/1?consumer_secret=s";
            shop.products().create(ProductCreate::new().sku("a")) => ("POST /api/commerce/products?consumer_secret=s", r#"{"sku":"a"}"#);
        }
    }
}

/// Both scripts take their parameters by GET or POST.
#[test]
fn scripts_on_the_root_of_the_site() {
    let wire = Wire::new();
    let statistics = shop(&wire).statistics();
    assert_sends! { wire;
        statistics.get_sales() => "GET /ajax.php?statistic_sell&key=202cb962ac59075b964b07152d234b70";
        statistics.get_sales().sort_dateperiod("1week").parameters([("sort_status", "3"), ("q", "a b")])
            => "GET /ajax.php?sort_dateperiod=1week&q=a%20b&sort_status=3&statistic_sell&key=202cb962ac59075b964b07152d234b70";
    }
    wire.assert_covers("boostore", "statistics");

    let wire = Wire::new();
    let exports = shop(&wire).exports();
    assert_sends! { wire;
        exports.download_products() => "GET /csv_export_products.csv?key=202cb962ac59075b964b07152d234b70";
        exports.download_products().export_product_access("export_product_access").parameters([("sort", "id")])
            => "GET /csv_export_products.csv?export_product_access=export_product_access&sort=id&key=202cb962ac59075b964b07152d234b70";
    }
    wire.assert_covers("boostore", "exports");

    let wire = Wire::new();
    let by_post = blocking::Client::builder("https://site.com")
        .credentials(Credentials::access_key("123"))
        .transport(wire.transport())
        .prefer_verb(Method::POST)
        .build()
        .expect("a client");
    assert_sends! { wire;
        by_post.statistics().get_sales() => "POST /ajax.php?statistic_sell&key=202cb962ac59075b964b07152d234b70";
        by_post.exports().download_products() => "POST /csv_export_products.csv?key=202cb962ac59075b964b07152d234b70";
    }
}

/// What the document does not name goes along all the same: in `extra` of a body, or on one call.
#[test]
fn undocumented_fields_and_parameters() {
    let wire = Wire::new();
    let mut product = ProductUpdate::new().title("A");
    product
        .extra
        .insert("meta", Json::parse(r#"{"a":[1,null]}"#).expect("JSON"));
    product.extra.insert("warranty", "12.50");
    let products = shop(&wire).products();
    assert_sends! { wire;
        products.update(7, product)
            => ("PATCH /api/commerce/products/7?consumer_secret=YOUR_SECRET",
                r#"{"title":"A","meta":{"a":[1,null]},"warranty":"12.50"}"#);
        products.update(7, ProductUpdate::new().title("A")).extra_field("prices.usd", 12).extra_query("debug", "1")
            => ("PATCH /api/commerce/products/7?debug=1&consumer_secret=YOUR_SECRET", r#"{"title":"A","prices":{"usd":12}}"#);
    }
}
