//! Products and what hangs on them.

use super::{Route, route};
use tradewire_insales::characteristics::{
    DeleteCharacteristicRequired, GetCharacteristicRequired, UpdateCharacteristicRequired,
};
use tradewire_insales::images::{DeleteImageRequired, GetImageRequired, UpdateImageRequired};
use tradewire_insales::option_values::{DeleteOptionValueRequired, GetOptionValueRequired, UpdateOptionValueRequired};
use tradewire_insales::product_field_values::{
    DeleteProductFieldValueRequired, GetProductFieldValueRequired, UpdateProductFieldValueRequired,
};
use tradewire_insales::product_fields::ProductFieldCreateRequired;
use tradewire_insales::similars::DeleteSimilarRequired;
use tradewire_insales::supplementaries::DeleteSupplementaryRequired;
use tradewire_insales::variant_field_values::{
    DeleteVariantFieldValueRequired, GetVariantFieldValueRequired, UpdateVariantFieldValueRequired,
};
use tradewire_insales::variant_fields::VariantFieldCreateRequired;
use tradewire_insales::variants::{
    DeleteVariantRequired, GetVariantRequired, UpdateVariantRequired, VariantCreateRequired,
};

#[rustfmt::skip]
pub(super) fn all() -> Vec<Route> {
    [products(), variants(), images(), option_names(), option_values(), properties(), characteristics(), product_fields(), product_field_values(), variant_fields(), variant_field_values(), similars(), supplementaries()].concat()
}

#[rustfmt::skip]
fn products() -> Vec<Route> {
    use tradewire_insales::products::{CountProducts, CreateProduct, DeleteProduct, GetProduct, ListProductChanges, ListProducts, ProductCreate, ProductUpdate, ProductVariantAttributes, UpdateProduct};
    vec![
        route(&ListProducts::new(), "GET /admin/products.json"),
        route(&ListProductChanges::new("2026-01-31T10:00:00Z"), "GET /admin/products.json?updated_since=2026-01-31T10%3A00%3A00Z"),
        route(&CountProducts::new(), "GET /admin/products/count.json"),
        route(&GetProduct::new(7), "GET /admin/products/7.json"),
        route(&CreateProduct::new(ProductCreate::new("A", 1, [ProductVariantAttributes::new()])), "POST /admin/products.json"),
        route(&UpdateProduct::new(7, ProductUpdate::new()), "PUT /admin/products/7.json"),
        route(&DeleteProduct::new(7), "DELETE /admin/products/7.json"),
    ]
}

#[rustfmt::skip]
fn variants() -> Vec<Route> {
    use tradewire_insales::variants::{CreateVariant, DeleteVariant, GetVariant, ListVariants, UpdateVariant, VariantCreate, VariantUpdate};
    vec![
        route(&ListVariants::new(7), "GET /admin/products/7/variants.json"),
        route(&GetVariant::new(GetVariantRequired { product_id: 7, id: 8 }), "GET /admin/products/7/variants/8.json"),
        route(&CreateVariant::new(7, VariantCreate::new(VariantCreateRequired { price: 100.into(), quantity: 1.into() })), "POST /admin/products/7/variants.json"),
        route(&UpdateVariant::new(UpdateVariantRequired { product_id: 7, id: 8 }, VariantUpdate::new()), "PUT /admin/products/7/variants/8.json"),
        route(&DeleteVariant::new(DeleteVariantRequired { product_id: 7, id: 8 }), "DELETE /admin/products/7/variants/8.json"),
    ]
}

#[rustfmt::skip]
fn images() -> Vec<Route> {
    use tradewire_insales::images::{CreateImage, DeleteImage, GetImage, ImageCreate, ImageUpdate, ListImages, UpdateImage};
    vec![
        route(&CreateImage::new(7, ImageCreate::new().src("https://a.ru/b.jpg")), "POST /admin/products/7/images.json"),
        route(&DeleteImage::new(DeleteImageRequired { product_id: 7, id: 8 }), "DELETE /admin/products/7/images/8.json"),
        route(&GetImage::new(GetImageRequired { product_id: 7, id: 8 }), "GET /admin/products/7/images/8.json"),
        route(&ListImages::new(7), "GET /admin/products/7/images.json"),
        route(&UpdateImage::new(UpdateImageRequired { product_id: 7, id: 8 }, ImageUpdate::new()), "PUT /admin/products/7/images/8.json"),
    ]
}

#[rustfmt::skip]
fn option_names() -> Vec<Route> {
    use tradewire_insales::option_names::{CreateOptionName, DeleteOptionName, GetOptionName, ListOptionNames, OptionNameCreate, OptionNameUpdate, UpdateOptionName};
    vec![
        route(&ListOptionNames::new(), "GET /admin/option_names.json"),
        route(&GetOptionName::new(7), "GET /admin/option_names/7.json"),
        route(&CreateOptionName::new(OptionNameCreate::new("A")), "POST /admin/option_names.json"),
        route(&UpdateOptionName::new(7, OptionNameUpdate::new()), "PUT /admin/option_names/7.json"),
        route(&DeleteOptionName::new(7), "DELETE /admin/option_names/7.json"),
    ]
}

#[rustfmt::skip]
fn option_values() -> Vec<Route> {
    use tradewire_insales::option_values::{CreateOptionValue, DeleteOptionValue, GetOptionValue, ListAllOptionValues, ListOptionValues, OptionValueCreate, OptionValueUpdate, UpdateOptionValue};
    vec![
        route(&ListOptionValues::new(7), "GET /admin/option_names/7/option_values.json"),
        route(&ListAllOptionValues::new(), "GET /admin/option_values.json"),
        route(&GetOptionValue::new(GetOptionValueRequired { option_name_id: 7, id: 8 }), "GET /admin/option_names/7/option_values/8.json"),
        route(&CreateOptionValue::new(7, OptionValueCreate::new("A")), "POST /admin/option_names/7/option_values.json"),
        route(&UpdateOptionValue::new(UpdateOptionValueRequired { option_name_id: 7, id: 8 }, OptionValueUpdate::new()), "PUT /admin/option_names/7/option_values/8.json"),
        route(&DeleteOptionValue::new(DeleteOptionValueRequired { option_name_id: 7, id: 8 }), "DELETE /admin/option_names/7/option_values/8.json"),
    ]
}

#[rustfmt::skip]
fn properties() -> Vec<Route> {
    use tradewire_insales::properties::{CreateProperty, DeleteProperty, GetProperty, ListProperties, PropertyCreate, PropertyUpdate, UpdateProperty};
    vec![
        route(&ListProperties::new(), "GET /admin/properties.json"),
        route(&GetProperty::new(7), "GET /admin/properties/7.json"),
        route(&CreateProperty::new(PropertyCreate::new("A")), "POST /admin/properties.json"),
        route(&UpdateProperty::new(7, PropertyUpdate::new()), "PUT /admin/properties/7.json"),
        route(&DeleteProperty::new(7), "DELETE /admin/properties/7.json"),
    ]
}

#[rustfmt::skip]
fn characteristics() -> Vec<Route> {
    use tradewire_insales::characteristics::{CharacteristicCreate, CharacteristicUpdate, CreateCharacteristic, DeleteCharacteristic, GetCharacteristic, ListCharacteristics, UpdateCharacteristic};
    vec![
        route(&CreateCharacteristic::new(7, CharacteristicCreate::new("A")), "POST /admin/properties/7/characteristics.json"),
        route(&DeleteCharacteristic::new(DeleteCharacteristicRequired { property_id: 7, id: 8 }), "DELETE /admin/properties/7/characteristics/8.json"),
        route(&GetCharacteristic::new(GetCharacteristicRequired { property_id: 7, id: 8 }), "GET /admin/properties/7/characteristics/8.json"),
        route(&ListCharacteristics::new(7), "GET /admin/properties/7/characteristics.json"),
        route(&UpdateCharacteristic::new(UpdateCharacteristicRequired { property_id: 7, id: 8 }, CharacteristicUpdate::new()), "PUT /admin/properties/7/characteristics/8.json"),
    ]
}

#[rustfmt::skip]
fn product_fields() -> Vec<Route> {
    use tradewire_insales::product_fields::{CreateProductField, DeleteProductField, GetProductField, ListProductFields, ProductFieldCreate, ProductFieldUpdate, UpdateProductField};
    vec![
        route(&ListProductFields::new(), "GET /admin/product_fields.json"),
        route(&GetProductField::new(7), "GET /admin/product_fields/7.json"),
        route(&CreateProductField::new(ProductFieldCreate::new(ProductFieldCreateRequired { title: "Size".into(), handle: "size".into(), type_: "ProductField::TextArea".into() })), "POST /admin/product_fields.json"),
        route(&UpdateProductField::new(7, ProductFieldUpdate::new()), "PUT /admin/product_fields/7.json"),
        route(&DeleteProductField::new(7), "DELETE /admin/product_fields/7.json"),
    ]
}

#[rustfmt::skip]
fn product_field_values() -> Vec<Route> {
    use tradewire_insales::product_field_values::{CreateProductFieldValue, DeleteProductFieldValue, GetProductFieldValue, ListProductFieldValues, ProductFieldValueCreate, ProductFieldValueUpdate, UpdateProductFieldValue};
    vec![
        route(&ListProductFieldValues::new(7), "GET /admin/products/7/product_field_values.json"),
        route(&GetProductFieldValue::new(GetProductFieldValueRequired { product_id: 7, id: 8.into() }), "GET /admin/products/7/product_field_values/8.json"),
        route(&CreateProductFieldValue::new(7, ProductFieldValueCreate::new().product_field_id(2)), "POST /admin/products/7/product_field_values.json"),
        route(&UpdateProductFieldValue::new(UpdateProductFieldValueRequired { product_id: 7, id: 8.into() }, ProductFieldValueUpdate::new()), "PUT /admin/products/7/product_field_values/8.json"),
        route(&DeleteProductFieldValue::new(DeleteProductFieldValueRequired { product_id: 7, id: 8.into() }), "DELETE /admin/products/7/product_field_values/8.json"),
    ]
}

#[rustfmt::skip]
fn variant_fields() -> Vec<Route> {
    use tradewire_insales::variant_fields::{CreateVariantField, DeleteVariantField, GetVariantField, ListVariantFields, UpdateVariantField, VariantFieldCreate, VariantFieldUpdate};
    vec![
        route(&ListVariantFields::new(), "GET /admin/variant_fields.json"),
        route(&GetVariantField::new(7), "GET /admin/variant_fields/7.json"),
        route(&CreateVariantField::new(VariantFieldCreate::new(VariantFieldCreateRequired { title: "Size".into(), handle: "size".into(), type_: "VariantField::TextArea".into() })), "POST /admin/variant_fields.json"),
        route(&UpdateVariantField::new(7, VariantFieldUpdate::new()), "PUT /admin/variant_fields/7.json"),
        route(&DeleteVariantField::new(7), "DELETE /admin/variant_fields/7.json"),
    ]
}

#[rustfmt::skip]
fn variant_field_values() -> Vec<Route> {
    use tradewire_insales::variant_field_values::{CreateVariantFieldValue, DeleteVariantFieldValue, GetVariantFieldValue, ListVariantFieldValues, UpdateVariantFieldValue, VariantFieldValueCreate, VariantFieldValueUpdate};
    vec![
        route(&ListVariantFieldValues::new(7), "GET /admin/variants/7/variant_field_values.json"),
        route(&GetVariantFieldValue::new(GetVariantFieldValueRequired { variant_id: 7, id: 8.into() }), "GET /admin/variants/7/variant_field_values/8.json"),
        route(&CreateVariantFieldValue::new(7, VariantFieldValueCreate::new().variant_field_id(2)), "POST /admin/variants/7/variant_field_values.json"),
        route(&UpdateVariantFieldValue::new(UpdateVariantFieldValueRequired { variant_id: 7, id: 8.into() }, VariantFieldValueUpdate::new()), "PUT /admin/variants/7/variant_field_values/8.json"),
        route(&DeleteVariantFieldValue::new(DeleteVariantFieldValueRequired { variant_id: 7, id: 8.into() }), "DELETE /admin/variants/7/variant_field_values/8.json"),
    ]
}

#[rustfmt::skip]
fn similars() -> Vec<Route> {
    use tradewire_insales::similars::{CreateSimilar, DeleteSimilar, ListSimilars};
    vec![
        route(&ListSimilars::new(7), "GET /admin/products/7/similars.json"),
        route(&CreateSimilar::new(7, [2]), "POST /admin/products/7/similars.json"),
        route(&DeleteSimilar::new(DeleteSimilarRequired { product_id: 7, id: 8 }), "DELETE /admin/products/7/similars/8.json"),
    ]
}

#[rustfmt::skip]
fn supplementaries() -> Vec<Route> {
    use tradewire_insales::supplementaries::{CreateSupplementary, DeleteSupplementary, ListSupplementaries};
    vec![
        route(&ListSupplementaries::new(7), "GET /admin/products/7/supplementaries.json"),
        route(&CreateSupplementary::new(7, [2]), "POST /admin/products/7/supplementaries.json"),
        route(&DeleteSupplementary::new(DeleteSupplementaryRequired { product_id: 7, id: 8 }), "DELETE /admin/products/7/supplementaries/8.json"),
    ]
}
