//! Texts, categories and collections.

use tradewire_insales::articles::{ArticleCreate, ArticleCreateRequired, ArticleUpdate, UpdateArticleRequired};
use tradewire_insales::blocking::Client;
use tradewire_insales::blogs::{BlogCommentable, BlogCreate, BlogUpdate};
use tradewire_insales::categories::{CategoryCreate, CategoryUpdate};
use tradewire_insales::collection_field_values::{
    CollectionFieldValueInput, CollectionFieldValueUpdate, UpdateCollectionFieldValueRequired,
};
use tradewire_insales::collection_fields::{
    CollectionFieldCreate, CollectionFieldCreateRequired, CollectionFieldType, CollectionFieldUpdate,
};
use tradewire_insales::collection_filters::{CollectionFilterChoice, CollectionFilterCreate, CollectionFilterUpdate};
use tradewire_insales::collections::{CollectionCreate, CollectionImageInput, CollectionSort, CollectionUpdate};
use tradewire_insales::collects::{CollectCreate, CollectCreateRequired, CollectUpdate};
use tradewire_insales::pages::{PageCreate, PageCreateRequired, PageUpdate};
use tradewire_insales::reviews::{ReviewCreate, ReviewUpdate};

use super::{Written, written};

pub(super) fn all(shop: &Client) -> Vec<Written> {
    let mut all = texts(shop);
    all.extend(collections(shop));
    all.extend(collection_fields(shop));
    all
}

fn texts(shop: &Client) -> Vec<Written> {
    let article = ArticleCreate::new(ArticleCreateRequired {
        title: "new article".into(),
        content: "<p>content of my article<p>".into(),
        published_at: "2014-09-09".into(),
        author: "My Name is panda".into(),
    })
    .notice("some notice")
    .permalink("first_article")
    .html_title("HTML TAG TITLE")
    .meta_keywords("new cool products")
    .meta_description("It's a article about our new products")
    .all_tags(["test3", "test4"])
    .pinned(true);
    let article_change = ArticleUpdate::new()
        .title("new title")
        .all_tags(["test", "test3"])
        .pinned(true);
    let blog = BlogCreate::new("SuperBlog")
        .html_title("HTML TAG TITLE")
        .meta_keywords("new cool products")
        .meta_description("It's a blog about our new products");
    let blog_change = BlogUpdate::new()
        .title("WowBlog")
        .notify_about_comment(false)
        .captcha_enabled(true)
        .disallow_links_in_comments(true)
        .commentable(BlogCommentable::Yes);
    let page = PageCreate::new(PageCreateRequired {
        title: "new page".into(),
        content: "<p>content of my page<p>".into(),
    })
    .permalink("first_page")
    .html_title("HTML TAG TITLE")
    .meta_keywords("new cool products")
    .meta_description("It's a page about our new products")
    .created_at("2014-09-09");
    let review = ReviewCreate::new(1, "Bob")
        .content("Nice product! I'd like to buy it!")
        .email("bob@gmail.com")
        .published(true)
        .rating(7);
    vec![
        written("articles.create.1", &shop.articles().create(1, article)),
        written(
            "articles.update.1",
            &shop
                .articles()
                .update(UpdateArticleRequired { blog_id: 1, id: 2 }, article_change),
        ),
        written("blogs.create.1", &shop.blogs().create(blog)),
        written("blogs.update.1", &shop.blogs().update(1, blog_change)),
        written("pages.create.1", &shop.pages().create(page)),
        written(
            "pages.update.1",
            &shop.pages().update(1, PageUpdate::new().title("new title")),
        ),
        written("reviews.create.1", &shop.reviews().create(review)),
        written(
            "reviews.update.1",
            &shop.reviews().update(1, ReviewUpdate::new().content("Sweet product!")),
        ),
    ]
}

fn collections(shop: &Client) -> Vec<Written> {
    let picture = "https://assets3.insales.ru/assets/1/161/647329/v_1467875760/build/slide4.jpg";
    let collection = CollectionCreate::new("T-shirts", 1)
        .position(1)
        .sort_type(CollectionSort::TitleAscending)
        .description("text")
        .image_attributes(CollectionImageInput::new().original_url(picture))
        .field_values_attributes(field_values());
    let collection_change = CollectionUpdate::new()
        .title("Books")
        .position(2)
        .sort_type(CollectionSort::SortRankDescending)
        .description("Description")
        .is_hidden(true)
        .field_values_attributes(field_values());
    let filter = CollectionFilterCreate::new("new filter", 1)
        .properties_attributes(properties())
        .options_attributes(options())
        .field_values_attributes(field_values());
    let filter_change = CollectionFilterUpdate::new()
        .title("new-seo-filter")
        .permalink("new-seo-filter")
        .properties_attributes(properties())
        .options_attributes(options())
        .field_values_attributes(field_values());
    vec![
        written(
            "categories.create.1",
            &shop.categories().create(CategoryCreate::new("Reebok")),
        ),
        written(
            "categories.update.1",
            &shop.categories().update(1, CategoryUpdate::new().title("Adidas")),
        ),
        written("collections.create.1", &shop.collections().create(collection)),
        written("collections.update.1", &shop.collections().update(1, collection_change)),
        written("collection_filters.create.1", &shop.collection_filters().create(filter)),
        written(
            "collection_filters.update.1",
            &shop.collection_filters().update(1, filter_change),
        ),
        written(
            "collects.create.1",
            &shop.collects().create(CollectCreate::new(CollectCreateRequired {
                collection_id: 2,
                product_id: 1,
            })),
        ),
        written(
            "collects.update.1",
            &shop.collects().update(1, CollectUpdate::new().collection_id(3)),
        ),
        written(
            "collects.update.2",
            &shop.collects().update(1, CollectUpdate::new().position(3)),
        ),
    ]
}

fn field_values() -> [CollectionFieldValueInput; 1] {
    [CollectionFieldValueInput::new().handle("handle").value(12345)]
}

fn properties() -> [CollectionFilterChoice; 2] {
    [
        CollectionFilterChoice::new()
            .title("first property")
            .value("first prop value"),
        CollectionFilterChoice::new()
            .title("second property")
            .value("second property value"),
    ]
}

fn options() -> [CollectionFilterChoice; 2] {
    [
        CollectionFilterChoice::new()
            .title("first option")
            .value("first option value"),
        CollectionFilterChoice::new()
            .title("second option")
            .value("second option value"),
    ]
}

fn collection_fields(shop: &Client) -> Vec<Written> {
    let field = CollectionFieldCreate::new(CollectionFieldCreateRequired {
        title: "Size".into(),
        handle: "size".into(),
        type_: CollectionFieldType::TextArea,
    });
    let renamed = || CollectionFieldUpdate::new().title("Volume").position(2);
    let value = || CollectionFieldValueUpdate::new().value("new test value of field");
    vec![
        written("collection_fields.create.1", &shop.collection_fields().create(field)),
        written(
            "collection_fields.update.1",
            &shop.collection_fields().update("handle2", renamed()),
        ),
        written(
            "collection_fields.update.2",
            &shop.collection_fields().update(2, renamed().handle("volume")),
        ),
        written(
            "collection_field_values.update.1",
            &shop.collection_field_values().update(
                UpdateCollectionFieldValueRequired {
                    collection_id: 1,
                    field_id: "handle2".into(),
                },
                value(),
            ),
        ),
        written(
            "collection_field_values.update.2",
            &shop.collection_field_values().update(
                UpdateCollectionFieldValueRequired {
                    collection_id: 1,
                    field_id: 2.into(),
                },
                value(),
            ),
        ),
    ]
}
