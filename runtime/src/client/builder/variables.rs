//! Setting a client up from variables, as they stand in an environment.

use std::collections::BTreeSet;
use std::env::{VarError, var};

use super::{Builder, FromCore, refused};
use crate::auth::Credentials;
use crate::error::Error;
use crate::meta::{Platform, Scheme};

impl<C: FromCore> Builder<C> {
    /// Starts with what the environment says: `SHOP_URL` has the address of the account's server, `SHOP_PASSWORD` the input `password` of
    /// a way to authenticate, `SHOP_X_REGION` a header of all calls, where `SHOP` is the name of the platform.
    ///
    /// Of several ways to authenticate it is the one whose variables are set; `SHOP_AUTH` names one, or several separated by commas, where
    /// that is not clear. A variable that is empty counts as not set.
    ///
    /// # Errors
    /// It names each variable that is missing, and what it is for; or the ways to authenticate that variables are set for, if there are
    /// several; or variables that belong to none of them.
    pub fn from_env() -> Result<Self, Error> {
        Self::read(&|name| match var(name) {
            Ok(text) => Ok(Some(text)),
            Err(VarError::NotPresent) => Ok(None),
            Err(VarError::NotUnicode(_)) => Err(refused(format!("the variable {name} holds what is no text"))),
        })
    }

    /// As [`from_env`](Self::from_env), with variables from elsewhere: a file of settings, or a test.
    ///
    /// # Errors
    /// As [`from_env`](Self::from_env).
    pub fn from_variables(get: impl Fn(&str) -> Option<String>) -> Result<Self, Error> {
        Self::read(&|name| Ok(get(name)))
    }

    fn read(get: &dyn Fn(&str) -> Result<Option<String>, Error>) -> Result<Self, Error> {
        let variables = Variables {
            platform: C::PLATFORM,
            get,
        };
        let mut missing = Vec::new();
        let url = variables.value("URL")?;
        if url.is_none() {
            let name = variables.name("URL");
            missing.push(format!("{name} (address of the account's server, `https://…`)"));
        }
        let credentials = variables.credentials(&mut missing)?;
        let mut headers = Vec::new();
        for common in C::PLATFORM.headers.iter().filter(|common| common.value.is_none()) {
            match variables.value(common.name)? {
                Some(value) => headers.push((common.name, value)),
                None if common.required => {
                    let name = variables.name(common.name);
                    missing.push(format!("{name} (header `{}` of all calls)", common.name));
                }
                None => {}
            }
        }
        let Some(url) = url.filter(|_| missing.is_empty()) else {
            return Err(refused(format!(
                "variables of {} that are not set: {}",
                C::PLATFORM.name,
                missing.join(", ")
            )));
        };
        let builder = Self::new(url).credentials(credentials);
        Ok(headers
            .into_iter()
            .fold(builder, |builder, (name, value)| builder.header(name, value)))
    }
}

impl Credentials {
    /// Those that [`Builder::from_variables`] would take for this platform, of the same variables.
    ///
    /// # Errors
    /// As there: it names what is missing, or what there is too much of.
    pub fn from_variables(platform: &'static Platform, get: impl Fn(&str) -> Option<String>) -> Result<Self, Error> {
        let variables = Variables {
            platform,
            get: &|name| Ok(get(name)),
        };
        let mut missing = Vec::new();
        let credentials = variables.credentials(&mut missing)?;
        if missing.is_empty() {
            return Ok(credentials);
        }
        Err(refused(format!(
            "variables of {} that are not set: {}",
            platform.name,
            missing.join(", ")
        )))
    }
}

/// The variables of one platform.
struct Variables<'a> {
    platform: &'static Platform,
    get: &'a dyn Fn(&str) -> Result<Option<String>, Error>,
}

/// Inputs of a scheme.
type Inputs = BTreeSet<&'static str>;

impl Variables<'_> {
    /// `X-Region` of `my-shop` is `MY_SHOP_X_REGION`.
    fn name(&self, of: &str) -> String {
        let letter = |c: char| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_uppercase()
            } else {
                '_'
            }
        };
        [self.platform.name, "_", of].concat().chars().map(letter).collect()
    }

    fn value(&self, of: &str) -> Result<Option<String>, Error> {
        Ok((self.get)(&self.name(of))?.filter(|text| !text.is_empty()))
    }

    fn names<'s>(&self, inputs: impl IntoIterator<Item = &'s &'static str>) -> String {
        let names: Vec<String> = inputs.into_iter().map(|input| self.name(input)).collect();
        names.join(", ")
    }

    /// The credentials that the variables hold; what they lack goes to `missing`.
    fn credentials(&self, missing: &mut Vec<String>) -> Result<Credentials, Error> {
        let mut set = Inputs::new();
        for input in self.platform.auth.iter().flat_map(|scheme| scheme.inputs) {
            if self.value(input)?.is_some() {
                set.insert(input);
            }
        }
        let chosen = match self.value("AUTH")? {
            Some(names) => self.named(&names)?,
            None => self.found(&set)?,
        };
        let lacks = |scheme: &&Scheme| scheme.inputs.iter().any(|input| !set.contains(input));
        if chosen.is_empty() && !self.platform.auth.is_empty() {
            missing.push(self.lacking(&set));
        }
        for scheme in chosen.iter().filter(|scheme| lacks(scheme)) {
            let inputs = scheme.inputs.iter().filter(|input| !set.contains(*input));
            missing.extend(inputs.map(|input| self.told(scheme, input)));
        }
        let mut credentials = Credentials::none();
        for scheme in chosen.iter().filter(|scheme| !lacks(scheme)) {
            let mut inputs = Vec::new();
            for input in scheme.inputs {
                inputs.push((*input, self.value(input)?.unwrap_or_default()));
            }
            credentials = credentials.and(Credentials::of(scheme.name, inputs));
        }
        Ok(credentials)
    }

    fn told(&self, scheme: &Scheme, input: &str) -> String {
        format!("{} (`{input}` of `Credentials::{}`)", self.name(input), scheme.name)
    }

    /// The schemes that a text names.
    fn named(&self, names: &str) -> Result<Vec<&'static Scheme>, Error> {
        let find = |name: &str| {
            let found = self.platform.auth.iter().find(|scheme| scheme.name == name.trim());
            found.ok_or_else(|| {
                let known: Vec<&str> = self.platform.auth.iter().map(|scheme| scheme.name).collect();
                refused(format!(
                    "{} names no way to authenticate with {}; there are: {}",
                    self.name("AUTH"),
                    self.platform.name,
                    known.join(", ")
                ))
            })
        };
        names.split(',').map(find).collect()
    }

    /// The schemes whose variables are set: one, or several that take the same. One that takes more than another is meant in place of it.
    fn found(&self, set: &Inputs) -> Result<Vec<&'static Scheme>, Error> {
        let inputs = |scheme: &Scheme| scheme.inputs.iter().copied().collect::<Inputs>();
        let complete: Vec<&Scheme> = self
            .platform
            .auth
            .iter()
            .filter(|scheme| inputs(scheme).is_subset(set))
            .collect();
        let is_part = |scheme: &&&Scheme| {
            let own = inputs(scheme);
            complete
                .iter()
                .any(|other| own != inputs(other) && own.is_subset(&inputs(other)))
        };
        let largest: Vec<&Scheme> = complete.iter().filter(|scheme| !is_part(scheme)).copied().collect();
        let Some(first) = largest.first() else {
            return Ok(largest);
        };
        let told = |scheme: &&Scheme| format!("{} ({})", scheme.name, self.names(scheme.inputs));
        let auth = self.name("AUTH");
        if largest.iter().any(|scheme| inputs(scheme) != inputs(first)) {
            let told: Vec<String> = largest.iter().map(told).collect();
            return Err(refused(format!(
                "variables are set for several ways to authenticate with {}: {}; name those that are meant in {auth}",
                self.platform.name,
                told.join(", ")
            )));
        }
        let own = inputs(first);
        let beside: Vec<&&'static str> = set.iter().filter(|input| !own.contains(*input)).collect();
        if !beside.is_empty() {
            return Err(refused(format!(
                "{} set beside what {} takes, without the rest of another way to authenticate; unset it, or name the way in {auth}",
                match beside.as_slice() {
                    [_] => format!("{} is", self.names(beside)),
                    _ => format!("{} are", self.names(beside)),
                },
                told(first)
            )));
        }
        Ok(largest)
    }

    /// What is not set of the scheme that most is set of; of each of them, if that is the same for all.
    fn lacking(&self, set: &Inputs) -> String {
        let held = |scheme: &Scheme| scheme.inputs.iter().filter(|input| set.contains(*input)).count();
        let most = self.platform.auth.iter().map(held).max().unwrap_or_default();
        let nearest = self.platform.auth.iter().filter(|scheme| held(scheme) == most);
        let ways: Vec<String> = nearest
            .map(|scheme| {
                let inputs = scheme.inputs.iter().filter(|input| !set.contains(*input));
                let told: Vec<String> = inputs.map(|input| self.told(scheme, input)).collect();
                told.join(" and ")
            })
            .collect();
        ways.join(", or else ")
    }
}

#[cfg(test)]
mod tests;
