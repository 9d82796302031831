//! Texts, categories and collections.

use super::{Route, route};
use tradewire_insales::articles::{
    ArticleCreateRequired, DeleteArticleRequired, GetArticleRequired, UpdateArticleRequired,
};
use tradewire_insales::collection_field_values::{GetCollectionFieldValueRequired, UpdateCollectionFieldValueRequired};
use tradewire_insales::collection_fields::CollectionFieldCreateRequired;
use tradewire_insales::collects::CollectCreateRequired;
use tradewire_insales::pages::PageCreateRequired;

#[rustfmt::skip]
pub(super) fn all() -> Vec<Route> {
    [blogs(), articles(), pages(), reviews(), categories(), collections(), collection_fields(), collection_field_values(), collection_filters(), collects(), marketplaces()].concat()
}

#[rustfmt::skip]
fn blogs() -> Vec<Route> {
    use tradewire_insales::blogs::{BlogCreate, BlogUpdate, CreateBlog, DeleteBlog, GetBlog, ListBlogs, UpdateBlog};
    vec![
        route(&CreateBlog::new(BlogCreate::new("A")), "POST /admin/blogs.json"),
        route(&DeleteBlog::new(7), "DELETE /admin/blogs/7.json"),
        route(&GetBlog::new(7), "GET /admin/blogs/7.json"),
        route(&ListBlogs::new(), "GET /admin/blogs.json"),
        route(&UpdateBlog::new(7, BlogUpdate::new()), "PUT /admin/blogs/7.json"),
    ]
}

#[rustfmt::skip]
fn articles() -> Vec<Route> {
    use tradewire_insales::articles::{ArticleCreate, ArticleUpdate, CreateArticle, DeleteArticle, GetArticle, ListArticles, UpdateArticle};
    vec![
        route(&CreateArticle::new(7, ArticleCreate::new(ArticleCreateRequired { title: "A".into(), content: "B".into(), published_at: "2014-09-09".into(), author: "C".into() })), "POST /admin/blogs/7/articles.json"),
        route(&DeleteArticle::new(DeleteArticleRequired { blog_id: 7, id: 8 }), "DELETE /admin/blogs/7/articles/8.json"),
        route(&GetArticle::new(GetArticleRequired { blog_id: 7, id: 8 }), "GET /admin/blogs/7/articles/8.json"),
        route(&ListArticles::new(7), "GET /admin/blogs/7/articles.json"),
        route(&UpdateArticle::new(UpdateArticleRequired { blog_id: 7, id: 8 }, ArticleUpdate::new()), "PUT /admin/blogs/7/articles/8.json"),
    ]
}

#[rustfmt::skip]
fn pages() -> Vec<Route> {
    use tradewire_insales::pages::{CreatePage, DeletePage, GetPage, ListPages, PageCreate, PageUpdate, UpdatePage};
    vec![
        route(&ListPages::new(), "GET /admin/pages.json"),
        route(&GetPage::new(7), "GET /admin/pages/7.json"),
        route(&CreatePage::new(PageCreate::new(PageCreateRequired { title: "A".into(), content: "B".into() })), "POST /admin/pages.json"),
        route(&UpdatePage::new(7, PageUpdate::new()), "PUT /admin/pages/7.json"),
        route(&DeletePage::new(7), "DELETE /admin/pages/7.json"),
    ]
}

#[rustfmt::skip]
fn reviews() -> Vec<Route> {
    use tradewire_insales::reviews::{CreateReview, DeleteReview, GetReview, ListReviews, ReviewCreate, ReviewUpdate, UpdateReview};
    vec![
        route(&ListReviews::new(), "GET /admin/reviews.json"),
        route(&GetReview::new(7), "GET /admin/reviews/7.json"),
        route(&CreateReview::new(ReviewCreate::new(1, "Bob")), "POST /admin/reviews.json"),
        route(&UpdateReview::new(7, ReviewUpdate::new()), "PUT /admin/reviews/7.json"),
        route(&DeleteReview::new(7), "DELETE /admin/reviews/7.json"),
    ]
}

#[rustfmt::skip]
fn categories() -> Vec<Route> {
    use tradewire_insales::categories::{CategoryCreate, CategoryUpdate, CreateCategory, DeleteCategory, GetCategory, ListCategories, UpdateCategory};
    vec![
        route(&CreateCategory::new(CategoryCreate::new("A")), "POST /admin/categories.json"),
        route(&DeleteCategory::new(7), "DELETE /admin/categories/7.json"),
        route(&ListCategories::new(), "GET /admin/categories.json"),
        route(&GetCategory::new(7), "GET /admin/categories/7.json"),
        route(&UpdateCategory::new(7, CategoryUpdate::new()), "PUT /admin/categories/7.json"),
    ]
}

#[rustfmt::skip]
fn collections() -> Vec<Route> {
    use tradewire_insales::collections::{CollectionCreate, CollectionUpdate, CreateCollection, DeleteCollection, GetCollection, ListCollectionChanges, ListCollections, UpdateCollection};
    vec![
        route(&CreateCollection::new(CollectionCreate::new("A", 1)), "POST /admin/collections.json"),
        route(&DeleteCollection::new(7), "DELETE /admin/collections/7.json"),
        route(&GetCollection::new(7), "GET /admin/collections/7.json"),
        route(&ListCollections::new(), "GET /admin/collections.json"),
        route(&ListCollectionChanges::new("2026-01-31T10:00:00Z"), "GET /admin/collections.json?updated_since=2026-01-31%2010%3A00%3A00%20%2B0000"),
        route(&UpdateCollection::new(7, CollectionUpdate::new()), "PUT /admin/collections/7.json"),
    ]
}

#[rustfmt::skip]
fn collection_fields() -> Vec<Route> {
    use tradewire_insales::collection_fields::{CollectionFieldCreate, CollectionFieldUpdate, CreateCollectionField, DeleteCollectionField, GetCollectionField, ListCollectionFields, UpdateCollectionField};
    vec![
        route(&CreateCollectionField::new(CollectionFieldCreate::new(CollectionFieldCreateRequired { title: "Size".into(), handle: "size".into(), type_: "CollectionField::TextArea".into() })), "POST /admin/collection_fields.json"),
        route(&DeleteCollectionField::new(7), "DELETE /admin/collection_fields/7.json"),
        route(&GetCollectionField::new(7), "GET /admin/collection_fields/7.json"),
        route(&ListCollectionFields::new(), "GET /admin/collection_fields.json"),
        route(&UpdateCollectionField::new(7, CollectionFieldUpdate::new()), "PUT /admin/collection_fields/7.json"),
    ]
}

#[rustfmt::skip]
fn collection_field_values() -> Vec<Route> {
    use tradewire_insales::collection_field_values::{CollectionFieldValueUpdate, GetCollectionFieldValue, ListCollectionFieldValues, UpdateCollectionFieldValue};
    vec![
        route(&GetCollectionFieldValue::new(GetCollectionFieldValueRequired { collection_id: 7, field_id: 8.into() }), "GET /admin/collections/7/collection_field_values/8.json"),
        route(&ListCollectionFieldValues::new(7), "GET /admin/collections/7/collection_field_values.json"),
        route(&UpdateCollectionFieldValue::new(UpdateCollectionFieldValueRequired { collection_id: 7, field_id: 8.into() }, CollectionFieldValueUpdate::new()), "PUT /admin/collections/7/collection_field_values/8.json"),
    ]
}

#[rustfmt::skip]
fn collection_filters() -> Vec<Route> {
    use tradewire_insales::collection_filters::{CollectionFilterCreate, CollectionFilterUpdate, CreateCollectionFilter, DeleteCollectionFilter, GetCollectionFilter, ListCollectionFilters, UpdateCollectionFilter};
    vec![
        route(&CreateCollectionFilter::new(CollectionFilterCreate::new("A", 1)), "POST /admin/collection_filters.json"),
        route(&DeleteCollectionFilter::new(7), "DELETE /admin/collection_filters/7.json"),
        route(&GetCollectionFilter::new(7), "GET /admin/collection_filters/7.json"),
        route(&ListCollectionFilters::new(), "GET /admin/collection_filters.json"),
        route(&UpdateCollectionFilter::new(7, CollectionFilterUpdate::new()), "PUT /admin/collection_filters/7.json"),
    ]
}

#[rustfmt::skip]
fn collects() -> Vec<Route> {
    use tradewire_insales::collects::{CollectCreate, CollectUpdate, CreateCollect, DeleteCollect, ListCollects, UpdateCollect};
    vec![
        route(&CreateCollect::new(CollectCreate::new(CollectCreateRequired { collection_id: 2, product_id: 1 })), "POST /admin/collects.json"),
        route(&ListCollects::new(), "GET /admin/collects.json"),
        route(&UpdateCollect::new(7, CollectUpdate::new()), "PUT /admin/collects/7.json"),
        route(&DeleteCollect::new(7), "DELETE /admin/collects/7.json"),
    ]
}

#[rustfmt::skip]
fn marketplaces() -> Vec<Route> {
    use tradewire_insales::marketplaces::{CreateMarketplace, DeleteMarketplace, GetMarketplace, GoogleMerchantCreate, ListMarketplaces, MarketplaceUpdate, UpdateMarketplace};
    vec![
        route(&CreateMarketplace::new(GoogleMerchantCreate::new("GM")), "POST /admin/marketplaces.json"),
        route(&DeleteMarketplace::new(7), "DELETE /admin/marketplaces/7.json"),
        route(&GetMarketplace::new(7), "GET /admin/marketplaces/7.json"),
        route(&ListMarketplaces::new(), "GET /admin/marketplaces.json"),
        route(&UpdateMarketplace::new(7, MarketplaceUpdate::new()), "PUT /admin/marketplaces/7.json"),
    ]
}
