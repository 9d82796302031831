//! What one operation becomes in Rust, cut out of the crate as it would be generated.

use std::fmt::Write;

use syn::{ImplItem, Item, ItemImpl};

use crate::model::{Example, Operation, Platform, Resource};
use crate::plan::Names;
use crate::write::{WriteError, generate};

/// The method, the value behind it and the examples of an operation (`orders.update`); `None` if there is none.
///
/// # Errors
///
/// When the generator fails, which is a defect of it.
pub fn explain_operation(platform: &Platform, id: &str) -> Result<Option<String>, WriteError> {
    let Some((at, index)) = position(platform, id) else { return Ok(None) };
    let Some((resource, operation)) = platform.resources.get(at).and_then(|resource| Some((resource, resource.operations.get(index)?))) else {
        return Ok(None);
    };
    let names = Names::assign(platform);
    let of = |all: &[Vec<String>]| all.get(at).and_then(|own| own.get(index)).cloned().unwrap_or_default();
    let (module, handle) = (names.modules.get(at).cloned().unwrap_or_default(), names.handles.get(at).cloned().unwrap_or_default());
    let name = of(&names.operations);
    let rendered = generate(platform)?;
    let path = format!("src/{module}.rs");
    let text = rendered.files.iter().find(|file| file.path == path).map_or("", |file| file.text.as_str());
    let items = syn::parse_file(text).map(|file| file.items).unwrap_or_default();
    let mut out = headline(platform, resource, operation);
    section(&mut out, &format!("client.{}()", names.client_methods.get(at).map_or("", String::as_str)), &method(&items, &handle, operation));
    section(&mut out, &format!("{module}::{name}"), &value(&items, &name));
    section(&mut out, "setters", &setters(&items, &name));
    for example in &operation.examples {
        let title = format!("example {} ({:?})", example.number, example.direction).to_lowercase();
        section(&mut out, &title, &shortened(example));
    }
    Ok(Some(out))
}

/// Every operation as `resource.name`, for suggestions.
#[must_use]
pub fn operation_ids(platform: &Platform) -> Vec<String> {
    let of = |resource: &Resource| resource.operations.iter().map(|operation| format!("{}.{}", resource.name, operation.name)).collect::<Vec<_>>();
    platform.resources.iter().flat_map(of).collect()
}

fn position(platform: &Platform, id: &str) -> Option<(usize, usize)> {
    let (resource, name) = id.split_once('.')?;
    let at = platform.resources.iter().position(|known| known.name == resource)?;
    let index = platform.resources.get(at)?.operations.iter().position(|operation| operation.name == name)?;
    Some((at, index))
}

fn headline(platform: &Platform, resource: &Resource, operation: &Operation) -> String {
    let aliases: String = operation.aliases.iter().map(|alias| format!(" | {alias}")).collect();
    format!(
        "{}/{}.{}\n{}{aliases} {}\n{}:{}\n",
        platform.name, resource.name, operation.name, operation.method, operation.path, operation.place.file, operation.place.line
    )
}

fn section(out: &mut String, title: &str, text: &str) {
    if !text.trim().is_empty() {
        let _ = write!(out, "\n── {title}\n{}\n", text.trim_end());
    }
}

/// The method of the handle, without its body.
fn method(items: &[Item], handle: &str, operation: &Operation) -> String {
    let wanted = crate::naming::field(operation.rust.as_deref().unwrap_or(&operation.name));
    let inherent = impls(items, handle).flat_map(|block| &block.items);
    let found = inherent.filter_map(|item| match item {
        ImplItem::Fn(function) if function.sig.ident == wanted => Some(signature(&function.attrs, &function.vis, &function.sig)),
        _ => None,
    });
    found.collect::<Vec<_>>().join("\n")
}

/// The struct of the operation.
fn value(items: &[Item], name: &str) -> String {
    let found = items.iter().filter(|item| matches!(item, Item::Struct(item) if item.ident == name));
    laid_out(&quote::quote!(#(#found)*))
}

/// The setters of its call, without bodies.
fn setters(items: &[Item], name: &str) -> String {
    let of_call = |block: &&ItemImpl| {
        let ty = &block.self_ty;
        let text = quote::quote!(#ty).to_string();
        block.trait_.is_none() && text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == name) && text.contains("Call")
    };
    let blocks = items.iter().filter_map(|item| match item {
        Item::Impl(block) => Some(block),
        _ => None,
    });
    let methods = blocks.filter(of_call).flat_map(|block| &block.items).filter_map(|item| match item {
        ImplItem::Fn(function) => Some(signature(&function.attrs, &function.vis, &function.sig)),
        _ => None,
    });
    methods.collect::<Vec<_>>().join("\n")
}

fn impls<'i>(items: &'i [Item], name: &str) -> impl Iterator<Item = &'i ItemImpl> {
    items.iter().filter_map(move |item| match item {
        Item::Impl(block) if block.trait_.is_none() => {
            let ty = &block.self_ty;
            let named = quote::quote!(#ty).to_string().split(' ').next() == Some(name);
            named.then_some(block)
        }
        _ => None,
    })
}

fn signature(attrs: &[syn::Attribute], vis: &syn::Visibility, sig: &syn::Signature) -> String {
    let docs = attrs.iter().filter(|attr| attr.path().is_ident("doc"));
    let text = laid_out(&quote::quote!(#(#docs)* #vis #sig {}));
    text.trim_end().trim_end_matches("{}").trim_end().to_owned() + ";"
}

/// Tokens as text; nothing if they are no items.
fn laid_out(tokens: &proc_macro2::TokenStream) -> String {
    syn::parse2::<syn::File>(tokens.clone()).map(|file| prettyplease::unparse(&file)).unwrap_or_default()
}

/// The first lines of an example.
fn shortened(example: &Example) -> String {
    const LINES: usize = 40;
    let total = example.text.lines().count();
    let mut text = example.text.lines().take(LINES).collect::<Vec<_>>().join("\n");
    if total > LINES {
        let _ = write!(text, "\n… {} more lines in {}", total - LINES, example.file);
    }
    text
}
