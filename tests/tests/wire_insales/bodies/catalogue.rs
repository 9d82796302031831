//! Products and what hangs on them, but for variants; marketplaces that they are exported to.

use tradewire::Json;
use tradewire_insales::blocking::Client;
use tradewire_insales::characteristics::{CharacteristicCreate, CharacteristicUpdate, UpdateCharacteristicRequired};
use tradewire_insales::images::{ImageCreate, ImageUpdate, UpdateImageRequired};
use tradewire_insales::marketplaces::{
    GoogleMerchantCreate, LiquidYandexMarketCreate, LiquidYandexMarketCreateRequired, MarketplaceDescriptionType,
    MarketplaceEncoding, MarketplaceImageStyle, MarketplaceUpdate, ModelYandexMarketCreate,
    ModelYandexMarketCreateRequired,
};
use tradewire_insales::product_field_values::{
    ProductFieldValueCreate, ProductFieldValueUpdate, UpdateProductFieldValueRequired,
};
use tradewire_insales::product_fields::{
    CreatableProductFieldType, ProductFieldCreate, ProductFieldCreateRequired, ProductFieldUpdate,
};
use tradewire_insales::products::{
    ProductBundleComponentCreate, ProductBundleComponentUpdate, ProductCreate, ProductFieldValueAttributes,
    ProductUpdate, ProductVariantAttributes,
};
use tradewire_insales::properties::{PropertyCreate, PropertyUpdate};

use super::shop::attachment;
use super::{Written, written};
use crate::support::example;

pub(super) fn all(shop: &Client) -> Vec<Written> {
    let mut all = products(shop);
    all.extend(images(shop));
    all.extend(fields(shop));
    all.extend(marketplaces(shop));
    all
}

fn products(shop: &Client) -> Vec<Written> {
    let value = || [ProductFieldValueAttributes::new().handle("handle").value(12345)];
    let bundle = ProductCreate::new(
        "Van Gogh Ruled Peach Notebook",
        1,
        [ProductVariantAttributes::new().price(100)],
    )
    .bundle(true)
    .product_bundle_components_attributes([ProductBundleComponentCreate::new(1).quantity(2).free(false)]);
    let product = ProductCreate::new(
        "Van Gogh Ruled Peach Notebook",
        1,
        [ProductVariantAttributes::new()
            .sku("QP021MVEN-r")
            .quantity(1)
            .price(740)],
    )
    .ignore_discounts(true)
    .vat(-1)
    .product_field_values_attributes(value());
    let components = ProductUpdate::new().product_bundle_components_attributes([
        ProductBundleComponentUpdate::new()
            .variant_id(3)
            .quantity(2)
            .free(false),
        ProductBundleComponentUpdate::new().id(1).quantity(4),
        ProductBundleComponentUpdate::new().id(2).destroy(true),
    ]);
    let change = ProductUpdate::new()
        .title("Van Gogh Notebook")
        .ignore_discounts(true)
        .vat(10)
        .product_field_values_attributes(value());
    vec![
        written("products.create.1", &shop.products().create(bundle)),
        written("products.create.2", &shop.products().create(product)),
        written("products.update.1", &shop.products().update(1, components)),
        written("products.update.2", &shop.products().update(1, change)),
        written("similars.create.1", &shop.similars().create(1, [2])),
        written("supplementaries.create.1", &shop.supplementaries().create(1, [2, 3])),
    ]
}

fn images(shop: &Client) -> Vec<Written> {
    let fetched =
        ImageCreate::new().src("https://assets3.insales.ru/assets/1/161/647329/v_1467875760/build/slide4.jpg");
    let attached = ImageCreate::new()
        .attachment(attachment("images.create.2", "image"))
        .filename("image");
    vec![
        written("images.create.1", &shop.images().create(1, fetched)),
        written("images.create.2", &shop.images().create(1, attached)),
        written(
            "images.update.1",
            &shop.images().update(
                UpdateImageRequired { product_id: 1, id: 2 },
                ImageUpdate::new().position(5).title("myimage"),
            ),
        ),
    ]
}

fn fields(shop: &Client) -> Vec<Written> {
    let field = ProductFieldCreate::new(ProductFieldCreateRequired {
        title: "Size".into(),
        handle: "size".into(),
        type_: CreatableProductFieldType::TextArea,
    });
    let renamed = || ProductFieldUpdate::new().title("Volume").position(2);
    let value = || ProductFieldValueCreate::new().value("test value");
    let new_value = || ProductFieldValueUpdate::new().value("new value");
    let country = PropertyCreate::new("Country")
        .permalink("country")
        .backoffice(true)
        .is_navigational(true);
    vec![
        written("product_fields.create.1", &shop.product_fields().create(field)),
        written(
            "product_fields.update.1",
            &shop.product_fields().update("handle2", renamed()),
        ),
        written(
            "product_fields.update.2",
            &shop.product_fields().update(2, renamed().handle("volume")),
        ),
        written(
            "product_field_values.create.1",
            &shop
                .product_field_values()
                .create(1, value().product_field_handle("handle2")),
        ),
        written(
            "product_field_values.create.2",
            &shop.product_field_values().create(1, value().product_field_id(2)),
        ),
        written(
            "product_field_values.update.1",
            &shop.product_field_values().update(
                UpdateProductFieldValueRequired {
                    product_id: 1,
                    id: "handle".into(),
                },
                new_value(),
            ),
        ),
        written(
            "product_field_values.update.2",
            &shop.product_field_values().update(
                UpdateProductFieldValueRequired {
                    product_id: 1,
                    id: 2.into(),
                },
                new_value(),
            ),
        ),
        written("properties.create.1", &shop.properties().create(country)),
        written(
            "properties.update.1",
            &shop
                .properties()
                .update(1, PropertyUpdate::new().title("Brand country")),
        ),
        written(
            "characteristics.create.1",
            &shop.characteristics().create(1, CharacteristicCreate::new("Reebok")),
        ),
        written(
            "characteristics.update.1",
            &shop.characteristics().update(
                UpdateCharacteristicRequired { property_id: 1, id: 2 },
                CharacteristicUpdate::new().title("Adidas"),
            ),
        ),
    ]
}

const COLLECTIONS: [i64; 7] = [8, 5, 4, 3, 2, 1, 6];

fn marketplaces(shop: &Client) -> Vec<Written> {
    let google = GoogleMerchantCreate::new("GM")
        .description_type(MarketplaceDescriptionType::Short)
        .adult(false);
    let liquid = LiquidYandexMarketCreate::new(LiquidYandexMarketCreateRequired {
        name: "LYM".into(),
        page_encoding: MarketplaceEncoding::Windows1251,
        offer_liquid: offer(),
    })
    .shop_name("eBay")
    .use_variants(true)
    .shop_company("eBay")
    .collection_ids(COLLECTIONS);
    let model = ModelYandexMarketCreate::new(ModelYandexMarketCreateRequired {
        name: "YM".into(),
        vendor_id: 6,
        page_encoding: MarketplaceEncoding::Windows1251,
        image_style: MarketplaceImageStyle::Original,
    })
    .shop_name("eBay")
    .shop_company("eBay")
    .description_type(MarketplaceDescriptionType::Short)
    .adult(false)
    .collection_ids(COLLECTIONS);
    let new_google = MarketplaceUpdate::new()
        .name("New GM")
        .description_type(MarketplaceDescriptionType::Full)
        .adult(false);
    let new_model = MarketplaceUpdate::new()
        .name("New YM")
        .vendor_id(4)
        .collection_ids(COLLECTIONS);
    vec![
        written("marketplaces.create.1", &shop.marketplaces().create(google)),
        written("marketplaces.create.2", &shop.marketplaces().create(liquid)),
        written("marketplaces.create.3", &shop.marketplaces().create(model)),
        written("marketplaces.update.1", &shop.marketplaces().update(1, new_google)),
        written(
            "marketplaces.update.2",
            &shop.marketplaces().update(1, MarketplaceUpdate::new().name("New LYM")),
        ),
        written("marketplaces.update.3", &shop.marketplaces().update(1, new_model)),
    ]
}

/// The template of an offer, which is too long to stand here.
fn offer() -> String {
    let documented = Json::parse(&example("marketplaces.create.2.request")).expect("JSON");
    let text = documented.at("marketplace.offer_liquid").and_then(Json::as_str);
    text.expect("a template").to_owned()
}
