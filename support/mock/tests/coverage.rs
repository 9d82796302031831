//! How many operations remember, by platform, stands in the page as it is.

use std::collections::BTreeSet;
use std::path::Path;

use tradewire_mock::{Coverage, Mock};

fn all() -> [Coverage; 5] {
    let names = ["boostore", "commercehq", "insales", "onebox", "retailcrm"];
    names.map(|name| {
        let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../specs");
        let builder = Mock::builder(specs, name).unwrap_or_else(|error| panic!("{error}"));
        builder.samples(0).build().coverage()
    })
}

fn page() -> String {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/mock.md");
    std::fs::read_to_string(page).expect("the page")
}

#[test]
fn the_page_names_all_that_remember_nothing() {
    let page = page();
    for coverage in all() {
        let row = format!("| {} | `", coverage.platform);
        let rows = page.lines().filter(|line| line.starts_with(&row));
        let named: BTreeSet<&str> = rows.flat_map(|row| row.split('`').skip(1).step_by(2)).collect();
        let lacking = coverage.operations.iter().filter(|(_, does)| does.is_none());
        let lacking: BTreeSet<&str> = lacking.map(|(id, _)| id.as_str()).collect();
        assert_eq!(named, lacking, "of {} in docs/mock.md", coverage.platform);
    }
}

#[test]
fn the_page_has_the_table() {
    let all = all();
    let table = Coverage::table(&all);
    let page = page();
    assert!(
        page.contains(&table),
        "`cargo xtask mock --coverage` prints what docs/mock.md has to say:\n{table}"
    );
    let lines: Vec<String> = all
        .iter()
        .flat_map(|one| one.list().lines().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    for line in [
        "insales/account.get: get admin/account",
        "insales/variants.update: update admin/product/{}/variant",
        "commercehq/orders.update_address: touch api/v1/order",
        "commercehq/orders.search: list api/v1/order",
        "boostore/products.get_by_sku: get api/commerce/product",
        "onebox/orders.create: create api/order",
        "retailcrm/custom_fields.list: list api/v5/custom-field/{}",
        "retailcrm/order_packs.list_history: history api/v5/order/pack",
        "retailcrm/store.upload_inventories: update many api/v5/store/inventory",
        "retailcrm/files.download: download api/v5/file",
        "retailcrm/orders.list_statuses: list api/v5/order",
        "retailcrm/store.upload_prices: update many api/v5/store/offer",
        "insales/option_values.list_all: list admin/option_name/{}/option_value",
        "commercehq/fulfilments.create: create api/v1/order/{}/fulfilment",
        "retailcrm/orders.combine: -",
    ] {
        assert!(
            lines.iter().any(|known| known == line),
            "`{line}` is not among {lines:#?}"
        );
    }
}
