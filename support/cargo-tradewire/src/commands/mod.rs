//! One file a command.

mod check_reply;
mod docs;
mod explain;
pub mod generate;
mod impact;
mod import;
mod infer;
mod inventory;
mod lint;
mod mock;
mod new;
mod openapi;

use anyhow::Result;

use crate::args::{Command, Global};

/// How a command ended; the numbers are exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing to say.
    Fine = 0,
    /// Something was found.
    Findings = 1,
}

impl Outcome {
    /// Findings or not.
    #[must_use]
    pub fn from_findings(any: bool) -> Self {
        if any { Self::Findings } else { Self::Fine }
    }
}

/// Carries out what was asked for.
///
/// # Errors
/// Bad usage, or what cannot be read or written.
pub fn run(global: &Global, command: &Command) -> Result<Outcome> {
    let root = global.root.as_deref();
    match command {
        Command::Gen { platforms, check } => generate::run(root, platforms, *check),
        Command::Lint { platforms, format, fix } => lint::run(root, platforms, *format, *fix),
        Command::Inventory { platforms, format } => inventory::run(root, platforms, *format),
        Command::Openapi { platforms, out } => openapi::run(root, platforms, out.as_deref()),
        Command::Docs { out, since } => docs::run(root, out, since.as_deref()),
        Command::Import { format, file, platform } => import::run(root, *format, file, platform.as_deref()),
        Command::Explain { what } => explain::run(root, what),
        Command::New { what } => new::run(root, what),
        Command::Infer {
            what,
            files,
            request,
            route,
            keep,
            dry_run,
        } => {
            let asked = infer::Asked {
                what,
                files,
                requests: request,
                route: route.as_deref(),
                keep: *keep,
                dry_run: *dry_run,
            };
            infer::run(root, &asked)
        }
        Command::CheckReply {
            what,
            files,
            drift,
            format,
            patch,
        } => {
            let asked = check_reply::Asked {
                what,
                files,
                drift,
                format: *format,
                patch: *patch,
            };
            check_reply::run(root, &asked)
        }
        Command::Mock {
            platforms,
            port,
            seed,
            dump,
            fault,
            webhooks,
            samples,
            lenient,
            no_limits,
            coverage,
            list,
        } => {
            let asked = mock::Asked {
                platforms,
                port: *port,
                seed: seed.as_deref(),
                dump: dump.as_deref(),
                faults: fault,
                webhooks: webhooks.as_deref(),
                samples: *samples,
                lenient: *lenient,
                no_limits: *no_limits,
                coverage: *coverage,
                list: *list,
            };
            mock::run(root, &asked)
        }
        Command::Impact {
            platforms,
            base,
            format,
            was_broken,
        } => impact::run(root, platforms, base, *format, was_broken),
    }
}
