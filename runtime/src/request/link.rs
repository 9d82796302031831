//! Addresses of pages that a server names.
//!
//! Whoever follows an address that somebody else wrote sends credentials there. So it has to lie on the origin of the base address
//! and below its path, whichever way it is written; what else it may be is told without its query, which may hold a token.

use std::fmt;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use super::base_url::BaseUrl;
use super::dots::leads_elsewhere;
use super::prepared::Prepared;
use crate::error::Error;
use crate::meta::{Encoding, Meta, Platform, SchemeKind};
use crate::text::line;
use crate::wire::{Content, Params};

/// Most bytes of an address that is followed. Servers take no longer ones.
const LONGEST: usize = 8192;
/// Most characters of a host that an error shows.
const SHOWN: usize = 100;
/// What a path of others is written without; `%` stays, for it is encoded already.
const IN_PATHS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A page below the base address: its path from there on, and its query. As a text it is `/path?query`.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Link {
    /// Percent-encoded; begins with `/`.
    path: String,
    query: Params,
}

impl Link {
    /// The page that `address` names on the page `here`. It may be relative to that one (RFC 3986, section 5.2). Parameters by which
    /// the platform's credentials are sent are left out: they are put onto each request anew.
    ///
    /// # Errors
    /// It leads elsewhere, or cannot be read; the text says to which host.
    pub(crate) fn resolve(base: &BaseUrl, here: &Self, address: &str, platform: &Platform) -> Result<Self, String> {
        let address = address.trim();
        fit(address)?;
        let address = address.split('#').next().unwrap_or_default();
        let (front, query) = match address.split_once('?') {
            Some((front, query)) => (front, Some(query)),
            None => (address, None),
        };
        let path = match at_origin(base, front)? {
            Some("") => "/".to_owned(),
            Some(path) => path.to_owned(),
            None if front.is_empty() && query.is_none() => return Ok(here.clone()),
            None if front.is_empty() => format!("{}{}", base.prefix(), here.path),
            None if front.starts_with('/') => front.to_owned(),
            None => {
                let all = format!("{}{}", base.prefix(), here.path);
                format!("{}/{front}", all.rsplit_once('/').map_or("", |(folder, _)| folder))
            }
        };
        let path = utf8_percent_encode(&without_dots(&path), IN_PATHS).to_string();
        if path.contains('\\') || leads_elsewhere(&path) {
            return Err("its path has `.` or `..` segments in disguise".to_owned());
        }
        let below = path
            .strip_prefix(base.prefix())
            .filter(|rest| rest.is_empty() || rest.starts_with('/'));
        let Some(below) = below else {
            return Err(format!(
                "it is on `{}`, but not below the base URL `{base}`",
                base.origin()
            ));
        };
        let mut link = Self {
            path: if below.is_empty() { "/" } else { below }.to_owned(),
            query: pairs(query.unwrap_or_default())?,
        };
        for scheme in platform.auth {
            if let SchemeKind::Query { params } = &scheme.kind {
                params.iter().for_each(|(name, _)| link.query.remove(name));
            }
        }
        // Escaped, it may have become longer.
        fit(&link.to_string())?;
        Ok(link)
    }

    /// Reads the text of one, which was kept somewhere in between.
    ///
    /// # Errors
    /// It is none.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        fit(text)?;
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '\\' | '#');
        if !path.starts_with('/') || !path.chars().all(plain) || leads_elsewhere(path) {
            return Err("it is no path below the base URL".to_owned());
        }
        Ok(Self {
            path: utf8_percent_encode(path, IN_PATHS).to_string(),
            query: pairs(query)?,
        })
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if self.query.is_empty() {
            return Ok(());
        }
        write!(f, "?{}", self.query.to_query())
    }
}

/// Shows names of parameters, never their values: one of them may be a token.
impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Link({} {:?})", self.path, self.query)
    }
}

impl Prepared {
    /// A request that no operation covers, by a path below `base` or by a whole address there, as replies name them.
    ///
    /// # Errors
    /// As [`Prepared::raw`]; or the address is on another host, port or scheme, or not below the base address.
    pub(crate) fn raw_at(meta: &'static Meta, method: &str, base: &BaseUrl, target: &str) -> Result<Self, Error> {
        let is_whole = target
            .split_once("://")
            .is_some_and(|(scheme, _)| ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)));
        if !is_whole {
            return Self::raw(meta, method, target);
        }
        let root = Link {
            path: "/".to_owned(),
            query: Params::default(),
        };
        let link = Link::resolve(base, &root, target, meta.platform)
            .map_err(|why| Error::build(format!("the address cannot be called: {why}")))?;
        let mut raw = Self::raw(meta, method, &link.path)?;
        raw.query = link.query;
        Ok(raw)
    }

    /// Points the request at the page that a server named, below `base`: `address` may be relative to the page that this request asks
    /// for. Headers and body stay, the query becomes that of the address; credentials are applied as ever.
    ///
    /// # Errors
    /// The address is on another host, port or scheme, or not below the base address.
    pub fn follow(&mut self, base: &BaseUrl, address: &str) -> Result<(), Error> {
        let link = Link::resolve(base, &self.link(base), address, self.meta().platform).map_err(|why| {
            Error::build(format!("the address cannot be followed: {why}")).with_operation(self.meta())
        })?;
        self.go_to(base, &link);
        Ok(())
    }

    /// Names of the parameters of an address that a server named; of an operation's own address nothing.
    pub(crate) fn said_by_link(&self) -> Vec<String> {
        let names = self.query.iter().filter(|_| self.redirected);
        names.map(|(name, _)| name.to_owned()).collect()
    }

    /// The address was named by a server, and with it what else would be in the body.
    pub(crate) fn is_link_of_query_body(&self) -> bool {
        self.redirected && self.encoding == Encoding::Query
    }

    /// Where the request stands now.
    pub(crate) fn link(&self, base: &BaseUrl) -> Link {
        let prefix = if self.redirected { base.prefix() } else { "" };
        Link {
            path: self.path.strip_prefix(prefix).unwrap_or(&self.path).to_owned(),
            query: self.query.clone(),
        }
    }

    pub(crate) fn go_to(&mut self, base: &BaseUrl, link: &Link) {
        self.path = format!("{}{}", base.prefix(), link.path).into();
        self.query = link.query.clone();
        self.redirected = true;
        if self.encoding == Encoding::Query {
            // What the body said is part of the address, as far as the server wants it there.
            self.content = Content::Empty;
        }
    }
}

fn fit(address: &str) -> Result<(), String> {
    if address.len() > LONGEST {
        return Err(format!("it is longer than {LONGEST} bytes"));
    }
    if address.chars().any(char::is_control) {
        return Err("it holds a control character".to_owned());
    }
    Ok(())
}

/// The path of an address with a host, which must be that of the base address; `None`: it has no host.
fn at_origin<'a>(base: &BaseUrl, front: &'a str) -> Result<Option<&'a str>, String> {
    let before_slash = front.split('/').next().unwrap_or_default();
    let (scheme, rest) = match before_slash.split_once(':') {
        Some((scheme, _)) => (scheme, front.get(scheme.len() + 1..).unwrap_or_default()),
        None => (if base.is_https() { "https" } else { "http" }, front),
    };
    let Some(rest) = rest.strip_prefix("//") else {
        if before_slash.contains(':') {
            return Err(format!("`{}:` is no scheme of an address", line(scheme, SHOWN)));
        }
        return Ok(None);
    };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let other = BaseUrl::parse(&format!("{scheme}://{authority}"));
    if other.is_ok_and(|other| other.shares_origin(base)) {
        return Ok(Some(path));
    }
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    Err(format!(
        "it is on `{}://{}`, and credentials go to `{}` only",
        line(scheme, SHOWN),
        line(host, SHOWN),
        base.origin()
    ))
}

/// The path with `.` and `..` followed (RFC 3986, section 5.2.4).
fn without_dots(path: &str) -> String {
    let mut out: Vec<&str> = Vec::new();
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    for (at, segment) in segments.iter().enumerate() {
        match *segment {
            "." => {}
            ".." => {
                out.pop();
            }
            name => out.push(name),
        }
        if at + 1 == segments.len() && matches!(*segment, "." | "..") {
            out.push("");
        }
    }
    format!("/{}", out.join("/"))
}

fn pairs(query: &str) -> Result<Params, String> {
    let mut params = Params::default();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        if percent_decode_str(pair).decode_utf8().is_err() {
            return Err("its query holds bytes that are no text".to_owned());
        }
        for (name, value) in form_urlencoded::parse(pair.as_bytes()) {
            params.push(name, pair.contains('=').then(|| value.into_owned()));
        }
    }
    Ok(params)
}

#[cfg(test)]
mod tests;
