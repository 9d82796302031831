//! A product of Commerce HQ, three times: with Tradewire's codec in the shape of generated code, with serde derive, and with serde
//! derive that keeps unknown keys (`flatten`), as ours does.
//!
//! All come from one table, so they have the same fields and the same types. Decimals are text to serde, which is the
//! cheapest it can do without rounding.

// The fields are those of `specs/commercehq/products.yaml`.
#![allow(missing_docs, clippy::missing_errors_doc)]

/// Ours.
pub mod ours {
    use tradewire::json::{Decode, DecodeError, Encode, Reader, Record, Shape, Writer};
    pub use tradewire::{Decimal, Extra, UnixSeconds};

    macro_rules! model {
        ($name:ident { $($index:literal $key:literal $field:ident: $type:ty,)* }) => {
            #[derive(Debug, Clone, PartialEq)]
            pub struct $name { $(pub $field: Option<$type>,)* pub extra: Extra }

            impl Decode for $name {
                #[inline]
                fn blank() -> Self {
                    Self { $($field: None,)* extra: Extra::new() }
                }

                #[inline]
                fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
                    r.open_record(self)
                }
            }

            impl Record for $name {
                #[inline]
                fn shape(&self) -> &'static Shape {
                    static SHAPE: Shape = Shape::new(&[$(concat!("\"", $key, "\":"),)*], [0, 0]);
                    &SHAPE
                }

                #[inline]
                fn field(&mut self, index: usize, r: &mut Reader<'_>) -> Result<(), DecodeError> {
                    match index {
                        $($index => Decode::read(&mut self.$field, r),)*
                        128 => r.extra(&mut self.extra),
                        _ => Ok(()),
                    }
                }
            }

            impl Encode for $name {
                #[inline]
                fn encode(&self, w: &mut Writer) {
                    w.begin_object();
                    $(w.field(concat!("\"", $key, "\":"), &self.$field);)*
                    w.end_record(&self.extra);
                }
            }
        };
    }

    crate::models::tables!(model);
}

/// The same with serde derive, and with unknown keys kept.
pub mod flat {
    pub use super::theirs::{Decimal, UnixSeconds};

    macro_rules! model {
        ($name:ident { $($index:literal $key:literal $field:ident: $type:ty,)* }) => {
            #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
            pub struct $name {
                $(
                    #[serde(rename = $key, skip_serializing_if = "Option::is_none")]
                    pub $field: Option<$type>,
                )*
                #[serde(flatten)]
                pub extra: serde_json::Map<String, serde_json::Value>,
            }
        };
    }

    crate::models::tables!(model);
}

/// The same with serde derive; unknown keys are dropped.
pub mod theirs {
    /// Numbers as text.
    pub type Decimal = String;
    /// Seconds since 1970.
    pub type UnixSeconds = i64;

    macro_rules! model {
        ($name:ident { $($index:literal $key:literal $field:ident: $type:ty,)* }) => {
            #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
            pub struct $name {
                $(
                    #[serde(rename = $key, skip_serializing_if = "Option::is_none")]
                    pub $field: Option<$type>,
                )*
            }
        };
    }

    crate::models::tables!(model);
}

macro_rules! tables {
    ($model:ident) => {
        $model!(Page {
            0 "items" items: Vec<Product>,
            1 "total" total: i64,
        });

        $model!(Product {
            0 "id" id: i64,
            1 "title" title: String,
            2 "is_multi" is_multi: bool,
            3 "type" kind: String,
            4 "collections" collections: Vec<i64>,
            5 "tags" tags: Vec<String>,
            6 "shipping_weight" shipping_weight: f64,
            7 "auto_fulfilment" auto_fulfilment: bool,
            8 "track_inventory" track_inventory: bool,
            9 "vendor" vendor: String,
            10 "sku" sku: String,
            11 "seo_meta" seo_meta: String,
            12 "seo_title" seo_title: String,
            13 "seo_url" seo_url: String,
            14 "is_template" is_template: bool,
            15 "is_draft" is_draft: bool,
            16 "price" price: Decimal,
            17 "compare_price" compare_price: Decimal,
            18 "created_at" created_at: UnixSeconds,
            19 "updated_at" updated_at: UnixSeconds,
            20 "textareas" textareas: Vec<Textarea>,
            21 "images" images: Vec<Image>,
            22 "options" options: Vec<Choice>,
            23 "variants" variants: Vec<Variant>,
            24 "rating" rating: f64,
        });

        $model!(Textarea {
            0 "name" name: String,
            1 "text" text: String,
        });

        $model!(Image {
            0 "id" id: i64,
            1 "path" path: String,
            2 "max_size" max_size: i64,
        });

        $model!(Choice {
            0 "title" title: String,
            1 "changes_look" changes_look: bool,
            2 "values" values: Vec<String>,
        });

        $model!(Variant {
            0 "id" id: i64,
            1 "variant" variant: Vec<String>,
            2 "price" price: Decimal,
            3 "compare_price" compare_price: Decimal,
            4 "sku" sku: String,
            5 "default" default: bool,
            6 "ignore" ignore: bool,
            7 "images" images: Vec<Image>,
        });
    };
}
pub(crate) use tables;
