//! A platform with one listing, declared as generated crates declare theirs.

use tradewire::{
    BodyShape, Builder, Call, Client, Credentials, Error, ErrorShape, FromCore, ListStyle, Meta, Operation, Paginated,
    Paging, Platform, Reply, ReplyShape, RequestWriter, Safety, Scheme, SchemeKind, Sign, Strategy, Template,
};

use crate::models::ours::{Page, Product};

static PLATFORM: Platform = Platform {
    name: "shop",
    auth: &[Scheme {
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
    }],
    limits: &[],
    errors: ErrorShape {
        failure: &[Sign::Present { path: "error" }],
        ..ErrorShape::PLAIN
    },
    ..Platform::PLAIN
};

/// Lists products.
#[derive(Debug, Clone, Default)]
pub struct ListProducts {
    /// Number of the page.
    pub page: Option<i64>,
}

impl Operation for ListProducts {
    type Output = Page;

    fn meta() -> &'static Meta {
        static PAGING: Paging = Paging {
            strategy: Strategy::Page { param: "page" },
            items: "items",
            size: Some("size"),
            default_size: Some(100),
            max_size: Some(100),
            ..Paging::NONE
        };
        static META: Meta = Meta {
            platform: &PLATFORM,
            id: "products.list",
            place: "benches/src/shop.rs",
            method: "GET",
            aliases: &[],
            path: "/api/v1/products",
            safety: Safety::Read,
            auth: &["basic"],
            limit: usize::MAX,
            success: &[200],
            body: BodyShape::NONE,
            reply: ReplyShape::BARE,
            paging: Some(&PAGING),
            rules: &[],
            ..Meta::GET
        };
        &META
    }

    fn write(&self, w: &mut RequestWriter<'_>) -> Result<(), Error> {
        w.query("page", ListStyle::Brackets, &self.page)
    }

    fn read(reply: &Reply<'_>) -> Result<Page, Error> {
        reply.json()
    }
}

impl Paginated for ListProducts {
    type Item = Product;

    fn items(output: Page) -> Vec<Product> {
        output.items.unwrap_or_default()
    }
}

/// Client of the platform.
#[derive(Debug, Clone)]
pub struct Shop(Client);

impl FromCore for Shop {
    const PLATFORM: &'static Platform = &PLATFORM;

    fn from_core(client: Client) -> Result<Self, Error> {
        Ok(Self(client))
    }
}

impl Shop {
    /// A client with credentials.
    ///
    /// # Errors
    /// It cannot be set up.
    pub fn new(url: &str) -> Result<Self, Error> {
        let credentials = Credentials::scheme(
            "basic",
            [("user", "app".to_owned()), ("password", "password".to_owned())],
        );
        Builder::new(url).credentials(credentials).build()
    }

    /// A call of the listing.
    pub fn products(&self, page: Option<i64>) -> Call<ListProducts> {
        Call::new(self.0.clone(), ListProducts { page })
    }
}
