//! Requests that a platform sends.

use super::{BodyShape, Platform, Verify};

/// A request that the platform sends to the integrator.
#[derive(Debug)]
pub struct CallbackMeta {
    /// Platform that sends it.
    pub platform: &'static Platform,
    /// `resource.callback`.
    pub id: &'static str,
    /// Spec file that describes it.
    pub place: &'static str,
    /// HTTP verb, upper case.
    pub method: &'static str,
    /// Default path template; the integrator may serve it elsewhere.
    pub path: &'static str,
    /// How its body is written.
    pub body: BodyShape,
    /// How its signature is checked.
    pub verify: Option<Verify>,
}

impl CallbackMeta {
    /// A callback of which nothing is said: what a table leaves out is as here.
    pub const POST: Self = Self {
        platform: &Platform::PLAIN,
        id: "",
        place: "",
        method: "POST",
        path: "",
        body: BodyShape::NONE,
        verify: None,
    };
}
