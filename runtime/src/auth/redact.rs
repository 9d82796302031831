//! Blotting credentials out of texts that a server sent: servers echo what they refuse.

use zeroize::Zeroizing;

use super::apply::basic_pair;
use super::credentials::{Credentials, Held};
use super::template::fill;
use crate::meta::{Platform, SchemeKind};
use crate::wire::escape;

/// Shorter texts cannot be told from ordinary words.
const SHORTEST: usize = 6;

impl Credentials {
    /// `text` with the texts of these credentials blotted out. What a scheme makes of them is not looked for, see
    /// [`Credentials::redact_for`].
    #[must_use]
    pub fn redact(&self, text: &str) -> String {
        let inputs = self.all().iter().flat_map(Held::texts);
        blot(text, inputs.map(|text| Zeroizing::new(text.to_owned())).collect())
    }

    /// `text` with these credentials blotted out, also in the forms in which this platform is sent them: as a digest, in
    /// base64, percent-encoded.
    #[must_use]
    pub fn redact_for(&self, platform: &Platform, text: &str) -> String {
        let mut secrets = Vec::new();
        for held in self.all() {
            secrets.extend(held.texts().map(|text| Zeroizing::new(text.to_owned())));
            let scheme = platform.auth.iter().find(|scheme| scheme.name == held.scheme);
            let mut add = |template| secrets.extend(fill(template, held).ok());
            match scheme.map(|scheme| &scheme.kind) {
                Some(SchemeKind::Basic { username, password }) => {
                    add(*password);
                    if let (Ok(username), Ok(password)) = (fill(*username, held), fill(*password, held)) {
                        secrets.push(basic_pair(&username, &password));
                    }
                }
                Some(SchemeKind::Header { value, .. }) => add(*value),
                Some(SchemeKind::Query { params }) => {
                    params.iter().for_each(|(_, value)| add(*value));
                }
                Some(SchemeKind::OAuth1 {
                    consumer_key,
                    consumer_secret,
                }) => {
                    add(*consumer_key);
                    add(*consumer_secret);
                }
                None => {}
            }
        }
        blot(text, secrets)
    }
}

/// Longest first, so that no half of one is left.
fn blot(text: &str, mut secrets: Vec<Zeroizing<String>>) -> String {
    let encoded: Vec<_> = secrets.iter().map(|secret| encoded(secret)).collect();
    secrets.extend(encoded);
    secrets.retain(|secret| secret.len() >= SHORTEST);
    secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
    secrets
        .iter()
        .fold(text.to_owned(), |text, secret| text.replace(secret.as_str(), "***"))
}

fn encoded(secret: &str) -> Zeroizing<String> {
    let mut out = Zeroizing::new(String::with_capacity(secret.len() * 3));
    escape::strict(secret, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meta::{Scheme, Template};
    use crate::testing::sample;

    static PLATFORM: Platform = Platform {
        auth: &[
            Scheme {
                name: "basic",
                inputs: &["user", "password"],
                kind: SchemeKind::Basic {
                    username: Template {
                        text: "{user}",
                        md5: false,
                    },
                    password: Template {
                        text: "{password}",
                        md5: false,
                    },
                },
            },
            Scheme {
                name: "login",
                inputs: &["login", "password"],
                kind: SchemeKind::Query {
                    params: &[(
                        "password",
                        Template {
                            text: "{password}",
                            md5: true,
                        },
                    )],
                },
            },
        ],
        ..sample::PLATFORM
    };

    #[test]
    fn inputs_are_blotted_out_plain_and_encoded() {
        let held = Credentials::scheme("basic", [("user", "app".into()), ("password", "canary 1".into())]);
        assert_eq!(held.redact("app: wrong key canary 1!"), "app: wrong key ***!");
        assert_eq!(held.redact("/?key=canary%201&x"), "/?key=***&x");
        assert_eq!(Credentials::none().redact("canary 1"), "canary 1");
    }

    #[test]
    fn what_is_made_of_them_is_blotted_out() {
        let basic = Credentials::scheme(
            "basic",
            [("user", "Aladdin".into()), ("password", "open sesame".into())],
        );
        assert_eq!(
            basic.redact_for(&PLATFORM, "got Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
            "got Basic ***"
        );
        let login = Credentials::scheme("login", [("login", "me".into()), ("password", "message digest".into())]);
        assert_eq!(
            login.redact_for(&PLATFORM, "no message digest f96b697d7cb7938d525a2f31aaf161d0"),
            "no *** ***"
        );
        let unknown = Credentials::scheme("other", [("secret", "canary-1".into())]);
        assert_eq!(unknown.redact_for(&PLATFORM, "canary-1"), "***");
    }
}
