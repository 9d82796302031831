//! The front page of a crate: a walk from the first call to tests, by the platform's own operations.

mod code;
mod rest;

use super::showcase::{Showcase, Shown};
use crate::model::{Platform, StatusMeaning};
use crate::plan::data::{CratePlan, DocSpan, PageBlock};
use crate::plan::examples::item_name;
use crate::plan::examples::laid_out;
use rest::heading;

/// What stands before the list of modules.
#[must_use]
pub fn page(platform: &Platform, krate: &CratePlan, shown: &Showcase<'_>) -> Vec<PageBlock> {
    let cx = Front { krate, shown };
    let mut page = vec![text(format!("Typed client of the {} API.", krate.title))];
    page.extend(krate.docs.paragraphs.iter().map(text));
    page.extend(cx.first_call());
    page.extend(cx.listings());
    page.extend(cx.writing());
    page.extend(cx.errors());
    if platform
        .errors
        .statuses
        .iter()
        .any(|(_, means)| *means == StatusMeaning::Partial)
        || shown.batch.is_some()
    {
        page.extend(cx.partial());
    }
    page.extend(cx.blocking());
    page.extend(cx.testing());
    page.extend(cx.callbacks());
    page.extend(rest::sections());
    page
}

struct Front<'p> {
    krate: &'p CratePlan,
    shown: &'p Showcase<'p>,
}

impl Front<'_> {
    fn first_call(&self) -> Vec<PageBlock> {
        let mut code = self.setup("Client");
        if let Some(call) = self.shown.call {
            code.extend(reply(call).into_iter().chain(["println!(\"{reply:?}\");".to_owned()]));
        } else {
            code.push("# let _ = client;".to_owned());
        }
        let uses = self.shown.call.iter().flat_map(|shown| &shown.sample.uses);
        let own = self.krate.client_uses("Client");
        vec![
            heading("A first call"),
            PageBlock::Text(vec![
                DocSpan::text("A "),
                DocSpan::link("Client", "Client"),
                DocSpan::text(format!(
                    " is set up once for an account, whose address is `{}`. Its clones share connections, credentials and the account's limit \
                     of requests. Resources are methods of the client, and what can be done with one is a method there.",
                    self.krate.base_url.replace('`', "'")
                )),
                DocSpan::text(" "),
                DocSpan::link("Client::from_env", "Client::from_env"),
                DocSpan::text(" sets it up by variables of the environment, and "),
                DocSpan::link("Client::with", "Client::with"),
                DocSpan::text(" gives one of the same account with other settings."),
            ]),
            self.example(&["async "], uses.cloned().chain(own), code),
            PageBlock::Text(vec![
                DocSpan::text(
                    "What must be given is an argument; values that could be exchanged are given by name, as fields of a struct. What may be given is set on the ",
                ),
                DocSpan::link("Call", "Call"),
                DocSpan::text(
                    " before it is sent, by `send()` or by awaiting it: the method of an operation names its setters, with links to the page that tells of each.",
                ),
            ]),
        ]
    }

    fn listings(&self) -> Vec<PageBlock> {
        let Some(listing) = self.shown.listing else {
            return Vec::new();
        };
        let (item, call) = (item_name(listing.operation), &listing.sample.call);
        let mut read = laid_out("let mut items = ", call, ".items();");
        read.extend([
            format!("while let Some({item}) = items.next().await {{"),
            format!("    println!(\"{{:?}}\", {item}?);"),
            "}".to_owned(),
        ]);
        let mut resume = laid_out("let mut items = ", call, ".items();");
        resume.extend([
            "items.next().await.transpose()?;".to_owned(),
            "// The place behind the last element, as a text that can be stored.".to_owned(),
            "let place = items.cursor().map(|cursor| cursor.to_string());".to_owned(),
            String::new(),
            "if let Some(place) = place {".to_owned(),
            "    let place = place.parse().expect(\"what a cursor was written as\");".to_owned(),
        ]);
        let resumed = laid_out("let mut items = ", call, ".resume_from(place).items();");
        resume.extend(resumed.iter().map(|line| format!("    {line}")));
        resume.extend([
            "    println!(\"{:?}\", items.next().await.transpose()?);".to_owned(),
            "}".to_owned(),
        ]);
        vec![
            heading("Listings"),
            text(
                "`items()` reads a listing to its end, page after page and within the limit; `pages()` hands out whole pages. `into_vec()` of either gathers all, and `read_into` some of them. What a listing shows \
                 to have changed under it meanwhile, `notices()` tells.",
            ),
            self.with_client(listing, read),
            heading("Resuming"),
            text("A listing can be put down and taken up again, by another process if need be."),
            self.with_client(listing, resume),
        ]
    }

    fn writing(&self) -> Vec<PageBlock> {
        let Some(write) = self.shown.write else {
            return Vec::new();
        };
        vec![
            heading("Writing"),
            text(
                "A value of what is sent has a setter for each of its fields, and only what was set is sent. What may have been carried out is never \
                 sent twice by itself: each method says whether it is repeated.",
            ),
            self.with_client(write, reply(write)),
        ]
    }

    fn errors(&self) -> Vec<PageBlock> {
        let Some(call) = self.shown.call else {
            return Vec::new();
        };
        let code = vec![
            format!("match {}.send().await {{", call.sample.call),
            "    Ok(reply) => println!(\"{reply:?}\"),".to_owned(),
            "    Err(error) if error.is_not_found() => println!(\"there is none\"),".to_owned(),
            "    Err(error) => {".to_owned(),
            "        println!(\"{:?}: {:?}\", error.kind(), error.message());".to_owned(),
            "        for invalid in error.field_errors() {".to_owned(),
            "            println!(\"{}: {}\", invalid.field(), invalid.message());".to_owned(),
            "        }".to_owned(),
            "        return Err(error);".to_owned(),
            "    }".to_owned(),
            "}".to_owned(),
        ];
        let mut told = vec![
            DocSpan::text("All that can go wrong is an "),
            DocSpan::link("Error", "Error"),
            DocSpan::text(
                ", with the platform's own message and code, the status and the reply. `is_outcome_unknown()` says that the server may have done it \
                 all the same.",
            ),
        ];
        if self.krate.error_codes.is_some() {
            told.extend([
                DocSpan::text(" The codes that are known are listed in "),
                DocSpan::link("ErrorCode", "ErrorCode"),
                DocSpan::text("."),
            ]);
        }
        vec![heading("Errors"), PageBlock::Text(told), self.with_client(call, code)]
    }

    fn partial(&self) -> Vec<PageBlock> {
        let told = text(
            "Where the platform did a part of what it was asked for, the call is an error of kind `Partial`: `partial()` has the reply, and of a \
             batch `failed_elements()` tells which elements failed and why.",
        );
        let mut section = vec![heading("Partial success"), told];
        if let Some((module, operation)) = self.shown.batch {
            let lib = &self.krate.lib;
            let path = format!("{lib}::{module}::{}", operation.rust);
            let code = vec![
                format!("# fn example(error: {lib}::Error) {{"),
                "for failed in error.failed_elements() {".to_owned(),
                "    println!(\"{:?}: {:?}\", failed.position(), failed.message());".to_owned(),
                "}".to_owned(),
                format!("if let Some(reply) = error.partial::<{path}>() {{"),
                "    println!(\"{reply:?}\");".to_owned(),
                "}".to_owned(),
                "# }".to_owned(),
            ];
            section.push(PageBlock::Example(code));
        }
        section
    }

    fn blocking(&self) -> Vec<PageBlock> {
        let mut code = self.setup("blocking::Client");
        let shown = self.shown.listing.or(self.shown.call);
        if let Some(listing) = self.shown.listing {
            let item = item_name(listing.operation);
            code.extend([
                format!("for {item} in {}.items() {{", listing.sample.call),
                format!("    println!(\"{{:?}}\", {item}?);"),
                "}".to_owned(),
            ]);
        } else if let Some(call) = shown {
            code.push(format!("println!(\"{{:?}}\", {}.send()?);", call.sample.call));
        }
        let uses = shown.iter().flat_map(|shown| &shown.sample.uses);
        let own = self.krate.client_uses("blocking");
        vec![
            heading("Blocking"),
            text(
                "With the feature `blocking` there is the same client for code that is not async; listings are iterators.",
            ),
            self.example(&["#[cfg(feature = \"blocking\")]", ""], uses.cloned().chain(own), code),
        ]
    }

    fn testing(&self) -> Vec<PageBlock> {
        let Some(call) = self.shown.call else {
            return Vec::new();
        };
        let lib = &self.krate.lib;
        let mut code = vec!["let server = Scripted::new().reply(404, \"{}\");".to_owned()];
        code.extend(self.setup("Client"));
        code.insert(code.len() - 1, "    .transport(server.clone())".to_owned());
        code.extend([
            format!("let error = {}.send().await.unwrap_err();", call.sample.call),
            "assert!(error.is_not_found());".to_owned(),
            "assert_eq!(server.requests().len(), 1);".to_owned(),
        ]);
        let uses = call.sample.uses.iter().cloned();
        let own = self.krate.client_uses("Client");
        let scripted = format!("use {lib}::tradewire::testing::Scripted;");
        vec![
            heading("Testing"),
            text(
                "A program is tested against a server in memory, which answers by script and keeps what it was asked.",
            ),
            self.example(&["async "], uses.chain(own).chain([scripted]), code),
        ]
    }

    fn callbacks(&self) -> Vec<PageBlock> {
        let lib = &self.krate.lib;
        let first = self
            .krate
            .modules
            .iter()
            .find_map(|module| Some((module, module.callbacks.first()?)));
        let Some((module, callback)) = first else {
            return Vec::new();
        };
        let (from, path, told) = if self.krate.events.is_some() {
            let told = vec![
                DocSpan::text("What the platform sends to an address of yours is read into an "),
                DocSpan::link("Event", "Event"),
                DocSpan::text(". `verified` checks the signature first, where there is one."),
            ];
            ("callback::Events", format!("{lib}::Event"), told)
        } else {
            let told = "What the platform sends to an address of yours has a type for each sort, which is read from an `http::Request` and answered \
                        by `answer`. `verify` checks the signature, where there is one.";
            (
                "Callback",
                format!("{lib}::{}::{}", module.name, callback.rust),
                vec![DocSpan::text(told)],
            )
        };
        let code = vec![
            format!("use {lib}::tradewire::{{Bytes, {from}, http}};"),
            String::new(),
            format!("# fn example(request: &http::Request<Bytes>) -> core::result::Result<(), {lib}::Error> {{"),
            format!("let received = {path}::from_http(request)?;"),
            "println!(\"{received:?}\");".to_owned(),
            "# Ok(())".to_owned(),
            "# }".to_owned(),
        ];
        vec![heading("Callbacks"), PageBlock::Text(told), PageBlock::Example(code)]
    }
}

fn reply(shown: Shown<'_>) -> Vec<String> {
    laid_out("let reply = ", &shown.sample.call, ".send().await?;")
}

fn text(text: impl Into<String>) -> PageBlock {
    PageBlock::Text(vec![DocSpan::Text(text.into())])
}
