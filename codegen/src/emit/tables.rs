//! Static tables of operations and callbacks.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::signature::verify_value;
use super::sparse::Sparse;
use super::types::{ident, list_style, option_text};
use super::{outcomes, paths};
use crate::plan::{
    BodyTable, CallbackTable, Encoding, KeyPlaceTable, KeyTable, ListStyle, MetaTable, PagingTable, ReplyTable,
    RuleTable, Safety, StrategyTable,
};

/// `Meta` of an operation.
#[must_use]
pub fn meta_table(table: &MetaTable) -> TokenStream {
    let (platform, safety, redirects) = (paths::platform_table(), paths::safety(), paths::redirects());
    let MetaTable {
        id,
        former,
        place,
        method,
        aliases,
        path,
        auth,
        success,
        ..
    } = table;
    // The commonest two have a constant each; any other verb is told from the second.
    let (base, usual) = if method == "GET" {
        ("GET", Safety::Read)
    } else {
        ("POST", Safety::Unsafe)
    };
    let safety_name = ident(&format!("{:?}", table.safety));
    let limit = table.limit.map(Literal::usize_unsuffixed);
    let charge = paths::charge();
    let also = table.also.iter().map(|(limit, weight)| {
        let (limit, weight) = (Literal::usize_unsuffixed(*limit), Literal::u32_unsuffixed(*weight));
        quote!(#charge { limit: #limit, weight: #weight })
    });
    let key = table.idempotency_key.as_ref().map(idempotency_key);
    let success = success.iter().map(|status| Literal::u16_unsuffixed(*status));
    let paging = table.paging.as_ref().map(|paging| {
        let (some, paging) = (paths::some(), paging_table(paging));
        quote!(#some(&#paging))
    });
    let rules = table.rules.iter().map(rule);
    let some = paths::some();
    let entries = table.entries.as_ref().map(outcomes::entries);
    let entries = entries.map(|entries| quote!(#some(&#entries)));
    let outcomes = table.outcomes.as_ref().map(outcomes::outcomes);
    let outcomes = outcomes.map(|outcomes| quote!(#some(&#outcomes)));
    let setters = table.setters.iter().map(|(wire, setter)| quote!((#wire, #setter)));
    Sparse::new(paths::meta(), base)
        .field("platform", quote!(&#platform))
        .field("id", id)
        .unless(former.is_empty(), "former", quote!(&[#(#former),*]))
        .field("place", place)
        .unless(method == base, "method", method)
        .unless(aliases.is_empty(), "aliases", quote!(&[#(#aliases),*]))
        .field("path", path)
        .unless(table.safety == usual, "safety", quote!(#safety::#safety_name))
        .unless(auth.is_empty(), "auth", quote!(&[#(#auth),*]))
        .unless(limit.is_none(), "limit", limit)
        .unless(table.weight == 1, "weight", Literal::u32_unsuffixed(table.weight))
        .unless(table.also.is_empty(), "also", quote!(&[#(#also),*]))
        .unless(key.is_none(), "idempotency_key", key)
        .unless(table.success.is_empty(), "success", quote!(&[#(#success),*]))
        .unless(table.body.is_none(), "body", body_shape(&table.body))
        .unless(table.reply == ReplyTable::default(), "reply", reply_shape(&table.reply))
        .unless(!table.redirects_anywhere, "redirects", quote!(#redirects::AnyHost))
        .unless(paging.is_none(), "paging", paging)
        .unless(table.rules.is_empty(), "rules", quote!(&[#(#rules),*]))
        .unless(entries.is_none(), "entries", entries)
        .unless(outcomes.is_none(), "outcomes", outcomes)
        .unless(table.setters.is_empty(), "setters", quote!(&[#(#setters),*]))
        .finish()
}

fn idempotency_key(table: &KeyTable) -> TokenStream {
    let (some, key, place, is_made) = (
        paths::some(),
        paths::idempotency_key(),
        paths::key_place(),
        table.is_made,
    );
    let at = match &table.place {
        KeyPlaceTable::Header(name) => quote!(#place::Header(#name)),
        KeyPlaceTable::Field(path) => quote!(#place::Field(#path)),
    };
    quote!(#some(#key { at: #at, is_made: #is_made }))
}

fn reply_shape(table: &ReplyTable) -> TokenStream {
    Sparse::new(paths::reply_shape(), "BARE")
        .unless(table.key.is_none(), "key", option_text(table.key.as_deref()))
        .unless(!table.or_bare, "or_bare", table.or_bare)
        .finish()
}

/// `BodyShape`; the two commonest have a name.
fn body_shape(table: &BodyTable) -> TokenStream {
    let encoding = paths::encoding();
    // How lists are spread does not matter to JSON.
    let (base, usual) = match table.encoding {
        Some(Encoding::Json) => ("JSON", true),
        None => ("NONE", true),
        Some(_) => ("NONE", false),
    };
    let kind = table.encoding.map(|kind| {
        let name = ident(&format!("{kind:?}"));
        quote!(#encoding::#name)
    });
    let switch = table.json_switch.as_ref().map(|(name, value)| {
        let some = paths::some();
        quote!(#some((#name, #value)))
    });
    Sparse::new(paths::body_shape(), base)
        .unless(usual, "encoding", kind)
        .unless(table.key.is_none(), "key", option_text(table.key.as_deref()))
        .unless(
            usual || table.lists == ListStyle::Brackets,
            "lists",
            list_style(&table.lists),
        )
        .unless(
            table.content_type.is_none(),
            "content_type",
            option_text(table.content_type.as_deref()),
        )
        .unless(!table.one_or_many, "one_or_many", table.one_or_many)
        .unless(switch.is_none(), "json_switch", switch)
        .finish()
}

fn paging_table(table: &PagingTable) -> TokenStream {
    let strategy = paths::strategy();
    let strategy = match &table.strategy {
        StrategyTable::Page { param } => quote!(#strategy::Page { param: #param }),
        StrategyTable::Offset { param } => quote!(#strategy::Offset { param: #param }),
        StrategyTable::Link { next } => quote!(#strategy::Link { next: #next }),
        StrategyTable::Keyset { set } => {
            let pairs = set.iter().map(|(param, field)| quote!((#param, #field)));
            quote!(#strategy::Keyset { set: &[#(#pairs),*] })
        }
        StrategyTable::Cursor { param, next } => {
            quote!(#strategy::Cursor { param: #param, next: #next })
        }
    };
    let number = |value: Option<u32>| {
        value.map(|value| {
            let (some, value) = (paths::some(), Literal::u32_unsuffixed(value));
            quote!(#some(#value))
        })
    };
    let text = |value: &Option<String>| option_text(value.as_deref());
    let sizes = table.sizes.iter().map(|size| Literal::u32_unsuffixed(*size));
    let drop = &table.drop;
    Sparse::new(paths::paging(), "NONE")
        .field("strategy", strategy)
        .unless(table.items.is_empty(), "items", &table.items)
        .unless(table.size.is_none(), "size", text(&table.size))
        .unless(table.sizes.is_empty(), "sizes", quote!(&[#(#sizes),*]))
        .unless(table.default_size.is_none(), "default_size", number(table.default_size))
        .unless(table.min_size.is_none(), "min_size", number(table.min_size))
        .unless(table.max_size.is_none(), "max_size", number(table.max_size))
        .unless(table.fixed_size.is_none(), "fixed_size", number(table.fixed_size))
        .unless(table.total_pages.is_none(), "total_pages", text(&table.total_pages))
        .unless(table.total_items.is_none(), "total_items", text(&table.total_items))
        .unless(
            table.total_pages_header.is_none(),
            "total_pages_header",
            text(&table.total_pages_header),
        )
        .unless(
            table.total_items_header.is_none(),
            "total_items_header",
            text(&table.total_items_header),
        )
        .unless(table.more.is_none(), "more", text(&table.more))
        .unless(table.more_header.is_none(), "more_header", text(&table.more_header))
        .unless(table.next_header.is_none(), "next_header", text(&table.next_header))
        .unless(table.first.is_none(), "first", number(table.first))
        .unless(table.drop.is_empty(), "drop", quote!(&[#(#drop),*]))
        .unless(table.page.is_none(), "page", text(&table.page))
        .unless(!table.short_page_ends, "short_page_ends", table.short_page_ends)
        .unless(!table.keyed, "keyed", table.keyed)
        .finish()
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
    let platform = paths::platform_table();
    let CallbackTable {
        id,
        place,
        method,
        path,
        ..
    } = table;
    let verify = table.verify.as_ref().map(|verify| {
        let (some, verify) = (paths::some(), verify_value(verify));
        quote!(#some(#verify))
    });
    Sparse::new(paths::callback_meta(), "POST")
        .field("platform", quote!(&#platform))
        .field("id", id)
        .field("place", place)
        .unless(method == "POST", "method", method)
        .field("path", path)
        .unless(table.body.is_none(), "body", body_shape(&table.body))
        .unless(verify.is_none(), "verify", verify)
        .finish()
}
