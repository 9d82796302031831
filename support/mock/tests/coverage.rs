//! How many operations remember, by platform, stands in the page as it is.

use std::path::Path;

use tradewire_mock::{Coverage, Mock};

#[test]
fn the_page_has_the_table() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let names = ["boostore", "commercehq", "insales", "onebox", "retailcrm"];
    let all = names.map(|name| {
        let builder = Mock::builder(root.join("specs"), name).unwrap_or_else(|error| panic!("{error}"));
        builder.samples(0).build().coverage()
    });
    let table = Coverage::table(&all);
    let page = std::fs::read_to_string(root.join("docs/mock.md")).expect("the page");
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
        "retailcrm/orders.combine: -",
    ] {
        assert!(
            lines.iter().any(|known| known == line),
            "`{line}` is not among {lines:#?}"
        );
    }
}
