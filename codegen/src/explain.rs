//! What one operation or callback becomes in Rust, cut out of the crate as it would be generated.

use std::fmt::Write;

use syn::{ImplItem, Item, ItemImpl};

use crate::model::{Example, Place, Platform, Resource, Returns, Type};
use crate::plan::Names;
use crate::write::{RenderedCrate, WriteError, generate};

/// The method, the value behind it, its types and examples, of `orders.update`; `None` if there is no such thing.
///
/// # Errors
///
/// When the generator fails, which is a defect of it.
pub fn explain_operation(platform: &Platform, id: &str) -> Result<Option<String>, WriteError> {
    let Some(subject) = find(platform, id) else {
        return Ok(None);
    };
    let source = Source {
        names: Names::assign(platform),
        rendered: generate(platform)?,
    };
    let module = source.names.modules.get(subject.at).cloned().unwrap_or_default();
    let items = source.items(&module);
    let mut out = format!("{}/{id}\n{} {}\n", platform.name, subject.verbs, subject.path);
    let _ = writeln!(out, "{}:{}", subject.place.file, subject.place.line);
    if let Some(method) = &subject.method {
        let of = |names: &[String]| names.get(subject.at).cloned().unwrap_or_default();
        let title = format!("client.{}()", of(&source.names.client_methods));
        section(
            &mut out,
            &title,
            &handle_method(&items, &of(&source.names.handles), method),
        );
    }
    let all = if subject.method.is_some() {
        &source.names.operations
    } else {
        &source.names.callbacks
    };
    let name = nth(all, subject.at, subject.index);
    section(&mut out, &format!("{module}::{name}"), &definition(&items, &name));
    if subject.method.is_some() {
        let required = nth(&source.names.operations_required, subject.at, subject.index);
        section(
            &mut out,
            &format!("{module}::{required}"),
            &definition(&items, &required),
        );
    }
    section(&mut out, "setters", &setters(&items, &name));
    for ty in subject.types {
        for (module, name) in source.named(ty) {
            section(
                &mut out,
                &format!("{module}::{name}"),
                &definition(&source.items(&module), &name),
            );
        }
    }
    for example in subject.examples {
        let title = format!("example {} ({:?})", example.number, example.direction).to_lowercase();
        section(&mut out, &title, &shortened(example));
    }
    Ok(Some(out))
}

/// Every operation and callback as `resource.name`, for suggestions.
#[must_use]
pub fn operation_ids(platform: &Platform) -> Vec<String> {
    let of = |resource: &Resource| {
        let operations = resource.operations.iter().map(|operation| &operation.name);
        let callbacks = resource.callbacks.iter().map(|callback| &callback.name);
        operations
            .chain(callbacks)
            .map(|name| format!("{}.{name}", resource.name))
            .collect::<Vec<_>>()
    };
    platform.resources.iter().flat_map(of).collect()
}

/// What is to be explained.
struct Subject<'p> {
    /// Position of the resource, and of the operation or callback in it.
    at: usize,
    index: usize,
    verbs: String,
    path: &'p str,
    place: &'p Place,
    /// Of the handle; callbacks have none.
    method: Option<String>,
    /// Body and reply.
    types: Vec<&'p Type>,
    examples: &'p [Example],
}

fn find<'p>(platform: &'p Platform, id: &str) -> Option<Subject<'p>> {
    let (resource, name) = id.split_once('.')?;
    let at = platform.resources.iter().position(|known| known.name == resource)?;
    let resource = platform.resources.get(at)?;
    let types = |body: Option<&'p Type>, reply: &'p Returns| body.into_iter().chain(reply.types()).collect();
    if let Some(index) = resource.operations.iter().position(|operation| operation.name == name) {
        let operation = resource.operations.get(index)?;
        let verbs = std::iter::once(&operation.method)
            .chain(&operation.aliases)
            .map(String::as_str)
            .collect::<Vec<_>>();
        return Some(Subject {
            at,
            index,
            verbs: verbs.join(" | "),
            path: &operation.path,
            place: &operation.place,
            method: Some(crate::naming::field(operation.rust.as_deref().unwrap_or(name))),
            types: types(
                operation.body.as_ref().and_then(|body| body.ty.as_ref()),
                &operation.returns,
            ),
            examples: &operation.examples,
        });
    }
    let index = resource.callbacks.iter().position(|callback| callback.name == name)?;
    let callback = resource.callbacks.get(index)?;
    Some(Subject {
        at,
        index,
        verbs: format!("inbound {}", callback.method),
        path: &callback.path,
        place: &callback.place,
        method: None,
        types: types(
            callback.body.as_ref().and_then(|body| body.ty.as_ref()),
            &callback.returns,
        ),
        examples: &callback.examples,
    })
}

/// The generated crate, to be read.
struct Source {
    names: Names,
    rendered: RenderedCrate,
}

impl Source {
    fn items(&self, module: &str) -> Vec<Item> {
        let path = format!("src/{module}.rs");
        let file = self.rendered.files.iter().find(|file| file.path == path);
        file.and_then(|file| syn::parse_file(&file.text).ok())
            .map(|file| file.items)
            .unwrap_or_default()
    }

    /// Module and name of a type, or of the elements of a list or map, and of what its `new` may take.
    fn named(&self, ty: &Type) -> Vec<(String, String)> {
        match ty {
            Type::Named(id) => {
                let of = self.names.types.get(id.0);
                let required = self.names.types_required.get(id.0);
                let required = of
                    .zip(required)
                    .map(|((module, _), name)| (module.clone(), name.clone()));
                of.cloned().into_iter().chain(required).collect()
            }
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => self.named(inner),
            Type::Scalar(_) | Type::Const(_) => Vec::new(),
        }
    }
}

fn nth(names: &[Vec<String>], at: usize, index: usize) -> String {
    let own = names.get(at).and_then(|own| own.get(index));
    own.cloned().unwrap_or_default()
}

fn section(out: &mut String, title: &str, text: &str) {
    let repeated = out.contains(&format!("── {title}\n"));
    if !text.trim().is_empty() && !repeated {
        let _ = write!(out, "\n── {title}\n{}\n", text.trim_end());
    }
}

/// A method of the handle, without its body.
fn handle_method(items: &[Item], handle: &str, wanted: &str) -> String {
    let blocks = impls(items).filter(|block| type_words(block).first().is_some_and(|word| word == handle));
    let found = blocks.flat_map(|block| &block.items).filter_map(|item| match item {
        ImplItem::Fn(function) if function.sig.ident == wanted || is_of_batches(function, wanted) => {
            Some(signature(function))
        }
        _ => None,
    });
    found.collect::<Vec<_>>().join("\n")
}

/// Whether a method sends lists of any length by the wanted one.
fn is_of_batches(function: &syn::ImplItemFn, wanted: &str) -> bool {
    let name = function.sig.ident.to_string();
    let output = &function.sig.output;
    name.starts_with(&format!("{}_all", wanted.trim_end_matches('_')))
        && quote::quote!(#output).to_string().contains("Batches")
}

/// A struct, enumeration or alias.
fn definition(items: &[Item], name: &str) -> String {
    let found = items.iter().filter(|item| match item {
        Item::Struct(item) => item.ident == name,
        Item::Enum(item) => item.ident == name,
        Item::Type(item) => item.ident == name,
        _ => false,
    });
    laid_out(&quote::quote!(#(#found)*))
}

/// The setters of a call, without bodies.
fn setters(items: &[Item], name: &str) -> String {
    let of_call = |block: &&ItemImpl| {
        let words = type_words(block);
        words.iter().any(|word| word == "Call") && words.iter().any(|word| word == name)
    };
    let methods = impls(items)
        .filter(of_call)
        .flat_map(|block| &block.items)
        .filter_map(|item| match item {
            ImplItem::Fn(function) => Some(signature(function)),
            _ => None,
        });
    methods.collect::<Vec<_>>().join("\n")
}

fn impls(items: &[Item]) -> impl Iterator<Item = &ItemImpl> {
    items.iter().filter_map(|item| match item {
        Item::Impl(block) if block.trait_.is_none() => Some(block),
        _ => None,
    })
}

/// The identifiers of the type that a block is for.
fn type_words(block: &ItemImpl) -> Vec<String> {
    let ty = &block.self_ty;
    let text = quote::quote!(#ty).to_string();
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn signature(function: &syn::ImplItemFn) -> String {
    let (vis, sig) = (&function.vis, &function.sig);
    let docs = function.attrs.iter().filter(|attr| attr.path().is_ident("doc"));
    let text = laid_out(&quote::quote!(#(#docs)* #vis #sig {}));
    text.trim_end().trim_end_matches("{}").trim_end().to_owned() + ";"
}

/// Tokens as text; nothing if they are no items.
fn laid_out(tokens: &proc_macro2::TokenStream) -> String {
    syn::parse2::<syn::File>(tokens.clone())
        .map(|file| prettyplease::unparse(&file))
        .unwrap_or_default()
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
