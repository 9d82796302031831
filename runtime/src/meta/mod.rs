//! What the specs know about platforms and operations, as `static` tables.
//!
//! Generated crates fill these; everything in this crate that is not typed by an operation (requests, credentials,
//! rules, errors, paging, limits, retries) is driven by them. All fields are public and everything is
//! const-constructible.

mod callback;
mod catalogue;
mod entries;
mod headers;
mod limit;
mod outcomes;
mod paging;
mod platform;
mod rule;
mod signature;

pub use callback::CallbackMeta;
pub use catalogue::{Entry, Fields, Gives, Kind, Moment, Param, Place};
pub use entries::{Entries, EntryKeys};
pub use headers::{CommonHeader, IdempotencyKey, KeyPlace};
pub use limit::{Charge, Limit, TimeHeader, TimeUnit};
pub use outcomes::Outcomes;
pub use paging::{Paging, Strategy};
pub use platform::{ErrorShape, KnownCode, Platform, Refusal, Scheme, SchemeKind, Sign, StatusMeaning, Template};
pub use rule::{Condition, Rule};
pub use signature::{At, EventSource, SignMethod, SignatureEncoding, Signed, Spot, Timestamp, Verify};

/// One operation of a platform.
#[derive(Debug)]
pub struct Meta {
    /// Platform that offers it.
    pub platform: &'static Platform,
    /// `resource.operation`, as in `products.update`.
    pub id: &'static str,
    /// What `id` was before; cursors of then are still taken.
    pub former: &'static [&'static str],
    /// Spec file that describes it.
    pub place: &'static str,
    /// HTTP verb, upper case.
    pub method: &'static str,
    /// Other verbs that the platform takes for the same.
    pub aliases: &'static [&'static str],
    /// Path template, `/api/v1/products/{id}`.
    pub path: &'static str,
    /// What sending it twice does.
    pub safety: Safety,
    /// Credential schemes it accepts, tried in this order against what the client holds; empty: none needed.
    pub auth: &'static [&'static str],
    /// Index into [`Platform::limits`]; `usize::MAX`: not limited.
    pub limit: usize,
    /// How many requests it counts for in that limit.
    pub weight: u32,
    /// Further limits that count it.
    pub also: &'static [Charge],
    /// The key by which the platform knows that a request came before.
    pub idempotency_key: Option<IdempotencyKey>,
    /// Statuses that the documentation names for success. Any 2xx is taken as success as well.
    pub success: &'static [u16],
    /// How the body is written.
    pub body: BodyShape,
    /// Where the reply stands in the answer's body.
    pub reply: ReplyShape,
    /// Where the server may send it on to.
    pub redirects: Redirects,
    /// How its pages follow each other, for listings.
    pub paging: Option<&'static Paging>,
    /// What is checked before sending.
    pub rules: &'static [Rule],
    /// What stands in its lists of errors, where that is not as everywhere on the platform.
    pub entries: Option<&'static Entries>,
    /// What its reply says of each element that was sent.
    pub outcomes: Option<&'static Outcomes>,
    /// Setters of parameters and fields of the body, by their names on the wire, where one does not follow from the other: `perPage` is
    /// set by `per_page`.
    pub setters: &'static [(&'static str, &'static str)],
}

impl Meta {
    /// An operation that only reads, of which nothing else is said: what a table leaves out is as here.
    pub const GET: Self = Self {
        platform: &Platform::PLAIN,
        id: "",
        former: &[],
        place: "",
        method: "GET",
        aliases: &[],
        path: "",
        safety: Safety::Read,
        auth: &[],
        limit: usize::MAX,
        weight: 1,
        also: &[],
        idempotency_key: None,
        success: &[],
        body: BodyShape::NONE,
        reply: ReplyShape::BARE,
        redirects: Redirects::OwnHost,
        paging: None,
        rules: &[],
        entries: None,
        outcomes: None,
        setters: &[],
    };
    /// An operation that may do something each time it is sent.
    pub const POST: Self = Self {
        method: "POST",
        safety: Safety::Unsafe,
        ..Self::GET
    };

    /// Whether a name is that of the operation, or was.
    pub(crate) fn is_called(&self, id: &str) -> bool {
        self.id == id || self.former.contains(&id)
    }

    /// Dotted path of the list that a reply is about: of a listing its elements; else what stands under the wrapper key, or the whole
    /// body, if that is a list.
    #[must_use]
    pub fn listing(&self) -> &'static str {
        match self.paging {
            Some(paging) => paging.items,
            None => self.reply.key.unwrap_or_default(),
        }
    }

    /// What stands in its lists of errors.
    pub(crate) fn entries(&self) -> &'static Entries {
        self.entries.unwrap_or(&self.platform.errors.entries)
    }

    /// The limits that count this operation, as indices into [`Platform::limits`], and the weight in each.
    pub(crate) fn charges(&self) -> impl Iterator<Item = (usize, u32)> {
        let first = (self.limit, self.weight);
        std::iter::once(first).chain(self.also.iter().map(|charge| (charge.limit, charge.weight)))
    }

    /// The tables of the limits that count this operation.
    pub(crate) fn limits(&self) -> impl Iterator<Item = &'static Limit> {
        let limits = self.platform.limits;
        self.charges().filter_map(|(at, _)| limits.get(at))
    }

    /// The first limit that counts this operation.
    #[must_use]
    pub fn limit(&self) -> Option<&'static Limit> {
        self.platform.limits.get(self.limit)
    }

    /// The schemes that it accepts, in order of preference.
    pub(crate) fn schemes(&self) -> impl Iterator<Item = &'static Scheme> {
        let platform = self.platform;
        self.auth
            .iter()
            .filter_map(move |name| platform.auth.iter().find(|scheme| scheme.name == *name))
    }
}

/// What sending a request twice does; decides when a retry is safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Safety {
    /// Changes nothing.
    Read,
    /// Twice is the same as once.
    Idempotent,
    /// Twice may create or charge twice.
    Unsafe,
}

/// Where a server may send a request on to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Redirects {
    /// To other addresses of its own.
    OwnHost,
    /// To any host, as to a storage that hands the file out: what is asked there is a plain `GET`, without credentials, headers and
    /// parameters of this request.
    AnyHost,
}

/// How a request body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BodyShape {
    /// Written form.
    pub encoding: Encoding,
    /// Wrapper key: `{"order": …}`.
    pub key: Option<&'static str>,
    /// How lists are written in forms and queries.
    pub lists: ListStyle,
    /// `Content-Type` where it is not the usual one of the encoding; of multipart bodies without effect.
    pub content_type: Option<&'static str>,
    /// A list of one is written as its bare element.
    pub one_or_many: bool,
    /// Query parameter (name, value) that announces a JSON body in place of the query.
    pub json_switch: Option<(&'static str, &'static str)>,
}

impl BodyShape {
    /// No body.
    pub const NONE: Self = Self::new(Encoding::None);
    /// A bare JSON body.
    pub const JSON: Self = Self::new(Encoding::Json);

    /// A body in its plainest shape.
    #[must_use]
    pub const fn new(encoding: Encoding) -> Self {
        Self {
            encoding,
            key: None,
            lists: ListStyle::Brackets,
            content_type: None,
            one_or_many: false,
            json_switch: None,
        }
    }
}

/// Written form of a request body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// No body.
    None,
    /// `application/json`.
    Json,
    /// `application/x-www-form-urlencoded` with bracket keys: `order[items][0][id]=1`.
    Form,
    /// `application/x-www-form-urlencoded`; objects and lists are JSON text in one field: `order={"items":[…]}`.
    FormJson,
    /// Everything goes into the query.
    Query,
    /// `multipart/form-data`.
    Multipart,
    /// Raw bytes.
    Binary,
    /// Plain text.
    Text,
}

/// How a list is written in a query or a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListStyle {
    /// `a[]=1&a[]=2`
    Brackets,
    /// `a[0]=1&a[1]=2`
    Indexed,
    /// `a=1,2`
    Comma,
    /// `a=1&a=2`
    Repeat,
    /// `a=[1,2]`, one JSON text.
    Json,
    /// `a=1;2`: one text of the elements, with this between them.
    Separated {
        /// What stands between elements.
        by: &'static str,
        /// What is put before a separator, and before itself, inside an element. Without it, an element that holds the separator
        /// cannot be written.
        escape: Option<&'static str>,
    },
}

/// Where the reply stands in the answer's body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReplyShape {
    /// Wrapper key.
    pub key: Option<&'static str>,
    /// The wrapper may be missing.
    pub or_bare: bool,
}

impl ReplyShape {
    /// The whole body is the reply.
    pub const BARE: Self = Self {
        key: None,
        or_bare: false,
    };
}
