//! The catalogue, costs, files and custom fields.

use tradewire::{Decimal, Upload};
use tradewire_retailcrm::costs::{CostFilter, CostInput};
use tradewire_retailcrm::custom_fields::{
    CustomDictionary, CustomDictionaryElement, CustomDictionaryFilter, CustomFieldArea, CustomFieldEntity,
    CustomFieldFilter, CustomFieldInput, CustomFieldType, CustomFieldUpdate, CustomFieldValue, CustomFieldViewMode,
    GetCustomFieldRequired, UpdateCustomFieldRequired,
};
use tradewire_retailcrm::files::{FileAttachment, FileFilter, FileOrder, FileUpdate};
use tradewire_retailcrm::store::{
    StoreInventoryFilter, StoreOfferFilter, StoreOfferPriceUpload, StoreOfferStock, StorePriceUpload,
    StoreProductCreate, StoreProductFilter, StoreProductGroupFilter, StoreProductGroupInput, StoreProductGroupRef,
    StoreProductUpdate, StorePropertyFilter, StorePropertySort, StorePropertyValueFilter, StoreStock,
};
use tradewire_retailcrm::types::{By, CustomerRefInShop, OrderRef, Source};
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
    let price = StoreOfferPriceUpload::new().external_id("s-1").site("main").prices([
        StorePriceUpload::new().code("base").price(Decimal::new(1999, 1)),
        StorePriceUpload::new().code("old").remove(true),
    ]);
    assert_calls! { wire;
        store.list_inventories().limit(100).filter(StoreInventoryFilter::new().details(true).offer_active(false).sites(["main"]))
            => "GET /api/v5/store/inventories?limit=100&filter[details]=1&filter[sites][]=main&filter[offerActive]=0";
        store.upload_inventories([stock]).site("main")
            => "POST /api/v5/store/inventories/upload"
            r#"offers=[{"xmlId":"x-1","stores":[{"code":"main","available":2.5,"purchasePrice":10.50}]}]&site=main"#;
        store.list_inventories().filter(StoreInventoryFilter::new().ids([3, 4]).offer_xml_id(["x-1"]).catalogs([1]))
            => "GET /api/v5/store/inventories?filter[ids][]=3&filter[ids][]=4&filter[offerXmlId][]=x-1&filter[catalogs][]=1";
        store.upload_prices([price])
            => "POST /api/v5/store/prices/upload"
            r#"prices=[{"externalId":"s-1","site":"main","prices":[{"code":"base","price":199.9},{"code":"old","remove":true}]}]"#;
        store.list_offers().filter(StoreOfferFilter::new().since_id(9).min_quantity(0.5))
            => "GET /api/v5/store/offers?filter[sinceId]=9&filter[minQuantity]=0.5";
        store.list_offers().filter(StoreOfferFilter::new().min_price(Decimal::new(105, 1)).properties([("color", "red")]))
            => "GET /api/v5/store/offers?filter[minPrice]=10.5&filter[properties][color]=red";
        store.list_product_groups().filter(StoreProductGroupFilter::new().active(true))
            => "GET /api/v5/store/product-groups?filter[active]=1";
        store.list_product_groups().filter(StoreProductGroupFilter::new().parent_group_id("3").max_level(2))
            => "GET /api/v5/store/product-groups?filter[parentGroupId]=3&filter[maxLevel]=2";
        store.create_product_group(StoreProductGroupInput::new().name("Shoes").external_id("g-1").parent_id(3).site("main"))
            => "POST /api/v5/store/product-groups/create"
            r#"productGroup={"name":"Shoes","externalId":"g-1","site":"main","parentId":3}"#;
        store.update_product_group("g-1", StoreProductGroupInput::new().active(false)).by(By::ExternalId).site("main")
            => "POST /api/v5/store/product-groups/g-1/edit" r#"by=externalId&site=main&productGroup={"active":false}"#;
        store.list_products().page(2).filter(StoreProductFilter::new().since_id(9).url_like("/shoes?a=1"))
            => "GET /api/v5/store/products?page=2&filter[urlLike]=%2Fshoes%3Fa%3D1&filter[sinceId]=9";
        store.list_products().filter(StoreProductFilter::new().popular(true).min_purchase_price(5).since_updated_at("2026-02-01 00:00:00"))
            => "GET /api/v5/store/products?filter[sinceUpdatedAt]=2026-02-01%2000%3A00%3A00&filter[popular]=1&filter[minPurchasePrice]=5";
        store.create_products([StoreProductCreate::new(1, "Shoe").groups([StoreProductGroupRef::new().id(3)])])
            => "POST /api/v5/store/products/batch/create" r#"products=[{"catalogId":1,"name":"Shoe","groups":[{"id":3}]}]"#;
        store.update_products([StoreProductUpdate::new().id(5).novelty(true).groups([StoreProductGroupRef::new().id(3)])])
            => "POST /api/v5/store/products/batch/edit" r#"products=[{"id":5,"novelty":true,"groups":[{"id":3}]}]"#;
        store.list_product_properties().filter(StorePropertyFilter::new().code("color").variative(true))
            => "GET /api/v5/store/products/properties?filter[code]=color&filter[variative]=1";
        store.list_product_properties().sort(StorePropertySort::new().offers_count("asc"))
            => "GET /api/v5/store/products/properties?sort[offersCount]=asc";
        store.list_property_values().filter(StorePropertyValueFilter::new().property_code("color"))
            => "GET /api/v5/store/products/properties/values?filter[propertyCode]=color";
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
        .order(FileOrder::new().id(7))
        .customer(CustomerRefInShop::new().external_id("A-1").site("main"));
    assert_calls! { wire;
        files.download(5) => "GET /api/v5/files/5/download";
        files.update(5, FileUpdate::new().filename("act.pdf").attachment([links]))
            => "POST /api/v5/files/5/edit"
            r#"file={"filename":"act.pdf","attachment":[{"order":{"id":7},"customer":{"externalId":"A-1","site":"main"}}]}"#;
        files.list().limit(20).page(1) => "GET /api/v5/files?limit=20&page=1";
        files.list().filter(FileFilter::new().ids([5]).size_to(1024).is_attached(true).order_external_ids(["B-1"]).sites(["main"]))
            => "GET /api/v5/files?filter[ids][]=5&filter[sizeTo]=1024&filter[isAttached]=1&filter[orderExternalIds][]=B-1&filter[sites][]=main";
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
    let dictionary = || {
        CustomDictionary::new()
            .code("sizes")
            .elements([CustomDictionaryElement::new().code("xl").name("XL").ordering(1)])
    };
    assert_calls! { wire;
        fields.create(CustomFieldEntity::CustomerCorporate, CustomFieldInput::new().name("Size").code("size").type_(CustomFieldType::Dictionary).set_default(CustomFieldValue::Text("xl".to_owned())).dictionary("sizes"))
            => "POST /api/v5/custom-fields/customer_corporate/create"
            r#"customField={"name":"Size","code":"size","type":"dictionary","default":"xl","dictionary":"sizes"}"#;
        fields.list() => "GET /api/v5/custom-fields";
        fields.list().limit(50).page(2).filter(CustomFieldFilter::new().entity(CustomFieldEntity::LoyaltyAccount)
            .type_([CustomFieldType::Email]).view_mode([CustomFieldViewMode::NotEditable]).display_area([CustomFieldArea::Address]).in_filter(true))
            => "GET /api/v5/custom-fields?limit=50&page=2&filter[entity]=loyalty_account&filter[type][]=email&filter[viewMode][]=not_editable&filter[displayArea][]=address&filter[inFilter]=1";
        fields.get(GetCustomFieldRequired { entity: CustomFieldEntity::Order, code: "size".into() }) => "GET /api/v5/custom-fields/order/size";
        fields.update(UpdateCustomFieldRequired { entity: CustomFieldEntity::Company, code: "size".into(), custom_field: CustomFieldUpdate::new().display_area(CustomFieldArea::MainData).in_list(false) })
            => "POST /api/v5/custom-fields/company/size/edit" r#"customField={"displayArea":"main_data","inList":false}"#;
        fields.list_dictionaries().limit(20).page(1).filter(CustomDictionaryFilter::new().code("sizes"))
            => "GET /api/v5/custom-fields/dictionaries?limit=20&page=1&filter[code]=sizes";
        fields.create_dictionary(dictionary())
            => "POST /api/v5/custom-fields/dictionaries/create" r#"customDictionary={"code":"sizes","elements":[{"code":"xl","name":"XL","ordering":1}]}"#;
        fields.get_dictionary("sizes") => "GET /api/v5/custom-fields/dictionaries/sizes";
        fields.update_dictionary("sizes", dictionary())
            => "POST /api/v5/custom-fields/dictionaries/sizes/edit" r#"customDictionary={"code":"sizes","elements":[{"code":"xl","name":"XL","ordering":1}]}"#;
    }
    wire.assert_covers("retailcrm", "custom_fields");
}
