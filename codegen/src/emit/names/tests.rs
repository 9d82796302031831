//! Modules before and after.

use quote::quote;

use super::super::paths;
use super::{shorten, spell_out};

fn shortened(module: &str, tokens: proc_macro2::TokenStream) -> String {
    let mut file: syn::File = syn::parse2(tokens).expect("it is Rust");
    shorten(module, &mut file);
    prettyplease::unparse(&file)
}

#[test]
fn what_is_free_is_bare_or_imported() {
    let text = shortened(
        "orders",
        quote! {
            pub struct Order { pub a: ::std::option::Option<crate::orders::Line>, pub b: crate::types::Money, pub c: ::tradewire::Json }
            impl ::tradewire::json::Decode for Order {
                fn read(&mut self, r: &mut ::tradewire::json::Reader<'_>) -> ::std::result::Result<(), ::tradewire::json::DecodeError> {
                    let a = ::std::option::Option::None;
                    *self = Self { a: a, b: crate::convert::list(1), c: ::tradewire::Json::Null };
                    ::std::result::Result::Ok(())
                }
            }
        },
    );
    assert_eq!(
        text,
        "use tradewire::Json;
use tradewire::json::{Decode, DecodeError, Reader};
use crate::{convert, types};
pub struct Order {
    pub a: Option<Line>,
    pub b: types::Money,
    pub c: Json,
}
impl Decode for Order {
    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        let a = None;
        *self = Self {
            a,
            b: convert::list(1),
            c: Json::Null,
        };
        Ok(())
    }
}
"
    );
}

#[test]
fn what_the_module_declares_keeps_others_at_their_paths() {
    let text = shortened(
        "orders",
        quote! {
            pub struct Option;
            pub struct Json;
            pub struct Vec(::std::option::Option<::tradewire::Json>, crate::orders::Option, ::std::vec::Vec<::std::string::String>);
        },
    );
    let line = "pub struct Vec(std::option::Option<tradewire::Json>, Option, std::vec::Vec<String>);";
    assert!(
        text.replace("\n    ", " ")
            .replace("( ", "(")
            .replace(", )", ")")
            .contains(line),
        "{text}"
    );
    assert!(!text.contains("use "), "{text}");
}

#[test]
fn a_generic_parameter_is_no_type_of_the_module() {
    let text = shortened(
        "orders",
        quote! {
            pub struct C;
            pub struct D;
            impl<C> crate::call::Call<self::C, C> { fn a(self) -> crate::orders::C {} fn b(self) -> self::D {} }
        },
    );
    assert!(text.contains("impl<C> Call<self::C, C>"), "{text}");
    assert!(text.contains("-> crate::orders::C"), "{text}");
    assert!(text.contains("-> D"), "{text}");
}

#[test]
fn modules_with_names_of_the_language_are_not_imported() {
    let text = shortened(
        "orders",
        quote! {
            type A = (crate::std::A, crate::str::A, crate::fmt::A, ::std::fmt::Error, crate::blocking::Client);
        },
    );
    for kept in [
        "crate::std::A",
        "crate::str::A",
        "crate::fmt::A",
        "fmt::Error",
        "crate::blocking::Client",
    ] {
        assert!(text.contains(kept), "{kept}: {text}");
    }
    assert!(text.starts_with("use std::fmt;\ntype"), "{text}");
}

#[test]
fn a_crate_whose_name_is_taken_keeps_its_root() {
    let text = shortened(
        "lib",
        quote!(
            mod std;
            type A = ::std::fmt::Error;
            type B = ::std::any::Any;
        ),
    );
    assert!(text.starts_with("use ::std::fmt;"), "{text}");
    assert!(text.contains("= ::std::any::Any"), "{text}");
}

/// An import for what a feature switches off would be unused without it.
#[test]
fn what_a_feature_switches_is_not_imported() {
    let text = shortened(
        "orders",
        quote!(
            #[cfg(feature = "x")]
            impl ::tradewire::Operation for A {}
        ),
    );
    assert!(text.contains("impl tradewire::Operation for A"), "{text}");
}

#[test]
fn a_qualified_path_stays_one() {
    let text = shortened(
        "event",
        quote!(
            static M: M = <crate::orders::Created as ::tradewire::Callback>::meta();
        ),
    );
    assert!(text.contains("<orders::Created as Callback>::meta()"), "{text}");
}

#[test]
fn a_link_has_no_address_where_its_text_leads_there() {
    let text = shortened(
        "orders",
        quote! {
            #[doc = " Gives [`Json`](::tradewire::Json) or [`Json::Null`](::tradewire::Json::Null), not [`Vec<Json>`](::tradewire::Json)."]
            #[doc = " See [`Error`](::tradewire::Error), [`Money`](crate::types::Money), [`other`](Self::other), [`Own`] and `x`](y"]
            pub fn get(money: crate::types::Money) -> ::tradewire::Json {}
        },
    );
    assert_eq!(
        text,
        "use tradewire::Json;
use crate::types;
/// Gives [`Json`] or [`Json::Null`], not [`Vec<Json>`](::tradewire::Json).
/// See [`Error`](::tradewire::Error), [`Money`](crate::types::Money), [`other`](Self::other), [`Own`] and `x`](y
pub fn get(money: types::Money) -> Json {}
"
    );
}

/// What `paths` makes is one identifier, and stands wherever a path may.
#[test]
fn a_path_in_one_identifier_is_written_as_any_other() {
    let (option, some, none, vec, decode, fmt) = (
        paths::option(),
        paths::some(),
        paths::none(),
        paths::vec(),
        paths::decode(),
        paths::fmt(),
    );
    let (order, list) = (paths::item("types", "Order"), paths::convert("list"));
    let tokens = quote! {
        impl #fmt::Debug for A {
            fn a(b: #option<#vec<#order>>) -> #option<Self> {
                match b {
                    #none => #none,
                    #some(found) => #some(Self { list: <#order as #decode>::blank(), a: <#vec<#order>>::new(), b: #list(found) }),
                }
            }
        }
    };
    let short = shortened("orders", tokens.clone()).replace([' ', '\n'], "");
    for part in [
        "usecrate::{convert,types};",
        "implfmt::DebugforA",
        "fna(b:Option<Vec<types::Order>>)->Option<Self>",
        "None=>None,",
        "Some(found)=>{Some(Self{",
        "list:<types::OrderasDecode>::blank(),",
        "a:<Vec<types::Order>>::new(),",
        "b:convert::list(found),",
    ] {
        assert!(short.contains(part), "{part}: {short}");
    }
    let taken = quote!(
        struct Option;
        struct None;
        #tokens
    );
    let short = shortened("orders", taken).replace([' ', '\n'], "");
    assert!(
        short.contains("std::option::Option::None=>std::option::Option::None,"),
        "{short}"
    );
    let mut file: syn::File = syn::parse2(tokens).expect("it is Rust");
    spell_out(&mut file);
    let long = prettyplease::unparse(&file).replace([' ', '\n'], "");
    for part in [
        "impl::std::fmt::DebugforA",
        "b:::std::option::Option<::std::vec::Vec<crate::types::Order>>",
        "::std::option::Option::None=>",
        "list:<crate::types::Orderas::tradewire::json::Decode>::blank(),",
        "b:crate::convert::list(found),",
    ] {
        assert!(long.contains(part), "{part}: {long}");
    }
}
