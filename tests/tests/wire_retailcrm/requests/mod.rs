//! Method, path, query and form of every operation, byte for byte, in a table for each resource.

mod customers;
mod customers_corporate;
mod orders;
mod reference;
mod settings;
mod shop;
mod store;

/// Resources that have nothing but callbacks.
const ONLY_CALLBACKS: [&str; 3] = ["delivery_module", "mg_transport", "recommendation"];

#[test]
fn every_resource_has_a_table() {
    let tables = [
        "api",
        "costs",
        "custom_fields",
        "customer_interaction",
        "customers",
        "customers_corporate",
        "delivery",
        "files",
        "integration_modules",
        "loyalty",
        "notifications",
        "order_bonuses",
        "order_packs",
        "order_payments",
        "orders",
        "payment",
        "reference",
        "segments",
        "settings",
        "statistic",
        "store",
        "tasks",
        "telephony",
        "users",
        "verification",
        "web_analytics",
    ];
    let mut resources = tradewire_tests::resources("retailcrm");
    resources.retain(|resource| !ONLY_CALLBACKS.contains(&resource.as_str()));
    assert!(resources.iter().eq(tables));
}
