//! The twin of one file: serde's derives in place of the codec's implementations.

use std::error::Error;

use proc_macro2::TokenStream;
use quote::{ToTokens as _, format_ident, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{Fields, File, ImplItem, Item, ItemEnum, ItemImpl, ItemStruct, parse_quote};
use tradewire_codegen::plan::{
    CratePlan, EnumPlan, EnumRepr, ModulePlan, PartSource, Presence, ReplyReader, StructPlan, TypePlan, UnionForm,
    UnionPlan,
};

/// Rewrites a file of the generated crate.
pub fn twin(plan: &CratePlan, path: &str, text: &str) -> Result<String, Box<dyn Error>> {
    let mut file: File = syn::parse_file(text)?;
    let stem = path.trim_start_matches("src/").trim_end_matches(".rs");
    match stem {
        "lib" => file.items.push(parse_quote!(
            pub mod twin;
        )),
        // The wrapper is the same for every operation; all that the modules need of it is where setters go.
        "call" => return Ok(CALL.to_owned()),
        "blocking" => return Ok(String::new()),
        _ => {}
    }
    if let Some(module) = plan.modules.iter().find(|module| module.name == stem) {
        file.items = file
            .items
            .into_iter()
            .filter_map(|item| rewrite(module, item))
            .collect();
        // What only the codec needed is imported still.
        file.attrs.push(parse_quote!(#![allow(unused_imports)]));
    }
    Ok(prettyplease::unparse(&file))
}

const CALL: &str = "//! A call.\n\n/// A call.\n#[derive(Debug, Clone)]\npub struct Call<O, C = ::tradewire::Client> {\n    client: C,\n    operation: O,\n}\n\n\
impl<O, C> Call<O, C> {\n    /// Binds.\n    pub fn new(client: C, operation: O) -> Self {\n        Self { client, operation }\n    }\n\n    \
/// To change it.\n    pub fn operation_mut(&mut self) -> &mut O {\n        &mut self.operation\n    }\n}\n";

fn rewrite(module: &ModulePlan, item: Item) -> Option<Item> {
    match item {
        Item::Macro(_) => None,
        Item::Struct(item) => Some(Item::Struct(structure(module, item))),
        Item::Enum(item) => Some(Item::Enum(enumeration(module, item))),
        Item::Impl(item) => implementation(module, item).map(Item::Impl),
        other => Some(other),
    }
}

fn type_plan<'m>(module: &'m ModulePlan, name: &str) -> Option<&'m TypePlan> {
    module.types.iter().find(|ty| match ty {
        TypePlan::Struct(plan) => plan.name == name,
        TypePlan::Enum(plan) => plan.name == name,
        TypePlan::Union(plan) => plan.name == name,
        TypePlan::Alias(_) => false,
    })
}

fn structure(module: &ModulePlan, mut item: ItemStruct) -> ItemStruct {
    let Some(TypePlan::Struct(plan)) = type_plan(module, &item.ident.to_string()) else {
        return item;
    };
    if plan.upload {
        return item;
    }
    item.attrs
        .push(parse_quote!(#[derive(::serde::Serialize, ::serde::Deserialize)]));
    // Ours goes by way of the codec.
    if !plan.secret {
        item.attrs.push(parse_quote!(#[derive(Debug)]));
    }
    if let Fields::Named(fields) = &mut item.fields {
        for field in &mut fields.named {
            let name = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
            let attributes = field_attributes(plan, &name);
            field.attrs.push(parse_quote!(#[serde(#attributes)]));
        }
    }
    item
}

/// What a careful author would write: the wire name, absent values left out, `null` and absence read as `None`.
fn field_attributes(plan: &StructPlan, name: &str) -> TokenStream {
    if let Some(field) = plan.fields.iter().find(|field| field.rust == name) {
        let wire = &field.wire;
        return match field.presence {
            Presence::Required | Presence::RequiredNullable => quote!(rename = #wire),
            Presence::Optional => {
                quote!(rename = #wire, default, skip_serializing_if = "::core::option::Option::is_none")
            }
            Presence::Patch(_) => {
                quote!(rename = #wire, default = "crate::twin::keep", skip_serializing_if = "::tradewire::Patch::is_keep")
            }
        };
    }
    // Families and further keys: the nearest that serde has.
    quote!(flatten)
}

fn enumeration(module: &ModulePlan, mut item: ItemEnum) -> ItemEnum {
    match type_plan(module, &item.ident.to_string()) {
        Some(TypePlan::Enum(plan)) if plan.repr == EnumRepr::Text => {
            item.attrs
                .push(parse_quote!(#[derive(::serde::Serialize, ::serde::Deserialize)]));
            rename(plan, &mut item);
        }
        Some(TypePlan::Enum(_)) => {
            item.attrs
                .push(parse_quote!(#[derive(::serde::Serialize, ::serde::Deserialize)]));
            item.attrs.push(parse_quote!(#[serde(untagged)]));
        }
        Some(TypePlan::Union(plan)) => {
            item.attrs
                .push(parse_quote!(#[derive(::serde::Serialize, ::serde::Deserialize)]));
            union(plan, &mut item);
        }
        _ => {}
    }
    item
}

fn rename(plan: &EnumPlan, item: &mut ItemEnum) {
    for variant in &mut item.variants {
        let name = variant.ident.to_string();
        match plan.variants.iter().find(|planned| planned.rust == name) {
            Some(planned) => {
                let text = &planned.text;
                variant.attrs.push(parse_quote!(#[serde(rename = #text)]));
            }
            None => variant.attrs.push(parse_quote!(#[serde(untagged)])),
        }
    }
}

fn union(plan: &UnionPlan, item: &mut ItemEnum) {
    let UnionForm::Tagged { tag } = &plan.form else {
        item.attrs.push(parse_quote!(#[serde(untagged)]));
        return;
    };
    item.attrs.push(parse_quote!(#[serde(tag = #tag)]));
    for variant in &mut item.variants {
        let name = variant.ident.to_string();
        match plan.variants.iter().find(|planned| planned.rust == name) {
            Some(planned) => {
                let text = &planned.tag;
                variant.attrs.push(parse_quote!(#[serde(rename = #text)]));
            }
            None => variant.attrs.push(parse_quote!(#[serde(untagged)])),
        }
    }
}

/// Implementations of the codec go; those of operations and callbacks are written anew.
fn implementation(module: &ModulePlan, mut item: ItemImpl) -> Option<ItemImpl> {
    let Some((path, _)) = &item.trait_ else {
        // `settle` of unions told by a field beside them is part of the codec.
        item.items
            .retain(|member| !matches!(member, ImplItem::Fn(function) if function.sig.ident == "settle"));
        let name = item.self_ty.to_token_stream().to_string();
        Others {
            plan: type_plan(module, &name),
        }
        .visit_item_impl_mut(&mut item);
        return Some(item);
    };
    let name = path
        .segments
        .last()
        .map(|segment| segment.ident.to_string())
        .unwrap_or_default();
    // By name alone: where the name is free, the trait is imported. No other trait that generated code implements is called so.
    match name.as_str() {
        "Decode" | "Record" | "Encode" => None,
        "Operation" => Some(operation(module, item)),
        "Paginated" => {
            item.trait_ = Some((parse_quote!(crate::twin::Paginated), <syn::Token![for]>::default()));
            Some(item)
        }
        "BatchOperation" => {
            item.trait_ = Some((parse_quote!(crate::twin::BatchOperation), <syn::Token![for]>::default()));
            Some(item)
        }
        "Callback" => Some(callback(module, item)),
        _ => Some(item),
    }
}

/// What stands in methods and is of the runtime's codec: the batches of its operations, and values that are blank in what was not given.
struct Others<'m> {
    /// The type whose methods they are.
    plan: Option<&'m TypePlan>,
}

impl VisitMut for Others<'_> {
    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        visit_mut::visit_path_mut(self, path);
        if path.segments.first().is_some_and(|first| first.ident == "Batches") {
            let own = std::mem::take(&mut path.segments);
            path.segments = [format_ident!("crate"), format_ident!("twin")]
                .into_iter()
                .map(syn::PathSegment::from)
                .chain(own)
                .collect();
        }
    }

    /// A user of serde writes each field, or derives `Default` and takes the rest from that.
    fn visit_expr_struct_mut(&mut self, expr: &mut syn::ExprStruct) {
        visit_mut::visit_expr_struct_mut(self, expr);
        let is_blank = |rest: &syn::Expr| rest.to_token_stream().to_string().ends_with("blank ()");
        let (Some(TypePlan::Struct(plan)), true) = (self.plan, expr.rest.as_deref().is_some_and(is_blank)) else {
            return;
        };
        (expr.rest, expr.dot2_token) = (None, None);
        let fields = plan.fields.iter().map(|field| &field.rust);
        let all = fields
            .chain(plan.families.iter().map(|family| &family.rust))
            .chain(&plan.extra);
        for name in all {
            let name: syn::Ident = syn::parse_str(name).unwrap_or_else(|_| format_ident!("unnamed"));
            let is_given = |given: &syn::FieldValue| matches!(&given.member, syn::Member::Named(own) if *own == name);
            if !expr.fields.iter().any(is_given) {
                expr.fields
                    .push(parse_quote!(#name: ::core::default::Default::default()));
            }
        }
    }
}

fn operation(module: &ModulePlan, mut item: ItemImpl) -> ItemImpl {
    let name = item.self_ty.to_token_stream().to_string();
    item.trait_ = Some((parse_quote!(crate::twin::Operation), <syn::Token![for]>::default()));
    let Some(plan) = module.operations.iter().find(|operation| operation.rust == name) else {
        return item;
    };
    let steps = plan.parts.iter().map(|part| {
        let field = format_ident!("{}", part.rust);
        match &part.source {
            PartSource::Path(name)
            | PartSource::Query(name)
            | PartSource::QueryFamily(name)
            | PartSource::Header(name) => {
                quote!(w.params.push((#name, ::serde_json::to_value(&self.#field)?));)
            }
            PartSource::Body if serializable(module, plan) => quote!(w.body = ::serde_json::to_vec(&self.#field)?;),
            PartSource::Body => quote!(),
        }
    });
    let read = match plan.reply.reader {
        ReplyReader::Json => quote!(::serde_json::from_slice(reply)),
        ReplyReader::OnlyJson => quote!(crate::twin::only(reply)),
        ReplyReader::Empty => quote!(Ok(())),
        ReplyReader::Text => quote!(Ok(String::from_utf8_lossy(reply).into_owned())),
        ReplyReader::Download => quote!({
            let _ = reply;
            Err(<::serde_json::Error as ::serde::de::Error>::custom(
                "a file has no JSON form",
            ))
        }),
    };
    for member in &mut item.items {
        if matches!(member, ImplItem::Fn(function) if function.sig.ident == "write") {
            *member = parse_quote! {
                fn write(&self, w: &mut crate::twin::Request) -> ::core::result::Result<(), ::serde_json::Error> {
                    let _ = &w;
                    #(#steps)*
                    Ok(())
                }
            };
            break;
        }
    }
    for member in &mut item.items {
        if matches!(member, ImplItem::Fn(function) if function.sig.ident == "read") {
            *member = parse_quote! {
                fn read(reply: &[u8]) -> ::core::result::Result<Self::Output, ::serde_json::Error> { #read }
            };
        }
    }
    item
}

/// Whether the body has a JSON form.
fn serializable(module: &ModulePlan, plan: &tradewire_codegen::plan::OperationPlan) -> bool {
    use tradewire_codegen::plan::{RuntimeType, RustType};
    let Some(part) = plan.parts.iter().find(|part| part.source == PartSource::Body) else {
        return false;
    };
    match part.ty.bare() {
        RustType::Runtime(RuntimeType::Upload | RuntimeType::Bytes | RuntimeType::File) => false,
        RustType::Local { name, .. } => !matches!(type_plan(module, name), Some(TypePlan::Struct(plan)) if plan.upload),
        _ => true,
    }
}

fn callback(module: &ModulePlan, mut item: ItemImpl) -> ItemImpl {
    let name = item.self_ty.to_token_stream().to_string();
    item.trait_ = Some((parse_quote!(crate::twin::Callback), <syn::Token![for]>::default()));
    let Some(plan) = module.callbacks.iter().find(|callback| callback.rust == name) else {
        return item;
    };
    let reads = plan.parts.iter().map(|part| {
        let (field, key) = (format_ident!("{}", part.rust), &part.rust);
        quote!(#field: ::serde_json::from_value(r[#key].clone())?)
    });
    for member in &mut item.items {
        if matches!(member, ImplItem::Fn(function) if function.sig.ident == "parse") {
            *member = parse_quote! {
                fn parse(r: &::serde_json::Value) -> ::core::result::Result<Self, ::serde_json::Error> {
                    let _ = r;
                    Ok(Self { #(#reads),* })
                }
            };
            break;
        }
    }
    item
}
