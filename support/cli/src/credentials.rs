//! Where address and credentials come from: what was typed, the environment, a file that nobody else can read; in this order.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use toml::{Table, Value};
use tradewire::{Credentials, Scheme};

use crate::failure::Failure;
use crate::platforms::{Known, Setup};

/// What a client is made of.
pub fn setup(known: &Known, matches: &ArgMatches) -> Result<Setup, Failure> {
    let found = Found::of(known, matches)?;
    let typed = matches.get_one::<String>("url").cloned();
    let url = typed.or_else(|| found.get("url")).ok_or_else(|| {
        let variable = variable(known, "url");
        Failure::usage(format!(
            "the address of the account is not known: give --url, or set {variable}"
        ))
    })?;
    let mut headers = Vec::new();
    for header in known.platform.headers.iter().filter(|header| header.value.is_none()) {
        match found.get(header.name) {
            Some(value) => headers.push((header.name, value)),
            None if header.required => {
                let variable = variable(known, header.name);
                return Err(Failure::usage(format!(
                    "the header `{}` is needed: set {variable}",
                    header.name
                )));
            }
            None => {}
        }
    }
    Ok(Setup {
        url,
        credentials: credentials(known, &found)?,
        timeout: matches
            .get_one::<u64>("timeout")
            .map(|seconds| std::time::Duration::from_secs(*seconds)),
        headers,
    })
}

/// The address for a request that is only shown.
pub fn shown_url(known: &Known, matches: &ArgMatches) -> String {
    let typed = matches.get_one::<String>("url").cloned();
    let found = Found::of(known, matches).ok().and_then(|found| found.get("url"));
    typed.or(found).unwrap_or_else(|| "https://account.example".to_owned())
}

/// Credentials with three stars in place of every secret.
pub fn masked(known: &Known) -> Credentials {
    let schemes = known.platform.auth.iter();
    schemes.fold(Credentials::none(), |held, scheme| {
        let inputs = scheme.inputs.iter().map(|input| (*input, "***".to_owned()));
        held.and(Credentials::of(scheme.name, inputs))
    })
}

/// What the help of a platform says of them.
pub fn help(known: &Known) -> String {
    let mut lines = vec![format!("Address: --url, or {}", variable(known, "url"))];
    for scheme in known.platform.auth {
        lines.push(format!("Credentials `{}`: {}", scheme.name, variables(known, scheme)));
    }
    lines.push(format!(
        "or a file that only you can read, with a table [{}] (or [{}.NAME] for --profile NAME) and the keys url, {}",
        known.name,
        known.name,
        known
            .platform
            .auth
            .first()
            .map_or(String::new(), |scheme| scheme.inputs.join(", "))
    ));
    lines.join("\n")
}

fn variables(known: &Known, scheme: &Scheme) -> String {
    let names: Vec<String> = scheme.inputs.iter().map(|input| variable(known, input)).collect();
    names.join(", ")
}

fn variable(known: &Known, input: &str) -> String {
    let input: String = input
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_uppercase()
            } else {
                '_'
            }
        })
        .collect();
    format!("{}_{input}", known.prefix())
}

/// Every scheme of which all inputs are known; an operation takes the first that it accepts.
fn credentials(known: &Known, found: &Found<'_>) -> Result<Credentials, Failure> {
    let mut held = Credentials::none();
    for scheme in known.platform.auth {
        let inputs: Option<Vec<(&'static str, String)>> = scheme
            .inputs
            .iter()
            .map(|input| Some((*input, found.get(input)?)))
            .collect();
        if let Some(inputs) = inputs {
            held = held.and(Credentials::of(scheme.name, inputs));
        }
    }
    if held.is_empty() && !known.platform.auth.is_empty() {
        let ways: Vec<String> = known
            .platform
            .auth
            .iter()
            .map(|scheme| format!("  {} ({})", variables(known, scheme), scheme.name))
            .collect();
        return Err(Failure::usage(format!(
            "no credentials of {}: set all of one of these lines, or write them into {}\n{}",
            known.title,
            found
                .file
                .as_deref()
                .unwrap_or(Path::new("a credentials file"))
                .display(),
            ways.join("\n")
        )));
    }
    Ok(held)
}

/// Inputs by name.
struct Found<'k> {
    known: &'k Known,
    /// Where the file is, or would be.
    file: Option<PathBuf>,
    /// A profile was asked for.
    is_profile: bool,
    /// Of the file.
    values: BTreeMap<String, String>,
}

impl<'k> Found<'k> {
    fn of(known: &'k Known, matches: &ArgMatches) -> Result<Self, Failure> {
        let named = matches.get_one::<PathBuf>("credentials");
        let profile = matches.get_one::<String>("profile").map(String::as_str);
        let file = named.cloned().or_else(usual_file);
        let mut values = BTreeMap::new();
        if let Some(path) = &file {
            // A file that was asked for has to be there; so has the one that a profile is in.
            if named.is_some() || profile.is_some() || path.exists() {
                values = read(path, known.name, profile)?;
            }
        }
        Ok(Self {
            known,
            file,
            is_profile: profile.is_some(),
            values,
        })
    }

    /// The environment counts before the file; a profile that was asked for counts alone.
    fn get(&self, input: &str) -> Option<String> {
        if self.is_profile {
            // Never an address from here and a secret from there.
            return self.values.get(input).cloned();
        }
        let from_environment = || {
            std::env::var(variable(self.known, input))
                .ok()
                .filter(|text| !text.is_empty())
        };
        from_environment().or_else(|| self.values.get(input).cloned())
    }
}

/// `tradewire/credentials.toml` in the folder of settings.
fn usual_file() -> Option<PathBuf> {
    let variable = |name: &str| {
        std::env::var_os(name)
            .filter(|path| !path.is_empty())
            .map(PathBuf::from)
    };
    let settings = if cfg!(windows) {
        variable("APPDATA")
    } else {
        variable("XDG_CONFIG_HOME").or_else(|| Some(variable("HOME")?.join(".config")))
    };
    Some(settings?.join("tradewire").join("credentials.toml"))
}

fn read(path: &Path, platform: &str, profile: Option<&str>) -> Result<BTreeMap<String, String>, Failure> {
    let wrong = |what: String| Failure::usage(format!("{}: {what}", path.display()));
    private(path)?;
    let text = std::fs::read_to_string(path).map_err(|error| wrong(format!("cannot be read: {error}")))?;
    // The error of the parser shows lines of the file, and secrets in them.
    let table: Table = text.parse().map_err(|error: toml::de::Error| {
        let place = error
            .span()
            .map_or(String::new(), |span| format!(" near byte {}", span.start));
        wrong(format!("is no TOML{place}"))
    })?;
    let section = table.get(platform).and_then(Value::as_table);
    let section = match profile {
        None => section,
        Some(profile) => {
            let found = section
                .and_then(|section| section.get(profile))
                .and_then(Value::as_table);
            Some(found.ok_or_else(|| wrong(format!("has no table [{platform}.{profile}]")))?)
        }
    };
    let texts = section.into_iter().flatten().filter_map(|(key, value)| match value {
        Value::String(text) => Some((key.clone(), text.clone())),
        Value::Integer(number) => Some((key.clone(), number.to_string())),
        _ => None,
    });
    Ok(texts.collect())
}

/// Refuses a file that others may read.
#[cfg(unix)]
fn private(path: &Path) -> Result<(), Failure> {
    use std::os::unix::fs::MetadataExt;
    let about = std::fs::metadata(path)
        .map_err(|error| Failure::usage(format!("{}: cannot be read: {error}", path.display())))?;
    let by_others = about.mode() & 0o077;
    if by_others == 0 {
        return Ok(());
    }
    Err(Failure::usage(format!(
        "{} can be read by others; `chmod 600 {}`",
        path.display(),
        path.display()
    )))
}

/// Elsewhere the folder of settings belongs to its user.
#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps)]
fn private(_: &Path) -> Result<(), Failure> {
    Ok(())
}
