//! Static tables of operations and callbacks.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::paths;
use super::types::{ident, list_style, option_text};
use crate::plan::{BodyTable, CallbackTable, Encoding, MetaTable, PagingTable, ReplyTable, RuleTable, StrategyTable};

/// `Meta` of an operation.
#[must_use]
pub fn meta_table(table: &MetaTable) -> TokenStream {
    let (meta, platform, safety) = (paths::meta(), paths::platform_table(), paths::safety());
    let MetaTable {
        id,
        place,
        method,
        aliases,
        path,
        auth,
        success,
        ..
    } = table;
    let safety_name = ident(&format!("{:?}", table.safety));
    let limit = table.limit.map_or_else(paths::usize_max, |at| {
        let at = Literal::usize_unsuffixed(at);
        quote!(#at)
    });
    let success = success.iter().map(|status| Literal::u16_unsuffixed(*status));
    let body = body_shape(&table.body);
    let reply = reply_shape(&table.reply);
    let paging = match &table.paging {
        Some(paging) => {
            let (some, paging) = (paths::some(), paging_table(paging));
            quote!(#some(&#paging))
        }
        None => paths::none(),
    };
    let rules = table.rules.iter().map(rule);
    quote! {
        #meta {
            platform: &#platform,
            id: #id,
            place: #place,
            method: #method,
            aliases: &[#(#aliases),*],
            path: #path,
            safety: #safety::#safety_name,
            auth: &[#(#auth),*],
            limit: #limit,
            success: &[#(#success),*],
            body: #body,
            reply: #reply,
            paging: #paging,
            rules: &[#(#rules),*],
        }
    }
}

fn reply_shape(table: &ReplyTable) -> TokenStream {
    let shape = paths::reply_shape();
    if *table == ReplyTable::default() {
        return quote!(#shape::BARE);
    }
    let (key, or_bare) = (option_text(table.key.as_deref()), table.or_bare);
    quote!(#shape { key: #key, or_bare: #or_bare })
}

/// `BodyShape`; the two commonest have a name.
fn body_shape(table: &BodyTable) -> TokenStream {
    let (shape, encoding) = (paths::body_shape(), paths::encoding());
    let Some(kind) = table.encoding else {
        return match &table.content_type {
            None => quote!(#shape::NONE),
            Some(_) => {
                let content_type = option_text(table.content_type.as_deref());
                quote!(#shape { content_type: #content_type, ..#shape::NONE })
            }
        };
    };
    let plain =
        table.key.is_none() && table.content_type.is_none() && !table.one_or_many && table.json_switch.is_none();
    // How lists are spread does not matter to JSON.
    if plain && kind == Encoding::Json {
        return quote!(#shape::JSON);
    }
    let name = ident(&format!("{kind:?}"));
    let key = option_text(table.key.as_deref());
    let lists = list_style(table.lists);
    let content_type = option_text(table.content_type.as_deref());
    let one_or_many = table.one_or_many;
    let switch = match &table.json_switch {
        Some((name, value)) => {
            let some = paths::some();
            quote!(#some((#name, #value)))
        }
        None => paths::none(),
    };
    quote! {
        #shape {
            encoding: #encoding::#name,
            key: #key,
            lists: #lists,
            content_type: #content_type,
            one_or_many: #one_or_many,
            json_switch: #switch,
        }
    }
}

fn paging_table(table: &PagingTable) -> TokenStream {
    let (paging, strategy) = (paths::paging(), paths::strategy());
    let strategy = match &table.strategy {
        StrategyTable::Page { param } => quote!(#strategy::Page { param: #param }),
        StrategyTable::Keyset { set } => {
            let pairs = set.iter().map(|(param, field)| quote!((#param, #field)));
            quote!(#strategy::Keyset { set: &[#(#pairs),*] })
        }
        StrategyTable::Cursor { param, next } => {
            quote!(#strategy::Cursor { param: #param, next: #next })
        }
    };
    let items = &table.items;
    let size = option_text(table.size.as_deref());
    let sizes = table.sizes.iter().map(|size| Literal::u32_unsuffixed(*size));
    let number = |value: Option<u32>| match value {
        Some(value) => {
            let (some, value) = (paths::some(), Literal::u32_unsuffixed(value));
            quote!(#some(#value))
        }
        None => paths::none(),
    };
    let (default_size, min_size, max_size, fixed_size) = (
        number(table.default_size),
        number(table.min_size),
        number(table.max_size),
        number(table.fixed_size),
    );
    let total_pages = option_text(table.total_pages.as_deref());
    let total_items = option_text(table.total_items.as_deref());
    let drop = &table.drop;
    let page = option_text(table.page.as_deref());
    let short_page_ends = table.short_page_ends;
    quote! {
        #paging {
            strategy: #strategy,
            items: #items,
            size: #size,
            sizes: &[#(#sizes),*],
            default_size: #default_size,
            min_size: #min_size,
            max_size: #max_size,
            fixed_size: #fixed_size,
            total_pages: #total_pages,
            total_items: #total_items,
            drop: &[#(#drop),*],
            page: #page,
            short_page_ends: #short_page_ends,
        }
    }
}

fn rule(table: &RuleTable) -> TokenStream {
    let (rule, condition) = (paths::rule(), paths::condition());
    match table {
        RuleTable::RequiredWhenIs { path, field, values } => quote! {
            #rule::RequiredWhen {
                path: #path,
                when: #condition::Is { field: #field, values: &[#(#values),*] },
            }
        },
        RuleTable::RequiredWhenPresent { path, field } => {
            quote!(#rule::RequiredWhen { path: #path, when: #condition::Present(#field) })
        }
        RuleTable::RequiredWhenAbsent { path, field } => {
            quote!(#rule::RequiredWhen { path: #path, when: #condition::Absent(#field) })
        }
        RuleTable::AnyOf { at, fields } => {
            quote!(#rule::AnyOf { at: #at, fields: &[#(#fields),*] })
        }
        RuleTable::ExactlyOneOf { at, fields } => {
            quote!(#rule::ExactlyOneOf { at: #at, fields: &[#(#fields),*] })
        }
        RuleTable::AtMostOneOf { at, fields } => {
            quote!(#rule::AtMostOneOf { at: #at, fields: &[#(#fields),*] })
        }
        RuleTable::MinItems { path, min } => {
            let min = Literal::u64_unsuffixed(*min);
            quote!(#rule::MinItems { path: #path, min: #min })
        }
        RuleTable::MaxItems { path, max } => {
            let max = Literal::u64_unsuffixed(*max);
            quote!(#rule::MaxItems { path: #path, max: #max })
        }
    }
}

/// `CallbackMeta`.
#[must_use]
pub fn callback_table(table: &CallbackTable) -> TokenStream {
    let (meta, platform, verify_path) = (paths::callback_meta(), paths::platform_table(), paths::verify());
    let CallbackTable {
        id,
        place,
        method,
        path,
        ..
    } = table;
    let body = body_shape(&table.body);
    let verify = match &table.verify {
        Some(verify) => {
            let some = paths::some();
            let (message, key, signature) = (&verify.message, &verify.key, &verify.signature);
            quote!(#some(#verify_path { message: #message, key: #key, signature: #signature }))
        }
        None => paths::none(),
    };
    quote! {
        #meta {
            platform: &#platform,
            id: #id,
            place: #place,
            method: #method,
            path: #path,
            body: #body,
            verify: #verify,
        }
    }
}
