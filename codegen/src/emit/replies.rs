//! `checks/replies.rs`: every operation with what reads its reply, for tests over all of them.

use proc_macro2::TokenStream;
use quote::quote;

use super::types::ident;
use crate::plan::{CratePlan, ReplyReader};

/// The table of a crate.
#[must_use]
pub fn emit_replies(plan: &CratePlan) -> TokenStream {
    let lib = ident(&plan.lib);
    let operations = plan.modules.iter().flat_map(|module| {
        let operations = module.operations.iter();
        operations
            .filter(|operation| operation.output.is_none())
            .filter(|operation| matches!(operation.reply.reader, ReplyReader::Json | ReplyReader::OnlyJson))
            .map(|operation| (ident(&module.name), ident(&operation.rust), &operation.meta.id))
    });
    let rows =
        operations.map(|(module, name, id)| quote!((#id, ::tradewire::testing::reread::<#lib::#module::#name>),));
    quote! {
        #![doc = " Every operation that is answered by JSON, by its id, with what reads such an answer and writes it again."]

        /// Id, and the function.
        #[rustfmt::skip]
        pub const REPLIES: &[(&str, ::tradewire::testing::Reread)] = &[#(#rows)*];
    }
}
