//! Articles, pages, blocks and comments, which only the vendor's own scripts know.

use futures_util::TryStreamExt;
use tradewire::testing::Scripted;
use tradewire_boostore::articles::ArticleData;
use tradewire_boostore::blocks::BlockData;
use tradewire_boostore::comments::CommentData;
use tradewire_boostore::pages::PageData;
use tradewire_boostore::types::Language;
use tradewire_tests::{Wire, assert_sends};

use crate::{scripted, shop};

#[test]
fn articles() {
    let wire = Wire::new();
    let articles = shop(&wire).articles();
    assert_sends! { wire;
        articles.list().page(2).per_page(100).category_ids([4, 5]).category("news").language(Language::En).id_min(1).id_max(9)
            => "GET /api/commerce/blog/articles?per_page=100&page=2&category_id=4,5&category=news&lang=en&id_min=1&id_max=9&consumer_secret=YOUR_SECRET";
        articles.create_many([ArticleData::new().title("A").update_exists(true)])
            => ("POST /api/commerce/blog/articles?consumer_secret=YOUR_SECRET", r#"{"articles":[{"title":"A","update_exists":true}]}"#);
        articles.update_many([ArticleData::new().id(1).delete(true)])
            => ("PUT /api/commerce/blog/articles?consumer_secret=YOUR_SECRET", r#"{"articles":[{"id":1,"delete":true}]}"#);
    }
    wire.assert_covers("boostore", "articles");
}

#[test]
fn pages() {
    let wire = Wire::new();
    let pages = shop(&wire).pages();
    assert_sends! { wire;
        pages.list().page(2) => "GET /api/commerce/pages?page=2&consumer_secret=YOUR_SECRET";
        pages.create_many([PageData::new().title("A").password("p")])
            => ("POST /api/commerce/pages?consumer_secret=YOUR_SECRET", r#"{"pages":[{"title":"A","password":"p"}]}"#);
        pages.update_many([PageData::new().id(1).slug("a")])
            => ("PUT /api/commerce/pages?consumer_secret=YOUR_SECRET", r#"{"pages":[{"slug":"a","id":1}]}"#);
    }
    wire.assert_covers("boostore", "pages");
    let shown = format!("{:?}", PageData::new().password("canary"));
    assert!(!shown.contains("canary"), "{shown}");
}

#[test]
fn blocks() {
    let wire = Wire::new();
    let blocks = shop(&wire).blocks();
    assert_sends! { wire;
        blocks.list().id_min(3) => "GET /api/commerce/blocks?id_min=3&consumer_secret=YOUR_SECRET";
        blocks.create_many([BlockData::new().title("A").position("left")])
            => ("POST /api/commerce/blocks?consumer_secret=YOUR_SECRET", r#"{"blocks":[{"title":"A","position":"left"}]}"#);
        blocks.update_many([BlockData::new().id(1).script("x")])
            => ("PUT /api/commerce/blocks?consumer_secret=YOUR_SECRET", r#"{"blocks":[{"id":1,"script":"x"}]}"#);
    }
    wire.assert_covers("boostore", "blocks");
}

#[test]
fn comments() {
    let wire = Wire::new();
    let comments = shop(&wire).comments();
    assert_sends! { wire;
        comments.list().type_("product").page_type("product")
            => "GET /api/commerce/comments?type=product&page_type=product&consumer_secret=YOUR_SECRET";
        comments.create_many([CommentData::new()]) => ("POST /api/commerce/comments?consumer_secret=YOUR_SECRET", r#"{"comments":[{}]}"#);
        comments.update_many([CommentData::new().id(1)])
            => ("PUT /api/commerce/comments?consumer_secret=YOUR_SECRET", r#"{"comments":[{"id":1}]}"#);
    }
    wire.assert_covers("boostore", "comments");
}

#[tokio::test]
async fn content_streams_over_its_pages() {
    let server = Scripted::new()
        .reply(200, r#"{"articles":[{"id":1,"title":"A"}],"total":2,"total_pages":2}"#)
        .reply(200, r#"{"articles":[{"id":2,"title":"B"}],"total":2,"total_pages":2}"#);
    let titles: Vec<_> = scripted(&server)
        .articles()
        .list()
        .items()
        .map_ok(|article| article.title)
        .try_collect()
        .await
        .expect("articles");
    assert_eq!(titles, [Some("A".to_owned()), Some("B".to_owned())]);
}
