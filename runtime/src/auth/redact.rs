//! What to look for where a server echoes credentials.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

use super::credentials::{Credentials, Held};
use super::template::fill;
use crate::meta::{Platform, SchemeKind, Template};
use crate::text::Blotter;

impl Credentials {
    /// `text` with the texts of these credentials blotted out. What a scheme makes of them is not looked for, see
    /// [`Credentials::redact_for`].
    #[must_use]
    pub fn redact(&self, text: &str) -> String {
        let mut blotter = Blotter::default();
        self.all()
            .iter()
            .flat_map(Held::texts)
            .for_each(|text| blotter.add(text));
        blotter.text(text).into_owned()
    }

    /// `text` with these credentials blotted out, also in the forms in which this platform is sent them: as a digest, in base64.
    ///
    /// They are found in any spelling: escaped as in JSON (also as PHP does it), in percent-encoding, HTML or a form, and in several of
    /// these at once. No eight characters in a row of them are left, also of those that a server cut. Secrets of four and five
    /// characters are found where no letter or digit stands beside them; shorter ones cannot be told from ordinary text and stay.
    #[must_use]
    pub fn redact_for(&self, platform: &Platform, text: &str) -> String {
        self.blotter(platform).text(text).into_owned()
    }

    /// Knows these credentials and the forms in which this platform is sent them.
    pub(crate) fn blotter(&self, platform: &Platform) -> Blotter {
        let mut blotter = Blotter::default();
        for held in self.all() {
            for text in held.texts() {
                blotter.add(text);
                add_base64(&mut blotter, text);
            }
            let scheme = platform.auth.iter().find(|scheme| scheme.name == held.scheme);
            match scheme.map(|scheme| &scheme.kind) {
                Some(SchemeKind::Basic { username, password }) => {
                    add_digest(&mut blotter, *password, held);
                    if let (Ok(username), Ok(password)) = (fill(*username, held), fill(*password, held)) {
                        add_base64(&mut blotter, &Zeroizing::new(format!("{}:{}", *username, *password)));
                    }
                }
                Some(SchemeKind::Header { value, .. }) => add_digest(&mut blotter, *value, held),
                Some(SchemeKind::Query { params }) => {
                    for (_, value) in *params {
                        add_digest(&mut blotter, *value, held);
                    }
                }
                Some(SchemeKind::OAuth1 {
                    consumer_key,
                    consumer_secret,
                }) => {
                    add_digest(&mut blotter, *consumer_key, held);
                    add_digest(&mut blotter, *consumer_secret, held);
                }
                None => {}
            }
        }
        blotter
    }
}

/// What a template makes of the inputs, if they are not in it as they are.
fn add_digest(blotter: &mut Blotter, template: Template, held: &Held) {
    if let (true, Ok(digest)) = (template.md5, fill(template, held)) {
        blotter.add(&digest);
        add_base64(blotter, &digest);
        blotter.add(&Zeroizing::new(digest.to_ascii_uppercase()));
    }
}

/// In both alphabets. Without padding, which is no secret and not always there.
fn add_base64(blotter: &mut Blotter, text: &str) {
    blotter.add(&Zeroizing::new(STANDARD_NO_PAD.encode(text)));
    blotter.add(&Zeroizing::new(URL_SAFE_NO_PAD.encode(text)));
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
            "got Basic ***=="
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
