//! Every runtime and standard name that generated code mentions, so that a change on either side is made here.
//!
//! All paths are absolute: a spec may name its types `Result`, `Option` or `Vec`. Until [`super::names`] writes them as they are to stand,
//! each is one identifier, `std·option·Option` for `::std::option::Option`: a third of all tokens would be segments of paths and what is
//! between them, each of them made, copied and parsed.

use proc_macro2::{Ident, Span};

use super::idents::ident;
use crate::plan::RuntimeType;

/// How a name comes into a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// It is there in every module.
    Prelude,
    /// It is imported.
    Import,
}

macro_rules! define {
    ($($reach:ident { $($name:ident = $path:literal;)+ })+) => {
        $($(
            pub fn $name() -> Ident {
                path($path)
            }
        )+)+

        /// Paths of the functions above, without the `::` in front.
        const KNOWN: &[(&str, Reach)] = &[$($(($path, Reach::$reach),)+)+];
    };
}

/// What stands between the words of a path in one identifier. No name of a spec holds it: those are ASCII.
pub const JOINT: char = '·';

fn path(text: &str) -> Ident {
    let mut joined = String::with_capacity(text.len());
    for (at, word) in text.split("::").enumerate() {
        if at > 0 {
            joined.push(JOINT);
        }
        joined.push_str(word);
    }
    Ident::new(&joined, Span::call_site())
}

/// A type of the runtime that stands in signatures.
pub fn runtime_type(ty: RuntimeType) -> Ident {
    path(&format!("{RUNTIME}{ty:?}"))
}

/// An item of a module of the crate.
pub fn item(module: &str, name: &str) -> Ident {
    let (module, name) = (ident(module), ident(name));
    Ident::new(&format!("crate{JOINT}{module}{JOINT}{name}"), Span::call_site())
}

/// A function of the module `convert`, which is named with it.
pub fn convert(function: &str) -> Ident {
    item("convert", function)
}

/// What the paths of [`runtime_type`] begin with.
const RUNTIME: &str = "tradewire::";

/// The longest known item that a path leads to or through: how many segments its own path has, and how it comes into a module.
pub fn known(path: &[String]) -> Option<(usize, Reach)> {
    (2..=path.len()).rev().find_map(|length| {
        let own = path.get(..length)?.join("::");
        reach(&own).map(|reach| (length, reach))
    })
}

fn reach(path: &str) -> Option<Reach> {
    let listed = KNOWN.iter().find(|(known, _)| *known == path).map(|(_, reach)| *reach);
    let is_type = |name| RuntimeType::ALL.iter().any(|ty| format!("{ty:?}") == name);
    listed.or_else(|| {
        path.strip_prefix(RUNTIME)
            .filter(|name| is_type(*name))
            .map(|_| Reach::Import)
    })
}

/// Whether a name of the prelude stands bare in generated code.
pub fn is_prelude(name: &str) -> bool {
    let mut prelude = KNOWN.iter().filter(|(_, reach)| *reach == Reach::Prelude);
    prelude.any(|(path, _)| path.rsplit("::").next() == Some(name))
}

/// Every name that may stand in generated code without its path.
#[must_use]
pub fn short_names() -> Vec<String> {
    let listed = KNOWN.iter().filter_map(|(path, _)| path.rsplit("::").next());
    let types = RuntimeType::ALL.iter().map(|ty| format!("{ty:?}"));
    let mut names: Vec<String> = listed.map(str::to_owned).chain(types).collect();
    names.sort();
    names.dedup();
    names
}

define! {
    Prelude {
        string = "std::string::String";
        vec = "std::vec::Vec";
        boxed = "std::boxed::Box";
        option = "std::option::Option";
        some = "std::option::Option::Some";
        none = "std::option::Option::None";
        result = "std::result::Result";
        ok = "std::result::Result::Ok";
        err = "std::result::Result::Err";
        into = "std::convert::Into";
        from = "std::convert::From";
        iterate = "std::iter::IntoIterator";
        clone = "std::clone::Clone";
        fn_once = "std::ops::FnOnce";
    }
    Import {
        // Standard library.
        infallible = "std::convert::Infallible";
        fmt = "std::fmt";
        from_str = "std::str::FromStr";

        // Codec.
        decode = "tradewire::json::Decode";
        encode = "tradewire::json::Encode";
        record = "tradewire::json::Record";
        shape = "tradewire::json::Shape";
        reader = "tradewire::json::Reader";
        writer = "tradewire::json::Writer";
        decode_error = "tradewire::json::DecodeError";

        // Values.
        json = "tradewire::Json";
        extra = "tradewire::Extra";
        map = "tradewire::Map";
        patch = "tradewire::Patch";

        // Operations.
        operation = "tradewire::Operation";
        paginated = "tradewire::Paginated";
        batch_operation = "tradewire::BatchOperation";
        elements = "tradewire::Elements";
        batches = "tradewire::Batches";
        request_writer = "tradewire::RequestWriter";
        reply = "tradewire::Reply";
        error = "tradewire::Error";
        callback = "tradewire::Callback";
        inbound_request = "tradewire::InboundRequest";

        // Tables.
        meta = "tradewire::Meta";
        callback_meta = "tradewire::CallbackMeta";
        body_shape = "tradewire::BodyShape";
        reply_shape = "tradewire::ReplyShape";
        encoding = "tradewire::Encoding";
        list_style = "tradewire::ListStyle";
        safety = "tradewire::Safety";
        paging = "tradewire::Paging";
        strategy = "tradewire::Strategy";
        rule = "tradewire::Rule";
        condition = "tradewire::Condition";
        platform = "tradewire::Platform";
        scheme = "tradewire::Scheme";
        scheme_kind = "tradewire::SchemeKind";
        template = "tradewire::Template";
        time_zone = "tradewire::TimeZone";
        limit = "tradewire::Limit";
        charge = "tradewire::Charge";
        time_header = "tradewire::TimeHeader";
        time_unit = "tradewire::TimeUnit";
        common_header = "tradewire::CommonHeader";
        idempotency_key = "tradewire::IdempotencyKey";
        key_place = "tradewire::KeyPlace";
        error_shape = "tradewire::ErrorShape";
        known_code = "tradewire::KnownCode";
        sign = "tradewire::Sign";
        status_meaning = "tradewire::StatusMeaning";
        refusal = "tradewire::Refusal";
        entries = "tradewire::Entries";
        entry_keys = "tradewire::EntryKeys";
        outcomes = "tradewire::Outcomes";
        redirects = "tradewire::Redirects";
        catalogue_entry = "tradewire::Entry";
        catalogue_param = "tradewire::Param";
        catalogue_place = "tradewire::Place";
        catalogue_kind = "tradewire::meta::Kind";
        catalogue_gives = "tradewire::meta::Gives";
        catalogue_moment = "tradewire::meta::Moment";
        catalogue_fields = "tradewire::meta::Fields";
        verify = "tradewire::Verify";
        sign_method = "tradewire::meta::SignMethod";
        signature_encoding = "tradewire::meta::SignatureEncoding";
        signed = "tradewire::meta::Signed";
        spot = "tradewire::meta::Spot";
        at = "tradewire::meta::At";
        timestamp = "tradewire::meta::Timestamp";
        event_source = "tradewire::meta::EventSource";
        events = "tradewire::callback::Events";
        other_event = "tradewire::callback::OtherEvent";
        http = "tradewire::http";
        http_body = "tradewire::Bytes";
        formatted = "tradewire::Formatted";

        // Clients.
        runtime_client = "tradewire::Client";
        blocking_client = "tradewire::blocking::Client";
        credentials = "tradewire::Credentials";
        builder = "tradewire::Builder";
        raw_call = "tradewire::RawCall";
        settings = "tradewire::Settings";
        from_core = "tradewire::FromCore";
        take_header = "tradewire::TakeHeader";
        common_headers = "tradewire::CommonHeaders";

        // This crate.
        unlisted = "crate::convert::NotListed";
        call = "crate::call::Call";
        platform_table = "crate::platform::PLATFORM";
    }
}
