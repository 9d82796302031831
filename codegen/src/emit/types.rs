//! Types, identifiers, and how arguments are taken.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

pub use super::idents::ident;
use super::paths;
use crate::plan::{ListStyle, RustType, SetterForm};

/// A type by its absolute path; [`super::names`] writes it as it is to stand.
#[must_use]
pub fn rust_type(ty: &RustType) -> TokenStream {
    match ty {
        RustType::Unit => quote!(()),
        RustType::Text => one(&paths::string()),
        RustType::Integer => quote!(i64),
        RustType::Float => quote!(f64),
        RustType::Boolean => quote!(bool),
        RustType::Runtime(runtime) => one(&paths::runtime_type(*runtime)),
        RustType::Local { module, name } => one(&paths::item(module, name)),
        RustType::Optional(inner) => generic(&paths::option(), inner),
        RustType::List(inner) => generic(&paths::vec(), inner),
        RustType::Map(inner) => generic(&paths::map(), inner),
        RustType::Boxed(inner) => generic(&paths::boxed(), inner),
        RustType::Patch(inner) => generic(&paths::patch(), inner),
    }
}

/// A path that stands alone.
fn one(path: &Ident) -> TokenStream {
    quote!(#path)
}

fn generic(outer: &Ident, inner: &RustType) -> TokenStream {
    let inner = rust_type(inner);
    quote!(#outer<#inner>)
}

/// The type of a setter's argument.
#[must_use]
pub fn argument_type(form: &SetterForm) -> TokenStream {
    let (into, iterate) = (paths::into(), paths::iterate());
    match form {
        SetterForm::Plain(ty) => rust_type(ty),
        SetterForm::Into(ty) => {
            let ty = rust_type(ty);
            quote!(impl #into<#ty>)
        }
        SetterForm::List(element) => {
            let element = argument_type(element);
            quote!(impl #iterate<Item = #element>)
        }
        SetterForm::Map(element) => {
            let (element, string) = (argument_type(element), paths::string());
            quote!(impl #iterate<Item = (impl #into<#string>, #element)>)
        }
    }
}

/// An argument as a value of the field's type.
#[must_use]
pub fn field_value(form: &SetterForm, ty: &RustType, argument: &Ident) -> TokenStream {
    if *form == SetterForm::Plain(ty.clone()) {
        return quote!(#argument);
    }
    let value = match form {
        SetterForm::Plain(_) => quote!(#argument),
        SetterForm::Into(_) => quote!(#argument.into()),
        SetterForm::List(_) => {
            let list = paths::convert("list");
            quote!(#list(#argument))
        }
        SetterForm::Map(_) => {
            let map = paths::convert("map");
            quote!(#map(#argument))
        }
    };
    wrapped(ty, value)
}

fn wrapped(ty: &RustType, value: TokenStream) -> TokenStream {
    match ty {
        RustType::Optional(inner) => {
            let (some, value) = (paths::some(), wrapped(inner, value));
            quote!(#some(#value))
        }
        RustType::Patch(inner) => {
            let (patch, value) = (paths::patch(), wrapped(inner, value));
            quote!(#patch::Set(#value))
        }
        RustType::Boxed(inner) => {
            let (boxed, value) = (paths::boxed(), wrapped(inner, value));
            quote!(#boxed::new(#value))
        }
        _ => value,
    }
}

/// The value to start from before anything is read or set.
#[must_use]
pub fn blank(ty: &RustType) -> TokenStream {
    match ty {
        RustType::Optional(_) => one(&paths::none()),
        RustType::Patch(_) => {
            let patch = paths::patch();
            quote!(#patch::Keep)
        }
        RustType::Text => {
            let string = paths::string();
            quote!(#string::new())
        }
        RustType::List(_) => {
            let vec = paths::vec();
            quote!(#vec::new())
        }
        RustType::Map(_) => {
            let map = paths::map();
            quote!(#map::new())
        }
        RustType::Integer => quote!(0),
        RustType::Float => quote!(0.0),
        RustType::Boolean => quote!(false),
        _ => {
            let decode = paths::decode();
            quote!(#decode::blank())
        }
    }
}

/// A value below `self` as it goes out: itself, or in its written form.
#[must_use]
pub fn outgoing(field: &[Ident], format: Option<&str>) -> TokenStream {
    match format {
        None => quote!(&self #(.#field)*),
        Some(format) => {
            let formatted = paths::formatted();
            quote!(&#formatted(&self #(.#field)*, #format))
        }
    }
}

/// `Some("text")` or `None`.
#[must_use]
pub fn option_text(text: Option<&str>) -> TokenStream {
    let (some, none) = (paths::some(), paths::none());
    text.map_or_else(|| one(&none), |text| quote!(#some(#text)))
}

/// A list style of the runtime.
#[must_use]
pub fn list_style(style: &ListStyle) -> TokenStream {
    if let ListStyle::Separated { by, escape } = style {
        let (path, escape) = (paths::list_style(), option_text(escape.as_deref()));
        return quote!(#path::Separated { by: #by, escape: #escape });
    }
    let (path, name) = (paths::list_style(), ident(&format!("{style:?}")));
    quote!(#path::#name)
}
