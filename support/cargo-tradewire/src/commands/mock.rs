//! `mock`: the platform on this machine.

use std::path::Path;
use std::time::Duration;

use anyhow::{Result, bail};
use tradewire_codegen::diagnostics::did_you_mean;
use tradewire_mock::{Builder, Coverage, Mock};

use super::Outcome;
use crate::{output, specs};

/// What was typed.
#[expect(clippy::struct_excessive_bools, reason = "switches are typed or not")]
pub struct Asked<'a> {
    pub platforms: &'a [String],
    pub port: u16,
    pub seed: Option<&'a Path>,
    pub dump: Option<&'a Path>,
    pub faults: &'a [String],
    pub webhooks: Option<&'a str>,
    pub samples: usize,
    pub lenient: bool,
    pub no_limits: bool,
    pub coverage: bool,
    pub list: bool,
}

pub fn run(root: Option<&Path>, asked: &Asked<'_>) -> Result<Outcome> {
    let folder = specs::folder(root)?;
    if asked.coverage || asked.list {
        return coverage(&folder, asked);
    }
    let [platform] = asked.platforms else {
        bail!("name one platform: {}", specs::platform_names(&folder)?.join(", "));
    };
    let mut builder = builder(&folder, platform)?
        .samples(asked.samples)
        .strict(!asked.lenient)
        .limits(!asked.no_limits)
        .report(|violation| output::result(&format!("{}\n", violation.json())));
    for fault in asked.faults {
        builder = builder.fault(fault)?;
    }
    if let Some(address) = asked.webhooks {
        if !address.starts_with("http://") {
            bail!("`{address}` is no address that callbacks can be sent to; one begins with http://");
        }
        builder = builder.webhooks(address);
    }
    let mock = builder.build();
    for fault in asked.faults {
        known_operation(&mock, fault)?;
    }
    if let Some(file) = asked.seed {
        mock.load_from(file)?;
    }
    let server = mock.serve(asked.port)?;
    output::note(&format!(
        "{platform} listens on {}; violations are printed as JSON lines, Ctrl-C ends it",
        server.url()
    ));
    if let Some(file) = asked.dump {
        return keep(&mock, file);
    }
    server.wait();
    Ok(Outcome::Fine)
}

fn builder(folder: &Path, platform: &str) -> Result<Builder> {
    let known = specs::platform_names(folder)?;
    if !known.iter().any(|name| name == platform) {
        let hint = did_you_mean(platform, known.iter().map(String::as_str))
            .map(|hint| format!("; {hint}"))
            .unwrap_or_default();
        bail!("there is no platform `{platform}` in {}{hint}", folder.display());
    }
    Ok(Mock::builder(folder, platform)?)
}

/// A fault for an operation that is not there would never come.
fn known_operation(mock: &Mock, fault: &str) -> Result<()> {
    let Some((name, _)) = fault
        .split_once('/')
        .filter(|(name, _)| name.contains('.') && !name.contains([':', '=', ' ']))
    else {
        return Ok(());
    };
    let known = mock.operations();
    if known.iter().any(|id| id == name) {
        return Ok(());
    }
    let hint = did_you_mean(name, known.iter().map(String::as_str))
        .map(|hint| format!("; {hint}"))
        .unwrap_or_default();
    bail!("there is no operation `{name}` for the fault `{fault}`{hint}")
}

/// Writes what is remembered whenever it has changed, as nobody tells when the process is ended.
fn keep(mock: &Mock, file: &Path) -> Result<Outcome> {
    let mut written = None;
    loop {
        let state = mock.dump();
        if written.as_ref() != Some(&state) {
            mock.dump_to(file)?;
            written = Some(state);
        }
        std::thread::sleep(Duration::from_millis(500));
    }
}

fn coverage(folder: &Path, asked: &Asked<'_>) -> Result<Outcome> {
    let names = if asked.platforms.is_empty() {
        specs::platform_names(folder)?
    } else {
        asked.platforms.to_vec()
    };
    let mut all = Vec::new();
    for name in &names {
        all.push(builder(folder, name)?.samples(0).build().coverage());
    }
    output::result(&if asked.list {
        all.iter().map(Coverage::list).collect()
    } else {
        Coverage::table(&all)
    });
    Ok(Outcome::Fine)
}
