//! Public pages that are the same in every phase.

use domain::return_path::SIGN_IN;
use themes::context::{
    Article, ArticleCard, ArticleList, Form, Item, LevelList, LevelPage, Link, Page, PlainPage, SignIn,
};

use super::Press;
use super::related::Related;
use crate::failure::Failure;
use crate::output::{Output, PublicPath};
use crate::site::{PageKind, SiteLevel};

/// Renders them all.
pub(super) fn add(press: Press<'_>, output: &mut Output) -> Result<(), Failure> {
    for page in press.site.pages.iter().filter(|page| page.kind == PageKind::Plain) {
        let html =
            press.render("page.html", &PlainPage { page: &page.head, body: &page.body, toc: &page.toc })?;
        output.add_public(PublicPath::page(&page.head.path), html);
    }
    articles(press, output)?;
    levels(press, output)?;
    for file in &press.site.files {
        output.add_public(PublicPath::file(&file.url), file.bytes.clone());
    }
    sign_in(press, output)?;
    not_found(press, output)
}

fn articles(press: Press<'_>, output: &mut Output) -> Result<(), Failure> {
    let cards: Vec<ArticleCard> = press.site.articles.iter().map(|article| article.card.clone()).collect();
    article_list(press, &list_page(press, "/artikler/", "articles"), cards.iter().collect(), output)?;
    let related = Related::among(&cards);
    for topic in &press.site.topics {
        article_list(press, &topic_page(press, topic)?, related.of_topic(&topic.href), output)?;
    }
    for (index, article) in press.site.articles.iter().enumerate() {
        let page = Page {
            title: article.card.title.clone(),
            description: article.card.description.clone(),
            path: article.card.href.clone(),
            ..Page::default()
        };
        let (body, toc, card) = (&article.body, &article.toc, &article.card);
        let context = Article { page: &page, body, toc, card, related: related.to(index) };
        output.add_public(PublicPath::page(&page.path), press.render("article.html", &context)?);
    }
    Ok(())
}

fn article_list(
    press: Press<'_>,
    page: &Page,
    articles: Vec<&ArticleCard>,
    output: &mut Output,
) -> Result<(), Failure> {
    let context = ArticleList { page, articles, topics: &press.site.topics };
    output.add_public(PublicPath::page(&page.path), press.render("articles.html", &context)?);
    Ok(())
}

fn topic_page(press: Press<'_>, topic: &Link) -> Result<Page, Failure> {
    Ok(Page {
        title: press.word_about("topic-title", "topic", &topic.title)?,
        description: press.word_about("topic-lead", "topic", &topic.title)?,
        path: topic.href.clone(),
        ..Page::default()
    })
}

fn levels(press: Press<'_>, output: &mut Output) -> Result<(), Failure> {
    let page = list_page(press, "/nivaer/", "levels");
    let html = press.render("levels.html", &LevelList { page: &page, levels: press.cards })?;
    output.add_public(PublicPath::page(&page.path), html);
    for level in &press.site.levels {
        let page = Page {
            title: level.card.title.clone(),
            description: level.card.teaser.clone(),
            path: level.card.href.clone(),
            ..Page::default()
        };
        let teased = teased(level);
        let html = press.render(
            "level.html",
            &LevelPage { page: &page, level: &level.card, body: &level.body, teased },
        )?;
        output.add_public(PublicPath::page(&page.path), html);
    }
    Ok(())
}

fn teased(level: &SiteLevel) -> Vec<Item> {
    let lessons = level.level.lessons.iter().filter(|lesson| lesson.teased);
    let item = |lesson: &domain::portal::Lesson| Item {
        title: lesson.title.clone(),
        text: lesson.summary.clone().unwrap_or_default(),
    };
    lessons.map(item).collect()
}

/// A list that no file stands for: titled as in the menu, or else as in the wording.
fn list_page(press: Press<'_>, path: &str, key: &str) -> Page {
    let mut links = press.shared.menu.iter().chain(&press.shared.footer);
    let in_menu = links.find(|link| link.href == path).map(|link| link.title.clone());
    let title = in_menu.or_else(|| press.word_if_any(&format!("{key}-title")));
    Page {
        title: title.unwrap_or_else(|| press.shared.title.clone()),
        description: press.word_if_any(&format!("{key}-lead")).unwrap_or_default(),
        path: path.to_owned(),
        ..Page::default()
    }
}

fn sign_in(press: Press<'_>, output: &mut Output) -> Result<(), Failure> {
    let page = Page {
        title: press.word("sign-in-title")?,
        path: SIGN_IN.to_owned(),
        noindex: true,
        ..Page::default()
    };
    let context = SignIn { page: &page, next: "/medlem/", locked: None, form: Form::default() };
    let html = press.render("sign-in.html", &context)?;
    output.add_public(PublicPath::page(&page.path), html);
    Ok(())
}

fn not_found(press: Press<'_>, output: &mut Output) -> Result<(), Failure> {
    let page = Page { title: press.word("not-found-title")?, noindex: true, ..Page::default() };
    let html = press.render("not-found.html", &PlainPage { page: &page, body: "", toc: &[] })?;
    output.add_public(PublicPath::file("/404.html"), html);
    Ok(())
}
