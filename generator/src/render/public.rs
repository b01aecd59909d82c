//! Public pages that are the same in every phase.

use std::sync::Arc;

use domain::return_path::SIGN_IN;
use themes::context::{
    Article, ArticleCard, ArticleList, Form, Item, LevelList, LevelPage, Link, Page, PlainPage, SignIn,
};

use super::{Plan, Press, described};
use crate::failure::Failure;
use crate::output::PublicPath;
use crate::site::{self, PageKind, SiteLevel};

/// Adds them all.
pub(super) fn add(plan: &mut Plan) -> Result<(), Failure> {
    add_texts(plan);
    let site = Arc::clone(&plan.press.site);
    for file in &site.files {
        plan.output.add_public(PublicPath::file(&file.url), file.bytes.clone());
    }
    if site.shared.members {
        sign_in(plan)?;
    }
    not_found(plan)
}

/// Adds those that a portal has in each of its languages.
pub(super) fn add_texts(plan: &mut Plan) {
    let site = Arc::clone(&plan.press.site);
    for (index, page) in site.pages.iter().enumerate().filter(|(_, page)| page.kind == PageKind::Plain) {
        plan.public(PublicPath::page(&page.head.path), move |press| {
            let page = &press.site.pages[index];
            press.render("page.html", &PlainPage { page: &page.head, body: &page.body, toc: &page.toc })
        });
    }
    articles(plan);
    if site.shared.members {
        levels(plan);
    }
}

fn articles(plan: &mut Plan) {
    let href = format!("{}/artikler/", plan.press.shared.prefix);
    plan.public(PublicPath::page(&href.clone()), move |press| {
        article_list(press, &list_page(press, &href, "articles"), press.articles.iter().collect())
    });
    let site = Arc::clone(&plan.press.site);
    for (index, topic) in site.topics.iter().enumerate() {
        plan.public(PublicPath::page(&topic.href), move |press| {
            let topic = &press.site.topics[index];
            let articles = press.related.of_topic(&topic.href).map(|index| &press.articles[index]);
            article_list(press, &topic_page(press, topic)?, articles.collect())
        });
    }
    for (index, article) in site.articles.iter().enumerate() {
        plan.public(PublicPath::page(&article.card.href), move |press| article_page(press, index));
    }
}

fn article_list(press: &Press, page: &Page, articles: Vec<&ArticleCard>) -> Result<String, Failure> {
    press.render("articles.html", &ArticleList { page, articles, topics: &press.site.topics })
}

fn topic_page(press: &Press, topic: &Link) -> Result<Page, Failure> {
    Ok(Page {
        title: press.word_about("topic-title", "topic", &topic.title)?,
        description: press.word_about("topic-lead", "topic", &topic.title)?,
        path: topic.href.clone(),
        ..Page::default()
    })
}

fn article_page(press: &Press, index: usize) -> Result<String, Failure> {
    let site::Article { card, headline, body, toc } = &press.site.articles[index];
    let page = Page {
        title: card.title.clone(),
        description: card.description.clone(),
        path: card.href.clone(),
        headline: headline.clone(),
        ..Page::default()
    };
    let page = described::article(press, page, card);
    let related = press.related.to(index, &press.articles);
    press.render("article.html", &Article { page: &page, body, toc, card, related })
}

fn levels(plan: &mut Plan) {
    let href = format!("{}/nivaer/", plan.press.shared.prefix);
    plan.public(PublicPath::page(&href.clone()), move |press| {
        let page = list_page(press, &href, "levels");
        press.render("levels.html", &LevelList { page: &page, levels: &press.levels })
    });
    let site = Arc::clone(&plan.press.site);
    let is_written = |level: &SiteLevel| level.card.href.starts_with(&site.shared.prefix);
    for (index, level) in site.levels.iter().enumerate().filter(|(_, level)| is_written(level)) {
        plan.public(PublicPath::page(&level.card.href), move |press| {
            level_page(press, &press.site.levels[index])
        });
    }
}

fn level_page(press: &Press, level: &SiteLevel) -> Result<String, Failure> {
    let page = Page {
        title: level.card.title.clone(),
        description: level.card.teaser.clone(),
        path: level.card.href.clone(),
        ..Page::default()
    };
    let page = described::level(press, page, &level.card);
    let teased = teased(level);
    press.render("level.html", &LevelPage { page: &page, level: &level.card, body: &level.body, teased })
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
fn list_page(press: &Press, path: &str, key: &str) -> Page {
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

fn sign_in(plan: &mut Plan) -> Result<(), Failure> {
    let page = Page {
        title: plan.press.word("sign-in-title")?,
        path: SIGN_IN.to_owned(),
        noindex: true,
        ..Page::default()
    };
    plan.public(PublicPath::page(SIGN_IN), move |press| {
        let context = SignIn { page: &page, next: "/medlem/", locked: None, form: Form::default() };
        press.render("sign-in.html", &context)
    });
    Ok(())
}

fn not_found(plan: &mut Plan) -> Result<(), Failure> {
    let page = Page { title: plan.press.word("not-found-title")?, noindex: true, ..Page::default() };
    plan.public(PublicPath::file("/404.html"), move |press| {
        press.render("not-found.html", &PlainPage { page: &page, body: "", toc: &[] })
    });
    Ok(())
}
