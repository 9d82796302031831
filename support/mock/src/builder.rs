//! Setting a mock up.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tradewire_codegen::compile;
use tradewire_codegen::diagnostics::Severity;
use tradewire_codegen::load::read_folder;
use tradewire_codegen::model::Platform;

use crate::auth::Known;
use crate::clock::Clock;
use crate::error::Error;
use crate::fault::{FaultError, Planned};
use crate::violation::Violation;

type Told = Arc<dyn Fn(&Violation) + Send + Sync>;

/// What a mock is to be; made by [`Mock::builder`](crate::Mock::builder).
#[derive(Clone)]
pub struct Builder {
    pub(crate) platform: Platform,
    pub(crate) seed: u64,
    pub(crate) samples: usize,
    pub(crate) strict: bool,
    pub(crate) memory: bool,
    pub(crate) limits: bool,
    pub(crate) known: Known,
    pub(crate) clock: Clock,
    pub(crate) planned: Vec<Planned>,
    pub(crate) told: Option<Told>,
    pub(crate) webhooks: Option<String>,
    pub(crate) webhook_secret: String,
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Credentials are not shown.
        f.debug_struct("Builder")
            .field("platform", &self.platform.name)
            .finish_non_exhaustive()
    }
}

impl Builder {
    /// From a folder of specs, and the name of a platform in it.
    pub(crate) fn from_folder(specs: &Path, platform: &str) -> Result<Self, Error> {
        let files =
            read_folder(specs, "specs", &[platform.to_owned()]).map_err(|error| Error::new(error.to_string()))?;
        let compiled = compile(files);
        let errors = compiled
            .findings
            .iter()
            .filter(|finding| finding.code.severity() == Severity::Error)
            .count();
        let found = compiled.platforms.into_iter().find(|found| found.name == platform);
        match found {
            Some(found) if errors == 0 => Ok(Self::of(found)),
            _ => Err(Error::new(format!(
                "the specs of `{platform}` have {errors} errors; `lint` says which"
            ))),
        }
    }

    /// From specs that are compiled already.
    #[must_use]
    pub fn of(platform: Platform) -> Self {
        Self {
            platform,
            seed: 1,
            samples: 3,
            strict: true,
            memory: true,
            limits: true,
            known: Known::new(),
            clock: Clock::system(),
            planned: Vec::new(),
            told: None,
            webhooks: None,
            webhook_secret: "secret".to_owned(),
        }
    }

    /// What data is made from; the same seed makes the same data. 1 by default.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// How many things each collection begins with: documented ones first, then made ones. 3 by default; with 0 there is nothing but what is
    /// created.
    #[must_use]
    pub fn samples(mut self, count: usize) -> Self {
        self.samples = count;
        self
    }

    /// With `false`, requests that do not fit the spec are reported and carried out all the same. `true` by default.
    #[must_use]
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// With `false`, nothing is remembered: each answer is a documented one, or made from its type. `true` by default.
    #[must_use]
    pub fn memory(mut self, memory: bool) -> Self {
        self.memory = memory;
        self
    }

    /// With `false`, requests are not counted. `true` by default.
    #[must_use]
    pub fn limits(mut self, limits: bool) -> Self {
        self.limits = limits;
        self
    }

    /// Another number of requests, and another time, for a limit of the platform: for programs that do not want to wait as long as the platform
    /// would have them. A limit of that name has to be declared.
    ///
    /// # Errors
    /// There is none of that name.
    pub fn limit(mut self, name: &str, requests: u32, per: Duration) -> Result<Self, Error> {
        let known: Vec<String> = self.platform.limits.iter().map(|limit| limit.name.clone()).collect();
        let found = self.platform.limits.iter_mut().find(|limit| limit.name == name);
        let Some(limit) = found else {
            return Err(Error::new(format!(
                "`{}` has no limit `{name}`; it has {}",
                self.platform.name,
                if known.is_empty() {
                    "none".to_owned()
                } else {
                    known.join(", ")
                }
            )));
        };
        limit.requests = Some(requests);
        limit.per_millis = u64::try_from(per.as_millis()).unwrap_or(u64::MAX).max(1);
        Ok(self)
    }

    /// The credentials that are taken, by the name of their scheme and its inputs. Without any, all are that are well formed; with some, only
    /// these, and signatures are verified.
    #[must_use]
    pub fn credentials<'i>(mut self, scheme: &str, inputs: impl IntoIterator<Item = (&'i str, &'i str)>) -> Self {
        let inputs: BTreeMap<String, String> = inputs
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        self.known.insert(scheme.to_owned(), inputs);
        self
    }

    /// What time it is. That of the machine by default.
    #[must_use]
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// A fault as text, with when it comes and to whom: `503`, `429=7@10%`, `orders.list/reset@#3`. See [`Fault`](crate::Fault).
    ///
    /// # Errors
    /// It is none.
    pub fn fault(mut self, text: &str) -> Result<Self, FaultError> {
        self.planned.push(text.parse()?);
        Ok(self)
    }

    /// Is told of each violation as it is found.
    #[must_use]
    pub fn report(mut self, told: impl Fn(&Violation) + Send + Sync + 'static) -> Self {
        self.told = Some(Arc::new(told));
        self
    }

    /// Where a mock on a socket sends callbacks to when something is written: `http://127.0.0.1:8080/hooks`. The path of each is put
    /// behind it. Nowhere by default.
    #[must_use]
    pub fn webhooks(mut self, address: impl Into<String>) -> Self {
        self.webhooks = Some(address.into());
        self
    }

    /// What callbacks are signed with; `secret` by default.
    #[must_use]
    pub fn webhook_secret(mut self, secret: impl Into<String>) -> Self {
        self.webhook_secret = secret.into();
        self
    }
}
