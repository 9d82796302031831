//! The catalogue, costs, files and custom fields.

use tradewire::{Decimal, Json, Map, Upload};
use tradewire_retailcrm::costs::{CostFilter, CostInput};
use tradewire_retailcrm::custom_fields::{CustomFieldArea, CustomFieldEntity, CustomFieldInput, CustomFieldUpdate};
use tradewire_retailcrm::files::{FileAttachment, FileCustomer, FileUpdate};
use tradewire_retailcrm::store::{
    StoreInventoryFilter, StoreOfferFilter, StoreOfferStock, StoreProductCreate, StoreProductFilter,
    StoreProductGroupFilter, StoreProductGroupInput, StoreProductGroupRef, StoreProductUpdate, StorePropertyFilter,
    StorePropertyValueFilter, StoreStock,
};
use tradewire_retailcrm::types::{By, OrderRef, Source};
use tradewire_tests::{Wire, assert_sends};

use crate::account;
use crate::form::assert_calls;

#[test]
fn store() {
    let wire = Wire::new();
    let store = account(&wire).store();
    let stock = StoreOfferStock::new().xml_id("x-1").stores([StoreStock::new()
        .code("main")
        .available(2.5)
        .purchase_price(Decimal::new(1050, 2))]);
    let price: Map<Json> = [("externalId".to_owned(), Json::from("s-1"))].into();
    assert_calls! { wire;
        store.list_inventories().limit(100).filter(StoreInventoryFilter::new().details(true).offer_active(false).sites(["main"]))
            => "GET /api/v5/store/inventories?limit=100&filter[details]=1&filter[sites][]=main&filter[offerActive]=0";
        store.upload_inventories([stock]).site("main")
            => "POST /api/v5/store/inventories/upload"
            r#"offers=[{"xmlId":"x-1","stores":[{"code":"main","available":2.5,"purchasePrice":10.50}]}]&site=main"#;
        store.upload_prices([price]) => "POST /api/v5/store/prices/upload" r#"prices=[{"externalId":"s-1"}]"#;
        store.list_offers().filter(StoreOfferFilter::new().min_price(Decimal::new(105, 1)).properties([("color", "red")]))
            => "GET /api/v5/store/offers?filter[minPrice]=10.5&filter[properties][color]=red";
        store.list_product_groups().filter(StoreProductGroupFilter::new().active(true))
            => "GET /api/v5/store/product-groups?filter[active]=1";
        store.create_product_group(StoreProductGroupInput::new().parent_id(3).site("main"))
            => "POST /api/v5/store/product-groups/create" r#"productGroup={"site":"main","parentId":3}"#;
        store.update_product_group("g-1", StoreProductGroupInput::new().active(false)).by(By::ExternalId).site("main")
            => "POST /api/v5/store/product-groups/g-1/edit" r#"by=externalId&site=main&productGroup={"active":false}"#;
        store.list_products().page(2).filter(StoreProductFilter::new().since_id(9).url_like("/shoes?a=1"))
            => "GET /api/v5/store/products?page=2&filter[urlLike]=%2Fshoes%3Fa%3D1&filter[sinceId]=9";
        store.create_products([StoreProductCreate::new(1, "Shoe").groups([StoreProductGroupRef::new().id(3)])])
            => "POST /api/v5/store/products/batch/create" r#"products=[{"catalogId":1,"name":"Shoe","groups":[{"id":3}]}]"#;
        store.update_products([StoreProductUpdate::new().id(5).novelty(true).groups([StoreProductGroupRef::new().id(3)])])
            => "POST /api/v5/store/products/batch/edit" r#"products=[{"id":5,"novelty":true,"groups":[{"id":3}]}]"#;
        store.list_product_properties().filter(StorePropertyFilter::new().code("color").variative(true))
            => "GET /api/v5/store/products/properties?filter[code]=color&filter[variative]=1";
        store.list_property_values().filter(StorePropertyValueFilter::new().groups([1]))
            => "GET /api/v5/store/products/properties/values?filter[groups][]=1";
    }
    wire.assert_covers("retailcrm", "store");
}

#[test]
fn costs() {
    let wire = Wire::new();
    let costs = account(&wire).costs();
    let cost = || {
        CostInput::new()
            .date_from("2026-02-01")
            .summ(Decimal::new(100, 0))
            .cost_item("ads")
    };
    assert_calls! { wire;
        costs.list().limit(20).filter(CostFilter::new().sites(["main"]).date_to("2026-02-28").min_summ(5))
            => "GET /api/v5/costs?limit=20&filter[sites][]=main&filter[dateTo]=2026-02-28&filter[minSumm]=5";
        costs.create(cost().order(OrderRef::new().number("15C")).source(Source::new().medium("cpc"))).site("main")
            => "POST /api/v5/costs/create"
            r#"site=main&cost={"dateFrom":"2026-02-01","summ":100,"costItem":"ads","order":{"number":"15C"},"source":{"medium":"cpc"}}"#;
        costs.upload([cost()])
            => "POST /api/v5/costs/upload" r#"costs=[{"dateFrom":"2026-02-01","summ":100,"costItem":"ads"}]"#;
        costs.update(8, CostInput::new().comment("more")).site("main")
            => "POST /api/v5/costs/8/edit" r#"site=main&cost={"comment":"more"}"#;
        costs.get(8) => "GET /api/v5/costs/8";
        costs.delete_many([8, 9]) => "POST /api/v5/costs/delete" "ids=[8,9]";
        costs.delete(8) => "POST /api/v5/costs/8/delete";
    }
    wire.assert_covers("retailcrm", "costs");
}

#[test]
fn files() {
    let wire = Wire::new();
    let files = account(&wire).files();
    let links = FileAttachment::new()
        .order(OrderRef::new().id(7))
        .customer(FileCustomer::new().external_id("A-1").site("main"));
    assert_calls! { wire;
        files.download(5) => "GET /api/v5/files/5/download";
        files.update(5, FileUpdate::new().filename("act.pdf").attachment([links]))
            => "POST /api/v5/files/5/edit"
            r#"file={"filename":"act.pdf","attachment":[{"order":{"id":7},"customer":{"externalId":"A-1","site":"main"}}]}"#;
        files.list().limit(20).page(1) => "GET /api/v5/files?limit=20&page=1";
        files.get(5) => "GET /api/v5/files/5";
        files.delete(5) => "POST /api/v5/files/5/delete";
    }
    assert_sends! { wire;
        files.upload(Upload::new("content")) => ("POST /api/v5/files/upload", "content");
    }
    wire.assert_covers("retailcrm", "files");
}

#[test]
fn custom_fields() {
    let wire = Wire::new();
    let fields = account(&wire).custom_fields();
    let dictionary = || [("code", Json::from("sizes"))];
    assert_calls! { wire;
        fields.create(CustomFieldEntity::CustomerCorporate, CustomFieldInput::new().code("size").type_("dictionary").dictionary("sizes"))
            => "POST /api/v5/custom-fields/customer_corporate/create"
            r#"customField={"code":"size","type":"dictionary","dictionary":"sizes"}"#;
        fields.list() => "GET /api/v5/custom-fields";
        fields.get(CustomFieldEntity::Order, "size") => "GET /api/v5/custom-fields/order/size";
        fields.update(CustomFieldEntity::Company, "size", CustomFieldUpdate::new().display_area(CustomFieldArea::MainData).in_list(false))
            => "POST /api/v5/custom-fields/company/size/edit" r#"customField={"displayArea":"main_data","inList":false}"#;
        fields.list_dictionaries() => "GET /api/v5/custom-fields/dictionaries";
        fields.create_dictionary(dictionary())
            => "POST /api/v5/custom-fields/dictionaries/create" r#"customDictionary={"code":"sizes"}"#;
        fields.get_dictionary("sizes") => "GET /api/v5/custom-fields/dictionaries/sizes";
        fields.update_dictionary("sizes", dictionary())
            => "POST /api/v5/custom-fields/dictionaries/sizes/edit" r#"customDictionary={"code":"sizes"}"#;
    }
    wire.assert_covers("retailcrm", "custom_fields");
}
