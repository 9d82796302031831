//! What holds for all operations of a platform.

use http::HeaderMap;

use super::entries::Entries;
use super::headers::CommonHeader;
use super::limit::{Limit, TimeHeader};

/// One platform.
#[derive(Debug)]
pub struct Platform {
    /// Name as in `specs/<name>`.
    pub name: &'static str,
    /// Credential schemes.
    pub auth: &'static [Scheme],
    /// Request budgets.
    pub limits: &'static [Limit],
    /// Indices of the budgets that count what no operation covers.
    pub usual_limits: &'static [usize],
    /// Headers in which the server names a wait, beside the usual `Retry-After`; the first found counts.
    pub retry_after: &'static [TimeHeader],
    /// Headers of all calls.
    pub headers: &'static [CommonHeader],
    /// Booleans in queries, forms and paths are `1` and `0` instead of `true` and `false`.
    pub digit_booleans: bool,
    /// What its errors look like.
    pub errors: ErrorShape,
}

impl Platform {
    /// A platform of which nothing is said: what a table leaves out is as here.
    pub const PLAIN: Self = Self {
        name: "",
        auth: &[],
        limits: &[],
        usual_limits: &[0],
        retry_after: &[],
        headers: &[],
        digit_booleans: false,
        errors: ErrorShape::PLAIN,
    };
}

/// A credential scheme: what the user gives, and how it is sent.
#[derive(Debug)]
pub struct Scheme {
    /// Name, as in `Credentials::<name>(…)`.
    pub name: &'static str,
    /// Names of what the user gives, in order.
    pub inputs: &'static [&'static str],
    /// How it is sent.
    pub kind: SchemeKind,
}

/// How credentials are sent.
#[derive(Debug)]
pub enum SchemeKind {
    /// HTTP Basic.
    Basic {
        /// User name.
        username: Template,
        /// Password.
        password: Template,
    },
    /// A header.
    Header {
        /// Its name.
        name: &'static str,
        /// Its value.
        value: Template,
    },
    /// Query parameters.
    Query {
        /// Names and values.
        params: &'static [(&'static str, Template)],
    },
    /// OAuth 1.0a, HMAC-SHA1 in the header, without a token.
    OAuth1 {
        /// Client key.
        consumer_key: Template,
        /// Client secret; signs and is never sent.
        consumer_secret: Template,
    },
}

/// A text made of what the user gave: `Bearer {secret}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template {
    /// Text with `{input}` placeholders.
    pub text: &'static str,
    /// The MD5 of the filled text is sent, in lower-case hexadecimal digits.
    pub md5: bool,
}

/// What a platform's errors look like. Paths are dotted; `""` is the whole body.
#[derive(Debug, Clone, Copy)]
pub struct ErrorShape {
    /// Bodies that mean failure whatever the status.
    pub failure: &'static [Sign],
    /// Where the text for people stands; the first found counts.
    pub message: &'static [&'static str],
    /// Where the code for machines stands; the first found counts.
    pub code: &'static [&'static str],
    /// Where the messages about single fields stand; the first that holds any counts.
    pub fields: &'static [&'static str],
    /// Known codes and messages.
    pub codes: &'static [KnownCode],
    /// What statuses mean beyond HTTP's own meaning.
    pub statuses: &'static [(u16, StatusMeaning)],
    /// Replies that prove that nothing was done, because the account sends too much.
    pub refusals: &'static [Refusal],
    /// What stands in lists of errors.
    pub entries: Entries,
}

impl ErrorShape {
    /// Statuses alone tell errors.
    pub const PLAIN: Self = Self {
        failure: &[],
        message: &[],
        code: &[],
        fields: &[],
        codes: &[],
        statuses: &[],
        refusals: &[],
        entries: Entries::USUAL,
    };

    /// What the platform means by a status, where it says so.
    #[must_use]
    pub fn meaning(&self, status: u16) -> Option<StatusMeaning> {
        self.statuses
            .iter()
            .find(|(code, _)| *code == status)
            .map(|(_, meaning)| *meaning)
    }

    /// Whether a reply proves that nothing was done, because the account sends too much.
    #[must_use]
    pub fn is_refusal(&self, status: u16, headers: &HeaderMap, body_is_empty: bool) -> bool {
        self.refusals.iter().any(|refusal| {
            refusal.status == status
                && refusal.header.is_none_or(|name| headers.contains_key(name))
                && (body_is_empty || !refusal.empty_body)
        })
    }
}

/// A reply by which a platform says that it did nothing, because the account sends too much. The status alone is no proof:
/// others on the way, who do not know what was done, use it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// Its status.
    pub status: u16,
    /// Header that is there.
    pub header: Option<&'static str>,
    /// Its body is empty.
    pub empty_body: bool,
}

/// A code or message that a platform is known to answer with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownCode {
    /// As the platform spells it. Case, and a full stop or exclamation mark at the end, do not tell two apart.
    pub text: &'static str,
    /// What it means, whatever the status of the reply.
    pub means: Option<StatusMeaning>,
}

/// A sign of failure in a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// A member has this value.
    Is {
        /// Dotted path of the member.
        path: &'static str,
        /// JSON text of the value: `false`, `"fail"`.
        value: &'static str,
    },
    /// A member is there and says something: not `null`, `false`, `""`, `[]` or `{}`.
    Present {
        /// Dotted path of the member.
        path: &'static str,
    },
}

/// What a status or a known code means to a platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusMeaning {
    /// Part of the work was done; the body says which.
    Partial,
    /// Over the request budget.
    RateLimited,
    /// Credentials missing, wrong or not sufficient.
    Auth,
    /// No such thing.
    NotFound,
    /// There is such a thing already.
    AlreadyExists,
    /// The request's data was refused.
    Invalid,
    /// The server cannot answer now.
    Unavailable,
}
