//! Variants, their options and their fields.

use tradewire::Decimal;
use tradewire_insales::blocking::Client;
use tradewire_insales::option_names::{OptionNameCreate, OptionNameUpdate};
use tradewire_insales::option_values::{OptionValueCreate, OptionValueUpdate, UpdateOptionValueRequired};
use tradewire_insales::variant_field_values::{
    UpdateVariantFieldValueRequired, VariantFieldValueCreate, VariantFieldValueUpdate,
};
use tradewire_insales::variant_fields::{
    VariantFieldCreate, VariantFieldCreateRequired, VariantFieldType, VariantFieldUpdate,
};
use tradewire_insales::variants::{
    UpdateVariantRequired, VariantCreate, VariantCreateRequired, VariantFieldValueAttributes, VariantOption,
    VariantUpdate,
};

use super::{Written, written};

pub(super) fn all(shop: &Client) -> Vec<Written> {
    let mut all = variants(shop);
    all.extend(fields(shop));
    all
}

fn variants(shop: &Client) -> Vec<Written> {
    let value = || [VariantFieldValueAttributes::new().handle("handle").value(12345)];
    let variant = VariantCreate::new(VariantCreateRequired {
        price: 100.into(),
        quantity: 1.into(),
    })
    .options([VariantOption::new().option_name_id(1).value("Black")])
    .variant_field_values_attributes(value());
    let change = VariantUpdate::new()
        .price(150)
        .quantity(2)
        .variant_field_values_attributes(value());
    let stock = VariantUpdate::new()
        .price(Decimal::new(35, 1))
        .quantity(Decimal::new(15, 1))
        .quantity_at_warehouse([("0", Decimal::from(1)), ("3", Decimal::new(5, 1))]);
    let option_change = OptionNameUpdate::new().title("Type").position(2);
    vec![
        written("variants.create.1", &shop.variants().create(1, variant)),
        written(
            "variants.update.1",
            &shop
                .variants()
                .update(UpdateVariantRequired { product_id: 1, id: 2 }, change),
        ),
        written(
            "variants.update.2",
            &shop
                .variants()
                .update(UpdateVariantRequired { product_id: 1, id: 2 }, stock),
        ),
        written(
            "option_names.create.1",
            &shop.option_names().create(OptionNameCreate::new("Colour")),
        ),
        written("option_names.update.1", &shop.option_names().update(1, option_change)),
        written(
            "option_values.create.1",
            &shop.option_values().create(1, OptionValueCreate::new("Blue")),
        ),
        written(
            "option_values.update.1",
            &shop.option_values().update(
                UpdateOptionValueRequired {
                    option_name_id: 1,
                    id: 2,
                },
                OptionValueUpdate::new().position(3),
            ),
        ),
    ]
}

fn fields(shop: &Client) -> Vec<Written> {
    let field = VariantFieldCreate::new(VariantFieldCreateRequired {
        title: "Size".into(),
        handle: "size".into(),
        type_: VariantFieldType::TextArea,
    });
    let renamed = || VariantFieldUpdate::new().title("Volume").position(2);
    let value = || VariantFieldValueCreate::new().value("test value");
    let new_value = || VariantFieldValueUpdate::new().value("new value");
    vec![
        written("variant_fields.create.1", &shop.variant_fields().create(field)),
        written(
            "variant_fields.update.1",
            &shop.variant_fields().update("handle2", renamed()),
        ),
        written(
            "variant_fields.update.2",
            &shop.variant_fields().update(2, renamed().handle("volume")),
        ),
        written(
            "variant_field_values.create.1",
            &shop
                .variant_field_values()
                .create(1, value().variant_field_handle("handle2")),
        ),
        written(
            "variant_field_values.create.2",
            &shop.variant_field_values().create(1, value().variant_field_id(2)),
        ),
        written(
            "variant_field_values.update.1",
            &shop.variant_field_values().update(
                UpdateVariantFieldValueRequired {
                    variant_id: 1,
                    id: "handle".into(),
                },
                new_value(),
            ),
        ),
        written(
            "variant_field_values.update.2",
            &shop.variant_field_values().update(
                UpdateVariantFieldValueRequired {
                    variant_id: 1,
                    id: 2.into(),
                },
                new_value(),
            ),
        ),
    ]
}
