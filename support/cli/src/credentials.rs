//! Where address and credentials come from: what was typed, the environment, a file that nobody else can read; in this order.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::ArgMatches;
use toml::{Table, Value};
use tradewire::{BaseUrl, Client, Credentials, Scheme};

use crate::failure::Failure;
use crate::output::note;
use crate::platforms::Known;

/// What stands in the place of a secret.
const STARS: &str = "***";

/// A client of the account that is meant.
pub fn client(known: &Known, matches: &ArgMatches) -> Result<Client, Failure> {
    let found = Found::of(known, matches)?;
    let timeout = matches.get_one::<u64>("timeout").copied().map(Duration::from_secs);
    known.connect(&|name| found.get(name), timeout).map_err(|error| {
        let file = found.file.as_deref().unwrap_or(Path::new("a credentials file"));
        Failure::usage(format!("{error}\n(--url, variables, or keys in {})", file.display()))
    })
}

/// The address for a request that is only shown.
pub fn shown_url(known: &Known, matches: &ArgMatches) -> Result<String, Failure> {
    let found = Found::of(known, matches)?.get(&variable(known, "url"));
    Ok(found.unwrap_or_else(|| "https://account.example".to_owned()))
}

/// The address of the account, as it tells accounts apart.
pub fn account(known: &Known, matches: &ArgMatches) -> Result<String, Failure> {
    let url = Found::of(known, matches)?
        .get(&variable(known, "url"))
        .unwrap_or_default();
    Ok(BaseUrl::parse(&url)?.as_str().to_owned())
}

/// Those that would be sent, with three stars in place of every secret. Where it is not set up which, the request stands there with
/// whatever the platform takes, and that is said.
pub fn masked(known: &Known, matches: &ArgMatches) -> Result<Credentials, Failure> {
    let found = Found::of(known, matches)?;
    let auth = variable(known, "auth");
    let stars = |name: &str| {
        let text = found.get(name)?;
        Some(if name == auth { text } else { STARS.to_owned() })
    };
    Ok(
        Credentials::from_variables(known.platform, stars).unwrap_or_else(|error| {
            note(&format!(
                "{error}; what goes along as credentials may be something else than is shown"
            ));
            let schemes = known.platform.auth.iter();
            schemes.fold(Credentials::none(), |held, scheme| {
                let inputs = scheme.inputs.iter().map(|input| (*input, STARS.to_owned()));
                held.and(Credentials::of(scheme.name, inputs))
            })
        }),
    )
}

/// What the help of a platform says of them.
pub fn help(known: &Known) -> String {
    let mut lines = vec![format!("Address: --url, or {}", variable(known, "url"))];
    for scheme in known.platform.auth {
        lines.push(format!("Credentials `{}`: {}", scheme.name, variables(known, scheme)));
    }
    if known.platform.auth.len() > 1 {
        lines.push(format!(
            "Where that leaves several to choose from, {}=NAME says which",
            variable(known, "auth")
        ));
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

/// As the runtime names it.
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

/// Variables of one account.
struct Found {
    /// Where the file is, or would be.
    file: Option<PathBuf>,
    /// A profile was asked for.
    is_profile: bool,
    /// What was typed.
    typed: BTreeMap<String, String>,
    /// What the file says.
    values: BTreeMap<String, String>,
}

impl Found {
    fn of(known: &Known, matches: &ArgMatches) -> Result<Self, Failure> {
        let named = matches.get_one::<PathBuf>("credentials");
        let profile = matches.get_one::<String>("profile").map(String::as_str);
        let file = named.cloned().or_else(usual_file);
        let mut values = BTreeMap::new();
        if let Some(path) = &file {
            // A file that was asked for has to be there; so has the one that a profile is in.
            if named.is_some() || profile.is_some() || path.exists() {
                values = read(path, known, profile)?;
            }
        }
        let url = matches.get_one::<String>("url").cloned();
        let is_said = url.is_some() || profile.is_some();
        if let Some(path) = file.as_deref().filter(|_| !is_said) {
            same_account(&variable(known, "url"), &values, path)?;
        }
        Ok(Self {
            file,
            is_profile: profile.is_some(),
            typed: url.map(|url| (variable(known, "url"), url)).into_iter().collect(),
            values,
        })
    }

    /// What was typed counts before the environment, and that before the file; a profile that was asked for counts in place of
    /// both, so that no address comes from here and no secret from there.
    fn get(&self, name: &str) -> Option<String> {
        let from_environment = || {
            std::env::var(name)
                .ok()
                .filter(|text| !text.is_empty() && !self.is_profile)
        };
        self.typed
            .get(name)
            .cloned()
            .or_else(from_environment)
            .or_else(|| self.values.get(name).cloned())
    }
}

/// Refuses an address here that is another than there, so that no secret of one account goes to the other.
fn same_account(url: &str, values: &BTreeMap<String, String>, path: &Path) -> Result<(), Failure> {
    let (Some(there), Ok(here)) = (values.get(url), std::env::var(url)) else {
        return Ok(());
    };
    let bare = |text: &str| text.trim().trim_end_matches('/').to_lowercase();
    if here.is_empty() || bare(&here) == bare(there) {
        return Ok(());
    }
    Err(Failure::usage(format!(
        "{url} is the address of one account, and {} has that of another: --url says which, or --profile takes all of it from the file; \
         nothing was sent",
        path.display()
    )))
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

fn read(path: &Path, known: &Known, profile: Option<&str>) -> Result<BTreeMap<String, String>, Failure> {
    let wrong = |what: String| Failure::usage(format!("{}: {what}", path.display()));
    // What is looked at is what is read, whatever comes to stand in its place.
    let unread = |error: std::io::Error| wrong(format!("cannot be read: {error}"));
    let mut file = File::open(path).map_err(unread)?;
    private(path, &file)?;
    let mut text = String::new();
    file.read_to_string(&mut text).map_err(unread)?;
    // The error of the parser shows lines of the file, and secrets in them.
    let table: Table = text.parse().map_err(|error: toml::de::Error| {
        let place = error
            .span()
            .map_or(String::new(), |span| format!(" near byte {}", span.start));
        wrong(format!("is no TOML{place}"))
    })?;
    let platform = known.name;
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
        Value::String(text) => Some((variable(known, key), text.clone())),
        Value::Integer(number) => Some((variable(known, key), number.to_string())),
        _ => None,
    });
    Ok(texts.collect())
}

/// Refuses a file that others may read.
#[cfg(unix)]
fn private(path: &Path, file: &File) -> Result<(), Failure> {
    use std::os::unix::fs::MetadataExt;
    let about = file
        .metadata()
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
fn private(_: &Path, _: &File) -> Result<(), Failure> {
    Ok(())
}
