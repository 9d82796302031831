//! Operations: the value, its table, what it writes and reads.

use proc_macro2::TokenStream;
use quote::quote;

use super::batch::batch_impl;
use super::debug::{derive, redacted_debug};
use super::docs::{attributes, bare};
use super::outputs::{emit_output, read_output, reader};
use super::paths;
use super::required::{self, emit_required};
use super::setters::{call_setters, own_setters};
use super::tables::meta_table;
use super::types::{argument_type, blank, field_value, ident, list_style, option_text, outgoing, rust_type};
use crate::plan::{ArgTarget, ItemStep, OperationPlan, PaginatedPlan, PartPlan, RustType, WriteStep};

/// An operation with everything that belongs to it but its method on the handle.
#[must_use]
pub fn emit_operation(plan: &OperationPlan) -> TokenStream {
    let declaration = declaration(plan);
    let constructor = constructor(plan);
    let setters = call_setters(plan);
    let operation = operation_impl(plan);
    let required = plan
        .required
        .as_ref()
        .map(|required| emit_required(required, &plan.rust));
    let output = plan.output.as_ref().map(emit_output);
    let paginated = plan.paginated.as_ref().map(|paginated| paginated_impl(plan, paginated));
    let batch = plan.batch.as_ref().map(|batch| batch_impl(plan, batch));
    quote! {
        #declaration
        #required
        #constructor
        #setters
        #operation
        #paginated
        #batch
        #output
    }
}

/// Fields of an operation or callback, and how `Debug` treats them.
#[must_use]
pub fn part_fields(parts: &[PartPlan]) -> TokenStream {
    let fields = parts.iter().map(|part| {
        // The setter says the rest.
        let docs = attributes(&part.docs.first());
        let (name, ty) = (ident(&part.rust), rust_type(&part.ty));
        quote!(#docs pub #name: #ty)
    });
    quote!(#(#fields),*)
}

/// `Debug` of a struct with secret parts.
#[must_use]
pub fn redacted_parts(name: &str, parts: &[PartPlan]) -> TokenStream {
    redacted_debug(name, parts.iter().map(|part| (part.rust.as_str(), part.secret)))
}

fn declaration(plan: &OperationPlan) -> TokenStream {
    let (name, docs) = (ident(&plan.rust), attributes(&plan.value_docs));
    let bare = bare(plan.parts.iter().map(|part| &part.docs));
    let fields = part_fields(&plan.parts);
    let secret = plan.parts.iter().any(|part| part.secret);
    let derive = derive(secret, plan.requires_nothing());
    let debug = secret.then(|| redacted_parts(&plan.rust, &plan.parts));
    quote! {
        #docs
        #derive
        #[non_exhaustive]
        #bare
        pub struct #name { #fields }
        #debug
    }
}

/// What must be given, as it stands in a signature.
#[must_use]
pub fn signature(plan: &OperationPlan) -> TokenStream {
    let args = plan.args.iter().map(|arg| {
        let (name, ty) = (ident(&arg.name), argument_type(&arg.form));
        quote!(#name: #ty)
    });
    let all = plan.required.iter().map(required::argument).chain(args);
    quote!(#(#all),*)
}

fn constructor(plan: &OperationPlan) -> TokenStream {
    let name = ident(&plan.rust);
    let (doc, value) = if plan.requires_nothing() {
        (" The operation with nothing set.", quote!(Self::default()))
    } else {
        let fields = plan.parts.iter().map(|part| {
            let (field, value) = (ident(&part.rust), initial(plan, part));
            quote!(#field: #value)
        });
        (" The operation with what it requires.", quote!(Self { #(#fields),* }))
    };
    let (setters, args) = (own_setters(plan), signature(plan));
    quote! {
        impl #name {
            #[doc = #doc]
            #[must_use]
            #[inline]
            pub fn new(#args) -> Self {
                #value
            }
            #setters
        }
    }
}

fn initial(plan: &OperationPlan, part: &PartPlan) -> TokenStream {
    let here = ArgTarget::Part(part.rust.clone());
    if let Some(argument) = plan.args.iter().find(|arg| arg.target == here) {
        return field_value(&argument.form, &part.ty, &ident(&argument.name));
    }
    let mut named = plan.required.iter().flat_map(|required| &required.fields);
    if let Some(field) = named.find(|field| field.target == here) {
        return required::value(field);
    }
    if part.source == crate::plan::PartSource::Body {
        return inline_body(plan, &part.ty);
    }
    blank(&part.ty)
}

/// An inline body by its own `new`, which takes what it needs of what the operation was given.
fn inline_body(plan: &OperationPlan, ty: &RustType) -> TokenStream {
    let is_path = matches!(ty, RustType::Local { .. });
    let ty = rust_type(ty);
    let ty = if is_path { ty } else { quote!(<#ty>) };
    let named = plan.required.iter().flat_map(|required| &required.fields);
    let values = named.filter_map(|field| match &field.target {
        ArgTarget::Body(name) => Some((name, ident(&field.rust), quote!(required.))),
        ArgTarget::Part(_) => None,
    });
    let args = plan.args.iter().filter_map(|arg| match &arg.target {
        ArgTarget::Body(name) => Some((name, ident(&arg.name), quote!())),
        ArgTarget::Part(_) => None,
    });
    let values = values.chain(args).map(|(field, value, from)| {
        let field = plan.body_required.as_ref().map(|_| {
            let field = ident(field);
            quote!(#field:)
        });
        quote!(#field #from #value)
    });
    match plan.body_required.as_ref().map(rust_type) {
        Some(required) => quote!(#ty::new(#required { #(#values),* })),
        None => quote!(#ty::new(#(#values),*)),
    }
}

fn operation_impl(plan: &OperationPlan) -> TokenStream {
    let name = ident(&plan.rust);
    let (operation, meta, result, error, writer, reply, ok) = (
        paths::operation(),
        paths::meta(),
        paths::result(),
        paths::error(),
        paths::request_writer(),
        paths::reply(),
        paths::ok(),
    );
    let table = meta_table(&plan.meta);
    let mut steps: Vec<TokenStream> = plan.steps.iter().map(write_step).collect();
    let writer_name = if steps.is_empty() { quote!(_) } else { quote!(w) };
    // What the last step says is what all of them say.
    let last = steps.pop().unwrap_or_else(|| quote!(#ok(())));
    let output = rust_type(&plan.reply.output);
    let read = plan
        .output
        .as_ref()
        .map_or_else(|| reader(plan.reply.reader), read_output);
    quote! {
        impl #operation for #name {
            type Output = #output;
            #[inline]
            fn meta() -> &'static #meta {
                static META: #meta = #table;
                &META
            }
            #[inline]
            fn write(&self, #writer_name: &mut #writer<'_>) -> #result<(), #error> {
                #(#steps?;)*
                #last
            }
            #[inline]
            fn read(reply: &#reply<'_>) -> #result<Self::Output, #error> {
                #read
            }
        }
    }
}

fn write_step(step: &WriteStep) -> TokenStream {
    match step {
        WriteStep::Path { name, field, format } => {
            let value = outgoing(&[ident(field)], format.as_deref());
            quote!(w.path(#name, #value))
        }
        WriteStep::Query {
            name,
            style,
            field,
            format,
        } => {
            let (value, style) = (outgoing(&[ident(field)], format.as_deref()), list_style(style));
            quote!(w.query(#name, #style, #value))
        }
        WriteStep::QueryFamily { pattern, style, field } => {
            let (field, style) = (ident(field), list_style(style));
            quote!(w.query_family(#pattern, #style, &self.#field))
        }
        WriteStep::QueryConst { name, value } => {
            let value = option_text(value.as_deref());
            quote!(w.query_const(#name, #value))
        }
        WriteStep::Header {
            name,
            style,
            field,
            format,
        } => {
            let value = outgoing(&[ident(field)], format.as_deref());
            match style.as_ref().map(list_style) {
                Some(style) => quote!(w.header_list(#name, #style, #value)),
                None => quote!(w.header(#name, #value)),
            }
        }
        WriteStep::PartConst { name, value } => quote!(w.part(#name, &#value)),
        WriteStep::HeaderConst { name, value } => quote!(w.header(#name, &#value)),
        WriteStep::Upload { field } => {
            let field = ident(field);
            quote!(w.upload(&self.#field))
        }
        WriteStep::Body { field } => {
            let field = ident(field);
            quote!(w.body(&self.#field))
        }
        WriteStep::Part {
            name,
            field,
            file,
            format,
        } => {
            let field: Vec<_> = field.iter().map(|name| ident(name)).collect();
            let value = outgoing(&field, format.as_deref());
            if *file {
                quote!(w.file(#name, #value))
            } else {
                quote!(w.part(#name, #value))
            }
        }
    }
}

fn paginated_impl(plan: &OperationPlan, paginated: &PaginatedPlan) -> TokenStream {
    let (name, item) = (ident(&plan.rust), rust_type(&paginated.item));
    let (trait_path, vec) = (paths::paginated(), paths::vec());
    let body = items(&paginated.steps, quote!(output), paginated.map);
    quote! {
        impl #trait_path for #name {
            type Item = #item;
            #[inline]
            fn items(output: Self::Output) -> #vec<#item> {
                #body
            }
        }
    }
}

/// The way down to the list, one field after the other.
fn items(steps: &[ItemStep], value: TokenStream, map: bool) -> TokenStream {
    let Some((step, rest)) = steps.split_first() else {
        if map {
            let values = paths::convert("values");
            return quote!(#values(#value));
        }
        return value;
    };
    let field = ident(&step.field);
    let unboxed = |value: TokenStream| if step.boxed { quote!((*#value)) } else { value };
    if !step.optional {
        return items(rest, unboxed(quote!(#value.#field)), map);
    }
    let (some, none, vec) = (paths::some(), paths::none(), paths::vec());
    let inner = items(rest, unboxed(quote!(found)), map);
    quote! {
        match #value.#field {
            #some(found) => #inner,
            #none => #vec::new(),
        }
    }
}
