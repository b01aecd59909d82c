//! Public pages that are the same in every phase.

use std::sync::Arc;

use domain::return_path::{MEMBER_HOME, SIGN_IN};
use themes::context::{
    Article, ArticleCard, ArticleList, Form, Item, LevelList, LevelPage, Link, Page, PlainPage, SignIn,
};

use super::blocks::Moment;
use super::{Plan, Press, described};
use crate::failure::Failure;
use crate::output::PublicPath;
use crate::site::{self, SiteLevel};

/// Adds them all.
pub(super) fn add(plan: &mut Plan) -> Result<(), Failure> {
    add_texts(plan);
    let site = Arc::clone(&plan.press().site);
    for file in site.files.iter() {
        plan.output.add_public(PublicPath::file(&file.url), file.bytes.clone());
    }
    if site.shared.members {
        sign_in(plan)?;
    }
    not_found(plan)
}

/// Adds those that a portal has in each of its languages.
pub(super) fn add_texts(plan: &mut Plan) {
    let site = Arc::clone(&plan.press().site);
    for (index, page) in site.pages.iter().enumerate().filter(|(_, page)| !page.has_variants()) {
        plan.public(PublicPath::page(&page.head.path), move |press| plain_page(press, index, None));
    }
    articles(plan);
    if site.shared.members {
        levels(plan);
    }
}

/// The page `index`, which has no template of its own.
pub(super) fn plain_page(press: &Press, index: usize, moment: Option<&Moment>) -> Result<String, Failure> {
    let page = &press.site.pages[index];
    let body = &press.text(&page.body, &page.head.path, moment)?;
    let head = described::plain(page);
    press.render("page.html", &PlainPage { page: &head, body, toc: &page.toc })
}

fn articles(plan: &mut Plan) {
    let href = format!("{}/artikler/", plan.press().shared.prefix);
    plan.public(PublicPath::page(&href.clone()), move |press| {
        article_list(
            press,
            &list_page(press, &href, "articles"),
            press.site.articles.iter().map(|article| &article.card).collect(),
        )
    });
    let site = Arc::clone(&plan.press().site);
    for (index, topic) in site.topics.iter().enumerate() {
        plan.public(PublicPath::page(&topic.href), move |press| {
            let topic = &press.site.topics[index];
            let articles = press.related.of_topic(&topic.href).map(|index| &press.site.articles[index].card);
            article_list(press, &topic_page(press, topic)?, articles.collect())
        });
    }
    let articles = site.articles.iter().enumerate();
    for (index, article) in articles.filter(|(_, article)| !article.body.shows_launch()) {
        plan.public(PublicPath::page(&article.card.href), move |press| article_page(press, index, None));
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

/// The page of the article `index`.
pub(super) fn article_page(press: &Press, index: usize, moment: Option<&Moment>) -> Result<String, Failure> {
    let site::Article { card, headline, body, toc } = press.site.articles[index].as_ref();
    let page = Page {
        title: card.title.clone(),
        description: card.description.clone(),
        path: card.href.clone(),
        headline: headline.clone(),
        ..Page::default()
    };
    let page = described::article(press, page, card, body);
    let related = press.related.to(index, &press.site.articles);
    let body = &press.text(body, &card.href, moment)?;
    press.render("article.html", &Article { page: &page, body, toc, card, related })
}

fn levels(plan: &mut Plan) {
    let href = format!("{}/nivaer/", plan.press().shared.prefix);
    plan.public(PublicPath::page(&href.clone()), move |press| {
        let page = list_page(press, &href, "levels");
        press.render("levels.html", &LevelList { page: &page, levels: &press.levels })
    });
    let site = Arc::clone(&plan.press().site);
    for (index, level) in site.written_levels().filter(|(_, level)| !level.body.shows_launch()) {
        plan.public(PublicPath::page(&level.card.href), move |press| level_page(press, index, None));
    }
}

/// The public page of the level `index`.
pub(super) fn level_page(press: &Press, index: usize, moment: Option<&Moment>) -> Result<String, Failure> {
    let level = &press.site.levels[index];
    let page = Page {
        title: level.card.title.clone(),
        description: level.card.teaser.clone(),
        path: level.card.href.clone(),
        ..Page::default()
    };
    let page = described::level(press, page, level);
    let (teased, body) = (teased(level), &press.text(&level.body, &level.card.href, moment)?);
    press.render("level.html", &LevelPage { page: &page, level: &level.card, body, teased })
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
        title: plan.press().word("sign-in-title")?,
        path: SIGN_IN.to_owned(),
        noindex: true,
        ..Page::default()
    };
    plan.public(PublicPath::page(SIGN_IN), move |press| {
        let context = SignIn { page: &page, next: MEMBER_HOME, locked: None, form: Form::default() };
        press.render("sign-in.html", &context)
    });
    Ok(())
}

fn not_found(plan: &mut Plan) -> Result<(), Failure> {
    let page = Page { title: plan.press().word("not-found-title")?, noindex: true, ..Page::default() };
    plan.public(PublicPath::file("/404.html"), move |press| {
        press.render("not-found.html", &PlainPage { page: &page, body: "", toc: &[] })
    });
    Ok(())
}
