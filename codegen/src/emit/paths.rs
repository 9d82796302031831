//! Every runtime and standard name that generated code mentions, so that a change on either side is made here.
//!
//! All paths are absolute: a spec may name its types `Result`, `Option` or `Vec`.

use proc_macro2::TokenStream;
use quote::quote;

macro_rules! define {
    ($($name:ident = $path:literal;)+) => {
        $(
            pub fn $name() -> TokenStream {
                path($path)
            }
        )+
    };
}

fn path(text: &str) -> TokenStream {
    let segments = text
        .split("::")
        .map(|segment| proc_macro2::Ident::new(segment, proc_macro2::Span::call_site()));
    if text.starts_with("crate::") {
        quote!(#(#segments)::*)
    } else {
        quote!(#(::#segments)*)
    }
}

define! {
    // Standard library.
    string = "std::string::String";
    vec = "std::vec::Vec";
    boxed = "std::boxed::Box";
    option = "core::option::Option";
    some = "core::option::Option::Some";
    none = "core::option::Option::None";
    result = "core::result::Result";
    ok = "core::result::Result::Ok";
    err = "core::result::Result::Err";
    into = "core::convert::Into";
    from = "core::convert::From";
    infallible = "core::convert::Infallible";
    iterate = "core::iter::IntoIterator";
    clone = "core::clone::Clone";
    default = "core::default::Default";
    fmt = "core::fmt";
    from_str = "core::str::FromStr";

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
    http_request = "tradewire::http::Request";
    http_body = "tradewire::Bytes";
    formatted = "tradewire::Formatted";

    // Clients.
    runtime_client = "tradewire::Client";
    blocking_client = "tradewire::blocking::Client";
    credentials = "tradewire::Credentials";
    builder = "tradewire::Builder";
    take_header = "tradewire::TakeHeader";
    common_headers = "tradewire::CommonHeaders";

    // This crate.
    unlisted = "crate::convert::NotListed";
    call = "crate::call::Call";
    platform_table = "crate::platform::PLATFORM";
}
